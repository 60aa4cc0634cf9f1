"""The file's own bytes around the selected value, as they were written there."""

from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from inspector.document.encoding import PLAIN, Encoding
from inspector.document.span import ByteSpan
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MOST, ROW, Marked, as_hex, as_text, character_start
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.remark import Chip
from inspector.gui.widgets.sentences import said
from inspector.gui.widgets.text import Label

_AROUND = 2_048


class Window(NamedTuple):
    """Bytes of a file from ``offset`` on; those from ``start`` to ``end`` in them are a value.

    ``goes_on``: the value ends after what is shown of it.
    """

    data: bytes
    offset: int
    start: int
    end: int
    goes_on: bool


def around(data: bytes, span: ByteSpan, codec: str = "utf-8") -> Window:
    """The value with its name, and some of what stands before and after it.

    It begins at a whole row of hex, so that rows are those of other programs.
    """
    first = max(0, span.name_start - _AROUND) // ROW * ROW
    end = span.end
    if end > span.name_start + MOST:
        end = character_start(data, span.name_start + MOST, codec)
    part = data[first : end + _AROUND]
    return Window(part, first, span.name_start - first, end - first, end < span.end)


class BytesPage(QWidget):
    """Shows a bounded part of the file with one value in it marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._data = b""
        self._span: ByteSpan | None = None
        self._encoding = PLAIN
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("Bytes of the file"))
        self.place = Label(theme, Text.LABEL, ColourRole.MUTED).wrap()
        self._note = Label(theme, Text.LABEL, ColourRole.MUTED).wrap()
        self.text = Chip(theme, self.tr("Text"))
        self.hex = Chip(theme, self.tr("Hex"))
        self._build()

    def show_span(self, data: bytes, span: ByteSpan, encoding: Encoding = PLAIN) -> None:
        """Mark ``span``, with its name, in the bytes of the file."""
        self._data, self._span, self._encoding = data, span, encoding
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
        place = self.tr("Bytes {} to {} of {}").format(
            number(span.name_start), number(span.end - 1), number(size)
        )
        if self._encoding is not PLAIN:
            place = f"{place} ({said(self._encoding.name)})"
        self.place.setText(place)
        codec = self._encoding.codec
        window = around(self._data, span, codec)
        self._note.setVisible(window.goes_on)
        self._note.setText(
            self.tr("The value goes on: these are its first {} bytes.").format(number(MOST))
        )
        if self.hex.isChecked():
            marked = as_hex(window.data, window.offset, window.start, window.end)
        else:
            marked = as_text(window.data, window.start, window.end, codec)
        self.box.show_marked(marked, wrap=not self.hex.isChecked())
