"""The page for a document that must be fetched: the host and the address.

A link can bring it up at any moment, so no key press that was meant for something else agrees.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from inspector.errors import NotFetchedError
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.plain_text import clip, whole
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.visible import visible

_EDGE = 24
_ICON = 40
_LINES = (1, 20)
_WIDEST = 760


class WaitingPage(QWidget):
    """Asks whether to fetch; shows the host separately and the whole address."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._icon = QLabel()
        self.question = BreakingLabel(theme, TextStyle.VERDICT)
        self.reason = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self.address = BytesBox(theme)
        self.address.setAccessibleName(self.tr("Address"))
        self.fetch = QPushButton(self.tr("Fetch"))
        self.fetch.setProperty("primary", True)
        self.close_tab = QPushButton(self.tr("Close tab"))
        self._build()
        self._draw()
        theme.changed.connect(self._draw)

    def ask(self, error: NotFetchedError) -> None:
        """Show what would be fetched, and why it was not."""
        self.question.setText(self.tr("Fetch from {}?").format(clip(error.host)))
        self.reason.setText(whole(error.message))
        self.address.show_marked(MarkedText(visible(error.url)), wrap=True)
        self.address.limit_lines(*_LINES)
        self.setAccessibleName(f"{self.question.text()} {self.reason.text()}")

    def take_focus(self) -> None:
        """Focus the address: it is read aloud, and no key has an effect there."""
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.address.limit_lines(*_LINES)

    def _build(self) -> None:
        note = self.tr(
            "Nothing has been fetched yet. Only this address, and one that it leads to, is "
            "fetched over https."
        )
        buttons = h_box(self.fetch, self.close_tab, spacing=8)
        buttons.addStretch()
        column = v_box(self.question, self.reason, spacing=6)
        column.addSpacing(10)
        column.addWidget(self.address)
        column.addWidget(Label(self._theme, TextStyle.BODY, ColourRole.MUTED, note).wrap())
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch()
        inner = QWidget()
        inner.setLayout(column)
        inner.setMaximumWidth(self._theme.pixels(_WIDEST))
        row = h_box(on=self, spacing=16, edges=(_EDGE, _EDGE, _EDGE, _EDGE))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(inner, 1)
        row.addStretch()

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("address", ColourRole.ACCENT, _ICON))
