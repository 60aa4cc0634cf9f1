"""Computes the state of a bundle by the merge rule pith-open-graph-merge-v1, as far as it is known.

Events are merged in the bundle's order. Unknown rules are not invented: an event type without a
list in the state stops the merge, and ``unknown_rules`` names everything else without a rule.
"""

from collections.abc import Iterator
from itertools import chain

from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in
from inspector.document.pointer import index, join
from inspector.errors import MergeUnknownError
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple

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
"""The list of the state that contains the events of each type."""

TYPES_BY_LIST = {name: type_ for type_, name in LISTS.items()}
KNOWN_TYPES = frozenset({RECORD_CREATED, *LISTS})
SEEN_TYPES = frozenset({RECORD_CREATED, "graph_snapshot"})
_ENTRY = ("event_id", "target", "created_at", "signer", "payload")


def merge(bundle: JsonObject) -> JsonObject:
    """The state of ``bundle`` without ``state_sha256``; it shares values with the bundle.

    Raises MergeUnknownError if no known rule covers an event.
    """
    if (reason := not_mergeable(bundle)) is not None:
        raise MergeUnknownError("The state cannot be computed: {}", reason)
    return merged_state(bundle)


def merged_state(bundle: JsonObject) -> JsonObject:
    """The result of ``merge`` for a bundle for which ``not_mergeable`` is None."""
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
    """Why no state can be computed for ``bundle``; None if one can."""
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
    """The members of an event that a state keeps."""
    return {name: event[name] for name in _ENTRY if name in event}


def unknown_rules(bundle: JsonObject) -> Message | None:
    """Why ``merge`` may not be the rule for ``bundle``; None if it is."""
    if bundle.get("merge_version") != MERGE_VERSION:
        return msg("the bundle names a merge version that is not known")
    state = bundle.get("state")
    if isinstance(state, dict) and (state.get("invalid_events") or state.get("equivocations")):
        return msg("the rules for invalid and conflicting events are not known")
    for event in list_at(bundle, "events"):
        if isinstance(event, dict) and (event.get("supersedes") or event.get("prev_event")):
            return msg("the rules for superseding and chained events are not known")
    return None


# --- an event rebuilt from its entry in a state -----------------------------------------------

ASSUMED = frozenset({"prev_event", "schema_version", "supersedes"})
"""Hashed members of an event that its state does not keep."""


class StateEntry(NamedTuple):
    """One entry of a state that was an event; ``path`` is its JSON Pointer."""

    event_type: str
    path: str
    value: JsonObject


def entries(current: JsonObject, path: str) -> Iterator[StateEntry]:
    """The entries of ``state.current`` in a fixed order: record_created, then the lists."""
    created = current.get(RECORD_CREATED)
    if isinstance(created, dict):
        yield StateEntry(RECORD_CREATED, join(path, RECORD_CREATED), created)
    for type_, name in LISTS.items():
        items = current.get(name)
        for row, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield StateEntry(type_, f"{path}/{name}/{row}", item)


def entry_count(state: JsonObject) -> int:
    """The number of entries that were events, whatever event_count states."""
    current = object_at(state, "current") or {}
    is_created = isinstance(current.get(RECORD_CREATED), dict)
    items = chain.from_iterable(list_at(current, name) for name in LISTS.values())
    return is_created + sum(isinstance(item, dict) for item in items)


def entry_at(current: JsonObject, path: str, pointer: str) -> StateEntry | None:
    """The entry at ``pointer`` of the ``state.current`` at ``path``; None if there is none."""
    if not pointer.startswith(path + "/"):
        return None
    name, _, row = pointer[len(path) + 1 :].partition("/")
    held = current.get(name)
    type_, item = "", None
    if name == RECORD_CREATED and not row:
        type_, item = name, held
    elif name in TYPES_BY_LIST and isinstance(held, list):
        place = index(row, len(held))
        type_, item = TYPES_BY_LIST[name], None if place is None else held[place]
    return StateEntry(type_, pointer, item) if isinstance(item, dict) else None


def rebuild(entry: StateEntry, pith_number: Json) -> JsonObject:
    """The hashed members of the event, over which content_sha256 and so event_id are computed.

    The ASSUMED members get the values that most events have; state.event_id also tries other ids of
    the state.
    """
    event: JsonObject = {
        **entry.value,
        "event_type": entry.event_type,
        "subject_pith_number": pith_number,
        "supersedes": [],
        "prev_event": None,
        "schema_version": "1.0",
    }
    event.pop("event_id", None)
    return event
