"""From where a file may go into the one-folder program: from the environment that is packed, and
from Python's own library. Not from the tools that PyInstaller sees beside it, and on Linux not from
the system, whose libraries have to fit it and are mended there by its administrator:

- libc, libstdc++, libgcc_s: a newer one serves programs made for an older one, never vice versa;
- libGL, libEGL, libxcb, libX11, libxkbcommon, libwayland: speak to the display server and to the
  driver; half of them packed and half of them the system's do not go together;
- libfontconfig, libfreetype, libdbus, libglib: read the system's configuration;
- libssl, libcrypto, libz, liblzma, libbz2, libffi, libgssapi: get their fixes from the system.

Any Debian or Ubuntu as new as the one that builds has them all; the Debian package names them.
Windows and macOS have no such store of libraries: there PyInstaller packs what is needed.
"""

import sys
import sysconfig
from pathlib import Path, PurePath

_PYTHONS_OWN = "libpython"
_FRAMEWORK = ("Python", "Python.framework")
_ENVIRONMENT = Path(sys.prefix)
# On Windows the compiled modules of Python lie beside its library.
_PYTHON = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix, "DLLs"))


def is_wanted(name: str, source: str, kind: str) -> bool:
    """Whether an entry of PyInstaller's lists goes in: its name, its file and its type."""
    if kind == "BINARY":
        is_python = name.startswith(_PYTHONS_OWN)
        return sys.platform != "linux" or is_python or _lies_in(source, _ENVIRONMENT)
    return _lies_in(source, _ENVIRONMENT, *_PYTHON)


def is_pythons_framework(name: str) -> bool:
    """Whether an entry belongs to Python where it is a framework of macOS: links and a list of
    properties around the library, without which it is neither found nor signed."""
    return PurePath(name).parts[0] in _FRAMEWORK


def _lies_in(source: str, *folders: Path) -> bool:
    parents = Path(source).absolute().parents
    return any(folder in parents for folder in folders)
