"""Both sides as one tree: every value stands in exactly one pair, beside its like or a gap.

The tree is numbered like a document's own, so that whatever walks a document walks a comparison.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from inspector.tree.shape import Shape

_BYTES = array("i").itemsize

ABSENT = -1
"""The node of a side that has nothing there."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class MatchedBy(StrEnum):
    """Why two values are held against each other; the value is the word of reports."""

    NOTHING = ""
    DOCUMENT = "document"
    NAME = "name"
    EVENT_ID = "event_id"
    TYPE_AND_TIME = "event_type and created_at"
    TYPE = "event_type"
    KIND_AND_VALUE = "alias_kind and alias_value"
    FINGERPRINT = "fingerprint"
    CLAIM_ID = "claim_id"
    BASE_URL = "base_url"
    VALUE = "equal value"
    LIKENESS = "likeness"
    POSITION = "position"


_KINDS = (None, *ChangeKind)
_WAYS = tuple(MatchedBy)
CODES: Final = {way: code for code, way in enumerate(_WAYS)}
"""A way of matching as one byte."""

KIND_BITS = 0b0111
ADDED, REMOVED, CHANGED, MOVED = 1, 2, 3, 4
"""A kind of change as a number of the lowest bits; 0 is none."""
INSIDE = 0b1000
"""The kind is that of a value further above, of which the pair is a part."""
TWIN = 0b10000
"""The values are equal as Python sees it, to which 1, 1.0 and true are one; so lists align."""

_OWN = KIND_BITS | INSIDE
_CHANGES = frozenset({ADDED, REMOVED, CHANGED, MOVED})


class Columns(NamedTuple):
    """The pairs as columns, a value for each pair; ``containers`` and ``first`` as in Shape.

    ``flags`` are a kind with INSIDE and TWIN, ``matched`` the code of a way.
    """

    containers: "array[int]"
    first: "array[int]"
    left: "array[int]"
    right: "array[int]"
    flags: bytearray
    matched: bytearray


class PairTable(Shape):
    """The pairs by number; pair 0 is the root. Grown by ``inspector.compare.growth``."""

    __slots__ = ("_below", "_flags", "_left", "_matched", "_of_left", "_of_right", "_right",
                 "changes")  # fmt: skip

    def __init__(self, columns: Columns, left_nodes: int, right_nodes: int) -> None:
        """``left_nodes`` and ``right_nodes`` are how many nodes the two tables have."""
        super().__init__(columns.containers, columns.first)
        self._left = columns.left
        self._right = columns.right
        self._flags = columns.flags
        self._matched = columns.matched
        self._of_left = inverse(columns.left, left_nodes)
        self._of_right = inverse(columns.right, right_nodes)
        self._below = self._count()
        self.changes = self._in_order()
        """The pairs that are changes: those with a left side in its order, then the added."""

    def __len__(self) -> int:
        return len(self._left)

    def left(self, pair: int) -> int:
        """The left node, or ABSENT."""
        return self._left[pair]

    def right(self, pair: int) -> int:
        """The right node, or ABSENT."""
        return self._right[pair]

    def of_left(self, node: int) -> int | None:
        """The pair of a left node; None for one that was not compared."""
        pair = self._of_left[node]
        return None if pair == ABSENT else pair

    def of_right(self, node: int) -> int | None:
        """The pair of a right node; None for one that was not compared."""
        pair = self._of_right[node]
        return None if pair == ABSENT else pair

    def kind(self, pair: int) -> ChangeKind | None:
        """What the pair itself is as a change; None where it is none."""
        flags = self._flags[pair]
        return None if flags & INSIDE else _KINDS[flags & KIND_BITS]

    def inside(self, pair: int) -> ChangeKind | None:
        """The change further above that has this pair as a part of its value."""
        flags = self._flags[pair]
        return _KINDS[flags & KIND_BITS] if flags & INSIDE else None

    def below(self, pair: int) -> int:
        """How many changes there are at this pair and everywhere under it."""
        return self._below[pair]

    def matched_by(self, pair: int) -> MatchedBy:
        return _WAYS[self._matched[pair]]

    def _count(self) -> "array[int]":
        below = array("I", bytes(_BYTES * len(self)))
        for pair, flags in enumerate(self._flags):
            if flags and flags & _OWN in _CHANGES:
                below[pair] = 1
        for pair, first, end in self.branches(upwards=True):
            if under := sum(below[first:end]):
                below[pair] += under
        return below

    def _in_order(self) -> "array[int]":
        """Rows keep the left's order already; the added ones are looked for in the right's."""
        found = array("I")
        found.extend(pair for pair in self._walk(range) if self._left[pair] != ABSENT)
        found.extend(pair for pair in self._walk(self._by_right) if self._left[pair] == ABSENT)
        return found

    def _walk(self, order: Callable[[int, int], Iterable[int]]) -> Iterator[int]:
        """The changes from the root down, the children of each pair in an ``order`` of theirs."""
        below, flags = self._below, self._flags
        stack = [0] if below and below[0] else []
        while stack:
            pair = stack.pop()
            if flags[pair] & _OWN in _CHANGES:
                yield pair
            children = self.children(pair)
            under = [pair for pair in order(children.start, children.stop) if below[pair]]
            stack.extend(reversed(under))

    def _by_right(self, first: int, end: int) -> list[int]:
        return sorted(range(first, end), key=self._right.__getitem__)


def inverse(nodes: "array[int]", count: int) -> "array[int]":
    """For each node of one side the pair that holds it, ABSENT for one that is in none."""
    found = array("i", b"\xff" * (_BYTES * count))
    for pair, node in enumerate(nodes):
        if node != ABSENT:
            found[node] = pair
    return found
