"""The right pane: everything about the selected value, in five pages."""

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.models.detail import Detail
from inspector.gui.models.json_text import MOST
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.views.lines import Rule
from inspector.gui.views.text import ElidedLabel, Label, SignLabel
from inspector.gui.views.value.detail_pages import AboutPage, FoundPage

if TYPE_CHECKING:
    from inspector.gui.views.value.bytes_page import BytesPage
    from inspector.gui.views.value.trace_page import TracePage

_EDGE = 24


class Page(IntEnum):
    """The pages, in the order of their tabs."""

    FOUND = 0
    TRACE = 1
    RAW = 2
    BYTES = 3
    ABOUT = 4


class DetailPane(QWidget):
    """Shows one ``Detail``, or an invitation to choose a value."""

    pointer_copied = Signal()
    page_chosen = Signal()
    trace_made = Signal(object)
    """The page of traces was made: it is, when it is first looked at, and joined by others."""
    bytes_made = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._above = ElidedLabel(theme, Text.BODY, Tone.MUTED)
        self._above.elide = Qt.TextElideMode.ElideLeft
        self.name = ElidedLabel(theme, Text.HEADING)
        self.sign = SignLabel(theme)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.pointer = ElidedLabel(theme, Text.MONO, Tone.MUTED)
        self.pointer.elide = Qt.TextElideMode.ElideMiddle
        self._copy = QPushButton()
        self._tabs = QTabBar()
        self._pages = QStackedWidget()
        self.found = FoundPage(theme)
        self.trace: TracePage | None = None
        self.bytes: BytesPage | None = None
        self.raw = QPlainTextEdit()
        self._raw_note = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self.about = AboutPage(theme)
        self._build()
        self._draw()
        self.clear()
        theme.changed.connect(self._draw)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return Page(self._tabs.currentIndex())

    def show_page(self, page: Page) -> None:
        self._tabs.setCurrentIndex(page)

    def clear(self) -> None:
        self._above.show()
        self._above.set_text(self.tr("Choose a value in the tree."))
        self.name.set_text("")
        self.pointer.set_text("")
        self.raw.setPlainText("")
        self.sign.show_sign(None)
        for part in (self._copy, self._tabs, self._pages):
            part.hide()

    def show_detail(self, detail: Detail) -> None:
        self._above.set_text("".join(f"{name}  ›  " for name in detail.crumbs[:-1]))
        self._above.setVisible(len(detail.crumbs) > 1)
        self._above.setAccessibleName(", ".join(detail.crumbs))
        self.name.set_text(detail.crumbs[-1])
        self.pointer.set_text(detail.pointer or self.tr("the whole document"))
        self.sign.show_sign(detail.sign)
        self.found.show_detail(detail)
        self.raw.setPlainText(detail.raw)
        self._raw_note.setVisible(detail.raw_goes_on)
        self.about.show_detail(detail)
        for part in (self._copy, self._tabs, self._pages):
            part.show()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 12, _EDGE, 12)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._above, 2)
        top.addWidget(self.name, 1)
        top.addStretch()
        top.addSpacing(16)
        top.addWidget(self.sign)
        layout.addLayout(top)
        layout.addLayout(self._build_pointer())
        self._build_pages()
        for part in (self._tabs, Rule(self._theme)):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self._pages, 1)
        layout.addStretch()

    def _build_pointer(self) -> QHBoxLayout:
        self._copy.setProperty("flat", True)
        self._copy.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        self._copy.setToolTip(self.tr("Copy JSON Pointer"))
        self._copy.setAccessibleName(self.tr("Copy JSON Pointer"))
        self._copy.clicked.connect(self.pointer_copied)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.pointer, 1)
        row.addWidget(self._copy)
        row.addStretch()
        return row

    def _build_pages(self) -> None:
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setAccessibleName(self.tr("About the value"))
        pages = {
            Page.FOUND: (self.tr("What was found"), self.found),
            Page.TRACE: (self.tr("How it was computed"), QWidget()),
            Page.RAW: (self.tr("Raw JSON"), self._build_raw()),
            Page.BYTES: (self.tr("Bytes in the file"), QWidget()),
            Page.ABOUT: (self.tr("About the checks"), self.about),
        }
        for title, page in pages.values():
            self._tabs.addTab(title)
            self._pages.addWidget(page)
        self._tabs.currentChanged.connect(self._on_page_chosen)

    def _on_page_chosen(self, place: int) -> None:
        if place == Page.TRACE and self.trace is None:
            from inspector.gui.views.value.trace_page import TracePage  # noqa: PLC0415 - start-up

            self.trace = TracePage(self._theme)
            self._put(Page.TRACE, self.trace)
            self.trace_made.emit(self.trace)
        if place == Page.BYTES and self.bytes is None:
            from inspector.gui.views.value.bytes_page import BytesPage  # noqa: PLC0415 - start-up

            self.bytes = BytesPage(self._theme)
            self._put(Page.BYTES, self.bytes)
            self.bytes_made.emit(self.bytes)
        self._pages.setCurrentIndex(place)
        self.page_chosen.emit()

    def _put(self, page: Page, widget: QWidget) -> None:
        """Put a page in the place that was kept for it."""
        self._pages.insertWidget(page, widget)
        if (kept := self._pages.widget(page + 1)) is not None:
            self._pages.removeWidget(kept)
            kept.deleteLater()

    def _build_raw(self) -> QWidget:
        self.raw.setReadOnly(True)
        self.raw.setTabChangesFocus(True)
        self.raw.setFont(self._theme.font(Text.MONO))
        self.raw.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.raw.setAccessibleName(self.tr("Raw JSON"))
        self._raw_note.setText(
            self.tr("The value goes on: these are its first {} characters.").format(number(MOST))
        )
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.raw, 1)
        layout.addWidget(self._raw_note)
        return page

    def _draw(self) -> None:
        self._copy.setIcon(self._theme.icon("copy", Tone.MUTED))
