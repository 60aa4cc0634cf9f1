"""Two sliders that walk the history of one bundle: the state after one event and after another."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSlider, QStyle, QStyleOptionSlider, QWidget

from inspector.compare.side import event_count
from inspector.document.document import Document
from inspector.gui.compare import head_text
from inspector.gui.compare.head import fit
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import BreakingLabel, Label

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

    def paintEvent(self, event: QPaintEvent) -> None:
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


_EDGE = 24
_NARROW = 860
_LABEL = 340
_ANY_WIDTH = 16_777_215


class HistoryBar(QWidget):
    """A slider for each side, from the first event to the last, and what it stands at."""

    moved = Signal(int, int)
    """After which event the left is, and the right, counted from 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document: Document | None = None
        self._sides = self.tr("Left"), self.tr("Right")
        self._names = [Label(theme, Text.LABEL, ColourRole.FAINT, side) for side in self._sides]
        self.sliders = [EventSlider(theme) for _ in self._sides]
        self.labels = [BreakingLabel(theme, Text.LABEL) for _ in self._sides]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, 6, _EDGE, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._place(is_narrow=True)
        for slider in self.sliders:
            slider.valueChanged.connect(self._on_moved)

    @property
    def at(self) -> tuple[int, int]:
        """After which event the left is, and the right."""
        left, right = self.sliders
        return left.value(), right.value()

    def show_history(self, document: Document, left: int, right: int) -> None:
        """The history of a bundle with at least one event; ``moved`` is not emitted."""
        self._document = document
        count = event_count(document)
        for slider, at in zip(self.sliders, (left, right), strict=True):
            with QSignalBlocker(slider):
                slider.show_range(count, at)
            slider.update()
        self._say()

    def hasHeightForWidth(self) -> bool:
        """Fixed height; otherwise the parent may shrink it."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place(is_narrow=event.size().width() < self._theme.pixels(_NARROW))
            fit(self, self._grid)

    def _place(self, *, is_narrow: bool) -> None:
        """Each label beside its slider, all of one width, or below it where there is less room."""
        middle = Qt.AlignmentFlag.AlignVCenter
        for side, (name, slider, label) in enumerate(
            zip(self._names, self.sliders, self.labels, strict=True)
        ):
            row = 2 * side
            self._grid.addWidget(name, row, 0, middle)
            self._grid.addWidget(slider, row, 1)
            self._grid.addWidget(label, *((row + 1, 1) if is_narrow else (row, 2)), middle)
            width = 0 if is_narrow else self._theme.pixels(_LABEL)
            label.setMinimumWidth(width)
            label.setMaximumWidth(width or _ANY_WIDTH)

    def _on_moved(self) -> None:
        self._say()
        self.moved.emit(*self.at)

    def _say(self) -> None:
        if self._document is None:
            return
        for side, slider, label in zip(self._sides, self.sliders, self.labels, strict=True):
            label.setText(head_text.after(self._document, slider.value()))
            slider.setAccessibleName(f"{side}: {label.text()}")
        fit(self, self._grid)
