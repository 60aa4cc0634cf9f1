"""The list of a tab: begun, filled in piece by piece, and given up. No widgets."""

from collections import Counter

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.contents.rows import EntryOutcome, Listed, Piece, RowsReader
from inspector.gui.runner import LatestJob, Runner
from inspector.jobs.session import Session
from inspector.sources.contents import Contents
from inspector.verify.report import Verdict


class Listing(QObject):
    """What a source holds, as far as it is known."""

    listed = Signal(Listed)
    found = Signal(int, object)
    """A place, and the rows that are known from there on."""
    ended = Signal(object)
    """All was read, or an InspectorError says why the rest was not; None else."""
    failed = Signal(InspectorError)
    """There is no list."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job = LatestJob(runner, self)
        self._reader: RowsReader | None = None
        self.total = self.done = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.others = 0
        """So many of those that were read are no documents."""

    @property
    def is_busy(self) -> bool:
        return self._job.is_busy

    def begin(self, source: str, session: Session, held: Contents | None) -> None:
        self.close()
        self._reader = reader = RowsReader(source, session, held)
        self._job.start(reader.listed, self._on_listed, self.failed.emit)

    def close(self) -> None:
        """Give up what is being read."""
        self._job.cancel()
        if self._reader is not None:
            # It may hold an archive open, whose closing waits for a disk.
            reader, self._reader = self._reader, None
            self._runner.release([reader])
        self.total = self.done = self.others = 0
        self.verdicts.clear()

    def _on_listed(self, listed: Listed) -> None:
        self.total = len(listed.rows)
        self.listed.emit(listed)
        self._go_on()

    def _go_on(self) -> None:
        if self._reader is not None:
            self._job.start(self._reader.piece, self._on_piece, self.ended.emit)

    def _on_piece(self, piece: Piece) -> None:
        place, self.done = self.done, self.done + len(piece.rows)
        for row in piece.rows:
            if row.verdict is not None:
                self.verdicts[row.verdict] += 1
            elif row.outcome is not EntryOutcome.FAULT:
                self.others += 1
        self.found.emit(place, piece.rows)
        if piece.is_last:
            self.ended.emit(piece.error)
        else:
            self._go_on()
