"""A comparison for Qt: one model for both trees and for what stands between them.

All views share its rows, so that one selection and one set of open branches serve them all.
"""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from inspector.gui.models.bytes_text import Marked
from inspector.gui.models.compare.cell_marks import CellMarks
from inspector.gui.models.compare.expanse import Stretch
from inspector.gui.models.compare.paired import Paired
from inspector.gui.models.compare.row_signs import RowSigns
from inspector.gui.models.compare.row_text import LEFT, RIGHT, RowText
from inspector.gui.models.compare.spoken_row import spoken_row
from inspector.gui.models.document_model import COUNT_ROLE
from inspector.gui.models.rows import ROOT, Everything, Rows, is_bucket, is_group, node_of
from inspector.gui.models.rows_model import AnyIndex, RowsModel
from inspector.gui.models.text import tooltip
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme

OPEN_ROLE = COUNT_ROLE + 1
"""What stands between the sides of a row that is open: nothing of what lies below it."""
_LONGEST_TIP = 120
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    LEFT_ITEM = 0
    LEFT_VALUE = 1
    DIFFERENCE = 2
    RIGHT_ITEM = 3
    RIGHT_VALUE = 4


ITEMS = (Column.LEFT_ITEM, Column.RIGHT_ITEM)
VALUES = (Column.LEFT_VALUE, Column.RIGHT_VALUE)
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.AccessibleTextRole,
        COUNT_ROLE,
        OPEN_ROLE,
    }
)


def side_of(column: int) -> int:
    """LEFT or RIGHT; not of the column between them."""
    return RIGHT if column > Column.DIFFERENCE else LEFT


class PairModel(RowsModel):
    """Items and values of both sides, and the difference between them."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._only_differences = False
        self.paired: Paired | None = None
        self._text: RowText | None = None
        self._signs: RowSigns | None = None
        self._marks: CellMarks | None = None

    def show(self, paired: Paired | None) -> None:
        """Where only other differences are hidden, rows stay where they are and open."""
        before, self.paired = self.paired, paired
        is_same = before and paired and before.comparison is paired.comparison
        if is_same and not self._only_differences:
            self._choose_rows()
            # No span of indexes covers a tree; an empty layout change repaints what is seen.
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()
        else:
            self.beginResetModel()
            self._choose_rows()
            self.endResetModel()

    def show_only_differences(self, only: bool) -> None:
        self.beginResetModel()
        self._only_differences = only
        self._choose_rows()
        self.endResetModel()

    def _choose_rows(self) -> None:
        self._rows = self._text = self._signs = self._marks = None
        if (paired := self.paired) is not None:
            pick = paired.differences if self._only_differences else Everything(paired.outline)
            self._rows = Rows(paired.outline, pick)
            self._text = RowText(paired, self._rows)
            self._signs = RowSigns(paired, self._rows)
            self._marks = CellMarks(self._text, self._signs)

    # --- where a row is -------------------------------------------------------------------

    def pair(self, index: AnyIndex) -> int | None:
        """The pair that a row stands for; None for a group, a bucket or no row."""
        return self.pair_of(self.key(index))

    def pair_of(self, key: int) -> int | None:
        return None if key == ROOT or is_group(key) or is_bucket(key) else node_of(key)

    def stretch(self, key: int) -> Stretch:
        """Where a row stands among all."""
        if self.paired is None or self._rows is None:
            return Stretch(0, 0)
        expanse = self.paired.expanse
        if not is_bucket(key):
            return expanse.stretch(key)
        ends = (self._rows.child(key, row) for row in (0, self._rows.count(key) - 1))
        first, last = map(expanse.stretch, ends)
        return Stretch(first.begin, last.end)

    def leads_on(self, index: AnyIndex) -> bool:
        """Whether a difference is at home below a row."""
        if self.paired is None:
            return False
        key = self.key(index)
        begin, end = self.stretch(key)
        # A bucket stands where its first row does.
        places = self.paired.places
        number = self.paired.following(begin - is_bucket(key), forward=True)
        return number < len(places) and places[number] < end

    def hasChildren(self, parent: AnyIndex = _NO_INDEX) -> bool:  # noqa: N802
        pair = self.pair(parent)
        if pair is None or self._text is None or self.paired is None:
            return super().hasChildren(parent)
        if self._only_differences and not self.paired.differences.is_whole(pair):
            return super().hasChildren(parent)
        return self._text.has_values_below(pair)

    # --- what the views ask for besides ------------------------------------------------------

    def is_gap(self, index: AnyIndex, side: int) -> bool:
        """Whether a side of the row has nothing there."""
        return self._text is not None and self._text.is_gap(self.key(index), side)

    def tone(self, index: AnyIndex) -> Tone | None:
        """What the row is as a difference; None where it is none, or a hidden one."""
        key = self.key(index)
        if self._signs is None or self._signs.kind(key) is None:
            return None
        sign = self._signs.own(key)
        return None if sign is None else sign.tone

    def marks(self, index: AnyIndex, side: int) -> Marked | None:
        """The value of a changed row with what differs in it; None where it is shown as it is."""
        return None if self._marks is None else self._marks.of(self.key(index), side)

    # --- Qt's interface -------------------------------------------------------------------

    def title(self, column: int) -> str:
        if column == Column.DIFFERENCE:
            return self.tr("Difference")
        return self.tr("Item") if column in ITEMS else self.tr("Value")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # A view asks for a dozen roles of every cell that it paints.
        if role not in _ROLES or self._text is None or self._signs is None or not index.isValid():
            return None
        key, column = self.key(index), index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(self._text, self._signs, key)
        if column == Column.DIFFERENCE:
            return self._difference_data(self._signs, key, role)
        if column in ITEMS:
            return self._item_data(self._text, key, side_of(column), role)
        return self._value_data(self._text, key, side_of(column), role)

    def _difference_data(self, signs: RowSigns, key: int, role: int) -> Any:
        if role == OPEN_ROLE:
            own = signs.own(key)
            return own.word if own else ""
        if (sign := signs.closed(key)) is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return sign.word
        if role == Qt.ItemDataRole.DecorationRole:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(sign.tone)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(Text.WORD if signs.kind(key) else Text.BODY)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(sign.word)
        return None

    def _item_data(self, text: RowText, key: int, side: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return text.name(key, side)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(Text.HEADING if is_group(key) else Text.BODY)
        if role == COUNT_ROLE:
            return text.count(key, side)
        if role == Qt.ItemDataRole.ToolTipRole:
            name = text.name(key, side)
            return tooltip(name) if len(name) > _LONGEST_TIP else None
        return None

    def _value_data(self, text: RowText, key: int, side: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return text.value(key, side).text
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(Text.MONO if text.is_mono(key) else Text.BODY)
        if role == Qt.ItemDataRole.ForegroundRole:
            faint = is_group(key) or text.value(key, side).faint
            return self._theme.colour(Tone.MUTED if faint else Tone.TEXT)
        if role == Qt.ItemDataRole.ToolTipRole:
            shown = text.value(key, side).text
            return tooltip(shown) if shown else None
        return None
