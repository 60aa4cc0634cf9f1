"""A long text to be read: it scrolls in a box of its own, and it can be selected."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme

_MOST_LINES = 16
_MARGIN = 8
_LONGEST_LINE = 1_000
"""Qt lays out a whole line at once, which takes seconds where one goes on without end."""


class LongText(QPlainTextEdit):
    """Plain text, as high as some lines."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFont(theme.font(Text.BODY if " " in text else Text.MONO))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.setPlainText(_in_pieces(text))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _MOST_LINES + 2 * _MARGIN)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self._theme.colours.sunken))
        self.setPalette(palette)


def _in_pieces(text: str) -> str:
    """The text with lines of bearable length; its own line breaks show as escapes before them."""
    lines = text.split("\n")
    return "\n".join(
        line[begin : begin + _LONGEST_LINE]
        for line in lines
        for begin in range(0, max(1, len(line)), _LONGEST_LINE)
    )
