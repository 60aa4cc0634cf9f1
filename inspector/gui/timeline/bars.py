"""How the dates of one event are painted: a mark for each, and the bar between them.

The bar says how the event stands: solid where all passed, dashed where something is odd or was
not checked, dotted where something failed.
"""

from PySide6.QtCore import (
    QLineF,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from inspector.gui.document import dates
from inspector.gui.document.dates import Date
from inspector.gui.document.rows_view import RowsDelegate
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.axis import TimelineLens
from inspector.gui.timeline.timeline import TimelineEvent
from inspector.gui.timeline.timeline_model import SIGNER, TIME, TimelineModel
from inspector.gui.widgets.cells import AnyIndex

MARK = 6
"""From the middle of a mark to its edge."""
_BAR = 2
_INSET = 9
"""Between the edge of a column and the icon or the word in it, beside what the style leaves."""
_DASHES = {ColourRole.PASS: [], ColourRole.FAIL: [1.0, 1.5]}
_DASHED = [3.5, 2.0]
_ARROW = 4
_INNER = 5
"""The side of the square inside a circle, where the two cannot be told apart."""


class TimelineDelegate(RowsDelegate):
    """Paints the time column; signers are painted by the view, since they span rows."""

    def __init__(
        self, theme: Theme, model: TimelineModel, lens: TimelineLens, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._lens = lens

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        # The view paints the ground of a row, from its first column to the last.
        option.state &= ~QStyle.StateFlag.State_Selected

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * self._theme.pixels(_INSET), hint.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() == TIME:
            painter.save()
            painter.setClipRect(option.rect)
            self._paint_event(painter, option.rect, self._model.event_at(index.row()))
            painter.restore()
        elif index.column() != SIGNER:
            inner = QStyleOptionViewItem(option)
            inner.rect.adjust(self._theme.pixels(_INSET), 0, 0, 0)
            super().paint(painter, inner, index)

    def marks(self, event: TimelineEvent) -> list[float]:
        """Where the marks of an event stand, in sight or not: created, then signed."""
        places = (self._x(event.created), self._x(event.signed))
        return [x for x in places if x is not None]

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return self._lens.x(self._lens.seen[0])

    def _x(self, date: Date) -> float | None:
        if self._model.timeline is None or (second := date.second) is None:
            return None
        return self._lens.x(self._model.timeline.scale.place(second))

    def _paint_event(self, painter: QPainter, cell: QRect, event: TimelineEvent) -> None:
        sign = timeline_words.sign(event)
        tone = sign.tone if sign else ColourRole.MUTED
        created, signed = self._x(event.created), self._x(event.signed)
        middle = cell.top() + cell.height() / 2
        if created is not None and signed is not None:
            self._paint_bar(painter, cell, QLineF(created, middle, signed, middle), tone)
        if created is not None:
            self._paint_mark(painter, "created", tone, QPointF(created, middle))
        if signed is not None and created is not None and self._are_one(created, signed):
            side = self._theme.pixels(_INNER)
            inner = QRectF(created - side / 2, middle - side / 2, side, side)
            painter.fillRect(inner, self._theme.colour(tone))
        elif signed is not None:
            self._paint_mark(painter, "signed", tone, QPointF(signed, middle))
        self._paint_missing(painter, cell, event, created if signed is None else signed)
        self._paint_way(painter, cell, event, tone)

    def _are_one(self, created: float, signed: float) -> bool:
        """Whether two marks would cover one another."""
        return abs(signed - created) < self._theme.pixels(MARK)

    def _paint_bar(self, painter: QPainter, cell: QRect, line: QLineF, tone: ColourRole) -> None:
        reach = self._theme.pixels(MARK)
        left, right = sorted((line.x1(), line.x2()))
        # Not from far outside: a pen would count its dashes all the way.
        left, right = max(left + reach, cell.left()), min(right - reach, cell.right() + 1)
        if left >= right:
            return
        pen = QPen(self._theme.colour(tone), self._theme.pixels(_BAR))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes := _DASHES.get(tone, _DASHED):
            pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.drawLine(QLineF(left, line.y1(), right, line.y1()))

    def _paint_way(
        self, painter: QPainter, cell: QRect, event: TimelineEvent, tone: ColourRole
    ) -> None:
        """Where all of an event is out of sight, an arrow towards it."""
        marks = self.marks(event)
        if not marks or (min(marks) <= cell.right() and max(marks) >= cell.left()):
            return
        arrow, middle = self._theme.pixels(_ARROW), cell.top() + cell.height() / 2
        is_left = max(marks) < cell.left()
        tip = cell.left() + arrow if is_left else cell.right() - arrow
        base = tip + arrow if is_left else tip - arrow
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(tone))
        corners = (tip, middle), (base, middle - arrow), (base, middle + arrow)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _paint_mark(self, painter: QPainter, name: str, tone: ColourRole, middle: QPointF) -> None:
        mark = self._theme.pixmap(name, tone)
        size = mark.deviceIndependentSize()
        painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), mark)

    def _paint_missing(
        self, painter: QPainter, cell: QRect, event: TimelineEvent, mark: float | None
    ) -> None:
        """The word in place of a date, beside the other date's mark: for a date that cannot be
        read, and for no date of creation. That there is no signature is for its check to say."""
        word = dates.missing(event.created)
        if not word and event.signed.is_stated:
            word = dates.missing(event.signed)
        if not word:
            return
        painter.setFont(self._theme.font(Text.LABEL))
        painter.setPen(self._theme.colour(ColourRole.FAINT))
        width = painter.fontMetrics().horizontalAdvance(word)
        beside = 2 * self._theme.pixels(MARK)
        left = self.left if mark is None else mark - beside - width
        if left < cell.left() and mark is not None:
            left = mark + beside
        place = QRectF(left, cell.top(), width, cell.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
