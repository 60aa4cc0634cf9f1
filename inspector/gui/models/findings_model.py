"""The findings as a flat list for Qt, worst first; rows are handed out by the thousand."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.gui.models import signs
from inspector.gui.models.text import clip, whole
from inspector.gui.models.tree_model import AnyIndex
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.verify.result import Result

RESULT, CHECK, WHERE, SAYS = range(4)
_BATCH = 1_000
_NO_INDEX = QModelIndex()


class FindingsModel(QAbstractTableModel):
    """Results that are not passes."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._results: tuple[Result, ...] = ()
        self._shown = 0

    def show(self, results: tuple[Result, ...]) -> None:
        self.beginResetModel()
        self._results = results
        self._shown = min(_BATCH, len(results))
        self.endResetModel()

    def result(self, row: int) -> Result:
        return self._results[row]

    @property
    def total(self) -> int:
        return len(self._results)

    def show_up_to(self, row: int) -> None:
        """See that ``row`` has been handed out."""
        while row >= self._shown and self.canFetchMore():
            self.fetchMore()

    # --- Qt's interface -------------------------------------------------------------------

    def canFetchMore(self, parent: AnyIndex = _NO_INDEX) -> bool:  # noqa: N802
        return not parent.isValid() and self._shown < len(self._results)

    def fetchMore(self, parent: AnyIndex = _NO_INDEX) -> None:  # noqa: N802
        if not self.canFetchMore(parent):
            return
        end = min(self._shown + _BATCH, len(self._results))
        self.beginInsertRows(QModelIndex(), self._shown, end - 1)
        self._shown = end
        self.endInsertRows()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = self.tr("Result"), self.tr("Check"), self.tr("Where"), self.tr("What it says")
            return titles[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result = self._results[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(result, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(_text(result, column) for column in (RESULT, CHECK, WHERE, SAYS))
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(_FONTS[index.column()])
        if index.column() == RESULT:
            return self._sign_data(result, role)
        return None

    def _sign_data(self, result: Result, role: int) -> Any:
        sign = signs.of_result(result)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(sign.tone)
        return None


_FONTS = {RESULT: Text.WORD, CHECK: Text.BODY, WHERE: Text.MONO, SAYS: Text.BODY}


def _text(result: Result, column: int) -> str:
    if column == RESULT:
        return signs.of_result(result).word
    if column == CHECK:
        return result.id
    if column == WHERE:
        return clip(result.path, 200) or translate("Findings", "the document")
    return whole(result.message)
