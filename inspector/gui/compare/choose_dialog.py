"""*Compare with…*: the ways to compare the document in sight, and what each asks before.

It fetches nothing and opens nothing: it says what was chosen, once every question is answered.
"""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.compare.choice_list import ChoiceList
from inspector.gui.compare.choices import Ask, Choice, Fetch, Way, Ways, WithSource
from inspector.gui.compare.fetch_page import AddressPage, FetchPage
from inspector.gui.compare.ways import source_way
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.dialogs import file_dialog
from inspector.gui.widgets.lines import Rule
from inspector.gui.widgets.plain_text import middle
from inspector.sources import SourceOptions

_EDGE = 24
_SIZE = (620, 560)
_LONGEST_NAME = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_Page: TypeAlias = ChoiceList | AddressPage | FetchPage


class ChooseDialog(QDialog):
    """``name`` is that of the document in sight, which will stand on the left."""

    chosen = Signal(object)
    """A ``Choice``; the dialog is closed by then."""

    def __init__(
        self, theme: Theme, name: str, ways: Ways, options: SourceOptions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._options = options
        self._pages: list[_Page] = []
        self._stack = QStackedWidget()
        self._title = BreakingLabel(theme, Text.TITLE)
        left = self.tr("{} stands on the left.").format(middle(name, _LONGEST_NAME))
        self._left = BreakingLabel(theme, Text.BODY, Tone.MUTED, left)
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
            (self.tr("With another document"), ways.with_another),
            (self.tr("With itself"), ways.with_itself),
        )
        self._go_to_list(self.tr("Compare with…"), sections)

    @property
    def page(self) -> _Page:
        """What is asked now."""
        return self._pages[-1]

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(_EDGE, 16, _EDGE, 12)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._left)
        self.fetch.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(_EDGE, 10, _EDGE, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addStretch()
        for button in (self.fetch, self.cancel):
            buttons.addWidget(button)
        for button in (self.back, self.fetch, self.cancel):
            # Enter is for what has the focus, and for nothing else.
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self._stack, 1)
        layout.addWidget(Rule(self._theme))
        layout.addLayout(buttons)
        size = QSize(*(self._theme.pixels(edge) for edge in _SIZE))
        self.resize(size.boundedTo(self.screen().availableSize()))

    # --- from page to page ----------------------------------------------------------------

    def _go_to_list(self, title: str, sections: Sequence[tuple[str, Sequence[Way]]]) -> None:
        page = ChoiceList(self._theme, title, sections)
        page.chosen.connect(self._on_way)
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
            # An address out of a document is not agreed to by the key that led to it.
            page.take_focus()

    # --- what was answered ----------------------------------------------------------------

    def _on_way(self, way: Way) -> None:
        self._follow(way.leads_to, way.title)

    def _follow(self, goal: Choice | Ask | Fetch | tuple[Way, ...] | None, title: str) -> None:
        if isinstance(goal, tuple):
            self._go_to_list(title, (("", goal),))
        elif isinstance(goal, Fetch):
            self._go_to(FetchPage(self._theme, goal))
        elif goal is Ask.ADDRESS:
            page = AddressPage(self._theme)
            page.entered.connect(lambda text: self._follow(source_way(text, self._options), ""))
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

    def _choose(self, choice: Choice | Ask) -> None:
        self.accept()
        self.chosen.emit(choice)

    # --- Qt's events ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ENTER:
            if isinstance(button := self.focusWidget(), QAbstractButton):
                button.click()
        elif event.key() == Qt.Key.Key_Escape and len(self._pages) > 1:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.page.take_focus()
