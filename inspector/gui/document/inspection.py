"""One document under inspection with its state: what a tab contains.

No widgets. The last references to a document are here and in the views; it is freed in a worker.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.errors import (
    InspectorError,
    MemberAmbiguousError,
    NotFetchedError,
    PointerError,
    UrlRefusedError,
)
from inspector.gui.document import tab_text, titles
from inspector.gui.document.find import Find
from inspector.gui.document.findings import ChosenFindings
from inspector.gui.document.incoming import remote_plan
from inspector.gui.document.notes import DocumentNotes
from inspector.gui.document.opened import (
    Checked,
    Opened,
    check_document,
    open_document,
    release_documents,
)
from inspector.gui.document.tab import Tab
from inspector.gui.document.tab_text import TabText
from inspector.gui.file_watch import FileWatch
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.widgets.plain_text import middle
from inspector.jobs.session import Session
from inspector.jobs.watching import Baseline, ReadResult, read_to_watch
from inspector.messages import Message, msg
from inspector.progress import Checkpoint, Progress
from inspector.sources import Plan, SourceOptions, absolute, may_last
from inspector.sources.file_state import FileState

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


# --- which value is selected --------------------------------------------------------------------


class Selection(QObject):
    """The selected node of the open document, or a group, or nothing."""

    node_changed = Signal(int)
    group_changed = Signal(int)
    cleared = Signal()
    finding_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self.node: int | None = None
        self.group = 0
        """The selected group where ``node`` is None."""
        self.finding: ChosenFindings | None = None
        """The current row of the findings."""

    def set_document(self, opened: Opened | None) -> None:
        self._opened = opened
        self.node = self.finding = None
        self.cleared.emit()

    def choose_finding(self, finding: ChosenFindings | None) -> None:
        self.finding = finding
        self.finding_changed.emit()

    def select_node(self, node: int) -> None:
        if node != self.node:
            self.node = node
            self.node_changed.emit(node)

    def select_group(self, group: int) -> None:
        self.node, self.group = None, group
        self.group_changed.emit(group)

    def select_pointer(self, pointer: str) -> None:
        """Select the value at ``pointer``, or the object that lacks it."""
        if self._opened is None:
            return
        try:
            node = self._opened.table.nearest(pointer)[0]
        except PointerError:
            return
        self.select_node(node)

    @property
    def name(self) -> str | None:
        """The member's name or the element's index, as in the document."""
        if self._opened is None or self.node is None:
            return None
        return str(self._opened.table.step(self.node))

    def writer(self) -> Callable[[], str] | None:
        """A function that returns the selected value: a text as it is, else canonical JSON."""
        if self._opened is None or self.node is None:
            return None
        value = self._opened.table.value(self.node)
        return (lambda: value) if isinstance(value, str) else self.json_writer()

    def json_writer(self) -> Callable[[], str] | None:
        """A function that returns the selected value as canonical JSON."""
        if self._opened is None or self.node is None:
            return None
        value = self._opened.table.value(self.node)
        write = self._opened.document.write
        return lambda: write(value).decode()

    @property
    def pointer(self) -> str | None:
        if self._opened is None or self.node is None:
            return None
        return self._opened.table.pointer(self.node)


# --- opening, reloading, checking again and closing ---------------------------------------------

FORMER_STAY = 200
"""In milliseconds: so long the former results stay in sight while a document is verified again.
Within them most are, and nothing flickers."""


class Opening(QObject):
    """One document, an error in its place, or nothing."""

    # Sources are passed as objects: a QString would lose bytes of a name that are not UTF-8.
    started = Signal(object)
    progressed = Signal(Progress)
    opened = Signal(Opened)
    checking = Signal(Opened)
    """The open document is verified again; earlier results no longer count."""
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
        self.baseline: Baseline | None = None
        """What the verdict or the error is based on, if that is a file."""

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
        """The open document, checked or not."""
        for held in self._held:
            return held.opened if isinstance(held, Checked) else held
        return None

    def start_early(self, source: str) -> None:
        """Start loading before the signals are connected; ``announce`` emits them later."""
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
        """Show ``error`` for ``source``, which is not read."""
        self.close()
        self.source = source
        self.failed.emit(source, error)

    def reload(self) -> None:
        if self.source is not None:
            self.open(self.source)

    def use(self, session: Session) -> None:
        """Verify the open document, and all opened later, with another list of keys."""
        self._session = session
        self._check_again()

    def give_paper(self, paper: "PaperText | None") -> None:
        """Verify the open document with the paper's text, until it is closed."""
        self._paper = paper
        self._check_again()

    def close(self) -> None:
        """Release the document and cancel work in progress."""
        self._job.cancel()
        self.source = self.baseline = None
        self._paper = None
        self.closed.emit()
        if self._held:
            held, self._held = self._held, []
            self._runner.start(lambda _: release_documents(held), after_painting=True)

    def _load(self, source: str) -> None:
        session = self._session
        self.source = source

        def work(checkpoint: Checkpoint) -> ReadResult[Opened]:
            return _read(source, session, checkpoint)

        job = self._job.start(work, self._on_loaded, self._on_failed)
        job.on_progress(self.progressed.emit)

    def _on_loaded(self, read: ReadResult[Opened]) -> None:
        self.baseline, opened = read.baseline, read.outcome
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

        job = self._job.start(
            work, self._on_checked, self._on_failed, after_painting=opened.is_large
        )
        job.on_progress(self.progressed.emit)

    def _on_checked(self, checked: Checked) -> None:
        self._held = [checked]
        self.checked.emit(checked)

    def _on_failed(self, error: InspectorError) -> None:
        self.failed.emit(self.source, error)


def _read(source: str, session: Session, checkpoint: Checkpoint) -> ReadResult[Opened]:
    return read_to_watch(
        source,
        session.options,
        lambda: open_document(source, session, checkpoint),
        lambda opened: opened.read_bytes,
    )


# --- the document, with all that belongs to it alone --------------------------------------------

_IN_TITLE = 120
_LONGEST_ADDRESS = 1_000
"""In characters. A longer address cannot be reviewed before the user agrees to it."""
_NAMED_ELSEWHERE = msg("A link, a page or another program names this address")
FROM_LAST_TIME = msg("This tab is from the last time the window was open")
FROM_A_LIST = msg("You chose this from the list of what the address holds")


class Inspection(Tab):
    """A document, an error in its place, or an empty tab."""

    def __init__(self, runner: Runner, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opening = Opening(runner, session, self)
        self.selection = Selection(self)
        self.finder = Find(runner, self)
        self.notes = DocumentNotes(runner, self)
        self.watch = FileWatch(runner, self)
        self.opened: Opened | None = None
        self.checked: Checked | None = None
        self.error: InspectorError | None = None
        self.deferred: str | None = None
        """A source of the last run or of a link, opened when the tab is first shown."""
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
        """Whether the source can be read again later; a pipe cannot."""
        return self.opened.lasts if self.opened else may_last(self.source or "")

    @property
    def standing(self) -> FileState:
        """Whether the file is still what was read."""
        return self.watch.standing

    @property
    def waits(self) -> bool:
        """Whether the user must still agree to fetch the source."""
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
            self.opening.failed.emit(self.source, self.error)  # the verdicts in its list change too

    def close(self) -> None:
        self.deferred = None
        self.notes.closing.emit()
        self.opening.close()

    def start_early(self, source: str, *, asks: bool = False) -> None:
        """Start loading ``source`` before the window exists; ``announce`` reports it later.

        ``asks``: a source that must be fetched waits until the user agrees.
        """
        source = absolute(source)
        if asks and remote_plan(source, self.opening.options) is not None:
            self.defer(source, _NAMED_ELSEWHERE)
            return
        self.opening.start_early(source)

    def offer(self, source: str) -> None:
        """Open a source from a link or another program; one that must be fetched waits."""
        self.defer(source, _NAMED_ELSEWHERE)
        self.look_at()

    def defer(self, source: str, why: Message = FROM_LAST_TIME) -> None:
        """Keep ``source`` until the tab is first shown."""
        self.deferred, self._why = source, why
        self.changed.emit()

    def look_at(self) -> None:
        """Open a deferred source; one that must be fetched waits until the user agrees."""
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
        self.notes.close()
        self.selection.set_document(None)
        self.changed.emit()

    def _on_opened(self, opened: Opened) -> None:
        self.opened = opened
        self.selection.set_document(opened)
        self.changed.emit()

    def _on_checking(self) -> None:
        self.checked = self.error = None
        self.changed.emit()

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self._watch()
        self.notes.open(checked.opened)
        self.changed.emit()

    def _on_failed(self, _: str, error: InspectorError) -> None:
        self.error = error
        self._watch()
        self.changed.emit()

    def _watch(self) -> None:
        if self.opening.baseline is not None:
            # Of a file that could not be read, the first look takes the content.
            self.watch.start(self.opening.baseline, is_known=self.checked is not None)


def _not_fetched(plan: Plan, why: Message) -> InspectorError:
    if len(plan.url) > _LONGEST_ADDRESS:
        return UrlRefusedError(
            "The address has more than {} signs and is not fetched.", _LONGEST_ADDRESS
        )
    return NotFetchedError(why, host=plan.host, url=plan.url)
