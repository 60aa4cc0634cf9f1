"""Starting on real X servers and compositors, without one, and while one shuts down.

Run with ``-m xvfb``; each test starts the servers that it needs.
"""

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import PySide6
import pytest

from tests.gui.conftest import BUNDLE

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not os.environ.get("DISPLAY") or shutil.which("Xvfb") is None,
        reason="needs the libraries of a real X server: packaging/test.sh has them",
    ),
]

UNAVAILABLE = 69
_PLATFORMS = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
_NOWHERE = ":64999"
_WILD = 0xFFFF
"""The family of an X authority's entry that is for every address."""

# The program's window, which tells what it is once the document is shown with its verdict.
_SHOWN = """
import json, re, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from inspector.gui.window import app
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import read_list, store_path

def tell():
    maps = Path("/proc/self/maps").read_text()
    loaded = sorted(set(re.findall(r"/([^/\\n]+\\.so[.0-9]*)$", maps, re.M)))
    print(json.dumps([QGuiApplication.platformName(), loaded]), flush=True)
    if sys.argv[2] == "end":
        QApplication.exit()

request = WindowRequest((sys.argv[1],), Session(read_list(store_path()).trust))
sys.exit(app.run(request, on_shown=tell))
"""


class Shown(NamedTuple):
    platform: str
    loaded: list[str]


def environment(**more: str) -> dict[str, str]:
    """The test's environment, with only the displays that it names."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")
    return {**{k: v for k, v in os.environ.items() if k not in named}, **more}


def shown(**more: str) -> Shown:
    """The window in this environment; nothing else may be written."""
    done = subprocess.run(
        [sys.executable, "-c", _SHOWN, BUNDLE, "end"],
        capture_output=True, text=True, timeout=300, check=False, env=environment(**more),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return Shown(*json.loads(done.stdout))


def last_word(*arguments: str, **more: str) -> str:
    """The program's message if it cannot open its window."""
    done = subprocess.run(
        [sys.executable, "-m", "inspector", *(arguments or [BUNDLE])],
        capture_output=True, text=True, timeout=300, check=False, env=environment(**more),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (UNAVAILABLE, ""), done.stderr
    # Libraries below Qt may have a word of their own before.
    assert "qt.qpa" not in done.stderr
    assert "Traceback" not in done.stderr
    line = done.stderr.splitlines()[-1]
    assert line.startswith("pith-inspector: The window cannot be opened: ")
    return line


@pytest.fixture
def server() -> Iterator[Callable[..., tuple[str, subprocess.Popen[bytes]]]]:
    """Starts X servers: their display and their process."""
    started = []

    def start(*options: str) -> tuple[str, subprocess.Popen[bytes]]:
        told, tells = os.pipe()
        process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1600x1000x24", *options],
            pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(tells)
        started.append(process)
        with open(told) as pipe:
            return f":{pipe.readline().strip()}", process

    yield start
    for process in started:
        process.terminate()
        process.wait()


# --- a display that cannot be reached -------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("open", BUNDLE), ("open", "--new-window")])
def test_a_server_that_is_not_there(arguments: tuple[str, ...]) -> None:
    line = last_word(*arguments, DISPLAY=_NOWHERE)
    assert f"no X server answers at DISPLAY={_NOWHERE}" in line
    assert "pith-inspector verify" in line
    assert "--screenshot" in line


def test_a_server_that_refuses(server: Callable[..., tuple[str, object]], tmp_path: Path) -> None:
    key = struct.pack(">HHHH18sH16s", _WILD, 0, 0, 18, b"MIT-MAGIC-COOKIE-1", 16, os.urandom(16))
    (tmp_path / "key").write_bytes(key)
    display, _ = server("-auth", str(tmp_path / "key"))
    line = last_word(DISPLAY=display, XAUTHORITY=str(tmp_path / "none"))
    assert f"the X server at DISPLAY={display} refuses this user" in line
    assert "XAUTHORITY" in line
    assert shown(DISPLAY=display, XAUTHORITY=str(tmp_path / "key")).platform == "xcb"


def test_a_compositor_that_is_not_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    line = last_word(WAYLAND_DISPLAY="wayland-9", XDG_RUNTIME_DIR=str(tmp_path))
    assert "no compositor answers at WAYLAND_DISPLAY=wayland-9" in line
    assert "XDG_RUNTIME_DIR, which is not set" in last_word(WAYLAND_DISPLAY="wayland-9")


def test_without_its_compositor_the_window_is_xs(
    server: Callable[..., tuple[str, object]], tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    display, _ = server()
    asked = {"DISPLAY": display, "WAYLAND_DISPLAY": "wayland-9"}
    assert shown(**asked, XDG_RUNTIME_DIR=str(tmp_path)).platform == "xcb"
    assert shown(**asked).platform == "xcb"


def test_a_library_of_the_platform_is_missing(tmp_path: Path) -> None:
    """The plugin asks for a library of another name, which no system has."""
    plugin = (_PLATFORMS / "libqxcb.so").read_bytes()
    wanted, absent = b"libxcb-cursor.so.0", b"libxcb-cursor.so.9"
    assert wanted in plugin
    (tmp_path / "libqxcb.so").write_bytes(plugin.replace(wanted, absent))
    own = _PLATFORMS.parents[1] / "lib"
    line = last_word(
        DISPLAY=_NOWHERE, QT_QPA_PLATFORM_PLUGIN_PATH=str(tmp_path), QT_PLUGIN_PATH=str(tmp_path),
        QT_QPA_PLATFORM="xcb", LD_LIBRARY_PATH=str(own),
    )  # fmt: skip
    assert "libxcb-cursor.so.9" in line


# --- a display that goes --------------------------------------------------------------------


def until_shown(**more: str) -> "subprocess.Popen[str]":
    """The program's process with its window shown."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SHOWN, BUNDLE, "stay"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(**more),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def test_a_server_that_ends(server: Callable[..., tuple[str, subprocess.Popen[bytes]]]) -> None:
    display, xvfb = server()
    process = until_shown(DISPLAY=display)
    xvfb.kill()
    _, said = process.communicate(timeout=300)
    assert process.returncode == UNAVAILABLE
    (line,) = said.splitlines()
    assert "The window is gone, since its display has ended (The X11 connection broke" in line
    assert "start Pith Inspector again" in line


@pytest.mark.skipif(shutil.which("weston") is None, reason="needs a compositor")
def test_a_compositor_that_ends(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    weston = subprocess.Popen(
        ["weston", "--backend=headless-backend.so", "--socket=here"],
        env=environment(**runtime), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not (tmp_path / "here").exists():
            assert weston.poll() is None
        process = until_shown(**runtime, WAYLAND_DISPLAY="here")
    finally:
        weston.send_signal(signal.SIGKILL)
        weston.wait()
    _, said = process.communicate(timeout=300)
    assert (process.returncode, len(said.splitlines())) == (UNAVAILABLE, 1)
    assert "The Wayland connection" in said


# --- OpenGL ---------------------------------------------------------------------------------

_DRIVERS = ("libGLX_mesa", "libEGL_mesa", "swrast", "libgallium", "libLLVM", "libqxcb-glx")


def is_without_drivers(found: Shown) -> bool:
    return not [name for name in found.loaded if name.startswith(_DRIVERS)]


def test_a_server_without_opengl(server: Callable[..., tuple[str, object]]) -> None:
    display, _ = server("-extension", "GLX")
    assert is_without_drivers(shown(DISPLAY=display))


def test_a_broken_opengl_is_not_even_loaded(
    server: Callable[..., tuple[str, object]], tmp_path: Path
) -> None:
    for library in ("libGLX_mesa.so.0", "libEGL_mesa.so.0", "swrast_dri.so"):
        (tmp_path / library).touch()
    display, _ = server()
    found = shown(
        DISPLAY=display, LD_LIBRARY_PATH=str(tmp_path), LIBGL_DRIVERS_PATH=str(tmp_path),
        LIBGL_ALWAYS_SOFTWARE="nonsense", __GLX_VENDOR_LIBRARY_NAME="nonsense",
    )  # fmt: skip
    assert is_without_drivers(found)


# --- locale ---------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["C", "xx_YY.UTF-8", "de_DE.ISO-8859-1"])
def test_a_locale_that_does_not_exist(
    server: Callable[..., tuple[str, object]], locale: str
) -> None:
    display, _ = server()
    assert shown(DISPLAY=display, LC_ALL=locale).platform == "xcb"
