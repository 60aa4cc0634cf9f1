"""The user's notes: one file per document, in the platform's folder for user data.

A file is named by the SHA-256 of its document's bytes; for an archive member or an item of a list,
of the bytes of that part. Reading writes nothing. A change is made under a lock to the current
content of the file, so two windows do not overwrite each other's notes. A file that contains no
notes is renamed before it is replaced.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.errors import (
    FileMissingError,
    NotesDamagedError,
    NotesError,
    SavingError,
    SourceError,
)
from inspector.jobs.saving import broken_link, locked, replace_file, save_pieces
from inspector.messages import Place, Value
from inspector.named_tuple import NamedTuple
from inspector.notes.notes import Note, replaced, split_ids
from inspector.sources.file import open_file

if TYPE_CHECKING:
    from inspector.notes.notes_file import NotesOf

_LOCK = "notes.lock"
_ASIDE = ".damaged-{}.json"


class NotesChange(NamedTuple):
    """The result of a change.

    It has all notes now present, those removed and those added, and the name that a damaged file
    was given, or "".
    """

    notes: tuple[Note, ...]
    removed: tuple[Note, ...]
    added: tuple[Note, ...]
    put_aside: str = ""


class NotesImport(NamedTuple):
    """The result of an import. ``known`` notes were present already; ``split`` now have several
    versions."""

    sha256: str
    change: NotesChange
    known: int
    split: frozenset[str]


def notes_folder() -> Path:
    """The notes folder of this user."""
    given, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(given or home):
        data = Path(given or Path(home, ".local", "share"), "pith-inspector")
    else:
        from platformdirs import user_data_path  # noqa: PLC0415 - hardly ever needed on Linux

        try:
            data = user_data_path("pith-inspector", appauthor=False)
        except RuntimeError:  # the user has no home folder
            data = Path(os.devnull, "pith-inspector")
    return data / "notes"


def notes_path(folder: Path, sha256: str) -> Path:
    """The file in ``folder`` with the notes on the document with this SHA-256."""
    return folder / f"{sha256}.json"


def read_notes(folder: Path, sha256: str) -> tuple[Note, ...]:
    """The notes on the document with this SHA-256. Raises NotesError."""
    path = notes_path(folder, sha256)
    if (link := broken_link(path)) is not None:
        raise NotesError(
            "The notes cannot be read: {} is a link that leads nowhere", Value(link.name)
        )
    return _read(path, sha256)


def change_notes(
    folder: Path, sha256: str, *, removed: Iterable[Note] = (), added: Iterable[Note] = ()
) -> NotesChange:
    """Remove and add versions of notes. Raises NotesError, and then nothing was changed.

    Versions in ``removed`` that are missing, and those in ``added`` that are present, are ignored.
    """
    removed, added = tuple(removed), tuple(added)
    with suppress(NotesDamagedError):  # reported below, under the lock
        if not read_notes(folder, sha256) and not added:
            return NotesChange((), (), ())
    try:
        with locked(notes_path(folder, sha256), _LOCK) as target:
            return _changed(target, sha256, removed, added)
    except TimeoutError as error:
        raise NotesError("The notes are locked by another program") from error
    except OSError as error:
        raise NotesError("The notes cannot be written: {}", str(error.strerror)) from error


def import_notes(path: str, folder: Path, *, only: str = "") -> NotesImport:
    """Add the notes of the file at ``path``; none of the present ones is removed.

    ``only`` is the SHA-256 of the document that they must be about, or "". Raises NotesError and
    SourceError.
    """
    found = _read_file(path)
    if only and found.sha256 != only:
        raise NotesError(
            "The notes in {} are on another document, with the SHA-256 {}",
            Place(os.path.basename(path)),
            found.sha256,
        )
    incoming = [note._replace(is_imported=True) for note in found.notes]
    change = change_notes(folder, found.sha256, added=incoming)
    ids = {note.id for note in change.added}
    known = len(incoming) - len(change.added)
    return NotesImport(found.sha256, change, known, split_ids(change.notes) & ids)


def export_notes(found: "NotesOf", path: Path, *, not_onto: Iterable[str], force: bool) -> None:
    """Write notes to a file to give to others. Raises SavingError and NotesError."""
    if not force and os.path.lexists(path):
        raise SavingError("There is a file of this name already")
    from inspector.notes.notes_file import written  # noqa: PLC0415 - most documents have no notes

    save_pieces(path, [written(found, is_export=True)], not_onto=not_onto)


def _read_file(path: str) -> "NotesOf":
    with open_file(path) as file:
        # Most documents have no notes, and their files are not there.
        from inspector.notes.notes_file import MOST_BYTES, read_notes_file  # noqa: PLC0415

        return read_notes_file(file.read(MOST_BYTES + 1))


def _read(path: Path, sha256: str) -> tuple[Note, ...]:
    try:
        found = _read_file(str(path))
    except FileMissingError:
        return ()
    except SourceError as error:
        raise NotesError("The notes cannot be read: {}", error.message) from error
    if found.sha256 != sha256:
        raise NotesDamagedError("The file of notes is on another document than its name says")
    return found.notes


def _changed(
    target: Path, sha256: str, removed: tuple[Note, ...], added: tuple[Note, ...]
) -> NotesChange:
    from inspector.notes.notes_file import NotesOf, written  # noqa: PLC0415 - as above

    aside: Path | None = None
    try:
        old = _read(target, sha256)
    except NotesDamagedError:
        if not added:
            raise
        old, aside = (), _free_place(target)
    new = replaced(old, removed, added)
    data = written(NotesOf(sha256, new))  # may raise NotesError
    if aside is not None:
        target.rename(aside)
    if not new:
        target.unlink(missing_ok=True)
    elif new != old:
        try:
            replace_file(target, [data])
        except OSError:
            if aside is not None:
                aside.rename(target)
            raise
    before, after = frozenset(old), frozenset(new)
    return NotesChange(
        new,
        tuple(note for note in old if note not in after),
        tuple(note for note in new if note not in before),
        "" if aside is None else aside.name,
    )


def _free_place(target: Path) -> Path:
    """A path beside ``target`` that does not exist, so that renaming replaces nothing."""
    number = 1
    while os.path.lexists(place := target.with_name(target.stem + _ASIDE.format(number))):
        number += 1
    return place
