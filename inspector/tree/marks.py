"""Results on the tree: what the checks found at a node, and the worst of what lies under it.

A collapsed branch never hides a failure: every result counts for all nodes above its own.
"""

from collections.abc import Iterable

from inspector.tree.nodes import NodeTable
from inspector.verify.result import Result, Tally

NOTHING = Tally()


class Marks:
    """The results of one report by node of one table."""

    def __init__(self, table: NodeTable, results: Iterable[Result]) -> None:
        self._own: dict[int, list[Result]] = {}
        counts: dict[int, list[int]] = {}
        nodes: dict[str, int] = {}
        for result in results:
            node = nodes.get(result.path)
            if node is None:
                node = nodes[result.path] = table.nearest(result.path)[0]
            self._own.setdefault(node, []).append(result)
        for node, own in self._own.items():
            at = Tally.of(own)
            for place in (node, *table.ancestors(node)):
                total = counts.setdefault(place, [0, 0, 0, 0])
                for index in range(4):
                    total[index] += at[index]
        self._tallies = {node: Tally(*count) for node, count in counts.items()}

    def own(self, node: int) -> list[Result]:
        """The results that speak of this very node."""
        return self._own.get(node, [])

    def tally(self, node: int) -> Tally:
        """The results at this node and everywhere under it."""
        return self._tallies.get(node, NOTHING)
