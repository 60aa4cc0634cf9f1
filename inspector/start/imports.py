"""Explains a failed import: a missing package, a missing system library, or too little memory.

Which libraries a window lacks is found by asking the loader for them. Nothing here is loaded before
an import failed.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping

from inspector.errors import (
    CannotStartError,
    LibraryMissingError,
    OutOfMemoryError,
    PackageMissingError,
)
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple

_QT = ("PySide6", "shiboken6", "QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork", "Shiboken")
_DISTRIBUTIONS = {
    **dict.fromkeys(_QT, "PySide6-Essentials"),
    "nacl": "PyNaCl",
    "_cffi_backend": "cffi",
    "cffi": "cffi",
}
"""Distributions with another name than their module."""
_QTS_OWN = ("libQt6", "libpyside6", "libshiboken6", "libicu")


def explain(error: ImportError) -> CannotStartError:
    """Why the import failed and what to do, in one sentence."""
    text = str(error)
    if exhausted := out_of_memory_in(text):
        return exhausted
    module, found = _outermost(error), loader_message_in(text)
    if found and module in _QT and not found.name.startswith(_QTS_OWN):
        return explain_library(found, wanted_by(os.environ))
    return _of_package(module, text)


def _outermost(error: ImportError) -> str:
    """The package that could not be imported or is incomplete."""
    return (error.name or "").partition(".")[0]


def _of_package(module: str, text: str) -> PackageMissingError:
    subject = (
        msg("The window cannot be opened") if module in _QT else msg("Pith Inspector cannot start")
    )
    return PackageMissingError(
        "{}: {}{}",
        subject,
        _missing(module, text),
        NO_WINDOW if module in _QT else "",
    )


def _missing(module: str, text: str) -> Message:
    if module == "inspector" or getattr(sys, "frozen", False) or not module:
        return msg("the installation is damaged ({}); install Pith Inspector anew", text)
    if module in sys.stdlib_module_names:
        return msg("this Python lacks its module {} ({}); install all of Python", module, text)
    wanted = _requirement(_DISTRIBUTIONS.get(module, module))
    return msg(
        "the Python package {} is missing or damaged ({}); install it anew with: {}",
        wanted,
        text,
        install(wanted),
    )


def install(requirement: str) -> str:
    """The command that installs ``requirement``, replacing what is installed."""
    return f"'{sys.executable}' -m pip install --force-reinstall '{requirement}'"


def _requirement(distribution: str) -> str:
    """``distribution`` with the required versions, from the program's own metadata."""
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415 - memory

    try:
        wanted = requires("pith-inspector") or []
    except PackageNotFoundError:
        wanted = []
    names = {one.rstrip().partition(";")[0].strip(): one for one in wanted if "extra" not in one}
    of_it = (name for name in names if name.lower().startswith(distribution.lower()))
    return next(of_it, distribution)


# --- out of memory ----------------------------------------------------------------------------

_OUT_OF_MEMORY = ("failed to map segment", "annot allocate memory")


def out_of_memory_in(text: str) -> OutOfMemoryError | None:
    """The out-of-memory error that ``text`` reports; None if it reports something else."""
    return out_of_memory() if any(words in text for words in _OUT_OF_MEMORY) else None


def out_of_memory() -> OutOfMemoryError:
    """The error that there is too little memory."""
    return OutOfMemoryError(
        "There is not enough memory; close other programs, or raise the limit (ulimit -v)"
    )


# --- the libraries that a window needs, and the Debian package that each comes from -----------

WINDOW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What every window needs, including one that is drawn only to memory."""
X = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
NO_WINDOW = msg("; pith-inspector verify needs no window")
_PACKAGES = WINDOW | X | WAYLAND
_COMPLAINT = re.compile(
    r"(?P<path>[^\s:]*?(?P<name>lib[^/\s:]+\.so[.0-9]*)): (?P<why>.+)", re.DOTALL
)
_TOO_OLD = "version `"
_ABSENT = "cannot open shared object file: No such file"


class LoaderMessage(NamedTuple):
    """A message of the dynamic loader; ``path`` is only a name if the library was not found."""

    name: str
    path: str
    why: str

    @property
    def is_absent(self) -> bool:
        return _ABSENT in self.why


def wanted_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The libraries that a window needs in this environment: package by library name."""
    wanted = dict(WINDOW)
    if environment.get("DISPLAY"):
        wanted |= X
    if environment.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    return wanted


def loader_message_in(text: str) -> LoaderMessage | None:
    """The loader's message about a shared library in an error's ``text``; None if there is none."""
    found = _COMPLAINT.search(text)
    return LoaderMessage(found["name"], found["path"], found["why"]) if found else None


def loader_message_for(library: str) -> LoaderMessage | None:
    """Why ``library``, a name or a path, cannot be loaded; None if it can."""
    import ctypes  # noqa: PLC0415 - lest a want of memory is met by another

    try:
        ctypes.CDLL(library)
    except OSError as error:
        # PyInstaller puts words of its own before the loader's.
        why = str(error.__cause__ or error)
        return loader_message_in(why) or LoaderMessage(library, library, why)
    return None


def explain_library(first: LoaderMessage, wanted: Iterable[str]) -> CannotStartError:
    """How to fix ``first``, with one command that also fixes all others of ``wanted``."""
    if exhausted := out_of_memory_in(first.why):
        return exhausted
    if first.is_absent:
        others = (found for name in wanted if (found := loader_message_for(name)))
        absent = [first.name, *(found.name for found in others if found.is_absent)]
        said = _of_absent(list(dict.fromkeys(absent)))
    elif _TOO_OLD in first.why:
        said = msg(
            "{} of this system is older than Qt needs ({}); a later release of the system has a "
            "newer one",
            first.name,
            first.why,
        )
    else:
        said = msg(
            "the system library {} cannot be loaded ({}); {}", first.path, first.why, _mend(first)
        )
    return LibraryMissingError("The window cannot be opened: {}{}", said, NO_WINDOW)


def _of_absent(names: list[str]) -> Message:
    if len(names) > 1:
        return msg(
            "{} system libraries are missing, {} among them; {}",
            len(names),
            names[0],
            _install(names),
        )
    return msg("the system library {} is missing; {}", names[0], _install(names))


def _install(names: list[str]) -> Message:
    packages = dict.fromkeys(_PACKAGES[name] for name in names if name in _PACKAGES)
    if not packages or shutil.which("apt") is None:
        return msg("install what brings {}", ", ".join(names))
    return msg("install with: sudo apt install {}", " ".join(packages))


def _mend(found: LoaderMessage) -> Message:
    if os.environ.get("LD_LIBRARY_PATH"):
        return msg("unset LD_LIBRARY_PATH, which may lead to a wrong one")
    if found.name not in _PACKAGES or shutil.which("apt") is None:
        return msg("install it anew")
    package = _PACKAGES[found.name]
    return msg("install it anew with: sudo apt install --reinstall {}", package)
