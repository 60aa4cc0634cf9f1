"""The time axis on the screen: zoom and position, the header with dates, and the marks of
events."""

from PySide6.QtCore import (
    QEvent,
    QLineF,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QToolTip, QWidget

from inspector.gui.document import dates
from inspector.gui.document.dates import Date, Zone
from inspector.gui.document.rows_view import RowsDelegate
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_model
from inspector.gui.timeline.timeline import Timeline, TimelineEvent
from inspector.gui.timeline.timeline_model import SIGNER, TIME, TimelineModel
from inspector.gui.timeline.timeline_scale import Tick, ticks
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.plain_text import tooltip
from inspector.named_tuple import NamedTuple

_STEP = 1.25
_LEAST_MOST = 8.0
_MOST = 400_000.0
"""Beyond it a scroll bar could not represent the pixels of a wide screen."""
_NARROWEST_FILLS = 0.5
"""At the largest zoom, the two closest dates are this fraction of the width apart."""


class TimelineZoom(QObject):
    """Zoom and position; emits ``changed`` when one of them does."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._room = 1
        self._most = _LEAST_MOST
        self._offset = 0.0
        self.zoom = 1.0

    def show_scale(self, narrowest: float) -> None:
        """Show all of a new scale; ``narrowest`` is the distance of its two closest places."""
        self._most = min(_MOST, max(_LEAST_MOST, _NARROWEST_FILLS / narrowest))
        self.fit()

    def set_room(self, left: int, width: int) -> None:
        """Set where the axis may be drawn."""
        room = max(1, width)
        if (left, room) != (self._left, self._room):
            self._offset *= room / self._room
            self._left, self._room = left, room
            self.changed.emit()

    @property
    def length(self) -> float:
        """The length of the whole axis in pixels."""
        return self._room * self.zoom

    @property
    def room(self) -> int:
        """The visible length in pixels."""
        return self._room

    @property
    def offset(self) -> float:
        """The pixels to the left of the visible part."""
        return self._offset

    @property
    def seen(self) -> tuple[float, float]:
        return self._offset / self.length, (self._offset + self._room) / self.length

    def x(self, place: float) -> float:
        return self._left + place * self.length - self._offset

    def place(self, x: float) -> float:
        return (x - self._left + self._offset) / self.length

    def zoom_in(self, steps: float, x: float | None = None) -> None:
        """Zoom around ``x`` or the middle; out if ``steps`` is negative."""
        x = self._left + self._room / 2 if x is None else x
        place = self.place(x)
        self.zoom = min(self._most, max(1.0, self.zoom * _STEP**steps))
        self._move_to(place * self.length - (x - self._left))

    def move_to(self, offset: float) -> None:
        if offset != self._offset:
            self._move_to(offset)

    def sees(self, x: float) -> bool:
        return self._left <= x <= self._left + self._room

    def reveal(self, first: float, last: float) -> None:
        """Scroll so that something between the two x is visible: the nearer end, in the middle."""
        if last < self._left or first > self._left + self._room:
            x = last if last < self._left else first
            self._move_to(self._offset + x - self._left - self._room / 2)

    def fit(self) -> None:
        self.zoom = 1.0
        self._move_to(0.0)

    def _move_to(self, offset: float) -> None:
        self._offset = min(max(0.0, offset), self.length - self._room)
        self.changed.emit()


_HEIGHT = 46
_BEFORE = 4
"""How far left of its place a date begins, so that its first digit is above the mark."""
_HATCH = 0.58, 0.8
"""The part of a cut that is hatched, right of the date before the cut."""
_LEAST_CUT = 12
_ROOM_AROUND = 2


class Hatch(NamedTuple):
    """The place of a hatching, and how many seconds it leaves out."""

    left: float
    right: float
    seconds: int


class TimelineAxis(QHeaderView):
    """Columns without titles; the dates are above the time column."""

    def __init__(self, theme: Theme, scale_view: TimelineZoom, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._scale_view = scale_view
        self._timeline: Timeline | None = None
        self._zone = Zone.UTC
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        scale_view.changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._timeline = timeline
        self.viewport().update()

    def show_in(self, zone: Zone) -> None:
        self._zone = zone
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.pixels(_HEIGHT))

    # --- where things stand -----------------------------------------------------------------

    def ticks(self) -> list[Tick]:
        """The dates to write."""
        if self._timeline is None:
            return []
        return list(ticks(self._timeline.scale, self._scale_view, self._zone, self._widths))

    def hatches(self) -> list[Hatch]:
        """The visible cuts that are wide enough to be recognised."""
        if self._timeline is None or self._cut_width < _LEAST_CUT:
            return []
        left, right = (part * self._cut_width for part in _HATCH)
        cuts = self._timeline.scale.cuts(*self._scale_view.seen)
        begun = ((self._scale_view.x(cut.begin), cut.seconds) for cut in cuts)
        return [Hatch(begin + left, begin + right, seconds) for begin, seconds in begun]

    def built(self) -> float | None:
        """The place of the bundle's own date."""
        if self._timeline is None or (second := self._timeline.built.second) is None:
            return None
        return self._scale_view.x(self._timeline.scale.place(second))

    @property
    def _cut_width(self) -> float:
        return self._timeline.scale.cut_width * self._scale_view.length if self._timeline else 0.0

    def _widths(self, tick: Tick) -> tuple[int, int]:
        days, times = self._metrics(TextStyle.LABEL), self._metrics(TextStyle.SMALL_MONO)
        return days.horizontalAdvance(tick.day), times.horizontalAdvance(tick.time)

    def _metrics(self, style: TextStyle) -> QFontMetrics:
        return QFontMetrics(self._theme.font(style))

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colours.surface)
            written = self._paint_ticks(painter)
            self._paint_lengths(painter, written)
            self._paint_built(painter)

    def _paint_ticks(self, painter: QPainter) -> list[QRectF]:
        """Paint the dates on two lines; return the rectangles of the times."""
        upper, lower = self._lines()
        written = []
        for tick in self.ticks():
            left = tick.x - self._theme.pixels(_BEFORE)
            painter.setFont(self._theme.font(TextStyle.LABEL))
            painter.setPen(self._theme.colour(ColourRole.TEXT))
            painter.drawText(QPointF(left, upper), tick.day)
            painter.setFont(self._theme.font(TextStyle.SMALL_MONO))
            painter.setPen(self._theme.colour(ColourRole.MUTED))
            painter.drawText(QPointF(left, lower), tick.time)
            width = self._metrics(TextStyle.SMALL_MONO).horizontalAdvance(tick.time)
            written.append(QRectF(left, lower, width, 1))
        return written

    def _paint_lengths(self, painter: QPainter, written: list[QRectF]) -> None:
        """Write the duration of each cut above its hatching, if it fits."""
        _, lower = self._lines()
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painter.setPen(self._theme.colour(ColourRole.MUTED))
        for hatch in self.hatches():
            text = dates.length(hatch.seconds)
            width = painter.fontMetrics().horizontalAdvance(text)
            place = QRectF((hatch.left + hatch.right - width) / 2, lower, width, 1)
            around = place.adjusted(-_ROOM_AROUND, 0, _ROOM_AROUND, 0)
            if not any(around.intersects(other) for other in written):
                painter.drawText(place.topLeft(), text)
                written.append(around)

    def _paint_built(self, painter: QPainter) -> None:
        if (x := self.built()) is not None:
            sign = self._theme.pixmap("built", ColourRole.BUNDLE)
            size = sign.deviceIndependentSize()
            painter.drawPixmap(QPointF(x - size.width() / 2, self.height() - size.height()), sign)

    def _lines(self) -> tuple[float, float]:
        """The base lines of days and times."""
        lower = self.height() - self._theme.pixels(16)
        return lower - self._metrics(TextStyle.LABEL).height(), lower

    # --- what the pointer is on -------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            x = event.pos().x()
            at = next((cut for cut in self.hatches() if cut.left <= x <= cut.right), None)
            said = ""
            if at is not None:
                length = dates.exact_length(at.seconds)
                said = tooltip(self.tr("{} without any date, left out").format(length))
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)


# --- the dates of one event: a mark for each, and the bar between them --------------------------

# The bar shows the result of the event: solid if all passed, dashed if something warned or was not
# checked, dotted if something failed.

MARK = 6
"""The radius of a mark."""
_BAR = 2
_INSET = 9
"""The space between the edge of a column and its icon or text, besides the style's."""
_DASHES = {ColourRole.PASS: [], ColourRole.FAIL: [1.0, 1.5]}
_DASHED = [3.5, 2.0]
_ARROW = 4
_INNER = 5
"""The side of the square inside a circle, used if the two marks coincide."""


class TimelineDelegate(RowsDelegate):
    """Paints the time column; the view paints the signers, since they span rows."""

    def __init__(
        self, theme: Theme, model: TimelineModel, scale_view: TimelineZoom, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._scale_view = scale_view

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        # the view paints the background of a row across all columns
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
        """The places of the marks of an event, visible or not: created, then signed."""
        places = (self._x(event.created), self._x(event.signed))
        return [x for x in places if x is not None]

    @property
    def left(self) -> float:
        """The left end of the axis."""
        return self._scale_view.x(self._scale_view.seen[0])

    def _x(self, date: Date) -> float | None:
        if self._model.timeline is None or (second := date.second) is None:
            return None
        return self._scale_view.x(self._model.timeline.scale.place(second))

    def _paint_event(self, painter: QPainter, cell: QRect, event: TimelineEvent) -> None:
        sign = timeline_model.event_sign(event)
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
        """Whether two marks would overlap."""
        return abs(signed - created) < self._theme.pixels(MARK)

    def _paint_bar(self, painter: QPainter, cell: QRect, line: QLineF, tone: ColourRole) -> None:
        reach = self._theme.pixels(MARK)
        left, right = sorted((line.x1(), line.x2()))
        # not from far outside, since a pen computes its dashes along the whole line
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
        """Paint an arrow towards an event that is completely out of sight."""
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
        """Paint the word for a date that cannot be read, or for a missing date of creation.

        A missing signature is reported by its check.
        """
        word = dates.missing(event.created)
        if not word and event.signed.is_stated:
            word = dates.missing(event.signed)
        if not word:
            return
        painter.setFont(self._theme.font(TextStyle.LABEL))
        painter.setPen(self._theme.colour(ColourRole.FAINT))
        width = painter.fontMetrics().horizontalAdvance(word)
        beside = 2 * self._theme.pixels(MARK)
        left = self.left if mark is None else mark - beside - width
        if left < cell.left() and mark is not None:
            left = mark + beside
        place = QRectF(left, cell.top(), width, cell.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
