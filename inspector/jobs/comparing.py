"""Compare two sources, for a window and for a run with none."""

from typing import NamedTuple

from inspector.compare.comparison import compare
from inspector.compare.proofs import ComparedProofs, changed_proofs
from inspector.compare.side import NotCompared, Side, Unusable, state_after
from inspector.errors import (
    CancelledError,
    InspectorError,
    MergeUnknownError,
    NothingInCommonError,
    WrongDocumentError,
)
from inspector.jobs.memory import collector_aside, keep_out_of_collections
from inspector.jobs.opening import Loaded
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.progress import Checkpoint, unwatched
from inspector.tree.nodes import NodeTable
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify


class Wanted(NamedTuple):
    """What is to be compared: a source, or the state after the first ``at`` events of one."""

    source: str
    at: int | None = None


def compare_sources(
    left: Wanted, right: Wanted, session: Session, checkpoint: Checkpoint = unwatched
) -> ComparedProofs | NotCompared:
    """Read, verify and compare two sources for a run with no window.

    Raises EventCountError where a bundle has not so many events, CancelledError.
    """
    one, other = (side_or_error(wanted, session, checkpoint) for wanted in (left, right))
    if isinstance(one, Unusable) or isinstance(other, Unusable):
        return NotCompared(one, other)
    try:
        return compare_sides(one, other, checkpoint)
    except NothingInCommonError as error:
        return NotCompared(one, other, error)


def compare_sides(left: Side, right: Side, checkpoint: Checkpoint = unwatched) -> ComparedProofs:
    """Compare values and proofs. Raises NothingInCommonError, CancelledError."""
    with collector_aside():
        comparison = compare(left, right, checkpoint)
        return ComparedProofs(comparison, changed_proofs(comparison, checkpoint))


def read_side(
    source: str, session: Session, checkpoint: Checkpoint = unwatched, *, at: int | None = None
) -> Side:
    """Fetch, read and verify what is to be compared. Raises InspectorError, CancelledError too."""
    side = side_or_error(Wanted(source, at), session, checkpoint)
    if isinstance(side, Unusable):
        raise side.error
    return side


def side_or_error(
    wanted: Wanted, session: Session, checkpoint: Checkpoint = unwatched
) -> Side | Unusable:
    """Fetch, read and verify what is to be compared, or say why that cannot be.

    Raises EventCountError where the bundle has not so many events, CancelledError.
    """
    source, at = wanted
    with collector_aside():
        try:
            fetched, document = read(source, session, checkpoint)
        except CancelledError:
            raise
        except InspectorError as error:
            return Unusable(source, unreadable(error), error)
        table = NodeTable(document.value, checkpoint, text=document.text)
        document.size = table.size  # counted already
        report = verify(document, session.trust, checkpoint=checkpoint)
        try:
            compared = document if at is None else state_after(document, at)
        except (MergeUnknownError, WrongDocumentError) as error:
            return Unusable(source, report, error)
        if compared is not document:
            table = NodeTable(compared.value, checkpoint, text=compared.text)
        keep_out_of_collections(table)
        return Side(source, fetched.name, compared, table, report, at)


def side_of(
    loaded: Loaded, report: Report, checkpoint: Checkpoint = unwatched, *, at: int | None = None
) -> Side:
    """The side of a document that a window holds already; nothing is read again.

    Raises WrongDocumentError, EventCountError and MergeUnknownError where there is no such state.
    """
    if at is None:
        return Side(loaded.source, loaded.name, loaded.document, loaded.table, report)
    with collector_aside():
        state = state_after(loaded.document, at)
        table = NodeTable(state.value, checkpoint)
        keep_out_of_collections(table)
        return Side(loaded.source, loaded.name, state, table, report, at)
