"""What the checks of both sides say of one place, a line for each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.gui.compare.check_text import CheckLine
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.text import Label, SignLabel


class CheckLines(QWidget):
    """The side, the sign, and the check with its sentence."""

    def __init__(self, theme: Theme, lines: tuple[CheckLine, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        side = ""
        for row, line in enumerate(lines):
            self._add(row, line, line.side if line.side != side else "")
            side = line.side

    def _add(self, row: int, line: CheckLine, side: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Label(self._theme, Text.LABEL, Tone.FAINT, side), row, 0, top)
        says = ": ".join(part for part in (line.check, line.sentence) if part)
        tone = Tone.TEXT if line.sign else Tone.MUTED
        text = BreakingLabel(self._theme, Text.LABEL, tone, says)
        if line.sign is None:
            self._grid.addWidget(text, row, 1, 1, 2)
        else:
            sign = SignLabel(self._theme, Text.LABEL)
            sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(sign, row, 1, top)
            sign.show_sign(line.sign)
            self._grid.addWidget(text, row, 2)
        spoken = (line.side, line.sign.word if line.sign else "", says)
        text.setAccessibleName(", ".join(part for part in spoken if part))
