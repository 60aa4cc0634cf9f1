"""A rounded button that is on or off, with the sign of what it is about."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.signs import Sign

_HEIGHT = 26


class Chip(QPushButton):
    """A choice among several, or a filter."""

    def __init__(self, theme: Theme, text: str = "", sign: Sign | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._sign: Sign | None = None
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.say(text, sign)
        theme.changed.connect(self._draw)

    def say(self, text: str, sign: Sign | None = None) -> None:
        # The style puts the text right against the icon.
        self.setText(f" {text}" if sign else text)
        self._sign = sign
        self._draw()

    def _draw(self) -> None:
        sign = self._sign
        self.setIcon(self._theme.icon(sign.icon, sign.tone) if sign else QIcon())
