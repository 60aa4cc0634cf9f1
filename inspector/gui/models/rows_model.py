"""Rows for Qt: a thin adapter over ``Rows``, which a model of a document or of a comparison fills.

An index carries an integer and nothing else; what a cell shows is computed when it is painted.
"""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.gui.models.rows import ROOT, Rows

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class RowsModel(QAbstractItemModel):
    """Indexes, parents and counts; empty until ``_rows`` is set while the model is reset."""

    columns = 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None

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
        if self._rows is None or row < 0 or not 0 <= column < self.columns or parent.column() > 0:
            return QModelIndex()
        try:
            return self.createIndex(row, column, self._rows.child(self.key(parent), row))
        except IndexError:
            return QModelIndex()

    def sibling(self, row: int, column: int, idx: AnyIndex) -> QModelIndex:
        """A cell of the same row is known without a look above it, and asked for all the time."""
        if row == idx.row() and 0 <= column < self.columns:
            return self.createIndex(row, column, int(idx.internalId()))
        return super().sibling(row, column, idx)

    def parent(self, index: AnyIndex = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or self._rows is None:
            return QModelIndex()
        key = self._rows.parent(self.key(index))
        return QModelIndex() if key == ROOT else self.createIndex(self._rows.row(key), 0, key)

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
