"""The stored notes: no file is written without need, and no note is lost."""

import json
import os
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from platformdirs import user_data_path

from inspector.errors import InspectorError, NotesDamagedError, NotesError, SavingError
from inspector.jobs import saving
from inspector.jobs.notes_store import (
    change_notes,
    export_notes,
    import_notes,
    notes_folder,
    notes_path,
    read_notes,
)
from inspector.notes.notes import changed_note, new_note
from inspector.notes.notes_file import NotesOf, written
from tests.unit.notes.collections import SHA256, note


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notes"


def listed(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


@pytest.mark.parametrize(
    ("given", "home"), [(None, "/home/ada"), ("", "/home/ada/"), ("/own", None), ("own", "/a")]
)
def test_notes_lie_where_platformdirs_puts_data(
    monkeypatch: pytest.MonkeyPatch, given: str | None, home: str | None
) -> None:
    for name, value in (("XDG_DATA_HOME", given), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert notes_folder() == user_data_path("pith-inspector", appauthor=False) / "notes"


def test_nothing_is_written_where_there_is_no_note(folder: Path) -> None:
    assert read_notes(folder, SHA256) == ()
    assert change_notes(folder, SHA256, removed=[note()]).notes == ()
    assert not folder.parent.exists()


def test_what_is_kept_is_read_again_and_goes_again(folder: Path) -> None:
    first = new_note("/record", "Ask the registry.", "Ada")
    assert change_notes(folder, SHA256, added=[first]).added == (first,)
    assert read_notes(folder, SHA256) == (first,)
    assert listed(folder) == {f"{SHA256}.json"}
    assert read_notes(folder, "cd" * 32) == ()
    assert change_notes(folder, SHA256, removed=[first]).removed == (first,)
    assert listed(folder) == set()


def test_change_undone_gives_what_was_there(folder: Path) -> None:
    one, two = note("one"), note("two", id="b" * 32)
    change_notes(folder, SHA256, added=[one, two])
    changed = change_notes(folder, SHA256, removed=[one], added=[changed_note(one, "1", "Eve")])
    back = change_notes(folder, SHA256, removed=changed.added, added=changed.removed)
    assert back.notes == (one, two)


def test_two_that_write_at_once_lose_nothing(folder: Path) -> None:
    first = note()
    change_notes(folder, SHA256, added=[first])

    def write(number: int) -> None:
        for turn in range(5):
            text = f"{number}, {turn}"
            change_notes(folder, SHA256, added=[note(text, id=f"{number * 5 + turn:032x}")])
        change_notes(folder, SHA256, removed=[first], added=[changed_note(first, str(number), "")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    texts = {one.text for one in read_notes(folder, SHA256)}
    assert texts == {f"{n}, {turn}" for n in range(4) for turn in range(5)} | set("0123")


DAMAGED = (b"", b"{", b'{"schema": "pith-inspector/notes/1"}', b"\xff" * 100)


@pytest.mark.parametrize("data", DAMAGED)
def test_damaged_file_is_said_and_put_aside_before_another_takes_its_place(
    folder: Path, data: bytes
) -> None:
    folder.mkdir(parents=True)
    path = notes_path(folder, SHA256)
    for number in (1, 2):
        path.write_bytes(data)
        with pytest.raises(NotesDamagedError):
            read_notes(folder, SHA256)
        with pytest.raises(NotesDamagedError):
            change_notes(folder, SHA256, removed=[note()])
        assert path.read_bytes() == data
        change = change_notes(folder, SHA256, added=[note()])
        assert change.put_aside == f"{SHA256}.damaged-{number}.json"
        assert (folder / change.put_aside).read_bytes() == data
        assert read_notes(folder, SHA256) == (note(),)


def test_damaged_file_stays_in_its_place_where_nothing_can_take_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir(parents=True)
    notes_path(folder, SHA256).write_bytes(b"{")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotesError, match="No space left"):
        change_notes(folder, SHA256, added=[note()])
    assert listed(folder) == {f"{SHA256}.json"}
    assert notes_path(folder, SHA256).read_bytes() == b"{"


def test_notes_of_another_document_are_not_bound_to_this_one(folder: Path) -> None:
    change_notes(folder, "cd" * 32, added=[note()])
    notes_path(folder, "cd" * 32).rename(notes_path(folder, SHA256))
    with pytest.raises(NotesDamagedError, match="another document"):
        read_notes(folder, SHA256)


def test_notes_of_a_later_version_are_neither_read_nor_put_aside(folder: Path) -> None:
    folder.mkdir(parents=True)
    data = json.dumps({"schema": "pith-inspector/notes/9"}).encode()
    notes_path(folder, SHA256).write_bytes(data)
    with pytest.raises(NotesError, match="later version"):
        change_notes(folder, SHA256, added=[note()])
    assert notes_path(folder, SHA256).read_bytes() == data
    assert listed(folder) == {f"{SHA256}.json"}


def test_locked_notes_can_be_read_and_are_said_to_be_locked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_notes(folder, SHA256, added=[note()])
    monkeypatch.setattr(saving, "_LOCK_SECONDS", 0.05)
    with FileLock(folder / "notes.lock"), pytest.raises(NotesError, match="locked"):
        change_notes(folder, SHA256, added=[note("two")])
    assert read_notes(folder, SHA256) == (note(),)


def test_folder_that_takes_no_file_is_said(folder: Path, no_root: None) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    with pytest.raises(NotesError, match="cannot be written: Permission denied"):
        change_notes(folder, SHA256, added=[note()])


def test_file_in_place_of_the_folder_is_said(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_bytes(b"mine")
    with pytest.raises(NotesError):
        change_notes(folder, SHA256, added=[note()])
    assert folder.read_bytes() == b"mine"


def test_link_that_leads_nowhere_is_not_an_empty_collection(folder: Path) -> None:
    folder.mkdir(parents=True)
    os.symlink(folder / "away" / "notes.json", notes_path(folder, SHA256))
    for ask in (
        lambda: read_notes(folder, SHA256),
        lambda: change_notes(folder, SHA256, added=[note()]),
    ):
        with pytest.raises(NotesError, match="leads nowhere"):
            ask()


# --- handing on -------------------------------------------------------------------------------


def exported(path: Path, *notes: object, sha256: str = SHA256) -> str:
    path.write_bytes(written(NotesOf(sha256, notes), is_export=True))  # type: ignore[arg-type]
    return str(path)


def test_imported_notes_stand_beside_own_ones_and_come_once(folder: Path, tmp_path: Path) -> None:
    own = note("mine")
    change_notes(folder, SHA256, added=[own])
    path = exported(tmp_path / "n.json", own, note("theirs", id="b" * 32), note("other words"))
    found = import_notes(path, folder)
    assert (found.sha256, len(found.change.added), found.known) == (SHA256, 2, 1)
    assert found.split == {own.id}
    kept = {one.text: one.is_imported for one in read_notes(folder, SHA256)}
    assert kept == {"mine": False, "theirs": True, "other words": True}
    again = import_notes(path, folder)
    assert (again.change.added, again.known, again.split) == ((), 3, frozenset())
    undone = change_notes(folder, SHA256, removed=found.change.added)
    assert undone.notes == (own,)


def test_notes_on_another_document_are_refused_where_one_is_meant(
    folder: Path, tmp_path: Path
) -> None:
    path = exported(tmp_path / "n.json", note())
    with pytest.raises(NotesError, match=f"another document, with the SHA-256 {SHA256}"):
        import_notes(path, folder, only="cd" * 32)
    assert not folder.exists()


def test_file_that_cannot_be_imported_changes_nothing(folder: Path, tmp_path: Path) -> None:
    change_notes(folder, SHA256, added=[note()])
    many = [note(id=f"{number:032x}") for number in range(1_000)]
    (tmp_path / "damaged.json").write_bytes(b"{")
    for path in (
        str(tmp_path / "missing.json"),
        str(tmp_path),
        str(tmp_path / "damaged.json"),
        exported(tmp_path / "many.json", *many),
    ):
        with pytest.raises(InspectorError):
            import_notes(path, folder)
    assert read_notes(folder, SHA256) == (note(),)


def test_export_replaces_nothing_unasked_and_never_the_store(folder: Path, tmp_path: Path) -> None:
    change_notes(folder, SHA256, added=[note()])
    found, store = NotesOf(SHA256, (note(),)), notes_path(folder, SHA256)
    path = tmp_path / "out.json"
    export_notes(found, path, not_onto=[str(store)], force=False)
    before = path.read_bytes()
    with pytest.raises(SavingError):
        export_notes(found, path, not_onto=[str(store)], force=False)
    with pytest.raises(SavingError):
        export_notes(found, store, not_onto=[str(store)], force=True)
    assert path.read_bytes() == before
