"""What the strip says of the differences at one place."""

from inspector.gui.compare.pair_row import PairRows
from inspector.gui.compare.paired import Paired
from inspector.gui.document.document_model import join_spoken
from inspector.gui.document.rows import Everything, Rows
from inspector.gui.translation import plural


def of_differences(paired: Paired, numbers: range) -> str:
    """The only one in its own words; of several how many, and the first; "" of none."""
    if not numbers:
        return ""
    rows = PairRows(paired, Rows(paired.outline, Everything(paired.outline)))
    first = rows.spoken(paired.keys[numbers.start])
    if len(numbers) == 1:
        return first
    return join_spoken(plural("PairRows", "%n difference", "%n differences", len(numbers)), first)
