"""The findings for Qt: groups with their results, or one list; a thousand rows to a parent."""

from collections import Counter

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from inspector.gui.document import findings
from inspector.gui.document.findings import NONE, ROOT, Arrangement, FindingsGroup
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import clip, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.messages import Message
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.hints import Cause
from inspector.verify.result import Result

RESULT, CHECK, WHERE, SAYS = range(4)


class FindingsModel(CellModel, QAbstractItemModel):
    """Results that are not passes, as an ``Arrangement`` has them."""

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
        """How many results are shown, in groups or not."""
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
        """The result that a row is, None for a group, a bucket or no row."""
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
        return badge_cell(badge)._replace(text=text) if badge else Cell(text, Text.WORD)

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

    def _cause_texts(self, group: FindingsGroup, cause: Cause) -> tuple[str, ...]:
        places = range(group.begin, group.end)
        counts = Counter(self.arrangement.result(place).status for place in places)
        explains = translate("Findings", "explains {}").format(signs.listed(counts))
        return (
            signs.cause().word,
            explains,
            clip(cause.pointer, 200),
            said(cause.sentence),
        )

    def spoken(self, index: AnyIndex) -> str:
        cells = [cell for cell in self._texts(index) if cell]
        above = self._group_above(index)
        if above is not None and above.cause is not None:
            cells.append(translate("Findings", "follows from the cause above"))
        return ", ".join(cells)

    def _group_above(self, index: AnyIndex) -> FindingsGroup | None:
        """The group that a result is in."""
        is_result = self.result_at(index) is not None
        return self.arrangement.group_of(self.key(index)) if is_result else None

    def _badge(self, index: AnyIndex) -> StatusBadge | None:
        if (group := self.group(index)) is not None:
            return signs.of_status(group.status) if group.cause is None else signs.cause()
        result = self.result_at(index)
        return signs.of_result(result) if result else None

    def _tone(self, index: AnyIndex) -> ColourRole:
        """What a group says of itself stands back; so does a check that its group has named."""
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


_FONTS = {CHECK: Text.BODY, WHERE: Text.MONO, SAYS: Text.BODY}


def _group_texts(group: FindingsGroup) -> tuple[str, ...]:
    rule = translate("Findings", "Rule: {}").format(said(Message(CATALOGUE[group.check].holds)))
    return signs.counted(group.status, group.size), group.check, "", rule


def _result_texts(result: Result) -> tuple[str, ...]:
    where = clip(result.path, 200) or translate("Findings", "the document")
    return signs.of_result(result).word, result.id, where, whole(result.message)
