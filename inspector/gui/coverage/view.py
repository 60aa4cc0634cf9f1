"""The Coverage view: head, tree and detail, linked by the selection; computed in a worker."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from inspector.gui.coverage import coverage_detail, coverage_table
from inspector.gui.coverage.coverage_model import (
    BUNDLE,
    EVENT,
    RECEIPT,
    SIGNED,
    CoverageModel,
)
from inspector.gui.coverage.coverage_table import CoverageFilter, CoverageTable, Legend
from inspector.gui.coverage.detail_pane import CoverageDetailPage
from inspector.gui.coverage.strip import MARGIN, CoverageStrip
from inspector.gui.document.document_model import ITEM, VALUE
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage
from inspector.gui.document.rows_view import RowsView, TreeDelegate, expand_below
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import FittedWidget, FlowLayout, Hairline, h_box, v_box
from inspector.gui.widgets.text import Label, SignLabel
from inspector.verify.format import Cover

# --- the head: how much is signed, the strip of all values, and the legend ----------------------

_EDGE = 24
_HEADLINE_MOST = 0.4


class CoverageHead(FittedWidget):
    """Shows a ``CoverageTable`` as a whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.headline = Label(theme, TextStyle.TITLE)
        self.sentence = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self.strip = CoverageStrip(theme)
        self.scale = Label(theme, TextStyle.LABEL, ColourRole.FAINT)
        self._legend = QWidget()
        self._build()
        self.strip.laid_out.connect(self._say_scale)

    def show_table(self, table: CoverageTable | None) -> None:
        self.headline.setText(table.headline if table else "")
        self.sentence.setText(table.sentence if table else "")
        self.arrange(self.width())
        self._show_legend(table.legend if table else ())
        self.strip.show_table(table)
        self.fit()

    def _build(self) -> None:
        self._first = h_box(edges=(_EDGE, 0, _EDGE, 0))
        self._first.addWidget(self.headline, 0, Qt.AlignmentFlag.AlignTop)
        self._first.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignTop)
        self._flow = FlowLayout(self._legend, gap=28, line_gap=2)
        strip, legend = QHBoxLayout(), QHBoxLayout()
        # the focus ring extends beyond the common edge
        strip.setContentsMargins(_EDGE - MARGIN, 0, _EDGE - MARGIN, 0)
        strip.addWidget(self.strip)
        legend.setContentsMargins(_EDGE, 0, _EDGE, 0)
        legend.addWidget(self._legend)
        v_box(self._first, strip, legend, on=self, spacing=6, edges=(0, 12, 0, 10))

    def arrange(self, width: int) -> None:
        """The sentence is beside the headline, or below it if space is short."""
        is_below = self.headline.sizeHint().width() > width * _HEADLINE_MOST
        direction = QHBoxLayout.Direction
        self._first.setDirection(direction.TopToBottom if is_below else direction.LeftToRight)
        self._first.setSpacing(2 if is_below else 12)
        drop = self.headline.fontMetrics().ascent() - self.sentence.fontMetrics().ascent()
        self.sentence.setContentsMargins(0, 0 if is_below else drop, 0, 0)

    def _show_legend(self, legend: tuple[Legend, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (view := item.widget()) is not None and view is not self.scale:
                view.deleteLater()
        for entry in legend:
            self._flow.addWidget(_entry(self._theme, entry))
        self._flow.addWidget(self.scale)
        self._legend.updateGeometry()

    def _say_scale(self) -> None:
        """Show how many values a box represents, which depends on the width."""
        count = self.strip.values_per_box
        if count <= 1:
            text = self.tr("one box a value, in the order of the file")
        else:
            text = self.tr("one box for {} values, in the order of the file")
        self.scale.setText(text.format(number(count)))
        self._legend.updateGeometry()
        self.fit()


def _entry(theme: Theme, entry: Legend) -> QWidget:
    view = QWidget()
    row = h_box(on=view, spacing=8)
    sign = SignLabel(theme)
    sign.show_sign(entry.sign)
    row.addWidget(sign)
    row.addWidget(Label(theme, TextStyle.LABEL, ColourRole.MUTED, entry.note))
    view.setAccessibleName(f"{entry.sign.word}: {entry.note}")
    return view


# --- the left: the filters, and the tree with the cover of each value ---------------------------

_WIDTHS = {ITEM: 204, VALUE: 170, RECEIPT: 60, EVENT: 52, BUNDLE: 60, SIGNED: 114}
_NARROWEST_VALUE = 52
_OPENED_FIRST = 40
_OPENED_AT_MOST = 400
"""The number of rows expanded at once; more are expanded by the user."""


class CoverageTree(QWidget):
    """Shows a ``CoverageTable`` as a tree; reports the current row."""

    node_chosen = Signal(int)
    group_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = CoverageModel(theme, self)
        self.view = RowsView(theme)
        self.copy = QPushButton(self.tr("Copy the list of pointers"))
        # All possible chips, created once: later ones would be last in the tab order.
        self.chips = [Chip(theme) for _ in (None, *Cover, None)]
        self._choice = QButtonGroup(self)
        self._build()
        self._draw()
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._choice.idClicked.connect(self._on_filtered)
        theme.changed.connect(self._draw)

    def show_table(self, table: CoverageTable | None) -> None:
        self.model.show_table(table)
        self._show_chips(table.filters if table else ())
        self.copy.setVisible(table is not None and bool(table.whole.bare))
        self._open(_OPENED_FIRST)

    def show_node(self, node: int) -> None:
        """Select the row of ``node`` without emitting signals."""
        index = self.model.index_of_node(node)
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(index)
        self.view.paint_anew()
        self.view.scrollTo(index)

    def _open(self, most: int) -> None:
        groups = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        expand_below(self.view, groups, most)

    def _show_chips(self, filters: tuple[CoverageFilter, ...]) -> None:
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(filters))
            if place < len(filters):
                self._fill_chip(chip, filters[place])
        self.chips[0].setChecked(True)
        self._filters.updateGeometry()

    def _fill_chip(self, chip: Chip, entry: CoverageFilter) -> None:
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
        # measure only visible rows, not a thousand
        header.setResizeContentsPrecision(0)
        header.setMinimumSectionSize(self._theme.pixels(_NARROWEST_VALUE))
        for column, width in _WIDTHS.items():
            # translated titles may be longer
            needed = header.sectionSizeHint(column)
            self.view.setColumnWidth(column, max(self._theme.pixels(width), needed))
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        row = h_box(spacing=8, edges=(16, 8, 12, 0))
        row.addWidget(self._filters, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        layout = v_box(row, on=self, spacing=4)
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


# --- head, tree and detail ----------------------------------------------------------------------

_DETAIL_WIDTH = 480
_DETAIL_MOST = 0.36
_DETAIL_LEAST = 250
_BODY_LEAST = 200


class CoverageView(QWidget):
    """Shows a ``CoverageTable`` as a whole, as a tree, and one value of it."""

    node_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table: CoverageTable | None = None
        self.head = CoverageHead(theme)
        self.tree = CoverageTree(theme)
        self.detail = CoverageDetailPage(theme)
        self.message = Label(theme, TextStyle.BODY, ColourRole.MUTED)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._pages = QStackedWidget()
        self._is_shared_out = False
        self._build()
        self._connect()
        self.clear()

    def show_coverage(self, table: CoverageTable) -> None:
        self._fill(table)
        self._pages.setCurrentIndex(1)

    def show_working(self) -> None:
        self._fill(None)
        self.message.setText(self.tr("Working out which values are signed…"))
        self._pages.setCurrentIndex(0)

    def clear(self) -> None:
        """Release the document."""
        self._fill(None)
        self.message.setText("")
        self._pages.setCurrentIndex(0)

    def show_node(self, node: int) -> None:
        """Select the value ``node`` everywhere without emitting signals."""
        self.tree.show_node(node)
        self._explain(node)

    def showEvent(self, event: QShowEvent) -> None:
        """Distribute the space once it is known."""
        super().showEvent(event)
        if not self._is_shared_out:
            self._is_shared_out = True
            detail = min(self._theme.pixels(_DETAIL_WIDTH), round(self.width() * _DETAIL_MOST))
            self._body.setSizes([self.width() - detail, detail])

    def _fill(self, table: CoverageTable | None) -> None:
        self._table = table
        self.head.show_table(table)
        self.tree.show_table(table)
        self.detail.show_nothing(table)

    def _explain(self, node: int) -> None:
        if self._table is not None:
            self.head.strip.show_node(node)
            self.detail.show_detail(self._table, coverage_detail.of_node(self._table, node))

    def _build(self) -> None:
        right = QWidget()
        right.setMinimumWidth(self._theme.pixels(_DETAIL_LEAST))
        v_box(self.detail, on=right, edges=(24, 12, 8, 12))
        self._body.addWidget(self.tree)
        self._body.addWidget(right)
        self._body.setStretchFactor(0, 1)
        self._body.setHandleWidth(1)
        self._body.setChildrenCollapsible(False)
        shown = QWidget()
        column = v_box(self.head, Hairline(self._theme), on=shown, spacing=0)
        column.addWidget(self._body, 1)
        self._body.setMinimumHeight(self._theme.pixels(_BODY_LEAST))
        # With very large fonts the whole view scrolls, so that the tree has more than one row.
        scroll = QScrollArea()
        scroll.setWidget(shown)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.message)
        self._pages.addWidget(scroll)
        v_box(self._pages, on=self)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    def _connect(self) -> None:
        self.tree.node_chosen.connect(self._on_row_chosen)
        self.tree.group_chosen.connect(self._on_group_chosen)
        self.head.strip.chosen.connect(self._on_box_chosen)

    def _on_row_chosen(self, node: int) -> None:
        self._explain(node)
        self.node_chosen.emit(node)

    def _on_box_chosen(self, node: int) -> None:
        self.show_node(node)
        self.node_chosen.emit(node)

    def _on_group_chosen(self, group: int) -> None:
        if self._table is not None:
            self.head.strip.show_node(None)
            self.detail.show_detail(self._table, coverage_detail.of_group(self._table, group))


# --- the page of an inspection ------------------------------------------------------------------


class CoveragePage(LazyPage[CoverageTable]):
    """Shows which values of an inspection's document a signature covers."""

    def __init__(
        self, theme: Theme, runner: Runner, inspection: Inspection, window: WindowActions
    ) -> None:
        self.view = CoverageView(theme)
        super().__init__(
            runner, inspection, self.view, coverage_table.of_checked, self.view.show_coverage
        )
        self._runner = runner
        self._window = window
        self.view.detail.fetch_wanted.connect(window.open_source)
        self.view.tree.copy.clicked.connect(self._on_pointers_wanted)

    def _on_pointers_wanted(self) -> None:
        if (checked := self._inspection.checked) is not None:
            job = self._runner.start(lambda point: coverage_table.pointers(checked, point), self)
            job.on_success(lambda text: self._window.copy(text, self.tr("Copied the pointers.")))
