"""A slider over the events of a bundle: arrows go one event on, a page is a tenth of them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from inspector.gui.theme.theme import Theme

_PAGES = 10
_MOST_TICKS = 40
_GROOVE, _RADIUS, _TICK, _RING = 4, 7, 8, 3
_HEIGHT, _LEAST = 26, 120


class EventSlider(QSlider):
    """Drawn by itself, so that handle and focus show on every ground; everything else is Qt's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setMinimumWidth(theme.pixels(_LEAST))
        self.setFixedHeight(theme.pixels(_HEIGHT))
        # The style keeps as much room at the ends as the handle with its ring takes.
        width = 2 * (theme.pixels(_RADIUS) + _RING + 1)
        self.setStyleSheet(
            f"QSlider::groove {{ border: none; background: transparent; height: {width}px; }}"
            f" QSlider::handle {{ border: none; background: transparent; width: {width}px; }}"
        )
        theme.changed.connect(self.update)

    def show_range(self, count: int, at: int) -> None:
        """``count`` events, of which it stands at the one ``at``, counted from 1."""
        self.setRange(1, max(1, count))
        self.setPageStep(max(1, count // _PAGES))
        self.setValue(at)
        self.setEnabled(count > 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, pixels = self._theme.colours, self._theme.pixels
        ends = self._handle(self.minimum()), self._handle(self.maximum())
        handle = self._handle(self.sliderPosition())
        tone = colours.accent if self.isEnabled() else colours.edge
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.edge), 1))
            for tick in self._ticks():
                painter.drawLine(tick - QPoint(0, pixels(_TICK)), tick + QPoint(0, pixels(_TICK)))
            self._draw_groove(painter, ends[0], ends[1], colours.edge)
            self._draw_groove(painter, ends[0], handle, tone)
            painter.setBrush(QColor(tone))
            painter.setPen(QPen(QColor(colours.surface), 2))
            painter.drawEllipse(handle, pixels(_RADIUS), pixels(_RADIUS))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawEllipse(handle, pixels(_RADIUS) + _RING, pixels(_RADIUS) + _RING)

    def _draw_groove(self, painter: QPainter, begin: QPoint, end: QPoint, colour: str) -> None:
        width = self._theme.pixels(_GROOVE)
        pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(begin, end)

    def _ticks(self) -> list[QPoint]:
        """One an event, where there are few."""
        if self.maximum() > _MOST_TICKS:
            return []
        return [self._handle(value) for value in range(self.minimum(), self.maximum() + 1)]

    def _handle(self, value: int) -> QPoint:
        """Where the style, which takes the mouse, has the middle of the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        option.sliderPosition = option.sliderValue = value
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(control, option, part, self).center()
