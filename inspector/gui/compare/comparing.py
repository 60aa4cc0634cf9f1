"""One comparison: reading its two sides, comparing them, going through a bundle's history.

No widgets. Each source is read once. What is asked for later supersedes what is under way, and
what is kept here are the last references to documents, which are let go of in a worker.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.errors import InspectorError
from inspector.gui.compare.side_request import (
    LoadedSide,
    SideRequest,
    SideState,
    load_side,
    release_soon,
    verify_side_again,
)
from inspector.gui.file_watch import FileWatch
from inspector.gui.runner import KeyedJobs, Runner
from inspector.jobs.comparing import compare_sides, side_of
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, Read
from inspector.progress import Progress

_COMPARING = object()
"""The key of that job; reading has its source for a key, making a side its state."""


class Comparing(QObject):
    """Two sides, and what came of comparing them."""

    started = Signal()
    """Two sides are read; nothing of them is there yet."""
    progressed = Signal(Progress)
    checking = Signal()
    """The sides are verified by another list of keys; what was found before no longer counts."""
    side_ready = Signal(bool, Side)
    """Whether it is the left, and the ``Side``; also where it takes the place of another."""
    side_failed = Signal(bool, InspectorError)
    compared = Signal(ComparedProofs)
    failed = Signal(InspectorError)
    """Both sides are there, and they cannot be compared."""
    standing_changed = Signal()
    """The file of a side stands otherwise to what was read of it."""
    closed = Signal()
    """Releases every reference to a side or a comparison."""

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        self._jobs = KeyedJobs(runner, self)
        self._jobs.progressed.connect(self.progressed)
        self._sides: list[SideState] = []
        self._held: dict[str, LoadedSide] = {}
        self._watches: dict[str, FileWatch] = {}
        # One is read after the other: two at once are no faster, and leave the window no turn.
        self._unread: list[str] = []
        self.current: ComparedProofs | None = None
        """What was compared last; while work is under way, two other sides may be in sight."""
        self.error: InspectorError | None = None
        """Why two sides that are there cannot be compared."""

    @property
    def is_busy(self) -> bool:
        return len(self._jobs) > 0 or bool(self._unread)

    @property
    def left(self) -> SideState | None:
        return self._sides[0] if self._sides else None

    @property
    def right(self) -> SideState | None:
        return self._sides[1] if self._sides else None

    def document(self, *, is_left: bool) -> Document | None:
        """What was read for a side; the side itself may be a state computed from it."""
        state = self.left if is_left else self.right
        held = self._held.get(state.request.source) if state else None
        return held.loaded.document if held else None

    def start(self, left: SideRequest, right: SideRequest) -> None:
        self.close()
        self._sides = [SideState(left), SideState(right)]
        self._unread = self._sources
        self.started.emit()
        self._read_next()

    def reload(self) -> None:
        """Read both sides again."""
        if self._sides:
            self.start(*(state.request.alone for state in self._sides))

    def look(self) -> None:
        """Look at the files of both sides now."""
        for watch in self._watches.values():
            watch.look()

    def swap(self) -> None:
        """Let the two change places. Nothing is read again."""
        self._jobs.cancel(_COMPARING)
        self._sides.reverse()
        for state in self._sides:
            if state.error is not None:
                self.side_failed.emit(state is self.left, state.error)
            elif state.side is not None:
                self.side_ready.emit(state is self.left, state.side)
        self._compare()

    def use(self, session: Session) -> None:
        """Verify both sides by another list of keys and compare again, and so from now on."""
        self._session = session
        if not self._sides:
            return
        self._jobs.cancel(_COMPARING, *self._sides)
        for state in self._sides:
            state.report = None
        self.checking.emit()
        for source in self._sources:
            if source in self._held or source in self._jobs:
                self._read(source)

    def walk(self, left_at: int, right_at: int) -> None:
        """Go to two points of a bundle's history. Only what is asked for last is computed."""
        for state, at in zip(self._sides, (left_at, right_at), strict=False):
            if state.request.at != at:
                state.request = replace(state.request, at=at)
                self._jobs.cancel(_COMPARING)
                if state.request.source in self._held and state.request.source not in self._jobs:
                    self._make(state)
        self._compare()

    def close(self) -> None:
        """Let go of both sides and of work under way."""
        self._jobs.cancel_all()
        for watch in self._watches.values():
            watch.stop()
        self._unread = []
        held: list[object] = [self.current, *self._held.values()]
        for state in self._sides:
            held += [state.side, state.request.checked]
        self._sides.clear()
        self._held.clear()
        self.current = self.error = None
        self.closed.emit()
        self._runner.start(lambda _: release_soon(held))

    # --- reading --------------------------------------------------------------------------

    @property
    def _sources(self) -> list[str]:
        return list(dict.fromkeys(state.request.source for state in self._sides))

    def _read_next(self) -> None:
        if self._unread:
            self._read(self._unread.pop(0))

    def _of(self, source: str) -> Iterator[SideState]:
        return (state for state in self._sides if state.request.source == source)

    def _read(self, source: str) -> None:
        """Read and verify; what was read before is verified alone."""
        otherwise = partial(self._on_not_held, source)
        if (held := self._held.get(source)) is not None:
            again = partial(verify_side_again, held, self._session)
            self._jobs.begin(source, again, partial(self._on_held, source), otherwise)
            return
        asked = [state.request for state in self._of(source)]
        request = next((one for one in asked if one.checked is not None), asked[0])
        work = partial(load_side, request, self._session)
        self._jobs.begin(source, work, partial(self._on_read, source), otherwise)

    def _on_read(self, source: str, read: Read[LoadedSide]) -> None:
        if read.stand is not None:
            self._watch(source, read.stand)
        if isinstance(read.outcome, InspectorError):
            self._on_not_held(source, read.outcome)
        else:
            self._on_held(source, read.outcome)

    def _watch(self, source: str, stand: Baseline) -> None:
        if source not in self._watches:
            self._watches[source] = FileWatch(self._runner, self)
            self._watches[source].changed.connect(partial(self._on_watched, source))
        self._watches[source].start(stand)

    def _on_watched(self, source: str) -> None:
        for state in self._of(source):
            state.standing = self._watches[source].standing
        self.standing_changed.emit()

    def _on_held(self, source: str, held: LoadedSide) -> None:
        before: list[object] = [self._held.get(source)]
        self._held[source] = held
        self._read_next()
        for state in self._of(source):
            before.append(state.request.checked)
            state.request = state.request.alone
            state.report = held.report
            if state.side is not None and state.side.at == state.request.at:
                self._take(state, replace(state.side, report=held.report))
            else:
                self._make(state)
        self._runner.release(before)
        self._compare()

    def _on_not_held(self, source: str, error: InspectorError) -> None:
        self._read_next()
        for state in self._of(source):
            self._on_no_side(state, error)

    # --- the sides ------------------------------------------------------------------------

    def _make(self, state: SideState) -> None:
        held, at = self._held[state.request.source], state.request.at
        work = partial(side_of, held.loaded, held.report, at=at)
        then, otherwise = partial(self._on_side, state), partial(self._on_no_side, state)
        self._jobs.begin(state, work, then, otherwise)

    def _on_side(self, state: SideState, side: Side) -> None:
        self._take(state, side)
        self._compare()

    def _take(self, state: SideState, side: Side) -> None:
        before: list[object] = [state.side]
        state.side, state.error = side, None
        self.side_ready.emit(state is self.left, side)
        self._runner.release(before)

    def _on_no_side(self, state: SideState, error: InspectorError) -> None:
        before: list[object] = [state.side, self.current]
        state.side, state.error, self.current = None, error, None
        self.side_failed.emit(state is self.left, error)
        self._runner.release(before)

    # --- comparing ------------------------------------------------------------------------

    def _compare(self) -> None:
        """Compare the two as soon as both are there."""
        left, right = (state.side for state in self._sides) if self._sides else (None, None)
        if not self.is_busy and left is not None and right is not None:
            work = partial(compare_sides, left, right)
            self._jobs.begin(_COMPARING, work, self._on_compared, self._on_not_compared)

    def _on_compared(self, compared: ComparedProofs) -> None:
        before: list[object] = [self.current]
        self.current, self.error = compared, None
        self.compared.emit(compared)
        self._runner.release(before)

    def _on_not_compared(self, error: InspectorError) -> None:
        before: list[object] = [self.current]
        self.current, self.error = None, error
        self.failed.emit(error)
        self._runner.release(before)
