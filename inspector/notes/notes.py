"""Notes of a curator on a document or on one value of it, and how two collections become one.

A collection is a set of versions of notes: a change takes one version out and puts another in,
and to merge is to have all of both. So nothing that somebody wrote is lost, whoever wrote last;
of a note that was changed in two places both versions are there, to be seen and chosen from.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from inspector.document.pointer import split
from inspector.errors import NotesError, PointerError

MOST_NOTES = 1_000
"""On one document."""
LONGEST_NOTE, LONGEST_AUTHOR, LONGEST_POINTER = 10_000, 200, 10_000
_ID = "[0-9a-f]{32}"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Note(NamedTuple):
    """One version of a note, by whoever wrote it last, and when (UTC).

    ``id`` stays when the note is changed. ``pointer`` names one value of a document, "" the whole
    of it: a name that stands twice in an object makes a document unreadable, so a JSON Pointer
    leads to one place. ``is_imported``: name and date are only what a file says.
    """

    id: str
    pointer: str
    text: str
    author: str
    at: str
    is_imported: bool = False


def new_note(pointer: str, text: str, author: str) -> Note:
    """A note of this moment. Raises NotesError where it is too long, or says nothing."""
    import secrets  # noqa: PLC0415 - few starts add a note

    return _bounded(Note(secrets.token_hex(16), pointer, _tidy(text), _tidy(author), _now()))


def changed_note(note: Note, text: str, author: str) -> Note:
    """The version of ``note`` that ``author`` makes of it now; an imported one becomes theirs.
    Raises NotesError."""
    return _bounded(Note(note.id, note.pointer, _tidy(text), _tidy(author), _now()))


def is_sound(note: Note) -> bool:
    """Whether a program such as this one wrote it: it has an id and a date, and leads somewhere."""
    try:
        split(note.pointer)
        moment = datetime.strptime(note.at, _MOMENT)
    except (PointerError, ValueError):
        return False
    is_dated = moment.strftime(_MOMENT) == note.at
    return is_dated and re.fullmatch(_ID, note.id) is not None and not _fault(note)


def merged(*collections: Iterable[Note]) -> tuple[Note, ...]:
    """Every version in any of them, once, in one order; what is own somewhere is own."""
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
    """``notes`` after a change. Raises NotesError where they become too many."""
    gone = frozenset(removed)
    found = merged((note for note in notes if note not in gone), added)
    if len(found) > MOST_NOTES:
        raise NotesError("A document can have {} notes, and no more", MOST_NOTES)
    return found


def split_ids(notes: Iterable[Note]) -> frozenset[str]:
    """The notes that are here in several versions."""
    counts = Counter(note.id for note in notes)
    return frozenset(id_ for id_, count in counts.items() if count > 1)


def _order(note: Note) -> tuple[str, ...]:
    """By date, as they are read; the rest makes the order one and the same everywhere."""
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
    """Without what a file cannot hold, and blank lines and blanks around it."""
    plain = text.replace("\r\n", "\n").encode(errors="replace").decode()
    return plain.strip()


def _now() -> str:
    return datetime.now(UTC).strftime(_MOMENT)
