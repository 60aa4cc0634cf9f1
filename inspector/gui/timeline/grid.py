"""The ground of a timeline's rows: a line below each date that is written, hatching for each cut,
and the line at which the bundle was built."""

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.axis import TimelineAxis

_BUILT = 2
_DOTS = [1.0, 3.0]


class GridPainter:
    """Paints what the axis says down through the rows."""

    def __init__(self, theme: Theme, axis: TimelineAxis) -> None:
        self._theme = theme
        self._axis = axis

    def paint_ground(self, painter: QPainter, column: QRect) -> None:
        """What lies below the ground of the current row, in the time column ``column``."""
        colours = self._theme.colours
        painter.setClipRect(column)
        for hatch in self._axis.hatches():
            place = QRectF(hatch.left, column.top(), hatch.right - hatch.left, column.height())
            painter.fillRect(place, QColor(colours.sunken))
            painter.fillRect(place, QBrush(QColor(colours.border), Qt.BrushStyle.BDiagPattern))
        painter.setClipping(False)

    def paint_lines(self, painter: QPainter, column: QRect) -> None:
        """What is seen on the ground of every row."""
        painter.setClipRect(column)
        edge = QPen(QColor(self._theme.colours.edge))
        edge.setDashPattern(_DOTS)
        painter.setPen(edge)
        for hatch in self._axis.hatches():
            _draw_down(painter, column, round(hatch.left), round(hatch.right))
        painter.setPen(QColor(self._theme.colours.border))
        _draw_down(painter, column, *(round(tick.x) for tick in self._axis.ticks()))
        if (x := self._axis.built()) is not None:
            painter.setPen(QPen(self._theme.colour(Tone.BUNDLE), self._theme.pixels(_BUILT)))
            _draw_down(painter, column, x)
        painter.setClipping(False)


def _draw_down(painter: QPainter, column: QRect, *places: float) -> None:
    for x in places:
        painter.drawLine(QLineF(x, column.top(), x, column.bottom() + 1))
