"""What is typed into the find field, read: the text itself says where it is to be looked for."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from inspector.gui.document.opened import Checked
from inspector.gui.translation import N_, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.signs import StatusBadge
from inspector.progress import Checkpoint
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Reason, Result, Status

if TYPE_CHECKING:
    from inspector.tree.search import SearchIndex


class Scope(Enum):
    """Where a text is looked for."""

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
"""How a text begins that is looked for in one scope alone; a word also in the user's language."""


class Query(NamedTuple):
    """``text`` without its prefix; a pointer with its slash."""

    scope: Scope
    text: str

    @property
    def needs_index(self) -> bool:
        """Whether the index of names and values must be there to answer it."""
        return self.scope in (Scope.EVERYTHING, Scope.NAMES, Scope.VALUES)


class ResultKind(NamedTuple):
    """A kind of result that can be looked up. ``words`` find it, the first in the user's language.

    With ``is_waiting`` it is the kind that waits for another check, a part of the unchecked.
    """

    words: tuple[str, str]
    sign: StatusBadge
    status: Status
    is_waiting: bool = False


def parse(typed: str) -> Query:
    """Read what is typed. A slash begins a JSON Pointer; without any prefix it is any text."""
    if typed.startswith(PREFIXES[Scope.POINTER]):
        return Query(Scope.POINTER, typed)
    for scope in (Scope.NAMES, Scope.VALUES, Scope.RESULT):
        for prefix in (PREFIXES[scope], prefix_of(scope)):
            if typed.lower().startswith(prefix.lower()):
                return Query(scope, typed[len(prefix) :].lstrip())
    return Query(Scope.EVERYTHING, typed)


def prefix_of(scope: Scope) -> str:
    """The prefix in the language of the interface, empty for everything."""
    prefix = PREFIXES.get(scope, "")
    return translate("Find", prefix) if prefix.endswith(":") else prefix


def rescoped(typed: str, scope: Scope) -> str:
    """The same text, to be looked for in ``scope``."""
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
    """The nodes that answer ``query``, at most ``limit``; an ``index`` for those that need one."""
    from inspector.tree import lookup  # noqa: PLC0415 - start-up

    table = checked.opened.table
    if query.scope is Scope.POINTER:
        return lookup.by_pointer(table, query.text, limit)
    if query.scope is Scope.RESULT:
        paths = _paths(checked.report.results, query.text)
        return lookup.by_path(table, paths, limit, checkpoint)
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
