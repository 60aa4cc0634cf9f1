"""The rows of a timeline as they are seen and used. A frame costs what the visible rows cost.

Below the cells lie the grid of the axis and the ground of a row, above them the signers, who
span rows, and the links, which join rows.
"""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent

from inspector.gui.document.rows_delegate import paint_selection_mark
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.curves import CurvePainter
from inspector.gui.timeline.grid import GridPainter
from inspector.gui.timeline.lanes import LanePainter
from inspector.gui.timeline.span import RowSpan
from inspector.gui.timeline.table import TimelineTable
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import EVENT, SIGNER, TIME, TimelineModel

_NOTCH = 120
_PAN = 60
_NO_ROW = -1


class TimelineRows(TimelineTable):
    """A timeline with its marks, its lanes and its links."""

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        super().__init__(theme, model)
        self._hovered = _NO_ROW
        self._grid = GridPainter(theme, self.axis)
        self._lanes = LanePainter(theme, model)
        self._curves = CurvePainter(theme, model, self._delegate)
        self.setMouseTracking(True)
        self.lens.changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        self.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._hovered = _NO_ROW
        super().show_timeline(timeline)

    # --- what the user does -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.current_row()) is not None:
                self.row_chosen.emit(row)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(1)
        elif key == Qt.Key.Key_Minus:
            self._zoom(-1)
        elif key == Qt.Key.Key_0:
            self.lens.fit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._pan(-_PAN if key == Qt.Key.Key_Left else _PAN)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.lens.zoom_in(turned.y() / _NOTCH, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.x():
            self._pan(-(turned.x() or turned.y()))
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._hover(_NO_ROW)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if marks := self._current_marks():
            self.lens.reveal(min(marks), max(marks))
        self.viewport().update()

    def _current_marks(self) -> list[float]:
        row = self.current_row()
        return [] if row is None else self.marks(row)

    def _zoom(self, steps: int) -> None:
        """Magnify around the current event, where there is one in sight."""
        seen = [x for x in self._current_marks() if self.lens.sees(x)]
        self.lens.zoom_in(steps, seen[0] if seen else None)

    def _pan(self, pixels: int) -> None:
        if self.lens.zoom > 1:
            self.lens.move_to(self.lens.offset + pixels)
        else:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + pixels)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        span, current = self.span(), self.current_row()
        looked_at = [row for row in (self._hovered, current) if row is not None and row >= 0]
        column = self.column_rect(TIME)
        column.setBottom(min(column.bottom(), span.top(self._model.rowCount()) - 1))
        with QPainter(self.viewport()) as painter:
            self._grid.paint_ground(painter, column)
            self._paint_grounds(painter, span, current)
            self._grid.paint_lines(painter, column)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.save()
            painter.setClipRect(column)
            self._curves.paint(painter, span, looked_at)
            painter.restore()
            self._lanes.paint(painter, span, self.column_rect(SIGNER), self.viewport().width())
            if current is not None:
                self._paint_current(painter, self._row_rect(span, current))

    def _paint_grounds(self, painter: QPainter, span: RowSpan, current: int | None) -> None:
        if span.holds(self._hovered):
            painter.fillRect(self._row_rect(span, self._hovered), self._theme.colours.sunken)
        if current is not None:
            painter.fillRect(self._row_rect(span, current), self._theme.colours.selection)

    def _paint_current(self, painter: QPainter, row: QRect) -> None:
        painter.translate(row.left(), 0)
        own = row.translated(-row.left(), 0)
        paint_selection_mark(painter, self._theme, own, own if self.hasFocus() else None)

    def _row_rect(self, span: RowSpan, row: int) -> QRect:
        """A row without its signer, as far as it is seen from left to right."""
        left = max(0, self.column_rect(EVENT).left())
        return QRect(left, span.top(row), self.viewport().width() - left, span.height)
