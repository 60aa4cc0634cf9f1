"""The state: what the events add up to. On its own only a hash, no signature, stands for it.

Where the merge rule is not known, ``bounds`` holds what is so under every rule.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from inspector.document.access import count_at, list_at, object_at, object_in, text_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.merge.difference import first_difference
from inspector.merge.rebuild import StateEntry, entries, rebuild
from inspector.merge.state import (
    KNOWN_TYPES,
    LISTS,
    MERGE_VERSION,
    RECORD_CREATED,
    SEEN_TYPES,
    STATE_HASH,
    entry_of,
    merge,
    not_mergeable,
    unknown_rules,
    unknown_version,
)
from inspector.messages import Message, Value, msg
from inspector.verify.context import VerificationContext
from inspector.verify.format import EVENT, STATE
from inspector.verify.result import (
    PASS,
    UNCHECKED,
    Result,
    failed,
    first_concern,
    hash_differs,
    missing,
    passed,
    unchecked,
)
from inspector.verify.shapes import CURRENT
from inspector.verify.shapes import ENTRY as ENTRY_SHAPE
from inspector.verify.shapes import STATE as STATE_SHAPE

_PREFIX = "sha256:"
_MOST_ATTEMPTS = 200_000
"""Hashes that are tried, over all entries of a state, to find the event that an entry was."""
_NEAR = 8
"""So many events before an entry are tried for each entry, whatever was tried before."""
_MOST_PAIRED = 64
"""In a state of more events prev_event and supersedes are not tried together."""
_MOST_TEXTS = 10_000
"""Strings of one entry of equivocations or invalid_events that are looked through for event ids."""
_DIFFERS = msg("The state is not what its hash says")


def check_in_bundle(case: VerificationContext, bundle: JsonObject) -> None:
    """All checks of a bundle's own state."""
    value = object_at(bundle, "state")
    if value is None:
        for id_ in ("state.hash", "state.counts", "state.merge", "state.bounds"):
            case.add(missing(id_, "/state"))
        return
    hashed = STATE.hashed(value)
    computed = case.digest(hashed)
    case.add(state_hash(value, computed, "/state"))
    case.add(counts(value, "/state"))
    merge_result = merged(case, bundle, hashed, computed)
    case.add(merge_result)
    case.is_state_merged = merge_result.status is PASS
    if merge_result.status is UNCHECKED:
        case.add(_Bounds(case, bundle, value).result())


def state_hash(value: JsonObject, computed: str, path: str) -> Result:
    """state.hash: state_sha256 is the hash of the state without it."""
    place, stated = f"{path}/{STATE_HASH}", value.get(STATE_HASH)
    if STATE_HASH not in value:
        return missing("state.hash", place)
    if stated != computed:
        return hash_differs("state.hash", place, _DIFFERS, stated, computed)
    return passed("state.hash", place, stated, computed)


def counts(value: JsonObject, path: str) -> Result:
    """state.counts: each count is the length of the list it counts, or may be by some rule.

    event_count is not counted in the state; ``bounds`` holds it against the events.
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
    """An event whose type is not known may be valid, though nothing shows that it was applied."""
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
    """state.merge: the state recomputed from the events is the stated one."""
    reason = not_mergeable(bundle) or unknown_version(bundle)
    if reason is not None:
        return unchecked("state.merge", "/state", reason)
    expected = merge(bundle)
    if case.digest(expected) == computed:
        return passed("state.merge", "/state")
    reason = unknown_rules(bundle)
    if reason is None and _is_reordered(expected, stated):
        reason = msg("the state has the events in another order, whose rule is not known")
    if reason is not None:
        return unchecked("state.merge", "/state", reason)
    found = first_difference(expected, stated, "/state")
    if found is None:
        return unchecked("state.merge", "/state", msg("the difference could not be found"))
    detail = msg("The state is not what the events give")
    return failed("state.merge", found.path, detail, found.left, found.right)


def _is_reordered(expected: JsonObject, stated: JsonObject) -> bool:
    """Whether the state is the expected one but for the order in which it has the events."""
    ids = "applied_event_ids"
    one, other = _ids(expected.get(ids)), _ids(stated.get(ids))
    if Counter(one) != Counter(other):
        return False
    rows = {event_id: row for row, event_id in enumerate(one)}
    current, own = object_at(stated, "current") or {}, object_at(expected, "current") or {}
    sorted_lists: JsonObject = {
        name: _in_order(items, rows) for name, items in current.items() if name in LISTS.values()
    }
    reordered: JsonObject = {**stated, ids: expected[ids], "current": {**current, **sorted_lists}}
    return first_difference({**expected, "current": own}, reordered) is None


def _ids(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _in_order(items: Json, rows: dict[str, int]) -> Json:
    if not isinstance(items, list):
        return items
    return sorted(items, key=lambda item: rows.get(text_at(item, "event_id") or "", -1))


# --- what holds under every rule --------------------------------------------------------------


class _Bounds:
    """state.bounds: what holds of a state in a bundle under every merge rule.

    Its number, aliases, record and merge version are the bundle's; the ids that it applies are
    events of the bundle; each entry is the event of its id; no entry without an event.
    """

    def __init__(self, case: VerificationContext, bundle: JsonObject, state: JsonObject) -> None:
        self._case = case
        self._bundle = bundle
        self._state = state
        self._current = object_at(state, "current") or {}
        self._events: dict[str, JsonObject] = {}
        self._order: list[str] = []
        self._superseded: set[str] = set()
        for event in list_at(bundle, "events"):
            if isinstance(event, dict) and (event_id := text_at(event, "event_id")) is not None:
                self._events.setdefault(event_id, event)
                self._order.append(event_id)
                self._superseded.update(_ids(event.get("supersedes")))
        self._applied = _ids(state.get("applied_event_ids"))
        self._found = list(entries(self._current, "/state/current"))

    def result(self) -> Result:
        """The first that fails, else the first that could not be decided, else a pass."""
        return first_concern(self._concerns(), passed("state.bounds", "/state"))

    def _concerns(self) -> Iterator[Result]:
        yield from self._repeated()
        yield from self._applied_events()
        yield from self._entries()
        yield from self._listed()
        yield from self._numbers()
        yield from self._order_of_events()
        yield from self._unknown()

    def _repeated(self) -> Iterator[Result]:
        """What the state repeats of the bundle."""
        pairs = [
            (self._bundle, "/pith_number", self._state, "/state/pith_number"),
            (self._bundle, "/merge_version", self._state, "/state/merge_version"),
            (self._bundle, "/source_aliases", self._current, "/state/current/source_aliases"),
            (self._bundle, "/canonical_record", self._current, "/state/current/canonical_record"),
        ]
        for bundle, original, holder, path in pairs:
            name = path.rpartition("/")[2]
            if name not in holder or name not in bundle:
                yield missing("state.bounds", path if name not in holder else original)
                continue
            different = first_difference(bundle[name], holder[name], path)
            if different is not None:
                detail = msg("{} is not that of the bundle", name)
                yield self._fails(different.path, detail, different.left, different.right)

    def _applied_events(self) -> Iterator[Result]:
        seen: set[str] = set()
        for row, event_id in enumerate(list_at(self._state, "applied_event_ids")):
            path = f"/state/applied_event_ids/{row}"
            if not isinstance(event_id, str) or event_id not in self._events:
                detail = msg("The state applies an event that is not in the bundle")
                yield self._fails(path, detail, None, event_id)
            elif event_id in seen:
                detail = msg("The state applies an event twice")
                yield self._fails(path, detail, None, event_id)
            else:
                seen.add(event_id)

    def _entries(self) -> Iterator[Result]:
        """Each entry is the event of its id, and each applied event has its entry."""
        applied, shown = set(self._applied), set()
        for entry in self._found:
            event_id = text_at(entry.value, "event_id") or ""
            event, path = self._events.get(event_id), entry.path
            if event is None:
                detail = msg("The entry is no event of the bundle")
                yield self._fails(join(path, "event_id"), detail, None, event_id)
                continue
            if event.get("event_type") != entry.event_type:
                detail = msg("The entry's event is of another type")
                yield self._fails(path, detail, event.get("event_type"), entry.event_type)
            for name in entry.value:
                if name not in ENTRY_SHAPE.members:
                    detail = msg("the entry has a member that is not known, {}", Value(name))
                    yield unchecked("state.bounds", join(path, name), detail)
            different = first_difference(entry_of(event), entry_of(entry.value), path)
            if different is not None:
                detail = msg("The entry is not the event of its id")
                yield self._fails(different.path, detail, different.left, different.right)
            if event_id in shown:
                detail = msg("The entry stands in the state twice")
                yield self._fails(join(path, "event_id"), detail, None, event_id)
            elif event_id not in applied:
                detail = msg("the state shows an event that it does not name as applied")
                yield unchecked("state.bounds", join(path, "event_id"), detail)
            shown.add(event_id)
        for event_id in self._applied:
            if event_id in shown or event_id not in self._events:
                continue
            type_ = self._events[event_id].get("event_type")
            if isinstance(type_, str) and type_ in KNOWN_TYPES and event_id not in self._superseded:
                detail = msg("The state applies event {} and does not show it", Value(event_id))
                yield self._fails("/state/current", detail, event_id)

    def _listed(self) -> Iterator[Result]:
        """What the state says of conflicts and of invalid events names events of the bundle."""
        for name in ("equivocations", "invalid_events"):
            for row, item in enumerate(list_at(self._state, name)):
                path = f"/state/{name}/{row}"
                named = set(_event_ids(item))
                if not named or not named <= self._events.keys():
                    detail = msg("It names no event of the bundle, or one that is not in it")
                    yield self._fails(path, detail, None, item)
                else:
                    detail = msg("the rules for invalid and conflicting events are not known")
                    yield unchecked("state.bounds", path, detail)

    def _numbers(self) -> Iterator[Result]:
        count, path = count_at(self._state, "event_count"), "/state/event_count"
        if count is None:
            yield missing("state.bounds", path)
            return
        told = len(self._applied) + len(list_at(self._state, "invalid_events"))
        most = len(list_at(self._bundle, "events"))
        if not told <= count <= most:
            detail = msg("event_count is less than the state names or more than the bundle has")
            yield self._fails(path, detail, most, count)
        listed = {*self._applied}
        for item in list_at(self._state, "invalid_events"):
            listed.update(_event_ids(item))
        for row, event in enumerate(list_at(self._bundle, "events")):
            if not isinstance(event, dict):
                continue
            type_, event_id = event.get("event_type"), text_at(event, "event_id")
            is_known = isinstance(type_, str) and type_ in KNOWN_TYPES
            if is_known and event_id not in listed and event_id not in self._superseded:
                detail = msg("the state leaves this event out and does not say why")
                yield unchecked("state.bounds", f"/events/{row}", detail)

    def _order_of_events(self) -> Iterator[Result]:
        """The order of the bundle is the only one whose rule is known."""
        rows = {event_id: row for row, event_id in enumerate(dict.fromkeys(self._order))}
        by_list: dict[str, list[str]] = {"/state/applied_event_ids": self._applied}
        for entry in self._found:
            place = entry.path.rpartition("/")[0]
            by_list.setdefault(place, []).append(text_at(entry.value, "event_id") or "")
        for place, ids in by_list.items():
            found = [rows[event_id] for event_id in ids if event_id in rows]
            if found != sorted(found):
                detail = msg("the order of the events is another than in the bundle")
                yield unchecked("state.bounds", place, detail)

    def _unknown(self) -> Iterator[Result]:
        """Lists and members that nobody knows may say anything."""
        for value, shape, path in (
            (self._state, STATE_SHAPE, "/state"),
            (self._current, CURRENT, "/state/current"),
        ):
            for name in value:
                if name not in shape.members:
                    detail = msg("the state has a member that is not known, {}", Value(name))
                    yield unchecked("state.bounds", join(path, name), detail)
            for name in shape.members:
                if name not in value:
                    yield missing("state.bounds", join(path, name))

    def _fails(
        self, path: str, detail: Message, expected: Json = None, actual: Json = None
    ) -> Result:
        return failed("state.bounds", path, detail, expected, actual)


def _event_ids(value: Json) -> Iterator[str]:
    """Every text in ``value`` that is written like an event's id."""
    stack, seen = [value], 0
    while stack and seen < _MOST_TEXTS:
        seen += 1
        one = stack.pop()
        if isinstance(one, str) and one.startswith(_PREFIX):
            yield one
        elif isinstance(one, dict):
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)


# --- a state on its own -----------------------------------------------------------------------


def check_alone(case: VerificationContext, value: JsonObject) -> None:
    """All checks of a state that is a document of its own."""
    computed = case.digest(STATE.hashed(value))
    case.add(state_hash(value, computed, ""))
    case.add(counts(value, ""))
    current = object_at(value, "current") or {}
    found = list(entries(current, "/current"))
    history = History(case, value)
    for entry in found:
        case.add(history.event_id(entry))
    case.add(merged_alone(current))
    case.add(bounds_alone(value, current, found))


def merged_alone(current: JsonObject) -> Result:
    """state.merge of a state on its own: its record is the one that its record_created holds."""
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


def bounds_alone(value: JsonObject, current: JsonObject, found: list[StateEntry]) -> Result:
    """state.bounds of a state on its own: its entries are the events that it applies."""
    concerns = _bounds_alone(value, current, found)
    return first_concern(concerns, passed("state.bounds", ""))


def _bounds_alone(
    value: JsonObject, current: JsonObject, found: list[StateEntry]
) -> Iterator[Result]:
    stated = _ids(value.get("applied_event_ids"))
    applied, shown = set(stated), set[str]()
    for entry in found:
        event_id = text_at(entry.value, "event_id") or ""
        if event_id not in applied or event_id in shown:
            detail = msg("The entry's event is not among those that were applied, or stands twice")
            yield failed("state.bounds", entry.path + "/event_id", detail, None, event_id)
        shown.add(event_id)
    if len(applied) != len(stated):
        detail = msg("The state applies an event twice")
        yield failed("state.bounds", "/applied_event_ids", detail)
    if applied - shown:
        detail = msg("the state applies an event and does not show it, which some rule may ask for")
        yield unchecked("state.bounds", "/applied_event_ids", detail)
    count, told = (
        count_at(value, "event_count"),
        len(stated) + len(list_at(value, "invalid_events")),
    )
    if count is not None and count < told:
        detail = msg("event_count is less than the events that the state names")
        yield failed("state.bounds", "/event_count", detail, told, count)
    elif count != told:
        detail = msg("the state counts more events than it names, and their rules are not known")
        yield unchecked("state.bounds", "/event_count", detail, told, count)
    for name in ("equivocations", "invalid_events"):
        if list_at(value, name):
            detail = msg("the rules for invalid and conflicting events are not known")
            yield unchecked("state.bounds", "/" + name, detail)
    for holder, shape, path in ((value, STATE_SHAPE, ""), (current, CURRENT, "/current")):
        for name in holder:
            if name not in shape.members:
                detail = msg("the state has a member that is not known, {}", Value(name))
                yield unchecked("state.bounds", join(path, name), detail)


class Links(NamedTuple):
    """The prev_event and supersedes that an event had."""

    prev_event: str | None = None
    supersedes: tuple[str, ...] = ()


NO_LINKS = Links()


class History:
    """state.event_id: each entry of a state, rebuilt as the event that it was.

    A state drops prev_event and supersedes. Those of the other events of the state are tried: the
    event before first, since that is how a history is chained.
    """

    def __init__(self, case: VerificationContext, state: JsonObject) -> None:
        self._case = case
        self._state = state
        self._ids = list(dict.fromkeys(_ids(state.get("applied_event_ids"))))
        self._rows = {event_id: row for row, event_id in enumerate(self._ids)}
        self._left = _MOST_ATTEMPTS

    def event_id(self, entry: StateEntry) -> Result:
        """The event rebuilt from the entry has the hash that its id names."""
        place, stated = entry.path + "/event_id", text_at(entry.value, "event_id")
        if stated is None:
            return missing("state.event_id", place)
        links, computed = self.links(entry, stated)
        if links is not None:
            return passed("state.event_id", place, stated, stated)
        is_known_rule = self._state.get("merge_version") == MERGE_VERSION
        if self._left <= 0:
            detail = msg("there are too many events that this one could have named")
        elif entry.event_type in SEEN_TYPES and is_known_rule:
            detail = msg(
                "The event rebuilt from this entry does not have this id: the entry, the id or "
                "the Pith Number may have been changed, or it named one that is not in this state"
            )
            return failed("state.event_id", place, detail, stated, computed)
        else:
            detail = msg(
                "the event rebuilt from this entry does not have this id; it may have named one "
                "that is not in this state"
            )
        return unchecked("state.event_id", place, detail, stated, computed)

    def links(self, entry: StateEntry, stated: str) -> tuple[Links | None, str]:
        """The links with which the entry's event has the id ``stated``, None where none do.

        Beside them the id that the event has without any.
        """
        event = EVENT.hashed(rebuild(entry, self._state.get("pith_number")))
        computed = _PREFIX + self._case.digest(event)
        if computed == stated:
            return NO_LINKS, computed
        written = _Rewritten(self._case, event)
        for links in self._candidates(stated):
            if _PREFIX + written.digest(links) == stated:
                return links, computed
        return None, computed

    def _candidates(self, stated: str) -> Iterator[Links]:
        row = self._rows.get(stated, len(self._ids))
        near = [*self._ids[max(0, row - _NEAR) : row]][::-1]
        yield from (Links(previous) for previous in near)
        if self._left <= 0:
            return
        others = [*self._ids[:row], *self._ids[row + 1 :]]
        wide: list[Iterator[Links]] = [
            (Links(previous) for previous in others),
            (Links(None, (one,)) for one in others),
        ]
        if len(others) <= _MOST_PAIRED:
            wide.append(Links(previous, (one,)) for previous in others for one in others)
        for links in chain.from_iterable(wide):
            if self._left <= 0:
                return
            self._left -= 1
            yield links


class _Rewritten:
    """An event whose hash is asked for with many values of prev_event and supersedes.

    What is written before and between the two members is written and hashed once.
    """

    def __init__(self, case: VerificationContext, event: JsonObject) -> None:
        self._write = case.write
        before = {name: member for name, member in event.items() if name < "prev_event"}
        between = {
            name: member for name, member in event.items() if "prev_event" < name < "supersedes"
        }
        after = {name: member for name, member in event.items() if name > "supersedes"}
        self._begin = hashlib.sha256(b"{" + self._members(before))
        self._between = self._members(between)
        self._after = self._members(after).rstrip(b",") + b"}"

    def _members(self, members: JsonObject) -> bytes:
        return self._write(members)[1:-1] + b"," if members else b""

    def digest(self, links: Links) -> str:
        """The hash in hex with these links."""
        hasher = self._begin.copy()
        hasher.update(b'"prev_event":' + self._write(links.prev_event) + b",")
        hasher.update(self._between)
        hasher.update(b'"supersedes":' + self._write(list(links.supersedes)))
        hasher.update(b"," + self._after if len(self._after) > 1 else self._after)
        return hasher.hexdigest()
