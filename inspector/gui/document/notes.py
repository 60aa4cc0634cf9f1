"""The notes on one open document: read, watched and written in workers, with undo.

No widgets. Notes belong to the SHA-256 of a document's bytes, so changed bytes of the same file
have none of them. Changes by other windows or programs appear within seconds.
"""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError, PointerError
from inspector.gui.document.opened import Opened
from inspector.gui.file_watch import Poll
from inspector.gui.runner import LatestJob, Runner
from inspector.jobs.notes_store import (
    NotesChange,
    NotesImport,
    change_notes,
    import_notes,
    notes_path,
    read_notes,
)
from inspector.jobs.watching import FileStamp, stamp_at
from inspector.named_tuple import NamedTuple
from inspector.notes.notes import Note, changed_note, new_note, split_ids
from inspector.progress import Checkpoint

_Refused = Callable[[InspectorError], object]
T = TypeVar("T", bound="NotesChange | NotesImport")


class NotesPlace(NamedTuple):
    """A value: the SHA-256 of its document and its JSON Pointer."""

    sha256: str
    pointer: str


class Draft(NamedTuple):
    """A note being written; ``note`` is the one being changed, None for a new one."""

    place: NotesPlace
    note: Note | None
    text: str


class PlacedNotes(NamedTuple):
    """Notes by the values that they are on.

    ``at`` has them by node; those whose pointer does not exist are at the document's node.
    ``below`` counts by node the notes on its descendants, ``in_group`` by group those on values of
    the group. ``split`` are the ids of notes with several versions.
    """

    notes: tuple[Note, ...] = ()
    at: Mapping[int, tuple[Note, ...]] = {}
    below: Mapping[int, int] = {}
    in_group: Mapping[int, int] = {}
    split: frozenset[str] = frozenset()


NO_NOTES = PlacedNotes()


def placed(notes: tuple[Note, ...], opened: Opened) -> PlacedNotes:
    """Find the values that ``notes`` are on."""
    table, outline, primary_rows = opened.table, opened.outline, opened.primary_rows
    at: dict[int, tuple[Note, ...]] = {}
    below: Counter[int] = Counter()
    in_group: Counter[int] = Counter()
    for note in notes:
        try:
            node = table.find(note.pointer)
        except PointerError:
            node = 0
        at[node] = (*at.get(node, ()), note)
        below.update(table.ancestors(node))
        if node and (entry := primary_rows.entry(node)) is not None:
            in_group[outline.group_of(entry)] += 1
    return PlacedNotes(notes, at, below, in_group, split_ids(notes))


class ShownNote(NamedTuple):
    """A note with remarks; ``place`` is where it leads, "" if it is on the current value."""

    note: Note
    remarks: tuple[str, ...] = ()
    place: str = ""


class _Read(NamedTuple):
    sha256: str
    placed: PlacedNotes
    problem: InspectorError | None


class _Step(NamedTuple):
    """A change that can be undone by removing what it added."""

    removed: tuple[Note, ...]
    added: tuple[Note, ...]

    @property
    def back(self) -> "_Step":
        return _Step(self.added, self.removed)


class DocumentNotes(QObject):
    """The notes on the open document; none while there is no document."""

    changed = Signal()
    """``placed``, ``problem`` or the undo stack changed."""
    closing = Signal()
    """The document is about to be closed; receivers must save unsaved text now."""
    put_aside = Signal(str)
    """A damaged file was renamed to this name."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Path | None = None
        self._author: Callable[[], str] = str
        self._opened: Opened | None = None
        self._reading = LatestJob(runner, self)
        self._looks: Poll[FileStamp | None] = Poll(runner, self)
        self._looks.answered.connect(self._on_look)
        self._look: FileStamp | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_writing = False
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self.sha256 = ""
        """The SHA-256 of the document's bytes, once it is known."""
        self.placed = NO_NOTES
        self.problem: InspectorError | None = None

    def keep_in(self, folder: Path | None, author: Callable[[], str]) -> None:
        """Set the folder of the user's notes, None for a run without, and the author of new
        notes."""
        self._folder, self._author = folder, author

    @property
    def author(self) -> str:
        return self._author()

    @property
    def is_ready(self) -> bool:
        """Whether a note can be written."""
        return self._folder is not None and bool(self.sha256)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    # --- reading --------------------------------------------------------------------------

    def open(self, opened: Opened) -> None:
        """Read and watch the notes on a document."""
        if opened is not self._opened and self._folder is not None:
            self.close()
            self._opened = opened
            self._read()

    def close(self) -> None:
        """Release the document; a write in progress is completed."""
        self._reading.cancel()
        self._looks.stop()
        self._opened = self._look = self.problem = None
        self.sha256, self.placed = "", NO_NOTES
        self._done, self._undone = [], []
        self.changed.emit()

    def _read(self) -> None:
        folder, opened, known = self._folder, self._opened, self.sha256
        if folder is None or opened is None:
            return

        def work(_: Checkpoint) -> _Read:
            digest = known or sha256(opened.document.data).hexdigest()
            try:
                return _Read(digest, placed(read_notes(folder, digest), opened), None)
            except InspectorError as error:
                return _Read(digest, NO_NOTES, error.with_traceback(None))

        self._reading.start(work, self._on_read, only_looks=True)

    def _on_read(self, found: _Read) -> None:
        is_first = not self.sha256
        self.sha256 = found.sha256
        is_news = is_first or found.placed.notes != self.placed.notes
        is_news = is_news or str(found.problem) != str(self.problem)
        self.placed, self.problem = found.placed, found.problem
        if is_first and self._folder is not None:
            path = str(notes_path(self._folder, found.sha256))
            self._looks.start(lambda: lambda _: stamp_at(path), is_known=True)
        if is_news:
            self.changed.emit()

    def _on_look(self, look: FileStamp | None) -> None:
        if look != self._look:
            self._look = look
            self._read()

    # --- what the user writes -------------------------------------------------------------

    def keep(
        self,
        draft: Draft,
        then: Callable[[NotesChange], object],
        refused: _Refused,
        told: QObject | None = None,
    ) -> None:
        """Save ``draft``, which may belong to bytes that were read before.

        ``told`` is the receiver that the callbacks belong to, if it may outlive the tab.
        """
        (digest, pointer), note, text = draft
        author = self.author

        def make() -> _Step:
            if note is None:
                return _Step((), (new_note(pointer, text, author),))
            return _Step((note,), (changed_note(note, text, author),))

        self._change(make, then, refused, digest=digest, told=told)

    def remove(self, note: Note, then: Callable[[], object], refused: _Refused) -> None:
        self._change(lambda: _Step((note,), ()), lambda _: then(), refused)

    def finish(self) -> None:
        """Start all waiting writes, because a tab or the window closes and nobody can do it later.

        Afterwards nothing can be undone: what the last change is becomes known only once it is
        done.
        """
        self._done.clear()
        self._undone.clear()
        while self._waiting:
            self._waiting.popleft()()

    def import_file(
        self, path: str, then: Callable[[NotesImport], object], refused: _Refused
    ) -> None:
        """Add the notes of a file, which must be on this document, to the present ones."""

        def work(folder: Path, digest: str) -> NotesImport:
            return import_notes(path, folder, only=digest)

        done, undone = self._done, self._undone

        def on_imported(found: NotesImport) -> None:
            self._remember(done, found.change)
            undone.clear()
            then(found)

        self._write(work, lambda found: found.change, on_imported, refused)

    def undo(self, then: Callable[[], object], refused: _Refused) -> None:
        self._step(self._done, self._undone, then, refused)

    def redo(self, then: Callable[[], object], refused: _Refused) -> None:
        self._step(self._undone, self._done, then, refused)

    def _step(
        self, taken: list[_Step], kept: list[_Step], then: Callable[[], object], refused: _Refused
    ) -> None:
        def work(folder: Path, digest: str) -> NotesChange:
            step = taken[-1].back if taken else _Step((), ())
            return change_notes(folder, digest, removed=step.removed, added=step.added)

        def on_changed(change: NotesChange) -> None:
            if taken:
                taken.pop()
            self._remember(kept, change)
            then()

        self._write(work, lambda change: change, on_changed, refused)

    def _change(
        self,
        make: Callable[[], _Step],
        then: Callable[[NotesChange], object],
        refused: _Refused,
        *,
        digest: str = "",
        told: QObject | None = None,
    ) -> None:
        done, undone = self._done, self._undone

        def work(folder: Path, digest: str) -> NotesChange:
            step = make()
            return change_notes(folder, digest, removed=step.removed, added=step.added)

        def on_changed(change: NotesChange) -> None:
            self._remember(done, change)
            undone.clear()
            then(change)

        self._write(work, lambda change: change, on_changed, refused, digest=digest, told=told)

    def _remember(self, steps: list[_Step], change: NotesChange) -> None:
        if change.removed or change.added:
            steps.append(_Step(change.removed, change.added))

    def _write(
        self,
        work: Callable[[Path, str], T],
        change_of: Callable[[T], NotesChange],
        then: Callable[[T], None],
        refused: _Refused,
        *,
        digest: str = "",
        told: QObject | None = None,
    ) -> None:
        """Write in a worker, one change after the other, since an undo depends on earlier changes.

        ``digest`` is the SHA-256 of bytes that were read before. The document and its tab may be
        closed when the answer arrives.
        """
        folder, digest = self._folder, digest or self.sha256
        opened = self._opened if digest == self.sha256 else None
        if folder is None or not digest:
            return

        def on_success(found: tuple[T, PlacedNotes]) -> None:
            self._is_writing = False
            then(found[0])
            if opened is not None and opened is self._opened:
                self._reading.cancel()
                self.placed, self.problem = found[1], None
                if name := change_of(found[0]).put_aside:
                    self.put_aside.emit(name)
                self.changed.emit()
            self._go_on()

        def on_failure(error: InspectorError) -> None:
            self._is_writing = False
            refused(error)
            self._go_on()

        def start() -> None:
            self._is_writing = True

            def run(_: Checkpoint) -> tuple[T, PlacedNotes]:
                found = work(folder, digest)
                notes = change_of(found).notes
                return found, NO_NOTES if opened is None else placed(notes, opened)

            job = self._runner.start(run, self if told is None else told, must_end=True)
            job.on_success(on_success).on_failure(on_failure)

        self._waiting.append(start)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._is_writing:
            self._waiting.popleft()()
