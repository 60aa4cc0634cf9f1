"""The icons: shapes of one colour, drawn in a colour of the theme at first use."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspector import packed_file
from inspector.gui.theme.palette import ColourRole
from inspector.palette import Colours

SMALL = 16
APP_ICON = "pith-inspector"


@cache
def shape(name: str) -> bytes:
    """The SVG data of a shape."""
    return packed_file("icons", f"{name}.svg")


def draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The shape ``name`` in ``colour``, ``size`` device-independent pixels wide."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    data = shape(name).replace(b"currentColor", colour.encode())
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class Icons:
    """The icons of one palette, each drawn once."""

    def __init__(self, colours: Colours, ratio: float) -> None:
        self._colours = colours
        self._ratio = ratio
        self._pixmaps: dict[tuple[str, ColourRole, int], QPixmap] = {}
        self._icons: dict[tuple[str, ColourRole, int], QIcon] = {}

    def pixmap(self, name: str, tone: ColourRole, size: int = SMALL) -> QPixmap:
        key = (name, tone, size)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw(name, self._colours.of(tone), size, self._ratio)
        return self._pixmaps[key]

    def icon(self, name: str, tone: ColourRole, size: int = SMALL) -> QIcon:
        """An icon that keeps its colour when disabled or selected."""
        key = (name, tone, size)
        if key not in self._icons:
            icon = QIcon(self.pixmap(name, tone, size))
            for mode in (QIcon.Mode.Selected, QIcon.Mode.Active, QIcon.Mode.Disabled):
                icon.addPixmap(self.pixmap(name, tone, size), mode)
            self._icons[key] = icon
        return self._icons[key]
