"""The right pane: everything about the selected value, in three pages."""

from PySide6.QtCore import Qt, Signal
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
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.views.detail_pages import AboutPage, FoundPage
from inspector.gui.views.lines import Rule
from inspector.gui.views.text import ElidedLabel, Label, SignLabel

_EDGE = 24


class DetailPane(QWidget):
    """Shows one ``Detail``, or an invitation to choose a value."""

    pointer_copied = Signal()

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
        self.raw = QPlainTextEdit()
        self._raw_note = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self._about = AboutPage(theme)
        self._build()
        self._draw()
        self.clear()
        theme.changed.connect(self._draw)

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
        self._about.show_detail(detail)
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
        self._tabs.setAccessibleName(self.tr("About the value"))
        titles = self.tr("What was found"), self.tr("Raw JSON"), self.tr("About the checks")
        pages = self.found, self._build_raw(), self._about
        for title, page in zip(titles, pages, strict=True):
            self._tabs.addTab(title)
            self._pages.addWidget(page)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)

    def _build_raw(self) -> QWidget:
        self.raw.setReadOnly(True)
        self.raw.setTabChangesFocus(True)
        self.raw.setFont(self._theme.font(Text.MONO))
        self.raw.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.raw.setAccessibleName(self.tr("Raw JSON"))
        self._raw_note.setText(
            self.tr("The value goes on: these are its first {} characters.").format(f"{MOST:,}")
        )
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.raw, 1)
        layout.addWidget(self._raw_note)
        return page

    def _draw(self) -> None:
        self._copy.setIcon(self._theme.icon("copy", Tone.MUTED))
