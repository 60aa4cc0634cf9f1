"""Qt's message when it cannot start becomes a cause and a remedy."""

import socket
import sys
from pathlib import Path

import pytest

from inspector.errors import CannotStartError, NoDisplayError
from inspector.start import displays

_LOST = (
    "This application failed to start because no Qt platform plugin could be initialized. "
    "Reinstalling the application may fix this problem.\n\n"
    "Available platform plugins are: minimal, offscreen, xcb.\n"
)


def loaded(name: str) -> str:
    return f'Could not load the Qt platform plugin "{name}" in "" even though it was found.'


def not_found(name: str) -> str:
    return f'Could not find the Qt platform plugin "{name}" in ""'


def test_an_unknown_platform_is_named_with_the_known_ones() -> None:
    told = str(displays.explain([not_found("x"), _LOST], {"QT_QPA_PLATFORM": "x"}, []).message)
    assert 'QT_QPA_PLATFORM asks for "x"' in told
    assert "unset it or choose one of minimal, offscreen, xcb" in told


def test_without_any_platform_the_installation_is_damaged() -> None:
    told = str(displays.explain([not_found("xcb"), _LOST], {"DISPLAY": ":0"}, []).message)
    assert "install Pith Inspector anew" in told


@pytest.mark.parametrize(
    ("environment", "tried", "words"),
    [
        ({"DISPLAY": "nonsense"}, ["xcb"], ["no X server answers at DISPLAY=nonsense"]),
        ({"DISPLAY": "far:0"}, ["xcb"], ["no X server answers at DISPLAY=far:0"]),
        (
            {"WAYLAND_DISPLAY": "w-9", "XDG_RUNTIME_DIR": "/run"},
            ["wayland", "xcb"],
            ["no compositor answers at WAYLAND_DISPLAY=w-9"],
        ),
        ({"WAYLAND_DISPLAY": "w-9"}, ["wayland"], ["XDG_RUNTIME_DIR, which is not set"]),
        (
            {"WAYLAND_DISPLAY": "/w", "DISPLAY": "nonsense"},
            ["wayland", "xcb"],
            ["WAYLAND_DISPLAY=/w and no X server answers at DISPLAY=nonsense"],
        ),
        ({"QT_QPA_PLATFORM": "linuxfb"}, ["linuxfb"], ["no screen for linuxfb"]),
    ],
)
def test_a_display_that_does_not_answer_is_named(
    environment: dict[str, str], tried: list[str], words: list[str]
) -> None:
    error = displays.explain([*map(loaded, tried), _LOST], environment, [])
    assert isinstance(error, NoDisplayError)
    for word in (*words, "pith-inspector verify", "--screenshot"):
        assert word in str(error)


@pytest.mark.skipif(sys.platform != "linux", reason="abstract sockets are Linux's")
def test_a_server_that_listens_has_refused() -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X98765")
        server.listen()
        error = displays.explain([loaded("xcb"), _LOST], {"DISPLAY": ":98765.0"}, [])
    assert "the X server at DISPLAY=:98765.0 refuses this user" in str(error)
    assert "XAUTHORITY" in str(error)


@pytest.mark.skipif(sys.platform != "linux", reason="plugins as Linux loads them")
def test_a_plugin_that_cannot_be_loaded_comes_before_its_display(tmp_path: Path) -> None:
    (tmp_path / "libqxcb.so").touch()
    error = displays.explain([loaded("xcb"), _LOST], {"DISPLAY": "nonsense"}, [tmp_path])
    assert isinstance(error, CannotStartError)
    assert f"{tmp_path}/libqxcb.so cannot be loaded (file too short)" in str(error)
