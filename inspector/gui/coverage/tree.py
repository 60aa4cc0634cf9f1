"""The left of the coverage: the filters, and the tree with what covers each value."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.coverage.coverage_model import (
    BUNDLE,
    EVENT,
    RECEIPT,
    SIGNED,
    CoverageModel,
)
from inspector.gui.coverage.coverage_table import CoverageTable, Filter
from inspector.gui.document.document_model import ITEM, VALUE
from inspector.gui.document.rows_view import RowsView, TreeDelegate, open_below
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.flow import FlowLayout
from inspector.gui.widgets.remark import Chip
from inspector.verify.format import Cover

_WIDTHS = {ITEM: 204, VALUE: 170, RECEIPT: 60, EVENT: 52, BUNDLE: 60, SIGNED: 114}
_NARROWEST_VALUE = 52
_OPENED_FIRST = 40
_OPENED_AT_MOST = 400
"""How many rows are opened at once; more are opened by hand."""


class CoverageTree(QWidget):
    """Shows a ``CoverageTable`` as a tree; says which row the user is on."""

    node_chosen = Signal(int)
    group_chosen = Signal(int)
    pointers_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = CoverageModel(theme, self)
        self.view = RowsView(theme)
        self.copy = QPushButton(self.tr("Copy the list of pointers"))
        # All there can be, made once: chips that come later would be last in the tab order.
        self.chips = [Chip(theme) for _ in (None, *Cover, None)]
        self._choice = QButtonGroup(self)
        self._build()
        self._draw()
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._choice.idClicked.connect(self._on_filtered)
        self.copy.clicked.connect(self.pointers_wanted)
        theme.changed.connect(self._draw)

    def show_table(self, table: CoverageTable | None) -> None:
        self.model.show_table(table)
        self._show_chips(table.filters if table else ())
        self.copy.setVisible(table is not None and bool(table.whole.bare))
        self._open(_OPENED_FIRST)

    def show_node(self, node: int) -> None:
        """Select the row of ``node`` without telling anybody."""
        index = self.model.index_of_node(node)
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(index)
        self.view.viewport().update()
        self.view.scrollTo(index)

    def _open(self, most: int) -> None:
        groups = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        open_below(self.view, groups, most)

    def _show_chips(self, filters: tuple[Filter, ...]) -> None:
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(filters))
            if place < len(filters):
                self._fill_chip(chip, filters[place])
        self.chips[0].setChecked(True)
        self._filters.updateGeometry()

    def _fill_chip(self, chip: Chip, entry: Filter) -> None:
        count = number(entry.values)
        chip.say(self.tr("{} {}").format(entry.word, count), entry.sign)
        if entry.sign is None:
            spoken = self.tr("Show all values, {}").format(count)
        else:
            spoken = self.tr("Show only values covered by {}, {}").format(entry.word, count)
        chip.setAccessibleName(spoken)

    def _build(self) -> None:
        self._choice.setExclusive(True)
        self.copy.setProperty("flat", True)
        self.copy.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        self.copy.setAccessibleDescription(self.tr("The JSON Pointers of what nothing covers"))
        self._filters = QWidget()
        flow = FlowLayout(self._filters, gap=8)
        for place, chip in enumerate(self.chips):
            self._choice.addButton(chip, place)
            flow.addWidget(chip)
        self.view.setModel(self.model)
        self.view.setItemDelegate(TreeDelegate(self._theme, self.view))
        self.view.setAccessibleName(self.tr("Values of the document and what covers them"))
        header = self.view.header()
        header.setStretchLastSection(False)
        # Only what is seen is measured, not a thousand rows.
        header.setResizeContentsPrecision(0)
        header.setMinimumSectionSize(self._theme.pixels(_NARROWEST_VALUE))
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, self._theme.pixels(width))
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._filters, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.view.inset(), 1)

    def _on_filtered(self, place: int) -> None:
        node = self.model.node(self.view.currentIndex())
        self.model.show_filter(place)
        self._open(_OPENED_AT_MOST if place else _OPENED_FIRST)
        if node is not None:
            self.show_node(node)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if (node := self.model.node(current)) is not None:
            self.node_chosen.emit(node)
        elif (group := self.model.group(current)) is not None:
            self.group_chosen.emit(group)

    def _draw(self) -> None:
        self.copy.setIcon(self._theme.icon("copy", ColourRole.ACCENT))
