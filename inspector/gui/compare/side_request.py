"""One side of a comparison: what its worker is asked for, and what comes back; immutable.

A comparison has a table of its own, even of a document that a tab holds: the tab takes its table
apart when it is closed, and the comparison goes on.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector.compare.side import Side, event_count
from inspector.document.document import Document
from inspector.errors import InspectorError, ProgramFaultError
from inspector.gui.compare.compare_options import HistoryStates, WithOwnEvents
from inspector.gui.compare.head_text import NamedSide
from inspector.gui.document.opened import Checked
from inspector.gui.document.recent import short_source
from inspector.jobs.memory import collector_aside
from inspector.jobs.opening import Loaded, load, with_own_table
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, FileState, ReadResult, read_to_watch
from inspector.progress import Checkpoint
from inspector.tree.nodes import NodeTable
from inspector.verify.report import Report, Verdict
from inspector.verify.verifier import verify

_PAINTED_AFTER = 0.2
"""Seconds."""


@dataclass(frozen=True, slots=True)
class SideRequest:
    """What shall stand on one side: a source, or the state after the first ``at`` of its events.

    ``checked`` is the document where a tab holds it already, so that it is not read twice, and
    ``stand`` what it was read from there.
    """

    source: str
    at: int | None = None
    checked: Checked | None = None
    stand: Baseline | None = None

    @property
    def alone(self) -> "SideRequest":
        """The same, to be read anew."""
        return SideRequest(self.source, self.at)


@dataclass(frozen=True, slots=True)
class LoadedSide:
    """A document that was read, of which sides are made; ``report`` is None until it has been
    verified."""

    loaded: Loaded
    report: Report | None


class SideState:
    """One side as it comes about: the side itself, or the error in its place.

    ``is_read``: the document is there, be it that of an error. ``standing`` is how its file stands
    to what was read of it.
    """

    def __init__(self, request: SideRequest) -> None:
        self.request = request
        self.is_read = False
        self.report: Report | None = None
        self.side: Side | None = None
        self.error: InspectorError | None = None
        self.standing = FileState.SAME

    @property
    def is_coming(self) -> bool:
        """Whether it is being read, made or verified."""
        return self.error is None and (self.side is None or self.side.verified is None)

    @property
    def called(self) -> NamedSide:
        """What is said of it, whatever has come of it so far."""
        name = self.side.name if self.side else short_source(self.request.source)
        is_fault = isinstance(self.error, ProgramFaultError)
        verdict = Verdict.UNREADABLE if self.error and not (is_fault or self.is_read) else None
        if self.report is not None:
            verdict, is_fault = self.report.verdict, False
        return NamedSide(name, self.request.at, verdict, is_fault=is_fault, standing=self.standing)


def own_sides(
    choice: WithOwnEvents | HistoryStates, left: SideRequest, document: Document
) -> tuple[SideRequest, SideRequest]:
    """The two sides where a bundle is compared with itself: its own state and the one that all
    events give, or the states after the first event and after the last."""
    last = replace(left, at=event_count(document))
    return replace(left, at=1 if isinstance(choice, HistoryStates) else None), last


def load_side(
    request: SideRequest, session: Session, checkpoint: Checkpoint
) -> ReadResult[LoadedSide]:
    """Fetch and read what no tab holds; a tab's document keeps its report. Raises CancelledError
    alone."""
    with collector_aside():
        if request.checked is not None:
            return ReadResult(request.stand, _hold_too(request.checked, session, checkpoint))
        return read_to_watch(
            request.source,
            session.options,
            lambda: LoadedSide(load(request.source, session, checkpoint), None),
            lambda held: held.loaded.read_bytes,
        )


def verify_side(held: LoadedSide, session: Session, checkpoint: Checkpoint) -> Report:
    """Raises CancelledError alone."""
    with collector_aside():
        return verify(held.loaded.document, session.trust, checkpoint=checkpoint)


def release(held: list[object]) -> None:
    """Free what was held and compared, of which ``held`` has the last references, a piece at a
    time."""
    tables = _tables(held)
    held.clear()
    for table in tables:
        table.dismantle()


def release_soon(held: list[object]) -> None:
    """The same, once what takes the place of the comparison has been painted."""
    time.sleep(_PAINTED_AFTER)
    release(held)


def _tables(held: Sequence[object]) -> list[NodeTable]:
    tables = [one.table for one in held if isinstance(one, Side)]
    return tables + [one.loaded.table for one in held if isinstance(one, LoadedSide)]


def _hold_too(checked: Checked, session: Session, checkpoint: Checkpoint) -> LoadedSide:
    return LoadedSide(with_own_table(checked.opened, checkpoint), _known(checked, session))


def _known(checked: Checked, session: Session) -> Report | None:
    """What a tab found; None where it was by other keys, or with a text that only it was given."""
    if checked.trust != session.trust or checked.paper is not None:
        return None
    return checked.report
