"""The rows of a comparison, computed in a worker, for its trees and the strip beside them.

The cost depends on the number of differences and group entries, not on the size of the documents.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TypeAlias

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison, grouped
from inspector.compare.pairs import PairTable
from inspector.compare.volatile import Hidden
from inspector.gui.document.rows import Outline, PrimaryRows, entry_of, is_group, key_of, node_of
from inspector.jobs.memory import collector_aside
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched, watched
from inspector.tree.outline import Group

# --- the rows that lead to a difference, and how many differences lie below a row ---------------

ChildrenByPair: TypeAlias = dict[int, list[int]]
"""For each ancestor of a difference, its children that lead to one, ascending."""


class Differences:
    """The filter for groups, entries and children at or above a difference that is not hidden."""

    def __init__(self, outline: Outline[PairTable], shown: Iterable[int], hidden: Hidden) -> None:
        """``shown`` are the differences that are not hidden."""
        self._outline = outline
        self._pairs = outline.table
        self._volatile = hidden
        self._ways = paths_to(self._pairs, shown)
        self._hidden = _hidden_below(self._pairs, hidden)
        marked = set[int]().union(*self._ways.values())
        self._entries = [
            [
                entry
                for entry, pair in zip(outline.entries(number), group.entries, strict=True)
                if pair in marked
            ]
            for number, group in enumerate(outline.groups)
        ]
        self._groups = [group for group, entries in enumerate(self._entries) if entries]
        self._counts = [
            sum(self.below(outline.node(entry)) for entry in entries) for entries in self._entries
        ]

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        """The children that lead to a difference; all children of a value that differs as a
        whole."""
        found = self._ways.get(node, ())
        return self._pairs.children(node) if not found and self.is_whole(node) else found

    def is_whole(self, pair: int) -> bool:
        """Whether ``pair`` and so everything under it differs as a whole."""
        kind = self._pairs.inside(pair) or self._pairs.kind(pair)
        return kind not in (None, ChangeKind.MOVED)

    def is_hidden(self, pair: int) -> bool:
        """Whether ``pair`` is a difference that is hidden."""
        return self._pairs.kind(pair) is not None and self._volatile.is_hidden(pair)

    def below(self, pair: int) -> int:
        """The number of differences at and under ``pair``."""
        return self._pairs.below(pair) - self._hidden.get(pair, 0)

    def deeper(self, pair: int) -> int:
        """The number of differences under ``pair``, without itself."""
        is_one = self._pairs.kind(pair) is not None and not self._volatile.is_hidden(pair)
        return self.below(pair) - is_one

    def in_group(self, group: int) -> int:
        return self._counts[group]

    def among(self, pair: int, first: int, last: int) -> int:
        """The number of differences at and under the children of ``pair`` from ``first`` to
        ``last``."""
        return sum(map(self.below, _between(self.children(pair), first, last)))

    def among_entries(self, group: int, first: int, last: int) -> int:
        """The number of differences at and under the entries ``first`` to ``last`` of ``group``."""
        entries = _between(self.entries(group), first, last)
        return sum(self.below(self._outline.node(entry)) for entry in entries)


def paths_to(
    pairs: PairTable, differences: Iterable[int], tops: Container[int] = frozenset({0})
) -> ChildrenByPair:
    """The paths down to ``differences``; each begins at the nearest pair of ``tops`` above it."""
    known: dict[int, set[int]] = {}
    for difference in differences:
        pair = difference
        while pair not in tops:
            above = pairs.parent(pair)
            children = known.setdefault(above, set())
            if pair in children:
                break
            children.add(pair)
            pair = above
    return {pair: sorted(children) for pair, children in known.items()}


def _hidden_below(pairs: PairTable, hidden: Hidden) -> dict[int, int]:
    found: dict[int, int] = {}
    for pair in filter(hidden.is_hidden, pairs.changes if hidden.count else ()):
        for place in (pair, *pairs.ancestors(pair)):
            found[place] = found.get(place, 0) + 1
    return found


def _between(members: Sequence[int], first: int, last: int) -> Sequence[int]:
    return members[bisect_left(members, first) : bisect_right(members, last)]


class RowRange(NamedTuple):
    """The rows from ``begin`` to ``end``, excluded: one row with all visible rows below it."""

    begin: int
    end: int


class _Opened(NamedTuple):
    """The children of a branch below which some row is open, with the running total of open rows.

    The last total is that of all rows below the branch.
    """

    children: list[int]
    before: "array[int]"

    def rows_before(self, child: int) -> int:
        return self.before[bisect_left(self.children, child)]


class VisualOrder:
    """The rows of a comparison as one list in which every group and pair has a position."""

    def __init__(
        self, outline: Outline[PairTable], differences: Differences, shown: Iterable[int]
    ) -> None:
        """``shown`` are the differences that are not hidden."""
        self._outline = outline
        self._pairs = outline.table
        self._differences = differences
        self._homes = _homes(outline)
        self._opened: dict[int, _Opened] = {}
        self._open(shown)
        self._groups = [self._open_group(group) for group in range(len(outline.groups))]
        self._begins = [0, *accumulate(map(self._rows_of_group, range(len(outline.groups))))]

    @property
    def total(self) -> int:
        """The number of rows."""
        return self._begins[-1]

    def home(self, pair: int) -> int | None:
        """The key of the main row of ``pair``; None if it is under no entry."""
        for place in (pair, *self._pairs.ancestors(pair)):
            if (entry := self._homes.get(place)) is not None:
                return key_of(entry, pair)
        return None

    def stretch(self, key: int) -> RowRange:
        """The position of the row ``key``, which is a group, an entry or a pair below one."""
        if is_group(key):
            return RowRange(self._begins[key], self._begins[key + 1])
        entry, pair = entry_of(key), node_of(key)
        group = self._outline.group_of(entry)
        if self._groups[group] is None:
            return RowRange(self._begins[group], self._begins[group] + 1)
        begin = self._begin_of_entry(group, entry)
        top = self._outline.node(entry)
        way = [pair]
        while way[-1] != top:
            way.append(self._pairs.parent(way[-1]))
        place = way.pop()
        while self._is_open(place, entry):
            if not way:
                return RowRange(begin, begin + 1 + self._rows_below(place))
            child = way.pop()
            begin += self._rows_to_child(place, child)
            place = child
        return RowRange(begin, begin + 1)

    def walk(self) -> Iterator[tuple[int, int]]:
        """The keys of the differences from top to bottom, each with the position of its row."""
        for group, opened in enumerate(self._groups):
            if opened is not None:
                for entry in self._own_entries(group):
                    yield from self._walk(entry, self._begin_of_entry(group, entry))

    def _walk(self, entry: int, begin: int) -> Iterator[tuple[int, int]]:
        stack = [(self._outline.node(entry), begin)]
        while stack:
            pair, row = stack.pop()
            if self._is_difference(pair):
                yield key_of(entry, pair), row
            if (opened := self._opened.get(pair)) is not None:
                stack += [
                    (child, row + self._rows_to_child(pair, child))
                    for child in reversed(opened.children)
                ]

    # --- what is open -------------------------------------------------------------------------

    def _open(self, shown: Iterable[int]) -> None:
        ways = paths_to(self._pairs, shown, self._homes)
        # a child has a greater number than its parent, so it is processed first
        for pair in sorted(ways, reverse=True):
            children = ways[pair]
            self._opened[pair] = _Opened(children, _sums(map(self._rows_below, children)))

    def _open_group(self, group: int) -> _Opened | None:
        """None if no difference has its main row in the group."""
        entries = self._own_entries(group)
        below = (self._rows_below(self._outline.node(entry)) for entry in entries)
        return _Opened(entries, _sums(below)) if entries else None

    def _own_entries(self, group: int) -> list[int]:
        """The entries of ``group`` that contain main rows of differences."""
        found = []
        for entry in self._differences.entries(group):
            pair = self._outline.node(entry)
            if self._homes[pair] == entry and (pair in self._opened or self._is_difference(pair)):
                found.append(entry)
        return found

    def _is_open(self, pair: int, entry: int) -> bool:
        """Whether ``pair`` is expanded as seen from ``entry``, in which other entries are
        collapsed."""
        return pair in self._opened and self._homes.get(pair, entry) == entry

    def _is_difference(self, pair: int) -> bool:
        return self._pairs.kind(pair) is not None and not self._differences.is_hidden(pair)

    # --- counting rows ------------------------------------------------------------------------

    def _rows_below(self, pair: int) -> int:
        opened = self._opened.get(pair)
        return 0 if opened is None else self._pairs.child_count(pair) + opened.before[-1]

    def _rows_of_group(self, group: int) -> int:
        opened = self._groups[group]
        return 1 if opened is None else 1 + len(self._outline.entries(group)) + opened.before[-1]

    def _begin_of_entry(self, group: int, entry: int) -> int:
        opened = self._groups[group]
        before = 0 if opened is None else opened.rows_before(entry)
        return self._begins[group] + 1 + entry - self._outline.entries(group).start + before

    def _rows_to_child(self, pair: int, child: int) -> int:
        """The number of rows from an expanded ``pair`` down to its child."""
        return 1 + self._pairs.row(child) + self._opened[pair].rows_before(child)


def _homes(outline: Outline[PairTable]) -> dict[int, int]:
    """The entry number of each pair that is an entry; the first one if it is several."""
    pairs = list(chain.from_iterable(group.entries for group in outline.groups))
    return dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))


def _sums(numbers: Iterable[int]) -> "array[int]":
    return array("I", accumulate(numbers, initial=0))


_STAGE = Progress("laying out the rows", 0, 0)
_WIDE = 10_000
"""Laying out a value with more children takes too long when it is expanded."""


@dataclass(frozen=True, slots=True)
class ComparisonTree:
    """The rows of a comparison.

    ``keys`` are the rows of the differences that are not hidden, from top to bottom. ``places`` has
    their positions in ``visual_order``, ``by_kind`` the same by kind of change. ``numbers`` is the
    index in ``keys`` of a difference by its pair. ``sides`` are the groups of the left and of the
    right, as nodes.
    """

    comparison: Comparison
    hidden: Hidden
    outline: Outline[PairTable]
    primary_rows: PrimaryRows
    differences: Differences
    visual_order: VisualOrder
    keys: "array[int]"
    places: "array[int]"
    by_kind: "dict[ChangeKind, array[int]]"
    numbers: dict[int, int]
    sides: tuple[tuple[Group, ...], tuple[Group, ...]]

    def key(self, pair: int) -> int:
        """The row of any pair: under the nearest entry, or its group's row if it has none."""
        home = self.visual_order.home(pair)
        return self.primary_rows.key(pair) if home is None else home

    def following(self, row: int, *, forward: bool) -> int:
        """The number of the next or previous difference from ``row``; out of range if there is
        none."""
        return bisect_right(self.places, row) if forward else bisect_left(self.places, row) - 1

    def nearest(self, row: float) -> int:
        """The number of the difference nearest to ``row``. There must be one."""
        after = min(bisect_left(self.places, row), len(self.places) - 1)
        before = max(0, after - 1)
        return min(before, after, key=lambda number: abs(self.places[number] - row))


@collector_aside()
def lay_out(
    comparison: Comparison, hidden: Hidden, checkpoint: Checkpoint = unwatched
) -> ComparisonTree:
    """The rows of ``comparison``; changes in ``hidden`` are not among the differences to step
    through.

    Raises CancelledError.
    """
    pairs = comparison.pairs
    _lay_out_wide(comparison, checkpoint)
    outline = Outline(pairs, grouped(comparison))
    shown = [pair for pair in pairs.changes if not hidden.is_hidden(pair)]
    differences = Differences(outline, watched(shown, checkpoint, _STAGE), hidden)
    visual_order = VisualOrder(outline, differences, watched(shown, checkpoint, _STAGE))
    keys, places, numbers = array("q"), array("I"), dict[int, int]()
    by_kind = {kind: array("I") for kind in ChangeKind}
    for number, (key, place) in enumerate(watched(visual_order.walk(), checkpoint, _STAGE)):
        pair = node_of(key)
        keys.append(key)
        places.append(place)
        numbers[pair] = number
        if (kind := pairs.kind(pair)) is not None:
            by_kind[kind].append(place)
    return ComparisonTree(
        comparison,
        hidden,
        outline,
        PrimaryRows(outline),
        differences,
        visual_order,
        keys,
        places,
        by_kind,
        numbers,
        _sides(outline),
    )


def _lay_out_wide(comparison: Comparison, checkpoint: Checkpoint) -> None:
    pairs = comparison.pairs
    for table, pair_of in (
        (comparison.left.table, pairs.of_left),
        (comparison.right.table, pairs.of_right),
    ):
        checkpoint(_STAGE)
        for node in [node for node, first, end in table.branches() if end - first > _WIDE]:
            if (pair := pair_of(node)) is not None:
                pairs.children(pair)


def _sides(outline: Outline[PairTable]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    left, right = (
        tuple(_on_side(group, node) for group in outline.groups)
        for node in (outline.table.left, outline.table.right)
    )
    return left, right


def _on_side(group: Group, node: Callable[[int], int]) -> Group:
    return Group(group.name, tuple(one for one in map(node, group.entries) if one != ABSENT))
