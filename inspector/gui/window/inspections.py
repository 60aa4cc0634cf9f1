"""The tabs: which documents and comparisons are open, in which order, which one is seen, and which
sources come back with the next start.

There is always at least one tab: with no document it is the room to open one in.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.actions import Requires
from inspector.gui.document import signers
from inspector.gui.document.inspection import FROM_A_LIST, FROM_LAST_TIME, Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.document.tab_text import Tab
from inspector.gui.runner import Runner
from inspector.gui.settings import StateFile
from inspector.jobs.given_key_files import KeyFile
from inspector.jobs.session import Session
from inspector.messages import Message
from inspector.sources import SourceOptions, absolute, as_stored, read_back
from inspector.verify.trust import TrustedKeys

if TYPE_CHECKING:
    from inspector.gui.compare.side_request import SideRequest


MOST = 50
"""So many tabs, and no drop of a whole folder opens more."""


class Inspections(QObject):
    """Adds, chooses, moves and closes them."""

    added = Signal(object)
    removed = Signal(object, int)
    """A tab, and the place that it had."""
    moved = Signal(int, int)
    current_changed = Signal(object)

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        first = Inspection(runner, session, self)
        self.items: list[Tab] = [first]
        self.current: Tab = first

    @property
    def options(self) -> SourceOptions:
        return self._session.options

    @property
    def trust(self) -> TrustedKeys:
        return self._session.trust

    @property
    def key_files(self) -> tuple[KeyFile, ...]:
        return self._session.key_files

    @property
    def inspection(self) -> Inspection | None:
        """The document that is looked at; None where two are compared."""
        return self.current if isinstance(self.current, Inspection) else None

    @property
    def documents(self) -> list[Inspection]:
        return [item for item in self.items if isinstance(item, Inspection)]

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST

    @property
    def sources(self) -> list[str]:
        """What is open, in the order of the tabs."""
        return [item.source for item in self.items if item.source is not None]

    def checked(self) -> list[Checked]:
        """The documents that have been verified."""
        return [item.checked for item in self.documents if item.checked is not None]

    def add(self) -> Inspection:
        """Room for another document behind the last, and go there."""
        fresh = next((item for item in self.documents if item.is_empty), None)
        if fresh is None:
            fresh = Inspection(self._runner, self._session, self)
            self._append(fresh)
        self.choose(fresh)
        return fresh

    def open(self, source: str) -> None:
        """Go to the tab of ``source``; where there is none, open it in one."""
        source = absolute(source)
        if (tab := self._tab_of(source)) is not None:
            self.choose(tab)
            if isinstance(tab, Inspection) and tab.waits:
                tab.reload()
            return
        item = self.inspection
        if item is None or not (item.is_empty or self.is_full):
            item = self.add()
        item.opening.open(source)

    def offer(self, source: str) -> bool:
        """Open what a link or another program names in a tab of its own, and go there; what is to
        be fetched waits in it. Whether there was room: no document makes way for it."""
        source = absolute(source)
        if (tab := self._tab_of(source)) is not None:
            self.choose(tab)
            return True
        if self.is_full and not any(item.is_empty for item in self.documents):
            return False
        item = self.inspection
        if item is None or not item.is_empty:
            item = self.add()
        item.offer(source)
        return True

    def compare(self, left: "SideRequest", right: "SideRequest") -> None:
        """Compare two documents in a tab of their own, in the place of one that is empty."""
        from inspector.gui.compare.comparison_tab import ComparisonTab  # noqa: PLC0415 - start-up

        room = self.current if self.current.is_empty else None
        item = ComparisonTab(self._runner, self._session, left, right, self)
        self._append(item)
        self.choose(item)
        if room is not None:
            self.close(room)

    def restore(self, sources: list[str], current: str) -> None:
        """The tabs of the last run; each is opened when it is first looked at.

        ``current`` was in sight, and is again unless something else was asked for.
        """
        was_asked = not self.current.is_empty
        self._defer(sources, FROM_LAST_TIME)
        if not was_asked:
            self.choose(next((i for i in self.items if i.source == current), self.current))
            self.current.look_at()

    def open_all(self, sources: list[str]) -> int:
        """Open each in a tab of its own when that is first looked at, and go to the first. How many
        found no room."""
        sources = [absolute(source) for source in sources]
        self._defer(sources, FROM_A_LIST)
        tabs = [tab for source in sources if (tab := self._tab_of(source)) is not None]
        if tabs:
            self.choose(tabs[0])
        return len(sources) - len(tabs)

    def _defer(self, sources: list[str], why: Message) -> None:
        for source in sources:
            if not self.is_full and source not in self.sources:
                item = self.documents[-1] if self.documents else None
                if item is None or not item.is_empty:
                    item = Inspection(self._runner, self._session, self)
                    self._append(item)
                item.defer(source, why)

    def choose(self, item: Tab) -> None:
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

    def close(self, item: Tab) -> None:
        """Let go of a document and its tab; the last one leaves room for another."""
        item.close()
        if len(self.items) == 1:
            if item.is_empty:
                self.current_changed.emit(item)
                return
            self._append(Inspection(self._runner, self._session, self))
        place = self.items.index(item)
        self.items.remove(item)
        self.removed.emit(item, place)
        if item is self.current:
            self.choose(self.items[min(place, len(self.items) - 1)])
        item.deleteLater()

    def use_trust(self, trust: TrustedKeys) -> None:
        """Verify everything that is open by the changed list of keys."""
        self._session = self._session._replace(trust=trust)
        for item in self.items:
            item.use(self._session)

    def _tab_of(self, source: str) -> Tab | None:
        return next((tab for tab in self.items if tab.source == source), None)

    def _append(self, item: Tab) -> None:
        self.items.append(item)
        self.added.emit(item)


_LONGEST = 15_000
"""In characters of a source as it is stored."""


class TabMemory(QObject):
    """Keeps the list of sources in a file, for a user who wants the tabs back."""

    def __init__(
        self, file: StateFile, inspections: Inspections, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._inspections = inspections

    def restore(self) -> None:
        """Bring back the tabs; each is opened when it is first looked at."""
        stored = self._file.read()
        found, current = stored.get("sources"), stored.get("current")
        listed = found if isinstance(found, list) else []
        sources = [one for one in listed if isinstance(one, str) and 0 < len(one) <= _LONGEST]
        current = read_back(current) if isinstance(current, str) else ""
        self._inspections.restore([read_back(one) for one in sources], current)

    def save(self) -> None:
        """Remember what is open now, but for what cannot be read a second time."""
        kept = [
            as_stored(item.source)
            for item in self._inspections.documents
            if item.source is not None and item.lasts
        ]
        current = as_stored(self._inspections.current.source or "")
        self._file.write({"sources": kept, "current": current if current in kept else ""})


# --- which commands make sense now --------------------------------------------------------------


def met_requirements(inspections: Inspections) -> Requires:
    """What the tab in sight has."""
    tab = inspections.current
    is_closable = not tab.is_empty or len(inspections.items) > 1
    found = Requires.TAB if is_closable else Requires.NOTHING
    found |= Requires.NOTHING if tab.is_empty else Requires.SOURCE
    return found | (_of_document(tab) if isinstance(tab, Inspection) else _of_comparison(tab))


def _of_document(inspection: Inspection) -> Requires:
    found = Requires.NOTHING
    for need, is_there in (
        (Requires.DOCUMENT | Requires.TREE, inspection.opened is not None),
        (Requires.VALUE, inspection.selection.node is not None),
        (Requires.REPORT, inspection.checked is not None),
        (Requires.FINDING, inspection.checked is not None and inspection.selection.finding),
        (Requires.NOTES, bool(inspection.notes.placed.notes)),
        (Requires.UNDO, inspection.notes.can_undo),
        (Requires.REDO, inspection.notes.can_redo),
        (
            Requires.UNKNOWN_KEY,
            bool(inspection.checked and signers.unknown(inspection.checked.signers)),
        ),
    ):
        found |= need if is_there else Requires.NOTHING
    return found


def _of_comparison(tab: Tab) -> Requires:
    found = Requires.COMPARISON | Requires.TREE if tab.is_compared else Requires.NOTHING
    return found | (Requires.PROOFS if tab.is_verified else Requires.NOTHING)
