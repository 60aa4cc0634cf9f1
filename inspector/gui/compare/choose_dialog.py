"""The dialog *Compare with…*: the options for the current document, and what each asks first.

It fetches and opens nothing; it reports the choice once every question is answered.
"""

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from inspector.gui.compare.compare_options import (
    Ask,
    Choice,
    CompareOption,
    CompareOptions,
    Fetch,
    WithSource,
    source_option,
)
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.document.incoming import describe_typed
from inspector.gui.document.rows_view import paint_selection_mark
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.address_field import AddressField, Describe
from inspector.gui.widgets.dialogs import file_dialog
from inspector.gui.widgets.layouts import Hairline, ScrollPage, h_box, v_box
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.sources import SourceOptions

# --- one option: its title, a sentence below it, and a mark if it leads on ----------------------


class ChoiceRow(QAbstractButton):
    """A button of the full width. If it cannot be chosen, it is disabled and says why."""

    reached = Signal()
    """It got the keyboard focus."""

    def __init__(self, theme: Theme, option: CompareOption) -> None:
        super().__init__()
        self.option = option
        self._theme = theme
        self._sign = QLabel()
        self._mark = QLabel()
        is_possible = option.leads_to is not None
        look = (
            (TextStyle.HEADING, ColourRole.TEXT)
            if is_possible
            else (TextStyle.BODY, ColourRole.FAINT)
        )
        self._title = BreakingLabel(theme, *look, option.title)
        self._text = BreakingLabel(theme, TextStyle.LABEL, ColourRole.MUTED, option.text)
        self.setEnabled(is_possible)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(filter(None, (option.title, option.text))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self._draw()
        theme.changed.connect(self._draw)

    def _build(self) -> None:
        words = v_box(self._title, self._text, spacing=2)
        row = h_box(on=self, spacing=10, edges=(24, 8, 16, 8))
        if self.option.sign is not None:
            row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._mark)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _draw(self) -> None:
        if self.option.sign is not None:
            self._sign.setPixmap(self._theme.pixmap(self.option.sign.icon, self.option.sign.tone))
        if isinstance(self.option.leads_to, (Ask, Fetch, tuple)):
            self._mark.setPixmap(self._theme.pixmap("closed", ColourRole.MUTED))
        self.update()

    # --- Qt's events ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            # arrows are for the list, Enter for the dialog
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            if self.hasFocus() or self.isDown():
                painter.fillRect(event.rect(), QColor(colours.selection))
                paint_selection_mark(painter, self._theme, self.rect(), self.rect())
            elif self.underMouse() and self.isEnabled():
                painter.fillRect(event.rect(), QColor(colours.sunken))


# --- the options below one another; arrow keys move between those that can be chosen ------------

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
_HOME, _END = Qt.Key.Key_Home, Qt.Key.Key_End


class ChoiceList(ScrollPage):
    """``sections`` are groups of options, each with a heading or ""."""

    chosen = Signal(CompareOption)
    """A ``CompareOption`` that can be chosen."""

    def __init__(
        self, theme: Theme, title: str, sections: Sequence[tuple[str, Sequence[CompareOption]]]
    ) -> None:
        super().__init__(theme)
        self.title = title
        self.rows: list[ChoiceRow] = []
        self._last: ChoiceRow | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        column = self.begin(0)
        column.setContentsMargins(0, 4, 0, 8)
        for heading, options in sections:
            parts: list[QWidget] = [Hairline(theme)] if self.rows else []
            parts += [_heading(theme, heading)] if heading else []
            parts += [self._row(option) for option in options]
            for part in parts:
                column.insertWidget(column.count() - 1, part)

    def take_focus(self) -> None:
        """Focus the row that last had the focus, or the first that can be chosen."""
        row = self._last or next((row for row in self.rows if row.isEnabled()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, option: CompareOption) -> ChoiceRow:
        row = ChoiceRow(self.theme, option)
        row.clicked.connect(lambda: self.chosen.emit(option))
        row.reached.connect(lambda: self._on_reached(row))
        self.rows.append(row)
        return row

    def _on_reached(self, row: ChoiceRow) -> None:
        self._last = row
        self.ensureWidgetVisible(row, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        possible = [row for row in self.rows if row.isEnabled()]
        here = next((place for place, row in enumerate(possible) if row is self._last), 0)
        last = len(possible) - 1
        place = {_UP: max(0, here - 1), _DOWN: min(last, here + 1), _HOME: 0, _END: last}.get(
            Qt.Key(event.key()), -1
        )
        if place < 0:
            super().keyPressEvent(event)
        else:
            possible[place].setFocus(Qt.FocusReason.OtherFocusReason)


_EDGE = 24


def _heading(theme: Theme, text: str) -> Label:
    heading = Label(theme, TextStyle.LABEL, ColourRole.FAINT, text)
    heading.setContentsMargins(_EDGE, 12, 16, 4)
    return heading


_LINES = (2, 8)
_HOST = 80
_FIELD = 340


class FetchPage(QWidget):
    """Shows what would be fetched; the button to agree is the dialog's."""

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__()
        self.fetch = fetch
        self.title = self.tr("Fetch from {}?").format(middle(fetch.host, _HOST))
        self.address = BytesBox(theme)
        self.address.setAccessibleName(self.tr("Address"))
        self.address.show_marked(MarkedText(fetch.address), wrap=True)
        note = self.tr("Only this address, and one that it leads to, is fetched over https.")
        if fetch.is_from_document:
            note = self.tr(
                "The document names this address. Only this address, and one that it leads to, "
                "is fetched over https."
            )
        layout = v_box(
            self.address,
            Label(theme, TextStyle.BODY, ColourRole.MUTED, note).wrap(),
            on=self,
            spacing=10,
            edges=(_EDGE, 16, _EDGE, 8),
        )
        layout.addStretch()

    def take_focus(self) -> None:
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.address.limit_lines(*_LINES)


class AddressPage(QWidget):
    """Takes an address, a Pith Number or an arXiv id."""

    def __init__(self, theme: Theme, tell: Describe) -> None:
        super().__init__()
        self.title = self.tr("An address or a Pith Number")
        self.address = AddressField(theme, tell)
        self.address.field.setMinimumWidth(theme.pixels(_FIELD))
        self.address.button.setText(self.tr("Continue"))
        self.address.button.setAccessibleName(self.tr("Continue with this address"))
        layout = v_box(self.address, on=self, edges=(_EDGE, 16, _EDGE, 8))
        layout.addStretch()

    def take_focus(self) -> None:
        self.address.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The field has handled Enter; the next page must not handle it again.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


_SIZE = (620, 560)
_LONGEST_NAME = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_Page: TypeAlias = ChoiceList | AddressPage | FetchPage


class ChooseDialog(QDialog):
    """``name`` is that of the current document, which will be on the left."""

    chosen = Signal(object)
    """A ``Choice``, emitted after the dialog is closed."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        offered: CompareOptions,
        options: SourceOptions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._options = options
        self._pages: list[_Page] = []
        self._stack = QStackedWidget()
        self._title = BreakingLabel(theme, TextStyle.TITLE)
        left = self.tr("{} stands on the left.").format(middle(name, _LONGEST_NAME))
        self._left = BreakingLabel(theme, TextStyle.BODY, ColourRole.MUTED, left)
        self.back = QPushButton(self.tr("Back"))
        self.fetch = QPushButton(self.tr("Fetch and compare"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.setWindowTitle(self.tr("Compare with…"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self.back.clicked.connect(self._go_back)
        self.fetch.clicked.connect(self._on_agreed)
        self.cancel.clicked.connect(self.reject)
        sections = (
            (self.tr("With another document"), offered.with_another),
            (self.tr("With itself"), offered.with_itself),
        )
        self._go_to_list(self.tr("Compare with…"), sections)

    @property
    def page(self) -> _Page:
        """The current page."""
        return self._pages[-1]

    def _build(self) -> None:
        head = v_box(self._title, self._left, spacing=4, edges=(_EDGE, 16, _EDGE, 12))
        self.fetch.setProperty("primary", True)
        buttons = h_box(self.back, spacing=8, edges=(_EDGE, 10, _EDGE, 12))
        buttons.addStretch()
        for button in (self.fetch, self.cancel):
            buttons.addWidget(button)
        for button in (self.back, self.fetch, self.cancel):
            # Enter acts only on what has the focus.
            button.setAutoDefault(False)
        layout = v_box(head, Hairline(self._theme), on=self, spacing=0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(Hairline(self._theme))
        layout.addLayout(buttons)
        size = QSize(*(self._theme.pixels(edge) for edge in _SIZE))
        self.resize(size.boundedTo(self.screen().availableSize()))

    # --- from page to page ----------------------------------------------------------------

    def _go_to_list(
        self, title: str, sections: Sequence[tuple[str, Sequence[CompareOption]]]
    ) -> None:
        page = ChoiceList(self._theme, title, sections)
        page.chosen.connect(self._on_option)
        self._go_to(page)

    def _go_to(self, page: _Page) -> None:
        self._pages.append(page)
        self._stack.addWidget(page)
        self._show_page()

    def _go_back(self) -> None:
        page = self._pages.pop()
        self._stack.removeWidget(page)
        page.deleteLater()
        self._show_page()

    def _show_page(self) -> None:
        page = self.page
        self._stack.setCurrentWidget(page)
        self._title.setText(page.title)
        self._title.updateGeometry()
        self.back.setVisible(len(self._pages) > 1)
        self.fetch.setVisible(isinstance(page, FetchPage))
        if isinstance(page, FetchPage) and not page.fetch.is_from_document:
            self.fetch.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # The key that led to an address from a document must not also agree to fetching it.
            page.take_focus()

    # --- what was answered ----------------------------------------------------------------

    def _on_option(self, option: CompareOption) -> None:
        self._follow(option.leads_to, option.title)

    def _follow(
        self, goal: Choice | Ask | Fetch | tuple[CompareOption, ...] | None, title: str
    ) -> None:
        if isinstance(goal, tuple):
            self._go_to_list(title, (("", goal),))
        elif isinstance(goal, Fetch):
            self._go_to(FetchPage(self._theme, goal))
        elif goal is Ask.ADDRESS:
            page = AddressPage(self._theme, partial(describe_typed, options=self._options))
            page.address.entered.connect(
                lambda text: self._follow(source_option(text, self._options), "")
            )
            self._go_to(page)
        elif goal is Ask.FILE:
            self._choose_file()
        elif goal is not None:
            self._choose(goal)

    def _choose_file(self) -> None:
        dialog = file_dialog(self)
        dialog.setWindowTitle(self.tr("Compare with a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._choose(WithSource(path)))
        dialog.open()

    def _on_agreed(self) -> None:
        if isinstance(self.page, FetchPage):
            self._choose(self.page.fetch.choice)

    def _choose(self, choice: Choice) -> None:
        self.accept()
        self.chosen.emit(choice)

    # --- Qt's events ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if isinstance(button := self.focusWidget(), QAbstractButton):
                button.click()
        elif event.key() == Qt.Key.Key_Escape and len(self._pages) > 1:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.take_focus()
