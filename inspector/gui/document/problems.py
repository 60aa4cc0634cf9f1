"""The rows kept by "Only problems": every branch with a failure or a warning.

Computed once in a worker, from the results upwards. Unchecked results are no problems of the
document; a wider filter keeps those too.
"""

from array import array
from collections.abc import Iterable, Sequence

from inspector.gui.document.rows import Outline
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.covers import Covers
from inspector.tree.node_results import NodeResults
from inspector.tree.nodes import NodeTable
from inspector.verify.format import Cover
from inspector.verify.result import FAIL, UNCHECKED, WARN, Tally

_PROBLEMS = (FAIL, WARN)


class Problems:
    """The filter for groups, entries and children that lead to a failure or a warning."""

    def __init__(
        self,
        outline: Outline[NodeTable],
        by_node: NodeResults,
        tallies: Sequence[Tally],
        *,
        unchecked: bool = False,
    ) -> None:
        """``by_node`` are all results, ``tallies`` those of the groups.

        With ``unchecked``, rows that lead to an unchecked result are kept too.
        """
        kept = by_node.with_findings(*_PROBLEMS, *((UNCHECKED,) if unchecked else ()))
        below = _ways_to(by_node, kept)
        self._children = {node: sorted(children) for node, children in below.items()}
        marked = set[int]().union(*below.values())
        groups = range(len(outline.groups))
        self._groups = [group for group in groups if _count(tallies[group], unchecked=unchecked)]
        self._entries = [outline.entries_at(group, marked.__contains__) for group in groups]
        self._wider: Problems | None = None
        if not unchecked and len(kept) < len(by_node.with_findings(*_PROBLEMS, UNCHECKED)):
            self._wider = Problems(outline, by_node, tallies, unchecked=True)

    @property
    def with_unchecked(self) -> "Problems":
        """The filter for rows that lead to any result that is not a pass."""
        return self._wider or self

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        return self._children.get(node, ())


def _count(tally: Tally, *, unchecked: bool) -> int:
    return tally.failed + tally.warned + (tally.unchecked if unchecked else 0)


def _ways_to(by_node: NodeResults, nodes: Iterable[int]) -> dict[int, set[int]]:
    """The children that lead to one of ``nodes``, by parent."""
    below: dict[int, set[int]] = {}
    for marked in nodes:
        node = marked
        for above in by_node.ancestors(marked):
            known = below.setdefault(above, set())
            if node in known:
                break
            known.add(node)
            node = above
    return below


_BETWEEN_CHECKPOINTS = 2_000


class CoveredRows:
    """The filter for rows with leaves that ``cover`` covers; for None, that nothing covers."""

    def __init__(
        self,
        outline: Outline[NodeTable],
        covers: Covers,
        cover: Cover | None,
        checkpoint: Checkpoint = unwatched,
    ) -> None:
        self._table = outline.table
        self._covers = covers
        self._cover = cover
        self._mixed: dict[int, Sequence[int]] = {}
        self._prune(checkpoint)
        groups = range(len(outline.groups))
        self._entries = [array("I", outline.entries_at(group, self._has)) for group in groups]
        self._groups = [group for group, entries in enumerate(self._entries) if entries]

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        return self._mixed.get(node) or self._table.children(node)

    def _has(self, node: int) -> int:
        return self._covers.count(node, self._cover)

    def _prune(self, checkpoint: Checkpoint) -> None:
        waiting = [0]
        for turn, node in enumerate(waiting):
            if not turn % _BETWEEN_CHECKPOINTS:
                checkpoint(Progress("filtering the values", turn, 0))
            kept = array("I", filter(self._has, self._table.children(node)))
            self._mixed[node] = kept
            waiting += [child for child in kept if self._is_mixed(child)]

    def _is_mixed(self, node: int) -> bool:
        return self._has(node) < len(self._covers.stretch(node))
