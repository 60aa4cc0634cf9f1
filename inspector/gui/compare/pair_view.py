"""One of the three views of a comparison: a side, or what stands between both.

Each shows some columns of the one model; which rows are open and selected they share.
"""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTreeView

from inspector.gui.compare.hatch import hatch
from inspector.gui.compare.pair_columns import Column, side_of
from inspector.gui.compare.pair_model import PairModel
from inspector.gui.compare.tree_delegate import PairDelegate
from inspector.gui.document.rows_delegate import ROW_HEIGHT
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.document.rows_view import RowsView
from inspector.gui.theme.theme import Theme

_HEADER = 28
_NARROWEST = 52
_WIDEST_NAMES = 240
_NARROWEST_NAMES = 160
_SHARE_OF_NAMES = 0.4


class PairView(RowsView):
    """The columns ``first`` to ``last`` of the model."""

    def __init__(self, theme: Theme, model: PairModel, first: Column, last: Column) -> None:
        super().__init__(theme)
        self._pairs = model
        self.setModel(model)
        self.setItemDelegate(PairDelegate(theme, model, self))
        for column in Column:
            self.setColumnHidden(column, not first <= column <= last)
        self.setTreePosition(first)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setFixedHeight(theme.pixels(_HEADER))
        header.setMinimumSectionSize(theme.pixels(_NARROWEST))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def is_selected(self, index: AnyIndex) -> bool:
        return self.selectionModel().isSelected(self.cell(index, 0))

    def cell(self, index: AnyIndex, column: int) -> QModelIndex:
        """A cell of the same row."""
        return self._pairs.sibling(index.row(), column, index)


class SideView(PairView):
    """One side. A gap is hatched; a difference has a ground of its tone."""

    resized = Signal()

    def __init__(self, theme: Theme, model: PairModel, item: Column, value: Column) -> None:
        super().__init__(theme, model, item, value)
        self.item = item
        """The column of the names."""
        self._hatch: QBrush | None = None
        self._is_fitting = False
        self._is_width_chosen = False
        self.header().sectionResized.connect(self._on_resized)
        theme.changed.connect(self._forget_hatch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.resized.emit()

    def fit_names(self) -> None:
        """Give the names their share of the width, until the user chooses another."""
        if self._is_width_chosen:
            return
        width = self.viewport().width()
        least, most = map(self._theme.pixels, (_NARROWEST_NAMES, _WIDEST_NAMES))
        share = max(round(width * _SHARE_OF_NAMES), min(least, width // 2))
        self._is_fitting = True
        self.setColumnWidth(self.item, min(share, most))
        self._is_fitting = False

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        is_gap = self._pairs.is_gap(index, side_of(self.item))
        tone = None if is_gap or self.is_selected(index) else self._pairs.tone(index)
        if tone is not None:
            painter.fillRect(options.rect, QColor(self._theme.colours.tint(tone)))
        super().drawRow(painter, options, index)
        if is_gap:
            self._paint_gap(painter, options.rect, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:  # noqa: N802
        if not self._pairs.is_gap(index, side_of(self.item)):
            super().drawBranches(painter, rect, index)
        elif self.is_selected(index):
            painter.fillRect(rect, QColor(self._theme.colours.selection))

    def _paint_gap(self, painter: QPainter, row: QRect, index: AnyIndex) -> None:
        place = QRect(row)
        place.setLeft(self.visualRect(self.cell(index, self.item)).left())
        if self.is_selected(index):
            # The ring of the focus stays whole.
            place.adjust(0, 1, -2, -2)
        if self._hatch is None:
            height = self._theme.pixels(ROW_HEIGHT)
            self._hatch = hatch(self._theme, height, self.devicePixelRatioF())
        painter.setBrushOrigin(0, row.top())
        painter.fillRect(place, self._hatch)

    def _on_resized(self, column: int) -> None:
        # Qt resizes a column as well, where it is too narrow.
        is_dragged = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if column == self.item and is_dragged and not self._is_fitting:
            self._is_width_chosen = True

    def _forget_hatch(self) -> None:
        self._hatch = None


class MiddleView(PairView):
    """What the rows are as differences: words and signs alone, scrolled by the sides."""

    def __init__(self, theme: Theme, model: PairModel) -> None:
        super().__init__(theme, model, Column.DIFFERENCE, Column.DIFFERENCE)
        self.setObjectName("differences")
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        # Without the mark of the selected row, which the sides have.
        QTreeView.drawRow(self, painter, options, index)
