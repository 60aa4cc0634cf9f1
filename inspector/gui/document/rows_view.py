"""The tree view for trees and lists: rows of one height, whole-row selection, own signs."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.document.document_model import COUNT_ROLE, ITEM
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import fill, h_box

_GAP = 8
_TEXT, _SELECTED_TEXT = QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText
_MARK = 2
_NO_PATHS: frozenset[int] = frozenset()
ROW_HEIGHT = 24


class RowsDelegate(QStyledItemDelegate):
    """Rows of one height."""

    def __init__(self, theme: Theme, parent: QWidget, paths: frozenset[int] = _NO_PATHS) -> None:
        """``paths`` are the columns whose text is elided in the middle."""
        super().__init__(parent)
        self._theme = theme
        self._paths = paths

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), self._theme.pixels(ROW_HEIGHT))

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        palette = option.palette
        # the colour of a cell is the same in a selected row
        palette.setBrush(_SELECTED_TEXT, palette.brush(_TEXT))
        option.palette = palette
        if index.column() in self._paths:
            option.textElideMode = Qt.TextElideMode.ElideMiddle


class TreeDelegate(RowsDelegate):
    """Adds the number of children to the first column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        if index.column() == ITEM and (count := index.data(COUNT_ROLE)):
            painter.save()
            self._paint_count(painter, option, index, number(count))
            painter.restore()

    def _paint_count(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, count: str
    ) -> None:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        left = option.rect.left() + full.fontMetrics.horizontalAdvance(full.text) + 2 * _GAP
        place = QRect(option.rect)
        place.setLeft(left)
        painter.setFont(self._theme.font(TextStyle.LABEL))
        if painter.fontMetrics().horizontalAdvance(count) <= place.width():
            painter.setPen(self._theme.colour(ColourRole.FAINT))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)


def paint_selection_mark(painter: QPainter, theme: Theme, row: QRect, ring: QRect | None) -> None:
    """Paint the bar at the left edge of the selected row, so that not only its background shows it.

    ``ring`` is drawn around the row with the keyboard focus.
    """
    bar = QRect(0, row.top(), _MARK, row.height())
    fill(painter, bar, theme.colours.accent)
    if ring is not None:
        painter.setPen(theme.colour(ColourRole.ACCENT))
        painter.drawRect(ring.adjusted(0, 0, -1, -1))


_INDENT = 18
_INSET = 8


class RowsView(QTreeView):
    """Uniform row heights and scrolling by pixels: a million rows cost as much as the visible
    ones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.copies: Callable[[], None] | None = None
        """The action of the copy key; Qt would copy the text of one cell."""
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setUniformRowHeights(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(theme.pixels(_INDENT))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(True)
        self.setAnimated(False)
        self.setTabKeyNavigation(False)
        self.header().setAccessibleName(self.tr("Columns"))
        self.header().setHighlightSections(False)
        self.header().setSectionsMovable(False)
        self.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        theme.changed.connect(self.paint_anew)

    def paint_anew(self) -> None:
        """Repaint. Does nothing before the view is visible: Qt's first call that returns a widget
        makes PySide create types for all widgets, most of which are never used."""
        if self.isVisible():
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row visible if the view becomes lower."""
        row = self.visualRect(self.currentIndex())
        super().resizeEvent(event)
        if 0 <= row.top() < event.oldSize().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + max(0, row.bottom() + 1 - event.size().height()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewportEntered.emit()  # the pointer has left the rows

    def inset(self) -> QWidget:
        """The view with a margin at its left, so that its text aligns with other text."""
        box = QWidget()
        h_box(self, on=box, edges=(_INSET, 0, 0, 0))
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's "*" would expand everything below, a million rows at once.
        if event.key() == Qt.Key.Key_Asterisk:
            self.expand(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.copies is not None:
            self.copies()
        else:
            super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, options, index)
        if self.selectionModel().isSelected(self.model().index(index.row(), 0, index.parent())):
            ring = options.rect if self.hasFocus() else None
            paint_selection_mark(painter, self._theme, options.rect, ring)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Draw a chevron instead of the style's branch lines."""
        place = self.model().index(index.row(), 0, index.parent())
        if self.selectionModel().isSelected(place):
            fill(painter, rect, self._theme.colours.selection)
        if not self.rootIsDecorated() or not self.model().hasChildren(place):
            return
        name = "open" if self.isExpanded(place) else "closed"
        pixmap = self._theme.pixmap(name, ColourRole.MUTED)
        size = pixmap.deviceIndependentSize().toSize()
        left = rect.right() - self.indentation() + (self.indentation() - size.width()) // 2 + 1
        painter.drawPixmap(left, rect.center().y() - size.height() // 2 + 1, pixmap)


# --- expanding and collapsing several branches, as far as that is fast --------------------------


def expand_below(view: QTreeView, waiting: list[QModelIndex], most: int) -> None:
    """Expand these rows and their descendants, level by level, up to ``most`` new rows.

    A branch that does not fit stays collapsed; later ones may still be expanded.
    """
    model = view.model()
    for index in waiting:
        rows = model.rowCount(index)
        if 0 < rows <= most:
            most -= rows
            view.expand(index)
            waiting += [model.index(row, 0, index) for row in range(rows)]


def collapse_below(view: QTreeView, index: QModelIndex) -> None:
    """Collapse a row and everything under it."""
    if view.isExpanded(index):
        model = view.model()
        for row in range(model.rowCount(index)):
            collapse_below(view, model.index(row, 0, index))
        view.collapse(index)
