"""packaging/pyinstaller/pith-inspector.spec with fakes for PyInstaller: what it makes of an
analysis on each system, two of which are not available here.

The recordings in analyses/ are shortened: the names are those of Qt's and Python's packages for the
system, the types and links as PyInstaller 6 makes them. Each entry stands where it must end.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from tests.packaging.spec_as_on import METADATA, VERSION
from tests.packaging.tools import ROOT

RECORDINGS = Path(__file__).parent / "analyses"
SYSTEMS = ("linux", "win32", "darwin")


class Made:
    """The spec's calls, in order."""

    def __init__(self, calls: list[tuple[str, list[Any], dict[str, Any]]]) -> None:
        self._calls = calls

    def of(self, name: str) -> list[tuple[list[Any], dict[str, Any]]]:
        return [(given, options) for call, given, options in self._calls if call == name]


def recording(system: str) -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads((RECORDINGS / f"{system}.json").read_text())
    return recorded


def run(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.packaging.spec_as_on", path],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@cache
def spec(system: str) -> Made:
    """Run as on a system, in an environment that holds the wheel."""
    done = run(RECORDINGS / f"{system}.json")
    assert done.returncode == 0, done.stderr
    return Made(json.loads(done.stdout))


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_needed_goes_in_and_nothing_else(system: str) -> None:
    (((*_, binaries, datas), _),) = spec(system).of("COLLECT")
    (((modules,), _),) = spec(system).of("PYZ")
    assert sorted(binaries + datas + modules) == sorted(recording(system)["goes_in"])


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_program_is_the_wheels_with_nothing_that_loads_qt_early(system: str) -> None:
    made, python = spec(system), recording(system)["python"]
    ((((script,),), options),) = made.of("Analysis")
    path = PureWindowsPath if system == "win32" else PurePosixPath
    assert path(script) == path(python["purelib"], "inspector", "__main__.py")
    assert [str(path(python["purelib"], METADATA)), str(path(METADATA).parent)] in options["datas"]
    assert "inspector.all" in options["hiddenimports"]
    for (_, scripts), _ in made.of("EXE"):
        assert [name for name, _, _ in scripts] == ["__main__"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_checkout_is_refused(system: str, tmp_path: Path) -> None:
    recorded = recording(system)
    recorded["python"]["purelib"] = recorded["checkout"]
    path = tmp_path / "checkout.json"
    path.write_text(json.dumps(recorded))
    done = run(path)
    assert done.returncode == 1
    assert "is not of the installed wheel" in done.stderr


@pytest.mark.parametrize(
    ("system", "lost", "named"),
    [
        ("linux", "libqxcb.so", "platforms/qxcb"),
        ("linux", "libQt6PrintSupport.so.6", "QtPrintSupport"),
        ("win32", "qwindows.dll", "platforms/qwindows"),
        ("darwin", "libqcocoa.dylib", "platforms/qcocoa"),
        ("darwin", "/QtPrintSupport", "QtPrintSupport"),
    ],
)
def test_part_of_qt_that_is_left_out_ends_it(
    system: str, lost: str, named: str, tmp_path: Path
) -> None:
    recorded = recording(system)
    whole = recorded["goes_in"]
    recorded["goes_in"] = [entry for entry in whole if not entry[1].endswith(lost)]
    path = tmp_path / "lost.json"
    path.write_text(json.dumps(recorded))
    done = run(path)
    assert done.returncode == 1
    assert done.stderr.endswith(f"are missing: {named}\n")


def test_windows_has_a_twin_without_a_console() -> None:
    made = spec("win32")
    looks = [(given["name"], given["console"]) for _, given in made.of("EXE")]
    assert looks == [("pith-inspector", True), ("pith-inspector-window", False)]
    icons = PureWindowsPath(recording("win32")["checkout"], "build", "icons")
    for _, given in made.of("EXE"):
        assert PureWindowsPath(given["icon"]) == icons / "pith-inspector.ico"
        assert "VSVersionInfo" in Path(given["version"]).read_text(encoding="utf-8")
    ((parts, _),) = made.of("COLLECT")
    assert parts[:2] == ["EXE", "EXE"]


def test_macos_has_an_application() -> None:
    made = spec("darwin")
    ((_, given),) = made.of("BUNDLE")
    assert given["bundle_identifier"] == "science.pith.Inspector"
    assert given["info_plist"]["CFBundleShortVersionString"] == given["version"] == VERSION
    icons = PurePosixPath(recording("darwin")["checkout"], "build", "icons")
    assert PurePosixPath(given["icon"]) == icons / "pith-inspector.icns"
    ((_, executable),) = made.of("EXE")
    assert executable["console"] is False


def test_linux_has_one_program_that_is_stripped() -> None:
    made = spec("linux")
    assert made.of("BUNDLE") == []
    calls = made.of("EXE") + made.of("COLLECT")
    assert [given["strip"] for _, given in calls] == [True, True]
