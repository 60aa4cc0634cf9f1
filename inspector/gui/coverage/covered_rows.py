"""The rows that a filter of the coverage keeps: every branch that leads to a leaf it is about.

Pruned once, off the GUI thread, from the root down through the branches that hold other leaves
besides; what lies under a branch that holds no other is not looked at.
"""

from array import array
from collections.abc import Iterator, Sequence

from inspector.gui.document.rows import Outline
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.covers import Covers
from inspector.tree.nodes import NodeTable
from inspector.verify.format import Cover

_BETWEEN_CHECKPOINTS = 2_000


class Leading:
    """A pick of rows: those with leaves that ``cover`` covers; for None, that nothing does."""

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
        self._entries = [
            array("I", self._kept(outline, group)) for group in range(len(outline.groups))
        ]
        self._groups = [group for group, entries in enumerate(self._entries) if entries]

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        return self._mixed.get(node) or self._table.children(node)

    def _kept(self, outline: Outline[NodeTable], group: int) -> Iterator[int]:
        numbers, nodes = outline.entries(group), outline.groups[group].entries
        return (entry for entry, node in zip(numbers, nodes, strict=True) if self._has(node))

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
