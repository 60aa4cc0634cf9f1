"""``notes``: listing, exporting and importing notes."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

from inspector.jobs.notes_store import change_notes, notes_folder, notes_path, read_notes
from inspector.notes.notes import Note, new_note
from tests.cli.conftest import UNREADABLE, VERIFIED, Program, vector

GOOD = vector("good")
SHA256 = sha256(GOOD.read_bytes()).hexdigest()


def kept(text: str = "Ask the registry.", author: str = "Ada", pointer: str = "/record") -> Note:
    note = new_note(pointer, text, author)
    change_notes(notes_folder(), SHA256, added=[note])
    return note


def test_notes_are_listed_and_nothing_hidden_in_them_reaches_the_terminal(
    inspector: Program,
) -> None:
    kept("one\ntwo \x1b[31m\u202eevil", "A\u200bda")
    ended = inspector("notes", "list", GOOD)
    assert ended.code == VERIFIED
    assert "“A\\u200bda”  /record" in ended.text
    assert "    two \\u001b[31m\\u202eevil\n" in ended.text
    assert ended.text.count("\n") == 3
    assert ended.notes == ""


def test_json_of_notes_holds_what_a_terminal_would_obey_as_escapes(inspector: Program) -> None:
    note = kept("\x9b31m\x7f\u202e", "A\u200bda")
    ended = inspector("notes", "list", "--json", GOOD)
    assert ended.out.decode().rstrip("\n").isprintable()
    assert json.loads(ended.out)["text"] == note.text


def test_imported_note_without_a_name_is_said_to_have_none(inspector: Program) -> None:
    kept(author="")
    change_notes(notes_folder(), SHA256, added=[new_note("", "x", "")._replace(is_imported=True)])
    ended = inspector("notes", "list", GOOD)
    assert "imported, without a name  the document" in ended.text
    assert "“”" not in ended.text


def test_document_without_notes_has_none_and_gets_no_folder(
    inspector: Program, tmp_path: Path
) -> None:
    ended = inspector("notes", "list", "--json", GOOD)
    assert (ended.code, ended.out) == (VERIFIED, b"")
    assert "There are no notes on this document." in ended.notes
    ended = inspector("notes", "export", GOOD, "-o", tmp_path / "n.json")
    assert ended.code == UNREADABLE
    assert "no notes" in ended.notes
    assert not (tmp_path / "n.json").exists()
    assert not notes_folder().exists()


def test_notes_are_those_of_the_document_not_of_its_archive(
    inspector: Program, tmp_path: Path
) -> None:
    note = kept()
    with zipfile.ZipFile(tmp_path / "papers.zip", "w") as archive:
        archive.write(GOOD, "a.json")
        archive.write(vector("payload-changed"), "b.json")
    for name, found in (("a", [note.text]), ("b", [])):
        ended = inspector("notes", "list", "--json", tmp_path / f"papers.zip!/{name}.json")
        assert [json.loads(line)["text"] for line in ended.text.splitlines()] == found


def test_exported_notes_are_imported_as_what_the_file_says(
    inspector: Program, tmp_path: Path
) -> None:
    note, path = kept(author="Ada"), tmp_path / "n.json"
    assert inspector("notes", "export", GOOD, "-o", path).code == VERIFIED
    ended = inspector("notes", "export", GOOD, "-o", path)
    assert (ended.code, "a file of this name already" in ended.notes) == (UNREADABLE, True)
    assert inspector("notes", "export", GOOD, "-o", path, "--force").code == VERIFIED
    change_notes(notes_folder(), SHA256, removed=[note])
    ended = inspector("notes", "import", path, tmp_path / "missing.json")
    assert ended.code == UNREADABLE
    assert f"1 note taken in, 0 there already, on the document {SHA256}." in ended.notes
    assert read_notes(notes_folder(), SHA256) == (note._replace(is_imported=True),)
    assert "imported, says it is by “Ada”" in inspector("notes", "list", GOOD).text
    assert "0 notes taken in, 1 there already" in inspector("notes", "import", path).notes


def test_two_versions_of_a_note_are_both_listed_and_told(
    inspector: Program, tmp_path: Path
) -> None:
    note, path = kept("first words"), tmp_path / "n.json"
    inspector("notes", "export", GOOD, "-o", path)
    path.write_text(path.read_text().replace("first words", "other words"))
    ended = inspector("notes", "import", path)
    assert "Of 1 note there are several versions now; all are kept." in ended.notes
    listed = inspector("notes", "list", GOOD).text
    assert listed.count("one of several versions of this note") == 2
    assert note.text in listed
    assert "other words" in listed


def test_damaged_notes_are_named_and_left_as_they_are(inspector: Program) -> None:
    notes_folder().mkdir(parents=True)
    path = notes_path(notes_folder(), SHA256)
    path.write_bytes(b"{}")
    ended = inspector("notes", "list", GOOD)
    assert ended.code == UNREADABLE
    assert "[notes_damaged]" in ended.notes
    assert path.read_bytes() == b"{}"


def test_import_over_damaged_notes_names_where_they_were_put(
    inspector: Program, tmp_path: Path
) -> None:
    kept()
    assert inspector("notes", "export", GOOD, "-o", tmp_path / "n.json").code == VERIFIED
    notes_path(notes_folder(), SHA256).write_bytes(b"{}")
    ended = inspector("notes", "import", tmp_path / "n.json")
    assert ended.code == VERIFIED
    assert f"damaged, and were put aside as {SHA256}.damaged-1.json." in ended.notes
    assert (notes_folder() / f"{SHA256}.damaged-1.json").read_bytes() == b"{}"


def test_file_that_is_no_notes_is_refused(inspector: Program) -> None:
    ended = inspector("notes", "import", GOOD)
    assert ended.code == UNREADABLE
    assert "holds no notes" in ended.notes
