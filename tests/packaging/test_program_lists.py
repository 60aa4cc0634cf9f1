"""packaging/pyinstaller: which files go into the one-folder program, by name alone."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.packaging.conftest import load
from tests.packaging.tools import ROOT, run

FOLDER = ROOT / "packaging" / "pyinstaller"


@pytest.mark.parametrize(
    "name", ["libQt6Core.so.6", "Qt6Core.dll", "QtCore.framework", "QtCore.abi3.so", "QtCore.pyd"]
)
def test_a_library_of_qt_has_one_name_on_all_systems(name: str) -> None:
    assert load(FOLDER / "qt_files.py").stem(name) == "QtCore"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A folder with all that is listed of Qt, as Linux names it."""
    qt_files = load(FOLDER / "qt_files.py")
    qt = tmp_path / "PySide6" / "Qt"
    libraries = {f"lib/lib{name.replace('Qt', 'Qt6')}.so.6" for name in qt_files.LIBRARIES}
    plugins = {
        f"plugins/{place}/lib{name}.so"
        for place, _, name in (plugin.partition("/") for plugin in qt_files.PLUGINS)
    }
    for file in libraries | plugins:
        (qt / file).parent.mkdir(parents=True, exist_ok=True)
        (qt / file).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ([], ""),
        (["plugins/platforms/libqxcb.so"], "platforms/qxcb"),
        (["lib/libQt6XcbQpa.so.6"], "QtXcbQpa"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the names are those of Linux")
def test_part_of_qt_that_was_left_out_is_named(whole: Path, lost: list[str], named: str) -> None:
    for file in lost:
        (whole / "PySide6" / "Qt" / file).unlink()
    done = run(sys.executable, "-I", FOLDER / "qt_files.py", whole)
    assert (done.stdout, done.returncode) == (f"{named}\n", 0)


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
