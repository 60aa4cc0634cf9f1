"""The list as a table for Qt: rows are chosen by their boxes, and filtered by a text."""

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from inspector.gui.contents import contents_text
from inspector.gui.contents.listing import EntryRow
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell

NAME, LOOKS, SIZE, TITLE, VERDICT = range(5)


class ContentsModel(CellModel, QAbstractTableModel):
    """Names, types, sizes, titles and verdicts."""

    columns = 5
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[EntryRow] = []
        self._shown: list[int] = []
        self._chosen: set[int] = set()
        self._wanted = ""

    def show(self, rows: tuple[EntryRow, ...]) -> None:
        """Another list; none of it is chosen."""
        self.beginResetModel()
        self._rows = list(rows)
        self._chosen.clear()
        self._shown = self._holding(self._wanted)
        self.endResetModel()
        self.chosen_changed.emit()

    def put(self, place: int, rows: tuple[EntryRow, ...]) -> None:
        """Fill in what was found of the rows from ``place`` on."""
        self._rows[place : place + len(rows)] = rows
        first = bisect_left(self._shown, place)
        end = bisect_left(self._shown, place + len(rows))
        if first < end:  # Qt looks at each row that it is told of
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, self.columns - 1))

    def filter(self, text: str) -> None:
        """Show only what has ``text`` in its name, title or type."""
        self._wanted = text.casefold().strip()
        self.beginResetModel()
        self._shown = self._holding(self._wanted)
        self.endResetModel()

    def row(self, index: AnyIndex) -> EntryRow:
        return self._rows[self._shown[index.row()]]

    @property
    def chosen(self) -> list[EntryRow]:
        """In the order of the list, those too that a filter hides."""
        return [self._rows[place] for place in sorted(self._chosen)]

    @property
    def chosen_count(self) -> int:
        return len(self._chosen)

    def choose_shown(self) -> None:
        """Choose all that is shown; where that is chosen already, none of it."""
        shown = set(self._shown)
        self._chosen = self._chosen - shown if shown <= self._chosen else self._chosen | shown
        self.chosen_changed.emit()

    def _holding(self, text: str) -> list[int]:
        if not text:
            return list(range(len(self._rows)))
        return [place for place, row in enumerate(self._rows) if text in row.key]

    # --- what Qt asks ---------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def title(self, column: int) -> str:
        names = self.tr("Name"), self.tr("Looks like"), self.tr("Bytes"), self.tr("Title")
        return (*names, self.tr("Verdict"))[column]

    def cell(self, index: AnyIndex) -> Cell:
        row = self.row(index)
        match index.column():
            case 0:
                return Cell(contents_text.name(row), Text.MONO)
            case 1:
                return Cell(contents_text.looks_like(row), colour=_tone(row.verdict is not None))
            case 2:
                return Cell(number(row.entry.size), colour=ColourRole.MUTED)
            case 3:
                return Cell(contents_text.title(row), colour=_tone(row.is_title_proven))
        badge = contents_text.verdict(row)
        return Cell() if badge is None else badge_cell(badge)

    def tip(self, index: AnyIndex) -> str:
        row = self.row(index)
        if index.column() == VERDICT:
            return contents_text.why(row)
        if index.column() == LOOKS:
            return contents_text.looks_like(row)
        return row.entry.name if index.column() == NAME else ""

    def spoken(self, index: AnyIndex) -> str:
        if index.column() != NAME:
            return super().spoken(index)
        row = index.row()
        cells = (self.cell(self.index(row, column)).text for column in range(self.columns))
        return ", ".join(filter(None, cells))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            if not index.isValid() or index.column() != NAME:
                return None
            is_chosen = self._shown[index.row()] in self._chosen
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._chosen ^= {self._shown[index.row()]}
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True


def _tone(is_sure: bool) -> ColourRole:
    return ColourRole.TEXT if is_sure else ColourRole.MUTED
