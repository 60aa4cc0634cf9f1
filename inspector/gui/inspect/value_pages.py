"""Joins the pages that are computed for the selected value: how it came about, and its bytes.

Selecting a step selects the value that it takes; selecting a value marks its step.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.bytes_page import BytesPage
from inspector.gui.inspect.detail_pane import DetailPane, Page
from inspector.gui.inspect.locating import Locating
from inspector.gui.inspect.trace_page import Bytes, TracePage
from inspector.gui.inspect.tracing import Tracing
from inspector.gui.runner import Runner
from inspector.gui.widgets.plain_text import middle, whole
from inspector.trace.places import TRACED


class ValuePages(QObject):
    """The pages *How it was computed* and *Bytes in the file* of one inspection."""

    def __init__(
        self, pane: DetailPane, inspection: Inspection, runner: Runner, window: WindowActions
    ) -> None:
        super().__init__(pane)
        self._window = window
        self._pane = pane
        self._inspection = inspection
        self._tracing = Tracing(runner, self)
        self._locating = Locating(runner, self)
        self._chooses_page = True
        """Until the user chooses a page by hand, the value's kind does."""
        self._is_choosing = False
        selection = inspection.selection
        selection.node_changed.connect(self._on_selected)
        selection.group_changed.connect(self._on_selected)
        inspection.changed.connect(self._on_changed)
        pane.page_chosen.connect(self._on_page_chosen)
        pane.trace_made.connect(self._join_trace)
        pane.bytes_made.connect(self._join_bytes)

    # --- joining --------------------------------------------------------------------------

    def _join_trace(self, page: TracePage) -> None:
        page.step_chosen.connect(self._on_step_chosen)
        page.save_wanted.connect(self._on_save_wanted)
        page.copied.connect(self._window.copy)
        self._tracing.working.connect(page.show_working)
        self._tracing.ready.connect(page.show_traces)
        self._tracing.ready.connect(lambda _: page.mark_pointer(self._pointer))
        self._tracing.saved.connect(self._on_saved)
        self._tracing.failed.connect(self._on_failed)

    def _join_bytes(self, page: BytesPage) -> None:
        self._locating.ready.connect(page.show_span)

    @property
    def _pointer(self) -> str:
        return self._inspection.selection.pointer or ""

    # --- what happened --------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._tracing.set_document(self._inspection.checked)
        if self._inspection.opened is None:
            self._locating.stop()
            if self._pane.bytes is not None:
                self._pane.bytes.clear()
            if self._pane.trace is not None:
                self._pane.trace.show_traces(())
        elif self._inspection.checked is not None:
            self._on_selected()

    def _on_selected(self) -> None:
        if self._pane.trace is not None and self._pane.trace.takes(self._pointer):
            self._pane.trace.mark_pointer(self._pointer)
            self._show_bytes()
            return
        if self._chooses_page:
            self._is_choosing = True
            if self._inspection.selection.node == 0:
                self._pane.show_page(Page.OVERVIEW)
            else:
                self._pane.show_page(Page.TRACE if self._is_traced() else Page.FOUND)
            self._is_choosing = False
        self._show()

    def _is_traced(self) -> bool:
        """Whether the value itself is a hash or a signature that a check speaks of."""
        checked, node = self._inspection.checked, self._inspection.selection.node
        if checked is None or node is None:
            return False
        return any(result.id in TRACED for result in checked.marks.own(node))

    def _on_page_chosen(self) -> None:
        if not self._is_choosing:
            self._chooses_page = False
            self._show()

    def _show(self) -> None:
        if self._pane.page is Page.TRACE:
            self._tracing.ask(self._pointer)
        self._show_bytes()

    def _show_bytes(self) -> None:
        opened = self._inspection.opened
        if self._pane.page is Page.BYTES and opened is not None:
            self._locating.ask(opened, self._pointer)

    def _on_step_chosen(self, pointer: str) -> None:
        self._inspection.selection.select_pointer(pointer)

    def _on_save_wanted(self, wanted: Bytes) -> None:
        from inspector.gui.widgets.dialogs import saving_dialog  # noqa: PLC0415 - start-up

        window: QWidget = self._pane.window()
        dialog = saving_dialog(window, wanted.name)
        dialog.fileSelected.connect(lambda path: self._tracing.save(path, wanted.data))
        dialog.open()

    def _on_saved(self, path: str) -> None:
        self._window.say(self.tr("Saved the bytes as {}.").format(middle(path, 120)))

    def _on_failed(self, error: InspectorError) -> None:
        self._window.say(whole(error.message))
