"""Compares two sources, with or without a window, and saves a comparison as a file."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from inspector.compare.comparison import Comparison, compare, with_reports
from inspector.compare.proofs import ComparedProofs, changed_proofs
from inspector.compare.side import NotCompared, Side, Unusable, state_after
from inspector.errors import (
    CancelledError,
    InspectorError,
    MergeUnknownError,
    NothingInCommonError,
    WrongDocumentError,
)
from inspector.export.comparison_json import comparison_pieces
from inspector.jobs.memory import collector_aside, keep_out_of_collections
from inspector.jobs.opening import Loaded
from inspector.jobs.reading import read
from inspector.jobs.saving import save_pieces
from inspector.jobs.session import Session
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources.file_state import FileState
from inspector.tree.nodes import NodeTable
from inspector.verify.report import unreadable
from inspector.verify.verifier import verify


class SideSpec(NamedTuple):
    """One side to compare: a source, or the state after the first ``at`` events of a source."""

    source: str
    at: int | None = None


def compare_sources(
    left: SideSpec, right: SideSpec, session: Session, checkpoint: Checkpoint = unwatched
) -> ComparedProofs | NotCompared:
    """Read, verify and compare two sources without a window.

    Raises EventCountError if a bundle has fewer events than asked for, and CancelledError.
    """
    one, other = (side_or_error(wanted, session, checkpoint) for wanted in (left, right))
    if isinstance(one, Unusable) or isinstance(other, Unusable):
        return NotCompared(one, other)
    try:
        return compare_sides(one, other, checkpoint)
    except NothingInCommonError as error:
        return NotCompared(one, other, error)


@collector_aside()
def compare_sides(
    left: Side,
    right: Side,
    checkpoint: Checkpoint = unwatched,
    *,
    before: Comparison | None = None,
) -> ComparedProofs:
    """Compare the values of two sides and, if both are verified, their proofs.

    ``before`` is an earlier comparison of the same documents, made when less was known about them.
    Raises NothingInCommonError and CancelledError.
    """
    if before is None:
        comparison = compare(left, right, checkpoint)
    else:
        comparison = with_reports(before, left, right, checkpoint)
    keep_out_of_collections(comparison.pairs)
    proofs = changed_proofs(comparison, checkpoint) if comparison.is_verified else ()
    return ComparedProofs(comparison, proofs)


@collector_aside()
def side_or_error(
    wanted: SideSpec, session: Session, checkpoint: Checkpoint = unwatched
) -> Side | Unusable:
    """Fetch, read and verify one side, or return why it cannot be compared.

    Raises EventCountError if the bundle has fewer events than asked for, and CancelledError.
    """
    source, at = wanted
    try:
        fetched, document = read(source, session, checkpoint)
    except CancelledError:
        raise
    except InspectorError as error:
        return Unusable(source, unreadable(error), error)
    table = NodeTable(document.value, checkpoint, text=document)
    document.size = table.size  # the table counted it
    report = verify(document, session.trust, checkpoint=checkpoint)
    try:
        compared = document if at is None else state_after(document, at)
    except (MergeUnknownError, WrongDocumentError) as error:
        return Unusable(source, report, error)
    if compared is not document:
        table = NodeTable(compared.value, checkpoint, text=compared)
    keep_out_of_collections(table)
    return Side(source, fetched.name, compared, table, report, at)


def side_of(loaded: Loaded, checkpoint: Checkpoint = unwatched, *, at: int | None = None) -> Side:
    """The side of a document that a window has loaded, not verified; nothing is read again.

    Raises WrongDocumentError, EventCountError and MergeUnknownError if the state cannot be
    computed.
    """
    if at is None:
        return Side(loaded.source, loaded.name, loaded.document, loaded.table, verified=None)
    with collector_aside():
        state = state_after(loaded.document, at)
        table = NodeTable(state.value, checkpoint)
        keep_out_of_collections(table)
        return Side(loaded.source, loaded.name, state, table, None, at)


# --- as a file of its own ---------------------------------------------------------------------


FileStates: TypeAlias = tuple[FileState, FileState]
"""Of the left file and of the right one."""


class ExportFormat(StrEnum):
    """The format of the file; the value is its suffix."""

    HTML = ".html"
    JSON = ".json"

    @classmethod
    def of(cls, path: Path) -> "ExportFormat":
        """The format of a file with this name: HTML unless its suffix says otherwise."""
        return next((form for form in cls if path.name.lower().endswith(form)), cls.HTML)


def export_comparison(
    compared: ComparedProofs,
    path: Path,
    made_at: str,
    checkpoint: Checkpoint,
    *,
    since_read: FileStates,
) -> None:
    """Write ``compared`` to ``path``; ``made_at`` is the time as shown to readers.

    ``since_read`` says whether the file of each side still is what was read. Raises
    SavingError, also if the file is one of the two that are compared, and CancelledError, which
    leaves no file.
    """
    sources = [compared.comparison.left.source, compared.comparison.right.source]
    pieces = _pieces(compared, ExportFormat.of(path), made_at, since_read, checkpoint)
    save_pieces(path, pieces, not_onto=sources)


def _pieces(
    compared: ComparedProofs,
    form: ExportFormat,
    made_at: str,
    since_read: FileStates,
    checkpoint: Checkpoint,
) -> Iterator[bytes]:
    if form is ExportFormat.JSON:
        left, right = ("" if one is FileState.SAME else str(one) for one in since_read)
        for number, data in enumerate(comparison_pieces(compared, since_read=(left, right))):
            checkpoint(Progress("writing", number, 0))
            yield data
        yield b"\n"
        return
    from inspector.export.comparison_html import comparison_html  # noqa: PLC0415 - few export

    notices = _notices(since_read)
    for number, piece in enumerate(comparison_html(compared, made_at=made_at, notices=notices)):
        checkpoint(Progress("writing", number, 0))
        yield piece.encode()


_SINCE_READ = {
    FileState.CHANGED: "had changed on disk",
    FileState.GONE: "was no longer there",
    FileState.UNKNOWN: "could not be looked at, and it is not known whether it had changed",
}


def _notices(since_read: FileStates) -> list[str]:
    """What became of the files, in sentences; none if both still are what was read."""
    said = [
        f"When this page was made, the file on the {side} {_SINCE_READ[state]}."
        for side, state in zip(("left", "right"), since_read, strict=True)
        if state in _SINCE_READ
    ]
    read = "What the page says, the verdicts too, is of what was read before."
    return [*said, read] if said else []
