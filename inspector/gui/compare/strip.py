"""The strip at the right edge of a comparison: every difference, and what part of the trees is
seen.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QScrollBar, QSizePolicy, QToolTip, QWidget

from inspector.gui.compare import strip_picture, strip_text
from inspector.gui.compare.paired import Paired
from inspector.gui.compare.strip_marks import StripMarks
from inspector.gui.compare.visual_order import Stretch
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip

_WIDTH = 18
_MARGIN = 3
_SMALLEST, _LARGEST = 5, 11
_LEAST_FRAME = 10
_NEAR = 5
"""A difference is meant where the pointer is so near."""
_PAGE = 10
_RING = 2
_RADIUS = 2


class OverviewStrip(QWidget):
    """Shows where the differences of a ``Paired`` stand; says which one was chosen."""

    chosen = Signal(object)
    """The key of its row."""

    def __init__(self, theme: Theme, bar: QScrollBar) -> None:
        """``bar`` is what the wheel turns."""
        super().__init__()
        self._theme = theme
        self._bar = bar
        self._paired: Paired | None = None
        self._marks: StripMarks | None = None
        self._pixmap: QPixmap | None = None
        self._seen = Stretch(0, 0)
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Differences from top to bottom"))
        theme.changed.connect(self._lay_out)

    @property
    def marks(self) -> StripMarks | None:
        return self._marks

    def show_paired(self, paired: Paired | None) -> None:
        self._paired = paired
        self._seen = Stretch(0, 0)
        self._current = None
        self._lay_out()

    def show_seen(self, stretch: Stretch) -> None:
        """Frame the rows that are seen in the trees."""
        if stretch != self._seen:
            self._seen = stretch
            self.update()

    def show_current(self, number: int | None) -> None:
        """Mark a difference, or none, without telling anybody."""
        self._current = number
        words = ""
        if self._paired is not None and number is not None:
            words = strip_text.of_differences(self._paired, range(number, number + 1))
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.pixels(_WIDTH), 200)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.pixels(_WIDTH), 40)

    # --- laying out and painting ----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.colours.window))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._marks is not None:
                self._paint_frame(painter, self._marks)
                painter.drawPixmap(0, 0, self._picture(self._marks))
                self._paint_current(painter, self._marks)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour(Tone.ACCENT), _RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _picture(self, marks: StripMarks) -> QPixmap:
        if self._pixmap is None:
            self._pixmap = strip_picture.paint(
                self._theme, marks, self.size(), _MARGIN, self.devicePixelRatioF()
            )
        return self._pixmap

    def _paint_frame(self, painter: QPainter, marks: StripMarks) -> None:
        begin, end = (_MARGIN + marks.y(row) for row in self._seen)
        if self._seen.begin < self._seen.end and (marks.shapes or marks.lines):
            short = max(0.0, self._theme.pixels(_LEAST_FRAME) - (end - begin))
            frame = QRectF(1.5, begin - short / 2, self.width() - 3, end - begin + short)
            strip_picture.paint_frame(painter, self._theme, frame)

    def _paint_current(self, painter: QPainter, marks: StripMarks) -> None:
        if self._current is not None:
            size = self._theme.pixels(_LARGEST)
            y = _MARGIN + marks.middle(self._current)
            box = QRectF((self.width() - size) / 2, y - size / 2, size, size)
            painter.setPen(QPen(self._theme.colour(Tone.ACCENT), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), _RADIUS, _RADIUS)

    def _lay_out(self) -> None:
        self._pixmap = None
        self._marks = None
        if self._paired is not None:
            height = max(1, self.height() - 2 * _MARGIN)
            largest = self._theme.pixels(_LARGEST)
            self._marks = StripMarks(self._paired, height, _SMALLEST, largest)
        self.update()

    # --- mouse and keyboard ---------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        QApplication.sendEvent(self._bar, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        count = len(self._paired.keys) if self._paired else 0
        here = -1 if self._current is None else self._current
        numbers = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_PageUp: here - _PAGE,
            Qt.Key.Key_PageDown: here + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        number = numbers.get(Qt.Key(event.key()))
        if number is None or not count:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(number, 0), count - 1))

    def _choose_at(self, y: float) -> None:
        if self._paired is not None and self._marks is not None and self._paired.keys:
            self._choose(self._paired.nearest(self._marks.row(y - _MARGIN) - 0.5))

    def _choose(self, number: int) -> None:
        if self._paired is not None and number != self._current:
            self.chosen.emit(self._paired.keys[number])

    def _show_tip(self, event: QHelpEvent) -> None:
        words = ""
        if self._paired is not None and self._marks is not None:
            y = event.y() - _MARGIN
            near = self._theme.pixels(_NEAR)
            numbers = self._marks.numbers(y - near, y + near)
            words = strip_text.of_differences(self._paired, numbers)
        if words:
            QToolTip.showText(event.globalPos(), tooltip(words), self)
        else:
            QToolTip.hideText()
