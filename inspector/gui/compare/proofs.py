"""The proofs that changed: the worst in a row, as many as fit, and all of them in a dialog."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.compare.proofs import Proof
from inspector.gui.compare import proofs_model
from inspector.gui.compare.head import NarrowProgress
from inspector.gui.compare.proofs_model import (
    CHECK,
    LEFT,
    LEFT_PLACE,
    RIGHT,
    RIGHT_PLACE,
    ProofLine,
    ProofLines,
    ProofsModel,
)
from inspector.gui.document.copied import CopiedPart
from inspector.gui.document.rows_view import ROW_HEIGHT, RowsDelegate, paint_selection_mark
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import FittedWidget, FlowLayout, Hairline, h_box, v_box
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel

_ARROW = "→"


class ProofView(QWidget):
    """Shows a ``ProofLine``."""

    def __init__(self, theme: Theme, line: ProofLine) -> None:
        super().__init__()
        self._theme = theme
        row = h_box(spacing=8)
        self._add(row, line.left)
        row.addWidget(Label(theme, TextStyle.BODY, ColourRole.MUTED, _ARROW))
        self._add(row, line.right)
        row.addStretch()
        v_box(Label(theme, TextStyle.LABEL, ColourRole.TEXT, line.name), row, on=self, spacing=4)
        self.setAccessibleName(line.spoken)

    def _add(self, row: QHBoxLayout, sign: StatusBadge | None) -> None:
        if sign is None:
            word = proofs_model.word(None)
            row.addWidget(Label(self._theme, TextStyle.WORD, ColourRole.MUTED, word))
            return
        label = SignLabel(self._theme)
        row.addWidget(label)
        label.show_sign(sign)


_EDGE = 24
_GAP = 24
_BETWEEN = 16
_NARROW = 1_000


class ProofsRow(FittedWidget):
    """Shows ``ProofLines``; in a narrow window they are below the heading.

    Those that do not fit are counted. The verdict and both axes always fit, if necessary on a
    second line.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = proofs_model.NO_LINES
        self._views: list[ProofView] = []
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.heading = Label(theme, TextStyle.HEADING)
        self.order = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.progress = NarrowProgress(theme)
        self.progress.cancel.hide()
        self.more = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.button = QPushButton(self.tr("All checks…"))
        self.button.setProperty("flat", True)
        self._build()
        self.clear()

    def clear(self) -> None:
        """Nothing is known yet."""
        self.heading.setText(self.tr("Proofs that changed"))
        self.progress.start()
        self._show(proofs_model.NO_LINES, self.tr("being checked"))

    def show_lines(self, lines: ProofLines) -> None:
        self.progress.stop()
        self._show(lines, self.tr("worst first") if len(lines.lines) > 1 else "")
        self.button.setAccessibleName(f"{self.button.text()} {proofs_model.count(lines)}")
        changed, unchanged = (
            self.tr("Proofs that changed"),
            self.tr("No check has another result on the other side."),
        )
        self.heading.setText(changed if lines.total else unchanged)

    def _show(self, lines: ProofLines, order: str) -> None:
        self._lines = lines
        self.order.setText(order)
        self.order.setVisible(bool(order))
        for view in self._views:
            view.hide()
            view.deleteLater()
        self._views = [ProofView(self._theme, line) for line in lines.lines]
        self._flow.fill(self._views)
        self.button.setVisible(bool(lines.proofs))
        self.fit()

    def _build(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.addWidget(self.heading)
        self._head.addWidget(self.order)
        self._rule = Hairline(self._theme, vertical=True)
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=_GAP, line_gap=6)
        self._line = h_box(self._head, self._rule, self._box, spacing=_BETWEEN)
        self._line.addWidget(self.progress, 1)
        self._line.addStretch()
        self._line.addWidget(self.more)
        self._line.addWidget(self.button)
        self._column = v_box(self._line, on=self, spacing=6, edges=(_EDGE, 8, _EDGE, 8))

    def fit(self) -> None:
        is_below = self.width() < self._theme.pixels(_NARROW)
        self._place(is_below=is_below)
        shown = self._count_fitting(is_below=is_below)
        for place, view in enumerate(self._views):
            view.setVisible(place < shown)
        more = proofs_model.more(self._lines, shown)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self._box.setVisible(bool(self._views))
        self._flow.invalidate()
        self._box.updateGeometry()
        super().fit()

    def _count_fitting(self, *, is_below: bool) -> int:
        """How many fit; only the verdict and the axes may begin a line."""
        room = self.width() - 2 * _EDGE
        if not is_below:
            parts = (self._head.sizeHint(), self._rule.sizeHint(), self.button.sizeHint())
            room -= sum(part.width() for part in parts) + 3 * _BETWEEN
        if (count := self._count_in(room)) == len(self._views) or is_below:
            return count
        words = proofs_model.more(self._lines, 0)
        return self._count_in(room - self.more.fontMetrics().horizontalAdvance(words) - _BETWEEN)

    def _count_in(self, room: int) -> int:
        right = 0
        for place, view in enumerate(self._views):
            width = view.sizeHint().width()
            if right and right + width > room:
                if place >= self._lines.axes:
                    return place
                right = 0
            right += width + _GAP
        return len(self._views)

    def _place(self, *, is_below: bool) -> None:
        self._rule.setVisible(bool(self._views) and not is_below)
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.LeftToRight if is_below else directions.TopToBottom)
        self._head.setSpacing(8 if is_below else 4)
        if is_below == (self._column.indexOf(self._box) >= 0):
            return
        if is_below:
            self._line.removeWidget(self._box)
            self._column.addWidget(self._box)
        else:
            self._column.removeWidget(self._box)
            self._line.insertWidget(self._line.indexOf(self._rule) + 1, self._box)


# --- all of them in a table: rows of one height, so that a hundred thousand cost nothing --------


_STATUSES = (LEFT, RIGHT)
_STATUS_WIDTH = 116
_PADDING = 16
_PLACES = (LEFT_PLACE, RIGHT_PLACE)
_LEAST_PLACE = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProofsTable(QTableView):
    """Whole rows are selected; the current cell determines the side."""

    place_wanted = Signal(str, bool)
    """A JSON Pointer, and whether it is one of the left document."""
    copied = Signal(CopiedPart, bool, str)

    def __init__(self, theme: Theme, lines: ProofLines) -> None:
        super().__init__()
        proofs = lines.proofs
        self._sides = lines.sides
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
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy_row(is_markdown=False)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show in the trees"), lambda: self._show_place(index))
        menu.addSeparator()
        menu.addAction(self.tr("Copy row"), lambda: self._copy_row(is_markdown=False))
        menu.addAction(self.tr("Copy row as Markdown"), lambda: self._copy_row(is_markdown=True))
        menu.popup(event.globalPos())

    def _copy_row(self, *, is_markdown: bool) -> None:
        if (line := self._model.copied(self.currentIndex())) is not None:
            self.copied.emit(
                CopiedPart("", (line, *self._sides)), is_markdown, self.tr("Copied the row.")
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both places share the remaining width, and scroll if that is too small."""
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
        metrics = QFontMetrics(self._theme.font(TextStyle.BODY))
        widest = max(map(metrics.horizontalAdvance, {proof.id for proof in proofs}), default=0)
        self.setColumnWidth(CHECK, widest + self._theme.pixels(_PADDING))

    def _show_place(self, index: QModelIndex) -> None:
        if (place := self._model.place(index)) is not None:
            self.place_wanted.emit(*place)


class _ProofsDelegate(RowsDelegate):
    """Paints the mark of the selected row and a ring around the current cell."""

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

_SIZE = (1_080, 620)


class ProofsDialog(QDialog):
    """Shows the proofs of ``ProofLines``; it stays open while the user goes through them."""

    def __init__(self, theme: Theme, lines: ProofLines, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Checks that changed"))
        self.table = ProofsTable(theme, lines)
        said = self.tr("Enter or a double click shows the place in the trees.")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = v_box(
            Label(theme, TextStyle.TITLE, ColourRole.TEXT, proofs_model.count(lines)).wrap(),
            Label(theme, TextStyle.BODY, ColourRole.MUTED, said).wrap(),
            on=self,
            spacing=8,
            edges=(_EDGE, 16, _EDGE, 16),
        )
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        wanted = QSize(*(theme.pixels(edge) for edge in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
