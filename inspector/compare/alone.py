"""One side beside nothing, where the other could not be read: what is there is shown all the same,
and no difference is claimed."""

from array import array
from dataclasses import replace

from inspector.compare.columns import INSIDE, NOTHING, Columns
from inspector.compare.comparison import Comparison, Counts
from inspector.compare.pairs import PairTable
from inspector.compare.parts import WHOLE, Part
from inspector.compare.sameness import Sameness
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.tree.nodes import NodeTable


def alone(side: Side, *, is_left: bool) -> Comparison:
    """All of ``side``, each value beside a gap; there are no changes in it, nor is it identical
    with anything: the other side is an empty object that stands for nothing."""
    nothing = replace(side, document=Document(b"{}", {}, side.document.kind), table=NodeTable({}))
    columns = Columns()
    given = [0], [side.document.value]
    gap = [0], [NOTHING]
    columns.append(*((given, gap) if is_left else (gap, given)), flags=INSIDE)
    left, right = (side, nothing) if is_left else (nothing, side)
    pairs = PairTable(
        columns, (left.table, right.table), [(0, 0)], below=array("I", [0]), changes=array("I")
    )
    return Comparison(left, right, (Part(WHOLE, "", ""),), pairs, Counts(), Sameness.UNKNOWN)
