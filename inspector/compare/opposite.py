"""Which place of the other side lies opposite the one that a check of a report speaks of.

The report on a bundle speaks of its events and aliases; where its state is compared with a
document that is no bundle, they are looked for where the state repeats them.
"""

import re
from enum import Enum
from typing import TypeAlias

from inspector.compare.comparison import Comparison, across
from inspector.compare.side import Side
from inspector.document.access import list_at, object_at, object_in, text_at
from inspector.document.json_types import JsonObject
from inspector.document.kinds import Kind
from inspector.merge.rebuild import entries

_ITEM = re.compile(r".*/[0-9]++(?=/|\Z)", re.DOTALL)
"""A path as far as the last item of a list."""
_EVENTS = "/events/"
_ALIASES = "/source_aliases"


class Lost(Enum):
    """Why there is no such place."""

    NOT_COMPARED = "not compared"
    ALONE = "one side has it alone"


Place: TypeAlias = str | Lost


class Opposite:
    """For the paths of one report the JSON Pointers of the same places on the other side.

    The report on a computed state is that of its bundle, and so does not lead into the state. Two
    reports on bundles then still speak of the same places, by the same paths.
    """

    def __init__(self, comparison: Comparison, *, to_left: bool) -> None:
        sides = comparison.left, comparison.right
        here, there = sides[to_left], sides[not to_left]
        self._comparison, self._to_left = comparison, to_left
        self._here = here
        self._parts = [part.right if to_left else part.left for part in comparison.parts]
        is_bundle, is_other = (side.report.document is Kind.BUNDLE for side in (here, there))
        self._repeated = _repeated(here) if is_bundle and not is_other else {}
        self._leads = here.at is None and (there.at is None or not (is_bundle and is_other))
        self._holders: dict[str, Place] = {}

    def find(self, path: str) -> Place:
        """The place where such a check of the other side would stand.

        That it exists is only known of the item of a list that holds it: members have equal names
        on both sides.
        """
        place = self._find(path) if self._leads else Lost.NOT_COMPARED
        inner = None if isinstance(place, str) else self._inner(path)
        return place if inner is None else self._find(inner)

    def look(self, path: str) -> Place:
        """The same for a place itself, which both sides must have, or neither."""
        place = self._look(path) if self._leads else Lost.NOT_COMPARED
        inner = None if isinstance(place, str) else self._inner(path)
        return place if inner is None else self._look(inner)

    def _find(self, path: str) -> Place:
        match = _ITEM.match(path)
        holder = match[0] if match else ""
        if not holder and not self._comparison.is_whole:
            return self._look(path)
        if holder not in self._holders:
            self._holders[holder] = self._look(holder)
        place = self._holders[holder]
        if isinstance(place, str):
            return place + path[len(holder) :]
        # A part that is compared may lie within what is not.
        holds_part = any(part.startswith(holder + "/") for part in self._parts)
        return self._look(path) if holds_part else place

    def _look(self, path: str) -> Place:
        place = across(self._comparison, path, to_left=self._to_left)
        if place is not None:
            return place
        pairs = self._comparison.pairs
        node = self._here.table.nearest(path)[0]
        pair = pairs.of_right(node) if self._to_left else pairs.of_left(node)
        return Lost.NOT_COMPARED if pair is None else Lost.ALONE

    def _inner(self, path: str) -> str | None:
        """Where the compared state repeats what the bundle has at ``path``."""
        holder = _holder(path)
        inner = self._repeated.get(holder)
        return None if inner is None else inner + path[len(holder) :]


def _holder(path: str) -> str:
    """The event, or the list of aliases, that holds the place."""
    if path.startswith(_EVENTS):
        return _EVENTS + path[len(_EVENTS) :].partition("/")[0]
    return _ALIASES if path.startswith(_ALIASES) else ""


def _repeated(side: Side) -> dict[str, str]:
    """Where the compared state repeats the aliases and the events of the bundle, by pointer."""
    if side.at is None:
        state: JsonObject = object_at(side.document.value, "state") or {}
        ids = [text_at(event, "event_id") for event in list_at(side.document.value, "events")]
        path = "/state/current"
    else:
        state = side.document.value
        ids = [id_ for id_ in list_at(state, "applied_event_ids") if isinstance(id_, str)]
        path = "/current"
    held = entries(object_in(state, "current") or {}, path)
    places = {text_at(entry.value, "event_id"): entry.path for entry in held}
    found = {
        f"{_EVENTS}{row}": places[id_]
        for row, id_ in enumerate(ids)
        if id_ is not None and id_ in places
    }
    return found | {_ALIASES: path + _ALIASES}
