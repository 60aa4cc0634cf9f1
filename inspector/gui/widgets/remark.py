"""A box that says what is odd or wrong, on the tint of its tone: sign, a heading, a sentence."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import Label, SignLabel

_RADIUS = 4
_INDENT = 22


class Remark(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = Tone.WARN
        self._sign = SignLabel(theme)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.title = Label(theme, Text.HEADING).wrap().selectable()
        self.text = Label(theme, Text.LABEL, Tone.TEXT).wrap().selectable()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign)
        head.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.text)
        self.text.setContentsMargins(theme.pixels(_INDENT), 0, 0, 0)
        theme.changed.connect(self.update)
        self.hide()

    def say(self, sign: Sign, title: str, text: str) -> None:
        self._tone = sign.tone
        self._sign.show_sign(sign)
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{sign.word}: {title}. {text}")
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = self._theme.colours
        tint = colours.failed_tint if self._tone is Tone.FAIL else colours.warned_tint
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tint))
            painter.setBrush(QColor(tint))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
