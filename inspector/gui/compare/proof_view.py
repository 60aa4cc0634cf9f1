"""One proof that changed: its name, and below it the sign of the left and that of the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compare import proofs_text
from inspector.gui.compare.proofs_text import ProofLine
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import Label, SignLabel

_ARROW = "→"


class ProofView(QWidget):
    """Shows a ``ProofLine``."""

    def __init__(self, theme: Theme, line: ProofLine) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout()
        row.setSpacing(8)
        self._add(row, line.left)
        row.addWidget(Label(theme, Text.BODY, Tone.MUTED, _ARROW))
        self._add(row, line.right)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(theme, Text.LABEL, Tone.TEXT, line.name))
        column.addLayout(row)
        self.setAccessibleName(line.spoken)

    def _add(self, row: QHBoxLayout, sign: Sign | None) -> None:
        if sign is None:
            word = proofs_text.word(None)
            row.addWidget(Label(self._theme, Text.WORD, Tone.MUTED, word))
            return
        label = SignLabel(self._theme)
        row.addWidget(label)
        label.show_sign(sign)
