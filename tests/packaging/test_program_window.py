"""The one-folder program's window on an X server: ``packaging/with-openbox.sh pytest -m packages``.

What is on the screen is compared with the picture that the program takes of its window itself,
which it does only when the verdict is painted.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.conftest import BUNDLE, STATE, sample_path
from tests.packaging import one_folder
from tests.packaging.one_folder import Frozen
from tests.packaging.tools import needs_tool, run

pytestmark = [
    pytest.mark.packages,
    pytest.mark.skipif(
        not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen",
        reason="needs a real X server: packaging/with-openbox.sh starts one",
    ),
    # A bare X server knows no session, no themes and no portals.
    pytest.mark.qt_log_ignore("."),
]

WIDTH, HEIGHT = 1200, 800
WINDOW = ("--language", "de", "--size", f"{WIDTH}x{HEIGHT}", "--scheme", "light")
PATIENCE = 30
MOST_THAT_DIFFERS = 0.005
"""Of the window: where the text cursor and the focus are."""
_Found = TypeVar("_Found")


@pytest.fixture
def frozen(tmp_path: Path, own_settings: Path) -> Frozen:
    return one_folder.frozen(tmp_path)


@pytest.fixture
def on_screen(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Frozen:
    """The program on this display; sockets have short paths only."""
    runtime = str(tmp_path_factory.mktemp("r"))
    shown = {"DISPLAY": os.environ["DISPLAY"], "XDG_RUNTIME_DIR": runtime}
    return frozen.under(shown)


@pytest.fixture
def running(on_screen: Frozen) -> Iterator[subprocess.Popen[bytes]]:
    """With the sample open."""
    command = on_screen.command("open", *WINDOW, sample_path(BUNDLE))
    with subprocess.Popen(command, env=on_screen.environment, cwd=on_screen.folder) as process:
        yield process
        process.terminate()


def window_of(process: subprocess.Popen[bytes], name: str = ".") -> str:
    """The X window whose title matches ``name``, once it exists."""
    xdotool = needs_tool("xdotool", "xdotool")
    wanted = ("--onlyvisible", "--pid", str(process.pid), "--name", name)
    return wait_for(lambda: run(xdotool, "search", *wanted).stdout.split()[:1])[0]


def wait_for(found: Callable[[], _Found]) -> _Found:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError("not within reason")


def differing(one: QImage, other: QImage) -> float:
    """The share of differing pixels."""
    images = [image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    assert images[0].size() == images[1].size()
    rows = zip(*(memoryview(image.constBits()).cast("I") for image in images), strict=True)
    count: int = sum(a != b for a, b in rows)
    return count / (one.width() * one.height())


def mapped(process: subprocess.Popen[bytes]) -> set[str]:
    """The files that the process has in its memory."""
    lines = Path(f"/proc/{process.pid}/maps").read_text().splitlines()
    return {path for line in lines if (path := line.partition("/")[2])}


def test_the_sample_is_shown_with_its_verdict(
    frozen: Frozen, running: subprocess.Popen[bytes], qapp: QGuiApplication
) -> None:
    picture = frozen.folder / "wanted.png"
    assert frozen("open", *WINDOW, "--screenshot", picture, sample_path(BUNDLE)).code == 0
    wanted = QImage(str(picture))
    window = window_of(running, "bundle-1711")
    # What is under the pointer is shown otherwise.
    run(needs_tool("xdotool", "xdotool"), "mousemove", "0", "0")

    def is_shown() -> bool:
        shown = qapp.primaryScreen().grabWindow(int(window)).toImage()
        return shown.size() == wanted.size() and differing(shown, wanted) < MOST_THAT_DIFFERS

    assert wait_for(is_shown)


def test_it_loads_qt_from_its_folder_and_no_opengl_driver(
    running: subprocess.Popen[bytes],
) -> None:
    window_of(running, "bundle-1711")
    files = mapped(running)
    qt = [path for path in files if "libQt6" in path or "libq" in Path(path).name]
    folder = str(one_folder.folder()).lstrip("/")
    assert len(qt) > 5
    assert [path for path in qt if not path.startswith(folder)] == []
    assert [path for path in files if "_dri.so" in path or "libGLX_" in path] == []


def test_qts_own_words_are_translated(running: subprocess.Popen[bytes]) -> None:
    """Qt reads a translation where it lies, so that the file is in the process's memory."""
    window_of(running, "bundle-1711")
    assert wait_for(lambda: [p for p in mapped(running) if p.endswith("/qtbase_de.qm")])


def test_a_second_start_opens_a_tab_in_the_first(
    on_screen: Frozen, running: subprocess.Popen[bytes]
) -> None:
    window_of(running, "bundle-1711")
    runtime = Path(on_screen.environment["XDG_RUNTIME_DIR"])
    wait_for(lambda: list(runtime.iterdir()))
    assert on_screen("open", sample_path(STATE)).code == 0
    assert window_of(running, "state-1804")
