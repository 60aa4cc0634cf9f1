"""The groups in which a curator reads a document: Record, Events, Aliases and so on.

A group holds entries, each an id of the node table; a node may be an entry of two groups (a
snapshot stands in its event, too), and the first group that holds it is its home.
"""

from enum import StrEnum
from typing import NamedTuple

from inspector.document.kinds import Kind
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
    """One group: ``entries`` are node ids, in the order they are shown."""

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
_STATE_WORDS = ("event_count", "valid_event", "invalid_event", "equivocation", "applied", "merge")
"""How members of a state on its own begin that are about the merge, not about the record."""
_STATE_NAMES = ("state_sha256", "current")


def outline(table: NodeTable, kind: Kind, root: int = 0) -> tuple[Group, ...]:
    """The groups of a document, none of them empty; every node lies under at least one.

    ``root``: the node of a document of type ``kind`` that stands in another.
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
    if kind is Kind.STATE and name == "current" and table.child_count(node):
        for child in table.children(node):
            home = _home_in_state(str(table.step(child)), table.child_count(child))
            groups[home] += _spread(table, child)
    elif kind is Kind.STATE and (name.startswith(_STATE_WORDS) or name in _STATE_NAMES):
        groups[GroupName.STATE].append(node)
    elif name in ("bundle_signature", "receipt"):
        groups[GroupName.SIGNATURES].append(node)
    elif name == "graph_snapshot":
        groups[GroupName.SNAPSHOTS].append(node)
    elif table.value(node) == []:  # no row stands for nothing in a group that counts its rows
        groups[GroupName.RECORD].append(node)
    else:
        groups[_HOMES.get(name, GroupName.RECORD)] += _spread(table, node)


def _home_in_state(name: str, items: int) -> GroupName:
    if name == "canonical_record":
        return GroupName.RECORD
    if not items:  # a list of events that stands empty
        return GroupName.STATE
    return GroupName.ALIASES if name == "source_aliases" else GroupName.EVENTS


def _spread(table: NodeTable, node: int) -> list[int]:
    """The items of a list that is a group of its own, else the node itself."""
    name = table.step(node)
    if table.child_count(node) and (
        name in _HOMES or name == "graph_snapshots" or isinstance(table.value(node), list)
    ):
        return list(table.children(node))
    return [node]


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
        if table.step(node) == "record_created":
            found.append(node)
        elif isinstance(table.value(node), list):
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
