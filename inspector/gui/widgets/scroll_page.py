"""A column of parts that scrolls, filled anew for each thing that is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label

_BETWEEN = 20


class ScrollPage(QScrollArea):
    """Parts below one another, as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill(self, parts: list[QWidget]) -> None:
        holder, column = _column(_BETWEEN)
        for part in parts:
            column.insertWidget(column.count() - 1, part)
        self.setWidget(holder)

    def begin(self, between: int) -> QVBoxLayout:
        """An empty column that is shown; parts are put in before the room at its end."""
        holder, column = _column(between)
        self.setWidget(holder)
        return column

    def heading(self, text: str) -> Label:
        return Label(self.theme, Text.HEADING, Tone.TEXT, text)


def _column(between: int) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(between)
    column.addStretch()
    return holder, column


def section(*parts: QWidget) -> QWidget:
    """Parts that belong together, the first of them a heading."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for part in parts:
        layout.addWidget(part)
    return holder
