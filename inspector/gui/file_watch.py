"""Notices when the file of an open document is no longer what was read."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.gui.poll import Poll
from inspector.gui.runner import Runner
from inspector.jobs.watching import Baseline, FileState, look_again


class FileWatch(QObject):
    """Watches what one document was read from."""

    changed = Signal()
    """``standing`` is another."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._poll: Poll[Baseline] = Poll(runner, self)
        self._poll.answered.connect(self._on_answered)
        self._poll.unanswered.connect(lambda: self._take(FileState.UNKNOWN))
        self._stand: Baseline | None = None
        self.standing = FileState.SAME

    def start(self, stand: Baseline) -> None:
        """Watch what ``stand`` was read from; where that is done already, it goes on."""
        if self._stand is None:
            self._stand = stand
            self._poll.start(lambda: partial(look_again, self._stand or stand))

    def stop(self) -> None:
        self._poll.stop()
        self._stand = None
        self.standing = FileState.SAME

    def look(self) -> None:
        """Do not wait for the next time."""
        self._poll.ask()

    def _on_answered(self, stand: Baseline) -> None:
        self._stand = stand
        self._take(stand.standing)

    def _take(self, standing: FileState) -> None:
        if standing is not self.standing:
            self.standing = standing
            self.changed.emit()
