"""packaging/pyinstaller/pith-inspector.spec, run with stand-ins for PyInstaller's own: what it asks
of them on each system, of which two are not at hand."""

import importlib.metadata
import sys
from collections.abc import Iterator
from importlib.metadata import PackagePath
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.packaging.conftest import ROOT

FOLDER = ROOT / "packaging" / "pyinstaller"
VERSION = "1.2.3"
METADATA = f"pith_inspector-{VERSION}.dist-info/METADATA"
ITS_MODULES = ("origins", "python_modules", "qt_files", "version_info", "info_plist")
SCRIPTS = [("pyi_rth_pyside6", "", "PYSOURCE"), ("__main__", "", "PYSOURCE")]
DATAS = [
    ("inspector/resources/keys/pith.json", "", "DATA"),
    (METADATA, "", "DATA"),
    ("click-8.dist-info/METADATA", "", "DATA"),
    ("base_library.zip", "", "DATA"),
]


class PyInstaller:
    """Writes down what it is called with, in the order of the calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def names(self) -> dict[str, Any]:
        called = ("PYZ", "EXE", "COLLECT", "BUNDLE")
        return {"Analysis": self._analysis, **{name: self._noted(name) for name in called}}

    def of(self, name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
        return [(given, options) for call, given, options in self.calls if call == name]

    def _analysis(self, *given: Any, **options: Any) -> SimpleNamespace:
        self.calls.append(("Analysis", given, options))
        return SimpleNamespace(scripts=SCRIPTS, datas=DATAS, binaries=[], pure=[])

    def _noted(self, name: str) -> Any:
        def noted(*given: Any, **options: Any) -> str:
            self.calls.append((name, given, options))
            return name

        return noted


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Runs the spec as on a system, in an environment where the checkout is what is installed."""
    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_data_files = lambda package, **_: [(package, "data")]  # type: ignore[attr-defined]
    hooks.collect_submodules = lambda package: [f"{package}.all"]  # type: ignore[attr-defined]
    wheel = SimpleNamespace(files=[PackagePath(METADATA)], version=VERSION, locate_file=Path)
    monkeypatch.setitem(sys.modules, hooks.__name__, hooks)
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: wheel)
    monkeypatch.setattr(sys, "path", [*sys.path])

    def run(system: str, prefix: Path = ROOT) -> PyInstaller:
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(sys, "prefix", str(prefix))
        made = PyInstaller()
        path = FOLDER / "pith-inspector.spec"
        names = {"SPECPATH": str(FOLDER), **made.names()}
        exec(compile(path.read_text(encoding="utf-8"), path, "exec"), names)
        return made

    yield run
    for name in ITS_MODULES:
        sys.modules.pop(name, None)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_the_program_is_the_wheels_with_nothing_that_loads_qt_early(spec: Any, system: str) -> None:
    made = spec(system)
    ((((script,),), options),) = made.of("Analysis")
    assert Path(script) == ROOT / "inspector" / "__main__.py"
    assert "inspector.all" in options["hiddenimports"]
    for (_, scripts), _ in made.of("EXE"):
        assert [name for name, _, _ in scripts] == ["__main__"]
    (((*_, datas), _),) = made.of("COLLECT")
    assert [name for name, _, _ in datas] == [DATAS[0][0], METADATA, "base_library.zip"]


def test_the_checkout_is_refused(spec: Any, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="installed wheel"):
        spec("linux", tmp_path)


def test_windows_has_a_twin_without_a_console(spec: Any) -> None:
    made = spec("win32")
    looks = [(given["name"], given["console"]) for _, given in made.of("EXE")]
    assert looks == [("pith-inspector", True), ("pith-inspector-window", False)]
    for _, given in made.of("EXE"):
        assert Path(given["icon"]) == ROOT / "build" / "icons" / "pith-inspector.ico"
        assert "VSVersionInfo" in Path(given["version"]).read_text(encoding="utf-8")
    ((given, _),) = made.of("COLLECT")
    assert given[:2] == ("EXE", "EXE")


def test_macos_has_an_application(spec: Any) -> None:
    made = spec("darwin")
    ((_, given),) = made.of("BUNDLE")
    assert given["bundle_identifier"] == "science.pith.Inspector"
    assert given["info_plist"]["CFBundleShortVersionString"] == given["version"] == VERSION
    assert Path(given["icon"]) == ROOT / "build" / "icons" / "pith-inspector.icns"
    ((_, executable),) = made.of("EXE")
    assert executable["console"] is False


def test_linux_has_one_program_that_is_stripped(spec: Any) -> None:
    made = spec("linux")
    assert made.of("BUNDLE") == []
    calls = made.of("EXE") + made.of("COLLECT")
    assert [given["strip"] for _, given in calls] == [True, True]
