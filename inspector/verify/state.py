"""Rules for the state: the result of merging the events.

On its own a state has a hash but no signature. If the merge rule is not known, ``state_bounds``
checks what holds under every rule.
"""

from collections import Counter
from collections.abc import Iterator

from inspector.document.json_types import (
    Json,
    JsonObject,
    count_at,
    list_at,
    object_at,
    object_in,
    text_at,
)
from inspector.merge.difference import first_difference
from inspector.merge.state import (
    LISTS,
    RECORD_CREATED,
    STATE_HASH,
    TYPES_BY_LIST,
    StateEntry,
    entries,
    entry_of,
    merged_state,
    not_mergeable,
    unknown_rules,
)
from inspector.messages import Message, Value, msg
from inspector.verify.context import VerificationContext
from inspector.verify.format import STATE
from inspector.verify.result import (
    PASS,
    UNCHECKED,
    Result,
    failed,
    first_concern,
    missing,
    passed,
    stated_hash,
    unchecked,
)
from inspector.verify.shapes import CURRENT_SHAPE, STATE_SHAPE, ObjectShape

_DIFFERS = msg("The state is not what its hash says")


def check_in_bundle(case: VerificationContext, bundle: JsonObject) -> None:
    """Make all checks of a bundle's state."""
    value = object_at(bundle, "state")
    if value is None:
        for id_ in ("state.hash", "state.counts", "state.merge", "state.bounds"):
            case.add(missing(id_, "/state"))
        return
    current = object_at(value, "current") or {}
    case.write_payloads(entry.value for entry in entries(current, "/state/current"))
    hashed = STATE.hashed(value)
    computed = case.digest(hashed)
    case.add(state_hash(value, computed, "/state"))
    case.add(counts(value, "/state"))
    merge_result = merged(case, bundle, hashed, computed)
    case.add(merge_result)
    case.is_state_merged = merge_result.status is PASS
    if merge_result.status is UNCHECKED:
        from inspector.verify.state_bounds import StateBounds  # noqa: PLC0415 - most are merged

        case.add(StateBounds(case, bundle, value).result())


def state_hash(value: JsonObject, computed: str, path: str) -> Result:
    """state.hash: state_sha256 is the hash of the state without it."""
    return stated_hash("state.hash", value, STATE_HASH, path, computed, differs=_DIFFERS)


def counts(value: JsonObject, path: str) -> Result:
    """state.counts: each count is the length of the list that it counts, or is possible under some
    rule.

    event_count is not counted in the state; ``state_bounds`` compares it with the events.
    """
    return first_concern(_counts(value, path), passed("state.counts", path))


_COUNTED = (
    ("invalid_event_count", "invalid_events"),
    ("equivocation_count", "equivocations"),
)


def _counts(value: JsonObject, path: str) -> Iterator[Result]:
    for name, list_ in _COUNTED:
        place, items = f"{path}/{name}", value.get(list_)
        if name not in value:
            yield missing("state.counts", place)
        elif not isinstance(items, list):
            yield missing("state.counts", f"{path}/{list_}")
        elif count_at(value, name) != len(items):
            detail = msg("{} is not the number of what it counts", name)
            yield failed("state.counts", place, detail, len(items), value[name])
    yield from _valid_events(value, path)


def _valid_events(value: JsonObject, path: str) -> Iterator[Result]:
    """An event of an unknown type may be valid although nothing shows that it was applied."""
    place = f"{path}/valid_event_count"
    for name in ("event_count", "valid_event_count"):
        if name not in value:
            yield missing("state.counts", f"{path}/{name}")
            return
    valid, applied = count_at(value, "valid_event_count"), len(list_at(value, "applied_event_ids"))
    most = (count_at(value, "event_count") or 0) - len(list_at(value, "invalid_events"))
    if valid is not None and applied < valid <= most:
        detail = msg("the state counts valid events that it does not show, by a rule not known")
        yield unchecked("state.counts", place, detail, applied, valid)
    elif valid != applied:
        detail = msg("{} is not the number of what it counts", "valid_event_count")
        yield failed("state.counts", place, detail, applied, value["valid_event_count"])


def merged(
    case: VerificationContext, bundle: JsonObject, stated: JsonObject, computed: str
) -> Result:
    """state.merge: the state recomputed from the events equals the stated one."""
    reason = not_mergeable(bundle) or unknown_rules(bundle)
    if reason is not None:
        return unchecked("state.merge", "/state", reason)
    expected = merged_state(bundle)
    if case.digest(expected) == computed:
        return passed("state.merge", "/state")
    reason = _why_open(expected, _known_part(expected, stated), stated)
    if reason is not None:
        return unchecked("state.merge", "/state", reason)
    found = first_difference(expected, stated, "/state")
    if found is None:
        return unchecked("state.merge", "/state", msg("the difference could not be found"))
    detail = msg("The state is not what the events give")
    return failed("state.merge", found.path, detail, found.left, found.right)


def _why_open(expected: JsonObject, known: JsonObject, stated: JsonObject) -> Message | None:
    """Why a state that differs from ``expected`` may still be right under a rule that is not
    known."""
    for name in ("state_type", "state_version"):
        if name in stated and stated[name] != expected[name]:
            return msg(
                "{} is not the known {}, so its rules may differ", name, Value(expected[name])
            )
    if first_difference(expected, known) is None:
        return msg("the state has members that are not known, or leaves some out")
    if not _is_reordered(expected, known):
        return None
    if first_difference(known, stated) is None:
        return msg("the state has the events in another order, whose rule is not known")
    return msg("the state has other members and another order, whose rules are not known")


def _known_part(expected: JsonObject, stated: JsonObject) -> JsonObject:
    """The state reduced to what the known rules determine.

    Members without a known rule are left out. Members that real states have and this one omits are
    taken from ``expected``; the checks that need them are not made.
    """
    part = _known_members(expected, stated, STATE_SHAPE)
    current, wanted = object_at(stated, "current"), object_at(expected, "current")
    if current is not None and wanted is not None:
        part["current"] = _known_entries(_known_members(wanted, current, CURRENT_SHAPE))
    return part


def _known_entries(current: JsonObject) -> JsonObject:
    return {
        name: [_known_entry(item) for item in value]
        if name in TYPES_BY_LIST and isinstance(value, list)
        else _known_entry(value)
        if name == RECORD_CREATED
        else value
        for name, value in current.items()
    }


def _known_entry(entry: Json) -> Json:
    return entry_of(entry) if isinstance(entry, dict) else entry


def _known_members(expected: JsonObject, stated: JsonObject, shape: ObjectShape) -> JsonObject:
    known = {name: value for name, value in stated.items() if name in shape.members}
    left_out = (name for name in expected if name not in known and name not in shape.required)
    # Entries would be left out together with what they say.
    return known | {
        name: expected[name] for name in left_out if name not in TYPES_BY_LIST or not expected[name]
    }


def _is_reordered(expected: JsonObject, stated: JsonObject) -> bool:
    """Whether the state differs from the expected one only in the order of its events."""
    from inspector.verify.state_history import ids_in  # noqa: PLC0415 - most are the expected one

    ids = "applied_event_ids"
    one, other = ids_in(expected.get(ids)), ids_in(stated.get(ids))
    if Counter(one) != Counter(other):
        return False
    rows = {event_id: row for row, event_id in enumerate(one)}
    current, own = object_at(stated, "current") or {}, object_at(expected, "current") or {}
    sorted_lists: JsonObject = {
        name: _in_order(items, rows) for name, items in current.items() if name in LISTS.values()
    }
    reordered: JsonObject = {**stated, ids: expected[ids], "current": {**current, **sorted_lists}}
    return first_difference({**expected, "current": own}, reordered) is None


def _in_order(items: Json, rows: dict[str, int]) -> Json:
    if not isinstance(items, list):
        return items
    return sorted(items, key=lambda item: rows.get(text_at(item, "event_id") or "", -1))


# --- a state on its own -----------------------------------------------------------------------


def check_alone(case: VerificationContext, value: JsonObject, found: list[StateEntry]) -> None:
    """Make all checks of a state that is a document of its own; ``found`` are its entries."""
    from inspector.verify.state_bounds import bounds_alone  # noqa: PLC0415 - bundles need neither
    from inspector.verify.state_history import History  # noqa: PLC0415

    computed = case.digest(STATE.hashed(value))
    case.add(state_hash(value, computed, ""))
    case.add(counts(value, ""))
    current = object_at(value, "current") or {}
    history = History(value, case.digest, case.write)
    for entry in found:
        case.add(history.event_id(entry))
    case.extend(history.forks)
    case.add(merged_alone(current))
    case.add(bounds_alone(value, current, found))


def merged_alone(current: JsonObject) -> Result:
    """state.merge of a state on its own: its record equals the one in its record_created entry."""
    created = object_in(current, RECORD_CREATED, "payload") or {}
    for holder, path in ((created, f"/current/{RECORD_CREATED}/payload"), (current, "/current")):
        if "canonical_record" not in holder:
            return missing("state.merge", path + "/canonical_record")
    one, other = created["canonical_record"], current["canonical_record"]
    different = first_difference(one, other, "/current/canonical_record")
    if different is not None:
        detail = msg("The state's record is not the one that its record_created entry holds")
        return failed("state.merge", different.path, detail, different.left, different.right)
    detail = msg("The state's record is the one that its record_created entry holds")
    return Result("state.merge", "/current/canonical_record", PASS, one, other, detail)
