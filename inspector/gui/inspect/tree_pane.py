"""The left pane: the find field, "Only problems", and the tree."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QWidget,
)

from inspector.gui.document.document_model import COUNT_ROLE, ITEM, VALUE
from inspector.gui.document.find_field import FindField
from inspector.gui.document.rows_view import RowsView, TreeDelegate, collapse_below, expand_below
from inspector.gui.inspect.tree_model import NOTES_ROLE, RESULT, TreeModel
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.text import Label


class ProblemFilter(QWidget):
    """Failures and warnings are problems; the user can add unchecked results."""

    changed = Signal(bool)
    """Whether only problems are shown; also emitted if only their kinds change."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts_unchecked = False
        self.switch = QPushButton(self.tr("Only problems"))
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self.changed)
        self.kinds = QPushButton()
        self.kinds.setProperty("flat", True)
        self.kinds.setToolTip(tooltip(self.tr("Choose what counts as a problem")))
        self.kinds.setAccessibleName(self.tr("Choose what counts as a problem"))
        self.kinds.clicked.connect(self._offer_kinds)
        h_box(self.switch, self.kinds, on=self, spacing=2)
        self._draw()
        theme.changed.connect(self._draw)

    @property
    def says_nothing_is_left(self) -> str:
        """The sentence for a tree without rows."""
        if self.counts_unchecked:
            return self.tr("Every check passed.")
        return self.tr("No check failed, and none warns.")

    def kinds_menu(self) -> QMenu:
        """What counts as a problem, the current choice marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        choices = {
            False: self.tr("Failures and warnings"),
            True: self.tr("Failures, warnings and what could not be checked"),
        }
        for counts_unchecked, text in choices.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(counts_unchecked is self.counts_unchecked)
            action.triggered.connect(partial(self._choose, counts_unchecked))
            group.addAction(action)
        return menu

    def _offer_kinds(self) -> None:
        self.kinds_menu().popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _choose(self, counts_unchecked: bool) -> None:
        """Apply the choice and show problems only."""
        self.counts_unchecked = counts_unchecked
        if self.switch.isChecked():
            self.changed.emit(True)
        self.switch.setChecked(True)

    def _draw(self) -> None:
        self.kinds.setIcon(self._theme.icon("open", ColourRole.MUTED))


_GAP = 8


class NotedDelegate(TreeDelegate):
    """Paints a mark after name and number if there are notes, with their number if several.

    It is coloured for the value itself, and faint for its descendants.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == ITEM and any(index.data(NOTES_ROLE)):
            # A long name is elided, not the mark.
            room = option.rect.width() - self._behind_name(index) - self._mark_width(index)
            text = option.fontMetrics.elidedText(option.text, option.textElideMode, room)
            option.text = text

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        if index.column() == ITEM and any(index.data(NOTES_ROLE)):
            full = QStyleOptionViewItem(option)
            self.initStyleOption(full, index)
            place = QRect(option.rect)
            name = full.fontMetrics.horizontalAdvance(full.text)
            place.setLeft(place.left() + name + self._behind_name(index))
            painter.save()
            self._paint_mark(painter, place, *index.data(NOTES_ROLE))
            painter.restore()

    def _paint_mark(self, painter: QPainter, place: QRect, here: int, below: int) -> None:
        mark = self._theme.pixmap("note", ColourRole.CHANGED if here else ColourRole.FAINT)
        size = mark.deviceIndependentSize().toSize()
        painter.drawPixmap(place.left(), place.center().y() - size.height() // 2 + 1, mark)
        if (several := here or below) > 1:
            place.setLeft(place.left() + size.width() + _GAP // 2)
            painter.setFont(self._theme.font(TextStyle.LABEL))
            painter.setPen(self._theme.colour(ColourRole.FAINT))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number(several))

    def _behind_name(self, index: AnyIndex) -> int:
        """The width of the number of children with the gaps around it."""
        count = index.data(COUNT_ROLE)
        return 2 * _GAP + (self._width(count) + _GAP if count else 0)

    def _mark_width(self, index: AnyIndex) -> int:
        here, below = index.data(NOTES_ROLE)
        several = here or below
        text = self._width(several) + _GAP // 2 if several > 1 else 0
        return self._theme.pixels(SMALL) + text

    def _width(self, count: int) -> int:
        return QFontMetrics(self._theme.font(TextStyle.LABEL)).horizontalAdvance(number(count))


_WIDTHS = {ITEM: 204, VALUE: 172, RESULT: 132}
_WIDEST_NAMES = 264
_OPENED_AT_MOST = 400
"""The number of rows expanded at once; more are expanded by the user."""


class TreePane(QWidget):
    """Shows a ``TreeModel``; reports the current row."""

    node_chosen = Signal(int)
    pointed = Signal(int)
    """The node under the pointer, or -1."""
    group_chosen = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, model: TreeModel) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self.find_field = FindField(theme)
        self.matches = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.problems = ProblemFilter(theme)
        self.filter = self.problems.switch
        self.nothing_left = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self.view = RowsView(theme)
        self._build()
        self._connect()

    def show_node(self, node: int) -> None:
        """Select the row of ``node`` without emitting signals."""
        self._show_index(self.model.index_of_node(node))

    def is_at(self, node: int) -> bool:
        """Whether the row of ``node`` is the current one."""
        return self.view.currentIndex().siblingAtColumn(ITEM) == self.model.index_of_node(node)

    def start_find(self) -> None:
        """Focus the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    def expand_subtree(self) -> None:
        """Expand the current row and its descendants, as far as that is fast."""
        expand_below(self.view, [self.view.currentIndex()], _OPENED_AT_MOST)

    def collapse_subtree(self) -> None:
        """Collapse the current row and its descendants."""
        collapse_below(self.view, self.view.currentIndex())

    def open_problems(self) -> None:
        """Expand the branches that "Only problems" shows, as far as that is fast."""
        groups = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        expand_below(self.view, groups, _OPENED_AT_MOST)
        widest = self._theme.pixels(_WIDEST_NAMES)
        wanted = self.view.sizeHintForColumn(ITEM)
        self.view.setColumnWidth(ITEM, max(self.view.columnWidth(ITEM), min(wanted, widest)))

    def close_problems(self) -> None:
        self.view.setColumnWidth(ITEM, self._theme.pixels(_WIDTHS[ITEM]))

    def _show_index(self, index: QModelIndex) -> None:
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(index)
        self.view.paint_anew()
        self.view.scrollTo(index)

    def _build(self) -> None:
        self.nothing_left.setContentsMargins(16, 4, 12, 4)
        self.nothing_left.hide()
        self.view.setModel(self.model)
        self.view.setItemDelegate(NotedDelegate(self._theme, self.view))
        self.view.setAccessibleName(self.tr("Values of the document"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.view.header()
        header.setStretchLastSection(False)
        # measure only visible rows, not a thousand
        header.setResizeContentsPrecision(0)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, self._theme.pixels(width))
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        row = h_box(spacing=8, edges=(16, 8, 12, 4))
        row.addWidget(self.find_field, 1)
        row.addWidget(self.matches)
        row.addWidget(self.problems)
        layout = v_box(row, self.nothing_left, on=self, spacing=4)
        layout.addWidget(self.view.inset(), 1)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self._on_entered)
        self.view.viewportEntered.connect(lambda: self.pointed.emit(-1))
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        self.model.modelReset.connect(self._on_reset)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if (node := self.model.node(current)) is not None:
            self.node_chosen.emit(node)
        elif (group := self.model.group(current)) is not None:
            self.group_chosen.emit(group)

    def _on_entered(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        self.pointed.emit(-1 if node is None else node)

    def _on_menu_requested(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            self.menu_wanted.emit(self.view.viewport().mapToGlobal(place))

    def _on_reset(self) -> None:
        is_left = self.model.rowCount() > 0 or not self.filter.isEnabled()
        self.nothing_left.setVisible(self.filter.isChecked() and not is_left)
        self.nothing_left.setText(self.problems.says_nothing_is_left)
