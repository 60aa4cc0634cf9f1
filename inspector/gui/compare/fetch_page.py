"""What is asked before a document to compare with is fetched: the host, and the whole address."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compare.choices import Fetch
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import Marked
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.address_field import AddressField
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.text import Label

_EDGE = 24
_LINES = (2, 8)
_HOST = 80
_FIELD = 340


class FetchPage(QWidget):
    """Shows what would be fetched; the dialog has the button that agrees."""

    def __init__(self, theme: Theme, fetch: Fetch) -> None:
        super().__init__()
        self.fetch = fetch
        self.title = self.tr("Fetch from {}?").format(clip(fetch.host, _HOST))
        self.address = BytesBox(theme)
        self.address.setAccessibleName(self.tr("Address"))
        self.address.show_marked(Marked(fetch.address), wrap=True)
        note = self.tr("Only this address, and one that it leads to, is fetched over https.")
        if fetch.is_from_document:
            note = self.tr(
                "The document names this address. Only this address, and one that it leads to, "
                "is fetched over https."
            )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 8)
        layout.setSpacing(10)
        layout.addWidget(self.address)
        layout.addWidget(Label(theme, Text.BODY, Tone.MUTED, note).wrap())
        layout.addStretch()

    def take_focus(self) -> None:
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.address.limit_lines(*_LINES)


class AddressPage(QWidget):
    """Takes an address, a Pith Number or an arXiv id."""

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = self.tr("An address or a Pith Number")
        self.address = AddressField(theme)
        self.address.field.setMinimumWidth(theme.pixels(_FIELD))
        self.address.button.setText(self.tr("Continue"))
        self.address.button.setAccessibleName(self.tr("Continue with this address"))
        self.address.entered.connect(self.entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 8)
        layout.addWidget(self.address)
        layout.addStretch()

    def take_focus(self) -> None:
        self.address.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # The field has taken Enter by now; the page that follows must not take it once more.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
