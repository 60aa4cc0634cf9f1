"""What a view computes from a verified document: once, in a worker, when it is first looked at."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from inspector.gui.document.opened import Checked
from inspector.gui.runner import LatestJob, Runner
from inspector.progress import Checkpoint

T = TypeVar("T")


class LazyValue(QObject, Generic[T]):
    """One value of one document; ``ready`` brings it."""

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
        """Forget what was computed of another document."""
        self._job.cancel()
        self.document = checked
        self._is_asked = False

    def ask(self) -> None:
        """Compute it, unless that was done or is under way."""
        checked = self.document
        if checked is None or self._is_asked:
            return
        self._is_asked = True
        self.working.emit()
        self._job.start(lambda point: self._compute(checked, point), self.ready.emit)
