"""A view of a document that is computed when it is first shown, and follows the selection."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.widgets.layouts import v_box
from inspector.progress import Checkpoint

T = TypeVar("T")


class LazyView(Protocol):
    """What a page requires of its widget, besides showing a value."""

    node_chosen: SignalInstance

    def show_working(self) -> None: ...

    def show_node(self, node: int) -> None: ...

    def clear(self) -> None: ...


class LazyPage(QWidget, Generic[T]):
    """Shows a value computed from the document of an inspection."""

    def __init__(
        self,
        runner: Runner,
        inspection: Inspection,
        view: Any,
        compute: Callable[[Checked, Checkpoint], T],
        show: Callable[[T], None],
    ) -> None:
        """``view`` is a ``LazyView``, and ``show`` has it show what ``compute`` returns in a
        worker."""
        super().__init__()
        self._inspection = inspection
        self._view: LazyView = view
        self._compute = compute
        self._show = show
        self._job = LatestJob(runner, self)
        self._document: Checked | None = None
        self._is_asked = False
        v_box(view, on=self)
        selection = inspection.selection
        inspection.changed.connect(self._on_changed)
        selection.node_changed.connect(self._on_selected)
        view.node_chosen.connect(selection.select_node)
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()
        self._on_selected()

    def _ask(self) -> None:
        """Compute the value unless it is there or being computed."""
        checked = self._document
        if checked is None or self._is_asked:
            return
        self._is_asked = True
        self._view.show_working()
        self._job.start(lambda point: self._compute(checked, point), self._on_ready)

    def _on_changed(self) -> None:
        """Drop what was computed for another document."""
        checked = self._inspection.checked
        if checked is not self._document:
            self._job.cancel()
            self._document, self._is_asked = checked, False
            self._view.clear()
            if self.isVisible():
                self._ask()

    def _on_ready(self, value: T) -> None:
        self._show(value)
        self._on_selected()

    def _on_selected(self) -> None:
        """Follow the selection while visible; a hidden page follows when it is shown."""
        node = self._inspection.selection.node
        if node is not None and self.isVisible():
            self._view.show_node(node)
