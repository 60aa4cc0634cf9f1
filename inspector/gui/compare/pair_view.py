"""One of the three views of a comparison: a side, or the column between both.

Each shows some columns of the common model; expanded rows and selection are shared.
"""

from functools import partial

from PySide6.QtCore import QLineF, QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.compare.spans import may_cut, nearest_cut
from inspector.gui.compare.pair_model import OPEN_ROLE, VALUES, Column, PairModel, side_of
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.document.rows_view import ROW_HEIGHT, RowsView, TreeDelegate
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import AnyIndex

# --- the pattern of a gap: thin diagonal lines that continue from row to row --------------------

_LINES_IN_A_ROW = 4


def hatch(theme: Theme, row_height: int, ratio: float) -> QBrush:
    """The brush for rows of ``row_height``, which restarts in each row."""
    size = max(2, round(row_height * ratio / _LINES_IN_A_ROW))
    tile = QPixmap(size, size)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours.border), ratio))
        for shift in (-size, 0, size):
            painter.drawLine(QLineF(shift - 1, size + 1, shift + size + 1, -1))
    brush = QBrush(tile)
    tile.setDevicePixelRatio(ratio)
    brush.setTexture(tile)
    return brush


_CUT = "…"
_SHARE_BEFORE = 0.5
"""The share of the space for text before the first mark, if the beginning is left out."""
_SEEN = 4
"""The least number of marked characters that must be visible."""


def paint_marked(painter: QPainter, theme: Theme, place: QRect, marked: MarkedText) -> None:
    """Paint ``marked`` into ``place``, cut if too long, with the painter's font and pen."""
    fitted = fit(marked, painter.fontMetrics(), place.width())
    layout = QTextLayout(fitted.text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats([_mark(theme, fitted.text, *part) for part in fitted.parts])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.save()
    painter.setClipRect(place)
    top = place.top() + (place.height() - line.height()) / 2
    layout.draw(painter, QPointF(place.left(), top))
    painter.restore()


def fit(marked: MarkedText, metrics: QFontMetrics, width: int) -> MarkedText:
    """The part of ``marked`` that is shown in ``width`` pixels."""
    text, parts = marked
    if parts and metrics.horizontalAdvance(text[: _seen_end(*parts[0])]) > width:
        first = parts[0][0]
        room = round(width * _SHARE_BEFORE)
        head = metrics.elidedText(text[:first], Qt.TextElideMode.ElideLeft, room)
        begin = nearest_cut(first - len(head.removeprefix(_CUT)), partial(may_cut, text))
        text = _CUT + text[begin:]
        parts = tuple((at + 1 - begin, end + 1 - begin) for at, end in parts)
    # Eliding measures fractions of a pixel, painting whole pixels.
    if metrics.horizontalAdvance(text) <= width:
        return MarkedText(text, parts)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    last = max(0, len(shown) - 1)
    kept = [(at, min(end, last)) for at, end in parts if at < last]
    if shown and any(end > last for _, end in parts):
        kept.append((last, last + 1))
    return MarkedText(shown, tuple(kept))


def _seen_end(begin: int, end: int) -> int:
    return min(end, begin + _SEEN)


def _mark(theme: Theme, text: str, begin: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = _units(text[:begin])
    found.length = _units(text[begin:end])
    style = QTextCharFormat()
    style.setBackground(QColor(theme.colours.marker))
    style.setForeground(QColor(theme.colours.text))
    found.format = style
    return found


def _units(text: str) -> int:
    """The length in Qt's units: a character beyond U+FFFF counts as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


# --- how a cell of a comparison is painted: what differs in a value is marked -------------------


class PairDelegate(TreeDelegate):
    """The cells of both sides and of the column between them."""

    def __init__(self, theme: Theme, model: PairModel, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == Column.DIFFERENCE and option.state & QStyle.StateFlag.State_Open:
            # rows below an expanded row are visible themselves
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
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, marked: MarkedText
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
    """One side. A gap is hatched; a difference has a background in its colour."""

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def fit_names(self) -> None:
        """Give the names their share of the width until the user chooses another."""
        if self._is_width_chosen:
            return
        width = self.viewport().width()
        least, most = map(self._theme.pixels, (_NARROWEST_NAMES, _WIDEST_NAMES))
        share = max(round(width * _SHARE_OF_NAMES), min(least, width // 2))
        self._is_fitting = True
        self.setColumnWidth(self.item, min(share, most))
        self._is_fitting = False

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        is_gap = self._pairs.is_gap(index, side_of(self.item))
        tone = None if is_gap or self.is_selected(index) else self._pairs.tone(index)
        if tone is not None:
            painter.fillRect(options.rect, QColor(self._theme.colours.tint(tone)))
        super().drawRow(painter, options, index)
        if is_gap:
            self._paint_gap(painter, options.rect, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        if not self._pairs.is_gap(index, side_of(self.item)):
            super().drawBranches(painter, rect, index)
        elif self.is_selected(index):
            painter.fillRect(rect, QColor(self._theme.colours.selection))

    def _paint_gap(self, painter: QPainter, row: QRect, index: AnyIndex) -> None:
        place = QRect(row)
        place.setLeft(self.visualRect(self.cell(index, self.item)).left())
        if self.is_selected(index):
            # the focus ring is not cut
            place.adjust(0, 1, -2, -2)
        if self._hatch is None:
            height = self._theme.pixels(ROW_HEIGHT)
            self._hatch = hatch(self._theme, height, self.devicePixelRatioF())
        painter.setBrushOrigin(0, row.top())
        painter.fillRect(place, self._hatch)

    def _on_resized(self, column: int) -> None:
        # Qt also resizes a column that is too narrow.
        is_dragged = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if column == self.item and is_dragged and not self._is_fitting:
            self._is_width_chosen = True

    def _forget_hatch(self) -> None:
        self._hatch = None


class MiddleView(PairView):
    """The kinds of change: words and signs only, scrolled by the sides."""

    def __init__(self, theme: Theme, model: PairModel) -> None:
        super().__init__(theme, model, Column.DIFFERENCE, Column.DIFFERENCE)
        self.setObjectName("differences")
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        # without the mark of the selected row, which the sides paint
        QTreeView.drawRow(self, painter, options, index)
