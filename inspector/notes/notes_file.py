"""The file format of notes: readable JSON about one document, named by the SHA-256 of its bytes.

The same format is stored in the user's folder and exported. A file that differs from what this
module writes is refused, so that rewriting it loses nothing.
"""

import re

import orjson

from inspector.document.json_types import Json, JsonObject, list_at, text_at
from inspector.document.reader import read_json
from inspector.errors import NotesDamagedError, NotesError, UnreadableError
from inspector.named_tuple import NamedTuple
from inspector.notes.notes import MOST_NOTES, Note, is_sound, merged

SCHEMA = "pith-inspector/notes/1"
MOST_BYTES = 10_000_000
_FAMILY = r"pith-inspector/notes/[0-9]+"
_SHA256 = "[0-9a-f]{64}"
_OF_A_NOTE = {"id", "pointer", "text", "author", "at"}


class NotesOf(NamedTuple):
    """Notes, and the document that they are about."""

    sha256: str
    notes: tuple[Note, ...]


def written(found: NotesOf, *, is_export: bool = False) -> bytes:
    """The bytes of the file. Exports do not say which notes were imported.

    Raises NotesError if the file would be too large.
    """
    entries: list[JsonObject] = [
        {
            "id": note.id,
            "pointer": note.pointer,
            "text": note.text,
            "author": note.author,
            "at": note.at,
            **({"imported": True} if note.is_imported and not is_export else {}),
        }
        for note in merged(found.notes)
    ]
    value = {"schema": SCHEMA, "document_sha256": found.sha256, "notes": entries}
    data = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if len(data) > MOST_BYTES:
        raise NotesError("The notes on this document would have over {} bytes", MOST_BYTES)
    return data


def read_notes_file(data: bytes) -> NotesOf:
    """The notes in a file.

    Raises NotesDamagedError, and NotesError if a later version of the program wrote the file.
    """
    if len(data) > MOST_BYTES:
        raise NotesDamagedError("The file of notes has over {} bytes", MOST_BYTES)
    try:
        value = read_json(data).value
    except UnreadableError as error:
        raise NotesDamagedError("The file of notes is damaged: {}", error.message) from error
    schema = text_at(value, "schema") or ""
    if schema != SCHEMA:
        if re.fullmatch(_FAMILY, schema):
            raise NotesError("A later version of Pith Inspector wrote the file of notes")
        raise NotesDamagedError("The file holds no notes of Pith Inspector")
    sha256 = text_at(value, "document_sha256") or ""
    if not re.fullmatch(_SHA256, sha256):
        raise NotesDamagedError("The file of notes does not name its document")
    entries = list_at(value, "notes")
    if len(entries) > MOST_NOTES:
        raise NotesDamagedError("The file has more than {} notes", MOST_NOTES)
    return NotesOf(sha256, merged(_note(entry, place) for place, entry in enumerate(entries)))


def _note(entry: Json, place: int) -> Note:
    members = entry if isinstance(entry, dict) else {}
    texts = {name: value for name, value in members.items() if isinstance(value, str)}
    imported = members.get("imported", False)
    if texts.keys() == _OF_A_NOTE and members.keys() - _OF_A_NOTE <= {"imported"}:
        note = Note(**texts, is_imported=imported is True)
        if isinstance(imported, bool) and is_sound(note):
            return note
    raise NotesDamagedError(
        "The file of notes is damaged: entry {} is no note", place + 1, path=f"/notes/{place}"
    )
