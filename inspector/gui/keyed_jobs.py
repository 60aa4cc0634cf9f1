"""Work under way, each under a key: a new job takes the place of the one with the same key."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.runner import Job, Runner, Work
from inspector.progress import Progress

T = TypeVar("T")


class KeyedJobs(QObject):
    """What goes on side by side for one task."""

    progressed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._jobs: dict[object, Job[Any]] = {}

    def __len__(self) -> int:
        return len(self._jobs)

    def __contains__(self, key: object) -> bool:
        return key in self._jobs

    def begin(
        self,
        key: object,
        work: Work[T],
        then: Callable[[T], None],
        otherwise: Callable[[InspectorError], None],
    ) -> None:
        """Start ``work``; it is no longer under way when ``then`` or ``otherwise`` is called."""

        def on_success(value: T) -> None:
            del self._jobs[key]
            then(value)

        def on_failure(error: InspectorError) -> None:
            del self._jobs[key]
            otherwise(error)

        self.cancel(key)
        job = self._runner.start(work, self)
        self._jobs[key] = job
        job.on_success(on_success).on_failure(on_failure)
        job.on_progress(lambda progress: self._on_progress(key, progress))

    def cancel(self, *keys: object) -> None:
        for key in keys:
            if (job := self._jobs.pop(key, None)) is not None:
                job.cancel()

    def cancel_all(self) -> None:
        self.cancel(*self._jobs)

    def _on_progress(self, key: object, progress: Progress) -> None:
        """Of several only the first speaks, or the progress would jump between jobs."""
        if key is next(iter(self._jobs), None):
            self.progressed.emit(progress)
