"""The groups in which a document is shown: Record, Events, Aliases and so on.

The entries of a group are node ids. A node may be in two groups, such as a snapshot that is also in
its event; the first group is its main one. If a member of the format is a group, the group's row
replaces the member's. A member that the format does not define is an entry by itself.
"""

from enum import StrEnum

from inspector.document.kinds import Kind
from inspector.merge.state import RECORD_CREATED, TYPES_BY_LIST
from inspector.named_tuple import NamedTuple
from inspector.tree.nodes import NodeTable


class GroupName(StrEnum):
    RECORD = "Record"
    EVENTS = "Events"
    ALIASES = "Aliases"
    SNAPSHOTS = "Snapshots"
    KEYS = "Keys"
    STATE = "State"
    LINKS = "Links"
    SIGNATURES = "Signatures"


class Group(NamedTuple):
    """One group: ``entries`` are node ids in the order in which they are shown."""

    name: GroupName
    entries: tuple[int, ...]


_HOMES = {
    "events": GroupName.EVENTS,
    "source_aliases": GroupName.ALIASES,
    "aliases": GroupName.ALIASES,
    "public_keys": GroupName.KEYS,
    "mirror_hints": GroupName.LINKS,
    "links": GroupName.LINKS,
    "agent_actions": GroupName.LINKS,
    "state": GroupName.STATE,
}
_LISTS_IN_STATE = {"source_aliases": GroupName.ALIASES} | dict.fromkeys(
    TYPES_BY_LIST, GroupName.EVENTS
)
_STATE_WORDS = ("event_count", "valid_event", "invalid_event", "equivocation", "applied", "merge")
"""Prefixes of a state's members that are about the merge, not the record."""
_STATE_NAMES = ("state_sha256", "current")


def outline(table: NodeTable, kind: Kind, root: int = 0) -> tuple[Group, ...]:
    """The groups of a document, none of them empty; every node is under at least one.

    ``root`` is the node of a document of type ``kind`` that is inside another.
    """
    groups: dict[GroupName, list[int]] = {name: [] for name in GroupName}
    for node in table.children(root):
        _place(table, node, kind, groups)
    events = _events(table, root)
    groups[GroupName.SNAPSHOTS] += _snapshots(table, events)
    groups[GroupName.SIGNATURES] += _signatures(table, events)
    return tuple(Group(name, tuple(entries)) for name, entries in groups.items() if entries)


def _place(table: NodeTable, node: int, kind: Kind, groups: dict[GroupName, list[int]]) -> None:
    name = str(table.step(node))
    value = table.value(node)
    if kind is Kind.STATE and name == "current" and isinstance(value, dict) and value:
        for child in table.children(node):
            _place_in_state(table, child, groups)
    elif kind is Kind.STATE and (name.startswith(_STATE_WORDS) or name in _STATE_NAMES):
        groups[GroupName.STATE].append(node)
    elif name in ("bundle_signature", "receipt"):
        groups[GroupName.SIGNATURES].append(node)
    elif name == "graph_snapshot":
        groups[GroupName.SNAPSHOTS].append(node)
    elif name in _HOMES and value != []:
        groups[_HOMES[name]] += _spread(table, node)
    else:  # a group that counts its rows gets no row for nothing
        groups[GroupName.RECORD].append(node)


def _place_in_state(table: NodeTable, node: int, groups: dict[GroupName, list[int]]) -> None:
    """Place a member of a state's ``current``."""
    name = str(table.step(node))
    if name == "canonical_record":
        groups[GroupName.RECORD].append(node)
    elif name == RECORD_CREATED:
        groups[GroupName.EVENTS].append(node)
    elif name in _LISTS_IN_STATE and table.child_count(node):
        groups[_LISTS_IN_STATE[name]] += _spread(table, node)
    else:
        groups[GroupName.STATE].append(node)


def _spread(table: NodeTable, node: int) -> list[int]:
    """The children of a member that is a group itself, else the node itself."""
    return list(table.children(node)) or [node]


def _member(table: NodeTable, node: int, *names: str) -> int | None:
    for name in names:
        value = table.value(node)
        if not isinstance(value, dict) or name not in value:
            return None
        node = table.first_child(node) + list(value).index(name)
    return node


def _events(table: NodeTable, root: int) -> list[int]:
    """The events of a bundle, or the entries of a state on its own that were events."""
    if (events := _member(table, root, "events")) is not None:
        return list(table.children(events)) if isinstance(table.value(events), list) else []
    current = _member(table, root, "current")
    if current is None:
        return []
    found = []
    for node in table.children(current):
        name = table.step(node)
        if name == RECORD_CREATED:
            found.append(node)
        elif name in TYPES_BY_LIST and isinstance(table.value(node), list):
            found += table.children(node)
    return found


def _snapshots(table: NodeTable, events: list[int]) -> list[int]:
    places = [_member(table, event, "payload", "graph_snapshot") for event in events]
    return [place for place in places if place is not None]


def _signatures(table: NodeTable, events: list[int]) -> list[int]:
    found = []
    for event in events:
        places = (_member(table, event, "payload", "receipt"), _member(table, event, "signature"))
        found += [place for place in places if place is not None]
    return found
