"""``open --screenshot``: without a display, and without any other effect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from inspector.gui.window.picture import save_picture
from tests.gui.conftest import BUNDLE


def take(out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "inspector", "open", "--offline", "--screenshot", str(out)]
    return subprocess.run(
        [*command, *arguments],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_of_the_sample_has_its_size_and_scheme_and_keeps_nothing(
    tmp_path: Path, scheme: str
) -> None:
    out = tmp_path / "out.png"
    done = take(out, "--scheme", scheme, "--select", "/events/0/content_sha256", BUNDLE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1440, 900)
    places = [(x, y) for x in range(600, 1_400, 7) for y in range(300, 600, 7)]
    bright = sum(image.pixelColor(*place).lightness() > 128 for place in places)
    assert (bright > 0.8 * len(places)) if scheme == "light" else (bright < 0.2 * len(places))
    colours = {image.pixel(x, y) for x in range(0, 500, 3) for y in range(0, 120, 3)}
    assert len(colours) > 20
    kept = [path for path in (tmp_path / "xdg").rglob("*") if path.is_file()]
    # fontconfig keeps a cache of its own on a fresh machine.
    assert all(path.parent.name == "fontconfig" for path in kept)


def test_an_error_has_a_picture_too(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    done = take(out, str(tmp_path / "missing.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert not QImage(str(out)).isNull()


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    done = take(tmp_path / "no such folder" / "out.png", BUNDLE)
    assert done.returncode == 4


def test_picture_is_taken_once_what_is_shown_has_settled(
    qtbot: QtBot, qapp: object, tmp_path: Path
) -> None:
    label = QLabel("0")
    qtbot.addWidget(label)
    label.setFixedSize(200, 40)
    words = iter(["lay", "out", "step", "by", "step"])

    def step() -> None:
        if word := next(words, ""):
            label.setText(word)
            QTimer.singleShot(0, label, step)

    label.show()
    QTimer.singleShot(0, label, step)
    save_picture(label, tmp_path / "out.png", not_onto=())
    assert label.text() == "step"
    assert next(words, None) is None
    written = QImage(str(tmp_path / "out.png"))
    assert written == label.grab().toImage().convertedTo(written.format())
