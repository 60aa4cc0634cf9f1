"""The strip of the coverage: every value of the file from left to right, and what covers it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.gui.coverage import strip_words
from inspector.gui.coverage.coverage_view import CoverageTable
from inspector.gui.coverage.strip_picture import MARGIN, StripPicture, outline
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip

_PAGE = 10
_RING = 2


class CoverageStrip(QWidget):
    """Shows the values of a ``CoverageTable``; says which was chosen."""

    chosen = Signal(int)
    """The node of a value."""
    laid_out = Signal()
    """How many values a box stands for may have changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table: CoverageTable | None = None
        self._picture: StripPicture | None = None
        self._pixmap: QPixmap | None = None
        self._selected = range(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Signed values in the order of the file"))
        theme.changed.connect(self._lay_out)

    @property
    def picture(self) -> StripPicture | None:
        return self._picture

    @property
    def values_per_box(self) -> int:
        """How many values a box stands for, at most."""
        if self._picture is None or not self._picture.boxes.spans:
            return 0
        spans = self._picture.boxes.spans
        return -(-spans[-1].end // len(spans))

    def show_table(self, table: CoverageTable | None) -> None:
        self._table = table
        self._selected = range(0)
        self._lay_out()
        self._describe()

    def show_node(self, node: int | None) -> None:
        """Outline the values at and under ``node``, or none, without telling anybody."""
        self._selected = range(0)
        if self._table is not None and node is not None:
            self._selected = self._table.covers.stretch(node)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self._picture.size.height() if self._picture else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(100, self.sizeHint().height())

    # --- laying out and painting ------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._picture is None:
            return
        if self._pixmap is None:
            self._pixmap = self._picture.paint(self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._pixmap)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour(Tone.ACCENT), _RING))
                edge = MARGIN - _RING // 2
                painter.drawRect(self._picture.area.adjusted(-edge, -edge, edge, edge))
            if self._selected:
                boxes = self._picture.boxes
                ends = boxes.of(self._selected.start), boxes.of(self._selected.stop - 1)
                outline(painter, self._theme, self._picture.rect(*ends))

    def _lay_out(self) -> None:
        self._pixmap = None
        self._picture = None
        if self._table is not None:
            self._picture = StripPicture(self._theme, self._table, self.width())
        self.updateGeometry()
        self.update()
        self.laid_out.emit()

    # --- mouse and keyboard -----------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position().x(), event.position().y())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        count = len(self._picture.boxes.spans) if self._picture else 0
        here = self._here()
        places = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_PageUp: here - _PAGE,
            Qt.Key.Key_PageDown: here + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None or not count:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(place, 0), count - 1))

    def _here(self) -> int:
        """The place of the selected box; before the first where nothing is selected."""
        if self._picture is None or not self._selected:
            return -1
        return self._picture.boxes.of(self._selected.start)

    def _choose(self, place: int) -> None:
        if self._picture is not None and self._table is not None:
            number = self._picture.boxes.spans[place].begin
            self.chosen.emit(self._table.covers.leaf(number))

    def _place_at(self, x: float, y: float) -> int | None:
        if self._picture is None:
            return None
        area = self._picture.area
        if not area.top() - MARGIN <= y <= area.bottom() + MARGIN:
            return None
        return self._picture.boxes.at(x - area.left())

    def _show_tip(self, event: QHelpEvent) -> None:
        place = self._place_at(event.x(), event.y())
        if place is None or self._picture is None or self._table is None:
            QToolTip.hideText()
            return
        span = self._picture.boxes.spans[place]
        words = strip_words.of_values(self._table, span.begin, span.end)
        QToolTip.showText(event.globalPos(), tooltip(words), self, self._picture.rect(place, place))

    def _describe(self) -> None:
        """Say to a screen reader what is selected."""
        words = ""
        if self._table is not None and self._selected:
            words = strip_words.of_values(self._table, self._selected.start, self._selected.stop)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
