"""Which files of Qt go into the one-folder program: what stands here, and nothing else.

Found by looking at what the program loads (``QT_DEBUG_PLUGINS=1``, ``/proc/PID/maps``) on X11, on
Wayland and without a display, in its window and all dialogs, and by reading what these files are
linked with. A file's name is compared without ``lib``, the number of Qt and what follows.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import PurePath

MODULES = {"QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets"}
"""The Python modules; QtNetwork for the socket by which a second start reaches the first."""

_LIBRARIES = {
    "linux": MODULES | {"QtDBus", "QtXcbQpa", "QtWaylandClient", "icudata", "icui18n", "icuuc"},
    "darwin": MODULES | {"QtDBus"},
    "win32": MODULES,
}
_PLUGINS = {
    # No OpenGL: all is drawn in memory, so that no driver can keep the window from opening.
    # No platformthemes/qgtk3: it loads the whole of GTK at every start on GNOME, for the sake of
    # GTK's file dialogs; colours and fonts come through D-Bus without it.
    # No tls, no networkinformation: addresses are read by urllib3.
    "linux": {
        "platforms/qxcb",
        "platforms/qwayland",
        "platforms/qoffscreen",
        "platformthemes/qxdgdesktopportal",  # in a sandbox the file dialogs are the portal's
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "wayland-shell-integration/xdg-shell",
        "wayland-decoration-client/adwaita",  # GNOME draws no frame around a window
        "wayland-decoration-client/bradient",
        # Themes of icons, from which the file dialogs take theirs, are SVG.
        "iconengines/qsvgicon",
        "imageformats/qsvg",
        "printsupport/cupsprintersupport",
    },
    "darwin": {
        "platforms/qcocoa",
        "platforms/qoffscreen",
        "iconengines/qsvgicon",
        "imageformats/qsvg",
    },
    "win32": {
        "platforms/qwindows",
        "platforms/qoffscreen",
        "iconengines/qsvgicon",
        "imageformats/qsvg",
    },
}

LIBRARIES = _LIBRARIES[sys.platform]
PLUGINS = _PLUGINS[sys.platform]
TRANSLATIONS = {"qtbase_de.qm"}
"""Of Qt's own dialogs, into the languages that the program itself speaks besides English."""

_BINDINGS = ("pyside6", "shiboken6", "Shiboken")
_MODULE_ENDINGS = (".pyd", ".abi3.so")
_COMPILERS_OWN = ("msvcp", "vcruntime")
"""In small letters in Qt's folder, in capitals where a library names them."""
_FOLDERS = ("PySide6", "shiboken6")
_NEEDS_LINKS = sys.platform == "darwin"
"""There PyInstaller makes libraries look for one another beside the program. On Linux Qt's carry
the path to one another, and what lies beside the program would be found by other programs, too."""


def is_of_qt(path: str) -> bool:
    """Whether the file at ``path`` within the program's folder came with Qt for Python."""
    return PurePath(path).parts[0] in _FOLDERS or _is_link(path)


def is_wanted(path: str) -> bool:
    """Whether the file at ``path`` within the program's folder is not of Qt, or is needed."""
    parts = PurePath(path).parts
    name = stem(parts[-1])
    if _is_link(path):
        return _NEEDS_LINKS and _is_wanted_library(name)
    if parts[0] not in _FOLDERS:
        return True
    if "plugins" in parts:
        return f"{parts[-2]}/{name}" in PLUGINS
    if "translations" in parts:
        return parts[-1] in TRANSLATIONS
    if frameworks := [part for part in parts if part.endswith(".framework")]:
        return stem(frameworks[0]) in LIBRARIES
    if parts[-1].endswith(_MODULE_ENDINGS):
        return name in {*MODULES, *_BINDINGS}
    return _is_wanted_library(name)


def missing(paths: Iterable[str]) -> list[str]:
    """The libraries and plugins that are not among the files at ``paths``.

    Where a library of the system is missing, PyInstaller leaves out what needs it and says nothing.
    """
    files = [path for path in map(PurePath, paths) if not path.name.endswith(_MODULE_ENDINGS)]
    plugins = {f"{path.parent.name}/{stem(path.name)}" for path in files if "plugins" in path.parts}
    return sorted((LIBRARIES | PLUGINS) - plugins - {stem(path.name) for path in files})


def stem(name: str) -> str:
    """``libQt6Core.so.6``, ``Qt6Core.dll`` and ``QtCore.framework`` are all ``QtCore``."""
    return re.sub(r"^Qt6", "Qt", name.partition(".")[0].removeprefix("lib"))


def _is_wanted_library(name: str) -> bool:
    if name.lower().startswith(_COMPILERS_OWN):
        return True
    return name in LIBRARIES or name.startswith(_BINDINGS)


def _is_link(path: str) -> bool:
    """PyInstaller puts a link to each library beside the program."""
    return len(PurePath(path).parts) == 1 and stem(path).startswith(("Qt", "icu", *_BINDINGS))
