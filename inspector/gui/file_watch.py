"""Watches files by polling in a worker, since network shares do not report changes."""

import time
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from inspector.gui.runner import LatestJob, Runner, Work
from inspector.jobs.watching import Baseline, check_again
from inspector.sources.file_state import FileState

T = TypeVar("T")

EVERY = 2_000
"""In milliseconds. Changes must be reported within five seconds."""
PATIENCE = 2.0
"""In seconds; without an answer by then, the state is unknown."""
_JUST_NOW = 0.2
"""In seconds: a program that comes to the front so soon after a question, as it does at the start,
has nothing to ask."""


class Poll(QObject, Generic[T]):
    """A repeated question in a worker, never more than one at a time, since a share may hang.

    It is also asked when the program comes to the front.
    """

    answered = Signal(object)
    unanswered = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Callable[[], Work[T]] | None = None
        self._job = LatestJob(runner, self)
        self._asked_at = 0.0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.ask)
        self._hears_of_front = False

    def start(self, question: Callable[[], Work[T]], *, is_known: bool = False) -> None:
        """Repeat the work that ``question`` returns, for the first time now, or after the interval
        if ``is_known``: what it asks about was just read."""
        self.stop()
        self._question = question
        self._timer.start()
        self._hear_of_front()
        if is_known:
            self._asked_at = time.monotonic()
        else:
            self.ask()

    def stop(self) -> None:
        """Stop polling; an answer in progress is dropped."""
        self._timer.stop()
        self._question = None
        self._job.cancel()

    def ask(self) -> None:
        """Ask now, unless an answer is in progress."""
        if self._job.is_busy:
            if time.monotonic() - self._asked_at > PATIENCE:
                self.unanswered.emit()
        elif self._question is not None:
            self._asked_at = time.monotonic()
            self._job.start(
                self._question(),
                self.answered.emit,
                lambda _: self.unanswered.emit(),
                only_looks=True,
            )

    def _hear_of_front(self) -> None:
        """Deferred, since a poll may be created before the application."""
        app = QGuiApplication.instance()
        if not self._hears_of_front and isinstance(app, QGuiApplication):
            self._hears_of_front = True
            app.applicationStateChanged.connect(self._on_application_state)

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        is_just_asked = time.monotonic() - self._asked_at < _JUST_NOW
        if state is Qt.ApplicationState.ApplicationActive and not is_just_asked:
            self.ask()


# --- whether a file still has the content that was read -----------------------------------------


class FileWatch(QObject):
    """Watches the source of one document."""

    changed = Signal()
    """``standing`` changed."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._poll: Poll[Baseline] = Poll(runner, self)
        self._poll.answered.connect(self._on_answered)
        self._poll.unanswered.connect(lambda: self._take(FileState.UNKNOWN))
        self._baseline: Baseline | None = None
        self.standing = FileState.SAME

    def start(self, baseline: Baseline, *, is_known: bool = False) -> None:
        """Watch what ``baseline`` was read from; does nothing if that is watched already.

        ``is_known``: it was just read.
        """
        if self._baseline is None:
            self._baseline = baseline
            self._poll.start(
                lambda: partial(check_again, self._baseline or baseline), is_known=is_known
            )

    def stop(self) -> None:
        self._poll.stop()
        self._baseline = None
        self.standing = FileState.SAME

    def look(self) -> None:
        """Check now instead of at the next interval."""
        self._poll.ask()

    def _on_answered(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self._take(baseline.standing)

    def _take(self, standing: FileState) -> None:
        if standing is not self.standing:
            self.standing = standing
            self.changed.emit()
