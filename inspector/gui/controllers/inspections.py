"""The documents that are open, in the order of their tabs, and the one that is looked at.

There is always at least one: with no document it is the room to open one in.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from inspector.gui.controllers.inspection import Inspection
from inspector.gui.models.opened import Checked
from inspector.gui.runner import Runner
from inspector.jobs.session import Session
from inspector.sources import SourceOptions
from inspector.verify.trust import TrustedKeys

MOST = 50
"""So many tabs, and no drop of a whole folder opens more."""


class Inspections(QObject):
    """Adds, chooses, moves and closes them."""

    added = Signal(object)
    removed = Signal(object, int)
    """An inspection, and the place that it had."""
    moved = Signal(int, int)
    current_changed = Signal(object)

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        self.items: list[Inspection] = [Inspection(runner, session, self)]
        self.current = self.items[0]

    @property
    def options(self) -> SourceOptions:
        return self._session.options

    @property
    def trust(self) -> TrustedKeys:
        return self._session.trust

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST

    @property
    def sources(self) -> list[str]:
        """What is open, in the order of the tabs."""
        return [item.source for item in self.items if item.source is not None]

    def checked(self) -> list[Checked]:
        """The documents that have been verified."""
        return [item.checked for item in self.items if item.checked is not None]

    def add(self) -> Inspection:
        """Room for another document behind the last, and go there."""
        fresh = next((item for item in self.items if item.is_empty), None)
        if fresh is None:
            fresh = self._append()
        self.choose(fresh)
        return fresh

    def open(self, source: str) -> None:
        """Go to the tab of ``source``; where there is none, open it in one."""
        for item in self.items:
            if item.source == source:
                self.choose(item)
                return
        item = self.current if self.current.is_empty or self.is_full else self.add()
        item.opening.open(source)

    def restore(self, sources: list[str], current: str) -> None:
        """The tabs of the last run; each is opened when it is first looked at.

        ``current`` was in sight, and is again unless something else was asked for.
        """
        was_asked = not self.current.is_empty
        for source in sources:
            if not self.is_full and source not in self.sources:
                item = self.items[-1] if self.items[-1].is_empty else self._append()
                item.defer(source)
        if not was_asked:
            self.choose(next((i for i in self.items if i.source == current), self.current))
            self.current.look_at()

    def choose(self, item: Inspection) -> None:
        if item is not self.current:
            self.current = item
            self.current_changed.emit(item)
            item.look_at()

    def step(self, *, forward: bool) -> None:
        """Go to the next or the previous tab; after the last comes the first."""
        place = self.items.index(self.current) + (1 if forward else -1)
        self.choose(self.items[place % len(self.items)])

    def move(self, start: int, end: int) -> None:
        self.items.insert(end, self.items.pop(start))
        self.moved.emit(start, end)

    def close(self, item: Inspection) -> None:
        """Let go of a document and its tab; the last one leaves room for another."""
        item.deferred = None
        item.opening.close()
        if len(self.items) == 1:
            self.current_changed.emit(item)
            return
        place = self.items.index(item)
        self.items.remove(item)
        self.removed.emit(item, place)
        if item is self.current:
            self.choose(self.items[min(place, len(self.items) - 1)])
        item.deleteLater()

    def use_trust(self, trust: TrustedKeys) -> None:
        """Verify everything that is open by the changed list of keys."""
        self._session = replace(self._session, trust=trust)
        for item in self.items:
            item.opening.use(self._session)

    def _append(self) -> Inspection:
        item = Inspection(self._runner, self._session, self)
        self.items.append(item)
        self.added.emit(item)
        return item
