"""What the strip says of the differences at one place."""

from inspector.gui.models.compare.pair_row import PairRows
from inspector.gui.models.compare.paired import Paired
from inspector.gui.models.document_model import join_spoken
from inspector.gui.models.rows import Everything, Rows
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
