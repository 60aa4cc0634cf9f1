"""One difference as plain text for the clipboard: both JSON Pointers and both values, exact.

Nothing is cut or escaped, so it is written in a worker, when it is asked for.
"""

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison
from inspector.compare.side import Side
from inspector.gui.compare import change_signs
from inspector.gui.translation import translate


def difference_text(comparison: Comparison, pair: int) -> str:
    """Texts as they are, every other value as its canonical JSON."""
    pairs = comparison.pairs
    return "\n\n".join(
        (
            change_signs.of_pair(comparison, pair).word,
            _side(translate("Difference", "Left: {}"), comparison.left, pairs.left(pair)),
            _side(translate("Difference", "Right: {}"), comparison.right, pairs.right(pair)),
        )
    )


def _side(heading: str, side: Side, node: int) -> str:
    if node == ABSENT:
        return heading.format(translate("Difference", "not there"))
    pointer = side.table.pointer(node) or translate("Difference", "the whole document")
    value = side.table.value(node)
    text = value if isinstance(value, str) else side.document.write(value).decode()
    return f"{heading.format(pointer)}\n{text}"
