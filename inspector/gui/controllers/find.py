"""Find in the open document: an index built in a worker, matches walked one by one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.models.opened import Opened
from inspector.gui.runner import Job, Runner
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.tree.search import SearchIndex

_MOST = 2_000
_AFTER_PAINTING = 300
"""Milliseconds."""


class Find(QObject):
    """The matches of the text last asked for."""

    changed = Signal()
    matched = Signal(int)
    """A node to select."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._index: SearchIndex | None = None
        self._job: Job[SearchIndex] | Job[list[int]] | None = None
        self._text = ""
        self._opened: Opened | None = None
        self._matches: list[int] = []
        self._position = -1

    @property
    def report(self) -> str:
        """ "3 of 17", or why there is nothing to say."""
        if not self._text:
            return ""
        if self._index is None:
            return self.tr("preparing…")
        if self._job is not None:
            return self.tr("searching…")
        if not self._matches:
            return self.tr("no match")
        more = "+" if len(self._matches) == _MOST else ""
        return self.tr("{} of {}").format(
            f"{self._position + 1:,}", f"{len(self._matches):,}{more}"
        )

    def set_document(self, opened: Opened | None) -> None:
        """Begin anew with another document, or with none."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._index is not None:
            box, self._index = [self._index], None
            self._runner.release(box)
        self._matches, self._position = [], -1
        self._opened = opened
        if opened is not None:
            # The results are painted first; beside that the index would take turns with it.
            QTimer.singleShot(_AFTER_PAINTING, self, lambda: self._build_for(opened))
        self.changed.emit()

    def search(self, text: str) -> None:
        """Look for ``text`` and select the first match."""
        self._text = text
        self._matches, self._position = [], -1
        self._look_up()
        self.changed.emit()

    def step(self, forward: bool) -> None:
        """Select the next or the previous match; after the last comes the first."""
        if self._matches:
            move = 1 if forward else -1
            self._position = (self._position + move) % len(self._matches)
            self.matched.emit(self._matches[self._position])
            self.changed.emit()

    def _build_for(self, opened: Opened) -> None:
        if opened is self._opened:
            self._build(opened)

    def _build(self, opened: Opened) -> None:
        table = opened.outline.table

        def work(checkpoint: Checkpoint) -> "SearchIndex":
            from inspector.tree.search import SearchIndex  # noqa: PLC0415 - start-up

            return SearchIndex(table, checkpoint)

        job = self._runner.start(work, self)
        job.on_success(self._on_built)
        self._job = job

    def _on_built(self, index: "SearchIndex") -> None:
        self._job = None
        self._index = index
        self._look_up()
        self.changed.emit()

    def _look_up(self) -> None:
        index, text = self._index, self._text
        if index is None:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if text:
            job = self._runner.start(lambda _: index.find(text, _MOST), self)
            job.on_success(self._on_found)
            self._job = job

    def _on_found(self, matches: list[int]) -> None:
        self._job = None
        self._matches = matches
        self.step(forward=True)
        self.changed.emit()
