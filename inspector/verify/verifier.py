"""The order in which a document's rules are applied, for each type of document.

Hash before signature, content before state: what a later check needs was found by an earlier.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.document.access import list_at, object_at, object_in
from inspector.document.document import Document
from inspector.document.kinds import Kind
from inspector.merge.rebuild import entries
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify import (
    aliases,
    bundle,
    events,
    keys,
    links,
    receipt,
    record,
    schema,
    snapshots,
    state,
    times,
)
from inspector.verify.case import Case
from inspector.verify.coverage import cover
from inspector.verify.report import Integrity, Report
from inspector.verify.trust import TrustedKeys
from inspector.verify.verdict import judge

if TYPE_CHECKING:
    from inspector.paper.text import PaperText
    from inspector.verify.leads import Lead


def verify(
    document: Document,
    trust: TrustedKeys,
    *,
    paper: "PaperText | None" = None,
    now: datetime | None = None,
    checkpoint: Checkpoint = unwatched,
) -> Report:
    """Every check of the catalogue that the document allows, and the verdict they come to.

    ``paper``: the paper's text, to look in for the title and the abstract. ``now``: what dates
    are held against. Raises CancelledError alone.
    """
    now = now or datetime.now(UTC)
    case = Case(document, trust, paper=paper, now=now, checkpoint=checkpoint)
    checkpoint(Progress("verifying", 0, 0))
    case.extend(schema.check(document.kind, case.value))
    case.add(case.version)
    found = keys.entries(document.kind, case.value)
    keys.check(case, found)
    _BY_KIND[document.kind](case)
    keys.check_trust(case, found)
    keys.check_periods(case, found)
    judgement = judge(case)
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
        leads=_leads(case) if judgement.integrity is Integrity.BROKEN else (),
        paper=case.paper_findings,
    )


def _leads(case: Case) -> "tuple[Lead, ...]":
    from inspector.verify.lead_search import seek  # noqa: PLC0415 - a sound document has none

    return seek(case)


def _bundle(case: Case) -> None:
    value = case.value
    about = record.check_hash(case, value, "")
    if about is not None:
        case.look_into_paper(about)
        record.check_identity(case, about, value)
        case.extend(aliases.check(list_at(value, "source_aliases"), about, "/source_aliases"))
    events.check(case, list_at(value, "events"), value.get("pith_number"), "/events")
    for index, event in enumerate(list_at(value, "events")):
        snapshot = object_in(event, "payload", "graph_snapshot")
        if snapshot is not None and about is not None:
            snapshots.check(case, snapshot, about, f"/events/{index}/payload/graph_snapshot")
    state.check_in_bundle(case, value)
    if not bundle.check(case, value):
        _cover_copies(case)
    case.extend(links.check(value))
    case.extend(times.check_bundle(value, case.now))
    for index, event in enumerate(list_at(value, "events")):
        signed = object_in(event, "payload", "receipt")
        case.extend(times.check_receipt(signed, case.now, f"/events/{index}/payload/receipt"))


def _cover_copies(case: Case) -> None:
    """Where no signature covers the bundle, a copy of the signed record still is covered."""
    signed = case.signed_record
    if signed is not None:
        receipt.cover_copy(case, signed, case.value, "")
        current = object_in(case.value, "state", "current")
        receipt.cover_copy(case, signed, current, "/state/current")
        payload = object_in(current, "record_created", "payload")
        receipt.cover_copy(case, signed, payload, "/state/current/record_created/payload")


def _state(case: Case) -> None:
    current = object_at(case.value, "current") or {}
    payload = object_in(current, "record_created", "payload") or {}
    place = "/current/record_created/payload"
    about = record.check_hash(case, payload, place)
    if about is not None:
        case.look_into_paper(about)
        record.check_identity(case, about, case.value)
        case.add(record.payload_source(case, about, payload, place))
        case.extend(
            aliases.check(list_at(current, "source_aliases"), about, "/current/source_aliases")
        )
        if receipt.check(case, about, payload, place):
            receipt.cover_copy(case, about, current, "/current")
        case.extend(
            times.check_receipt(object_at(payload, "receipt"), case.now, place + "/receipt")
        )
        for entry in entries(current, "/current"):
            snapshot = object_in(entry.value, "payload", "graph_snapshot")
            if snapshot is not None:
                snapshots.check(case, snapshot, about, entry.path + "/payload/graph_snapshot")
    state.check_alone(case, case.value)


def _record(case: Case) -> None:
    value = case.value
    about = record.check_hash(case, value, "")
    if about is not None:
        case.look_into_paper(about)
        record.check_identity(case, about, value)
        case.extend(aliases.check(list_at(value, "aliases"), about, "/aliases"))
        receipt.check(case, about, value, "")
        if (snapshot := object_at(value, "graph_snapshot")) is not None:
            snapshots.check(case, snapshot, about, "/graph_snapshot")
        if (paper := object_at(value, "paper")) is not None:
            snapshots.check_paper(case, paper, about, "/paper", None)
    case.extend(times.check_receipt(object_at(value, "receipt"), case.now, "/receipt"))
    case.extend(links.check(value))
    from inspector.verify import flags  # noqa: PLC0415 - bundles and states have none

    case.extend(flags.check(value, case.results))


def _integrity_report(case: Case) -> None:
    from inspector.verify import integrity  # noqa: PLC0415 - rare documents

    integrity.check(case, case.value)


def _keys_alone(case: Case) -> None:
    """A signing key or a mirror manifest holds keys and nothing that is signed."""


_BY_KIND = {
    Kind.BUNDLE: _bundle,
    Kind.STATE: _state,
    Kind.RECORD: _record,
    Kind.INTEGRITY_REPORT: _integrity_report,
    Kind.SIGNING_KEY: _keys_alone,
    Kind.MIRROR_MANIFEST: _keys_alone,
}
