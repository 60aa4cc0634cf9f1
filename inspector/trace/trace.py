"""The traces of a value: one for every check of a hash or signature that concerns it, worst
first."""

from collections.abc import Callable

from inspector.document.document import Document
from inspector.document.kinds import Kind
from inspector.document.pointer import parent
from inspector.paper.text import PaperText
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.trace import hashes, shell, snapshots, spellings
from inspector.trace.context import TraceContext
from inspector.trace.hashes import Steps
from inspector.trace.places import TRACED, speaks_of, speaks_of_a_hash
from inspector.trace.shell import NOT_SAVED, DocumentFile
from inspector.trace.steps import Trace
from inspector.verify.report import Report
from inspector.verify.result import SEVERITY, Result
from inspector.verify.trust import TrustedKeys

_MOST_TRACES = 20
"""Per value: a hundred thousand snapshots may have the hash of their title in one record."""


def trace(
    document: Document,
    report: Report,
    trust: TrustedKeys,
    pointer: str,
    checkpoint: Checkpoint = unwatched,
    *,
    paper: PaperText | None = None,
    saved: DocumentFile = NOT_SAVED,
) -> tuple[Trace, ...]:
    """The traces that concern the value at ``pointer``, worst result first; () if there are none.

    ``report`` and ``paper`` belong to the same document. ``saved`` is the file that the shell lines
    read. Raises CancelledError only.
    """
    checkpoint(Progress("tracing", 0, 0))
    context = TraceContext(document, trust, paper, checkpoint)
    found = [one for one in report.results if speaks_of(one, pointer, context.about)]
    found.sort(key=lambda one: (-SEVERITY[one.status], one.path != pointer))
    traces = (_trace(context, result, saved) for result in found[:_MOST_TRACES])
    return tuple(one for one in traces if one.steps)


def trace_result(
    document: Document,
    result: Result,
    trust: TrustedKeys,
    checkpoint: Checkpoint = unwatched,
    *,
    paper: PaperText | None = None,
    saved: DocumentFile = NOT_SAVED,
) -> Trace | None:
    """The trace of one result of the report on ``document``; None if it has none."""
    if result.id not in TRACED:
        return None
    found = _trace(TraceContext(document, trust, paper, checkpoint), result, saved)
    return found if found.steps else None


def _trace(context: TraceContext, result: Result, saved: DocumentFile) -> Trace:
    steps = _BUILDERS[result.id](context, result) if speaks_of_a_hash(result) else ()
    line, note = shell.line(result.id, steps, saved)
    return Trace(result.id, result.path, steps, line, note, *shell.signature_line(steps))


def _content_hash(context: TraceContext, result: Result) -> Steps:
    place = parent(result.path)
    if context.kind is Kind.INTEGRITY_REPORT:
        return hashes.of_integrity_hash(context, place)
    return hashes.of_event(context, place).steps


def _event_signature(context: TraceContext, result: Result) -> Steps:
    if context.kind is Kind.INTEGRITY_REPORT:
        return hashes.of_integrity_signature(context, result)
    return hashes.of_event_signature(context, result)


_BUILDERS: dict[str, Callable[[TraceContext, Result], Steps]] = {
    "record.canonical_hash": lambda case, result: hashes.of_record(case, result.path).steps,
    "record.pith_number": spellings.of_number,
    "record.short_pith_number": spellings.of_short_number,
    "receipt.hash": lambda case, result: hashes.of_receipt(case, parent(result.path)).steps,
    "receipt.signature": hashes.of_receipt_signature,
    "event.content_hash": _content_hash,
    "event.id": spellings.of_event_id,
    "event.signature": _event_signature,
    "alias.value": spellings.of_alias,
    "state.hash": lambda case, result: hashes.of_state(case, parent(result.path)).steps,
    "state.event_id": lambda case, result: hashes.of_entry(case, parent(result.path)),
    "bundle.hash": lambda case, result: hashes.of_bundle(case, result.message).steps,
    "bundle.signature": hashes.of_bundle_signature,
    "snapshot.title": snapshots.of_title,
    "snapshot.abstract": snapshots.of_abstract,
    "snapshot.section_hash": snapshots.of_section,
    "key.fingerprint": spellings.of_fingerprint,
    "integrity.snapshot_hash": snapshots.of_findings,
}
