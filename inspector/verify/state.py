"""The state: what the events add up to. On its own only a hash, no signature, stands for it."""

from collections.abc import Iterable

from inspector.document.access import count_at, list_at, object_at, object_in, text_at, without
from inspector.document.json_types import JsonObject
from inspector.errors import MergeUnknownError
from inspector.merge.difference import first_difference
from inspector.merge.rebuild import Entry, entries, rebuild
from inspector.merge.state import (
    MERGE_VERSION,
    RECORD_CREATED,
    SEEN_TYPES,
    STATE_HASH,
    merge,
    unknown_rules,
)
from inspector.verify.case import Case
from inspector.verify.events import NOT_HASHED
from inspector.verify.result import Result, failed, hash_differs, passed, short, unchecked

_HASH_ITSELF = frozenset({STATE_HASH})


def check_in_bundle(case: Case, bundle: JsonObject) -> None:
    """All checks of a bundle's own state."""
    value = object_at(bundle, "state")
    if value is None:
        return
    hashed = without(value, _HASH_ITSELF)
    computed = case.digest(hashed)
    case.add(state_hash(value, computed, "/state"))
    case.add(counts(value, "/state", len(list_at(bundle, "events"))))
    case.add(merged(case, bundle, hashed, computed))


def state_hash(value: JsonObject, computed: str, path: str) -> Result:
    """state.hash: state_sha256 is the hash of the state without it."""
    place, stated = f"{path}/{STATE_HASH}", value.get(STATE_HASH)
    if stated is None:
        return unchecked("state.hash", place, "Not made: the state states no hash")
    if stated != computed:
        return hash_differs("state.hash", place, "The state", stated, computed)
    return passed("state.hash", place, stated, computed)


def counts(value: JsonObject, path: str, events: int | None) -> Result:
    """state.counts: each count is the length of the list it counts.

    ``events`` is the number of events of the bundle around the state, None for one on its own.
    """
    applied = len(list_at(value, "applied_event_ids"))
    invalid = len(list_at(value, "invalid_events"))
    lengths = {
        "event_count": applied + invalid if events is None else events,
        "valid_event_count": applied,
        "invalid_event_count": invalid,
        "equivocation_count": len(list_at(value, "equivocations")),
    }
    for name, length in lengths.items():
        stated = value.get(name)
        if stated is not None and count_at(value, name) != length:
            detail = f"{name} is not the number of what it counts"
            return failed("state.counts", f"{path}/{name}", detail, length, stated)
    return passed("state.counts", path or "/event_count")


def merged(case: Case, bundle: JsonObject, stated: JsonObject, computed: str) -> Result:
    """state.merge: the state recomputed from the events is the stated one."""
    reason = unknown_rules(bundle)
    try:
        expected = merge(bundle)
    except MergeUnknownError as error:
        return unchecked("state.merge", "/state", f"Not made: {error.message}")
    if case.digest(expected) == computed:
        return passed("state.merge", "/state")
    if reason is not None:
        return unchecked("state.merge", "/state", f"Not made: {reason}")
    found = first_difference(expected, stated, "/state")
    if found is None:
        return failed("state.merge", "/state", "The events give another state")
    detail = f"The events give {short(found.left)}; the state says {short(found.right)}"
    return failed("state.merge", found.path, detail, found.left, found.right)


def check_alone(case: Case, value: JsonObject) -> None:
    """All checks of a state on its own: the events that it comes from are not at hand."""
    computed = case.digest(without(value, _HASH_ITSELF))
    case.add(state_hash(value, computed, ""))
    case.add(counts(value, "", None))
    current = object_at(value, "current") or {}
    found = list(entries(current, "/current"))
    for entry in found:
        case.add(event_id(case, entry, value))
    if value.get("merge_version") == MERGE_VERSION:
        case.extend(contradictions(value, current, found))


def contradictions(value: JsonObject, current: JsonObject, found: list[Entry]) -> Iterable[Result]:
    """state.merge of a state on its own: what no events can have given. Silent where all fits."""
    created = object_in(current, RECORD_CREATED, "payload") or {}
    one, other = created.get("canonical_record"), current.get("canonical_record")
    difference = first_difference(one, other, "/current/canonical_record")
    if difference is not None:
        detail = "The state's record is not the one that its record_created entry holds"
        yield failed("state.merge", difference.path, detail, difference.left, difference.right)
    applied = {id_ for id_ in list_at(value, "applied_event_ids") if isinstance(id_, str)}
    for entry in found:
        if (id_ := text_at(entry.value, "event_id")) not in applied:
            detail = "The entry's event is not among those that were applied"
            yield failed("state.merge", entry.path + "/event_id", detail, None, id_)


def event_id(case: Case, entry: Entry, state: JsonObject) -> Result:
    """state.event_id: the event rebuilt from the entry has the hash that its id names."""
    place, stated = entry.path + "/event_id", text_at(entry.value, "event_id")
    if stated is None:
        return unchecked("state.event_id", place, "Not made: the entry has no event_id")
    rebuilt = without(rebuild(entry, state.get("pith_number")), NOT_HASHED)
    computed = "sha256:" + case.digest(rebuilt)
    if computed == stated:
        return passed("state.event_id", place, stated, computed)
    if entry.event_type in SEEN_TYPES and state.get("merge_version") == MERGE_VERSION:
        detail = (
            "The entry is not what its event_id says, unless the event superseded another "
            "or had a prev_event, which no event of this type has been seen to do"
        )
        return failed("state.event_id", place, detail, stated, computed)
    reason = "Not made: the entry was changed, or its event superseded another or had a prev_event"
    return unchecked("state.event_id", place, reason, stated, computed)
