"""Reads, compares and verifies the two sides of one comparison, and computes its history states.

No widgets. Each source is read once. Verifying takes longest and comes last: values are compared
before it, proofs after it. A new request supersedes work in progress. The last references to the
documents are here; they are freed in a worker.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.compare.comparison import Comparison
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
    verify_side,
)
from inspector.gui.file_watch import FileWatch
from inspector.gui.runner import KeyedJobs, Runner
from inspector.jobs.comparing import compare_sides, side_of
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, ReadResult
from inspector.progress import Progress
from inspector.verify.report import Report

_COMPARING, _VERIFYING = object(), object()
"""The keys of these jobs; the key of reading is the source, that of making a side its state."""


class ComparisonLoader(QObject):
    """The two sides and the results of comparing them."""

    started = Signal()
    """Reading two new sides begins."""
    progressed = Signal(Progress)
    checking = Signal()
    """The sides are verified with another list of keys; earlier results no longer count."""
    side_ready = Signal(bool, Side)
    """Whether it is the left one, and the ``Side``; also if it replaces another."""
    side_verified = Signal(bool)
    side_failed = Signal(bool, InspectorError)
    compared = Signal(ComparedProofs)
    """Has no proofs until both sides are verified. The receiver shows it and then calls
    ``go_on``."""
    failed = Signal(InspectorError)
    """Both sides are loaded but cannot be compared."""
    standing_changed = Signal()
    """The file of a side changed, or changed back, since it was read."""
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
        # Sources are read one at a time: two at once are not faster and leave the window no CPU
        # time.
        self._unread: list[str] = []
        self._is_compared = False
        """Whether the present two sides were compared, or found not to be comparable."""
        self.current: ComparedProofs | None = None
        """The latest comparison; while work is in progress its sides may not be the current
        ones."""
        self.error: InspectorError | None = None
        """Why the present two sides cannot be compared."""

    @property
    def is_busy(self) -> bool:
        is_verified = self.current is None or self.current.comparison.is_verified
        return len(self._jobs) > 0 or bool(self._unread) or not is_verified

    @property
    def left(self) -> SideState | None:
        return self._sides[0] if self._sides else None

    @property
    def right(self) -> SideState | None:
        return self._sides[1] if self._sides else None

    def document(self, *, is_left: bool) -> Document | None:
        """The document read for a side; the side itself may be a state computed from it."""
        state = self.left if is_left else self.right
        held = self._held.get(state.request.source) if state else None
        return held.loaded.document if held else None

    def start(self, left: SideRequest, right: SideRequest) -> None:
        self.close()
        self._sides = [SideState(left), SideState(right)]
        self._unread = self._sources
        self._is_compared = False
        self.started.emit()
        self._read_next()

    def reload(self) -> None:
        """Read both sides again."""
        if self._sides:
            self.start(*(state.request.alone for state in self._sides))

    def look(self) -> None:
        """Check the files of both sides now."""
        for watch in self._watches.values():
            watch.look()

    def swap(self) -> None:
        """Exchange the sides without reading them again."""
        self._compare_anew()
        self._sides.reverse()
        for state in self._sides:
            if state.error is not None:
                self.side_failed.emit(state is self.left, state.error)
            elif state.side is not None:
                self.side_ready.emit(state is self.left, state.side)
        self.go_on()

    def use(self, session: Session) -> None:
        """Verify both sides with another list of keys, now and later."""
        self._session = session
        if not self._sides:
            return
        self._jobs.cancel(_COMPARING, _VERIFYING)
        before: list[object] = [self.current, *self._held.values()]
        self._held = {source: replace(held, report=None) for source, held in self._held.items()}
        for state in self._sides:
            state.report = None
            if state.side is not None:
                state.side = replace(state.side, verified=None)
        if self.current is not None:
            self.current = self.current.unverified
        self.checking.emit()
        for source in self._sources:
            if source in self._jobs:
                self._read(source)
        if self.current is not None and self._is_compared:
            self.compared.emit(self.current)
        else:
            self.go_on()
        self._runner.release(before)

    def walk(self, left_at: int, right_at: int) -> None:
        """Go to two points of a bundle's history; only the latest request is computed."""
        for state, at in zip(self._sides, (left_at, right_at), strict=False):
            if state.request.at != at:
                state.request = replace(state.request, at=at)
                self._compare_anew()
                if state.request.source in self._held and state.request.source not in self._jobs:
                    self._make(state)
        self.go_on()

    def close(self) -> None:
        """Release both sides and cancel work in progress."""
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
        asked = [state.request for state in self._of(source)]
        request = next((one for one in asked if one.checked is not None), asked[0])
        work = partial(load_side, request, self._session)
        then, otherwise = partial(self._on_read, source), partial(self._on_not_held, source)
        self._jobs.begin(source, work, then, otherwise)

    def _on_read(self, source: str, read: ReadResult[LoadedSide]) -> None:
        if read.baseline is not None:
            self._watch(source, read.baseline)
        if isinstance(read.outcome, InspectorError):
            self._on_not_held(source, read.outcome)
        else:
            self._on_held(source, read.outcome)

    def _watch(self, source: str, baseline: Baseline) -> None:
        if source not in self._watches:
            self._watches[source] = FileWatch(self._runner, self)
            self._watches[source].changed.connect(partial(self._on_watched, source))
        self._watches[source].start(baseline)

    def _on_watched(self, source: str) -> None:
        for state in self._of(source):
            state.standing = self._watches[source].standing
        self.standing_changed.emit()

    def _on_held(self, source: str, held: LoadedSide) -> None:
        before: list[object] = []
        self._held[source] = held
        self._read_next()
        for state in self._of(source):
            before.append(state.request.checked)
            state.request = state.request.alone
            state.is_read, state.report = True, held.report
            self._make(state)
        self._runner.release(before)

    def _on_not_held(self, source: str, error: InspectorError) -> None:
        before: list[object] = [self._held.pop(source, None)]
        self._read_next()
        for state in self._of(source):
            self._jobs.cancel(state)
            state.is_read = False
            self._on_no_side(state, error)
        self._runner.release(before)
        self.go_on()

    # --- the sides ------------------------------------------------------------------------

    def _make(self, state: SideState) -> None:
        loaded, at = self._held[state.request.source].loaded, state.request.at
        work = partial(side_of, loaded, at=at)
        then, otherwise = partial(self._on_side, state), partial(self._on_not_made, state)
        self._jobs.begin(state, work, then, otherwise)

    def _on_side(self, state: SideState, side: Side) -> None:
        before: list[object] = [state.side]
        # The document may have been verified, or need to be verified again, since this job started.
        state.side, state.error = replace(side, verified=state.report), None
        self._compare_anew()
        self.side_ready.emit(state is self.left, state.side)
        self._runner.release(before)
        self.go_on()

    def _on_not_made(self, state: SideState, error: InspectorError) -> None:
        self._on_no_side(state, error)
        self.go_on()

    def _on_no_side(self, state: SideState, error: InspectorError) -> None:
        self._compare_anew()
        before: list[object] = [state.side, self.current]
        state.side, state.error, self.current = None, error, None
        self.side_failed.emit(state is self.left, error)
        self._runner.release(before)

    # --- comparing, then verifying, then comparing the proofs -----------------------------

    def go_on(self) -> None:
        """Start the next step unless something must finish first."""
        if self._unread or len(self._jobs) > (_VERIFYING in self._jobs):
            return
        pair = self._pair
        if pair is not None and not self._is_compared:
            self._compare(*pair)
        elif _VERIFYING in self._jobs:
            return
        elif (source := self._unverified) is not None:
            work = partial(verify_side, self._held[source], self._session)
            then, otherwise = partial(self._on_verified, source), partial(self._on_not_held, source)
            self._jobs.begin(_VERIFYING, work, then, otherwise)
        elif pair and self.current and not self.current.comparison.is_verified:
            self._compare(*pair, before=self.current.comparison)

    @property
    def _pair(self) -> tuple[Side, Side] | None:
        left, right = (state.side for state in self._sides) if self._sides else (None, None)
        return None if left is None or right is None else (left, right)

    @property
    def _unverified(self) -> str | None:
        """A source that is read but not verified; None if there is none."""
        return next((one for one, held in self._held.items() if held.report is None), None)

    def _on_verified(self, source: str, report: Report) -> None:
        self._held[source] = replace(self._held[source], report=report)
        for state in self._of(source):
            state.report = report
            if state.side is not None:
                state.side = replace(state.side, verified=report)
            self.side_verified.emit(state is self.left)
        self.go_on()

    def _compare(self, left: Side, right: Side, *, before: Comparison | None = None) -> None:
        work = partial(compare_sides, left, right, before=before)
        self._jobs.begin(_COMPARING, work, self._on_compared, self.fail)

    def _compare_anew(self) -> None:
        """The two sides are not those that were compared."""
        self._jobs.cancel(_COMPARING)
        self._is_compared = False

    def _on_compared(self, compared: ComparedProofs) -> None:
        before: list[object] = [self.current]
        self.current, self.error, self._is_compared = compared, None, True
        self.compared.emit(compared)
        self._runner.release(before)

    def fail(self, error: InspectorError) -> None:
        """The sides could not be compared, or the result cannot be shown."""
        before: list[object] = [self.current]
        self.current, self.error, self._is_compared = None, error, True
        self.failed.emit(error)
        self._runner.release(before)
        self.go_on()
