"""state.bounds: what holds for a state under every merge rule, in a bundle and on its own."""

from collections.abc import Iterator

from inspector.document.json_types import Json, JsonObject, count_at, list_at, object_at, text_at
from inspector.document.pointer import join
from inspector.merge.difference import first_difference
from inspector.merge.state import (
    KNOWN_TYPES,
    StateEntry,
    entries,
    entry_of,
)
from inspector.messages import Message, Value, msg
from inspector.verify.context import VerificationContext
from inspector.verify.result import (
    Result,
    failed,
    first_concern,
    missing,
    passed,
    unchecked,
)
from inspector.verify.shapes import CURRENT_SHAPE, ENTRY_SHAPE, STATE_SHAPE
from inspector.verify.state_history import ids_in, named_ids


class StateBounds:
    """state.bounds of a state in a bundle: what holds under every merge rule.

    Number, aliases, record and merge version equal the bundle's. The applied ids name events of the
    bundle. Each entry matches the event of its id, and no entry is without an event.
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
                self._superseded.update(ids_in(event.get("supersedes")))
        self._applied = ids_in(state.get("applied_event_ids"))
        self._found = list(entries(self._current, "/state/current"))

    def result(self) -> Result:
        """The first result that fails, or else the first that is unchecked, or else a pass."""
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
        """The members that the state repeats from the bundle."""
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
        """Each entry matches the event of its id, and each applied event has an entry."""
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
        """Conflicts and invalid events in the state name events of the bundle."""
        for name in ("equivocations", "invalid_events"):
            for row, item in enumerate(list_at(self._state, name)):
                path = f"/state/{name}/{row}"
                named = set(named_ids(item))
                if not named or not named <= self._events.keys():
                    detail = msg("It names no event of the bundle, or one that is not in it")
                    yield self._fails(path, detail, None, item)
                else:
                    detail = msg("the rules for invalid and conflicting events are not known")
                    yield unchecked("state.bounds", path, detail)

    def _numbers(self) -> Iterator[Result]:
        count, path = count_at(self._state, "event_count"), "/state/event_count"
        if count is None:
            yield _no_count(self._state, path)
            return
        told = len(self._applied) + len(list_at(self._state, "invalid_events"))
        most = len(list_at(self._bundle, "events"))
        if not told <= count <= most:
            detail = msg("event_count is less than the state names or more than the bundle has")
            yield self._fails(path, detail, most, count)
        listed = {*self._applied}
        for item in list_at(self._state, "invalid_events"):
            listed.update(named_ids(item))
        for row, event in enumerate(list_at(self._bundle, "events")):
            if not isinstance(event, dict):
                continue
            type_, event_id = event.get("event_type"), text_at(event, "event_id")
            is_known = isinstance(type_, str) and type_ in KNOWN_TYPES
            if is_known and event_id not in listed and event_id not in self._superseded:
                detail = msg("the state leaves this event out and does not say why")
                yield unchecked("state.bounds", f"/events/{row}", detail)

    def _order_of_events(self) -> Iterator[Result]:
        """Only the order of the bundle has a known merge rule."""
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
        """Lists and members that are not known may say anything."""
        for value, shape, path in (
            (self._state, STATE_SHAPE, "/state"),
            (self._current, CURRENT_SHAPE, "/state/current"),
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


# --- a state on its own -----------------------------------------------------------------------


def bounds_alone(value: JsonObject, current: JsonObject, found: list[StateEntry]) -> Result:
    """state.bounds of a state on its own: its entries are the events that it applies."""
    concerns = _bounds_alone(value, current, found)
    return first_concern(concerns, passed("state.bounds", ""))


def _bounds_alone(
    value: JsonObject, current: JsonObject, found: list[StateEntry]
) -> Iterator[Result]:
    stated = ids_in(value.get("applied_event_ids"))
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
    yield from _count_alone(value, len(stated))
    for name in ("equivocations", "invalid_events"):
        if list_at(value, name):
            detail = msg("the rules for invalid and conflicting events are not known")
            yield unchecked("state.bounds", "/" + name, detail)
    for holder, shape, path in ((value, STATE_SHAPE, ""), (current, CURRENT_SHAPE, "/current")):
        for name in holder:
            if name not in shape.members:
                detail = msg("the state has a member that is not known, {}", Value(name))
                yield unchecked("state.bounds", join(path, name), detail)


def _count_alone(value: JsonObject, applied: int) -> Iterator[Result]:
    count, told = count_at(value, "event_count"), applied + len(list_at(value, "invalid_events"))
    if count is None:
        yield _no_count(value, "/event_count")
    elif count < told:
        detail = msg("event_count is less than the events that the state names")
        yield failed("state.bounds", "/event_count", detail, told, count)
    elif count != told:
        detail = msg("the state counts more events than it names, and their rules are not known")
        yield unchecked("state.bounds", "/event_count", detail, told, count)


def _no_count(state: JsonObject, path: str) -> Result:
    if "event_count" not in state:
        return missing("state.bounds", path)
    return unchecked("state.bounds", path, msg("event_count is no whole number"))
