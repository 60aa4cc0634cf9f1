"""A line that says something has changed, with the button that answers it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label


class Notice(QWidget):
    """One sentence and one answer; hidden until there is something to say."""

    answered = Signal()

    def __init__(self, theme: Theme, sentence: str, answer: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self._sentence = Label(theme, Text.BODY, ColourRole.TEXT).wrap()
        self.button = QPushButton(answer)
        self.button.clicked.connect(self.answered)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.button)
        self.say(sentence)
        self._draw()
        theme.changed.connect(self._draw)
        self.hide()

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.colours.warned_tint)

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("warn", ColourRole.WARN))
        self.update()
