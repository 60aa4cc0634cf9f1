"""Where rows stand from top to bottom while every way to a difference is open and no other branch.

A difference has one home: under the nearest entry of a group, since an entry may lie in another
one. Only the ways to these are laid out, so this costs what the differences cost.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

from inspector.compare.pairs import PairTable
from inspector.gui.compare.differences import Differences, ways_to
from inspector.gui.document.rows import Outline, entry_of, is_group, key_of, node_of


class Stretch(NamedTuple):
    """Rows from ``begin`` up to ``end``: one row with all that is open below it."""

    begin: int
    end: int


class _Opened(NamedTuple):
    """The children of a branch below which some row is open, and beside each how many rows are
    open below those before it; then how many below all."""

    children: list[int]
    before: "array[int]"

    def rows_before(self, child: int) -> int:
        return self.before[bisect_left(self.children, child)]


class Expanse:
    """The rows of a comparison as one list, in which every group and every pair has a place."""

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
        """How many rows there are."""
        return self._begins[-1]

    def home(self, pair: int) -> int | None:
        """The key of the row of ``pair``; None for one that lies under no entry."""
        for place in (pair, *self._pairs.ancestors(pair)):
            if (entry := self._homes.get(place)) is not None:
                return key_of(entry, pair)
        return None

    def stretch(self, key: int) -> Stretch:
        """Where the row ``key`` stands, be it a group, an entry or a pair below one."""
        if is_group(key):
            return Stretch(self._begins[key], self._begins[key + 1])
        entry, pair = entry_of(key), node_of(key)
        group = self._outline.group_of(entry)
        if self._groups[group] is None:
            return Stretch(self._begins[group], self._begins[group] + 1)
        begin = self._begin_of_entry(group, entry)
        top = self._outline.node(entry)
        way = [pair]
        while way[-1] != top:
            way.append(self._pairs.parent(way[-1]))
        place = way.pop()
        while self._is_open(place, entry):
            if not way:
                return Stretch(begin, begin + 1 + self._rows_below(place))
            child = way.pop()
            begin += self._rows_to_child(place, child)
            place = child
        return Stretch(begin, begin + 1)

    def walk(self) -> Iterator[tuple[int, int]]:
        """The keys of the differences from top to bottom, each with the number of its row."""
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
        ways = ways_to(self._pairs, shown, self._homes)
        # A child has a greater number than its parent, so that it is laid out before.
        for pair in sorted(ways, reverse=True):
            children = ways[pair]
            self._opened[pair] = _Opened(children, _sums(map(self._rows_below, children)))

    def _open_group(self, group: int) -> _Opened | None:
        """None where no difference is at home."""
        entries = self._own_entries(group)
        below = (self._rows_below(self._outline.node(entry)) for entry in entries)
        return _Opened(entries, _sums(below)) if entries else None

    def _own_entries(self, group: int) -> list[int]:
        """The entries of ``group`` in which differences are at home."""
        found = []
        for entry in self._differences.entries(group):
            pair = self._outline.node(entry)
            if self._homes[pair] == entry and (pair in self._opened or self._is_difference(pair)):
                found.append(entry)
        return found

    def _is_open(self, pair: int, entry: int) -> bool:
        """Whether ``pair`` is open as seen from ``entry``, in which another entry is closed."""
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
        """From the row of an open ``pair`` down to that of its child."""
        return 1 + self._pairs.row(child) + self._opened[pair].rows_before(child)


def _homes(outline: Outline[PairTable]) -> dict[int, int]:
    """For each pair that is an entry its number; of one that is several the first."""
    pairs = list(chain.from_iterable(group.entries for group in outline.groups))
    return dict(zip(reversed(pairs), range(len(pairs) - 1, -1, -1), strict=True))


def _sums(numbers: Iterable[int]) -> "array[int]":
    return array("I", accumulate(numbers, initial=0))
