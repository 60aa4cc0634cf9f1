"""Opening, reloading, checking again and closing: what is open, what is under way, what came of it.

No widgets. A new source supersedes one that is still being opened; what is shown and what is
kept here are the last references to a document, and they are let go of in a worker.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.document.opened import Checked, Opened, check_document, let_go, open_document
from inspector.gui.runner import LatestJob, Runner
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, Read, read_to_watch
from inspector.progress import Checkpoint, Progress
from inspector.sources import SourceOptions

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


class Opening(QObject):
    """One document, or none, or an error in its place."""

    # Sources go as objects: Qt's strings would lose the bytes of a name that are no UTF-8.
    started = Signal(object)
    progressed = Signal(Progress)
    opened = Signal(Opened)
    checking = Signal(Opened)
    """The document that is open is verified again; what was found before no longer counts."""
    checked = Signal(Checked)
    failed = Signal(object, InspectorError)
    closed = Signal()
    """Releases every reference to the document."""

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        self._job = LatestJob(runner, self)
        self._held: list[Opened | Checked] = []
        self._paper: PaperText | None = None
        self.source: str | None = None
        self.stand: Baseline | None = None
        """What the verdict or the error stands on, where that is a file."""

    @property
    def is_busy(self) -> bool:
        return self._job.is_busy

    @property
    def session(self) -> Session:
        return self._session

    @property
    def options(self) -> SourceOptions:
        return self._session.options

    @property
    def document(self) -> Opened | None:
        """The document that is open, checked or not."""
        for held in self._held:
            return held.opened if isinstance(held, Checked) else held
        return None

    def start_early(self, source: str) -> None:
        """Begin to load before anybody listens; ``announce`` tells them."""
        self._load(source)

    def announce(self) -> None:
        if self.source is not None:
            self.started.emit(self.source)

    def open(self, source: str) -> None:
        self.close()
        self.source = source
        self.started.emit(source)
        self._load(source)

    def refuse(self, source: str, error: InspectorError) -> None:
        """Show ``error`` in place of ``source``, which is not read now."""
        self.close()
        self.source = source
        self.failed.emit(source, error)

    def reload(self) -> None:
        if self.source is not None:
            self.open(self.source)

    def use(self, session: Session) -> None:
        """Verify what is open by another list of keys, and all that is opened from now on."""
        self._session = session
        self._check_again()

    def give_paper(self, paper: "PaperText | None") -> None:
        """Verify what is open with the paper's text, until the document is closed."""
        self._paper = paper
        self._check_again()

    def close(self) -> None:
        """Let go of the document and of work under way."""
        self._job.cancel()
        self.source = self.stand = None
        self._paper = None
        self.closed.emit()
        if self._held:
            held, self._held = self._held, []
            self._runner.start(lambda _: let_go(held))

    def _load(self, source: str) -> None:
        session = self._session
        self.source = source

        def work(checkpoint: Checkpoint) -> Read[Opened]:
            return _read(source, session, checkpoint)

        job = self._job.start(work, self._on_loaded, self._on_failed)
        job.on_progress(self.progressed.emit)

    def _on_loaded(self, read: Read[Opened]) -> None:
        self.stand, opened = read.stand, read.outcome
        if isinstance(opened, InspectorError):
            self._on_failed(opened)
            return
        self._held = [opened]
        self._check(opened)
        self.opened.emit(opened)

    def _check_again(self) -> None:
        if (opened := self.document) is not None:
            self._job.cancel()
            self.checking.emit(opened)
            self._check(opened)

    def _check(self, opened: Opened) -> None:
        session, paper = self._session, self._paper

        def work(checkpoint: Checkpoint) -> Checked:
            return check_document(opened, session, checkpoint, paper)

        job = self._job.start(work, self._on_checked, self._on_failed)
        job.on_progress(self.progressed.emit)

    def _on_checked(self, checked: Checked) -> None:
        self._held = [checked]
        self.checked.emit(checked)

    def _on_failed(self, error: InspectorError) -> None:
        self.failed.emit(self.source, error)


def _read(source: str, session: Session, checkpoint: Checkpoint) -> Read[Opened]:
    return read_to_watch(
        source,
        session.options,
        lambda: open_document(source, session, checkpoint),
        lambda opened: opened.read_bytes,
    )
