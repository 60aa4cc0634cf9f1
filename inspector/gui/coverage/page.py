"""Joins the view Coverage to a document: computed in a worker, follows the selection."""

from inspector.gui.coverage import coverage_table
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.coverage.view import CoverageView
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage
from inspector.gui.document.lazy_value import LazyValue
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme


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
