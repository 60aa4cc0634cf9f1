"""Connects the pages *How it was computed* and *Bytes in the file* to the selection.

Selecting a step or bytes selects their value; selecting a value marks its step and its bytes.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.gui.document.copied import NO_PART, CopiedPart
from inspector.gui.document.copied_findings import made_of, on_document
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.detail_pane import DetailPane, Page
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.widgets.plain_text import middle, middle_pointed, whole
from inspector.jobs.saving import save_bytes
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.gui.inspect.bytes_page import BytesPage
    from inspector.gui.inspect.located import LocatedValue
    from inspector.gui.inspect.trace_page import NamedBytes, TracePage
    from inspector.gui.inspect.trace_text import ShownTrace


_LONGEST_POINTER = 400


class ValuePages(QObject):
    """The pages *How it was computed* and *Bytes in the file* of one inspection."""

    def __init__(
        self, pane: DetailPane, inspection: Inspection, runner: Runner, window: WindowActions
    ) -> None:
        super().__init__(pane)
        self._window = window
        self._pane = pane
        self._inspection = inspection
        self._runner = runner
        self._tracing = LatestJob(runner, self)
        self._locating = LatestJob(runner, self)
        self._chooses_page = True
        """Until the user chooses a page, the kind of the value chooses it."""
        self._is_choosing = False
        selection = inspection.selection
        selection.node_changed.connect(self._on_selected)
        selection.group_changed.connect(self._on_selected)
        inspection.changed.connect(self._on_changed)
        pane.page_chosen.connect(self._on_page_chosen)
        pane.trace_made.connect(self._join_trace)
        pane.bytes_made.connect(self._join_bytes)

    # --- joining --------------------------------------------------------------------------

    def _join_trace(self, page: "TracePage") -> None:
        page.step_chosen.connect(self._inspection.selection.select_pointer)
        page.save_wanted.connect(self._on_save_wanted)

    def _join_bytes(self, page: "BytesPage") -> None:
        page.node_chosen.connect(self._inspection.selection.select_node)
        page.pointed.connect(self._on_pointed)

    @property
    def _pointer(self) -> str:
        return self._inspection.selection.pointer or ""

    # --- slots ----------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._tracing.cancel()
        if self._inspection.opened is None:
            self._locating.cancel()
            if self._pane.bytes is not None:
                self._pane.bytes.clear()
            if self._pane.trace is not None:
                self._pane.trace.show_traces((), NO_PART)
        elif self._inspection.checked is not None:
            self._on_selected()
        elif self._pane.page is Page.TRACE:
            self._trace()

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
        """Whether the value is a hash or a signature with a check."""
        checked, node = self._inspection.checked, self._inspection.selection.node
        if checked is None or node is None:
            return False
        from inspector.trace.places import TRACED  # noqa: PLC0415 - start-up

        return any(result.id in TRACED for result in checked.node_results.own(node))

    def _on_page_chosen(self) -> None:
        if not self._is_choosing:
            self._chooses_page = False
            self._show()

    def _show(self) -> None:
        if self._pane.page is Page.TRACE:
            self._trace()
        self._show_bytes()

    def _show_bytes(self) -> None:
        opened, pointer = self._inspection.opened, self._pointer
        if self._pane.page is not Page.BYTES or opened is None or self._pane.bytes is None:
            return
        self._locating.cancel()
        if not self._pane.bytes.move_to(self._inspection.selection.node or 0):
            from inspector.gui.inspect.located import locate  # noqa: PLC0415 - start-up

            self._locating.start(lambda point: locate(opened, pointer, point), self._on_located)

    def _trace(self) -> None:
        checked, pointer, page = self._inspection.checked, self._pointer, self._pane.trace
        self._tracing.cancel()
        if page is None or self._inspection.opened is None:
            return
        if checked is None:
            page.show_waiting()
            return
        page.show_working()
        self._tracing.start(lambda point: _traces(checked, pointer, point), self._on_traced)

    def _on_located(self, located: "LocatedValue") -> None:
        if self._pane.bytes is not None:
            self._pane.bytes.show_located(located)

    def _on_pointed(self, node: int) -> None:
        """Show the JSON Pointer of the bytes under the pointer, since a name may occur twice."""
        opened, page = self._inspection.opened, self._pane.bytes
        if opened is not None and page is not None:
            pointer = opened.outline.table.pointer(node)
            page.say_pointed(
                middle_pointed(pointer, _LONGEST_POINTER) or self.tr("the whole document")
            )

    def _on_traced(self, traced: tuple["tuple[ShownTrace, ...]", CopiedPart]) -> None:
        if self._pane.trace is not None:
            self._pane.trace.show_traces(*traced)
            self._pane.trace.mark_pointer(self._pointer)

    def _on_save_wanted(self, wanted: "NamedBytes") -> None:
        from inspector.gui.widgets.dialogs import saving_dialog  # noqa: PLC0415 - start-up

        window: QWidget = self._pane.window()
        dialog = saving_dialog(window, wanted.name)
        dialog.fileSelected.connect(lambda path: self._save(path, wanted.data))
        dialog.open()

    def _save(self, path: str, data: bytes) -> None:
        """Never onto the inspected file."""
        checked = self._inspection.checked
        source = checked.opened.location if checked else ""
        job = self._runner.start(
            lambda _: save_bytes(Path(path), data, not_onto=source), self, must_end=True
        )
        job.on_success(lambda _: self._on_saved(path)).on_failure(self._on_failed)

    def _on_saved(self, path: str) -> None:
        self._window.say(self.tr("Saved the bytes as {}.").format(middle(path, 120)))

    def _on_failed(self, error: InspectorError) -> None:
        self._window.say(whole(error.message))


def _is_plain_file(location: str, data: bytes) -> bool:
    try:
        return Path(location).stat().st_size == len(data)
    except (OSError, ValueError):
        return False


def _traces(
    checked: Checked, pointer: str, checkpoint: Checkpoint
) -> tuple["tuple[ShownTrace, ...]", CopiedPart]:
    """The traces, and the description of the document for copies of them."""
    from inspector.gui.inspect.trace_text import of_traces  # noqa: PLC0415 - start-up
    from inspector.trace.shell import DocumentFile  # noqa: PLC0415 - start-up
    from inspector.trace.trace import trace  # noqa: PLC0415 - start-up

    opened = checked.opened
    # the file does not contain the document's bytes if they were unpacked
    is_file = _is_plain_file(opened.location, opened.document.data)
    found = trace(
        opened.document,
        checked.report,
        checked.trust,
        pointer,
        checkpoint,
        paper=checked.paper,
        saved=DocumentFile(opened.location if is_file else opened.name, is_file),
    )
    document = on_document(checked, (made_of(checked),)) if found else NO_PART
    return of_traces(found, checked.report.hints), document
