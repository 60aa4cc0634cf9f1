"""The icons in all sizes and formats that desktops need, made again by packaging/icons.py."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.packaging.tools import APP, PACKAGING, ROOT, needs_module, run

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICONS = (f"apps/{APP}", "mimetypes/application-vnd.pith.bundle+json")
DRAWINGS = [
    ROOT / "resources" / "icons" / "pith-inspector.svg",
    *sorted((PACKAGING / "icons").glob("*.svg")),
]
COLOURS = {"#2B59C3", "#FFFFFF", "#7C8594", "#DCE0E7"}
"""Accent, surface, the edge of controls and the border of the light palette."""


def draw(folder: Path) -> Path:
    needs_module("PIL", "pillow")
    done = run(sys.executable, PACKAGING / "icons.py", folder)
    assert (done.stderr, done.returncode) == ("", 0)
    return folder


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("icons"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_there_is_every_file_that_a_system_asks_for(drawn: Path) -> None:
    theme = {f"hicolor/{size}x{size}/{icon}.png" for size in SIZES for icon in ICONS}
    scalable = {f"hicolor/scalable/{icon}.svg" for icon in ICONS}
    names = ("pith-inspector", "pith-document")
    others = {f"{name}.{ending}" for name in names for ending in ("ico", "icns")}
    assert set(contents(drawn)) == theme | scalable | others


def test_same_drawings_give_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    assert contents(draw(tmp_path)) == contents(drawn)


@pytest.mark.parametrize("icon", ICONS)
@pytest.mark.parametrize("size", SIZES)
def test_icon_fills_its_square_and_leaves_the_ground_free(
    drawn: Path, icon: str, size: int
) -> None:
    from PIL import Image

    with Image.open(drawn / "hicolor" / f"{size}x{size}" / f"{icon}.png") as image:
        assert (image.size, image.mode) == ((size, size), "RGBA")
        left, top, right, bottom = image.getchannel("A").getbbox() or (size, size, 0, 0)
        corner = image.getpixel((0, 0))
        colours = [colour for _, colour in image.getcolors(size**2) or []]
    assert isinstance(corner, tuple)
    assert corner[-1] < 255
    assert bottom - top > 0.9 * size
    assert abs(left - (size - right)) <= 0.05 * size
    assert {(0x2B, 0x59, 0xC3, 255), (255, 255, 255, 255)} <= set(colours)


def test_windows_gets_the_drawing_of_each_size(drawn: Path) -> None:
    from PIL import Image

    for name, icon in zip(("pith-inspector", "pith-document"), ICONS, strict=True):
        with Image.open(drawn / f"{name}.ico") as ico:
            assert ico.info["sizes"] == {(size, size) for size in SIZES if size <= 256}
            for size, _ in sorted(ico.info["sizes"]):
                ico.size = (size, size)  # type: ignore[misc]
                with Image.open(drawn / "hicolor" / f"{size}x{size}" / f"{icon}.png") as png:
                    assert ico.copy().convert("RGBA").tobytes() == png.tobytes()


def test_mac_gets_both_ratios_of_every_size_that_is_shown(drawn: Path) -> None:
    from PIL import Image

    for name in ("pith-inspector", "pith-document"):
        with Image.open(drawn / f"{name}.icns") as icns:
            assert {size * ratio for size, _, ratio in icns.info["sizes"]} == {
                32,
                64,
                128,
                256,
                512,
                1024,
            }


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawing_is_plain_shapes_on_its_own_grid(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    grid = int(found[1]) if (found := re.search(r"-(\d+)$", path.stem)) else 64
    assert root.attrib == {"viewBox": f"0 0 {grid} {grid}", "width": str(grid), "height": str(grid)}
    shapes = {re.sub(r"^{.*}", "", one.tag) for one in root}
    assert shapes <= {"path", "rect", "circle"}
    assert set(re.findall(r"#[0-9A-F]{6}", path.read_text())) <= COLOURS


def test_every_drawing_of_a_size_is_used() -> None:
    of_a_size = {int(found[1]) for path in DRAWINGS if (found := re.search(r"-(\d+)$", path.stem))}
    assert of_a_size <= set(SIZES)
