"""The notes file: read back unchanged, and nothing else is accepted."""

import json
from typing import Any

import pytest
from hypothesis import given

from inspector.errors import NotesDamagedError, NotesError
from inspector.notes.notes import Note, merged
from inspector.notes.notes_file import NotesOf, read_notes_file, written
from tests.unit.notes.collections import COLLECTIONS, SHA256, note


@given(COLLECTIONS)
def test_what_is_written_is_read_back(notes: list[Note]) -> None:
    data = written(NotesOf(SHA256, tuple(notes)))
    assert read_notes_file(data) == NotesOf(SHA256, merged(notes))
    assert written(read_notes_file(data)) == data


@given(COLLECTIONS)
def test_file_to_hand_on_does_not_say_what_was_imported(notes: list[Note]) -> None:
    data = written(NotesOf(SHA256, tuple(notes)), is_export=True)
    assert b"imported" not in data
    assert not any(one.is_imported for one in read_notes_file(data).notes)


def stored(**more: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(written(NotesOf(SHA256, (note(),))))
    value.update(more)
    return value


def with_entry(**more: Any) -> dict[str, Any]:
    value = stored()
    value["notes"][0].update(more)
    return value


@pytest.mark.parametrize(
    "value",
    [
        *([], {}, "notes", None, stored(schema=1), stored(schema="pith-inspector/keys/1")),
        *(stored(document_sha256="AB" * 32), stored(document_sha256=None)),
        *(stored(notes=[1]), stored(notes=[[]]), stored(notes=[{}])),
        *(with_entry(text=1), with_entry(text=None), with_entry(text=["x"]), with_entry(more="x")),
        *(with_entry(imported="yes"), with_entry(imported=None), with_entry(imported=1)),
        *(with_entry(pointer="record"), with_entry(id="b"), with_entry(at="yesterday")),
        stored(notes=stored()["notes"] * 1_001),
    ],
)
def test_file_that_holds_something_else_is_refused(value: object) -> None:
    with pytest.raises(NotesDamagedError):
        read_notes_file(json.dumps(value).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"\x00" * 40, b"[" * 10_000, b"[" + b"1" * 10_000_000])
def test_bytes_that_are_no_notes_are_refused(data: bytes) -> None:
    with pytest.raises(NotesDamagedError):
        read_notes_file(data)


def test_name_that_occurs_twice_is_refused() -> None:
    data = written(NotesOf(SHA256, (note(),))).replace(b'"text"', b'"text": "x", "text"')
    with pytest.raises(NotesDamagedError):
        read_notes_file(data)


def test_file_of_a_later_version_is_not_taken_for_damaged() -> None:
    with pytest.raises(NotesError, match="later version") as raised:
        read_notes_file(json.dumps(stored(schema="pith-inspector/notes/2")).encode())
    assert not isinstance(raised.value, NotesDamagedError)


def test_notes_that_are_too_many_bytes_are_not_written() -> None:
    many = tuple(note("\x01" * 10_000, id=f"{number:032x}") for number in range(300))
    with pytest.raises(NotesError, match="over 10,000,000 bytes"):
        written(NotesOf(SHA256, many))
