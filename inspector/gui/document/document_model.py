"""The Qt models of a document's rows: thin adapters over ``Rows`` and ``Labels``.

All models of a document have the same rows, names and values; they differ in further columns.
"""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from inspector.gui.document import labels, rows
from inspector.gui.document.labels import ValueSummary
from inspector.gui.document.opened import Opened
from inspector.gui.document.rows import ROOT, AllRows, Outline, RowFilter, Rows
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, translate
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel
from inspector.tree.nodes import NodeTable

_MOST_KEPT, _MOST_BRANCHES, _MOST_PARENTS = 64, 5_000, 5_000


class RowsModel(CellModel, QAbstractItemModel):
    """Indexes, parents and counts; empty until there are rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None
        self._kept: dict[int, list[int]] = {}
        self._branches: dict[int, bool] = {}
        self._parents: dict[int, tuple[int, int]] = {}

    def _use_rows(self, rows: Rows | None) -> None:
        """Replace the rows while the model is being reset."""
        self._rows = rows
        self._kept.clear()
        self._branches.clear()
        self._parents.clear()

    def key(self, index: AnyIndex) -> int:
        return int(index.internalId()) if index.isValid() else ROOT

    def index_of(self, key: int) -> QModelIndex:
        """The index of the row ``key``; invalid if it is not shown."""
        if self._rows is None or not self._rows.shows(key):
            return QModelIndex()
        return self.createIndex(self._rows.row(key), 0, key)

    # --- Qt's interface -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        # Not hasIndex(), which calls back twice for each of a thousand rows.
        above = parent.internalId() if parent.isValid() else ROOT
        keys = self._kept.get(above)
        if keys is None:
            keys = self._keys(above)
        if 0 <= row < len(keys) and 0 <= column < self.columns and parent.column() <= 0:
            return self.createIndex(row, column, keys[row])
        return QModelIndex()

    def _keys(self, parent: int) -> list[int]:
        """The rows under ``parent``, cached, since every view asks for each of them."""
        if self._rows is None:
            return []
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        keys = self._kept[parent] = self._rows.children(parent)
        return keys

    def sibling(self, row: int, column: int, idx: AnyIndex) -> QModelIndex:
        """A cell of the same row needs no lookup of the parent; called very often."""
        if row == idx.row() and 0 <= column < self.columns:
            return self.createIndex(row, column, int(idx.internalId()))
        return super().sibling(row, column, idx)

    def parent(self, index: AnyIndex = NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or self._rows is None:
            return QModelIndex()
        key, row = self._above(self._rows, self.key(index))
        return QModelIndex() if key == ROOT else self.createIndex(row, 0, key)

    def _above(self, rows: Rows, key: int) -> tuple[int, int]:
        """The key and row of the parent of ``key``, cached, since painting asks for it often."""
        found = self._parents.get(key)
        if found is None:
            if len(self._parents) >= _MOST_PARENTS:
                self._parents.clear()
            above = rows.parent(key)
            found = self._parents[key] = above, 0 if above == ROOT else rows.row(above)
        return found

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        if self._rows is None or parent.column() > 0:
            return 0
        return self._rows.count(self.key(parent))

    def hasChildren(self, parent: AnyIndex = NO_INDEX) -> bool:
        """Cached, since every view asks for each opened row."""
        key = parent.internalId() if parent.isValid() else ROOT
        found = self._branches.get(key)
        if found is None:
            if len(self._branches) >= _MOST_BRANCHES:
                self._branches.clear()
            found = self._branches[key] = self.has_rows_below(key)
        return found and parent.column() <= 0

    def has_rows_below(self, key: int) -> bool:
        return self._rows is not None and self._rows.count(key) > 0


ITEM, VALUE = range(2)
COUNT_ROLE = Qt.ItemDataRole.UserRole
"""The number of children of a row, shown faintly after its name."""

_LONGEST_TIP = 120


class DocumentModel(RowsModel):
    """Item and value of every row; empty until a document is shown."""

    columns = 2

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opened: Opened | None = None
        self._signed_by = ""

    # --- for subclasses -------------------------------------------------------------------

    @property
    def has_whole(self) -> bool:
        """Whether the first row is the whole document."""
        return False

    def pick(self, outline: Outline[NodeTable]) -> RowFilter:
        """The filter for the rows shown."""
        return AllRows(outline)

    def title(self, column: int) -> str:
        return self.tr("Item") if column == ITEM else self.tr("Value")

    def cell(self, index: AnyIndex) -> Cell:
        key = self.key(index)
        if index.column() == ITEM:
            is_head = rows.is_group(key) or key == rows.WHOLE
            return Cell(self.name(key), TextStyle.HEADING if is_head else TextStyle.BODY)
        return value_cell(self.value(key), is_group=rows.is_group(key))

    def tip(self, index: AnyIndex) -> str:
        if index.column() == ITEM:
            return item_tip(self.name(self.key(index)))
        return self.value(self.key(index)).text

    def spoken(self, index: AnyIndex) -> str:
        key = self.key(index)
        return join_spoken(self.name(key), self.value(key).text)

    # --- where a row is -------------------------------------------------------------------

    def _choose_rows(self) -> None:
        """Build the rows again while the model is being reset."""
        self._use_rows(None)
        if self._opened is not None:
            outline = self._opened.outline
            self._use_rows(Rows(outline, self.pick(outline), has_whole=self.has_whole))

    def index_of_node(self, node: int) -> QModelIndex:
        """The row of a value, or of its nearest ancestor that is shown."""
        if self._opened is None:
            return QModelIndex()
        return self.index_of(self._opened.primary_rows.key(node))

    def node(self, index: AnyIndex) -> int | None:
        """The value of a row; None for a group, a bucket or no row."""
        key = self.key(index)
        if key == ROOT or rows.is_group(key) or rows.is_bucket(key):
            return None
        return rows.node_of(key)

    def group(self, index: AnyIndex) -> int | None:
        key = self.key(index)
        return key if rows.is_group(key) else None

    # --- what a cell shows ----------------------------------------------------------------

    def name(self, key: int) -> str:
        """The name of a row."""
        opened = self._opened
        if opened is None or self._rows is None:
            return ""
        if rows.is_bucket(key):
            first, last = self._rows.span(key)
            return self.tr("{} to {}").format(number(first), number(last))
        if rows.is_group(key):
            return translate("Groups", opened.outline.groups[key].name)
        return labels.name_of(opened.table, rows.node_of(key))

    def value(self, key: int) -> ValueSummary:
        """The value of a row in one line."""
        if self._opened is None or rows.is_bucket(key):
            return ValueSummary("")
        outline = self._opened.outline
        if rows.is_group(key):
            return labels.group_summary(outline.table, outline.groups[key], self._signed_by)
        return labels.value_of(outline.table, rows.node_of(key))

    def own_data(self, index: AnyIndex, role: int) -> Any:
        is_count = role == COUNT_ROLE and index.column() == ITEM
        return self._children(self.key(index)) if is_count else None

    def _children(self, key: int) -> int:
        if self._opened is None or rows.is_bucket(key) or key == rows.WHOLE:
            return 0
        outline = self._opened.outline
        if rows.is_group(key):
            return len(outline.groups[key].entries)
        return outline.table.child_count(rows.node_of(key))


def value_cell(value: ValueSummary, *, is_group: bool) -> Cell:
    is_faint = is_group or value.faint
    return Cell(
        value.text,
        TextStyle.MONO if value.mono else TextStyle.BODY,
        ColourRole.MUTED if is_faint else ColourRole.TEXT,
    )


def item_tip(name: str) -> str:
    """None for a short name, which is shown completely."""
    return name if len(name) > _LONGEST_TIP else ""


def join_spoken(*parts: str) -> str:
    """ "fail, content_sha256, 01bd32e0…": the parts that are not empty, with pauses between."""
    return ", ".join(part for part in parts if part)
