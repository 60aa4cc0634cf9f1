"""The findings: which of them are shown, and their rows for Qt, in groups or as one list.

Lists are split into buckets of a thousand rows.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from inspector.gui.document import detail, findings
from inspector.gui.document.findings import (
    NONE,
    ROOT,
    Arrangement,
    ExplainedFindings,
    FindingsGroup,
)
from inspector.gui.document.opened import PROBLEMS
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import pointed, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.result import FAIL, Result, Status

if TYPE_CHECKING:
    from inspector.verify.hints import Cause

# --- which findings are shown, by status, text and place, in groups or not ----------------------

_STRETCH = 5_000

Findings: TypeAlias = Mapping[Status, tuple[Result, ...]]
"""All results that are not a pass, by status, in the order of the checks."""


class FindingsFilter(NamedTuple):
    """Which findings are shown: with one of ``statuses``, with ``text`` in them, at one of
    ``places``.

    ``places`` is None for all.
    """

    statuses: frozenset[Status]
    text: str = ""
    is_grouped: bool = False
    places: frozenset[str] | None = None


def arrange(
    findings: Findings,
    wanted: FindingsFilter,
    explained: ExplainedFindings | None = None,
    checkpoint: Checkpoint = unwatched,
) -> Arrangement:
    """The findings that match ``wanted``: those that one cause explains first, then the others.

    Their groups are ordered worst first, then as the checks come.
    """
    together = tuple(chain.from_iterable(findings[status] for status in PROBLEMS))
    kept = list(_kept(findings, wanted, checkpoint))
    order = array("I")
    groups: list[FindingsGroup] = []
    if explained is not None:
        order.extend(number for number in kept if number in explained.numbers)
        kept = [number for number in kept if number not in explained.numbers]
        if order:
            groups.append(FindingsGroup(FAIL, "", 0, len(order), explained.cause))
    if not wanted.is_grouped:
        order.extend(kept)
        return Arrangement(together, order, groups)
    for (status, check), members in _by_check(together, kept).items():
        groups.append(FindingsGroup(status, check, len(order), len(order) + len(members)))
        order.extend(members)
    return Arrangement(together, order, groups)


def _kept(findings: Findings, wanted: FindingsFilter, checkpoint: Checkpoint) -> Iterator[int]:
    """The numbers of the findings with a matching status and text."""
    offset = 0
    for status in PROBLEMS:
        results = findings[status]
        if status in wanted.statuses:
            for place in _holding(results, wanted.text.lower(), checkpoint):
                if wanted.places is None or results[place].path in wanted.places:
                    yield offset + place
        offset += len(results)


def _holding(results: Sequence[Result], needle: str, checkpoint: Checkpoint) -> Iterable[int]:
    """The numbers of the results with ``needle`` in their check, pointer or sentence."""
    if not needle:
        return range(len(results))
    kept: list[int] = []
    for begin in range(0, len(results), _STRETCH):
        checkpoint(Progress("searching", begin, len(results)))
        stretch = results[begin : begin + _STRETCH]
        kept += [number for number, result in enumerate(stretch, begin) if _holds(result, needle)]
    return kept


def _holds(result: Result, needle: str) -> bool:
    return (
        needle in result.id
        or needle in result.path.lower()
        or needle in said(result.message).lower()
    )


def _by_check(
    results: Sequence[Result], kept: Iterable[int]
) -> dict[tuple[Status, str], "array[int]"]:
    found: dict[tuple[Status, str], array[int]] = {}
    for place in kept:
        key = results[place].status, results[place].id
        if key not in found:
            found[key] = array("I")
        found[key].append(place)
    return found


# --- the rows for Qt ----------------------------------------------------------------------------

RESULT, CHECK, WHERE, SAYS = range(4)


class FindingsModel(CellModel, QAbstractItemModel):
    """Results that are not passes, in the order of an ``Arrangement``."""

    columns = 4

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.arrangement: Arrangement = NONE

    def show(self, arrangement: Arrangement) -> None:
        self.beginResetModel()
        self.arrangement = arrangement
        self.endResetModel()

    @property
    def total(self) -> int:
        """The number of results shown, in groups or not."""
        return len(self.arrangement)

    def result(self, place: int) -> Result:
        return self.arrangement.result(place)

    # --- where a row is -------------------------------------------------------------------

    def key(self, index: AnyIndex) -> int:
        return int(index.internalId()) if index.isValid() else ROOT

    def index_of(self, key: int) -> QModelIndex:
        """The index of a row."""
        return self.createIndex(self.arrangement.row(key), 0, key)

    def group(self, index: AnyIndex) -> FindingsGroup | None:
        key = self.key(index)
        return self.arrangement.group(key) if findings.is_group(key) else None

    def result_at(self, index: AnyIndex) -> Result | None:
        """The result of a row; None for a group, a bucket or no row."""
        key = self.key(index)
        if key == ROOT or findings.is_group(key) or findings.is_bucket(key):
            return None
        return self.arrangement.result(key)

    # --- Qt's interface -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        if not 0 <= column < self.columns or parent.column() > 0:
            return QModelIndex()
        try:
            return self.createIndex(row, column, self.arrangement.child(self.key(parent), row))
        except IndexError:
            return QModelIndex()

    def parent(self, index: AnyIndex = NO_INDEX) -> QModelIndex:  # type: ignore[override]
        key = self.arrangement.parent(self.key(index)) if index.isValid() else ROOT
        return QModelIndex() if key == ROOT else self.index_of(key)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.column() > 0 else self.arrangement.count(self.key(parent))

    def hasChildren(self, parent: AnyIndex = NO_INDEX) -> bool:
        return self.rowCount(parent) > 0

    # --- what a cell shows ----------------------------------------------------------------

    def title(self, column: int) -> str:
        return (self.tr("Result"), self.tr("Check"), self.tr("Where"), self.tr("What it says"))[
            column
        ]

    def cell(self, index: AnyIndex) -> Cell:
        column = index.column()
        text = self._texts(index)[column]
        if column != RESULT:
            return Cell(text, _FONTS[column], self._tone(index))
        badge = self._badge(index)
        return badge_cell(badge)._replace(text=text) if badge else Cell(text, TextStyle.WORD)

    def _texts(self, index: AnyIndex) -> tuple[str, ...]:
        if (group := self.group(index)) is not None:
            return self._cause_texts(group, group.cause) if group.cause else _group_texts(group)
        if (result := self.result_at(index)) is not None:
            return _result_texts(result)
        first, last = self.arrangement.span(self.key(index))
        return (
            translate("Findings", "{} to {}").format(number(first + 1), number(last + 1)),
            "",
            "",
            "",
        )

    def _cause_texts(self, group: FindingsGroup, cause: "Cause") -> tuple[str, ...]:
        places = range(group.begin, group.end)
        counts = Counter(self.arrangement.result(place).status for place in places)
        explains = translate("Findings", "explains {}").format(signs.listed(counts))
        return (
            signs.cause().word,
            explains,
            pointed(cause.pointer, 200),
            said(cause.sentence),
        )

    def spoken(self, index: AnyIndex) -> str:
        cells = [cell for cell in self._texts(index) if cell]
        above = self._group_above(index)
        if above is not None and above.cause is not None:
            cells.append(translate("Findings", "follows from the cause above"))
        return ", ".join(cells)

    def _group_above(self, index: AnyIndex) -> FindingsGroup | None:
        """The group of a result."""
        is_result = self.result_at(index) is not None
        return self.arrangement.group_of(self.key(index)) if is_result else None

    def _badge(self, index: AnyIndex) -> StatusBadge | None:
        if (group := self.group(index)) is not None:
            return signs.of_status(group.status) if group.cause is None else signs.cause()
        result = self.result_at(index)
        return signs.of_result(result) if result else None

    def _tone(self, index: AnyIndex) -> ColourRole:
        """The text of a group is subdued; so is a check that its group has named."""
        group = self.group(index)
        if group is not None:
            return (
                ColourRole.MUTED
                if group.cause is None and index.column() != CHECK
                else ColourRole.TEXT
            )
        above = self._group_above(index)
        is_named = above is not None and above.cause is None
        return ColourRole.FAINT if is_named and index.column() == CHECK else ColourRole.TEXT


_FONTS = {CHECK: TextStyle.BODY, WHERE: TextStyle.MONO, SAYS: TextStyle.BODY}


def _group_texts(group: FindingsGroup) -> tuple[str, ...]:
    return signs.counted(group.status, group.size), group.check, "", detail.rule(group.check)


def _result_texts(result: Result) -> tuple[str, ...]:
    where = pointed(result.path, 200) or translate("Findings", "the document")
    return signs.of_result(result).word, result.id, where, whole(result.message)
