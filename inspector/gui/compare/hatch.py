"""The pattern of a gap: thin diagonal lines, joined from row to row."""

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from inspector.gui.theme.theme import Theme

_LINES_IN_A_ROW = 4


def hatch(theme: Theme, row_height: int, ratio: float) -> QBrush:
    """The brush for rows of ``row_height``, each of which it begins anew."""
    size = max(2, round(row_height * ratio / _LINES_IN_A_ROW))
    tile = QPixmap(size, size)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours.border), ratio))
        for shift in (-size, 0, size):
            painter.drawLine(QLineF(shift - 1, size + 1, shift + size + 1, -1))
    brush = QBrush(tile)
    tile.setDevicePixelRatio(ratio)
    brush.setTexture(tile)
    return brush
