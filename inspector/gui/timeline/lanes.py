"""Whose rows these are: beside the rows of one signer its name, its key and what is known of it.

The label stays in sight as long as a row of the lane does.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.span import RowSpan
from inspector.gui.timeline.timeline import Lane
from inspector.gui.timeline.timeline_model import TimelineModel
from inspector.gui.widgets.signs import Sign

_EDGE = 16
_TOP = 7
_GAP = 6
_BETWEEN = 3


class _Part(NamedTuple):
    """A piece of a line, with an icon where it is a sign."""

    text: str
    font: Text
    tone: Tone
    icon: str = ""


class LanePainter:
    """Paints the column of signers over the rows, and a hairline below each lane."""

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        self._theme = theme
        self._model = model

    def paint(self, painter: QPainter, span: RowSpan, column: QRect, width: int) -> None:
        """``column`` is where the signers stand, ``width`` what is seen of a row."""
        row = span.first
        while row < span.end:
            lane = self._model.lane_of(row)
            top, bottom = span.top(lane.first), span.top(lane.end)
            place = QRect(column.left(), top, column.width(), bottom - top)
            painter.setClipRect(place)
            painter.fillRect(place, self._theme.colours.sunken)
            self._paint_label(painter, lane, place)
            painter.setClipping(False)
            painter.setPen(self._theme.colours.border)
            painter.drawLine(0, place.bottom(), width, place.bottom())
            row = lane.end

    def _paint_label(self, painter: QPainter, lane: Lane, place: QRect) -> None:
        lines = _lines(lane)
        heights = [max(self._height(part) for part in line) for line in lines]
        between = self._theme.pixels(_BETWEEN) if len(lines) > 2 else 0  # noqa: PLR2004 - see _lines
        height = sum(heights) + between * (len(lines) - 1)
        top = place.top() + min(self._theme.pixels(_TOP), (place.height() - height) // 2)
        top = max(top, min(self._theme.pixels(_TOP), place.bottom() - height))
        edge = self._theme.pixels(_EDGE)
        for line, tall in zip(lines, heights, strict=True):
            box = QRect(place.left() + edge, top, place.width() - edge - edge // 2, tall)
            self._paint_line(painter, line, box)
            top += tall + between

    def _paint_line(self, painter: QPainter, line: list[_Part], box: QRect) -> None:
        for part in line:
            if part.icon:
                sign = self._theme.pixmap(part.icon, part.tone)
                size = sign.deviceIndependentSize().toSize()
                painter.drawPixmap(box.left(), box.center().y() - size.height() // 2 + 1, sign)
                box.setLeft(box.left() + size.width() + self._theme.pixels(_GAP))
            painter.setFont(self._theme.font(part.font))
            painter.setPen(self._theme.colour(part.tone))
            shown = painter.fontMetrics().elidedText(
                part.text, Qt.TextElideMode.ElideRight, max(0, box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            used = painter.fontMetrics().horizontalAdvance(shown) + self._theme.pixels(_GAP)
            box.setLeft(box.left() + used)

    def _height(self, part: _Part) -> int:
        return QFontMetrics(self._theme.font(part.font)).height()


def _lines(lane: Lane) -> list[list[_Part]]:
    """Three lines; two where the lane has a single row, which has no room for more."""
    name = _Part(timeline_words.signer(lane), Text.HEADING, Tone.TEXT)
    key = _Part(timeline_words.key(lane), Text.CAPTION, Tone.MUTED)
    found: Sign = timeline_words.key_sign(lane)
    sign = _Part(found.word, Text.LABEL, found.tone, found.icon)
    return [[name], [sign, key]] if lane.end - lane.first == 1 else [[name], [key], [sign]]
