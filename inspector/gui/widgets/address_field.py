"""A field for an address, a Pith Number or an arXiv id, and the promise that goes with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label

_WIDTH = 420


class AddressField(QWidget):
    """Says what was entered; whether it can be fetched is not for a field to know."""

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(
            self.tr("https://…, pith:2017:M5BNRHPU…, or arXiv 1711.04623")
        )
        self.field.setAccessibleName(self.tr("Address, Pith Number or arXiv id"))
        self.field.setMinimumWidth(theme.pixels(_WIDTH))
        self.field.setAcceptDrops(False)
        self.button = QPushButton(self.tr("Open"))
        self.button.setAccessibleName(self.tr("Open address or Pith Number"))
        note = self.tr("Fetches only this address, over https, after showing the host.")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.field)
        row.addWidget(self.button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        self._note = Label(theme, Text.LABEL, ColourRole.MUTED, note).wrap()
        layout.addWidget(self._note)
        self._note.setAlignment(self._note.alignment().AlignHCenter)
        self.field.returnPressed.connect(self._on_entered)
        self.button.clicked.connect(self._on_entered)

    def _on_entered(self) -> None:
        if text := self.field.text().strip():
            self.entered.emit(text)
