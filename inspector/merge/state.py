"""The state that a bundle's events give: pith-open-graph-merge-v1, as far as it is known.

Events are taken in the bundle's order. What is not known is not invented: an event type with no
list of its own stops the merge, and ``unknown_rules`` says what else would need a rule.
"""

from inspector.document.access import list_at, object_in
from inspector.document.json_types import JsonObject
from inspector.errors import MergeUnknownError
from inspector.messages import Message, msg

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

TYPES_BY_LIST = {name: type_ for type_, name in LISTS.items()}
KNOWN_TYPES = frozenset({RECORD_CREATED, *LISTS})
SEEN_TYPES = frozenset({RECORD_CREATED, "graph_snapshot"})
_ENTRY = ("event_id", "target", "created_at", "signer", "payload")


def merge(bundle: JsonObject) -> JsonObject:
    """The state of ``bundle`` without ``state_sha256``; it shares values with the bundle.

    Raises MergeUnknownError where no known rule says what an event does to the state.
    """
    if (reason := not_mergeable(bundle)) is not None:
        raise MergeUnknownError("The state cannot be computed: {}", reason)
    return merged_state(bundle)


def merged_state(bundle: JsonObject) -> JsonObject:
    """What ``merge`` gives for a ``bundle`` that is not ``not_mergeable``."""
    events = [event for event in list_at(bundle, "events") if isinstance(event, dict)]
    current: JsonObject = {name: [] for name in LISTS.values()}
    for event in events:
        entry, type_ = entry_of(event), str(event.get("event_type"))
        if type_ == RECORD_CREATED:
            current[RECORD_CREATED] = entry
        else:
            list_at(current, LISTS[type_]).append(entry)
    payload = object_in(current, RECORD_CREATED, "payload") or {}
    current["canonical_record"] = payload.get("canonical_record")
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


def not_mergeable(bundle: JsonObject) -> Message | None:
    """Why no state can be computed for ``bundle``; None where one can."""
    types = [
        event.get("event_type") for event in list_at(bundle, "events") if isinstance(event, dict)
    ]
    if (created := types.count(RECORD_CREATED)) != 1:
        return msg("the bundle has {} record_created events, not one", created)
    if not isinstance(bundle.get("source_aliases"), list):
        return msg("the bundle has no list of aliases")
    if any(not isinstance(type_, str) or type_ not in KNOWN_TYPES for type_ in types):
        return msg("the bundle has an event of a type whose merge is not known")
    return None


def entry_of(event: JsonObject) -> JsonObject:
    """What a state keeps of an event."""
    return {name: event[name] for name in _ENTRY if name in event}


def unknown_version(bundle: JsonObject) -> Message | None:
    """Why ``merge`` is not the rule of ``bundle``; None where it is."""
    if bundle.get("merge_version") != MERGE_VERSION:
        return msg("the bundle names a merge version that is not known")
    return None


def unknown_rules(bundle: JsonObject) -> Message | None:
    """Why a state that differs from ``merge`` may still be right; None where it may not."""
    if (reason := unknown_version(bundle)) is not None:
        return reason
    state = bundle.get("state")
    if isinstance(state, dict) and (state.get("invalid_events") or state.get("equivocations")):
        return msg("the rules for invalid and conflicting events are not known")
    for event in list_at(bundle, "events"):
        if isinstance(event, dict) and (event.get("supersedes") or event.get("prev_event")):
            return msg("the rules for superseding and chained events are not known")
    return None
