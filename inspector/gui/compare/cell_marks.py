"""The two values of a changed row in one line each, with the characters marked that differ.

Computed for what is seen, so it is bounded: a text is looked at around its first difference, and
not at all where that lies far behind its beginning.
"""

from functools import partial

from inspector.compare.columns import ChangeKind
from inspector.compare.spans import (
    Span,
    Spans,
    common_prefix_length,
    differing,
    may_cut,
    nearest_cut,
)
from inspector.document.json_types import Json
from inspector.gui.compare.row_signs import RowSigns
from inspector.gui.compare.row_text import SIDES, RowText
from inspector.gui.document import labels
from inspector.gui.document.bytes_text import Marked
from inspector.gui.document.rows import node_of
from inspector.gui.widgets.plain_text import CELL, cell
from inspector.visible import visible

_FARTHEST = 100_000
"""In how many characters of a text its first difference is looked for."""
_BEFORE = 100
"""How many characters before it are kept, where there are more."""
_CUT = "…"
_MOST_KEPT = 512
"""Rows, more than are seen at once."""


class CellMarks:
    """The marks of the rows that were seen last."""

    def __init__(self, text: RowText, signs: RowSigns) -> None:
        self._text = text
        self._signs = signs
        self._kept: dict[int, tuple[Marked, Marked] | None] = {}

    def of(self, key: int, side: int) -> Marked | None:
        """The value of the row ``key`` on one side; None where it is shown as it is."""
        if self._signs.kind(key) is not ChangeKind.CHANGED:
            return None
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            pair = node_of(key)
            left, right = (
                self._text.table(side).value(self._text.node(pair, side)) for side in SIDES
            )
            self._kept[key] = marked_cells(left, right)
        found = self._kept[key]
        return None if found is None else found[side]


def marked_cells(left: Json, right: Json) -> tuple[Marked, Marked] | None:
    """The text of both cells, with the parts that differ; None where no cell tells them apart."""
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return None
    if isinstance(left, str) and isinstance(right, str):
        return _of_texts(left, right) if left and right else (_whole(left), _whole(right))
    if _is_number(left) and _is_number(right):
        ones, others = differing(labels.leaf(left).text, labels.leaf(right).text)
        return _joined(ones), _joined(others)
    return _whole(left), _whole(right)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: Json) -> Marked:
    """A value that is another altogether."""
    text = labels.leaf(value).text
    return Marked(text, ((0, len(text)),) if value != "" else ())


def _of_texts(left: str, right: str) -> tuple[Marked, Marked] | None:
    start = common_prefix_length(left[:_FARTHEST], right[:_FARTHEST])
    if start == _FARTHEST:
        return None
    begin = nearest_cut(max(0, start - _BEFORE), partial(may_cut, left))
    end = start + CELL
    ones, others = differing(left[begin:end], right[begin:end])
    return _of_text(left, begin, end, ones), _of_text(right, begin, end, others)


def _of_text(text: str, begin: int, end: int, spans: Spans) -> Marked:
    """``text`` from ``begin`` to ``end`` in ``spans``, as its cell shows it."""
    shown = cell(text)
    if _CUT in shown[:-1] and text.isascii():
        return _cut_in_the_middle(shown, len(text), spans)
    found = _joined((*(() if begin == 0 else (Span(_CUT, differs=False),)), *spans))
    return found if end >= len(text) else found._replace(text=found.text + _CUT)


def _cut_in_the_middle(shown: str, length: int, spans: Spans) -> Marked:
    """A hash: what differs in the part that is left out marks the ellipsis."""
    lead = shown.index(_CUT)
    tail = length - (len(shown) - lead - 1)
    parts = []
    at = 0
    for span in spans:
        end = at + len(span.text)
        if span.differs:
            parts.append((_place(at, lead, tail), _place(end - 1, lead, tail) + 1))
        at = end
    return Marked(shown, tuple(parts))


def _place(at: int, lead: int, tail: int) -> int:
    """Where the character ``at`` of a text stands in what is shown of it."""
    if at < lead:
        return at
    return lead if at < tail else at - tail + lead + 1


def _joined(spans: Spans) -> Marked:
    text = ""
    parts = []
    for span in spans:
        piece = visible(span.text)
        if span.differs:
            parts.append((len(text), len(text) + len(piece)))
        text += piece
    return Marked(text, tuple(parts))
