"""One document under inspection, with all that belongs to it alone: what a tab stands for."""

from PySide6.QtCore import QObject

from inspector.errors import InspectorError, MemberAmbiguousError, NotFetchedError, UrlRefusedError
from inspector.gui.document import tab_text, titles
from inspector.gui.document.find import Find
from inspector.gui.document.incoming import remote_plan
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.opening import Opening
from inspector.gui.document.selection import Selection
from inspector.gui.document.tab import Tab
from inspector.gui.document.tab_text import TabText
from inspector.gui.file_watch import FileWatch
from inspector.gui.runner import Runner
from inspector.gui.widgets.plain_text import middle
from inspector.jobs.session import Session
from inspector.jobs.watching import FileState
from inspector.messages import Message, msg
from inspector.sources import Plan, absolute, may_last

_IN_TITLE = 120
_LONGEST_ADDRESS = 1_000
"""In characters; a longer one cannot be looked at before it is agreed to."""
_NAMED_ELSEWHERE = msg("A link, a page or another program names this address")
FROM_LAST_TIME = msg("This tab is from the last time the window was open")
FROM_A_LIST = msg("You chose this from the list of what the address holds")


class Inspection(Tab):
    """A document, or an error in its place, or room for one."""

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opening = Opening(runner, session, self)
        self.selection = Selection(self)
        self.finder = Find(runner, self)
        self.watch = FileWatch(runner, self)
        self.opened: Opened | None = None
        self.checked: Checked | None = None
        self.error: InspectorError | None = None
        self.deferred: str | None = None
        """A source of the last run or of a link, to be opened when first looked at."""
        self._why = FROM_LAST_TIME
        self._connect()

    @property
    def source(self) -> str | None:
        return self.deferred or self.opening.source

    @property
    def is_empty(self) -> bool:
        return self.source is None

    @property
    def lasts(self) -> bool:
        """Whether the source can be read again later: a pipe cannot."""
        return self.opened.lasts if self.opened else may_last(self.source or "")

    @property
    def standing(self) -> FileState:
        """How the file stands to what was read of it."""
        return self.watch.standing

    @property
    def waits(self) -> bool:
        """Whether it is still to be agreed to that the source is fetched."""
        if self.deferred is not None:
            return remote_plan(self.deferred, self.opening.options) is not None
        return isinstance(self.error, NotFetchedError)

    @property
    def label(self) -> TabText:
        return tab_text.of(
            self.source, self.opened, self.checked, self.error, standing=self.standing
        )

    @property
    def title(self) -> str:
        name = middle(self.opened.name if self.opened else self.source or "", _IN_TITLE)
        if self.checked is not None and titles.is_claimed(self.checked.report):
            return f"{name}, {titles.mark()}"
        return name

    @property
    def is_busy(self) -> bool:
        return self.opening.is_busy

    def reload(self) -> None:
        self.opening.reload()

    def use(self, session: Session) -> None:
        self.opening.use(session)
        if isinstance(self.error, MemberAmbiguousError):
            self.opening.failed.emit(self.source, self.error)  # its list has verdicts, too

    def close(self) -> None:
        self.deferred = None
        self.opening.close()

    def start_early(self, source: str, *, asks: bool = False) -> None:
        """Begin to load ``source`` before the window is there; ``announce`` tells it.

        ``asks``: what is to be fetched waits instead, until the user agrees.
        """
        source = absolute(source)
        if asks and remote_plan(source, self.opening.options) is not None:
            self.defer(source, _NAMED_ELSEWHERE)
            return
        self.opening.start_early(source)

    def offer(self, source: str) -> None:
        """Open what a link or another program names; what is to be fetched waits."""
        self.defer(source, _NAMED_ELSEWHERE)
        self.look_at()

    def defer(self, source: str, why: Message = FROM_LAST_TIME) -> None:
        """Hold ``source`` until the tab is first looked at."""
        self.deferred, self._why = source, why
        self.changed.emit()

    def look_at(self) -> None:
        """Open what was deferred; what would have to be fetched waits until the user agrees."""
        self.watch.look()
        if self.deferred is None:
            return
        source, self.deferred = self.deferred, None
        plan = remote_plan(source, self.opening.options)
        if plan is None:
            self.opening.open(source)
        else:
            self.opening.refuse(source, _not_fetched(plan, self._why))

    def _connect(self) -> None:
        opening = self.opening
        opening.closed.connect(self._on_closed)
        opening.started.connect(lambda _: self.changed.emit())
        opening.opened.connect(self._on_opened)
        opening.checking.connect(self._on_checking)
        opening.checked.connect(self._on_checked)
        opening.failed.connect(self._on_failed)
        self.watch.changed.connect(self.changed)

    def _on_closed(self) -> None:
        self.watch.stop()
        self.opened = self.checked = self.error = None
        self.selection.set_document(None)
        self.changed.emit()

    def _on_opened(self, opened: Opened) -> None:
        self.opened = opened
        self.selection.set_document(opened)
        self.changed.emit()

    def _on_checking(self) -> None:
        self.checked = None
        self.changed.emit()

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self._watch()
        self.changed.emit()

    def _on_failed(self, _: str, error: InspectorError) -> None:
        self.error = error
        self._watch()
        self.changed.emit()

    def _watch(self) -> None:
        if self.opening.stand is not None:
            self.watch.start(self.opening.stand)


def _not_fetched(plan: Plan, why: Message) -> InspectorError:
    if len(plan.url) > _LONGEST_ADDRESS:
        return UrlRefusedError(
            "The address has more than {} signs and is not fetched.", _LONGEST_ADDRESS
        )
    return NotFetchedError(why, host=plan.host, url=plan.url)
