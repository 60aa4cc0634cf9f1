"""How a row is painted: colours kept when selected, the child count faint behind the name."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.gui.document.document_model import COUNT_ROLE, ITEM
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number

_GAP = 8
_MARK = 2
_NO_PATHS: frozenset[int] = frozenset()
ROW_HEIGHT = 24


class RowsDelegate(QStyledItemDelegate):
    """Rows of one height."""

    def __init__(self, theme: Theme, parent: QWidget, paths: frozenset[int] = _NO_PATHS) -> None:
        """``paths`` are the columns whose text loses its middle where it does not fit."""
        super().__init__(parent)
        self._theme = theme
        self._paths = paths

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), self._theme.pixels(ROW_HEIGHT))

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        role = QPalette.ColorRole
        palette = option.palette
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setBrush(group, role.HighlightedText, palette.brush(group, role.Text))
        option.palette = palette
        # Fusion marks the focus with a gradient; the row has a ring of its own.
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() in self._paths:
            option.textElideMode = Qt.TextElideMode.ElideMiddle


class TreeDelegate(RowsDelegate):
    """The first column adds the number of children."""

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
        painter.setFont(self._theme.font(Text.LABEL))
        if painter.fontMetrics().horizontalAdvance(count) <= place.width():
            painter.setPen(self._theme.colour(Tone.FAINT))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)


def paint_selection_mark(painter: QPainter, theme: Theme, row: QRect, ring: QRect | None) -> None:
    """The bar at the left edge of the selected row: it is told by more than its ground.

    ``ring`` is drawn around a row that the keyboard speaks to.
    """
    bar = QRect(0, row.top(), _MARK, row.height())
    painter.fillRect(bar, theme.colours.accent)
    if ring is not None:
        painter.setPen(theme.colour(Tone.ACCENT))
        painter.drawRect(ring.adjusted(0, 0, -1, -1))
