"""The traces of the selected value, computed in a worker; the last one asked for counts."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.document.opened import Checked
from inspector.gui.inspect.trace_text import ShownTrace, of_traces
from inspector.gui.runner import Job, Runner
from inspector.jobs.saving import save_bytes
from inspector.progress import Checkpoint
from inspector.trace.shell import Saved
from inspector.trace.trace import trace


class Tracing(QObject):
    """Says how what is selected was computed."""

    working = Signal()
    ready = Signal(object)
    saved = Signal(str)
    """The name of the file that bytes were saved to."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._checked: Checked | None = None
        self._job: Job[tuple[ShownTrace, ...]] | None = None

    def set_document(self, checked: Checked | None) -> None:
        self._stop()
        self._checked = checked

    def ask(self, pointer: str) -> None:
        """Compute the traces of the value at ``pointer``; ``ready`` brings them."""
        self._stop()
        checked = self._checked
        if checked is None:
            return
        self.working.emit()
        self._job = self._runner.start(lambda point: _traces(checked, pointer, point), self)
        self._job.on_success(self._on_ready)

    def save(self, path: str, data: bytes) -> None:
        """Save bytes to a file, never onto the inspected one."""
        source = self._checked.opened.loaded.location if self._checked else ""
        work = self._runner.start(
            lambda _: save_bytes(Path(path), data, not_onto=source), self, must_end=True
        )
        work.on_success(lambda _: self.saved.emit(path)).on_failure(self._on_failed)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_ready(self, traces: tuple[ShownTrace, ...]) -> None:
        self._job = None
        self.ready.emit(traces)

    def _on_failed(self, error: InspectorError) -> None:
        self.failed.emit(error)


def _is_plain_file(location: str, data: bytes) -> bool:
    try:
        return Path(location).stat().st_size == len(data)
    except (OSError, ValueError):
        return False


def _traces(checked: Checked, pointer: str, checkpoint: Checkpoint) -> tuple[ShownTrace, ...]:
    loaded = checked.opened.loaded
    # What was unpacked is not what lies in the file.
    is_file = _is_plain_file(loaded.location, loaded.document.data)
    found = trace(
        loaded.document,
        checked.report,
        checked.trust,
        pointer,
        checkpoint,
        paper=checked.paper,
        saved=Saved(loaded.location if is_file else loaded.name, is_file),
    )
    return of_traces(found, checked.report.hints)
