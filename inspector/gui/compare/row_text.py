"""What the two sides of a row say: what it is called and what its value is, or that it is a gap."""

from typing import Final

from inspector.compare.columns import ABSENT
from inspector.gui.compare.paired import Paired
from inspector.gui.document import labels
from inspector.gui.document.labels import Cell
from inspector.gui.document.rows import Rows, is_bucket, is_group, node_of
from inspector.gui.translation import number, translate
from inspector.tree.nodes import NodeTable

LEFT: Final = 0
RIGHT: Final = 1
SIDES: Final = (LEFT, RIGHT)


class RowText:
    """The rows of ``paired``, each known by its key in ``rows``."""

    def __init__(self, paired: Paired, rows: Rows) -> None:
        self._paired = paired
        self._pairs = paired.outline.table
        self._rows = rows

    def table(self, side: int) -> NodeTable:
        comparison = self._paired.comparison
        return (comparison.right if side else comparison.left).table

    def node(self, pair: int, side: int) -> int:
        """The node of a pair on one side, ABSENT beside a gap."""
        return self._pairs.right(pair) if side else self._pairs.left(pair)

    def is_gap(self, key: int, side: int) -> bool:
        """Whether a side has nothing there."""
        if is_bucket(key):
            key = self._rows.parent(key)
        if is_group(key):
            return not self._paired.sides[side][key].entries
        return self.node(node_of(key), side) == ABSENT

    def name(self, key: int, side: int) -> str:
        """What the row is called on one side; empty for a gap."""
        if self.is_gap(key, side):
            return ""
        if is_bucket(key):
            first, last = self._rows.span(key)
            return translate("PairRows", "{} to {}").format(number(first), number(last))
        if is_group(key):
            return translate("Groups", self._paired.outline.groups[key].name)
        return labels.name_of(self.table(side), self.node(node_of(key), side))

    def value(self, key: int, side: int) -> Cell:
        """The value of the row on one side, in one line; empty for a gap."""
        if is_bucket(key) or self.is_gap(key, side):
            return Cell("")
        if is_group(key):
            return labels.group_summary(self.table(side), self._paired.sides[side][key])
        return labels.value_of(self.table(side), self.node(node_of(key), side))

    def count(self, key: int, side: int) -> int:
        """How many children the row has on one side."""
        if is_bucket(key) or self.is_gap(key, side):
            return 0
        if is_group(key):
            return len(self._paired.sides[side][key].entries)
        return self.table(side).child_count(self.node(node_of(key), side))

    def has_values_below(self, pair: int) -> bool:
        """Whether a side has children there; tells without laying them out."""
        return self._pairs.has_children(pair)
