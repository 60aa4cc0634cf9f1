"""A field for an address, a Pith Number or an arXiv id, with a sentence on what is fetched."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel

_WIDTH = 420
_BUTTON = 90


Describe: TypeAlias = Callable[[str], tuple[str, str]]
"""What a text is taken for, and the whole address if it is fetched; "" for nothing."""


class AddressField(QWidget):
    """Reports what was entered, without judging whether it can be fetched."""

    entered = Signal(str)

    def __init__(self, theme: Theme, tell: Describe) -> None:
        super().__init__()
        self._tell = tell
        self.field = QLineEdit()
        self.field.setPlaceholderText(
            self.tr("https://…, pith:2017:M5BNRHPU…, or arXiv 1711.04623")
        )
        self.field.setAccessibleName(self.tr("Address, Pith Number or arXiv id"))
        self.field.setMinimumWidth(theme.pixels(_WIDTH))
        self.field.setAcceptDrops(False)
        self.button = QPushButton(self.tr("Open"))
        self.button.setAccessibleName(self.tr("Open address or Pith Number"))
        self._promise = self.tr("Fetches only this address, over https, after showing the host.")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.field)
        row.addWidget(self.button)
        row.addStretch()
        layout = v_box(row, on=self, spacing=10)
        self._note = Label(theme, TextStyle.LABEL, ColourRole.MUTED, self._promise).wrap()
        layout.addWidget(self._note)
        self._note.setAlignment(self._note.alignment().AlignHCenter)
        self._address = BreakingLabel(theme, TextStyle.MONO, ColourRole.TEXT)
        self._address.setMaximumWidth(theme.pixels(_WIDTH + _BUTTON))
        self._address.setAccessibleName(self.tr("Address"))
        self._address.hide()
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._address, 100)
        below.addStretch(1)
        layout.addLayout(below)
        self.field.textChanged.connect(self._on_changed)
        self.field.returnPressed.connect(self._on_entered)
        self.button.clicked.connect(self._on_entered)

    @property
    def told(self) -> tuple[str, str]:
        """The text below the field, and the address there."""
        return self._note.text(), self._address.text()

    def _on_changed(self, text: str) -> None:
        said, address = self._tell(text)
        self._note.setText(said or self._promise)
        self._address.setText(address)
        self._address.setVisible(bool(address))

    def _on_entered(self) -> None:
        if text := self.field.text().strip():
            self.entered.emit(text)
