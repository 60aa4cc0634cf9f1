"""Rows for Qt: a thin adapter over ``Rows``, which a model of a document or of a comparison fills.

An index carries an integer and nothing else; what a cell shows is computed when it is painted.
"""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.gui.document.rows import ROOT, Rows

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_MOST_KEPT, _MOST_PARENTS = 64, 5_000


class RowsModel(QAbstractItemModel):
    """Indexes, parents and counts; empty until there are rows."""

    columns = 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None
        self._kept: dict[int, list[int]] = {}
        self._parents: dict[int, tuple[int, int]] = {}

    def _use_rows(self, rows: Rows | None) -> None:
        """Take other rows, while the model is reset."""
        self._rows = rows
        self._kept.clear()
        self._parents.clear()

    def title(self, column: int) -> str:
        """The header of a column."""
        raise NotImplementedError

    def key(self, index: AnyIndex) -> int:
        return int(index.internalId()) if index.isValid() else ROOT

    def index_of(self, key: int) -> QModelIndex:
        """The index of the row ``key``, invalid where it is not shown."""
        if self._rows is None or not self._rows.shows(key):
            return QModelIndex()
        return self.createIndex(self._rows.row(key), 0, key)

    # --- Qt's interface -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = _NO_INDEX) -> QModelIndex:
        # Not hasIndex(): that asks back twice, for each of a thousand rows that are opened.
        if self._rows is None or not 0 <= column < self.columns or parent.column() > 0:
            return QModelIndex()
        keys = self._keys(self._rows, self.key(parent))
        if not 0 <= row < len(keys):
            return QModelIndex()
        return self.createIndex(row, column, keys[row])

    def _keys(self, rows: Rows, parent: int) -> list[int]:
        """The rows under ``parent``, kept, since every view asks for each of them."""
        keys = self._kept.get(parent)
        if keys is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            keys = [rows.child(parent, row) for row in range(rows.count(parent))]
            self._kept[parent] = keys
        return keys

    def sibling(self, row: int, column: int, idx: AnyIndex) -> QModelIndex:
        """A cell of the same row is known without a look above it, and asked for all the time."""
        if row == idx.row() and 0 <= column < self.columns:
            return self.createIndex(row, column, int(idx.internalId()))
        return super().sibling(row, column, idx)

    def parent(self, index: AnyIndex = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or self._rows is None:
            return QModelIndex()
        key, row = self._above(self._rows, self.key(index))
        return QModelIndex() if key == ROOT else self.createIndex(row, 0, key)

    def _above(self, rows: Rows, key: int) -> tuple[int, int]:
        """The key and the row of what ``key`` stands under, kept: painting asks for it often."""
        found = self._parents.get(key)
        if found is None:
            if len(self._parents) >= _MOST_PARENTS:
                self._parents.clear()
            above = rows.parent(key)
            found = self._parents[key] = above, 0 if above == ROOT else rows.row(above)
        return found

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        if self._rows is None or parent.column() > 0:
            return 0
        return self._rows.count(self.key(parent))

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        return self.columns

    def hasChildren(self, parent: AnyIndex = _NO_INDEX) -> bool:  # noqa: N802
        return self.rowCount(parent) > 0

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return None
