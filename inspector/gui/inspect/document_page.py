"""The page of an open document: tree, detail and findings, linked by the selection."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from inspector.gui.actions import OF_FINDING
from inspector.gui.document import detail
from inspector.gui.document.copied import CopiedLine
from inspector.gui.document.copied_findings import checked_here, on_document
from inspector.gui.document.detail import FindingAction
from inspector.gui.document.findings import NONE, Arrangement
from inspector.gui.document.inspection import FORMER_STAY, Inspection
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.detail_pane import DetailPane, Page
from inspector.gui.inspect.findings_model import FindingsModel, arrange
from inspector.gui.inspect.findings_pane import FindingsPane
from inspector.gui.inspect.overview_text import OverviewText, being_checked, of_checked
from inspector.gui.inspect.tree_model import TreeModel
from inspector.gui.inspect.tree_pane import TreePane
from inspector.gui.inspect.value_notes import ValueNotes
from inspector.gui.inspect.value_pages import ValuePages
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import v_box
from inspector.progress import Checkpoint, unwatched
from inspector.verify.result import FAIL, SEVERITY

_TREE_WIDTH = 496
_TREE_MOST = 0.55
_FINDINGS_HEIGHT = 164
_FINDINGS_MOST = 0.35
_AT_ONCE = 10_000
"""The number of findings filtered at once; a large bundle has a hundred thousand."""


class DocumentPage(QWidget):
    """Shows ``Opened``, then ``Checked``."""

    def __init__(
        self, theme: Theme, runner: Runner, inspection: Inspection, window: WindowActions
    ) -> None:
        super().__init__()
        self._theme = theme
        self._is_shared_out = False
        self._window = window
        self._inspection = inspection
        self._selection = inspection.selection
        self._find = inspection.finder
        self._arranging = LatestJob(runner, self)
        # Deferred: the detail has many parts, and with the results it would block the window for
        # too long.
        self._detailing = QTimer(self, singleShot=True, interval=0)
        self._detailing.timeout.connect(self._show_detail)
        self._outdated = QTimer(self, singleShot=True, interval=FORMER_STAY)
        self._outdated.timeout.connect(self._take_back)
        self._opened: Opened | None = None
        self._checked: Checked | None = None
        self.tree = TreePane(theme, TreeModel(theme, self))
        self.detail = DetailPane(theme, window, self._on_acted)
        self.findings = FindingsPane(theme, FindingsModel(theme, self))
        self._build()
        self._connect()
        ValuePages(self.detail, inspection, runner, window)
        self.notes = ValueNotes(self.detail, self.tree, self.findings.bar, inspection, window)

    def show_document(self, opened: Opened) -> None:
        self._opened, self._checked = opened, None
        self.tree.filter.setEnabled(False)
        self.tree.model.show_document(opened)
        self.findings.clear()
        self._find.set_document(None)
        self._selection.select_node(0)

    def check_again(self) -> None:
        """The results shown are of another list of keys, or of no paper's text."""
        self._find.take_back_results()
        if self._checked is not None and not self._outdated.isActive():
            self._outdated.start()

    def show_results(self, checked: Checked) -> None:
        self._outdated.stop()
        self._checked = checked
        self.tree.filter.setEnabled(True)
        self.tree.model.show_results(self._with_chosen_problems(checked))
        if self.tree.filter.isChecked():
            self.tree.open_problems()
        self.findings.show_findings(checked)
        if self._arranging.is_busy:  # results of another list of keys must not be copied
            self.findings.show_arrangement(NONE)
        # Not earlier, since it would compete with the verification and with painting.
        self._find.set_document(checked)
        self._detailing.start()

    def clear(self) -> None:
        """Release the document."""
        self._detailing.stop()
        self._outdated.stop()
        self._opened = self._checked = None
        self.tree.filter.setChecked(False)
        self.tree.model.show_document(None)
        self.findings.clear()
        self._find.set_document(None)
        self.detail.clear()

    def _take_back(self) -> None:
        """Results that no longer count must not stand below a verdict that is being sought."""
        self._checked = None
        self.tree.filter.setEnabled(False)
        self.tree.model.take_back_results()
        self.findings.show_findings(None)
        self._show_detail()

    def show_overview(self) -> None:
        """Select the whole document and show its overview."""
        self._selection.select_node(0)
        self.detail.show_page(Page.OVERVIEW)
        self.detail.overview.take_focus()

    def show_cause(self) -> None:
        """Select the value that explains the failures, or else the first failure."""
        if self._checked is None:
            return
        cause = self._checked.overview.cause
        if cause is not None:
            self._selection.select_pointer(cause.pointer)
        elif self._checked.findings[FAIL]:
            self._selection.select_pointer(self._checked.findings[FAIL][0].path)

    @property
    def check(self) -> str:
        """The check being looked at: of the focused finding, or else of the selected value."""
        if self.findings.view.hasFocus() and self.findings.check:
            return self.findings.check
        node = self._selection.node
        if node == 0:  # for the whole document only failures have a page
            fails = self._checked.findings[FAIL] if self._checked else ()
            return fails[0].id if fails else ""
        own = self._checked.node_results.own(node) if self._checked and node is not None else []
        worst = max(own, key=lambda result: SEVERITY[result.status], default=None)
        return worst.id if worst else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._opened is not None and self._checked is None:
            self._show_detail()

    def focusNextPrevChild(self, is_forward: bool) -> bool:
        if self.isVisible():  # Qt also calls it while widgets are destroyed
            self.detail.order_tabs()
        return super().focusNextPrevChild(is_forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the space once it is known, before the panes are filled."""
        super().resizeEvent(event)
        if not self._is_shared_out:
            self._is_shared_out = True
            tree = min(self._theme.pixels(_TREE_WIDTH), round(self.width() * _TREE_MOST))
            self._body.setSizes([tree, self.width() - tree])
            height = self.height()
            findings = min(self._theme.pixels(_FINDINGS_HEIGHT), round(height * _FINDINGS_MOST))
            self._whole.setSizes([height - findings, findings])

    def _build(self) -> None:
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.addWidget(self.tree)
        self._body.addWidget(self.detail)
        self._body.setStretchFactor(1, 1)
        self._whole = QSplitter(Qt.Orientation.Vertical)
        self._whole.addWidget(self._body)
        self._whole.addWidget(self.findings)
        self._whole.setStretchFactor(0, 1)
        for splitter in (self._body, self._whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        v_box(self._whole, on=self)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    def _connect(self) -> None:
        selection, find, tree = self._selection, self._find, self.tree
        tree.node_chosen.connect(selection.select_node)
        tree.group_chosen.connect(selection.select_group)
        tree.pointed.connect(self._on_pointed)
        tree.find_field.searched.connect(find.search)
        tree.find_field.stepped.connect(find.step)
        tree.problems.changed.connect(self._on_only_problems)
        tree.problems.changed.connect(lambda only: self._window.tick("only_problems", only))
        tree.menu_wanted.connect(self._window.show_menu)
        find.matched.connect(selection.select_node)
        find.changed.connect(lambda: tree.matches.setText(find.report))
        self.findings.chosen.connect(selection.select_pointer)
        for part in (self.findings, self.detail.overview):
            part.acted.connect(self._on_acted)
        self.findings.row_changed.connect(selection.choose_finding)
        self.findings.menu_wanted.connect(self._on_menu_wanted)
        self.findings.view.copies = lambda: self._window.run("copy_finding")
        tree.view.copies = lambda: self._window.run("copy_value")
        self.findings.bar.filter_changed.connect(self._on_filter_changed)
        overview = self.detail.overview
        overview.pointer_wanted.connect(selection.select_pointer)
        overview.json_wanted.connect(lambda: self.detail.show_page(Page.RAW))
        overview.copied.connect(self._on_line_copied)
        selection.node_changed.connect(self._on_node_selected)
        selection.group_changed.connect(self._on_group_selected)

    def _on_line_copied(self, line: CopiedLine) -> None:
        # not what is shown, which is of the former list of keys for a moment
        if (checked := self._inspection.checked) is not None:
            part = on_document(checked, (line, checked_here()))
            self._window.copy_part(part, False, self.tr("Copied the line."))

    def _show_detail(self) -> None:
        """Show the selection with the results so far; the tree stays where it was scrolled to."""
        if (node := self._selection.node) is not None:
            self._show_node(node, finds=not self.tree.is_at(node))
        else:
            self._on_group_selected(self._selection.group)

    def _on_node_selected(self, node: int) -> None:
        self._show_node(node, finds=True)

    def _show_node(self, node: int, *, finds: bool) -> None:
        """``finds``: its row is brought into view."""
        self._detailing.stop()
        if self._checked is None and not self.isVisible():
            # Most documents are checked before the page is shown.
            self.detail.choose_pages(is_whole=not node)
        elif self._opened is not None:
            if finds:
                self.tree.show_node(node)
            found = detail.of_node(self._opened, self._checked, node)
            self.detail.show_detail(found, None if node else self._overview())

    def _on_menu_wanted(self, place: QPoint) -> None:
        """Show the menu of the current finding: its action, and copying it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (action := self.findings.action) is not None:
            menu.addAction(action.text, self.findings.act)
            menu.addSeparator()
        for id_ in OF_FINDING:
            menu.addAction(self._window.command(id_))
        menu.popup(place)

    def _on_acted(self, action: FindingAction) -> None:
        action.take(self._window, self._show_in_tree)

    def _show_in_tree(self, pointer: str) -> None:
        """Select the value and give the tree the focus."""
        self._selection.select_pointer(pointer)
        if self._selection.node is not None:
            self.tree.show_node(self._selection.node)
        self.tree.view.setFocus()

    def _on_pointed(self, node: int) -> None:
        if self.detail.bytes is not None and self.detail.page is Page.BYTES:
            self.detail.bytes.hint(node)

    def _on_group_selected(self, group: int) -> None:
        self._detailing.stop()
        if self._opened is not None:
            self.detail.show_detail(detail.of_group(self._opened, self._checked, group))

    def _overview(self) -> OverviewText | None:
        """The overview, if the whole document is selected."""
        if self._opened is None:
            return None
        return of_checked(self._checked) if self._checked else being_checked()

    def _with_chosen_problems(self, checked: Checked) -> Checked:
        """The results for the tree, with what the user counts as problems."""
        if not self.tree.problems.counts_unchecked:
            return checked
        return checked._replace(problems=checked.problems.with_unchecked)

    def _on_filter_changed(self) -> None:
        """Filter at once if that is only counting or there are few findings, else in a worker."""
        self._arranging.cancel()
        if (checked := self._checked) is None:
            self.findings.show_arrangement(NONE)
            return
        wanted = self.findings.bar.wanted

        def work(checkpoint: Checkpoint) -> Arrangement:
            return arrange(checked.findings, wanted, checked.explained, checkpoint)

        if wanted.text or sum(map(len, checked.findings.values())) > _AT_ONCE:
            self._arranging.start(work, self.findings.show_arrangement)
        else:
            self.findings.show_arrangement(work(unwatched))

    def _on_only_problems(self, only: bool) -> None:
        if self._checked is not None:
            self.tree.model.show_results(self._with_chosen_problems(self._checked))
        self.tree.model.show_only_problems(only)
        if only:
            self.tree.open_problems()
        else:
            self.tree.close_problems()
        if self._selection.node is not None:
            self.tree.show_node(self._selection.node)
