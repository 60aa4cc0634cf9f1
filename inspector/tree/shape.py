"""The shape of a tree whose nodes are numbered level by level, children of one node together.

A parent, a row and a child are each found by arithmetic; no node is an object, and a million
nodes cost a few bytes each.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain, islice


class Shape:
    """Node 0 is the root. Who builds it appends every node that has children, ascending."""

    __slots__ = ("_containers", "_first")

    def __init__(self, containers: "array[int] | None" = None, first: "array[int] | None" = None):
        self._containers = array("I") if containers is None else containers
        """Nodes with children, ascending."""
        self._first = array("I") if first is None else first
        """Beside each the id of its first child."""

    def __len__(self) -> int:
        raise NotImplementedError

    def parent(self, node: int) -> int:
        """The parent's id; the root is its own parent."""
        return self._containers[bisect_right(self._first, node) - 1] if node else 0

    def first_child(self, node: int) -> int:
        """The id of the first child; only for a node that has children."""
        return self._first[bisect_right(self._containers, node) - 1]

    def child_count(self, node: int) -> int:
        return len(self.children(node))

    def children(self, node: int) -> range:
        """The ids of the children, in the tree's order."""
        place = bisect_left(self._containers, node)
        if place == len(self._containers) or self._containers[place] != node:
            return range(0)
        is_last = place + 1 == len(self._first)
        return range(self._first[place], len(self) if is_last else self._first[place + 1])

    def branches(self, *, upwards: bool = False) -> Iterator[tuple[int, int, int]]:
        """Every node that has children, in tree order or ``upwards`` from the last to the root:
        its id, that of its first child, and the id behind its last child."""
        if upwards:
            ends = chain((len(self),), reversed(self._first))
            return zip(reversed(self._containers), reversed(self._first), ends, strict=False)
        ends = chain(islice(self._first, 1, None), (len(self),))
        return zip(self._containers, self._first, ends, strict=False)

    def row(self, node: int) -> int:
        """The position of ``node`` among its siblings."""
        return node - self._first[bisect_right(self._first, node) - 1] if node else 0

    def address(self, node: int) -> tuple[int, ...]:
        """The rows on the way from the root: nodes in document order sort by it."""
        rows = []
        while node:
            rows.append(self.row(node))
            node = self.parent(node)
        return tuple(reversed(rows))

    def ancestors(self, node: int) -> Iterator[int]:
        """The ids from the parent of ``node`` up to the root."""
        while node:
            node = self.parent(node)
            yield node
