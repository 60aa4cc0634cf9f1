"""Joins the view Coverage to a document: computed in a worker, follows the selection."""

from PySide6.QtCore import Signal

from inspector.gui.coverage import coverage_table
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.coverage.view import CoverageView
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage
from inspector.gui.document.lazy_value import LazyValue
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme


class CoveragePage(LazyPage[CoverageTable]):
    """Shows which values of an inspection's document a signature covers."""

    copied = Signal(str, str)
    source_wanted = Signal(str)

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        self.view = CoverageView(theme)
        lazy_value: LazyValue[CoverageTable] = LazyValue(
            runner, coverage_table.of_checked, inspection
        )
        super().__init__(self.view, inspection, lazy_value)
        self._runner = runner
        self.view.fetch_wanted.connect(self.source_wanted)
        self.view.pointers_wanted.connect(self._on_pointers_wanted)

    def show_value(self, value: CoverageTable) -> None:
        self.view.show_coverage(value)

    def _on_pointers_wanted(self) -> None:
        if (checked := self._inspection.checked) is not None:
            job = self._runner.start(lambda point: coverage_table.pointers(checked, point), self)
            job.on_success(lambda text: self.copied.emit(text, self.tr("Copied the pointers.")))
