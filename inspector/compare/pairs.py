"""Both sides as one tree: every value stands in exactly one pair, beside its like or a gap.

The pairs above a difference are there from the beginning; those inside of equal values, and of
values that stand alone, are laid out when they are first looked at.
"""

from array import array
from threading import Lock

from inspector.compare.columns import (
    INSIDE,
    KIND_BITS,
    MOVED,
    Columns,
    Nothing,
    lay_apart,
    lay_equal,
)
from inspector.compare.identity import identity
from inspector.compare.kinds import ABSENT, ChangeKind, MatchedBy
from inspector.tree.nodes import NodeTable
from inspector.tree.shape import Shape

_KINDS = (None, *ChangeKind)
_WAYS = tuple(MatchedBy)


class PairTable(Shape):
    """The pairs by number; pair 0 is the root. Grown by ``inspector.compare.growth``.

    Of several parts that are compared, pair 0 stands for both documents and has the parts as its
    children. Safe to be read by several threads.
    """

    __slots__ = (
        "_below",
        "_columns",
        "_lock",
        "_nodes",
        "_parts",
        "_places",
        "_tables",
        "changes",
    )  # fmt: skip

    def __init__(
        self,
        columns: Columns,
        tables: tuple[NodeTable, NodeTable],
        parts: list[tuple[int, int]],
        *,
        below: "array[int]",
        changes: "array[int]",
    ) -> None:
        """``parts``: the left and the right node of each part, in the order of their pairs."""
        self._columns = columns
        self._tables = tables
        self._below = below
        self.changes = changes
        """The pairs that are changes: those with a left side in its order, then the added."""
        first = 0 if len(parts) == 1 else 1
        self._parts = tuple(
            {nodes[side]: first + number for number, nodes in enumerate(parts)} for side in (0, 1)
        )
        # The nodes of the pairs whose children were asked for, of each side.
        self._nodes: tuple[dict[int, int], dict[int, int]] = ({0: 0}, {0: 0})
        for number, nodes in enumerate(parts):
            self._nodes[0][first + number], self._nodes[1][first + number] = nodes
        # Where the children of a pair stand out of order, the child of each row, of each side.
        self._places: tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]] = ({}, {})
        self._lock = Lock()

    def __len__(self) -> int:
        """How many pairs are laid out so far."""
        return len(self._columns)

    # --- a tree -------------------------------------------------------------------------------

    def parent(self, node: int) -> int:
        return self._columns.parent(node)

    def has_children(self, pair: int) -> bool:
        """Whether anything stands under the pair, on either side; nothing is laid out for it."""
        values = self._columns.lefts[pair], self._columns.rights[pair]
        return any(value and isinstance(value, (dict, list)) for value in values)

    def children(self, node: int) -> range:
        found = self._columns.children.get(node)
        return self._lay_out(node) if found is None else found

    # --- a comparison -------------------------------------------------------------------------

    def left(self, pair: int) -> int:
        """The left node, or ABSENT."""
        return self._node(0, self._columns.left_rows, pair)

    def right(self, pair: int) -> int:
        """The right node, or ABSENT."""
        return self._node(1, self._columns.right_rows, pair)

    def of_left(self, node: int) -> int | None:
        """The pair of a left node; None for one that was not compared."""
        return self._pair(0, self._columns.left_rows, node)

    def of_right(self, node: int) -> int | None:
        """The pair of a right node; None for one that was not compared."""
        return self._pair(1, self._columns.right_rows, node)

    def kind(self, pair: int) -> ChangeKind | None:
        """What the pair itself is as a change; None where it is none."""
        flags = self._columns.flags[pair]
        return None if flags & INSIDE else _KINDS[flags & KIND_BITS]

    def inside(self, pair: int) -> ChangeKind | None:
        """The change further above that has this pair as a part of its value."""
        flags = self._columns.flags[pair]
        return _KINDS[flags & KIND_BITS] if flags & INSIDE else None

    def below(self, pair: int) -> int:
        """How many changes there are at this pair and everywhere under it."""
        return self._below[pair] if pair < len(self._below) else 0

    def matched_by(self, pair: int) -> MatchedBy:
        way = _WAYS[self._columns.ways[pair]]
        if way is MatchedBy.VALUE:
            kind = self.kind(pair)
            if kind is ChangeKind.CHANGED or self.below(pair) > (kind is not None):
                return MatchedBy.LIKENESS  # equal to Python, as 1 and 1.0 are
            # Items of equal lists were not asked for their names.
            value = self._columns.lefts[pair]
            name = None if isinstance(value, Nothing) else identity(value)
            return name[0] if name else way
        return way

    # --- what is laid out when it is looked at --------------------------------------------------

    def _lay_out(self, pair: int) -> range:
        columns = self._columns
        if not self.has_children(pair):
            return range(0)
        one, other = columns.lefts[pair], columns.rights[pair]
        with self._lock:
            if pair not in columns.children:
                first = len(columns)
                flags = columns.flags[pair]
                if flags & INSIDE or flags & KIND_BITS not in (0, MOVED):
                    lay_apart(columns, pair, one, other)
                else:
                    lay_equal(columns, one, other)
                columns.adopt(pair, first)
            return columns.children[pair]

    def _node(self, side: int, rows: "array[int]", pair: int) -> int:
        nodes, table = self._nodes[side], self._tables[side]
        way: list[int] = []
        while pair not in nodes:
            if rows[pair] == ABSENT:
                return ABSENT
            way.append(pair)
            pair = self._columns.parent(pair)
        node = nodes[pair]
        for step in reversed(way):
            nodes[pair] = node
            node = table.first_child(node) + rows[step]
            pair = step
        return node

    def _pair(self, side: int, rows: "array[int]", node: int) -> int | None:
        table, parts = self._tables[side], self._parts[side]
        way: list[int] = []
        while node not in parts:
            if not node:
                # Of several parts the root stands for both documents; else it was not compared.
                return 0 if len(parts) > 1 and not way else None
            way.append(table.row(node))
            node = table.parent(node)
        pair = parts[node]
        for row in reversed(way):
            pair = self._child(side, rows, pair, row)
        return pair

    def _child(self, side: int, rows: "array[int]", pair: int, row: int) -> int:
        """The child of ``pair`` that stands for the row ``row`` of one side."""
        children = self.children(pair)
        straight = children.start + row
        if straight < children.stop and rows[straight] == row:
            return straight
        places = self._places[side]
        if pair not in places:
            places[pair] = {rows[child]: child for child in children}
        return places[pair][row]
