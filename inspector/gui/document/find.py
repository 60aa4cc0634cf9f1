"""Find in the open document: parses the query, builds an index in a worker, steps through
matches."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.document.opened import Checked, Opened
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.translation import N_, number, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Reason, Result, Status

if TYPE_CHECKING:
    from inspector.tree.search import SearchIndex


# --- parsing the query: the text itself says where to search -------------------------------------


class Scope(Enum):
    """Where to search for a text."""

    EVERYTHING = auto()
    NAMES = auto()
    VALUES = auto()
    POINTER = auto()
    RESULT = auto()


PREFIXES = {
    Scope.NAMES: N_("Find", "name:"),
    Scope.VALUES: N_("Find", "value:"),
    Scope.POINTER: "/",
    Scope.RESULT: N_("Find", "is:"),
}
"""The prefix that limits the search to one scope; words also in the user's language."""


class Query(NamedTuple):
    """``text`` has no prefix; a pointer keeps its slash."""

    scope: Scope
    text: str

    @property
    def needs_index(self) -> bool:
        """Whether answering needs the index of names and values."""
        return self.scope in (Scope.EVERYTHING, Scope.NAMES, Scope.VALUES)


class ResultKind(NamedTuple):
    """A kind of result that can be searched for. ``words`` find it, the first in the user's
    language.

    ``is_waiting``: results that wait for another check, a part of the unchecked ones.
    """

    words: tuple[str, str]
    sign: StatusBadge
    status: Status
    is_waiting: bool = False


def parse(typed: str) -> Query:
    """Parse the query. A slash begins a JSON Pointer; without a prefix it is any text."""
    if typed.startswith(PREFIXES[Scope.POINTER]):
        return Query(Scope.POINTER, typed)
    for scope in (Scope.NAMES, Scope.VALUES, Scope.RESULT):
        for prefix in (PREFIXES[scope], prefix_of(scope)):
            if typed.lower().startswith(prefix.lower()):
                return Query(scope, typed[len(prefix) :].lstrip())
    return Query(Scope.EVERYTHING, typed)


def prefix_of(scope: Scope) -> str:
    """The prefix in the language of the interface; "" for everything."""
    prefix = PREFIXES.get(scope, "")
    return translate("Find", prefix) if prefix.endswith(":") else prefix


def rescoped(typed: str, scope: Scope) -> str:
    """The same query for ``scope``."""
    text = parse(typed).text.removeprefix(PREFIXES[Scope.POINTER])
    return prefix_of(scope) + text


def outcomes() -> tuple[ResultKind, ...]:
    """The kinds of result, worst first."""
    worst_first = [(signs.of_status(status), status) for status in (FAIL, WARN, UNCHECKED, PASS)]
    found = [ResultKind((sign.word, status.value), sign, status) for sign, status in worst_first]
    waiting, word = signs.not_reached(), Reason.NOT_REACHED.value
    found.insert(-1, ResultKind((waiting.word, word), waiting, UNCHECKED, is_waiting=True))
    return tuple(found)


def search(
    query: Query, checked: Checked, index: "SearchIndex | None", limit: int, checkpoint: Checkpoint
) -> list[int]:
    """At most ``limit`` nodes that match ``query``; ``index`` is required if the query needs
    one."""
    from inspector.tree.search import by_path, by_pointer  # noqa: PLC0415 - start-up

    table = checked.opened.table
    if query.scope is Scope.POINTER:
        return by_pointer(table, query.text, limit)
    if query.scope is Scope.RESULT:
        paths = _paths(checked.report.results, query.text)
        return by_path(table, paths, limit, checkpoint)
    if index is None:
        return []
    return index.find(
        query.text,
        limit,
        in_names=query.scope is not Scope.VALUES,
        in_values=query.scope is not Scope.NAMES,
    )


def _paths(results: Iterable[Result], text: str) -> Iterator[str]:
    """The places of the results that the beginning of a word finds."""
    begin = text.lower()
    wanted = [o for o in outcomes() if begin and any(w.lower().startswith(begin) for w in o.words)]
    for outcome in wanted:
        for result in results:
            if result.status is outcome.status and (
                not outcome.is_waiting or result.reason is Reason.NOT_REACHED
            ):
                yield result.path


# --- the matches --------------------------------------------------------------------------------

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
        self._is_outdated = False
        self._is_answered = False
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
        """Whether the query can be answered now."""
        if self._checked is None:
            return False
        if self._query.scope is Scope.RESULT:
            return not self._is_outdated
        return self._index is not None or not self._query.needs_index

    def set_document(self, checked: Checked | None) -> None:
        """Start again with another document, or with none; only results of the same one are new."""
        before, self._checked = self._checked, checked
        self._is_outdated = False
        if before is not None and checked is not None and before.opened is checked.opened:
            if self._query.scope is Scope.RESULT:
                self._look_up(self._on_found_again if self._is_answered else self._on_found)
                self.changed.emit()
            return
        self._building.cancel()
        if self._index is not None:
            box, self._index = [self._index], None
            self._runner.release(box)
        self._forget()
        if checked is not None:
            # After the results are painted: the index would compete with that.
            QTimer.singleShot(_AFTER_PAINTING, self, lambda: self._build_for(checked.opened))
        self._look_up(self._on_found)
        self.changed.emit()

    def take_back_results(self) -> None:
        """The document is verified again, and none of its results is to be found meanwhile."""
        self._is_outdated = True
        if self._query.scope is Scope.RESULT:
            self._job.cancel()
            self.changed.emit()

    def search(self, typed: str) -> None:
        """Search for ``typed`` and select the first match."""
        self._query = parse(typed)
        self._forget()
        self._look_up(self._on_found)
        self.changed.emit()

    def step(self, forward: bool) -> None:
        """Select the next or the previous match, cyclically."""
        if self._matches and self._is_ready:
            move = 1 if forward else -1
            self._position = (self._position + move) % len(self._matches)
            self.matched.emit(self._matches[self._position])
            self.changed.emit()

    def _forget(self) -> None:
        self._matches, self._position, self._is_answered = [], -1, False

    def _build_for(self, opened: Opened) -> None:
        if self._checked is None or opened is not self._checked.opened:
            return
        table = opened.table

        def work(checkpoint: Checkpoint) -> "SearchIndex":
            from inspector.tree.search import SearchIndex  # noqa: PLC0415 - start-up

            return SearchIndex(table, checkpoint)

        self._building.start(work, self._on_built)

    def _on_built(self, index: "SearchIndex") -> None:
        self._index = index
        if self._query.needs_index:
            self._look_up(self._on_found)
        self.changed.emit()

    def _look_up(self, then: Callable[[list[int]], None]) -> None:
        self._job.cancel()
        checked, query, index = self._checked, self._query, self._index
        if checked is not None and query.text and self._is_ready:
            self._job.start(lambda point: search(query, checked, index, _MOST, point), then)

    def _on_found(self, matches: list[int]) -> None:
        self._matches, self._is_answered = matches, True
        self.step(forward=True)
        self.changed.emit()

    def _on_found_again(self, matches: list[int]) -> None:
        """Select nothing, since nobody asked for another match."""
        at = self._matches[self._position] if self._position >= 0 else None
        self._matches, self._position = matches, matches.index(at) if at in matches else -1
        self.changed.emit()
