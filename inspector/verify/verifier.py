"""The order in which the rules are applied, for each type of document.

A hash is checked before its signature, and contents before the state, since later checks use the
results of earlier ones.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.document.identifiers import CanonicalRecord
from inspector.document.json_types import JsonObject, list_at, object_at, object_in, text_at
from inspector.document.kinds import Kind
from inspector.merge.state import STATE_HASH, entries
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify import (
    consistency,
    dates,
    events,
    key_periods,
    keys,
    record,
    schema,
    signatures,
    snapshots,
    state,
)
from inspector.verify.context import VerificationContext
from inspector.verify.coverage import cover
from inspector.verify.format import STATE_RECORD
from inspector.verify.report import Integrity, Report
from inspector.verify.result import PASS, missing
from inspector.verify.trust import TrustedKeys
from inspector.verify.verdict import judge

if TYPE_CHECKING:
    from inspector.paper.text import PaperText
    from inspector.verify.hints import Hint

SNAPSHOT = "graph_snapshot"


def verify(
    document: Document,
    trust: TrustedKeys,
    *,
    paper: "PaperText | None" = None,
    now: datetime | None = None,
    checkpoint: Checkpoint = unwatched,
) -> Report:
    """Make every check of the catalogue that applies to the document, and derive the verdict.

    ``paper`` is the paper's text, to search for the title and the abstract. ``now`` is the time
    that dates are compared with, by default the current time. Raises CancelledError only.
    """
    now = now or datetime.now(UTC)
    case = VerificationContext(document, trust, paper=paper, now=now, checkpoint=checkpoint)
    checkpoint(Progress("verifying", 0, 0))
    shape = schema.SchemaCheck(document.kind, case.value)
    about = None if shape.is_shapeless else _check(case)
    if document.kind is Kind.BUNDLE and not (case.is_state_merged and _states_hash(case)):
        shape.look_into_state()
    case.results[:0] = [
        *schema.encoding(document),
        *shape.results(),
        *schema.versions(document.kind, case.value),
    ]
    judgement = judge(case, about)
    coverage = cover(case.value, tuple(case.regions), document.size.leaves)
    return Report(
        document=document.kind,
        pith_number=document.pith_number,
        title=case.title,
        verdict=judgement.verdict,
        integrity=judgement.integrity,
        trust=judgement.trust,
        sentence=judgement.sentence,
        results=tuple(case.results),
        signatures=tuple(case.signatures),
        coverage=coverage,
        hints=_hints(case) if judgement.integrity is Integrity.BROKEN else (),
        paper=case.paper_findings,
        obligations=judgement.obligations,
        is_title_proven=case.title_status is PASS and not judgement.is_of_another_record,
        time=now,
    )


def _check(case: VerificationContext) -> CanonicalRecord | None:
    """Make all checks except those of the shape; return the record that the document is about."""
    kind = case.document.kind
    found = keys.entries(kind, case.value)
    keys.check(case, found)
    about = _BY_KIND[kind](case)
    case.extend(
        dates.check_receipt(holder, case.now, path)
        for path, holder in schema.receipt_holders(kind, case.value)
    )
    keys.check_trust(case, found)
    key_periods.check(case, found)
    return about


def _states_hash(case: VerificationContext) -> bool:
    """Whether the bundle's state states its hash, the one required member that is not merged."""
    return text_at(object_at(case.value, "state"), STATE_HASH) is not None


def _hints(case: VerificationContext) -> "tuple[Hint, ...]":
    from inspector.verify.hint_search import seek  # noqa: PLC0415 - a sound document has none

    return seek(case)


def _bundle(case: VerificationContext) -> CanonicalRecord | None:
    value = case.value
    about = record.check_hash(case, value, "")
    if about is not None:
        case.look_into_paper(about)
        record.check_identity(case, about, value)
        record.check_aliases(case, value, "source_aliases", about, "")
    listed = list_at(value, "events")
    events.check(case, listed, value.get("pith_number"), "/events")
    for index, event in enumerate(listed):
        if isinstance(event, dict) and event.get("event_type") == SNAPSHOT and about is not None:
            snapshot = object_in(event, "payload", SNAPSHOT)
            _check_snapshot(case, snapshot, about, f"/events/{index}/payload/{SNAPSHOT}")
    state.check_in_bundle(case, value)
    events.check_bundle(case, value)
    _cover_copies(case, about)
    case.extend(consistency.check_links(value))
    case.extend(dates.check_bundle(value, case.now))
    return about


def _check_snapshot(
    case: VerificationContext, snapshot: JsonObject | None, about: CanonicalRecord, path: str
) -> None:
    if snapshot is None:
        case.add(missing("snapshot.title", path))
    else:
        snapshots.check(case, snapshot, about, path)


def _cover_copies(case: VerificationContext, about: CanonicalRecord | None) -> None:
    """Copies of a signed record count as covered, whatever else covers them."""
    signed = case.signed_records
    if not signed:
        return
    if about is not None and about.sha256 in signed:
        record.cover_record(case, "")
    current = object_in(case.value, "state", "current")
    payload = object_in(current, "record_created", "payload")
    for holder, path in ((current, ""), (payload, "/record_created/payload")):
        if case.is_state_merged or record.holds_copy(case, signed, holder):
            record.cover_record(case, "/state/current" + path)


def _state(case: VerificationContext) -> CanonicalRecord | None:
    current = object_at(case.value, "current") or {}
    payload = object_in(current, "record_created", "payload") or {}
    place = STATE_RECORD
    found = list(entries(current, "/current"))
    about = record.check_hash(case, payload, place)
    if about is None:
        record.check_no_receipt(case, payload, place)
    else:
        case.look_into_paper(about)
        record.check_identity(case, about, case.value)
        case.add(record.payload_source(about, payload, place))
        record.check_aliases(case, current, "source_aliases", about, "/current")
        is_signed = record.check_receipt(case, about, payload, place)
        if is_signed and record.holds_copy(case, {about.sha256}, current):
            record.cover_record(case, "/current")
        for entry in found:
            if entry.event_type == SNAPSHOT:
                snapshot = object_in(entry.value, "payload", SNAPSHOT)
                _check_snapshot(case, snapshot, about, f"{entry.path}/payload/{SNAPSHOT}")
            elif entry.event_type == "mirror_hint":
                hint = object_at(entry.value, "payload") or {}
                ending = consistency.ending_of(case.value.get("pith_number"))
                case.add(consistency.mirror(hint, ending, entry.path + "/payload"))
    for entry in found:
        signatures.note_distrusted_event(case, entry.value, entry.path)
    state.check_alone(case, case.value, found)
    case.extend(dates.check_state(current, found, case.now))
    return about


def _record(case: VerificationContext) -> CanonicalRecord | None:
    value = case.value
    about = record.check_hash(case, value, "")
    if about is None:
        record.check_no_receipt(case, value, "")
    else:
        case.look_into_paper(about)
        record.check_identity(case, about, value)
        record.check_aliases(case, value, "aliases", about, "")
        record.check_receipt(case, about, value, "")
        if (snapshot := object_at(value, SNAPSHOT)) is not None:
            snapshots.check(case, snapshot, about, "/" + SNAPSHOT)
        if (paper := object_at(value, "paper")) is not None:
            snapshots.check_description(case, paper, about, "/paper")
    for row, event in enumerate(list_at(value, "events")):
        signatures.note_distrusted_event(case, event, f"/events/{row}")
    case.extend(consistency.check_links(value))
    case.extend(consistency.check_actions(value))
    case.extend(consistency.check_flags(value, case.results))
    case.extend(dates.check_record(value, case.now))
    return about


def _integrity_report(case: VerificationContext) -> None:
    from inspector.verify import integrity  # noqa: PLC0415 - rare documents

    integrity.check(case, case.value)


def _keys_alone(case: VerificationContext) -> None:
    """A signing key or a mirror manifest contains keys and nothing that is signed."""


_BY_KIND: dict[Kind, Callable[[VerificationContext], CanonicalRecord | None]] = {
    Kind.BUNDLE: _bundle,
    Kind.STATE: _state,
    Kind.RECORD: _record,
    Kind.INTEGRITY_REPORT: _integrity_report,
    Kind.SIGNING_KEY: _keys_alone,
    Kind.MIRROR_MANIFEST: _keys_alone,
}
