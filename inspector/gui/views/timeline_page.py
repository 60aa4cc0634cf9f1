"""The view *timeline* of a document: computed when first looked at, joined by the selection."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.controllers.derivation import Derivation
from inspector.gui.controllers.inspection import Inspection
from inspector.gui.models import timeline
from inspector.gui.models.timeline import Timeline
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.views.timeline_view import TimelineView


class TimelinePage(QWidget):
    """Shows the events of an inspection's document on a time axis."""

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        super().__init__()
        self._inspection = inspection
        self.view = TimelineView(theme)
        self._derived: Derivation[Timeline] = Derivation(runner, timeline.of_checked, self)
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
        self._derived.working.connect(self.view.show_working)
        self._derived.ready.connect(self._on_ready)

    def _on_changed(self) -> None:
        checked = self._inspection.checked
        if checked is not self._derived.document:
            self._derived.set_document(checked)
            self.view.clear()
            if self.isVisible():
                self._derived.ask()

    def _on_ready(self, value: Timeline) -> None:
        self.view.show_timeline(value)
        if (node := self._inspection.selection.node) is not None:
            self.view.show_node(node)
