"""The page for a source with several documents: choose which to open."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from inspector.errors import InspectorError, MemberAmbiguousError
from inspector.gui.contents import contents_model
from inspector.gui.contents.contents_model import LOOKS, NAME, SIZE, TITLE, VERDICT, ContentsModel
from inspector.gui.contents.listing import EntryRow, Listed, Listing
from inspector.gui.document.find_field import StepField
from inspector.gui.document.rows_view import RowsDelegate, RowsView
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.buttons import paint_box
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import Hairline, h_box, v_box
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.jobs.session import Session
from inspector.sources.contents import Contents

_EDGE = 24
_ICON = 40
_PAIR = 2
_ROWS_EDGE = 16
_WIDTHS = {NAME: 260, LOOKS: 190, SIZE: 90, VERDICT: 140}


class ContentsPage(QWidget):
    """Shows a ``Listing``, and says what the user wants opened or compared."""

    failed = Signal(object, InspectorError)
    """The source has no list."""

    def __init__(self, theme: Theme, runner: Runner, window: WindowActions) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self._source = ""
        self._can_open = True
        self.listing = Listing(runner, self)
        self.model = ContentsModel(theme, self)
        self.view = _ContentsView(theme)
        self.filter = StepField()
        self._icon = QLabel()
        self._headline = BreakingLabel(theme, TextStyle.VERDICT)
        self._about = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self._trouble = Label(theme, TextStyle.BODY).wrap()
        self._progress = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._bar = QProgressBar()
        self._counts = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._chosen = Label(theme, TextStyle.LABEL)
        self.compare = QPushButton(self.tr("Compare the two"))
        self.open = QPushButton()
        self._build()
        self._connect()
        self._draw()
        self._on_chosen()

    def show_source(
        self, source: str, session: Session, error: MemberAmbiguousError, *, can_open: bool
    ) -> None:
        """List the entries of ``source``, which ``error`` says are several.

        ``can_open``: one of them can be opened by itself.
        """
        self._source, self._can_open = source, can_open
        self.model.show(())
        self._headline.setText(self.tr("Several documents"))
        self._about.setText("")
        self._trouble.set_tone(ColourRole.TEXT)
        self._trouble.setVisible(not can_open)
        self._trouble.setText(
            self.tr("It can be read only once: save it as a file to open one of its documents.")
        )
        self._show_progress()
        self.listing.begin(source, session, _held(error))

    def close_list(self) -> None:
        """Cancel reading and release the rows."""
        self.listing.close()
        self.model.show(())

    # --- what is shown --------------------------------------------------------------------

    def _on_listed(self, listed: Listed) -> None:
        self.model.show(listed.rows)
        self._headline.setText(contents_model.headline(listed, self._source))
        self._about.setText(contents_model.about(listed))
        self.setAccessibleName(self._headline.text())
        self.view.setCurrentIndex(self.model.index(0, NAME))
        self._show_progress()
        if self.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self, place: int, rows: tuple[EntryRow, ...]) -> None:
        self.model.put(place, rows)
        self._show_progress()

    def _on_ended(self, error: InspectorError | None) -> None:
        if error is not None:
            self._trouble.set_tone(ColourRole.FAIL)
            self._trouble.setText(contents_model.ended_early(error))
            self._trouble.show()
        self._show_progress()
        self._bar.hide()

    def _show_progress(self) -> None:
        listing = self.listing
        self._progress.setText(contents_model.progress(listing))
        self._counts.setText(contents_model.counts(listing))
        self._bar.setVisible(listing.done < listing.total)
        self._bar.setRange(0, max(1, listing.total))
        self._bar.setValue(listing.done)

    # --- what is wanted -------------------------------------------------------------------

    def _wanted(self) -> list[EntryRow]:
        """What was chosen, or else the row that the keyboard speaks to."""
        if chosen := self.model.chosen:
            return chosen
        current = self.view.currentIndex()
        return [self.model.row(current)] if current.isValid() else []

    def _on_chosen(self) -> None:
        count = self.model.chosen_count
        self._chosen.setText(contents_model.chosen(count))
        self._chosen.setVisible(count > 0)
        self.open.setText(contents_model.open_words(count))
        is_any = count > 0 or self.view.currentIndex().isValid()
        self.open.setEnabled(self._can_open and is_any)
        self.compare.setEnabled(self._can_open and count == _PAIR)

    def _on_open(self) -> None:
        if self._can_open and (rows := self._wanted()):
            self._window.open_listed([row.entry.source for row in rows])

    def _on_activated(self, index: QModelIndex) -> None:
        """A double click is about its row, whatever was chosen."""
        if self._can_open:
            self._window.open_listed([self.model.row(index).entry.source])

    def _on_compare(self) -> None:
        left, right = (row.entry.source for row in self.model.chosen)
        self._window.compare(left, right)

    # --- parts ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        layout = v_box(
            self._head(),
            Hairline(self._theme),
            self._tools(),
            Hairline(self._theme),
            on=self,
            spacing=0,
        )
        self.view.setModel(self.model)
        rows = v_box(self.view, edges=(_ROWS_EDGE, 0, _ROWS_EDGE, 0))
        layout.addLayout(rows, 1)
        layout.addWidget(Hairline(self._theme))
        layout.addLayout(self._foot())
        self._size_columns()

    def _head(self) -> QHBoxLayout:
        words = v_box(self._headline, self._about, self._trouble, spacing=4)
        row = h_box(spacing=16, edges=(_EDGE, 16, _EDGE, 16))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _tools(self) -> QHBoxLayout:
        self.filter.setPlaceholderText(self.tr("Name, title or type"))
        self.filter.setAccessibleName(self.tr("Show only entries with this text"))
        self.filter.setMaximumWidth(self._theme.pixels(320))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(self._theme.pixels(120), self._theme.pixels(8))
        self._bar.setAccessibleName(self.tr("Progress"))
        row = h_box(spacing=12, edges=(_EDGE, 8, _EDGE, 8))
        row.addWidget(self.filter, 1)
        row.addStretch()
        for part in (self._counts, self._progress, self._bar):
            row.addWidget(part)
        return row

    def _foot(self) -> QHBoxLayout:
        hint = self.tr("Space chooses, Enter opens, Ctrl+A chooses all that are shown")
        self.open.setProperty("primary", True)
        row = h_box(self._chosen, spacing=12, edges=(_EDGE, 8, _EDGE, 8))
        row.addWidget(Label(self._theme, TextStyle.LABEL, ColourRole.MUTED, hint).wrap(), 1)
        row.addWidget(self.compare)
        row.addWidget(self.open)
        return row

    def _size_columns(self) -> None:
        header = self.view.header()
        header.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, self._theme.pixels(width))
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        listing = self.listing
        listing.listed.connect(self._on_listed)
        listing.found.connect(self._on_found)
        listing.ended.connect(self._on_ended)
        listing.failed.connect(lambda error: self.failed.emit(self._source, error))
        self.model.chosen_changed.connect(self._on_chosen)
        self.model.chosen_changed.connect(self.view.viewport().update)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.view.activated.connect(self._on_activated)
        self.view.all_wanted.connect(self.model.choose_shown)
        self.view.open_wanted.connect(self._on_open)
        self.filter.searched.connect(self.model.filter)
        self.filter.stepped.connect(lambda _: self.view.setFocus())
        self.open.clicked.connect(self._on_open)
        self.compare.clicked.connect(self._on_compare)
        self._theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("several", ColourRole.ACCENT, _ICON))


class _BoxDelegate(RowsDelegate):
    """Paints the check boxes as the theme's. A click on one toggles it; Qt's own way calls flags()
    for each of up to 100,000 rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        if index.column() == NAME:
            is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            painter.save()
            paint_box(painter, self._theme, self._box(option, index), on=is_on)
            painter.restore()

    def _box(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        indicator = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return full.widget.style().subElementRect(indicator, full, full.widget)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if (
            index.column() != NAME
            or not isinstance(event, QMouseEvent)
            or event.button() is not Qt.MouseButton.LeftButton
        ):
            return False
        if not self._box(option, index).contains(event.position().toPoint()):
            return False
        if event.type() is QEvent.Type.MouseButtonRelease:
            model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return True  # a double click on it must not open anything


class _ContentsView(RowsView):
    """Rows with check boxes; Ctrl+A is for all visible boxes, Enter opens the choice."""

    all_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setItemDelegate(_BoxDelegate(theme, self, frozenset({NAME})))
        self.setRootIsDecorated(False)
        self.setAccessibleName(self.tr("What the source holds"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # when a window is reactivated, the focus stays where it was
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            box = self.model().index(self.currentIndex().row(), NAME)
            self.model().setData(box, None, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)


def _held(error: MemberAmbiguousError) -> Contents | None:
    """The contents attached to the error, whose type the module of errors does not know."""
    return cast("Contents | None", error.held)
