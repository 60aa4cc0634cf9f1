"""The rows that "Only problems" keeps: every branch with a result that is not a pass.

Pruned once, off the GUI thread, from the results upwards; what is not on a way to one is gone.
"""

from collections.abc import Iterable, Sequence

from inspector.gui.models.rows import Outline
from inspector.verify.result import Result, Tally


class Problems:
    """A pick of rows: groups, entries and children that lead to a finding."""

    def __init__(
        self, outline: Outline, findings: Iterable[Result], tallies: Sequence[Tally]
    ) -> None:
        below = _children_with_findings(outline, findings)
        self._children = {node: sorted(children) for node, children in below.items()}
        marked = set[int]().union(*below.values())
        groups = range(len(outline.groups))
        self._groups = [group for group in groups if sum(tallies[group]) > tallies[group].passed]
        self._entries = [
            [entry for entry in outline.entries(group) if outline.node(entry) in marked]
            for group in groups
        ]

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        return self._children.get(node, ())


def _children_with_findings(outline: Outline, findings: Iterable[Result]) -> dict[int, set[int]]:
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
