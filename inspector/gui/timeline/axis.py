"""The time axis on the screen: its zoom and position, and above the rows a header with the dates
and the length of each cut stretch."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from inspector.gui.document import dates
from inspector.gui.document.dates import Zone
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_scale import Tick, ticks
from inspector.gui.widgets.plain_text import tooltip

_STEP = 1.25
_LEAST_MOST = 8.0
_MOST = 400_000.0
"""Beyond it a scroll bar could not count the pixels of a wide screen."""
_NARROWEST_FILLS = 0.5
"""At the largest zoom the two closest dates are this part of the width apart."""


class TimelineLens(QObject):
    """Zoom and position; ``changed`` when any of it does."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._room = 1
        self._most = _LEAST_MOST
        self._offset = 0.0
        self.zoom = 1.0

    def show_scale(self, narrowest: float) -> None:
        """See all of another scale; ``narrowest`` is the distance of its two closest places."""
        self._most = min(_MOST, max(_LEAST_MOST, _NARROWEST_FILLS / narrowest))
        self.fit()

    def set_room(self, left: int, width: int) -> None:
        """Where the axis may be drawn."""
        room = max(1, width)
        if (left, room) != (self._left, self._room):
            self._offset *= room / self._room
            self._left, self._room = left, room
            self.changed.emit()

    @property
    def length(self) -> float:
        """The pixels that all of the axis would take."""
        return self._room * self.zoom

    @property
    def room(self) -> int:
        """The pixels that are seen of it."""
        return self._room

    @property
    def offset(self) -> float:
        """The pixels that lie left of what is seen."""
        return self._offset

    @property
    def seen(self) -> tuple[float, float]:
        return self._offset / self.length, (self._offset + self._room) / self.length

    def x(self, place: float) -> float:
        return self._left + place * self.length - self._offset

    def place(self, x: float) -> float:
        return (x - self._left + self._offset) / self.length

    def zoom_in(self, steps: float, x: float | None = None) -> None:
        """Magnify so that what is at ``x`` stays there, else the middle; out where negative."""
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
        """See something of what reaches from one x to another: the nearer end, in the middle."""
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
"""How far left of its place a date begins, so that its first digit stands over the mark."""
_HATCH = 0.58, 0.8
"""Where in a cut its hatching stands: right of the date that the cut begins with."""
_LEAST_CUT = 12
_ROOM_AROUND = 2


class Hatch(NamedTuple):
    """Where a cut is hatched, and how many seconds it leaves out."""

    left: float
    right: float
    seconds: int


class TimelineAxis(QHeaderView):
    """Columns without titles; above the time column stand the dates."""

    def __init__(self, theme: Theme, lens: TimelineLens, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._lens = lens
        self._timeline: Timeline | None = None
        self._zone = Zone.UTC
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        lens.changed.connect(self.viewport().update)
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
        """The dates that are written."""
        if self._timeline is None:
            return []
        return list(ticks(self._timeline.scale, self._lens, self._zone, self._widths))

    def hatches(self) -> list[Hatch]:
        """The cuts that are seen, as long as they are wide enough to be seen as such."""
        if self._timeline is None or self._cut_width < _LEAST_CUT:
            return []
        left, right = (part * self._cut_width for part in _HATCH)
        cuts = self._timeline.scale.cuts(*self._lens.seen)
        begun = ((self._lens.x(cut.begin), cut.seconds) for cut in cuts)
        return [Hatch(begin + left, begin + right, seconds) for begin, seconds in begun]

    def built(self) -> float | None:
        """Where the bundle's own date stands."""
        if self._timeline is None or (second := self._timeline.built.second) is None:
            return None
        return self._lens.x(self._timeline.scale.place(second))

    @property
    def _cut_width(self) -> float:
        return self._timeline.scale.cut_width * self._lens.length if self._timeline else 0.0

    def _widths(self, tick: Tick) -> tuple[int, int]:
        days, times = self._metrics(Text.LABEL), self._metrics(Text.SMALL_MONO)
        return days.horizontalAdvance(tick.day), times.horizontalAdvance(tick.time)

    def _metrics(self, text: Text) -> QFontMetrics:
        return QFontMetrics(self._theme.font(text))

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colours.surface)
            written = self._paint_ticks(painter)
            self._paint_lengths(painter, written)
            self._paint_built(painter)

    def _paint_ticks(self, painter: QPainter) -> list[QRectF]:
        """The dates in two lines, and the places that their times take."""
        upper, lower = self._lines()
        written = []
        for tick in self.ticks():
            left = tick.x - self._theme.pixels(_BEFORE)
            painter.setFont(self._theme.font(Text.LABEL))
            painter.setPen(self._theme.colour(ColourRole.TEXT))
            painter.drawText(QPointF(left, upper), tick.day)
            painter.setFont(self._theme.font(Text.SMALL_MONO))
            painter.setPen(self._theme.colour(ColourRole.MUTED))
            painter.drawText(QPointF(left, lower), tick.time)
            width = self._metrics(Text.SMALL_MONO).horizontalAdvance(tick.time)
            written.append(QRectF(left, lower, width, 1))
        return written

    def _paint_lengths(self, painter: QPainter, written: list[QRectF]) -> None:
        """Above each hatching how long it is, where there is room for that."""
        _, lower = self._lines()
        painter.setFont(self._theme.font(Text.CAPTION))
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
        """The base lines of days and of times."""
        lower = self.height() - self._theme.pixels(16)
        return lower - self._metrics(Text.LABEL).height(), lower

    # --- what the pointer is on -------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            x = event.pos().x()
            at = next((cut for cut in self.hatches() if cut.left <= x <= cut.right), None)
            said = self.tr("{} without any date, left out").format(
                dates.exact_length(at.seconds)
            ) if at else ""  # fmt: skip
            QToolTip.showText(event.globalPos(), tooltip(said) if said else "", self)
            return True
        return super().viewportEvent(event)
