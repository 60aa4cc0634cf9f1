"""Prose and names that can be selected, in as many lines as it takes: one word may be any length.

A label breaks lines between words alone and grows as wide as its longest word.
"""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.byte_text import ByteText

_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class WrappedText(ByteText):
    """Breaks between words, and inside those that are too long for a line."""

    def __init__(self, theme: Theme, text: str, kind: Text = Text.BODY) -> None:
        super().__init__(theme, text, grouped=False)
        self.setFont(theme.font(kind))
        self.setWordWrapMode(_WRAP)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        layout = QTextLayout(self.toPlainText(), self.font())
        option = QTextOption()
        option.setWrapMode(_WRAP)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            height += line.height()
        layout.endLayout()
        return ceil(height) + 2
