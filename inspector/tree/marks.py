"""Results on the tree: what the checks found at a node, and the worst of what lies under it.

A collapsed branch never hides a failure: every result counts for all nodes above its own.
"""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.tree.nodes import NodeTable
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Result, Status

_INDEX = {PASS: 0, FAIL: 1, WARN: 2, UNCHECKED: 3}


class Tally(NamedTuple):
    """How many results of each status."""

    passed: int = 0
    failed: int = 0
    warned: int = 0
    unchecked: int = 0

    @property
    def worst(self) -> tuple[Status, int] | None:
        """The worst status with its number; None where no check speaks."""
        for status in (FAIL, WARN, UNCHECKED, PASS):
            if count := self[_INDEX[status]]:
                return status, count
        return None


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
            at = [0, 0, 0, 0]
            for result in own:
                at[_INDEX[result.status]] += 1
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
