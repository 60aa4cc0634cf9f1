"""The cells of lists, tables and trees as plain values, and a mixin that answers Qt from them."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple

AnyIndex = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_DISPLAY, _DECORATION = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.DecorationRole)
_FONT, _FOREGROUND = int(Qt.ItemDataRole.FontRole), int(Qt.ItemDataRole.ForegroundRole)
_PAINTED = frozenset({_DISPLAY, _DECORATION, _FONT, _FOREGROUND})


class Cell(NamedTuple):
    """What is painted in a cell; of ``badge`` only the icon."""

    text: str | None = None
    font: TextStyle = TextStyle.BODY
    colour: ColourRole = ColourRole.TEXT
    badge: StatusBadge | None = None

    def data(self, theme: Theme, role: int) -> Any:
        if role == _DISPLAY:
            return self.text
        if role == _FONT:
            return theme.font(self.font)
        if role == _FOREGROUND:
            return theme.colour(self.colour)
        return theme.icon(self.badge.icon, self.badge.tone) if self.badge else None


def badge_cell(badge: StatusBadge) -> Cell:
    """Icon and word in the colour of the outcome."""
    return Cell(badge.word, TextStyle.WORD, badge.tone, badge)


class CellModel:
    """Answers Qt, which asks for each role of a cell separately. Put it before Qt's model in the
    bases.

    Tooltips and spoken texts are computed only when asked for.
    """

    columns = 1
    _theme: Theme

    def title(self, column: int) -> str:
        """The header of a column."""
        return ""

    def cell(self, index: AnyIndex) -> Cell:
        raise NotImplementedError

    def tip(self, index: AnyIndex) -> str:
        """The unescaped tooltip; "" if there is none."""
        return ""

    def spoken(self, index: AnyIndex) -> str:
        """The text of a cell for screen readers."""
        return self.cell(index).text or ""

    def own_data(self, index: AnyIndex, role: int) -> Any:
        """Data for the roles of the program's own delegates."""
        return None

    # --- Qt's interface -------------------------------------------------------------------

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return self.columns

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in _PAINTED:
            return self.cell(index).data(self._theme, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self.tip(index)
            return tooltip(tip) if tip else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return self.own_data(index, role) if role >= Qt.ItemDataRole.UserRole else None

    def multiData(self, index: AnyIndex, span: Any) -> None:
        """Fill in all that is painted of a cell; otherwise Qt calls ``data`` for each role.

        ``span`` is a QModelRoleDataSpan.
        """
        cell = self.cell(index)
        for place in range(len(span)):
            one = span[place]
            role = one.role()
            is_painted = role in _PAINTED
            one.setData(cell.data(self._theme, role) if is_painted else self.data(index, role))
