"""Both sides as one tree of pairs: each value is in one pair, with its counterpart or alone.

Pairs on the way to a difference exist from the start. Those inside equal values, and inside values
that only one side has, are created when they are first asked for.
"""

from array import array
from collections.abc import Iterator
from threading import Lock

from inspector.compare.alignment import identity
from inspector.compare.columns import (
    ABSENT,
    INSIDE,
    KIND_BITS,
    MOVED,
    ChangeKind,
    Columns,
    MatchedBy,
    Nothing,
    add_equal_children,
    add_unpaired_children,
)
from inspector.tree.nodes import NodeTable, TreeShape

_KINDS = (None, *ChangeKind)
_MATCHES = tuple(MatchedBy)


class PairTable(TreeShape):
    """The pairs by number; pair 0 is the root. Built by ``inspector.compare.pair_builder``.

    Where several parts are compared, pair 0 stands for both documents and the parts are its
    children. Several threads may read it.
    """

    __slots__ = (
        "_below",
        "_child_by_row",
        "_columns",
        "_has_parts",
        "_lock",
        "_nodes",
        "_pairs",
        "_tables",
        "changes",
    )  # fmt: skip

    def __init__(
        self,
        columns: Columns,
        tables: tuple[NodeTable, NodeTable],
        parts: list[tuple[int, int]],
        *,
        below: dict[int, int],
        changes: "array[int]",
    ) -> None:
        """``parts``: the left and the right node of each part, in the order of their pairs."""
        self._columns = columns
        self._tables = tables
        self._below = below
        self.changes = changes
        """The pairs that are changes: those with a left side in its order, then the added."""
        self._has_parts = len(parts) > 1
        first = 1 if self._has_parts else 0
        # For each side the pairs that were looked up, by node.
        self._pairs: tuple[dict[int, int], dict[int, int]] = ({}, {})
        for number, nodes in enumerate(parts):
            for side in (0, 1):
                self._pairs[side][nodes[side]] = first + number
        # For each side the nodes that were looked up, by pair.
        self._nodes: tuple[dict[int, int], dict[int, int]] = ({0: 0}, {0: 0})
        for number, nodes in enumerate(parts):
            self._nodes[0][first + number], self._nodes[1][first + number] = nodes
        # For each side, of the pairs whose children are out of order, the child by its row.
        self._child_by_row: tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]] = ({}, {})
        self._lock = Lock()

    def __len__(self) -> int:
        """How many pairs exist so far."""
        return len(self._columns)

    # --- a tree -------------------------------------------------------------------------------

    def parent(self, node: int) -> int:
        return self._columns.parent(node)

    def has_children(self, pair: int) -> bool:
        """Whether the pair has children on either side; this does not create them."""
        values = self._columns.lefts[pair], self._columns.rights[pair]
        return any(value and isinstance(value, (dict, list)) for value in values)

    def children(self, node: int) -> range:
        found = self._columns.children.get(node)
        return self._materialise(node) if found is None else found

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

    def rows(self, pair: int) -> Iterator[tuple[int, int]]:
        """The rows of each child on the left and on the right; ABSENT for an empty side."""
        children = self.children(pair)
        part = slice(children.start, children.stop)
        return zip(self._columns.left_rows[part], self._columns.right_rows[part], strict=True)

    def kind(self, pair: int) -> ChangeKind | None:
        """The kind of change of this pair; None if it is no change."""
        flags = self._columns.flags[pair]
        return None if flags & INSIDE else _KINDS[flags & KIND_BITS]

    def counts(self) -> dict[ChangeKind, int]:
        """How many changes of each kind."""
        codes = bytes(map(self._columns.flags.__getitem__, self.changes))
        return {kind: codes.count(code) for code, kind in enumerate(ChangeKind, 1)}

    def inside(self, pair: int) -> ChangeKind | None:
        """The kind of the change that this pair is a part of; None if there is none."""
        flags = self._columns.flags[pair]
        return _KINDS[flags & KIND_BITS] if flags & INSIDE else None

    def below(self, pair: int) -> int:
        """The number of changes at this pair and below it."""
        found = self._below.get(pair)
        return int(self.kind(pair) is not None) if found is None else found

    def matched_by(self, pair: int) -> MatchedBy:
        """Why the two values of the pair are compared with each other."""
        found = _MATCHES[self._columns.matched_by[pair]]
        if found is MatchedBy.VALUE:
            kind = self.kind(pair)
            if kind is ChangeKind.CHANGED or self.below(pair) > (kind is not None):
                return MatchedBy.LIKENESS  # equal in Python but not in JSON, like 1 and 1.0
            # For items of equal lists the builder did not look for an identity.
            value = self._columns.lefts[pair]
            name = None if isinstance(value, Nothing) else identity(value)
            return _MATCHES[name[0]] if name else found
        return found

    # --- created when first asked for ---------------------------------------------------------

    def _materialise(self, pair: int) -> range:
        columns = self._columns
        if not self.has_children(pair):
            return range(0)
        one, other = columns.lefts[pair], columns.rights[pair]
        with self._lock:
            if pair not in columns.children:
                first = len(columns)
                flags = columns.flags[pair]
                if flags & INSIDE or flags & KIND_BITS not in (0, MOVED):
                    add_unpaired_children(columns, pair, one, other)
                else:
                    add_equal_children(columns, one, other)
                columns.set_children(pair, first)
            return columns.children[pair]

    def _node(self, side: int, rows: "array[int]", pair: int) -> int:
        nodes, table = self._nodes[side], self._tables[side]
        path: list[int] = []
        while pair not in nodes:
            if rows[pair] == ABSENT:
                return ABSENT
            path.append(pair)
            pair = self._columns.parent(pair)
        node = nodes[pair]
        for step in reversed(path):
            nodes[pair] = node
            node = table.first_child(node) + rows[step]
            pair = step
        return node

    def _pair(self, side: int, rows: "array[int]", node: int) -> int | None:
        table, pairs = self._tables[side], self._pairs[side]
        path: list[int] = []
        while node not in pairs:
            if not node:
                # With several parts the root pair stands for both documents.
                return 0 if self._has_parts and not path else None
            path.append(node)
            node = table.parent(node)
        pair = pairs[node]
        for step in reversed(path):
            pairs[node] = pair
            pair = self._child(side, rows, pair, step - table.first_child(node))
            node = step
        return pair

    def _child(self, side: int, rows: "array[int]", pair: int, row: int) -> int:
        """The child of ``pair`` that is in ``row`` on one side."""
        children = self.children(pair)
        expected = children.start + row
        if expected < children.stop and rows[expected] == row:
            return expected
        by_row = self._child_by_row[side]
        if pair not in by_row:
            by_row[pair] = {rows[child]: child for child in children}
        return by_row[pair][row]


def match_reasons(pairs: PairTable, pair: int) -> tuple[MatchedBy, ...]:
    """How a pair and its ancestors were matched, outermost first, each once: event_id, then name.

    Leading names are left out if something else follows. Empty for a value that only one side has,
    and for whole documents.
    """
    if pairs.matched_by(pair) is MatchedBy.NOTHING:
        return ()
    outwards = [pairs.matched_by(place) for place in (pair, *pairs.ancestors(pair))]
    found = [one for one in reversed(outwards) if one is not MatchedBy.DOCUMENT]
    while len(set(found)) > 1 and found[0] is MatchedBy.NAME:
        del found[0]
    return tuple(dict.fromkeys(found))
