"""The Qt model of the keys: three groups by standing with the keys below them."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from inspector.gui.document import key_text
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel
from inspector.gui.widgets.plain_text import clip
from inspector.jobs.trust_store import KeyList
from inspector.verify.trust import KnownKey, Standing

GROUPS = (Standing.TRUSTED, Standing.UNKNOWN, Standing.DISTRUSTED)
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The second line of a key: its standing and the beginning of its fingerprint."""

_LONGEST = 80
_GROUP_ID = 0


class KeyModel(CellModel, QAbstractItemModel):
    """The index of a group has the id 0, that of a key the number of its group, from 1."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[tuple[KnownKey, ...]] = [() for _ in GROUPS]

    def show(self, listed: KeyList) -> None:
        self.beginResetModel()
        self._groups = [listed.of(standing) for standing in GROUPS]
        self.endResetModel()

    def known(self, index: AnyIndex) -> KnownKey | None:
        """The key of a row; None for a group."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1][index.row()]

    def place(self, raw: bytes) -> QModelIndex:
        """The row of the key with these bytes; invalid if there is none."""
        for group, keys in enumerate(self._groups):
            for row, known in enumerate(keys):
                if known.key.raw == raw:
                    return self.createIndex(row, 0, group + 1)
        return QModelIndex()

    def place_of(self, fingerprint: str) -> QModelIndex:
        """The row of the key with this fingerprint."""
        everything = (known.key for keys in self._groups for known in keys)
        key = next((key for key in everything if key.fingerprint == fingerprint), None)
        return QModelIndex() if key is None else self.place(key.raw)

    def first(self) -> QModelIndex:
        """The row of the first key."""
        group = next((group for group, keys in enumerate(self._groups) if keys), None)
        return QModelIndex() if group is None else self.createIndex(0, 0, group + 1)

    # --- Qt's interface -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        if not parent.isValid():
            return len(GROUPS)
        return len(self._groups[parent.row()]) if parent.internalId() == _GROUP_ID else 0

    def cell(self, index: AnyIndex) -> Cell:
        if (known := self.known(index)) is None:
            return Cell(key_text.group_title(GROUPS[index.row()]), TextStyle.HEADING)
        name = clip(key_text.name(known.key), _LONGEST)
        return Cell(name, TextStyle.WORD, badge=key_text.sign(known.standing))

    def tip(self, index: AnyIndex) -> str:
        if (known := self.known(index)) is None:
            return ""
        return f"{key_text.name(known.key)}, {key_text.spaced(known.key)}"

    def spoken(self, index: AnyIndex) -> str:
        text = self.cell(index).text
        if (known := self.known(index)) is None:
            return f"{text}, {number(len(self._groups[index.row()]))}"
        return f"{text}, {key_text.sign(known.standing).word}, {key_text.spaced(known.key)}"

    def own_data(self, index: AnyIndex, role: int) -> Any:
        if (known := self.known(index)) is None:
            return len(self._groups[index.row()]) if role == COUNT_ROLE else None
        word = key_text.sign(known.standing).word
        return f"{word}  {key_text.beginning(known.key)}" if role == LINE_ROLE else None
