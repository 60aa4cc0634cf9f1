"""Runs packaging/pyinstaller/pith-inspector.spec as on the system of a recorded analysis.

    python -m tests.packaging.spec_as_on RECORDING     writes what the spec called, as JSON

A process of its own: what it says of Python (the system, the prefixes, the kind of paths) would
mislead all that runs after it, sysconfig first of all.
"""

import importlib.metadata
import importlib.util
import json
import sys
import sysconfig
from importlib.metadata import PackagePath
from pathlib import Path, PurePath, PureWindowsPath
from types import ModuleType, SimpleNamespace
from typing import Any

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
VERSION = "1.2.3"
METADATA = f"pith_inspector-{VERSION}.dist-info/METADATA"
SCRIPTS = [("pyi_rth_pyside6", "", "PYSOURCE"), ("__main__", "", "PYSOURCE")]
_CALLED = ("PYZ", "EXE", "COLLECT", "BUNDLE")
_COMPILED = ("BINARY", "EXTENSION")


class _WindowsPath(PureWindowsPath):
    """As far as the spec needs one: every path of a recording is absolute."""

    def absolute(self) -> "_WindowsPath":
        return self


class PyInstaller:
    """Returns the recorded analysis, and records its arguments."""

    def __init__(self, entries: list[list[str]]) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._entries = entries

    def names(self) -> dict[str, Any]:
        return {"Analysis": self._analysis, **{name: self._noted(name) for name in _CALLED}}

    def _analysis(self, *given: Any, **options: Any) -> SimpleNamespace:
        self.calls.append(("Analysis", given, options))
        # As PyInstaller shares them out: links are among the data.
        pure = [entry for entry in self._entries if entry[2] == "PYMODULE"]
        binaries = [entry for entry in self._entries if entry[2] in _COMPILED]
        datas = [entry for entry in self._entries if entry not in pure + binaries]
        return SimpleNamespace(scripts=SCRIPTS, datas=datas, binaries=binaries, pure=pure)

    def _noted(self, name: str) -> Any:
        def noted(*given: Any, **options: Any) -> str:
            self.calls.append((name, given, options))
            return name

        return noted


def main(recording: Path) -> None:
    recorded = json.loads(recording.read_text(encoding="utf-8"))
    python, checkout = recorded["python"], recorded["checkout"]
    folder = PACKAGING / "pyinstaller"
    sys.path[:0] = [str(PACKAGING / name) for name in ("pyinstaller", "windows", "macos")]
    # They write and read files of this system.
    for name in ("version_info", "info_plist"):
        importlib.import_module(name)
    code = compile((folder / "pith-inspector.spec").read_text(encoding="utf-8"), "spec", "exec")
    made = PyInstaller(recorded["goes_in"] + recorded["stays_out"])
    place: type[PurePath] = Path
    if python["platform"] == "win32":
        place = _WindowsPath
        sys.modules["pathlib"] = SimpleNamespace(Path=place, PurePath=place)  # type: ignore[assignment]
    _say_what_is_installed(place(python["purelib"]))
    sys.platform, sys.prefix = python["platform"], python["prefix"]
    sys.base_prefix = python["base_prefix"]
    sysconfig.get_path = {"stdlib": python["stdlib"]}.__getitem__  # type: ignore[assignment]
    exec(code, {"SPECPATH": str(place(checkout, "packaging", "pyinstaller")), **made.names()})
    json.dump(made.calls, sys.stdout)


def _say_what_is_installed(site: PurePath) -> None:
    """The wheel, in the folder ``site``, and the functions of PyInstaller that ask for it."""
    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_data_files = lambda package, **_: [(package, "data")]  # type: ignore[attr-defined]
    hooks.collect_submodules = lambda package: [f"{package}.all"]  # type: ignore[attr-defined]
    sys.modules[hooks.__name__] = hooks
    wheel = SimpleNamespace(
        files=[PackagePath(METADATA)], version=VERSION, locate_file=lambda file: site / file
    )
    importlib.metadata.distribution = lambda _: wheel  # type: ignore[assignment,return-value]
    start = SimpleNamespace(origin=str(site / "inspector" / "__main__.py"))
    importlib.util.find_spec = lambda *_: start  # type: ignore[assignment]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
