"""The parts of a document as the coverage names them: along the strip, and beside the bars."""

from typing import NamedTuple

from inspector.gui.document import labels
from inspector.gui.document.opened import Opened
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import clip
from inspector.tree.covers import Covers
from inspector.tree.nodes import NodeTable

_MOST_PARTS = 24
_LONGEST_NAME = 40


class Part(NamedTuple):
    """Neighbouring leaves that belong together, by their numbers, ``end`` not among them."""

    name: str
    begin: int
    end: int


class Bar(NamedTuple):
    """How many values of a group nothing covers."""

    name: str
    values: int


def parts(table: NodeTable, covers: Covers) -> tuple[Part, ...]:
    """The largest members of the document in the order of the file.

    An object that is most of the document is taken apart. The values before the first of the
    others are the document's header.
    """
    found = []
    header = 0
    for node in _members(table, covers):
        stretch = covers.stretch(node)
        if table.child_count(node):
            name = clip(labels.name_of(table, node), _LONGEST_NAME)
            found.append(Part(name, stretch.start, stretch.stop))
        elif stretch.start == header:
            header = stretch.stop
    if header:
        found.append(Part(translate("Coverage", "header"), 0, header))
    largest = sorted(found, key=lambda part: part.begin - part.end)[:_MOST_PARTS]
    return tuple(sorted(largest, key=lambda part: part.begin))


def bare_by_group(opened: Opened, covers: Covers) -> tuple[Bar, ...]:
    """The groups with values that nothing covers, most first; each value counts in its home."""
    outline, homes = opened.outline, opened.homes
    counts = [0] * len(outline.groups)
    for node in {node for group in outline.groups for node in group.entries}:
        if bare := covers.count(node, None):
            for place, change in ((node, bare), (outline.table.parent(node), -bare)):
                # Entries inside other entries are taken from these.
                if (entry := homes.entry(place)) is not None:
                    counts[outline.group_of(entry)] += change
    bars = [
        Bar(translate("Groups", group.name), count)
        for group, count in zip(outline.groups, counts, strict=True)
        if count
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.values))


def _members(table: NodeTable, covers: Covers) -> list[int]:
    """The members of the root, and in place of one that is most of it, its own."""
    most = 2 * len(covers.stretch(0)) / 3
    members = list(table.children(0))
    waiting = [0]
    for node in waiting:
        for child in table.children(node):
            if isinstance(table.value(child), dict) and len(covers.stretch(child)) > most:
                place = members.index(child)
                members[place : place + 1] = table.children(child)
                waiting.append(child)
    return members
