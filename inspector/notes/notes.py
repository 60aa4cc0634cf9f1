"""A curator's notes on a document or on a value of it, and merging two collections of notes.

A collection is a set of versions of notes. A change removes one version and adds another; merging
is the union. So nothing that somebody wrote is lost, and a note changed in two places has two
versions, from which the user can choose.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from inspector.document.pointer import split
from inspector.errors import NotesError, PointerError
from inspector.named_tuple import NamedTuple

MOST_NOTES = 1_000
"""The limit per document."""
LONGEST_NOTE, LONGEST_AUTHOR, LONGEST_POINTER = 10_000, 200, 10_000
_ID = "[0-9a-f]{32}"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Note(NamedTuple):
    """One version of a note, by the last person who wrote it, and when (UTC).

    ``id`` stays the same when the note is changed. ``pointer`` is the JSON Pointer of one value, ""
    for the whole document. ``is_imported``: author and date are only claims of a file.
    """

    id: str
    pointer: str
    text: str
    author: str
    at: str
    is_imported: bool = False


def new_note(pointer: str, text: str, author: str) -> Note:
    """A note with the current time. Raises NotesError if it is too long or empty."""
    import secrets  # noqa: PLC0415 - few starts add a note

    return _bounded(Note(secrets.token_hex(16), pointer, _tidy(text), _tidy(author), _now()))


def changed_note(note: Note, text: str, author: str) -> Note:
    """``note`` as changed by ``author`` now; an imported one becomes theirs. Raises NotesError."""
    return _bounded(Note(note.id, note.pointer, _tidy(text), _tidy(author), _now()))


def is_sound(note: Note) -> bool:
    """Whether the note is well-formed: it has an id, a date and a valid pointer."""
    try:
        split(note.pointer)
        moment = datetime.strptime(note.at, _MOMENT)
    except (PointerError, ValueError):
        return False
    is_dated = moment.strftime(_MOMENT) == note.at
    return is_dated and re.fullmatch(_ID, note.id) is not None and not _fault(note)


def merged(*collections: Iterable[Note]) -> tuple[Note, ...]:
    """Every version in any of the collections, once, in a fixed order.

    A version that is not imported in one of them is not imported in the result.
    """
    kept: dict[Note, Note] = {}
    for notes in collections:
        for note in notes:
            version = note._replace(is_imported=False)
            if version not in kept or not note.is_imported:
                kept[version] = note
    return tuple(kept[version] for version in sorted(kept, key=_order))


def replaced(
    notes: Iterable[Note], removed: Iterable[Note], added: Iterable[Note]
) -> tuple[Note, ...]:
    """``notes`` after a change. Raises NotesError if they become too many."""
    gone = frozenset(removed)
    found = merged((note for note in notes if note not in gone), added)
    if len(found) > MOST_NOTES:
        raise NotesError("A document can have {} notes, and no more", MOST_NOTES)
    return found


def split_ids(notes: Iterable[Note]) -> frozenset[str]:
    """The ids of notes with several versions."""
    counts = Counter(note.id for note in notes)
    return frozenset(id_ for id_, count in counts.items() if count > 1)


def _order(note: Note) -> tuple[str, ...]:
    """Sort key: by date; the rest makes the order deterministic."""
    return note.at, note.id, note.pointer, note.author, note.text


def _bounded(note: Note) -> Note:
    if fault := _fault(note):
        raise fault
    return note


def _fault(note: Note) -> NotesError | None:
    if not note.text:
        return NotesError("A note without a word is none")
    if len(note.text) > LONGEST_NOTE:
        return NotesError("A note has at most {} characters", LONGEST_NOTE)
    if len(note.author) > LONGEST_AUTHOR:
        return NotesError("A name has at most {} characters", LONGEST_AUTHOR)
    if len(note.pointer) > LONGEST_POINTER:
        return NotesError(
            "The JSON Pointer of this value has over {} characters: a note can be on a value "
            "above it",
            LONGEST_POINTER,
        )
    return None


def _tidy(text: str) -> str:
    """``text`` without characters that a file cannot contain and without surrounding white
    space."""
    plain = text.replace("\r\n", "\n").encode(errors="replace").decode()
    return plain.strip()


def _now() -> str:
    return datetime.now(UTC).strftime(_MOMENT)
