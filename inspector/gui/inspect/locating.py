"""Where the selected value stands in the file, found in a worker; the last one asked for counts."""

from PySide6.QtCore import QObject, Signal

from inspector.document.span import ByteSpan, span
from inspector.gui.document.opened import Opened
from inspector.gui.runner import Job, Runner


class Locating(QObject):
    """Finds the bytes of a value."""

    ready = Signal(object, object)
    """The file's bytes, and the span in them."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job[ByteSpan] | None = None

    def ask(self, opened: Opened, pointer: str) -> None:
        """Find the value at ``pointer``; ``ready`` brings it."""
        self.stop()
        document = opened.loaded.document
        self._job = self._runner.start(
            lambda point: span(document.data, document.value, pointer, point), self
        )
        self._job.on_success(lambda found: self.ready.emit(document.data, found))

    def stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
