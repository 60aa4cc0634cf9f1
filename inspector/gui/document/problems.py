"""The rows that "Only problems" keeps: every branch with a failure or a warning.

Pruned once, off the GUI thread, from the results upwards; what is not on a way to one is gone.
What could not be checked is no problem of the document; a wider pick keeps that as well.
"""

from collections.abc import Iterable, Sequence

from inspector.gui.document.rows import Outline
from inspector.tree.nodes import NodeTable
from inspector.verify.result import UNCHECKED, Result, Tally


class Problems:
    """A pick of rows: groups, entries and children that lead to a failure or a warning."""

    def __init__(
        self,
        outline: Outline[NodeTable],
        findings: Sequence[Result],
        tallies: Sequence[Tally],
        *,
        unchecked: bool = False,
    ) -> None:
        """``findings`` are all results that are not a pass, ``tallies`` those of the groups.

        With ``unchecked`` what leads to one that could not be made is kept, too.
        """
        kept = findings if unchecked else [f for f in findings if f.status is not UNCHECKED]
        below = _children_with_findings(outline, kept)
        self._children = {node: sorted(children) for node, children in below.items()}
        marked = set[int]().union(*below.values())
        groups = range(len(outline.groups))
        self._groups = [group for group in groups if _count(tallies[group], unchecked=unchecked)]
        self._entries = [
            [entry for entry in outline.entries(group) if outline.node(entry) in marked]
            for group in groups
        ]
        self._wider: Problems | None = None
        if len(kept) < len(findings):
            self._wider = Problems(outline, findings, tallies, unchecked=True)

    @property
    def with_unchecked(self) -> "Problems":
        """The pick of rows that lead to any result that is not a pass."""
        return self._wider or self

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        return self._children.get(node, ())


def _count(tally: Tally, *, unchecked: bool) -> int:
    return tally.failed + tally.warned + (tally.unchecked if unchecked else 0)


def _children_with_findings(
    outline: Outline[NodeTable], findings: Iterable[Result]
) -> dict[int, set[int]]:
    table = outline.table
    below: dict[int, set[int]] = {}
    for path in {finding.path for finding in findings}:
        node = table.nearest(path)[0]
        for above in table.ancestors(node):
            known = below.setdefault(above, set())
            if node in known:
                break
            known.add(node)
            node = above
    return below
