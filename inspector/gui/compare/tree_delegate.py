"""How a cell of a comparison is painted: what differs in a value is marked."""

from PySide6.QtGui import QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from inspector.gui.compare.marked_text import paint_marked
from inspector.gui.compare.pair_columns import OPEN_ROLE, VALUES, Column, side_of
from inspector.gui.compare.pair_model import PairModel
from inspector.gui.document.bytes_text import Marked
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.document.rows_delegate import TreeDelegate
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number


class PairDelegate(TreeDelegate):
    """The cells of both sides and of what stands between them."""

    def __init__(self, theme: Theme, model: PairModel, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        if index.column() == Column.DIFFERENCE and option.state & QStyle.StateFlag.State_Open:
            # What lies below an open row is seen there.
            option.text = index.data(OPEN_ROLE)
            if not option.text:
                option.icon = QIcon()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        column = index.column()
        if column in VALUES and (marked := self._model.marks(index, side_of(column))) is not None:
            self._paint_marked(painter, option, index, marked)
            return
        super().paint(painter, option, index)
        if column == Column.RIGHT_ITEM and (count := index.data(COUNT_ROLE)):
            painter.save()
            self._paint_count(painter, option, index, number(count))
            painter.restore()

    def _paint_marked(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, marked: Marked
    ) -> None:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        widget = full.widget
        style = widget.style() if widget is not None else QApplication.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, full, widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, full, widget) + 1
        full.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, full, painter, widget)
        painter.save()
        painter.setFont(full.font)
        painter.setPen(full.palette.color(QPalette.ColorRole.Text))
        paint_marked(painter, self._theme, place.adjusted(margin, 0, -margin, 0), marked)
        painter.restore()
