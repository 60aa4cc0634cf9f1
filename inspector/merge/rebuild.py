"""An event rebuilt from its entry in a state: the same members, with those that a state drops.

Nothing in the state tells those that are ASSUMED. ``rebuild`` takes what most events have; the
check state.event_id tries other ids of the state as well.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.access import object_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import index, join
from inspector.merge.state import LISTS, RECORD_CREATED, TYPES_BY_LIST

ASSUMED = frozenset({"prev_event", "schema_version", "supersedes"})
"""What nothing in a state says of an event that it keeps."""


class StateEntry(NamedTuple):
    """One entry of a state that was an event; ``path`` is its JSON Pointer."""

    event_type: str
    path: str
    value: JsonObject


def entries(current: JsonObject, path: str) -> Iterator[StateEntry]:
    """The entries of ``state.current`` in a fixed order: the record's creation, then the lists."""
    created = current.get(RECORD_CREATED)
    if isinstance(created, dict):
        yield StateEntry(RECORD_CREATED, join(path, RECORD_CREATED), created)
    for type_, name in LISTS.items():
        items = current.get(name)
        for row, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield StateEntry(type_, f"{path}/{name}/{row}", item)


def entry_count(state: JsonObject) -> int:
    """How many entries of a state were events, whatever its event_count states."""
    return sum(1 for _ in entries(object_at(state, "current") or {}, ""))


def entry_at(current: JsonObject, path: str, pointer: str) -> StateEntry | None:
    """The entry at ``pointer`` of the ``state.current`` at ``path``; None where there is none."""
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
    """The event's hashed members: what content_sha256, and so event_id, is the hash of."""
    event: JsonObject = {name: member for name, member in entry.value.items() if name != "event_id"}
    event |= {
        "event_type": entry.event_type,
        "subject_pith_number": pith_number,
        "supersedes": [],
        "prev_event": None,
        "schema_version": "1.0",
    }
    return event
