"""One line of text in which some characters are marked, painted where there is little room.

The first mark is always seen: where it lies too far to the right the beginning is left out, and
what is left out at the end is marked where something in it is.
"""

from functools import partial

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from inspector.compare.spans import may_cut, nearest_cut
from inspector.gui.document.bytes_text import Marked
from inspector.gui.theme.theme import Theme

_CUT = "…"
_SHARE_BEFORE = 0.5
"""How much of the room is what stands before the first mark, where the beginning is left out."""
_SEEN = 4
"""So many of the marked characters are seen at least."""


def paint_marked(painter: QPainter, theme: Theme, place: QRect, marked: Marked) -> None:
    """Paint ``marked`` into ``place``, cut where it does not fit, in the painter's font and pen."""
    fitted = fit(marked, painter.fontMetrics(), place.width())
    layout = QTextLayout(fitted.text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats([_mark(theme, fitted.text, *part) for part in fitted.parts])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.save()
    painter.setClipRect(place)
    top = place.top() + (place.height() - line.height()) / 2
    layout.draw(painter, QPointF(place.left(), top))
    painter.restore()


def fit(marked: Marked, metrics: QFontMetrics, width: int) -> Marked:
    """What of ``marked`` is shown in ``width`` pixels."""
    text, parts = marked
    if parts and metrics.horizontalAdvance(text[: _seen_end(*parts[0])]) > width:
        first = parts[0][0]
        room = round(width * _SHARE_BEFORE)
        head = metrics.elidedText(text[:first], Qt.TextElideMode.ElideLeft, room)
        begin = nearest_cut(first - len(head.removeprefix(_CUT)), partial(may_cut, text))
        text = _CUT + text[begin:]
        parts = tuple((at + 1 - begin, end + 1 - begin) for at, end in parts)
    # What is elided is measured in parts of a pixel, what is painted in whole ones.
    if metrics.horizontalAdvance(text) <= width:
        return Marked(text, parts)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    last = max(0, len(shown) - 1)
    kept = [(at, min(end, last)) for at, end in parts if at < last]
    if shown and any(end > last for _, end in parts):
        kept.append((last, last + 1))
    return Marked(shown, tuple(kept))


def _seen_end(begin: int, end: int) -> int:
    return min(end, begin + _SEEN)


def _mark(theme: Theme, text: str, begin: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = _units(text[:begin])
    found.length = _units(text[begin:end])
    style = QTextCharFormat()
    style.setBackground(QColor(theme.colours.marker))
    style.setForeground(QColor(theme.colours.text))
    found.format = style
    return found


def _units(text: str) -> int:
    """What Qt counts: a character beyond U+FFFF is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
