"""Results on the tree: what the checks found at a node, and the worst of what lies under it.

A collapsed branch never hides a failure: every result counts for all nodes above its own.
"""

from collections.abc import Iterable

from inspector.document.pointer import unescape
from inspector.tree.nodes import NodeTable
from inspector.verify.result import Result, Status, Tally

NOTHING = Tally()
_LONGEST_KEPT = 500
"""Each beginning of a path is kept, too: of a long and deep one that would be too much."""


class Marks:
    """The results of one report by node of one table."""

    def __init__(self, table: NodeTable, results: Iterable[Result]) -> None:
        self._own: dict[int, list[Result]] = {}
        counts: dict[int, list[int]] = {}
        places = _NodesOfPaths(table)
        for result in results:
            self._own.setdefault(places.nearest(result.path), []).append(result)
        for node, own in self._own.items():
            at = Tally.of(own)
            for place in (node, *table.ancestors(node)):
                total = counts.setdefault(place, [0, 0, 0, 0])
                for index in range(4):
                    total[index] += at[index]
        self._tallies = {node: Tally(*count) for node, count in counts.items()}

    def with_findings(self, *statuses: Status) -> list[int]:
        """The nodes of which some result has one of ``statuses``."""
        return [
            node
            for node, own in self._own.items()
            if any(result.status in statuses for result in own)
        ]

    def own(self, node: int) -> list[Result]:
        """The results that speak of this very node."""
        return self._own.get(node, [])

    def tally(self, node: int) -> Tally:
        """The results at this node and everywhere under it."""
        return self._tallies.get(node, NOTHING)


class _NodesOfPaths:
    """The nodes that pointers lead to; what several have in common is walked down once."""

    def __init__(self, table: NodeTable) -> None:
        self._table = table
        self._found: dict[str, tuple[int, bool]] = {"": (0, True)}

    def nearest(self, pointer: str) -> int:
        """The deepest node on the way to ``pointer``."""
        if len(pointer) > _LONGEST_KEPT:
            return self._table.nearest(pointer)[0]
        return self._place(pointer)[0]

    def _place(self, pointer: str) -> tuple[int, bool]:
        """That node, and whether it is the one at the pointer."""
        known = self._found.get(pointer)
        if known is None:
            above, _, token = pointer.rpartition("/")
            node, is_there = self._place(above)
            row = self._table.row_of(node, unescape(token)) if is_there else None
            known = (node, False) if row is None else (self._table.first_child(node) + row, True)
            self._found[pointer] = known
        return known
