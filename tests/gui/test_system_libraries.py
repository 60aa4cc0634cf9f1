"""The table of system libraries matches what Qt's files need and what Debian's packages contain."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import PySide6
import pytest

from inspector.start.imports import WAYLAND, WINDOW, X

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux loads them")

_QT = Path(PySide6.__file__).parent / "Qt"
_NEEDED = re.compile(rb"\0(lib[\w+.-]+\.so(?:\.\d+)+)(?=\0)")
_OF_EVERY_SYSTEM = {"libc.so.6", "libm.so.6"}
_PLATFORMS = _QT / "plugins" / "platforms"


def needed(files: Iterable[Path]) -> set[str]:
    """The libraries that files need, except those that come with Qt."""
    own = {path.name for path in (_QT / "lib").iterdir()}
    named = {name.decode() for file in files for name in _NEEDED.findall(file.read_bytes())}
    return named - own - _OF_EVERY_SYSTEM


def parts(*names: str) -> list[Path]:
    return [_QT / "lib" / f"libQt6{name}.so.6" for name in names]


@pytest.mark.skipif(not (_QT / "lib").is_dir(), reason="Qt is the system's own")
def test_each_library_that_qt_asks_for_is_known() -> None:
    window = needed(
        [*parts("Core", "Gui", "Widgets", "DBus", "Svg"), _PLATFORMS / "libqoffscreen.so"]
    )
    assert window == set(WINDOW)
    assert needed([*parts("XcbQpa"), _PLATFORMS / "libqxcb.so"]) - window == set(X)
    (wayland,) = _PLATFORMS.glob("libqwayland*.so")
    assert needed([*parts("WaylandClient"), wayland]) - window == set(WAYLAND)


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="knows Debian's packages")
@pytest.mark.parametrize(("library", "package"), (WINDOW | X | WAYLAND).items())
def test_the_package_holds_the_library(library: str, package: str) -> None:
    found = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    if found.returncode:
        pytest.skip(f"{library} is not installed by a package")
    # Later releases have given some packages another name, and provide the old one.
    holders = {line.partition(":")[0].removesuffix("t64") for line in found.stdout.splitlines()}
    assert package in holders
