"""Numbers beside bars of their length; the bars are hatched, so that colour is not all there is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.gui.coverage.coverage_table import Bar
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.text import Label

_HEIGHT = 10
_SHORTEST = 4
_ROUND = 2


class Bars(QWidget):
    """One line a bar, the first the longest."""

    def __init__(self, theme: Theme, bars: Sequence[Bar]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        most = max((bar.values for bar in bars), default=1)
        for row, bar in enumerate(bars):
            grid.addWidget(Label(theme, Text.BODY, ColourRole.TEXT, bar.name), row, 0)
            grid.addWidget(_HatchedBar(theme, bar.values / most), row, 1)
            count = Label(theme, Text.WORD, ColourRole.TEXT, number(bar.values))
            count.setAccessibleName(f"{bar.name}: {number(bar.values)}")
            grid.addWidget(count, row, 2, right)


class _HatchedBar(QWidget):
    """As long as ``part`` of its room."""

    def __init__(self, theme: Theme, part: float) -> None:
        super().__init__()
        self._theme = theme
        self._part = part
        self.setMinimumSize(theme.pixels(40), theme.pixels(_HEIGHT) + 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self._theme.pixels(_HEIGHT)
        length = max(self._theme.pixels(_SHORTEST), round((self.width() - 1) * self._part))
        box = QRectF(0.5, (self.height() - height) // 2 + 0.5, length, height)
        edge = self._theme.colour(ColourRole.UNCHECKED)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.sunken))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
