"""The widget for lines of the help: terms and explanations in two columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.gui.document.help_pages import HelpLine
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label, SignLabel

_TERM = 132


class TermLines(QWidget):
    """Shows lines below one another; a line without a term has the full width."""

    def __init__(self, theme: Theme, lines: Sequence[HelpLine]) -> None:
        super().__init__()
        self._theme = theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.pixels(_TERM))
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines):
            text = self._text(line)
            if line.sign is None and not line.term:
                grid.addWidget(text, row, 0, 1, 2)
            else:
                self._add_term(grid, row, line)
                grid.addWidget(text, row, 1, top)

    def _add_term(self, grid: QGridLayout, row: int, line: HelpLine) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if line.sign is None:
            kind, tone = (
                (TextStyle.MONO, ColourRole.TEXT)
                if line.is_key
                else (TextStyle.LABEL, ColourRole.FAINT)
            )
            grid.addWidget(Label(self._theme, kind, tone, line.term), row, 0, top)
        else:
            sign = SignLabel(self._theme)
            grid.addWidget(sign, row, 0, top)
            # Without a parent it would be a window.
            sign.show_sign(line.sign)

    def _text(self, line: HelpLine) -> Label:
        kind = TextStyle.MONO if line.is_code else TextStyle.BODY
        text = Label(self._theme, kind, ColourRole.TEXT, line.text).wrap().selectable()
        term = line.sign.word if line.sign else line.term
        text.setAccessibleName(f"{term}: {line.text}" if term else line.text)
        return text
