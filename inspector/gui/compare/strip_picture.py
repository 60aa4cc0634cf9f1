"""How the marks of the strip are drawn: a shape of its own for every kind, and lanes of lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from inspector.compare.columns import ChangeKind
from inspector.gui.compare import change_signs
from inspector.gui.compare.strip_marks import Line, Shape, StripMarks
from inspector.gui.theme.theme import Theme

_EDGE = 2
"""Left free at both sides of the lines."""
_THICK = 2
_RADIUS = 2
_FLAT = 0.36
"""The height of the bar of what was removed, as a part of its width."""
_BETWEEN_ARROWS = 0.04


def paint(theme: Theme, marks: StripMarks, size: QSize, margin: int, ratio: float) -> QPixmap:
    """All marks, ``margin`` below the upper edge, at this ratio of device pixels."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    lanes = [kind for kind in ChangeKind if any(line.kind is kind for line in marks.lines)]
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0, margin)
        for line in marks.lines:
            painter.fillRect(_lane(line, lanes, size.width()), _colour(theme, line.kind))
        for shape in marks.shapes:
            painter.setBrush(_colour(theme, shape.kind))
            _DRAWN[shape.kind](painter, _box(shape, size.width()))
    return pixmap


def paint_frame(painter: QPainter, theme: Theme, frame: QRectF) -> None:
    """What part of the trees is seen."""
    painter.setPen(QPen(QColor(theme.colours.edge), 1))
    painter.setBrush(QColor(theme.colours.surface))
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


def _colour(theme: Theme, kind: ChangeKind) -> QColor:
    return theme.colour(change_signs.of_kind(kind).tone)


def _lane(line: Line, lanes: list[ChangeKind], width: int) -> QRectF:
    each = (width - 2 * _EDGE) / len(lanes)
    left = _EDGE + lanes.index(line.kind) * each
    return QRectF(left, line.y, each if len(lanes) == 1 else each - 1, _THICK)


def _box(shape: Shape, width: int) -> QRectF:
    return QRectF((width - shape.size) / 2, shape.y - shape.size / 2, shape.size, shape.size)


def _square(painter: QPainter, box: QRectF) -> None:
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)


def _bar(painter: QPainter, box: QRectF) -> None:
    flat = box.height() * _FLAT
    painter.drawRect(QRectF(box.left(), box.center().y() - flat / 2, box.width(), flat))


def _diamond(painter: QPainter, box: QRectF) -> None:
    middle = box.center()
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), box.top()),
                QPointF(box.right(), middle.y()),
                QPointF(middle.x(), box.bottom()),
                QPointF(box.left(), middle.y()),
            ]
        )
    )


def _arrows(painter: QPainter, box: QRectF) -> None:
    """Two heads of arrows, the upper to the right, the lower to the left."""
    gap = box.height() * _BETWEEN_ARROWS
    above, below = box.center().y() - gap, box.center().y() + gap
    for tip, back, near, far in (
        (box.right(), box.left(), above, box.top()),
        (box.left(), box.right(), below, box.bottom()),
    ):
        head = [QPointF(back, near), QPointF(back, far), QPointF(tip, (near + far) / 2)]
        painter.drawPolygon(QPolygonF(head))


_DRAWN = {
    ChangeKind.ADDED: _square,
    ChangeKind.REMOVED: _bar,
    ChangeKind.CHANGED: _diamond,
    ChangeKind.MOVED: _arrows,
}
