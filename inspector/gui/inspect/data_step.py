"""The bytes of a step: text or hex, as much as is good to look at, all of it into a file."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MOST, as_hex, as_text
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.chip import Chip
from inspector.gui.widgets.text import Label

_LEAST_LINES, _MOST_LINES = 1, 6


class DataStep(QWidget):
    """Shows the bytes that are hashed."""

    save_wanted = Signal()

    def __init__(self, theme: Theme, data: bytes) -> None:
        super().__init__()
        self._data = data
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("The bytes"))
        self.text = Chip(theme, self.tr("Text"))
        self.hex = Chip(theme, self.tr("Hex"))
        self.save = QPushButton(self.tr("Save bytes…"))
        self.save.setProperty("flat", True)
        self.save.clicked.connect(self.save_wanted)
        self._note = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self._build()
        self.text.setChecked(True)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.box.limit_lines(_LEAST_LINES, _MOST_LINES)

    def _build(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        row.addWidget(self.save)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.box)
        layout.addWidget(self._note)
        self._note.setVisible(len(self._data) > MOST)
        self._note.setText(
            self.tr("These are the first {} of {} bytes.").format(
                number(MOST), number(len(self._data))
            )
        )

    def _show(self) -> None:
        part = self._data[:MOST]
        is_hex = self.hex.isChecked()
        self.box.show_marked(as_hex(part) if is_hex else as_text(part), wrap=not is_hex)
        self.box.limit_lines(_LEAST_LINES, _MOST_LINES)
