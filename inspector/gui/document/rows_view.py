"""The view that tree and lists share: rows of one height, whole rows selected, own signs."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.document.rows_delegate import paint_selection_mark
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme

_INDENT = 18
_INSET = 8


class RowsView(QTreeView):
    """Uniform rows, scrolled by the pixel: a million of them cost what the visible ones cost."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        theme.changed.connect(self.viewport().update)

    def inset(self) -> QWidget:
        """The view with a little room at its left, so that its text stands below other text."""
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(_INSET, 0, 0, 0)
        layout.addWidget(self)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # Qt's "*" would open everything below, a million rows at once.
        if event.key() == Qt.Key.Key_Asterisk:
            self.expand(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        super().drawRow(painter, options, index)
        if self.selectionModel().isSelected(self.model().index(index.row(), 0, index.parent())):
            ring = options.rect if self.hasFocus() else None
            paint_selection_mark(painter, self._theme, options.rect, ring)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:  # noqa: N802
        """A chevron, in place of the style's branch lines."""
        place = self.model().index(index.row(), 0, index.parent())
        if self.selectionModel().isSelected(place):
            painter.fillRect(rect, self._theme.colours.selection)
        if not self.rootIsDecorated() or not self.model().hasChildren(place):
            return
        name = "open" if self.isExpanded(place) else "closed"
        pixmap = self._theme.pixmap(name, Tone.MUTED)
        size = pixmap.deviceIndependentSize().toSize()
        left = rect.right() - self.indentation() + (self.indentation() - size.width()) // 2 + 1
        painter.drawPixmap(left, rect.center().y() - size.height() // 2 + 1, pixmap)
