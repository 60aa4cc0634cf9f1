"""The table of a timeline. A frame costs as much as its visible rows.

Below the cells are the grid and the background of the current row, above them the signers, which
span rows, and the links, which connect rows.
"""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from inspector.gui.document.rows_view import paint_selection_mark
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.axis import TimelineAxis, TimelineDelegate, TimelineZoom
from inspector.gui.timeline.painters import (
    GridPainter,
    LanePainter,
    LinkPainter,
    RowSpan,
    lane_width,
)
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import EVENT, RESULT, SIGNER, TIME, TimelineModel
from inspector.gui.widgets.cells import AnyIndex

_ROW = 34
_SIGNER_WIDTHS = (172, 300)
_WIDTHS = {EVENT: (150, 240), RESULT: (90, 240)}
"""The least and greatest width of a column; in between its text decides."""
_LEAST_TIME = 320
_LOOKED_AT, _MEASURED = 500, 8
"""The number of first rows, and how many of their longest texts are measured."""
_BEFORE, _BEHIND = 34, 24
"""The margins of the time column."""


class TimelineTable(QTableView):
    """Shows a ``TimelineModel``; the axis above it is its header."""

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.scale_view = TimelineZoom(self)
        self.axis = TimelineAxis(theme, self.scale_view, self)
        self._delegate = TimelineDelegate(theme, model, self.scale_view, self)
        self._signer_width = 0
        self._build()

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._model.show(timeline)
        self.axis.show_timeline(timeline)
        self.scale_view.show_scale(timeline.scale.narrowest if timeline else 1.0)
        for column in _WIDTHS:
            self.axis.resizeSection(column, self._wanted(column))
        lanes = timeline.lanes[:_LOOKED_AT] if timeline else ()
        self._signer_width = max((lane_width(self._theme, lane) for lane in lanes), default=0)
        self._share_out()

    def show_row(self, row: int | None) -> None:
        """Make ``row`` current and visible; None for no row."""
        self.setCurrentIndex(QModelIndex() if row is None else self._model.index(row, EVENT))
        if row is None:
            self.clearSelection()

    def current_row(self) -> int | None:
        row = self.currentIndex().row()
        return row if row >= 0 else None

    def span(self) -> RowSpan:
        """The rows that are seen."""
        height = self.verticalHeader().defaultSectionSize()
        viewport = self.viewport().height()
        return RowSpan.seen(self._model.rowCount(), height, self.verticalOffset(), viewport)

    def marks(self, row: int) -> list[float]:
        """The x of each mark of a row, visible or not: created, then signed."""
        return self._delegate.marks(self._model.event_at(row))

    def column_rect(self, column: int) -> QRect:
        """The rectangle of a column over the full height of the viewport."""
        left, width = self.axis.sectionViewportPosition(column), self.axis.sectionSize(column)
        return QRect(left, 0, width, self.viewport().height())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last event, not to the ends of a row."""
        moves = QAbstractItemView.CursorAction
        rows = self._model.rowCount()
        if action in (moves.MoveHome, moves.MoveEnd) and rows:
            return self._model.index(0 if action is moves.MoveHome else rows - 1, EVENT)
        return super().moveCursor(action, modifiers)

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scrolls vertically only, since rows are selected, not cells."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self._place_axis()
        # the signer of the first visible row moves
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _build(self) -> None:
        palette = self.palette()
        # The background of the current row is painted with the grid, below it.
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self.axis)
        self.setAccessibleName(self.tr("Events on a time axis"))
        self.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self._theme.pixels(_ROW))
        self.axis.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.axis.setMinimumSectionSize(1)

    def _wanted(self, column: int) -> int:
        """The width that the text of a column needs, within its bounds."""
        rows = range(min(self._model.rowCount(), _LOOKED_AT))
        texts = {self._model.text(row, column): row for row in rows}
        longest = [texts[text] for text in sorted(texts, key=len)[-_MEASURED:]]
        cells = [self._model.index(row, column) for row in longest]
        wanted = max((self.sizeHintForIndex(cell).width() for cell in cells), default=0)
        least, most = (self._theme.pixels(width) for width in _WIDTHS[column])
        return min(max(least, wanted), most)

    def _share_out(self) -> None:
        """Give the signers what their text needs, as far as it is there, and the time column the
        remaining width; if that is too small, the table scrolls."""
        time = self._theme.pixels(_LEAST_TIME)
        others = sum(self.axis.sectionSize(column) for column in _WIDTHS)
        left = self.viewport().width() - others
        least, most = (self._theme.pixels(width) for width in _SIGNER_WIDTHS)
        signer = max(least, min(most, self._signer_width, left - time))
        self.axis.resizeSection(SIGNER, signer)
        self.axis.resizeSection(TIME, max(time, left - signer))
        self._place_axis()

    def _place_axis(self) -> None:
        column = self.column_rect(TIME)
        before, behind = self._theme.pixels(_BEFORE), self._theme.pixels(_BEHIND)
        self.scale_view.set_room(column.left() + before, column.width() - before - behind)


_NOTCH = 120
_PAN = 60
_NO_ROW = -1


class TimelineRows(TimelineTable):
    """A timeline with marks, lanes and links."""

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        super().__init__(theme, model)
        self._hovered = _NO_ROW
        self._grid = GridPainter(theme, self.axis)
        self._lanes = LanePainter(theme, model)
        self._curves = LinkPainter(theme, model, self._delegate)
        self.setMouseTracking(True)
        self.scale_view.changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        self.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._hovered = _NO_ROW
        super().show_timeline(timeline)

    # --- what the user does -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.current_row()) is not None:
                self.row_chosen.emit(row)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(1)
        elif key == Qt.Key.Key_Minus:
            self._zoom(-1)
        elif key == Qt.Key.Key_0:
            self.scale_view.fit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._pan(-_PAN if key == Qt.Key.Key_Left else _PAN)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.scale_view.zoom_in(turned.y() / _NOTCH, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.x():
            self._pan(-(turned.x() or turned.y()))
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(_NO_ROW)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if marks := self._current_marks():
            self.scale_view.reveal(min(marks), max(marks))
        self.viewport().update()

    def _current_marks(self) -> list[float]:
        row = self.current_row()
        return [] if row is None else self.marks(row)

    def _zoom(self, steps: int) -> None:
        """Zoom around the current event, if it is visible."""
        seen = [x for x in self._current_marks() if self.scale_view.sees(x)]
        self.scale_view.zoom_in(steps, seen[0] if seen else None)

    def _pan(self, pixels: int) -> None:
        if self.scale_view.zoom > 1:
            self.scale_view.move_to(self.scale_view.offset + pixels)
        else:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + pixels)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
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
        """The visible part of a row without its signer."""
        left = max(0, self.column_rect(EVENT).left())
        return QRect(left, span.top(row), self.viewport().width() - left, span.height)
