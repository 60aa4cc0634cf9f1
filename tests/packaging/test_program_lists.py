"""packaging/pyinstaller: which files go into the one-folder program, by name."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import PySide6
import pytest

from inspector.start.imports import WAYLAND, WINDOW, X
from tests.gui.test_system_libraries import needed
from tests.packaging.conftest import load
from tests.packaging.tools import ROOT

FOLDER = ROOT / "packaging" / "pyinstaller"
OF_QT_FILES_ALONE = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""Debian's packages of what printing and the network ask for, without which a window opens."""


@pytest.mark.parametrize(
    "name", ["libQt6Core.so.6", "Qt6Core.dll", "QtCore.framework", "QtCore.abi3.so", "QtCore.pyd"]
)
def test_a_library_of_qt_has_one_name_on_all_systems(name: str) -> None:
    assert load(FOLDER / "qt_files.py").stem(name) == "QtCore"


@pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux loads them")
def test_each_library_that_a_packed_file_of_qt_asks_for_is_installed_before_it_is_built() -> None:
    is_wanted = load(FOLDER / "qt_files.py").is_wanted
    qt = Path(PySide6.__file__).with_name("Qt")
    packed = [
        path for path in qt.rglob("*.so*") if is_wanted(path.relative_to(qt.parents[1]).as_posix())
    ]
    assert len(packed) > 20
    of_libc = {"libdl.so.2", "libpthread.so.0", "libresolv.so.2"}
    known = (WINDOW | X | WAYLAND | OF_QT_FILES_ALONE).keys() | of_libc
    assert needed(packed) - known == set()
    script = (ROOT / "packaging" / "build.sh").read_text()
    assert f"\n    {' '.join(sorted({*OF_QT_FILES_ALONE.values()}))}\n)" in script


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
