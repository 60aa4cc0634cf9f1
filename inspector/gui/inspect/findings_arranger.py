"""Arranging the findings: at once where it is mere counting, in a worker where text is read."""

from PySide6.QtCore import QObject, Signal

from inspector.gui.document.findings import Arrangement, Explained
from inspector.gui.inspect.findings_filter import Findings, FindingsFilter, arrange
from inspector.gui.runner import Job, Runner


class FindingsArranger(QObject):
    """The findings of one document as they are wanted; the last wish counts."""

    arranged = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job[Arrangement] | None = None

    def arrange(
        self, findings: Findings, wanted: FindingsFilter, explained: Explained | None
    ) -> None:
        """Arrange ``findings``, and say so by ``arranged``."""
        self.stop()
        if wanted.text:
            self._job = self._runner.start(
                lambda point: arrange(findings, wanted, explained, point), self
            )
            self._job.on_success(self._on_arranged)
        else:
            self.arranged.emit(arrange(findings, wanted, explained))

    def stop(self) -> None:
        """Forget the last wish."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_arranged(self, arrangement: Arrangement) -> None:
        self._job = None
        self.arranged.emit(arrangement)
