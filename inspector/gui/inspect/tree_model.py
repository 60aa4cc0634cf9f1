"""The tree of one document: item, value and result."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from inspector.gui.document import rows
from inspector.gui.document.document_model import (
    ITEM,
    VALUE,
    DocumentModel,
    join_spoken,
)
from inspector.gui.document.labels import ValueSummary
from inspector.gui.document.notes import NO_NOTES, PlacedNotes
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.rows import Outline, RowFilter
from inspector.gui.document.summary import kind_and_version
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import plural
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import AnyIndex, Cell, badge_cell
from inspector.gui.widgets.signs import StatusBadge
from inspector.notes.notes import Note
from inspector.tree.nodes import NodeTable

RESULT = VALUE + 1
NOTES_ROLE = Qt.ItemDataRole.UserRole + 1
"""The number of notes on a row's value, and on its descendants."""


class TreeModel(DocumentModel):
    """Item, value and result of every row; empty until a document is shown."""

    columns = RESULT + 1

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._checked: Checked | None = None
        self._only_problems = False
        self._cause = -1
        """The node of the value that explains the failures."""
        self._notes = NO_NOTES

    def show_document(self, opened: Opened | None) -> None:
        self.beginResetModel()
        self._opened, self._checked, self._signed_by, self._cause = opened, None, "", -1
        self._choose_rows()
        self.endResetModel()

    def show_results(self, checked: Checked) -> None:
        """Fill in the results; rows do not move unless only problems are shown."""
        self._signed_by = checked.signed_by
        cause, table = checked.overview.cause, checked.opened.table
        self._cause = -1 if cause is None else table.nearest(cause.pointer)[0]
        if self._only_problems:
            self.beginResetModel()
            self._checked = checked
            self._choose_rows()
            self.endResetModel()
        else:
            self._checked = checked
            # dataChanged cannot cover a tree; an empty layout change repaints the visible rows.
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()

    def show_notes(self, notes: PlacedNotes) -> None:
        """Mark the values that have notes."""
        self._notes = notes
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def take_back_results(self) -> None:
        """Show no result; the rows stay."""
        self._checked, self._signed_by, self._cause = None, "", -1
        self.layoutAboutToBeChanged.emit()
        self.layoutChanged.emit()

    def show_only_problems(self, only: bool) -> None:
        if only and self._only_problems and self._checked is None:
            return  # other problems count, and which these are is not known before the results
        self.beginResetModel()
        self._only_problems = only
        self._choose_rows()
        self.endResetModel()

    @property
    def has_whole(self) -> bool:
        """Not among problems only, since the document itself is none."""
        return not self._only_problems

    def index_of_node(self, node: int) -> QModelIndex:
        return super().index_of_node(node) if node else self.index_of(rows.WHOLE)

    def name(self, key: int) -> str:
        return self.tr("Overview") if key == rows.WHOLE else super().name(key)

    def value(self, key: int) -> ValueSummary:
        if key != rows.WHOLE or self._opened is None:
            return super().value(key)
        document = self._opened.document
        return ValueSummary(kind_and_version(document.kind, document.value), faint=True)

    def pick(self, outline: Outline[NodeTable]) -> RowFilter:
        if self._only_problems and self._checked is not None:
            return self._checked.problems
        return super().pick(outline)

    def title(self, column: int) -> str:
        return self.tr("Result") if column == RESULT else super().title(column)

    def cell(self, index: AnyIndex) -> Cell:
        if index.column() != RESULT:
            return super().cell(index)
        sign = self.sign(self.key(index))
        return badge_cell(sign) if sign else Cell()

    def tip(self, index: AnyIndex) -> str:
        if index.column() == RESULT:
            return ""
        notes = self._notes_at(self.key(index)) if index.column() == ITEM else ()
        return "  ·  ".join(" ".join(one.text.split()) for one in notes) or super().tip(index)

    def spoken(self, index: AnyIndex) -> str:
        sign = self.sign(self.key(index))
        here, below = self.own_data(index, NOTES_ROLE) if index.column() == ITEM else (0, 0)
        return join_spoken(
            sign.word if sign else "",
            super().spoken(index),
            plural("Notes", "%n note", "%n notes", here) if here else "",
            plural("Notes", "%n note under it", "%n notes under it", below) if below else "",
        )

    def own_data(self, index: AnyIndex, role: int) -> Any:
        if role != NOTES_ROLE or index.column() != ITEM:
            return super().own_data(index, role)
        key, notes = self.key(index), self._notes
        if rows.is_bucket(key):
            return 0, 0
        if rows.is_group(key):
            return 0, notes.in_group.get(key, 0)
        below = 0 if key == rows.WHOLE else notes.below.get(rows.node_of(key), 0)
        return len(self._notes_at(key)), below

    def _notes_at(self, key: int) -> tuple[Note, ...]:
        if rows.is_bucket(key) or rows.is_group(key):
            return ()
        return self._notes.at.get(rows.node_of(key), ())

    def sign(self, key: int) -> StatusBadge | None:
        """The result of a row: its own for a leaf, else the worst under it with its number."""
        if self._checked is None or rows.is_bucket(key):
            return None
        if key == rows.WHOLE:
            return signs.of_verdict(self._checked.report.verdict)
        if rows.is_group(key):
            return signs.of_branch(self._checked.tallies[key])
        node = rows.node_of(key)
        if node == self._cause:
            return signs.cause()
        own = self._checked.node_results.own(node)
        tally = self._checked.node_results.tally(node)
        if len(own) == sum(tally) and (len(own) == 1 or tally.passed < len(own)):
            if node and all(result.id == "document.unknown" for result in own):
                return signs.not_known()
            return signs.of_results(own)
        return signs.of_branch(tally)
