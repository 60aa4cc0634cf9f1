"""The Qt model of a comparison, shared by both trees and the view between them.

All views share its rows, so one selection and one set of expanded branches serves all.
"""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from inspector.gui.compare.comparison_tree import ComparisonTree, RowRange
from inspector.gui.compare.pair_row import LEFT, RIGHT, PairRows
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.document.document_model import COUNT_ROLE, RowsModel, item_tip, value_cell
from inspector.gui.document.rows import ROOT, AllRows, Rows, is_bucket, is_group, node_of
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.cells import AnyIndex, Cell, badge_cell

# --- the columns of a comparison: the left side, the difference, the right side -----------------

OPEN_ROLE = COUNT_ROLE + 1
"""The text between the sides of an expanded row, without what is below it."""


class Column(IntEnum):
    LEFT_ITEM = 0
    LEFT_VALUE = 1
    DIFFERENCE = 2
    RIGHT_ITEM = 3
    RIGHT_VALUE = 4


ITEMS = (Column.LEFT_ITEM, Column.RIGHT_ITEM)
VALUES = (Column.LEFT_VALUE, Column.RIGHT_VALUE)


def side_of(column: int) -> int:
    """LEFT or RIGHT; not for the column between them."""
    return RIGHT if column > Column.DIFFERENCE else LEFT


class PairModel(RowsModel):
    """Items and values of both sides, and the difference between them."""

    columns = len(Column)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._only_differences = False
        self.paired: ComparisonTree | None = None
        self._pair_rows: PairRows | None = None

    def show(self, paired: ComparisonTree | None) -> None:
        """Rows keep their place and state if only the hidden differences change."""
        before, self.paired = self.paired, paired
        is_same = before and paired and before.comparison.pairs is paired.comparison.pairs
        if is_same and not self._only_differences:
            self._choose_rows()
            # dataChanged cannot cover a tree; an empty layout change repaints the visible rows.
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
        self._use_rows(None)
        self._pair_rows = None
        if (paired := self.paired) is not None:
            pick = paired.differences if self._only_differences else AllRows(paired.outline)
            rows = Rows(paired.outline, pick)
            self._use_rows(rows)
            self._pair_rows = PairRows(paired, rows)

    # --- where a row is -------------------------------------------------------------------

    def pair(self, index: AnyIndex) -> int | None:
        """The pair of a row; None for a group, a bucket or no row."""
        return self.pair_of(self.key(index))

    def pair_of(self, key: int) -> int | None:
        return None if key == ROOT or is_group(key) or is_bucket(key) else node_of(key)

    def stretch(self, key: int) -> RowRange:
        """The position of a row among all."""
        if self.paired is None or self._rows is None:
            return RowRange(0, 0)
        visual_order = self.paired.visual_order
        if not is_bucket(key):
            return visual_order.stretch(key)
        ends = (self._rows.child(key, row) for row in (0, self._rows.count(key) - 1))
        first, last = map(visual_order.stretch, ends)
        return RowRange(first.begin, last.end)

    def leads_on(self, index: AnyIndex) -> bool:
        """Whether there is a difference below a row."""
        if self.paired is None:
            return False
        key = self.key(index)
        begin, end = self.stretch(key)
        # A bucket has the position of its first row.
        places = self.paired.places
        number = self.paired.following(begin - is_bucket(key), forward=True)
        return number < len(places) and places[number] < end

    def has_rows_below(self, key: int) -> bool:
        """Answered without laying out the values below a pair, if all of them are shown."""
        pair = self.pair_of(key)
        if pair is None:  # a group or a bucket, which is never empty
            return key != ROOT or super().has_rows_below(key)
        if self.paired is None:
            return False
        differences = self.paired.differences
        if self._only_differences and not differences.is_whole(pair):
            return bool(differences.children(pair))
        return self.paired.outline.table.has_children(pair)

    # --- for the views -----------------------------------------------------------------------

    def is_gap(self, index: AnyIndex, side: int) -> bool:
        """Whether a side of the row is empty."""
        return self._pair_rows is not None and self._pair_rows.of(self.key(index)).gaps[side]

    def tone(self, index: AnyIndex) -> ColourRole | None:
        """The colour of the row's kind of change; None for no change or a hidden one."""
        if self._pair_rows is None:
            return None
        row = self._pair_rows.of(self.key(index))
        return row.own.tone if row.own is not None and row.kind is not None else None

    def marks(self, index: AnyIndex, side: int) -> MarkedText | None:
        """The value of a changed row with the differing parts; None if it is shown without
        marks."""
        return None if self._pair_rows is None else self._pair_rows.marks(self.key(index), side)

    # --- what a cell shows ----------------------------------------------------------------

    def title(self, column: int) -> str:
        if column == Column.DIFFERENCE:
            return self.tr("Difference")
        return self.tr("Item") if column in ITEMS else self.tr("Value")

    def cell(self, index: AnyIndex) -> Cell:
        if self._pair_rows is None:
            return Cell()
        row, column = self._pair_rows.of(self.key(index)), index.column()
        if column == Column.DIFFERENCE:
            cell = badge_cell(row.closed) if row.closed else Cell()
            return cell if row.kind else cell._replace(font=TextStyle.BODY)
        if column in ITEMS:
            return Cell(
                row.names[side_of(column)], TextStyle.HEADING if row.is_group else TextStyle.BODY
            )
        # both sides use the same font
        value = row.values[side_of(column)]._replace(mono=row.is_mono)
        return value_cell(value, is_group=row.is_group)

    def tip(self, index: AnyIndex) -> str:
        column = index.column()
        text = self.cell(index).text or ""
        if column in ITEMS:
            return item_tip(text)
        marks = None if column == Column.DIFFERENCE else self.marks(index, side_of(column))
        return marks.text if marks else text

    def spoken(self, index: AnyIndex) -> str:
        return self._pair_rows.spoken(self.key(index)) if self._pair_rows is not None else ""

    def own_data(self, index: AnyIndex, role: int) -> Any:
        if self._pair_rows is None:
            return None
        row, column = self._pair_rows.of(self.key(index)), index.column()
        if role == COUNT_ROLE and column in ITEMS:
            return row.counts[side_of(column)]
        if role == OPEN_ROLE and column == Column.DIFFERENCE:
            return row.own.word if row.own else ""
        return None
