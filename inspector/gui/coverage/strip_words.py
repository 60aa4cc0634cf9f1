"""What the boxes of the coverage's strip stand for, in words: for tooltips and screen readers."""

from inspector.gui.coverage import coverage_words
from inspector.gui.coverage.coverage_view import CoverageTable
from inspector.gui.translation import number, translate
from inspector.gui.widgets.plain_text import middle
from inspector.tree.share import Share
from inspector.verify.format import Cover

_LONGEST_POINTER = 200


def of_values(table: CoverageTable, begin: int, end: int) -> str:
    """Where one value stands and what covers it; of several, how many are signed."""
    share = table.covers.between(begin, end)
    if end - begin > 1:
        text = translate("Coverage", "Values {} to {} of {}: {} of {} signed")
        numbers = (begin + 1, end, table.whole.leaves, share.covered, share.leaves)
        return text.format(*map(number, numbers))
    pointer = table.opened.outline.table.pointer(table.covers.leaf(begin))
    text = translate("Coverage", "Value {} of {}, {}: {}")
    return text.format(
        number(end), number(table.whole.leaves), middle(pointer, _LONGEST_POINTER), _kinds(share)
    )


def _kinds(share: Share) -> str:
    found = [coverage_words.sign_of(cover).word for cover in Cover if share.by(cover)]
    return ", ".join(found or [coverage_words.sign_of(None).word])
