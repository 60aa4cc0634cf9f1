"""packaging/pyinstaller: which files go into the one-folder program, by name alone."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT, load

FOLDER = ROOT / "packaging" / "pyinstaller"


@pytest.mark.parametrize(
    "name", ["libQt6Core.so.6", "Qt6Core.dll", "QtCore.framework", "QtCore.abi3.so", "QtCore.pyd"]
)
def test_a_library_of_qt_has_one_name_on_all_systems(name: str) -> None:
    assert load(FOLDER / "qt_files.py").stem(name) == "QtCore"


FILES = {
    "linux": {
        "PySide6/Qt/lib/libQt6Core.so.6": True,
        "PySide6/Qt/lib/libQt6DBus.so.6": True,
        "PySide6/Qt/lib/libQt6OpenGL.so.6": False,
        "PySide6/QtCore.abi3.so": True,
        "PySide6/QtDBus.abi3.so": False,
        "PySide6/libpyside6.abi3.so.6.11": True,
        "PySide6/Qt/plugins/platforms/libqxcb.so": True,
        "PySide6/Qt/plugins/platforms/libqeglfs.so": False,
        "PySide6/Qt/plugins/styles/libqxcb.so": False,
        "PySide6/Qt/translations/qtbase_de.qm": True,
        "PySide6/Qt/translations/qtbase_fr.qm": False,
        "libQt6Core.so.6": False,
        "libicuuc.so.73": False,
        "libpython3.11.so.1.0": True,
        "nacl/_sodium.abi3.so": True,
    },
    "darwin": {
        "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": True,
        "PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist": True,
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml": False,
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib": True,
        "PySide6/Qt/plugins/styles/libqmacstyle.dylib": False,
        "QtCore": True,
        "QtQml": False,
        "libpyside6.abi3.6.11.dylib": True,
    },
    "win32": {
        "PySide6/Qt6Core.dll": True,
        "PySide6/Qt6Qml.dll": False,
        "PySide6/QtCore.pyd": True,
        "PySide6/opengl32sw.dll": False,
        "PySide6/MSVCP140.dll": True,
        "PySide6/plugins/platforms/qwindows.dll": True,
        "PySide6/plugins/tls/qschannelbackend.dll": False,
        "PySide6/translations/qtbase_de.qm": True,
        "shiboken6/shiboken6.abi3.dll": True,
        "python311.dll": True,
    },
}


@pytest.mark.parametrize("system", FILES)
def test_of_qt_only_what_is_listed_goes_in(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    qt_files = load(FOLDER / "qt_files.py")
    assert {path: qt_files.is_wanted(path) for path in FILES[system]} == FILES[system]


def test_python_and_the_environment_go_in_and_no_tools() -> None:
    is_wanted = load(FOLDER / "origins.py").is_wanted
    installed = str(Path(sys.prefix, "lib", "site-packages", "a", "b"))
    own = str(Path(sysconfig.get_path("stdlib"), "json", "decoder.py"))
    for source in (installed, own):
        assert is_wanted("a.b", source, "PYMODULE")
    for kind in ("PYMODULE", "EXTENSION"):
        assert not is_wanted("PIL.Image", "/build/tools/lib/site-packages/PIL/Image", kind)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the rule is PyInstaller's own")
def test_no_library_of_the_system_goes_in() -> None:
    is_wanted = load(FOLDER / "origins.py").is_wanted
    assert not is_wanted("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", "BINARY")
    python = "libpython3.11.so.1.0"
    assert is_wanted(python, f"/usr/lib/x86_64-linux-gnu/{python}", "BINARY")
    installed = str(Path(sys.prefix, "lib", "site-packages", "a", "liba.so"))
    assert is_wanted("a/liba.so", installed, "BINARY")


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_programs_that_are_opened_get_the_environment_of_the_user(before: str | None) -> None:
    """A browser must not be led to the libraries of this program."""
    given = {"LD_LIBRARY_PATH": "/here/_internal", "_PYI_ARCHIVE_FILE": "/here/x", "KEPT": "1"}
    if before:
        given["LD_LIBRARY_PATH_ORIG"] = before
    hook = f"exec(compile({(FOLDER / 'clean_environment.py').read_text()!r}, 'hook', 'exec'))"
    code = f"{hook}\nimport json, os; print(json.dumps(dict(os.environ)))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**kept, **given}, capture_output=True, check=True
    )
    left = json.loads(done.stdout)
    assert left.get("LD_LIBRARY_PATH") == before
    assert left["KEPT"] == "1"
    assert not [name for name in left if name.startswith("_PYI_") or name.endswith("_ORIG")]
