"""The table of checks that changed: rows of one height, so that a hundred thousand cost nothing."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.compare.proofs import Proof
from inspector.gui.compare import proofs_model
from inspector.gui.compare.proofs_model import (
    CHECK,
    LEFT,
    LEFT_PLACE,
    RIGHT,
    RIGHT_PLACE,
    ProofLines,
    ProofsModel,
)
from inspector.gui.document.rows_view import ROW_HEIGHT, RowsDelegate, paint_selection_mark
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.text import Label

_STATUSES = (LEFT, RIGHT)
_STATUS_WIDTH = 116
_PADDING = 16
_PLACES = (LEFT_PLACE, RIGHT_PLACE)
_LEAST_PLACE = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProofsTable(QTableView):
    """Whole rows are selected; the current cell says which side of the row is meant."""

    place_wanted = Signal(str, bool)

    def __init__(self, theme: Theme, proofs: tuple[Proof, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._model = ProofsModel(theme, proofs, self)
        self.setModel(self._model)
        self.setItemDelegate(_ProofsDelegate(theme, self))
        self.setAccessibleName(self.tr("Checks that changed, worst first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(ROW_HEIGHT))
        self._build_header(proofs)
        self.doubleClicked.connect(self._show_place)
        theme.changed.connect(self.viewport().update)
        if proofs:
            self.setCurrentIndex(self._model.index(0, CHECK))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._show_place(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both places share what the others leave, and scroll where that is little."""
        super().resizeEvent(event)
        taken = sum(self.columnWidth(column) for column in (CHECK, *_STATUSES))
        width = (self.viewport().width() - taken) // len(_PLACES)
        for column in _PLACES:
            self.setColumnWidth(column, max(self._theme.pixels(_LEAST_PLACE), width))

    def _build_header(self, proofs: tuple[Proof, ...]) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Columns"))
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in _STATUSES:
            self.setColumnWidth(column, self._theme.pixels(_STATUS_WIDTH))
        metrics = QFontMetrics(self._theme.font(Text.BODY))
        widest = max(map(metrics.horizontalAdvance, {proof.id for proof in proofs}), default=0)
        self.setColumnWidth(CHECK, widest + self._theme.pixels(_PADDING))

    def _show_place(self, index: QModelIndex) -> None:
        if (place := self._model.place(index)) is not None:
            self.place_wanted.emit(*place)


class _ProofsDelegate(RowsDelegate):
    """The mark of the selected row, and a ring around the cell that the keyboard speaks to."""

    def __init__(self, theme: Theme, view: ProofsTable) -> None:
        super().__init__(theme, view, frozenset(_PLACES))
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        current = self._view.currentIndex()
        if index.row() != current.row():
            return
        painter.save()
        if index.column() == CHECK:
            paint_selection_mark(painter, self._theme, option.rect, None)
        if index.column() == current.column() and self._view.hasFocus():
            painter.setPen(self._theme.colours.accent)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


# --- the dialog with the table ------------------------------------------------------------------

_EDGE = 24
_SIZE = (1_080, 620)


class ProofsDialog(QDialog):
    """Shows the proofs of ``ProofLines``; it stays open, so that one after the other is seen."""

    place_wanted = Signal(str, bool)
    """A JSON Pointer, and whether it leads into the left document."""

    def __init__(self, theme: Theme, lines: ProofLines, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Checks that changed"))
        self.table = ProofsTable(theme, lines.proofs)
        self.table.place_wanted.connect(self.place_wanted)
        said = self.tr("Enter or a double click shows the place in the trees.")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 16)
        layout.setSpacing(8)
        layout.addWidget(
            Label(theme, Text.TITLE, ColourRole.TEXT, proofs_model.count(lines)).wrap()
        )
        layout.addWidget(Label(theme, Text.BODY, ColourRole.MUTED, said).wrap())
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        wanted = QSize(*(theme.pixels(edge) for edge in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
