"""The Qt model of a document's coverage: a tree with a column for each kind of signature."""

from PySide6.QtCore import QObject

from inspector.gui.coverage import coverage_table
from inspector.gui.coverage.coverage_detail import sign_of
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.document import rows
from inspector.gui.document.document_model import VALUE, DocumentModel, join_spoken
from inspector.gui.document.rows import Outline, RowFilter
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.cells import AnyIndex, Cell
from inspector.tree.covers import Share
from inspector.tree.nodes import NodeTable
from inspector.verify.format import Cover

RECEIPT, EVENT, BUNDLE, SIGNED = range(VALUE + 1, VALUE + 5)
_KINDS = {RECEIPT: Cover.RECEIPT, EVENT: Cover.EVENT, BUNDLE: Cover.BUNDLE}
_WIDEST_FIRST = (Cover.BUNDLE, Cover.EVENT, Cover.RECEIPT)
_NONE = "–"


class CoverageModel(DocumentModel):
    """Item, value, and which signatures cover it; empty until a document is shown."""

    columns = SIGNED + 1

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._table: CoverageTable | None = None
        self._filter = 0
        # Cached: a bucket has up to a thousand values to add up for each painted cell.
        self._buckets: dict[int, Share] = {}

    def show_table(self, table: CoverageTable | None) -> None:
        """Show a document with all its values, or none."""
        self.beginResetModel()
        self._table = table
        self._opened = table.opened if table else None
        self._signed_by = table.checked.signed_by if table else ""
        self._filter = 0
        self._choose_rows()
        self._buckets.clear()
        self.endResetModel()

    def show_filter(self, place: int) -> None:
        """Show the rows of the filter at index ``place`` of the table."""
        self.beginResetModel()
        self._filter = place
        self._choose_rows()
        self._buckets.clear()
        self.endResetModel()

    def pick(self, outline: Outline[NodeTable]) -> RowFilter:
        if self._table is None:
            return super().pick(outline)
        return self._table.filters[self._filter].pick

    def title(self, column: int) -> str:
        if column <= VALUE:
            return super().title(column)
        titles = self.tr("Receipt"), self.tr("Event"), self.tr("Bundle"), self.tr("Signed values")
        return titles[column - RECEIPT]

    def share(self, key: int) -> Share:
        """How much of a row is covered, by kind."""
        if self._table is None or self._rows is None:
            return Share()
        if rows.is_group(key):
            return self._table.groups[key]
        if rows.is_bucket(key):
            if key not in self._buckets:
                members = (self._rows.child(key, row) for row in range(self._rows.count(key)))
                nodes = map(rows.node_of, members)
                self._buckets[key] = self._table.covers.share_of(nodes)
            return self._buckets[key]
        return self._table.covers.share(rows.node_of(key))

    def words(self, key: int) -> str:
        """ "11 of 36", or whether a single value is signed."""
        share = self.share(key)
        if not share.leaves:
            return ""
        if self._is_leaf(key):
            return self.tr("signed") if share.covered else self.tr("nothing")
        return self.tr("{} of {}").format(number(share.covered), number(share.leaves))

    def cell(self, index: AnyIndex) -> Cell:
        key, column = self.key(index), index.column()
        if column <= VALUE:
            return super().cell(index)
        share = self.share(key)
        if column == SIGNED:
            badge = None if share.covered else coverage_table.cover_sign(None)
            font = TextStyle.WORD if share.covered else TextStyle.BODY
            return Cell(self.words(key), font, _tone(share), badge)
        badge = sign_of(share, _KINDS[column])
        return Cell(None if badge else _NONE, colour=ColourRole.MUTED, badge=badge)

    def tip(self, index: AnyIndex) -> str:
        if index.column() <= VALUE:
            return super().tip(index)
        return self._kind_spoken(index) if index.column() in _KINDS else ""

    def spoken(self, index: AnyIndex) -> str:
        """ "11 of 36 signed, payload, 7 members"; for columns of kinds, what they show."""
        if index.column() in _KINDS:
            return self._kind_spoken(index)
        key = self.key(index)
        words = self.words(key)
        if not self._is_leaf(key):
            words = self.tr("{} signed").format(words)
        return join_spoken(words, super().spoken(index))

    def _kind_spoken(self, index: AnyIndex) -> str:
        """ "receipt: 11 of 36 values"."""
        share, cover = self.share(self.key(index)), _KINDS[index.column()]
        return self.tr("{}: {} of {}").format(
            coverage_table.cover_sign(cover).word,
            number(share.by(cover)),
            coverage_table.values(share.leaves),
        )

    def _is_leaf(self, key: int) -> bool:
        """Whether a row is one value; its share is the same as that of a list with one value."""
        if self._opened is None or rows.is_group(key) or rows.is_bucket(key):
            return False
        return not self._opened.table.child_count(rows.node_of(key))


def _tone(share: Share) -> ColourRole:
    if not share.covered:
        return ColourRole.MUTED
    widest = (cover for cover in _WIDEST_FIRST if share.by(cover) == share.leaves)
    cover = next(widest, None)
    return ColourRole.TEXT if cover is None else coverage_table.cover_sign(cover).tone
