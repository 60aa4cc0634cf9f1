"""The tabs: the open documents and comparisons, their order, the current one, and saving them.

There is always at least one tab, possibly an empty one.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.actions import Requires
from inspector.gui.document import signers
from inspector.gui.document.inspection import FROM_A_LIST, FROM_LAST_TIME, Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.document.tab import Tab
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
"""The limit on tabs, also when a whole folder is dropped."""


class Inspections(QObject):
    """Adds, selects, moves and closes tabs."""

    added = Signal(object)
    removed = Signal(object, int)
    """A tab and its former place."""
    moved = Signal(int, int)
    current_changed = Signal(object)

    def __init__(self, runner: Runner, session: Session) -> None:
        super().__init__()
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
        """The current document; None if the current tab is a comparison."""
        return self.current if isinstance(self.current, Inspection) else None

    @property
    def documents(self) -> list[Inspection]:
        return [item for item in self.items if isinstance(item, Inspection)]

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST

    @property
    def sources(self) -> list[str]:
        """The open sources in the order of the tabs."""
        return [item.source for item in self.items if item.source is not None]

    def checked(self) -> list[Checked]:
        """The documents that are verified."""
        return [item.checked for item in self.documents if item.checked is not None]

    def add(self) -> Inspection:
        """Add an empty tab at the end and make it current."""
        fresh = next((item for item in self.documents if item.is_empty), None)
        if fresh is None:
            fresh = Inspection(self._runner, self._session, self)
            self._append(fresh)
        self.choose(fresh)
        return fresh

    def open(self, source: str) -> None:
        """Go to the tab of ``source``, or open it in one."""
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
        """Open a source from a link or another program in a new tab, and go there.

        A source that must be fetched waits in the tab. Returns whether there was space for a tab;
        no document is replaced.
        """
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
        """Compare two documents in a new tab, replacing an empty one."""
        from inspector.gui.compare.comparison_tab import ComparisonTab  # noqa: PLC0415 - start-up

        room = self.current if self.current.is_empty else None
        item = ComparisonTab(self._runner, self._session, left, right, self)
        self._append(item)
        self.choose(item)
        if room is not None:
            self.close(room)

    def restore(self, sources: list[str], current: str) -> None:
        """Restore the tabs of the last run; each is opened when it is first shown.

        ``current`` was the current one, and becomes it again unless something else was requested.
        """
        was_asked = not self.current.is_empty
        self._defer(sources, FROM_LAST_TIME)
        if not was_asked:
            self.choose(next((i for i in self.items if i.source == current), self.current))
            self.current.look_at()

    def open_all(self, sources: list[str]) -> int:
        """Open each source in a new tab when it is first shown, and go to the first.

        Returns how many found no space.
        """
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
        """Go to the next or the previous tab, cyclically."""
        place = self.items.index(self.current) + (1 if forward else -1)
        self.choose(self.items[place % len(self.items)])

    def move(self, start: int, end: int) -> None:
        self.items.insert(end, self.items.pop(start))
        self.moved.emit(start, end)

    def close(self, item: Tab) -> None:
        """Close a document and its tab; the last tab is replaced by an empty one."""
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
        """Verify everything that is open with the changed list of keys."""
        self._session = self._session._replace(trust=trust)
        for item in self.items:
            item.use(self._session)

    def _tab_of(self, source: str) -> Tab | None:
        return next((tab for tab in self.items if tab.source == source), None)

    def _append(self, item: Tab) -> None:
        self.items.append(item)
        self.added.emit(item)


_LONGEST = 15_000
"""In characters of a source as stored."""


class TabMemory(QObject):
    """Saves the list of sources in a file, if the user wants the tabs restored."""

    def __init__(
        self, file: StateFile, inspections: Inspections, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._inspections = inspections

    def restore(self) -> None:
        """Restore the tabs; each is opened when it is first shown."""
        stored = self._file.read()
        found, current = stored.get("sources"), stored.get("current")
        listed = found if isinstance(found, list) else []
        sources = [one for one in listed if isinstance(one, str) and 0 < len(one) <= _LONGEST]
        current = read_back(current) if isinstance(current, str) else ""
        self._inspections.restore([read_back(one) for one in sources], current)

    def save(self) -> None:
        """Save what is open now, except sources that cannot be read again."""
        kept = [
            as_stored(item.source)
            for item in self._inspections.documents
            if item.source is not None and item.lasts
        ]
        current = as_stored(self._inspections.current.source or "")
        self._file.write({"sources": kept, "current": current if current in kept else ""})


# --- which commands are available ---------------------------------------------------------------


def met_requirements(inspections: Inspections) -> Requires:
    """What the current tab offers."""
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
