"""Missing libraries are named with their packages, all at once."""

import shutil
import sys

import pytest

from inspector.errors import LibraryMissingError, OutOfMemoryError
from inspector.start import imports
from inspector.start.imports import LoaderMessage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux loads them")
_ABSENT = "libxcb-cursor.so.999"


def absent(name: str) -> LoaderMessage:
    """The loader's message about a missing library, for ``name``."""
    found = imports.loader_message_for(_ABSENT)
    assert found is not None
    assert (found.name, found.path, found.is_absent) == (_ABSENT, _ABSENT, True)
    return found._replace(name=name, path=name)


def test_a_library_that_is_there_is_no_complaint() -> None:
    assert imports.loader_message_for("libc.so.6") is None


def test_the_package_of_a_missing_library_is_named() -> None:
    error = imports.explain_library(absent("libEGL.so.1"), [])
    assert isinstance(error, LibraryMissingError)
    assert "the system library libEGL.so.1 is missing" in str(error)
    if shutil.which("apt"):
        assert "install with: sudo apt install libegl1;" in str(error)


def test_one_command_brings_all_that_is_missing() -> None:
    error = imports.explain_library(absent("libEGL.so.1"), ["libc.so.6", _ABSENT, "libnone.so.1"])
    assert "3 system libraries are missing, libEGL.so.1 among them" in str(error)


def test_a_library_of_an_unknown_package_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    told = str(imports.explain_library(absent("libnone.so.1"), []).message)
    assert "install what brings libnone.so.1" in told
    monkeypatch.setenv("PATH", "")  # a system without apt
    told = str(imports.explain_library(absent("libEGL.so.1"), []).message)
    assert "install what brings libEGL.so.1" in told


@pytest.mark.parametrize(
    ("text", "name", "path", "why"),
    [
        ("libEGL.so.1: file too short", "libEGL.so.1", "libEGL.so.1", "file too short"),
        ("/a/b/libGL.so.1: bad", "libGL.so.1", "/a/b/libGL.so.1", "bad"),
        ("/usr/lib/libxcb-cursor.so.0: x: y", "libxcb-cursor.so.0", None, "x: y"),
        ("/lib/libstdc++.so.6: bad", "libstdc++.so.6", None, "bad"),
    ],
)
def test_the_loaders_words_are_read(text: str, name: str, path: str | None, why: str) -> None:
    found = imports.loader_message_in(text)
    assert found is not None
    assert (found.name, found.why) == (name, why)
    assert path in (None, found.path)


@pytest.mark.parametrize("text", ["", "No module named 'nacl'", "QtGui.abi3.so: undefined symbol"])
def test_other_words_are_about_no_library(text: str) -> None:
    assert imports.loader_message_in(text) is None


def test_a_system_that_is_too_old_is_told_so() -> None:
    text = "/lib/libc.so.6: version `GLIBC_9.9' not found (required by /x/libQt6Core.so.6)"
    found = imports.loader_message_in(text)
    assert found is not None
    told = str(imports.explain_library(found, []).message)
    assert "libc.so.6 of this system is older than Qt needs" in told
    assert "GLIBC_9.9" in told


def test_a_want_of_memory_is_no_missing_library() -> None:
    found = imports.loader_message_in("libGL.so.1: failed to map segment from shared object")
    assert found is not None
    assert isinstance(imports.explain_library(found, []), OutOfMemoryError)


def test_what_a_display_needs_is_asked_for_where_there_is_one() -> None:
    alone = imports.wanted_by({})
    assert alone == imports.WINDOW == imports.wanted_by({"DISPLAY": ""})
    assert imports.wanted_by({"DISPLAY": ":0"}) == alone | imports.X
    both = imports.wanted_by({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert both == alone | imports.X | imports.WAYLAND
