"""The view *coverage* of a document: computed when first looked at, joined by the selection."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.controllers.derivation import Derivation
from inspector.gui.controllers.inspection import Inspection
from inspector.gui.models import coverage_view
from inspector.gui.models.coverage_view import CoverageTable
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.views.coverage_view import CoverageView


class CoveragePage(QWidget):
    """Shows which values of an inspection's document a signature covers."""

    copied = Signal(str, str)
    source_wanted = Signal(str)

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        super().__init__()
        self._runner = runner
        self._inspection = inspection
        self.view = CoverageView(theme)
        self._derived: Derivation[CoverageTable] = Derivation(
            runner, coverage_view.of_checked, self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._derived.ask()

    def _connect(self) -> None:
        selection = self._inspection.selection
        self._inspection.changed.connect(self._on_changed)
        selection.node_changed.connect(self.view.show_node)
        self.view.node_chosen.connect(selection.select_node)
        self.view.fetch_wanted.connect(self.source_wanted)
        self.view.pointers_wanted.connect(self._on_pointers_wanted)
        self._derived.working.connect(self.view.show_working)
        self._derived.ready.connect(self._on_ready)

    def _on_changed(self) -> None:
        checked = self._inspection.checked
        if checked is not self._derived.document:
            self._derived.set_document(checked)
            self.view.clear()
            if self.isVisible():
                self._derived.ask()

    def _on_ready(self, table: CoverageTable) -> None:
        self.view.show_coverage(table)
        if (node := self._inspection.selection.node) is not None:
            self.view.show_node(node)

    def _on_pointers_wanted(self) -> None:
        if (checked := self._inspection.checked) is not None:
            job = self._runner.start(lambda point: coverage_view.pointers(checked, point), self)
            job.on_success(lambda text: self.copied.emit(text, self.tr("Copied the pointers.")))
