"""The state that a bundle's events give: pith-open-graph-merge-v1, as far as it is known.

Events are taken in the bundle's order. What is not known is not invented: an event type with no
list of its own stops the merge, and ``unknown_rules`` says what else would need a rule.
"""

from inspector.document.access import list_at
from inspector.document.json_types import Json, JsonObject
from inspector.errors import MergeUnknownError

MERGE_VERSION = "pith-open-graph-merge-v1"
STATE_HASH = "state_sha256"
RECORD_CREATED = "record_created"

LISTS = {
    "graph_snapshot": "graph_snapshots",
    "author_attestation": "author_attestations",
    "timestamp_anchor": "timestamp_anchors",
    "storage_attestation": "storage_attestations",
    "citation_signature": "citation_signatures",
    "replication_record": "replication_records",
    "correction": "corrections",
    "mirror_hint": "mirror_hints",
}
"""The list of the state that takes the events of each type."""

KNOWN_TYPES = frozenset({RECORD_CREATED, *LISTS})
SEEN_TYPES = frozenset({RECORD_CREATED, "graph_snapshot"})
_ENTRY = ("event_id", "target", "created_at", "signer", "payload")


def merge(bundle: JsonObject) -> JsonObject:
    """The state of ``bundle`` without ``state_sha256``; it shares values with the bundle.

    Raises MergeUnknownError where no known rule says what an event does to the state.
    """
    events = [event for event in list_at(bundle, "events") if isinstance(event, dict)]
    current: JsonObject = {name: _entries(events, type_) for type_, name in LISTS.items()}
    created = _entries(events, RECORD_CREATED)
    if len(created) != 1:
        raise MergeUnknownError(f"The bundle has {len(created)} record_created events, not one")
    for event in events:
        if event.get("event_type") not in KNOWN_TYPES:
            raise MergeUnknownError("The bundle has an event of a type whose merge is not known")
    payload = created[0].get("payload") if isinstance(created[0], dict) else None
    current["record_created"] = created[0]
    current["canonical_record"] = (
        payload.get("canonical_record") if isinstance(payload, dict) else None
    )
    current["source_aliases"] = list_at(bundle, "source_aliases")
    return {
        "state_type": "pith_open_graph_state",
        "state_version": "1.0",
        "pith_number": bundle.get("pith_number"),
        "merge_version": MERGE_VERSION,
        "event_count": len(events),
        "valid_event_count": len(events),
        "invalid_event_count": 0,
        "equivocation_count": 0,
        "current": current,
        "equivocations": [],
        "invalid_events": [],
        "applied_event_ids": [event.get("event_id") for event in events],
    }


def _entries(events: list[JsonObject], type_: str) -> list[Json]:
    return [entry_of(event) for event in events if event.get("event_type") == type_]


def entry_of(event: JsonObject) -> JsonObject:
    """What a state keeps of an event."""
    return {name: event[name] for name in _ENTRY if name in event}


def unknown_rules(bundle: JsonObject) -> str | None:
    """Why a state that differs from ``merge`` may still be right; None where it may not."""
    if bundle.get("merge_version") != MERGE_VERSION:
        return "the bundle names a merge version that is not known"
    state = bundle.get("state")
    if isinstance(state, dict) and (state.get("invalid_events") or state.get("equivocations")):
        return "the rules for invalid and conflicting events are not known"
    for event in list_at(bundle, "events"):
        if isinstance(event, dict) and (event.get("supersedes") or event.get("prev_event")):
            return "the rules for superseding and chained events are not known"
    return None
