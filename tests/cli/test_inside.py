"""Sources with several documents: ls lists them, verify checks each, other commands ask for one."""

import base64
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FAILED, TRUST, UNPROVEN, UNREADABLE, VERIFIED, Ended, vector

GOOD, STATE, BAD = (vector(name).read_bytes() for name in ("good", "good-state", "payload-changed"))


def zipped(folder: Path, **members: bytes) -> Path:
    path = folder / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def lines(folder: Path, *documents: bytes) -> Path:
    path = folder / "papers.ndjson"
    path.write_bytes(b"\n".join(json.dumps(json.loads(one)).encode() for one in documents))
    return path


def test_each_document_inside_is_verified_and_the_worst_decides(
    within: Any, tmp_path: Path
) -> None:
    path = zipped(tmp_path, a_json=GOOD, b_json=STATE, c_json=BAD, README_txt=b"hello")
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == FAILED
    last = ended.text.rstrip().split("\n")[-1]
    expected = "3 documents: 1 failed, 1 unproven, 1 verified; 1 file is no document"
    assert last == f"{path}: {expected}"
    for member in ("a.json", "b.json", "c.json"):
        assert f"{path}!/{member}" in ended.text


def test_json_has_an_object_for_each_document_and_nothing_else(within: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path, a_json=GOOD, b_txt=b"hello", c_json=STATE)
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert ended.code == UNPROVEN
    found = [(one["source"], one["verdict"]) for one in ended.reports]
    assert found == [(f"{path}!/a.json", "verified"), (f"{path}!/c.json", "unproven")]
    assert "2 documents" in ended.notes


def test_line_that_is_no_json_is_one_unreadable_document(within: Any, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD, STATE)
    path.write_bytes(path.read_bytes() + b"\n\n{broken")
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert ended.code == UNREADABLE
    verdicts = {one["source"].rpartition("#")[2]: one["verdict"] for one in ended.reports}
    assert verdicts == {"1": "verified", "2": "unproven", "4": "unreadable"}


def test_report_says_which_bytes_of_the_file_were_verified(within: Any, tmp_path: Path) -> None:
    path = tmp_path / "wrapped.json"
    path.write_bytes(b'{"data": ' + GOOD.strip() + b"}")
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert ended.code == VERIFIED
    (report,) = ended.reports
    inside = report["inside"]
    assert (inside["path"], inside["number"]) == ("/data", 1)
    assert path.read_bytes()[inside["offset"] :][: inside["bytes"]] == GOOD.strip()
    assert "at /data in it, bytes 10 to" in within("verify", *TRUST, path).text


def test_report_says_which_file_of_an_archive_was_verified(within: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path, a_json=GOOD)
    assert "the file a.json in it" in within("verify", *TRUST, path).text
    assert "in it" not in within("verify", *TRUST, f"{path}!/a.json").text
    for source in (path, f"{path}!/a.json"):
        (report,) = within("verify", "--json", *TRUST, source).reports
        assert report["inside"] == {"member": "a.json"}
    (report,) = within("verify", "--json", *TRUST, vector("good")).reports
    assert report["inside"] is None


def test_document_of_a_list_in_an_archive_is_checked_and_named(within: Any, tmp_path: Path) -> None:
    inner = zipped(tmp_path, x_json=GOOD, y_json=STATE).read_bytes()
    text = lines(tmp_path, GOOD, STATE).read_bytes()
    path = zipped(tmp_path, inner_zip=inner, papers_ndjson=text)
    ended: Ended = within("verify", "--json", *TRUST, path)
    sources = [one["source"] for one in ended.reports]
    assert [source[len(str(path)) :] for source in sources] == [
        "!/inner.zip!/x.json", "!/inner.zip!/y.json", "!/papers.ndjson#1", "!/papers.ndjson#2",
    ]  # fmt: skip
    for source, one in zip(sources, ended.reports, strict=True):
        (alone,) = within("verify", "--json", *TRUST, source).reports
        assert alone["verdict"] == one["verdict"]


def test_archive_with_no_document_is_unreadable(within: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path, a_txt=b"hello", b_pdf=b"%PDF-1.4")
    ended: Ended = within("verify", path)
    assert ended.code == UNREADABLE
    assert ended.text.rstrip().endswith("no document; 2 files are no documents")


@pytest.mark.parametrize(
    ("name", "data", "is_document"),
    [
        *((f"x{ending}", b"hello", True) for ending in (".json", ".jsonl", ".NDJSON", ".json.bak")),
        ("x.json", b"", True),
        ("x.bin", b'{"a"', True),
        *(("x.txt", text, True) for text in (b'# a\n{"pith_number": 1', b'see {"a": 1} of pith')),
        *(("x.txt", text, False) for text in (b"", b"hello", b"pith", b'see {"a": 1}')),
        ("x.txt", b'# a\n{"a": 1', False),
    ],
)
def test_what_may_be_a_document_and_cannot_be_read_is_never_passed_over(
    within: Any, tmp_path: Path, name: str, data: bytes, is_document: bool
) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", GOOD)
        archive.writestr(name, data)
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == (UNREADABLE if is_document else VERIFIED)
    said = "1 unreadable, 1 verified" if is_document else "1 verified; 1 file is no document"
    assert ended.text.rstrip().endswith(said)


def test_a_link_in_an_archive_is_no_document_and_no_fault(within: Any, tmp_path: Path) -> None:
    path = tmp_path / "papers.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("a.json", "b.json"):
            member = tarfile.TarInfo(name)
            member.size = len(GOOD)
            archive.addfile(member, io.BytesIO(GOOD))
        link = tarfile.TarInfo("c.json")
        link.type, link.linkname = tarfile.SYMTYPE, "a.json"
        archive.addfile(link)
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == VERIFIED
    assert "2 documents: 2 verified" in ended.text
    assert "link to “a.json”" in within("ls", path).text


def test_damage_in_the_middle_of_an_archive_is_told_after_what_was_read(
    within: Any, tmp_path: Path
) -> None:
    path = zipped(tmp_path, a_json=GOOD, b_json=STATE)
    data = bytearray(path.read_bytes())
    place = data.index(b"b.json") + 400
    data[place] ^= 255
    path.write_bytes(data)
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert [one["verdict"] for one in ended.reports] == ["verified", "unreadable"]
    assert "damaged" in ended.reports[1]["error"]["message"]


def test_archive_that_lies_too_deep_is_not_taken_for_no_document(
    within: Any, tmp_path: Path
) -> None:
    inner = zipped(tmp_path, x_json=GOOD).read_bytes()
    middle = zipped(tmp_path, inner_zip=inner, y_json=GOOD).read_bytes()
    path = zipped(tmp_path, middle_zip=middle, z_json=GOOD)
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert [one["verdict"] for one in ended.reports] == ["unreadable", "verified", "verified"]
    assert "archive inside an archive" in ended.reports[0]["error"]["message"]


@pytest.mark.parametrize("command", [("diff", vector("good")), ("canonical",), ("merge",)])
def test_other_commands_ask_for_one_by_naming_some(
    within: Any, tmp_path: Path, command: tuple[Any, ...]
) -> None:
    path = zipped(tmp_path, **{f"m{number}_json": GOOD for number in range(9)})
    ended: Ended = within(*command, path)
    assert ended.code == UNREADABLE
    assert "9 files (“m0.json”, “m1.json”, “m2.json”, “m3.json”, “m4.json” and 4" in ended.notes
    assert "!/m0.json" in ended.notes
    text = lines(tmp_path, GOOD, STATE)
    ended = within(*command, text)
    assert ended.code == UNREADABLE
    assert f"2 documents, a line each; name one by its number, as in “{text}#1”" in ended.notes
    assert within(*command, f"{text}#1").code in {VERIFIED, 1}


def test_canonical_of_an_array_is_still_that_of_the_array(within: Any, tmp_path: Path) -> None:
    path = tmp_path / "array.json"
    path.write_bytes(b"[%s, %s]" % (GOOD, STATE))
    assert within("canonical", path).out.startswith(b"[{")


def test_ls_tells_size_type_and_name(within: Any, tmp_path: Path) -> None:
    text = lines(tmp_path, GOOD, STATE).read_bytes()
    others = {"c_txt": b"hello", "d_json": b"{}", "e_html": b"<html>"}
    path = zipped(tmp_path, a_json=GOOD, b_ndjson=text, **others)
    ended: Ended = within("ls", path)
    assert ended.code == VERIFIED
    rows = [line.split(None, 1) for line in ended.text.splitlines()]
    assert [size for size, _ in rows] == [f"{len(GOOD):,}", f"{len(text):,}", "5", "2", "6"]
    assert [" ".join(rest.split()) for _, rest in rows] == [
        "bundle a.json",
        "JSON Lines, 2 documents b.ndjson",
        "plain text c.txt",
        "other JSON d.json",
        "web page e.html",
    ]


def test_ls_as_json_gives_what_to_ask_for(within: Any, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD, STATE)
    ended: Ended = within("ls", "--json", path)
    assert [(one["name"], one["looks_like"]) for one in ended.reports] == [
        ("#1", "bundle"), ("#2", "state"),
    ]  # fmt: skip
    for one in ended.reports:
        assert within("canonical", "--whole", one["source"]).code == VERIFIED
    (alone,) = within("ls", "--json", vector("good")).reports
    assert alone["source"] == str(vector("good"))


def test_ls_of_what_cannot_be_read_says_why(within: Any, tmp_path: Path) -> None:
    ended: Ended = within("ls", tmp_path / "missing.zip")
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert "There is no file" in ended.notes


def test_names_inside_do_nothing_to_a_terminal(within: Any, tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("\x1b[31m\u202ea\nb.json", GOOD)
        archive.writestr("plain.json", GOOD)
    for command in ("ls", "verify", "canonical"):
        ended: Ended = within(command, path)
        said = ended.text.replace("\n", "") + ended.notes.replace("\n", "")
        assert said.isprintable()


def test_standard_input_may_hold_several(inspector: Any, tmp_path: Path) -> None:
    data = lines(tmp_path, GOOD, STATE).read_bytes()
    ended: Ended = inspector("verify", *TRUST, "-", stdin=data)
    assert ended.code == UNPROVEN
    assert "2 documents: 1 unproven, 1 verified" in ended.text


def test_ten_thousand_members_are_listed_and_one_of_them_found(within: Any, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.json", b'{"a":1}')
    path = tmp_path / "many.zip"
    path.write_bytes(out.getvalue())
    ended: Ended = within("ls", path)
    assert len(ended.text.splitlines()) == 10_000
    notes = within("canonical", path).notes
    assert "10,000 files" in notes
    assert len(notes) < 1_000


def test_document_that_is_called_like_clutter_is_checked_and_clutter_is_counted(
    within: Any, tmp_path: Path
) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", GOOD)
        archive.writestr("b.json", GOOD)
        archive.writestr("__MACOSX/._a.json", b"\0\5\x16\7" + bytes(4_000))
        archive.writestr("desktop.ini", "\ufeff\r\n[.ShellClassInfo]\r\n".encode("utf-16-le") * 9)
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == VERIFIED
    assert "2 documents: 2 verified; 2 files of macOS or Windows passed over" in ended.text
    assert "2 files of macOS or Windows passed over" in within("ls", path).notes
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("._bad.json", BAD)
        archive.writestr("__MACOSX/desktop.ini", b" " * 600 + BAD)
    ended = within("verify", *TRUST, path)
    assert ended.code == FAILED
    assert "4 documents: 2 failed, 2 verified; 2 files" in ended.text


@pytest.mark.parametrize(
    "text",
    [
        b")]}'\n" + GOOD,
        b"// c\n" + GOOD,
        b" " * 1_200 + GOOD[:-100],
        b"callback(" + GOOD + b")",
        b"// c\n" + GOOD.replace(b"pith", b"\\u0070ith"),
        base64.b64encode(GOOD),
    ],
    ids=["guard", "comment", "cut", "call", "escaped", "base64"],
)
def test_text_that_may_hold_a_document_is_an_unreadable_one(
    within: Any, tmp_path: Path, text: bytes
) -> None:
    path = zipped(tmp_path, a_json=GOOD, b_json=GOOD, c_dat=text)
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == UNREADABLE
    assert "3 documents: 1 unreadable, 2 verified" in ended.text


@pytest.mark.parametrize(
    "text",
    [b"# Pith records\n\n[![badge](a.svg)](b)\n", b'(function(){ "use strict" })()', b" \n" * 900],
)
def test_text_beside_the_documents_is_no_document(within: Any, tmp_path: Path, text: bytes) -> None:
    path = zipped(tmp_path, a_json=GOOD, b_json=GOOD, README_md=text)
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == VERIFIED
    assert "1 file is no document" in ended.text


def test_clutter_beside_the_only_document_is_counted(within: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path, a_json=GOOD, Thumbs_db=b"\xd0\xcf\x11\xe0" + bytes(6_000))
    ended: Ended = within("verify", *TRUST, path)
    assert ended.code == VERIFIED
    assert "1 document: 1 verified; 1 file of macOS or Windows passed over" in ended.text
    assert "1 file of macOS or Windows" in within("ls", path).notes
    assert "macOS" not in within("verify", *TRUST, f"{path}!/a.json").text


def test_source_without_a_document_has_one_object_that_says_so(within: Any, tmp_path: Path) -> None:
    path = zipped(tmp_path, a_txt=b"hello", b_xml=b"<a/>")
    ended: Ended = within("verify", "--json", path)
    assert ended.code == UNREADABLE
    (report,) = ended.reports
    assert (report["source"], report["error"]["code"]) == (str(path), "no_document")
    assert within("verify", path).text.endswith("no document; 2 files are no documents\n")


def test_comments_among_lines_are_no_documents(within: Any, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD, STATE)
    path.write_bytes(b"# exported\n" + path.read_bytes() + b"\n// end\n")
    ended: Ended = within("verify", "--json", *TRUST, path)
    assert ended.code == UNPROVEN
    assert [one["source"].rpartition("#")[2] for one in ended.reports] == ["2", "3"]
    assert "2 documents: 1 unproven, 1 verified; 2 lines are comments" in ended.notes
