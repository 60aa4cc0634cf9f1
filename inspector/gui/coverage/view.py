"""The view Coverage: head, tree and detail, joined by what is selected; computed in a worker, it
follows the selection."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.coverage import coverage_detail, coverage_table
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.coverage.detail import CoverageDetailPage
from inspector.gui.coverage.head import CoverageHead
from inspector.gui.coverage.tree import CoverageTree
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage, LazyValue
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.flow import Rule
from inspector.gui.widgets.text import Label

_DETAIL_WIDTH = 480
_DETAIL_MOST = 0.36
_DETAIL_LEAST = 250
_BODY_LEAST = 200


class CoverageView(QWidget):
    """Shows a ``CoverageTable``: as a whole, as a tree, and one value of it."""

    node_chosen = Signal(int)
    pointers_wanted = Signal()
    """The JSON Pointers of what nothing covers, for the clipboard."""
    fetch_wanted = Signal(str)
    """The Pith Number whose bundle is wanted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table: CoverageTable | None = None
        self.head = CoverageHead(theme)
        self.tree = CoverageTree(theme)
        self.detail = CoverageDetailPage(theme)
        self.message = Label(theme, Text.BODY, ColourRole.MUTED)
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
        """Let go of the document."""
        self._fill(None)
        self.message.setText("")
        self._pages.setCurrentIndex(0)

    def show_node(self, node: int) -> None:
        """Select the value ``node`` everywhere, without telling anybody."""
        self.tree.show_node(node)
        self._explain(node)

    def showEvent(self, event: QShowEvent) -> None:
        """Share out the room once it is known how much there is."""
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
        inset = QVBoxLayout(right)
        inset.setContentsMargins(24, 12, 8, 12)
        inset.addWidget(self.detail)
        self._body.addWidget(self.tree)
        self._body.addWidget(right)
        self._body.setStretchFactor(0, 1)
        self._body.setHandleWidth(1)
        self._body.setChildrenCollapsible(False)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Rule(self._theme))
        column.addWidget(self._body, 1)
        self._body.setMinimumHeight(self._theme.pixels(_BODY_LEAST))
        # With very large fonts it scrolls as a whole rather than leave the tree a single row.
        scroll = QScrollArea()
        scroll.setWidget(shown)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.message)
        self._pages.addWidget(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    def _connect(self) -> None:
        self.tree.node_chosen.connect(self._on_row_chosen)
        self.tree.group_chosen.connect(self._on_group_chosen)
        self.head.strip.chosen.connect(self._on_box_chosen)
        self.tree.pointers_wanted.connect(self.pointers_wanted)
        self.detail.fetch_wanted.connect(self.fetch_wanted)

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


# --- joined to a document -----------------------------------------------------------------------


class CoveragePage(LazyPage[CoverageTable]):
    """Shows which values of an inspection's document a signature covers."""

    def __init__(
        self, theme: Theme, runner: Runner, inspection: Inspection, window: WindowActions
    ) -> None:
        self.view = CoverageView(theme)
        lazy_value: LazyValue[CoverageTable] = LazyValue(
            runner, coverage_table.of_checked, inspection
        )
        super().__init__(self.view, inspection, lazy_value)
        self._runner = runner
        self._window = window
        self.view.fetch_wanted.connect(window.open_source)
        self.view.pointers_wanted.connect(self._on_pointers_wanted)

    def show_value(self, value: CoverageTable) -> None:
        self.view.show_coverage(value)

    def _on_pointers_wanted(self) -> None:
        if (checked := self._inspection.checked) is not None:
            job = self._runner.start(lambda point: coverage_table.pointers(checked, point), self)
            job.on_success(lambda text: self._window.copy(text, self.tr("Copied the pointers.")))
