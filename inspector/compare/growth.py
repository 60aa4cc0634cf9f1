"""How the tree of pairs grows, level by level: members by name, items by what they are.

Two values are the same where their canonical JSON is: 1 and 1.0 are equal numbers and two values.
Work is linear in the number of values; loops over single values are left to C where they can be.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import repeat
from typing import Final, NamedTuple

from inspector.compare.alignment import Alignment, align, align_equal
from inspector.compare.pairs import (
    ABSENT,
    ADDED,
    CHANGED,
    CODES,
    INSIDE,
    KIND_BITS,
    MOVED,
    REMOVED,
    TWIN,
    Columns,
    MatchedBy,
    PairTable,
)
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_STRETCH = 10_000
_BY_NAME, _BY_DOCUMENT = CODES[MatchedBy.NAME], CODES[MatchedBy.DOCUMENT]


class _Nothing:
    """The value of a gap; unlike null it equals nothing of JSON."""


_NOTHING: Final = _Nothing()


class Roots(NamedTuple):
    """The nodes that are compared with each other, a pair for each part."""

    left: list[int]
    right: list[int]


def grow(
    left: NodeTable,
    right: NodeTable,
    roots: Roots,
    *,
    same_record: bool,
    checkpoint: Checkpoint = unwatched,
) -> PairTable:
    """The pairs of ``roots`` and of everything below. Raises what ``checkpoint`` raises."""
    growth = _Growth(left, right, same_record=same_record, checkpoint=checkpoint)
    columns = growth.grow(roots)
    checkpoint(Progress("counting the differences", 0, 0))
    return PairTable(columns, len(left), len(right))


class _Growth:
    """Fills the columns of one table of pairs."""

    def __init__(
        self, left: NodeTable, right: NodeTable, *, same_record: bool, checkpoint: Checkpoint
    ) -> None:
        self._tables = left, right
        # A gap's node is -1, so its value is found at the end.
        self._values: tuple[list[Json | _Nothing], list[Json | _Nothing]] = (
            [*left.values(), _NOTHING],
            [*right.values(), _NOTHING],
        )
        self._same_record = same_record
        self._checkpoint = checkpoint
        self._containers, self._first = array("I"), array("I")
        self._left, self._right = array("i"), array("i")
        self._flags, self._matched = bytearray(), bytearray()

    def grow(self, roots: Roots) -> Columns:
        begin = 0
        if len(roots.left) > 1:
            self._append(0, 0, _BY_DOCUMENT)
            self._begin_children(0)
            begin = 1
        for left, right in zip(*roots, strict=True):
            self._append(left, right, _BY_DOCUMENT)
        while begin < len(self._left):
            end = min(len(self._left), begin + _STRETCH)
            self._grow_stretch(begin, end)
            begin = end
            self._checkpoint(Progress("comparing", begin, 0))
        return Columns(
            self._containers, self._first, self._left, self._right, self._flags, self._matched
        )

    def _grow_stretch(self, begin: int, end: int) -> None:
        lefts, rights = self._values
        ones = [lefts[node] for node in self._left[begin:end]]
        others = [rights[node] for node in self._right[begin:end]]
        for pair, one, other in zip(range(begin, end), ones, others, strict=True):
            kind = type(one)
            if kind is str and (one is other or one == other):
                continue
            if kind is not type(other):
                self._differ(pair, one, other)
            elif isinstance(one, dict) and isinstance(other, dict):
                self._pair_members(pair, one, other)
            elif isinstance(one, list) and isinstance(other, list):
                self._pair_items(pair, one, other)
            elif one != other or (kind is float and repr(one) != repr(other)):
                self._differ(pair, one, other)

    # --- what becomes of one pair -------------------------------------------------------------

    def _differ(self, pair: int, one: Json | _Nothing, other: Json | _Nothing) -> None:
        """Values of two types, two plain values, or a value beside a gap; below it stands each
        side's own, beside gaps."""
        if one is not _NOTHING and other is not _NOTHING:
            self._flags[pair] = CHANGED
        flags = self._flags[pair] & KIND_BITS | INSIDE
        counts = [len(v) if isinstance(v, (dict, list)) else 0 for v in (one, other)]
        if any(counts):
            self._begin_children(pair)
            if counts[0]:
                self._extend(self._tables[0].children(self._left[pair]), None, flags, 0)
            if counts[1]:
                self._extend(None, self._tables[1].children(self._right[pair]), flags, 0)

    def _pair_members(self, pair: int, one: dict[str, Json], other: dict[str, Json]) -> None:
        if not one and not other:
            return
        self._begin_children(pair)
        if len(one) == len(other) and list(one) == list(other):
            self._extend(*self._children(pair), self._flags[pair] & TWIN, _BY_NAME)
            return
        places = {name: place for place, name in enumerate(other)}
        partners = [places.get(name, ABSENT) for name in one]
        ways = [MatchedBy.NAME] * len(one)
        self._lay_out(pair, Alignment(partners, ways, frozenset()))

    def _pair_items(self, pair: int, one: list[Json], other: list[Json]) -> None:
        if not one and not other:
            return
        self._begin_children(pair)
        if self._flags[pair] & TWIN or (len(one) == len(other) and one == other):
            self._extend(*self._children(pair), TWIN, 0)
            self._matched[-len(one) :] = bytes(CODES[way] for way in align_equal(one))
            return
        found = align(one, other, same_record=self._same_record, checkpoint=self._checkpoint)
        self._lay_out(pair, found)

    def _lay_out(self, pair: int, found: Alignment) -> None:
        """The children of ``pair``: in the left's order, and each that only the right has behind
        the nearest one before it that both have."""
        is_twin = self._flags[pair] & TWIN
        lefts, rights = self._children(pair)
        for row, place in interleaved(found.partners, len(rights)):
            if row == ABSENT:
                self._append(ABSENT, rights[place], 0, ADDED)
            elif place == ABSENT:
                self._append(lefts[row], ABSENT, 0, REMOVED)
            else:
                flags = is_twin | (MOVED if row in found.moved else 0)
                flags |= TWIN if found.ways[row] is MatchedBy.VALUE else 0
                self._append(lefts[row], rights[place], CODES[found.ways[row]], flags)

    def _children(self, pair: int) -> tuple[range, range]:
        left, right = self._tables
        return left.children(self._left[pair]), right.children(self._right[pair])

    # --- the columns --------------------------------------------------------------------------

    def _begin_children(self, pair: int) -> None:
        self._containers.append(pair)
        self._first.append(len(self._left))

    def _append(self, left: int, right: int, way: int, flags: int = 0) -> None:
        self._left.append(left)
        self._right.append(right)
        self._flags.append(flags)
        self._matched.append(way)

    def _extend(self, left: range | None, right: range | None, flags: int, way: int) -> None:
        count = len(left or right or ())
        self._left.extend(left or repeat(ABSENT, count))
        self._right.extend(right or repeat(ABSENT, count))
        self._flags += bytes([flags]) * count
        self._matched += bytes([way]) * count


def interleaved(partners: list[int], count: int) -> Iterator[tuple[int, int]]:
    """The rows of two lists as pairs of indexes, ABSENT for a gap; ``partners`` are right indexes
    by left ones, and ``count`` is the length of the right list."""
    paired = set(partners)
    followers: dict[int, list[int]] = defaultdict(list)
    before = ABSENT
    for place in range(count):
        if place in paired:
            before = place
        else:
            followers[before].append(place)
    yield from ((ABSENT, place) for place in followers[ABSENT])
    for row, place in enumerate(partners):
        yield row, place
        if place != ABSENT:
            yield from ((ABSENT, follower) for follower in followers.get(place, ()))
