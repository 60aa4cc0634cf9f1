"""Find in the open document: an index built in a worker, matches walked one by one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.document import find_query
from inspector.gui.document.find_query import Query, Scope
from inspector.gui.document.opened import Checked
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.translation import number
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.tree.search import SearchIndex

_MOST = 2_000
_AFTER_PAINTING = 300
"""Milliseconds."""


class Find(QObject):
    """The matches of what was last asked for."""

    changed = Signal()
    matched = Signal(int)
    """A node to select."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._index: SearchIndex | None = None
        self._building = LatestJob(runner, self)
        self._job = LatestJob(runner, self)
        self._query = Query(Scope.EVERYTHING, "")
        self._checked: Checked | None = None
        self._matches: list[int] = []
        self._position = -1

    @property
    def report(self) -> str:
        """ "3 of 17", or why there is nothing to say."""
        if not self._query.text:
            return ""
        if not self._is_ready:
            return self.tr("preparing…")
        if self._job.is_busy:
            return self.tr("searching…")
        if not self._matches:
            return self.tr("no match")
        more = "+" if len(self._matches) == _MOST else ""
        return self.tr("{} of {}").format(
            number(self._position + 1), f"{number(len(self._matches))}{more}"
        )

    @property
    def _is_ready(self) -> bool:
        """Whether what is asked for can be looked up now."""
        if self._checked is None:
            return False
        return self._index is not None or not self._query.needs_index

    def set_document(self, checked: Checked | None) -> None:
        """Begin anew with another document, or with none."""
        self._building.cancel()
        if self._index is not None:
            box, self._index = [self._index], None
            self._runner.release(box)
        self._matches, self._position = [], -1
        self._checked = checked
        if checked is not None:
            # The results are painted first; beside that the index would take turns with it.
            QTimer.singleShot(_AFTER_PAINTING, self, lambda: self._build_for(checked))
        self._look_up()
        self.changed.emit()

    def search(self, typed: str) -> None:
        """Look for what is typed and select the first match."""
        self._query = find_query.parse(typed)
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

    def _build_for(self, checked: Checked) -> None:
        if checked is not self._checked:
            return
        table = checked.opened.table

        def work(checkpoint: Checkpoint) -> "SearchIndex":
            from inspector.tree.search import SearchIndex  # noqa: PLC0415 - start-up

            return SearchIndex(table, checkpoint)

        self._building.start(work, self._on_built)

    def _on_built(self, index: "SearchIndex") -> None:
        self._index = index
        if self._query.needs_index:
            self._look_up()
        self.changed.emit()

    def _look_up(self) -> None:
        self._job.cancel()
        checked, query, index = self._checked, self._query, self._index
        if checked is not None and query.text and self._is_ready:
            self._job.start(
                lambda point: find_query.search(query, checked, index, _MOST, point),
                self._on_found,
            )

    def _on_found(self, matches: list[int]) -> None:
        self._matches = matches
        self.step(forward=True)
        self.changed.emit()
