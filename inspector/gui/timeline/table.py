"""The table that the rows of a timeline are: a flat model, so that selection, keyboard and screen
readers come with it; rows of one height, and columns that leave time the rest of the width."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.axis import TimelineAxis
from inspector.gui.timeline.bars import TimelineDelegate
from inspector.gui.timeline.lens import TimelineLens
from inspector.gui.timeline.span import RowSpan
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import EVENT, RESULT, SIGNER, TIME, TimelineModel

_ROW = 34
_SIGNER_WIDTH = 172
_WIDTHS = {EVENT: (150, 240), RESULT: (90, 240)}
"""How wide a column is at least and at most; between them its text decides."""
_LEAST_TIME = 320
_LOOKED_AT, _MEASURED = 500, 8
"""Of so many rows the longest few texts are measured."""
_BEFORE, _BEHIND = 34, 24
"""What stays free of the time column at either end."""


class TimelineTable(QTableView):
    """Shows a ``TimelineModel``; the axis above it is its header."""

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.lens = TimelineLens(self)
        self.axis = TimelineAxis(theme, self.lens, self)
        self._delegate = TimelineDelegate(theme, model, self.lens, self)
        self._build()

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._model.show(timeline)
        self.axis.show_timeline(timeline)
        self.lens.show_scale(timeline.scale.narrowest if timeline else 1.0)
        for column in _WIDTHS:
            self.axis.resizeSection(column, self._wanted(column))
        self._share_out()

    def show_row(self, row: int | None) -> None:
        """Make ``row`` the current one and see that it is in sight; none where it is None."""
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
        """The x of each of a row's marks, in sight or not: created, then signed."""
        return self._delegate.marks(self._model.event_at(row))

    def column_rect(self, column: int) -> QRect:
        """Where a column stands, over all of the viewport's height."""
        left, width = self.axis.sectionViewportPosition(column), self.axis.sectionSize(column)
        return QRect(left, 0, width, self.viewport().height())

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and the last event, not the ends of a row."""
        moves = QAbstractItemView.CursorAction
        rows = self._model.rowCount()
        if action in (moves.MoveHome, moves.MoveEnd) and rows:
            return self._model.index(0 if action is moves.MoveHome else rows - 1, EVENT)
        return super().moveCursor(action, modifiers)

    def scrollTo(  # noqa: N802
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Up and down alone: a row is chosen, no cell of it."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        if dx:
            self._place_axis()
        # The signer of the first row that is seen stays in sight.
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_out()

    def _build(self) -> None:
        palette = self.palette()
        # The ground of the current row lies below the grid, and is painted with that.
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
        self.axis.resizeSection(SIGNER, self._theme.pixels(_SIGNER_WIDTH))

    def _wanted(self, column: int) -> int:
        """The width that the text of a column wants, within its bounds."""
        rows = range(min(self._model.rowCount(), _LOOKED_AT))
        cells = {index.data(): index for index in (self._model.index(row, column) for row in rows)}
        longest = sorted(cells, key=len)[-_MEASURED:]
        wanted = max((self.sizeHintForIndex(cells[text]).width() for text in longest), default=0)
        least, most = (self._theme.pixels(width) for width in _WIDTHS[column])
        return min(max(least, wanted), most)

    def _share_out(self) -> None:
        """Give time what the other columns leave; where that is too little, all of it scrolls."""
        others = sum(self.axis.sectionSize(column) for column in (SIGNER, EVENT, RESULT))
        left = self.viewport().width() - others
        self.axis.resizeSection(TIME, max(self._theme.pixels(_LEAST_TIME), left))
        self._place_axis()

    def _place_axis(self) -> None:
        column = self.column_rect(TIME)
        before, behind = self._theme.pixels(_BEFORE), self._theme.pixels(_BEHIND)
        self.lens.set_room(column.left() + before, column.width() - before - behind)
