"""What covers the window while something is dragged over it, and says what will happen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.views.text import Label

_EDGE = 24
_RADIUS = 8
_VEIL = 235


class DropOverlay(QWidget):
    """Lies over its parent; it takes part in nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._theme = theme
        self._text = Label(theme, Text.VERDICT).wrap()
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _EDGE, _EDGE, 2 * _EDGE, _EDGE)
        layout.addWidget(self._text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def announce(self, words: str) -> None:
        self._text.setText(words)
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        veil = QColor(self._theme.colours.surface)
        veil.setAlpha(_VEIL)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), veil)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2, Qt.PenStyle.DashLine))
            frame = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
