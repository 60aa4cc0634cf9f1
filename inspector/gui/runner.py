"""The only owner of threads.

- Work runs in a thread of its own; its result returns to the GUI thread by a queued signal.
- A callback is skipped if its context was destroyed, or the job was cancelled or superseded.
- Long work can begin after the window has painted: painting acquires the GIL hundreds of times, and
  takes twice as long while a worker computes.
- Cancelling sets a flag; the work raises CancelledError at its next checkpoint.
- Large objects are released in a worker, since freeing them takes as long as creating them.
- On closing: refuse new work, cancel the running work, and wait only for work that writes, since a
  reader may hang on a disk forever. Threads left behind no longer touch Qt and end with the
  process.
"""

import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from inspector.errors import CancelledError, InspectorError, ProgramFaultError
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress

T = TypeVar("T")
Work = Callable[[Checkpoint], T]

_PROGRESS_EVERY = 0.05
_SWITCH_INTERVAL = 0.00005
_FOR_PAINTING = 0.2
"""In seconds, should no event loop run or the GUI thread wait for the work."""
_FOR_WRITING = 10.0
"""In seconds, for work that writes; its disk may hang, too."""
_FOR_OTHERS = 0.25
"""In seconds, until the next checkpoint of other work."""


class _Message(NamedTuple):
    """What a thread reports: a progress, a result (in a box) or a failure."""

    job: "Job[Any]"
    progress: Progress | None = None
    box: list[Any] | None = None
    failure: InspectorError | None = None


class Job(Generic[T]):
    """Work in progress. Callbacks can be set until control returns to the event loop."""

    def __init__(self, context: QObject | None, *, must_end: bool = False) -> None:
        self._context = context
        self.must_end = must_end
        self._cancelled = threading.Event()
        self._told = 0.0
        self._progress: Callable[[Progress], None] | None = None
        self._success: Callable[[T], None] | None = None
        self._failure: Callable[[InspectorError], None] | None = None

    def on_progress(self, callback: Callable[[Progress], None]) -> "Job[T]":
        self._progress = callback
        return self

    def on_success(self, callback: Callable[[T], None]) -> "Job[T]":
        self._success = callback
        return self

    def on_failure(self, callback: Callable[[InspectorError], None]) -> "Job[T]":
        self._failure = callback
        return self

    def cancel(self) -> None:
        """Stop at the next checkpoint; no callback is called any more."""
        self._cancelled.set()

    @property
    def is_wanted(self) -> bool:
        return not self._cancelled.is_set() and (self._context is None or isValid(self._context))

    def is_due(self) -> bool:
        """Whether it is time to report progress again. Raises CancelledError."""
        if self._cancelled.is_set():
            raise CancelledError("The work was stopped")
        now = time.monotonic()
        if now - self._told < _PROGRESS_EVERY:
            return False
        self._told = now
        return True

    def deliver(self, message: _Message) -> None:
        """Call the callback for ``message``, in the GUI thread."""
        if message.progress is not None and self._progress:
            self._progress(message.progress)
        elif message.box is not None and self._success:
            self._success(message.box.pop())
        elif message.failure is not None and self._failure:
            self._failure(message.failure)


def _unexpected(error: Exception) -> InspectorError:
    return ProgramFaultError(
        "This program broke ({}: {}), which says nothing about the document",
        type(error).__name__,
        Place(str(error)),
    )


class Runner(QObject):
    """Starts work and delivers its results."""

    _reported = Signal(_Message)

    def __init__(self) -> None:
        super().__init__()
        # Painting acquires and releases the GIL hundreds of times; while a worker computes, each
        # time would cost Python's default of five milliseconds.
        sys.setswitchinterval(_SWITCH_INTERVAL)
        self._threads: dict[Job[Any], threading.Thread] = {}
        self._unpainted: list[threading.Event] = []
        # Not QTimer.singleShot, which at 0 posts an event that comes before painting.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._on_painted)
        self._closing = False
        self._is_left = False
        self._leaving = threading.Lock()
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any work is in progress or its result not yet delivered."""
        return bool(self._threads)

    def start(
        self,
        work: Work[T],
        context: QObject | None = None,
        *,
        only_looks: bool = False,
        must_end: bool = False,
        after_painting: bool = False,
    ) -> Job[T]:
        """Run ``work`` in a thread; callbacks are skipped once ``context`` is destroyed.

        ``only_looks``: does not count as busy. ``must_end``: it writes, and must finish when the
        window closes. ``after_painting``: it begins once the window shows what has changed so far.
        """
        job: Job[T] = Job(context, must_end=must_end)
        if self._closing:
            job.cancel()
            return job
        painted = self._until_painted() if after_painting else None
        thread = threading.Thread(target=self._run, args=(job, work, painted), daemon=True)
        try:
            thread.start()
        except RuntimeError as error:  # no memory for a thread, or too many threads
            self._reported.emit(_Message(job, failure=_unexpected(error)))
        else:
            if not only_looks:
                self._threads[job] = thread
        return job

    def release(self, box: list[Any]) -> None:
        """Free the content of ``box``, which has the last reference, outside the GUI thread."""
        self.start(lambda _: box.clear(), after_painting=True)

    def stop(self) -> None:
        """Refuse new work and cancel the running work without waiting; work that writes
        continues."""
        self._closing = True
        self._on_painted()
        for job in self._threads:
            if not job.must_end:
                job.cancel()

    def close(self) -> None:
        """Stop, and wait for work that writes; call it once no window is visible."""
        self.stop()
        for must_end, seconds in ((True, _FOR_WRITING), (False, _FOR_OTHERS)):
            deadline = time.monotonic() + seconds
            for job, thread in self._threads.items():
                if job.must_end is must_end:
                    thread.join(max(0.0, deadline - time.monotonic()))
        with self._leaving:
            self._is_left = True
        self._threads.clear()

    def _until_painted(self) -> threading.Event:
        """What is set after the next painting."""
        painted = threading.Event()
        self._unpainted.append(painted)
        self._painted.start()
        return painted

    def _on_painted(self) -> None:
        for painted in self._unpainted:
            painted.set()
        self._unpainted.clear()

    def _run(self, job: Job[T], work: Work[T], painted: threading.Event | None) -> None:
        def checkpoint(progress: Progress) -> None:
            if job.is_due():
                self._report(_Message(job, progress=progress))

        if painted is not None:
            painted.wait(_FOR_PAINTING)
        try:
            box = [work(checkpoint)]
        except CancelledError:
            message = _Message(job)
        except InspectorError as error:
            message = _Message(job, failure=error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - an unreported failure would leave the window waiting
            message = _Message(job, failure=_unexpected(error))
        else:
            if not job.is_wanted:
                box.clear()
            message = _Message(job, box=box or None)
        self._report(message)

    def _report(self, message: _Message) -> None:
        """Work that hung may end after the window, when nothing may be reported any more."""
        with self._leaving:
            if not self._is_left and isValid(self):
                self._reported.emit(message)

    def _on_reported(self, message: _Message) -> None:
        if message.progress is None:
            self._threads.pop(message.job, None)
        if message.job.is_wanted:
            message.job.deliver(message)
        elif message.box:
            self.release(message.box)


class LatestJob:
    """The one job of a task: a new one supersedes the previous one."""

    def __init__(self, runner: Runner, context: QObject) -> None:
        self._runner = runner
        self._context = context
        self._job: Job[Any] | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def start(
        self,
        work: Work[T],
        then: Callable[[T], None],
        otherwise: Callable[[InspectorError], None] = lambda _: None,
        *,
        only_looks: bool = False,
        after_painting: bool = False,
    ) -> Job[T]:
        """Run ``work``; it no longer counts as running when ``then`` or ``otherwise`` is called."""
        self.cancel()
        self._job = job = self._runner.start(
            work, self._context, only_looks=only_looks, after_painting=after_painting
        )
        job.on_success(partial(self._end, then)).on_failure(partial(self._end, otherwise))
        return job

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _end(self, then: Callable[[Any], None], outcome: object) -> None:
        self._job = None
        then(outcome)


# --- jobs side by side --------------------------------------------------------------------------


class KeyedJobs(QObject):
    """The parallel jobs of one task, by key."""

    progressed = Signal(Progress)

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
        """Start ``work``; it no longer counts as running when ``then`` or ``otherwise`` is
        called."""

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
        """Only the first of several jobs reports, or the progress would jump between them."""
        if key is next(iter(self._jobs), None):
            self.progressed.emit(progress)
