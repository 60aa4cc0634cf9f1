"""The file's own bytes around the selected value, as they were written there."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from inspector.document.span import ByteSpan
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MOST, Marked, as_hex, as_text
from inspector.gui.inspect.file_bytes import around
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.remark import Chip
from inspector.gui.widgets.text import Label


class BytesPage(QWidget):
    """Shows a bounded part of the file with one value in it marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._data = b""
        self._span: ByteSpan | None = None
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("Bytes of the file"))
        self.place = Label(theme, Text.LABEL, ColourRole.MUTED).wrap()
        self._note = Label(theme, Text.LABEL, ColourRole.MUTED).wrap()
        self.text = Chip(theme, self.tr("Text"))
        self.hex = Chip(theme, self.tr("Hex"))
        self._build()

    def show_span(self, data: bytes, span: ByteSpan) -> None:
        """Mark ``span``, with its name, in the bytes of the file."""
        self._data, self._span = data, span
        self._show()

    def clear(self) -> None:
        """Let go of the file."""
        self._data, self._span = b"", None
        self.box.show_marked(Marked(""), wrap=True)
        self._note.hide()
        self.place.setText("")

    def _build(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        self.text.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.box, 1)
        layout.addWidget(self._note)

    def _show(self) -> None:
        span, size = self._span, len(self._data)
        if span is None:
            return
        self.place.setText(
            self.tr("Bytes {} to {} of {}").format(
                number(span.name_start), number(span.end - 1), number(size)
            )
        )
        window = around(self._data, span)
        self._note.setVisible(window.goes_on)
        self._note.setText(
            self.tr("The value goes on: these are its first {} bytes.").format(number(MOST))
        )
        if self.hex.isChecked():
            marked = as_hex(window.data, window.offset, window.start, window.end)
        else:
            marked = as_text(window.data, window.start, window.end)
        self.box.show_marked(marked, wrap=not self.hex.isChecked())
