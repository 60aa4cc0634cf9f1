"""The links between events, painted over the rows: from an event to the one that it names.

Those of the row that is looked at are told in words and in the colour of the selection; of the
others only those are drawn that are seen from end to end, or a thousand would hide the rows.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.bars import MARK, TimelineDelegate
from inspector.gui.timeline.span import RowSpan
from inspector.gui.timeline.timeline_links import Link
from inspector.gui.timeline.timeline_model import TimelineModel
from inspector.gui.timeline.timeline_words import link_word

_MOST = 200
_WORDED = 4
"""Up to this many links are all told in words."""
_BEND = 60
_BOW = 26
_HEAD = 5
_STUB = 18
_FAR = 20_000.0
_WORD_BESIDE = 12


class _Told(NamedTuple):
    """A link that is told in a word, as it is read from ``row``."""

    link: Link
    row: int
    tone: Tone


class CurvePainter:
    """Paints the links of a timeline."""

    def __init__(self, theme: Theme, model: TimelineModel, delegate: TimelineDelegate) -> None:
        self._theme = theme
        self._model = model
        self._delegate = delegate

    def paint(self, painter: QPainter, span: RowSpan, looked_at: Iterable[int]) -> None:
        """``looked_at`` are the row under the pointer and the current one, where there are."""
        near = {link: row for row in looked_at for link in self._links(row)}
        far = [link for link in self._seen(span) if link not in near]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for link in far[:_MOST]:
            self._paint_link(painter, span, link, Tone.FAINT)
        for link in list(near)[:_MOST]:
            self._paint_link(painter, span, link, Tone.ACCENT)
        told = [_Told(link, row, Tone.ACCENT) for link, row in near.items()]
        if len(far) <= _WORDED:
            told += [_Told(link, link.source, Tone.MUTED) for link in far]
        self._paint_words(painter, span, told[:_MOST])

    def _seen(self, span: RowSpan) -> Iterator[Link]:
        """The links that begin and end in rows that are seen."""
        for row in range(span.first, span.end):
            for link in self._links(row):
                if link.source == row and (link.target is None or span.holds(link.target)):
                    yield link

    def _links(self, row: int) -> tuple[Link, ...]:
        timeline = self._model.timeline
        return timeline.links.get(row, ()) if timeline else ()

    def _mark(self, span: RowSpan, row: int) -> QPointF:
        """Where a link begins or ends: at the first mark of a row, or left where it has none."""
        marks = self._delegate.marks(self._model.event_at(row))
        x = marks[0] if marks else self._delegate.left
        # Far outside of what is seen a painter would count pixels all the way.
        return QPointF(*(min(max(-_FAR, place), _FAR) for place in (x, span.middle(row))))

    def _paint_link(self, painter: QPainter, span: RowSpan, link: Link, tone: Tone) -> None:
        start = self._mark(span, link.source)
        colour = self._theme.colour(_tone(link, tone))
        painter.setPen(QPen(colour, self._theme.pixels(3) / 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if link.target is None:
            self._paint_stub(painter, start)
        elif link.target != link.source:
            path, head = self._curve(start, self._mark(span, link.target))
            painter.drawPath(path)
            painter.setBrush(colour)
            painter.drawPolygon(head)

    def _curve(self, start: QPointF, end: QPointF) -> tuple[QPainterPath, QPolygonF]:
        """From the edge of one mark to that of another, with the head of an arrow."""
        reach, head = self._theme.pixels(MARK + 1), self._theme.pixels(_HEAD)
        if abs(end.x() - start.x()) < self._theme.pixels(_BOW):
            # A bow on the left, around the marks between the two.
            way = back = QPointF(-1, 0)
            aside, bend = QPointF(0, 0.6 * head), float(self._theme.pixels(_BOW))
        else:
            way = QPointF(0, 1 if end.y() > start.y() else -1)
            back, aside = -way, QPointF(0.6 * head, 0)
            bend = min(abs(end.y() - start.y()) / 2, self._theme.pixels(_BEND))
        tip = end + back * reach
        neck = tip + back * head
        path = QPainterPath(start + way * reach)
        path.cubicTo(start + way * bend, end + back * bend, neck)
        return path, QPolygonF([tip, neck - aside, neck + aside])

    def _paint_stub(self, painter: QPainter, start: QPointF) -> None:
        """A link to nothing: a short line that ends in a cross."""
        mark, arm = self._theme.pixels(MARK), self._theme.pixels(3)
        end = start - QPointF(self._theme.pixels(_STUB), 0)
        painter.drawLine(start - QPointF(mark, 0), end)
        for rise in (-arm, arm):
            painter.drawLine(end + QPointF(-arm, -rise), end + QPointF(arm, rise))

    def _paint_words(self, painter: QPainter, span: RowSpan, told: list[_Told]) -> None:
        """What each link means; one whose word would lie on another's goes without."""
        painter.setFont(self._theme.font(Text.CAPTION))
        painted: list[QRectF] = []
        for one in told:
            word = link_word(one.link, one.row)
            place = self._word_place(painter, span, one, word)
            if place is not None and not any(place.intersects(other) for other in painted):
                painted.append(place)
                painter.fillRect(place.adjusted(-3, 0, 3, 0), self._theme.colours.surface)
                painter.setPen(self._theme.colour(_tone(one.link, one.tone)))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def _word_place(
        self, painter: QPainter, span: RowSpan, told: _Told, word: str
    ) -> QRectF | None:
        """Beside the mark of the row that is told of, towards the other; None out of sight."""
        link, row, _ = told
        column, mark = painter.clipBoundingRect(), self._mark(span, row)
        if not column.contains(mark):
            return None
        middle = mark.y()
        if link.target is not None:
            other = link.target if row == link.source else link.source
            middle += span.height * (0.75 if other > row else -0.75)
        width = painter.fontMetrics().horizontalAdvance(word)
        height = painter.fontMetrics().height()
        left = min(mark.x() + self._theme.pixels(_WORD_BESIDE), column.right() - width)
        return QRectF(left, middle - height / 2, width, height)


def _tone(link: Link, tone: Tone) -> Tone:
    """A link to nothing fails its check, whoever looks at it."""
    return Tone.FAIL if link.target is None else tone
