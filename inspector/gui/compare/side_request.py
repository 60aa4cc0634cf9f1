"""One side of a comparison: the request to its worker, and the result; immutable.

A comparison has its own node table, even for a document of a tab: closing the tab dismantles the
tab's table.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector.compare.side import Side, event_count
from inspector.document.document import Document
from inspector.errors import InspectorError, ProgramFaultError
from inspector.gui.compare.compare_options import HistoryStates, WithOwnEvents
from inspector.gui.compare.head_text import NamedSide
from inspector.gui.document.incoming import short_source
from inspector.gui.document.opened import Checked
from inspector.jobs.memory import collector_aside
from inspector.jobs.opening import Loaded, load, with_own_table
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, ReadResult, read_to_watch
from inspector.progress import Checkpoint
from inspector.sources.file_state import FileState
from inspector.tree.nodes import NodeTable
from inspector.verify.report import Report, Verdict
from inspector.verify.verifier import verify

_PAINTED_AFTER = 0.2
"""In seconds."""


@dataclass(frozen=True, slots=True)
class SideRequest:
    """What one side should be: a source, or the state after the first ``at`` of its events.

    ``checked`` is the document if a tab has it already, so that it is not read twice; ``baseline``
    is what that was read from.
    """

    source: str
    at: int | None = None
    checked: Checked | None = None
    baseline: Baseline | None = None

    @property
    def alone(self) -> "SideRequest":
        """The same request without the tab's document, so that it is read again."""
        return SideRequest(self.source, self.at)


@dataclass(frozen=True, slots=True)
class LoadedSide:
    """A document from which sides are made; ``report`` is None until it is verified."""

    loaded: Loaded
    report: Report | None


class SideState:
    """The state of one side: the side itself, or its error.

    ``is_read``: there is a document, possibly with an error. ``standing`` says whether its file
    changed.
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
        """The side as named in texts, whatever its state."""
        name = self.side.name if self.side else short_source(self.request.source)
        is_fault = isinstance(self.error, ProgramFaultError)
        verdict = Verdict.UNREADABLE if self.error and not (is_fault or self.is_read) else None
        if self.report is not None:
            verdict, is_fault = self.report.verdict, False
        return NamedSide(name, self.request.at, verdict, is_fault=is_fault, standing=self.standing)


def own_sides(
    choice: WithOwnEvents | HistoryStates, left: SideRequest, document: Document
) -> tuple[SideRequest, SideRequest]:
    """The two sides for comparing a bundle with itself.

    Either its state and the merge of all events, or the states after the first and the last event.
    """
    last = replace(left, at=event_count(document))
    return replace(left, at=1 if isinstance(choice, HistoryStates) else None), last


@collector_aside()
def load_side(
    request: SideRequest, session: Session, checkpoint: Checkpoint
) -> ReadResult[LoadedSide]:
    """Fetch and read a document that no tab has; a tab's document keeps its report.

    Raises CancelledError only.
    """
    if request.checked is not None:
        return ReadResult(request.baseline, _hold_too(request.checked, session, checkpoint))
    return read_to_watch(
        request.source,
        session.options,
        lambda: LoadedSide(load(request.source, session, checkpoint), None),
        lambda held: held.loaded.read_bytes,
    )


@collector_aside()
def verify_side(held: LoadedSide, session: Session, checkpoint: Checkpoint) -> Report:
    """Raises CancelledError only."""
    return verify(held.loaded.document, session.trust, checkpoint=checkpoint)


def release(held: list[object]) -> None:
    """Free objects a few at a time; ``held`` has the last references."""
    tables = _tables(held)
    held.clear()
    for table in tables:
        table.dismantle()


def release_soon(held: list[object]) -> None:
    """The same, after the replacing content was painted."""
    time.sleep(_PAINTED_AFTER)
    release(held)


def _tables(held: Sequence[object]) -> list[NodeTable]:
    tables = [one.table for one in held if isinstance(one, Side)]
    return tables + [one.loaded.table for one in held if isinstance(one, LoadedSide)]


def _hold_too(checked: Checked, session: Session, checkpoint: Checkpoint) -> LoadedSide:
    return LoadedSide(with_own_table(checked.opened, checkpoint), _known(checked, session))


def _known(checked: Checked, session: Session) -> Report | None:
    """The report of a tab; None if it used other keys, or a paper's text."""
    if checked.trust != session.trust or checked.paper is not None:
        return None
    return checked.report
