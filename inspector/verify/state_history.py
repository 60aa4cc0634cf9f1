"""state.event_id: each entry of a state, rebuilt as the event that it was."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import chain

from inspector.document.canonical import Serializer
from inspector.document.identifiers import EVENT_ID_PREFIX
from inspector.document.json_types import Json, JsonObject, text_at
from inspector.merge.state import (
    MERGE_VERSION,
    SEEN_TYPES,
    StateEntry,
    entry_of,
    rebuild,
)
from inspector.messages import msg
from inspector.named_tuple import NamedTuple
from inspector.verify.format import ENTRY, EVENT
from inspector.verify.result import (
    Result,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)

_MOST_ATTEMPTS = 200_000
"""The limit on hashes tried for all entries of a state."""
_SHORT = 5_000
"""Most events have fewer bytes to hash per attempt; an attempt with more counts accordingly."""
_LONGEST_NAME = 1_000
"""A longer Pith Number or id is invalid and left out, since each attempt would hash it again."""
_NEAR = 8
"""The number of preceding events that are always tried for an entry."""
_MOST_PAIRED = 64
"""In a state with more events, prev_event and supersedes are not tried together."""
_MOST_TEXTS = 10_000
"""The limit on texts in an object that are searched for event ids."""
_NOT_HASHED = ENTRY.left_out - {"event_id"}
"""Members with which an entry would say what its event has elsewhere."""


def ids_in(value: Json) -> list[str]:
    """The texts of a list that have the form of an event id."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def named_ids(value: Json) -> Iterator[str]:
    """Every text and every name in ``value`` that has the form of an event id."""
    stack, seen = [value], 0
    while stack and seen < _MOST_TEXTS:
        seen += 1
        one = stack.pop()
        if isinstance(one, str) and one.startswith(EVENT_ID_PREFIX):
            yield one
        elif isinstance(one, dict):
            stack.extend((*one, *one.values()))
        elif isinstance(one, list):
            stack.extend(one)


class Links(NamedTuple):
    """The prev_event and supersedes of an event."""

    prev_event: str | None = None
    supersedes: tuple[str, ...] = ()


NO_LINKS = Links()


class History:
    """state.event_id: rebuilds the event that each entry of a state was.

    A state drops prev_event and supersedes, so the ids of its other events are tried; the preceding
    event first, since histories are usually chained. Events that the state names as invalid or in
    conflict are among them.
    """

    def __init__(self, state: JsonObject, digest: Callable[[Json], str], write: Serializer) -> None:
        self._state = state
        self._digest = digest
        self._write = write
        number = state.get("pith_number")
        is_long = isinstance(number, (dict, list)) or len(str(number)) > _LONGEST_NAME
        self._number = None if is_long else number
        set_aside = (named_ids(state.get(name)) for name in ("invalid_events", "equivocations"))
        ids = dict.fromkeys(chain(ids_in(state.get("applied_event_ids")), *set_aside))
        self._ids = [one for one in ids if len(one) <= _LONGEST_NAME]
        self._rows = {event_id: row for row, event_id in enumerate(self._ids)}
        self._left = _MOST_ATTEMPTS
        self._followed: dict[str, str] = {}
        self.forks: list[Result] = []
        """A warning of event.links for each entry whose event has the same prev_event as that of an
        entry before it."""

    def event_id(self, entry: StateEntry) -> Result:
        """The result for one entry: the event rebuilt from it has the hash that its id states."""
        place, stated = entry.path + "/event_id", text_at(entry.value, "event_id")
        if stated is None:
            return missing("state.event_id", place)
        links, computed = self.links(entry, stated)
        if links is not None and links.prev_event is not None:
            self._note_fork(place, links.prev_event, stated)
        if links is not None and _NOT_HASHED.isdisjoint(entry.value):
            return passed("state.event_id", place, stated, stated)
        is_known_rule = self._state.get("merge_version") == MERGE_VERSION
        known = entry._replace(value=entry_of(entry.value))
        if len(known.value) < len(entry.value) and self.links(known, stated)[0] is not None:
            detail = msg(
                "this entry has members that are not known; without them it is the event with "
                "this id, and nothing shows whether they belong to it"
            )
        elif self._left <= 0:
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

    def _note_fork(self, place: str, previous: str, event_id: str) -> None:
        row = self._rows.get(other := self._followed.setdefault(previous, event_id))
        if other != event_id and row is not None:
            detail = msg("Event {} names the same prev_event: the history forks", row + 1)
            self.forks.append(warned("event.links", place, detail, None, previous))

    def links(self, entry: StateEntry, stated: str) -> tuple[Links | None, str]:
        """The links with which the entry's event has the id ``stated``, or None if none do.

        The second value is the id that the event has without links.
        """
        event = EVENT.hashed(rebuild(entry, self._number))
        computed = EVENT_ID_PREFIX + self._digest(event)
        if computed == stated:
            return NO_LINKS, computed
        written = _Rewritten(self._write, event)
        for links in self._candidates(stated, 1 + written.size // _SHORT):
            if EVENT_ID_PREFIX + written.digest(links) == stated:
                return links, computed
        return None, computed

    def _candidates(self, stated: str, cost: int) -> Iterator[Links]:
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
            self._left -= cost
            yield links


class _Rewritten:
    """An event that is hashed with many values of prev_event and supersedes.

    The bytes before and between the two members are serialised and hashed once.
    """

    def __init__(self, write: Serializer, event: JsonObject) -> None:
        self._write = write
        before = {name: member for name, member in event.items() if name < "prev_event"}
        between = {
            name: member for name, member in event.items() if "prev_event" < name < "supersedes"
        }
        after = {name: member for name, member in event.items() if name > "supersedes"}
        self._begin = hashlib.sha256(b"{" + self._members(before))
        self._between = self._members(between)
        self._after = self._members(after).rstrip(b",") + b"}"
        self.size = len(self._between) + len(self._after)

    def _members(self, members: JsonObject) -> bytes:
        return self._write(members)[1:-1] + b"," if members else b""

    def digest(self, links: Links) -> str:
        """The SHA-256 in hex with these links."""
        hasher = self._begin.copy()
        hasher.update(b'"prev_event":' + self._write(links.prev_event) + b",")
        hasher.update(self._between)
        hasher.update(b'"supersedes":' + self._write(list(links.supersedes)))
        hasher.update(b"," + self._after if len(self._after) > 1 else self._after)
        return hasher.hexdigest()
