"""Where a document contains the same value more than once.

In a sound document these copies are equal: an event is repeated in the state, the canonical record
in event and state, aliases in both.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject, list_at, object_in, text_at, without
from inspector.document.kinds import Kind
from inspector.document.pointer import resolve, split
from inspector.errors import PointerError
from inspector.merge.state import RECORD_CREATED, StateEntry, entries, entry_of
from inspector.named_tuple import NamedTuple
from inspector.verify.format import STATE_RECORD

_MOST_CREATIONS = 4
"""The limit; a sound document has one, and each is compared with every other."""


class Copy(NamedTuple):
    """One copy: the value at ``path``. Of an event (``is_event``) only the members that a state
    keeps."""

    path: str
    value: Json
    is_event: bool = False

    def is_in(self, place: str) -> bool:
        """Whether the copy is at or under ``place``."""
        return not place or self.path == place or self.path.startswith(place + "/")


Copies: TypeAlias = tuple[Copy, ...]


class RedundancyIndex:
    """All groups of copies in a document: those of the whole document, and those of each event."""

    def __init__(self, document: Document) -> None:
        self._value = document.value
        self._few = [found for places in _shared(document) if (found := self._at(places))]
        self._events: list[list[Copies]] = []
        self._by_path: dict[str, int] = {}
        if document.kind is Kind.BUNDLE:
            for path, event, entry in _pairs(document.value):
                self._add_event(path, event, entry)

    def within(self, place: str) -> Iterator[Copies]:
        """The groups with at least one copy at or under ``place``."""
        groups: Iterable[Copies] = self._few
        if place in self._by_path:
            groups = (*groups, *self._events[self._by_path[place]])
        elif place in ("", "/state"):
            groups = chain(groups, *self._events)
        return (group for group in groups if any(copy.is_in(place) for copy in group))

    def _at(self, places: Iterable[str]) -> Copies | None:
        """The group of copies at those of ``places`` that exist; None for fewer than two."""
        found = []
        for place in places:
            try:
                found.append(Copy(place, resolve(self._value, place)))
            except PointerError:
                continue
        return tuple(found) if len(found) > 1 else None

    def _add_event(self, path: str, event: JsonObject, entry: StateEntry | None) -> None:
        self._by_path[path] = len(self._events)
        groups: list[Copies] = []
        if entry is not None:
            self._by_path[entry.path] = len(self._events)
            copy = Copy(path, _kept(event), is_event=True)
            groups.append((copy, Copy(entry.path, entry.value)))
        if number := self._at(("/pith_number", path + "/subject_pith_number")):
            groups.append(number)
        self._events.append(groups)


def _shared(document: Document) -> Iterator[list[str]]:
    """The places of each value that the whole document repeats, the state's last."""
    if document.kind is Kind.STATE:
        yield [f"{STATE_RECORD}/canonical_record", "/current/canonical_record"]
        return
    yield ["/source", "/graph_snapshot/source", "/canonical_record/source"]
    if document.kind is Kind.BUNDLE:
        payloads = [f"{path}/payload" for path in _creations(document.value)]
        payloads.append("/state" + STATE_RECORD)
        for name in ("canonical_record", "canonical_sha256"):
            own = [f"/{name}", *(f"{payload}/{name}" for payload in payloads)]
            yield [*own, f"/state/current/{name}"]
        yield ["/source_aliases", "/state/current/source_aliases"]
        yield ["/pith_number", "/state/pith_number"]


def _creations(bundle: JsonObject) -> list[str]:
    """The paths of the record_created events; of several, those that are about this record."""
    found = {
        f"/events/{index}": event.get("subject_pith_number")
        for index, event in enumerate(list_at(bundle, "events"))
        if isinstance(event, dict) and event.get("event_type") == RECORD_CREATED
    }
    number = bundle.get("pith_number")
    own = [path for path, subject in found.items() if len(found) == 1 or subject == number]
    return own[:_MOST_CREATIONS]


def _pairs(bundle: JsonObject) -> Iterator[tuple[str, JsonObject, StateEntry | None]]:
    """Each event with its path and its entry in the state, matched by id or else by position."""
    current = object_in(bundle, "state", "current") or {}
    found = [*entries(current, "/state/current")]
    by_id = {_id(entry.value): entry for entry in reversed(found)}
    events = [
        (f"/events/{index}", event)
        for index, event in enumerate(list_at(bundle, "events"))
        if isinstance(event, dict)
    ]
    ids = {_id(event) for _, event in events}
    turns: dict[str, deque[StateEntry]] = {}
    for entry in found:
        if _id(entry.value) not in ids or not _id(entry.value):
            turns.setdefault(entry.event_type, deque()).append(entry)
    for path, event in events:
        named = by_id.get(_id(event)) if _id(event) else None
        waiting = turns.get(text_at(event, "event_type") or "")
        yield path, event, named or (waiting.popleft() if waiting else None)


def _id(event: JsonObject) -> str:
    return text_at(event, "event_id") or ""


def _kept(event: JsonObject) -> JsonObject:
    """The members of ``event`` that a state keeps, the id last: it differs because another one
    does."""
    kept = entry_of(event)
    if "event_id" in kept:
        kept["event_id"] = kept.pop("event_id")
    return kept


def replaced(root: Json, copy: Copy, value: Json) -> Json:
    """``root`` with ``value`` in place of ``copy``. Values not on the path to the copy are
    shared."""
    return _replaced(root, split(copy.path), copy, value)


def _replaced(node: Json, tokens: list[str], copy: Copy, value: Json) -> Json:
    if not tokens:
        return _as_event(node, value) if copy.is_event else value
    first, rest = tokens[0], tokens[1:]
    if isinstance(node, dict):
        return {**node, first: _replaced(node[first], rest, copy, value)}
    if isinstance(node, list):
        changed = node.copy()
        changed[int(first)] = _replaced(node[int(first)], rest, copy, value)
        return changed
    return node


def _as_event(event: Json, kept: Json) -> Json:
    """``event`` with the members ``kept``, and with the content_sha256 that its id then names."""
    if not isinstance(event, dict) or not isinstance(kept, dict):
        return event
    changed = without(event, frozenset(entry_of(event))) | kept
    event_id = kept.get("event_id")
    if "content_sha256" in event and isinstance(event_id, str):
        changed["content_sha256"] = event_id.removeprefix("sha256:")
    return changed
