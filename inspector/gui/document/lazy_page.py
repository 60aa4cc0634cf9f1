"""A view of a document that is computed when it is first shown, and follows the selection."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.widgets.layouts import v_box
from inspector.progress import Checkpoint

T = TypeVar("T")


class LazyValue(QObject, Generic[T]):
    """One value computed for one document; ``ready`` carries it."""

    working = Signal()
    ready = Signal(object)

    def __init__(
        self,
        runner: Runner,
        compute: Callable[[Checked, Checkpoint], T],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._compute = compute
        self.document: Checked | None = None
        self._job = LatestJob(runner, self)
        self._is_asked = False

    def set_document(self, checked: Checked | None) -> None:
        """Drop what was computed for another document."""
        self._job.cancel()
        self.document = checked
        self._is_asked = False

    def ask(self) -> None:
        """Compute the value unless it is there or being computed."""
        checked = self.document
        if checked is None or self._is_asked:
            return
        self._is_asked = True
        self.working.emit()
        self._job.start(lambda point: self._compute(checked, point), self.ready.emit)


class LazyView(Protocol):
    """What a page requires of its widget, besides showing a value."""

    node_chosen: SignalInstance

    def show_working(self) -> None: ...

    def show_node(self, node: int) -> None: ...

    def clear(self) -> None: ...


class LazyPage(QWidget, Generic[T]):
    """Shows a value computed from the document of an inspection; subclasses define
    ``show_value``."""

    def __init__(self, view: Any, inspection: Inspection, lazy_value: LazyValue[T]) -> None:
        super().__init__()
        self._inspection = inspection
        self._lazy_value = lazy_value
        self._shown: LazyView = view
        v_box(view, on=self)
        selection = inspection.selection
        inspection.changed.connect(self._on_changed)
        selection.node_changed.connect(self._on_selected)
        view.node_chosen.connect(selection.select_node)
        lazy_value.working.connect(view.show_working)
        lazy_value.ready.connect(self._on_ready)
        self._on_changed()

    def show_value(self, value: T) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lazy_value.ask()
        self._on_selected()

    def _on_changed(self) -> None:
        checked = self._inspection.checked
        if checked is not self._lazy_value.document:
            self._lazy_value.set_document(checked)
            self._shown.clear()
            if self.isVisible():
                self._lazy_value.ask()

    def _on_ready(self, value: T) -> None:
        self.show_value(value)
        self._on_selected()

    def _on_selected(self) -> None:
        """Follow the selection while visible; a hidden page follows when it is shown."""
        node = self._inspection.selection.node
        if node is not None and self.isVisible():
            self._shown.show_node(node)
