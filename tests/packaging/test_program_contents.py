"""The lists of the one-folder program's files are complete: no file is added unnoticed."""

import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.packaging import one_folder
from tests.packaging.test_project import pins
from tests.packaging.tools import ROOT, SHARE, needs_tool, run

pytestmark = [
    pytest.mark.packages,
    pytest.mark.skipif(sys.platform != "linux", reason="the lists are those of Linux"),
]

QT_LIBRARIES = {
    "libQt6Core", "libQt6DBus", "libQt6Gui", "libQt6Network", "libQt6PrintSupport", "libQt6Svg",
    "libQt6WaylandClient", "libQt6Widgets", "libQt6XcbQpa", "libicudata", "libicui18n", "libicuuc",
}  # fmt: skip
QT_MODULES = {"QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets"}
QT_PLUGINS = {
    "iconengines/libqsvgicon.so",
    "imageformats/libqsvg.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "platformthemes/libqxdgdesktopportal.so",
    "printsupport/libcupsprintersupport.so",
    "wayland-decoration-client/libadwaita.so",
    "wayland-decoration-client/libbradient.so",
    "wayland-shell-integration/libxdg-shell.so",
}
BACKPORTED = {"backports"} if sys.version_info < (3, 14) else set[str]()
COMPILED = {"PySide6", "lxml", "nacl", "orjson", "shiboken6"} | BACKPORTED
PACKAGES = {
    "PySide6", "click", "filelock", "inspector", "lxml", "nacl", "orjson", "platformdirs", "rich",
    "shiboken6", "truststore", "urllib3",
} | BACKPORTED  # fmt: skip
NOT_FOR_USERS = {
    "asyncio", "doctest", "ensurepip", "idlelib", "lib2to3", "multiprocessing", "pdb", "pydoc",
    "pydoc_data", "sqlite3", "test", "tkinter", "turtledemo", "unittest", "venv", "xmlrpc",
}  # fmt: skip


@pytest.fixture
def inside() -> Path:
    return one_folder.folder() / "_internal"


@pytest.fixture
def binaries(inside: Path) -> list[Path]:
    """All files with machine code."""
    files = [path for path in inside.parent.rglob("*") if path.is_file()]
    return [path for path in files if path.read_bytes()[:4] == b"\x7fELF"]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def below(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in files}


def test_only_the_parts_of_qt_that_are_used_are_there(inside: Path) -> None:
    bindings = {path.name.partition(".")[0] for path in (inside / "PySide6").glob("*.so*")}
    assert bindings == QT_MODULES | {"libpyside6"}
    qt = inside / "PySide6" / "Qt"
    assert names(qt) == {"lib", "plugins", "translations"}
    assert {name.partition(".")[0] for name in below(qt / "lib")} == QT_LIBRARIES
    assert below(qt / "plugins") == QT_PLUGINS
    assert below(qt / "translations") == {"qtbase_de.qm"}


def test_no_library_of_the_system_is_there(inside: Path) -> None:
    at_the_top = {path.name.partition(".")[0] for path in inside.glob("*.so*")}
    assert at_the_top == {"_cffi_backend", "libpython3"}
    assert not [path for path in inside.iterdir() if path.is_symlink()]


def test_beside_python_and_its_packages_there_is_only_what_the_program_reads(inside: Path) -> None:
    metadata = f"pith_inspector-{version('pith-inspector')}.dist-info"
    folders = {path.name for path in inside.iterdir() if path.is_dir()}
    assert {name for name in folders if not name.startswith("python3")} == {
        *COMPILED, "inspector", metadata,
    }  # fmt: skip
    assert below(inside / metadata) == {"METADATA"}
    data = {path.suffix for path in (inside / "inspector").rglob("*") if path.is_file()}
    assert data == {".json", ".png", ".qm", ".svg", ".txt"}


def test_the_licence_of_everything_is_there(inside: Path) -> None:
    licences = inside.parent / "licences"
    found = {canonicalize_name(name) for name in names(licences)}
    assert found == {*pins("program"), "pith-inspector", "python"}
    assert all(names(folder) for folder in licences.iterdir())


def test_man_page_and_completion_are_there(inside: Path) -> None:
    assert below(inside.parent / "share") == set(SHARE)


def test_no_source_and_no_test_is_there(inside: Path) -> None:
    files = below(inside)
    assert not [name for name in files if name.endswith((".py", ".pyc", ".pyi", ".typed"))]
    assert not [name for name in files if re.search(r"(^|[/_.])tests?([/_.]|$)", name)]


def test_only_the_python_packages_that_are_used_are_there() -> None:
    found = {module.name.partition(".")[0] for module in one_folder.modules()}
    others = {name for name in found if not name.startswith("_sysconfigdata_")}
    assert others - sys.stdlib_module_names == PACKAGES
    assert not found & NOT_FOR_USERS


def test_every_module_of_the_program_is_there() -> None:
    found = {module.name for module in one_folder.modules()}
    package = ROOT / "inspector"
    sources = {path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py")}
    written = {".".join(("inspector", *parts)).removesuffix(".__init__") for parts in sources}
    assert written - found <= {"inspector.__main__"}


def test_machine_code_is_stripped(binaries: list[Path]) -> None:
    readelf = needs_tool("readelf", "binutils")
    assert binaries
    for path in binaries:
        assert ".symtab" not in run(readelf, "--sections", "--wide", path).stdout, path


def test_libraries_are_looked_for_in_the_folder_alone(inside: Path, binaries: list[Path]) -> None:
    readelf = needs_tool("readelf", "binutils")
    for path in binaries:
        listed = run(readelf, "--dynamic", "--wide", path).stdout
        for places in re.findall(r"\(R(?:UN)?PATH\).*\[(.*)\]", listed):
            for place in places.split(":"):
                assert place.startswith("$ORIGIN"), path
                meant = Path(place.replace("$ORIGIN", str(path.parent))).resolve()
                assert inside in (meant, *meant.parents), path


def test_the_executable_does_not_name_the_folder_it_was_made_in() -> None:
    executable = one_folder.folder() / "pith-inspector"
    assert str(ROOT).encode() not in executable.read_bytes()
