"""The icons of the program and of its documents as each desktop wants them, from their drawings:

    python packaging/icons.py OUT_FOLDER

Linux gets PNG and SVG (hicolor/…), Windows .ico, macOS .icns. A size that has a drawing of its own,
on its own grid of pixels, is drawn from it, any other from the large one. The same drawings and the
same versions of Qt and Pillow give the same bytes. Needs PySide6 and Pillow.
"""

import os
import sys
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).with_name("icons")
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)

# What Apple's template leaves free on each side, of 1,024 pixels.
_APPLE_MARGIN = 100 / 1024
# The drawing of 24 pixels fits into 32, where the template's own measure would blur it.
_APPLE_SMALL = {32: 24}


class Icon(NamedTuple):
    """``large`` is the drawing for every size without one of its own (NAME-SIZE.svg); ``is_tile``
    is one that fills its square, which macOS gives a margin."""

    name: str
    theme_name: str
    context: str
    large: Path
    is_tile: bool

    def drawing(self, size: int) -> Path:
        own = DRAWINGS / f"{self.name}-{size}.svg"
        return own if own.exists() else self.large


APPLICATION = Icon(
    "application",
    "science.pith.Inspector",
    "apps",
    DRAWINGS.parents[1] / "resources" / "icons" / "pith-inspector.svg",
    is_tile=True,
)
DOCUMENT = Icon(
    "document",
    "application-vnd.pith.bundle+json",
    "mimetypes",
    DRAWINGS / "document.svg",
    is_tile=False,
)


def render(drawing: Path, size: int, body: int) -> Image.Image:
    """A square of ``size`` pixels with the drawing, ``body`` pixels wide, in its middle."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = (size - body) // 2
    QSvgRenderer(str(drawing)).render(painter, QRectF(edge, edge, body, body))
    painter.end()
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(straight.constBits()))


def at_size(icon: Icon, size: int) -> Image.Image:
    return render(icon.drawing(size), size, size)


def at_apple_size(icon: Icon, size: int) -> Image.Image:
    if not icon.is_tile:
        return at_size(icon, size)
    body = _APPLE_SMALL.get(size, size - 2 * round(size * _APPLE_MARGIN))
    return render(icon.drawing(body), size, body)


def write_theme(icon: Icon, folder: Path) -> None:
    """The icon as themes of Linux desktops have it: a PNG for each size, and the drawing."""
    for size in SIZES:
        image = at_size(icon, size)
        image.save(_place(folder / f"{size}x{size}", icon, "png"), "PNG", optimize=True)
    copyfile(icon.large, _place(folder / "scalable", icon, "svg"))


def _place(folder: Path, icon: Icon, ending: str) -> Path:
    path = folder / icon.context / f"{icon.theme_name}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write_ico(icon: Icon, path: Path) -> None:
    *smaller, largest = (at_size(icon, size) for size in ICO_SIZES)
    sizes = [(size, size) for size in ICO_SIZES]
    largest.save(path, "ICO", append_images=smaller, sizes=sizes)


def write_icns(icon: Icon, path: Path) -> None:
    *smaller, largest = (at_apple_size(icon, size) for size in ICNS_SIZES)
    largest.save(path, "ICNS", append_images=smaller)


def main(folder: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _ = QGuiApplication([])  # kept until all is drawn
    for icon, name in ((APPLICATION, "pith-inspector"), (DOCUMENT, "pith-document")):
        write_theme(icon, folder / "hicolor")
        write_ico(icon, folder / f"{name}.ico")
        write_icns(icon, folder / f"{name}.icns")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder))
        case _:
            sys.exit("usage: icons.py OUT_FOLDER")
