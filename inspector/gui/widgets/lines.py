"""The hairline between two panes."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.theme.theme import Theme


class Rule(QWidget):
    """One hairline in the colour of borders."""

    def __init__(self, theme: Theme, *, vertical: bool = False) -> None:
        super().__init__()
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.colours.border)
