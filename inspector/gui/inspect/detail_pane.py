"""The right pane: everything about the selected value in five pages.

For the whole document the first page is its overview.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from inspector.document.json_types import Json
from inspector.gui.document.detail import Detail, FindingAction
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.overview import OverviewPage
from inspector.gui.inspect.overview_text import OverviewText
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, h_box, v_box
from inspector.gui.widgets.tab_order import put_after
from inspector.gui.widgets.text import ElidedLabel, SignLabel

if TYPE_CHECKING:
    from inspector.gui.inspect.bytes_page import BytesPage
    from inspector.gui.inspect.detail_pages import AboutPage, FoundPage
    from inspector.gui.inspect.notes_block import NotesBlock
    from inspector.gui.inspect.raw_page import RawPage
    from inspector.gui.inspect.trace_page import TracePage

_EDGE = 24
_NARROW = 620
"""In a narrower pane the copy button shows only its icon, so that all tabs fit."""
_LEAST_PAGES = 48
_WIDE = 860
"""In a wider pane the button for a note has a text."""


class Page(IntEnum):
    """The pages in the order of their tabs."""

    OVERVIEW = 0
    FOUND = 1
    TRACE = 2
    RAW = 3
    BYTES = 4
    ABOUT = 5


_OF_A_VALUE = (Page.FOUND, Page.TRACE)
"""Pages that the overview replaces for the whole document."""


class DetailPane(QWidget):
    """Shows one ``Detail``, the overview for the whole document, or a hint to choose a value.

    Every page except the overview is created when it is first shown.
    """

    page_chosen = Signal()
    trace_made = Signal(object)
    """The page of traces was created; others connect to it."""
    bytes_made = Signal(object)
    notes_made = Signal(object)

    def __init__(
        self, theme: Theme, window: WindowActions, act: Callable[[FindingAction], None]
    ) -> None:
        """``act`` does what is offered for a finding."""
        super().__init__()
        self._theme = theme
        self._window = window
        self._act = act
        self._above = ElidedLabel(theme, TextStyle.BODY, ColourRole.MUTED)
        self._above.elide = Qt.TextElideMode.ElideLeft
        self.name = ElidedLabel(theme, TextStyle.HEADING)
        self.sign = SignLabel(theme)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.pointer = ElidedLabel(theme, TextStyle.MONO, ColourRole.MUTED)
        self.pointer.elide = Qt.TextElideMode.ElideMiddle
        self._copy = QPushButton()
        self.copy_text = QPushButton()
        self.copy_text.setAccessibleName(self.tr("Copy summary"))
        self.copy_text.setToolTip(self.tr("Copy summary"))
        self.add_note = QPushButton()
        self.add_note.setAccessibleName(self.tr("Add a note"))
        self.add_note.setToolTip(self.tr("Add a note (Ctrl+M)"))
        self._notes: NotesBlock | None = None
        self._head = QWidget()
        self._left = Page.FOUND
        """The page of a value that was shown before the overview."""
        self._tabs = QTabBar()
        self._pages = QStackedWidget()
        self.overview = OverviewPage(theme, window)
        self.found: FoundPage | None = None
        self.trace: TracePage | None = None
        self.raw: RawPage | None = None
        self.bytes: BytesPage | None = None
        self.about: AboutPage | None = None
        self._made: dict[Page, QWidget] = {}
        self._detail: Detail | None = None
        self._json: Json = None
        self._is_raw_shown = True
        self._build()
        self._draw()
        self.clear()
        theme.changed.connect(self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._notes is not None:
            self._notes.fit()
        is_narrow = event.size().width() < self._theme.pixels(_NARROW)
        self.copy_text.setText("" if is_narrow else self.tr("Copy summary"))
        is_wide = event.size().width() > self._theme.pixels(_WIDE)
        self.add_note.setText(self.tr("Add a note") if is_wide else "")

    @property
    def page(self) -> Page:
        """The current page."""
        return Page(self._tabs.currentIndex())

    def show_page(self, page: Page) -> None:
        self._tabs.setCurrentIndex(page)

    def order_tabs(self) -> None:
        """Have the Tab key reach page and notes after the bar above them."""
        notes = () if self._notes is None else (self._notes,)
        put_after(self.add_note, self._pages, *notes)

    @property
    def has_notes(self) -> bool:
        """Whether the block of notes was created."""
        return self._notes is not None

    @property
    def notes(self) -> "NotesBlock":
        """The notes below the pages, created on first use."""
        if self._notes is None:
            from inspector.gui.inspect.notes_block import NotesBlock  # noqa: PLC0415 - start-up

            self._notes = NotesBlock(self._theme)
            self._notes.room_wanted.connect(self._pages.setHidden)
            self._layout.insertWidget(self._layout.indexOf(self._pages) + 1, self._notes)
            self.notes_made.emit(self._notes)
        return self._notes

    def clear(self) -> None:
        self._above.show()
        self._above.set_text(self.tr("Choose a value in the tree."))
        self.name.set_text("")
        self.pointer.set_text("")
        if self.raw is not None:
            self.raw.clear()
        self._detail = self._json = None
        self.sign.show_sign(None)
        self._head.show()
        for part in (self._copy, self._tabs, self._pages, self.copy_text, self.add_note):
            part.hide()

    def show_detail(self, detail: Detail, overview: OverviewText | None = None) -> None:
        """``overview`` is the document's, if ``detail`` is about the whole document."""
        self.choose_pages(is_whole=overview is not None)
        if overview is not None:
            self.overview.show_overview(overview)
            self.copy_text.setEnabled(overview.is_checked)
        self._above.set_text("".join(f"{name}  ›  " for name in detail.crumbs[:-1]))
        self._above.setVisible(len(detail.crumbs) > 1)
        self._above.setAccessibleName(", ".join(detail.crumbs))
        self.name.set_text(detail.crumbs[-1])
        self.pointer.set_text(detail.place)
        self.sign.show_sign(detail.sign)
        # A hidden page must not keep a closed document alive.
        self._detail = detail._replace(json=None)
        for page in (self.found, self.about):
            if page is not None:
                page.show_detail(self._detail)
        self._json, self._is_raw_shown = detail.json, False
        self._look_at(self.page)
        for part in (self._copy, self._tabs, self._pages, self.add_note):
            part.show()

    def choose_pages(self, *, is_whole: bool) -> None:
        """Show the available pages, and keep the current one if possible."""
        self._head.setVisible(not is_whole)
        self.copy_text.setVisible(is_whole)
        if is_whole == self._tabs.isTabVisible(Page.OVERVIEW):
            return
        page = self.page
        if is_whole and page in _OF_A_VALUE:
            self._left, page = page, Page.OVERVIEW
        elif page is Page.OVERVIEW:
            page = self._left
        with QSignalBlocker(self._tabs):
            for one in Page:
                is_there = one not in _OF_A_VALUE if is_whole else one is not Page.OVERVIEW
                self._tabs.setTabVisible(one, is_there)
            self._tabs.setCurrentIndex(page)

    def _build(self) -> None:
        layout = self._layout = v_box(on=self, spacing=4, edges=(_EDGE, 12, _EDGE, 12))
        head = v_box(on=self._head, spacing=4)
        top = h_box(spacing=0)
        top.addWidget(self._above, 2)
        top.addWidget(self.name, 1)
        top.addStretch()
        top.addSpacing(16)
        top.addWidget(self.sign)
        head.addLayout(top)
        head.addLayout(self._build_pointer())
        layout.addWidget(self._head)
        self._build_pages()
        self._pages.setMinimumHeight(self._theme.pixels(_LEAST_PAGES))
        self.copy_text.setProperty("flat", True)
        self.copy_text.clicked.connect(lambda: self._window.run("copy_summary"))
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs, 1)
        tabs.addWidget(self.copy_text)
        self.add_note.setProperty("flat", True)
        self.add_note.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        adding = self._window.command("add_note")
        self.add_note.setEnabled(adding.isEnabled())
        adding.enabledChanged.connect(self.add_note.setEnabled)
        self.add_note.clicked.connect(adding.trigger)
        tabs.addWidget(self.add_note)
        layout.addLayout(tabs)
        layout.addWidget(Hairline(self._theme))
        layout.addSpacing(8)
        layout.addWidget(self._pages, 1)
        layout.addStretch()

    def _build_pointer(self) -> QHBoxLayout:
        self._copy.setProperty("flat", True)
        self._copy.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        self._copy.setToolTip(self.tr("Copy JSON Pointer"))
        self._copy.setAccessibleName(self.tr("Copy JSON Pointer"))
        self._copy.clicked.connect(self._window.copy_pointer)
        row = h_box(spacing=6)
        row.addWidget(self.pointer, 1)
        row.addWidget(self._copy)
        row.addStretch()
        return row

    def _build_pages(self) -> None:
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setAccessibleName(self.tr("About the value"))
        titles = {
            Page.OVERVIEW: self.tr("Overview"),
            Page.FOUND: self.tr("What was found"),
            Page.TRACE: self.tr("How it was computed"),
            Page.RAW: self.tr("Raw JSON"),
            Page.BYTES: self.tr("Bytes in the file"),
            Page.ABOUT: self.tr("Checks"),
        }
        for title in titles.values():
            self._tabs.addTab(title)
        self._put(Page.OVERVIEW, self.overview)
        self._tabs.setTabVisible(Page.OVERVIEW, False)
        self._tabs.setCurrentIndex(Page.FOUND)
        self._tabs.currentChanged.connect(self._on_page_chosen)

    def _on_page_chosen(self, place: int) -> None:
        self._look_at(Page(place))
        self.page_chosen.emit()

    def _look_at(self, page: Page) -> None:
        if page not in self._made:
            self._make(page)
        if page is Page.RAW and self.raw is not None and not self._is_raw_shown:
            self.raw.show_json(self._json)
            self._is_raw_shown = True
        self._pages.setCurrentWidget(self._made[page])

    def _make(self, page: Page) -> None:
        match page:
            case Page.FOUND:
                from inspector.gui.inspect.detail_pages import FoundPage  # noqa: PLC0415 - start-up

                self.found = FoundPage(self._theme, self._act)
                self._put(page, self.found)
                if self._detail is not None:
                    self.found.show_detail(self._detail)
            case Page.TRACE:
                from inspector.gui.inspect.trace_page import TracePage  # noqa: PLC0415 - start-up

                self.trace = TracePage(self._theme, self._window)
                self._put(page, self.trace)
                self.trace_made.emit(self.trace)
            case Page.RAW:
                from inspector.gui.inspect.raw_page import RawPage  # noqa: PLC0415 - start-up

                self.raw = RawPage(self._theme)
                self._put(page, self.raw)
            case Page.BYTES:
                from inspector.gui.inspect.bytes_page import BytesPage  # noqa: PLC0415 - start-up

                self.bytes = BytesPage(self._theme)
                self._put(page, self.bytes)
                self.bytes_made.emit(self.bytes)
            case Page.ABOUT:
                from inspector.gui.inspect.detail_pages import AboutPage  # noqa: PLC0415 - start-up

                self.about = AboutPage(self._theme)
                self._put(page, self.about)
                if self._detail is not None:
                    self.about.show_detail(self._detail)

    def _put(self, page: Page, widget: QWidget) -> None:
        self._made[page] = widget
        self._pages.addWidget(widget)

    def _draw(self) -> None:
        self._copy.setIcon(self._theme.icon("copy", ColourRole.MUTED))
        self.copy_text.setIcon(self._theme.icon("copy", ColourRole.ACCENT))
        self.add_note.setIcon(self._theme.icon("note", ColourRole.CHANGED))
