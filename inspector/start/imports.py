"""An import that failed, explained: a package, a library of the system, or no memory for it."""

import os
import sys

from inspector.errors import CannotStartError, PackageMissingError
from inspector.messages import Message, msg
from inspector.start import libraries, memory

_QT = ("PySide6", "shiboken6", "QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork", "Shiboken")
_DISTRIBUTIONS = {
    **dict.fromkeys(_QT, "PySide6-Essentials"),
    "nacl": "PyNaCl",
    "_cffi_backend": "cffi",
    "cffi": "cffi",
}
"""Where it has another name than the module."""
_QTS_OWN = ("libQt6", "libpyside6", "libshiboken6", "libicu")


def explain(error: ImportError) -> CannotStartError:
    """Why the import failed and what to do, in one sentence."""
    text = str(error)
    if out_of_memory := memory.explain(text):
        return out_of_memory
    module, found = _outermost(error), libraries.complaint_in(text)
    if found and module in _QT and not found.name.startswith(_QTS_OWN):
        return libraries.explain(found, libraries.wanted_by(os.environ))
    return _of_package(module, text)


def _outermost(error: ImportError) -> str:
    """The package that was to be imported, or is not complete."""
    return (error.name or "").partition(".")[0]


def _of_package(module: str, text: str) -> PackageMissingError:
    subject = (
        msg("The window cannot be opened") if module in _QT else msg("Pith Inspector cannot start")
    )
    return PackageMissingError(
        "{}: {}{}",
        subject,
        _missing(module, text),
        libraries.NO_WINDOW if module in _QT else "",
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
    """The command that puts ``requirement`` in the place of whatever is there."""
    return f"'{sys.executable}' -m pip install --force-reinstall '{requirement}'"


def _requirement(distribution: str) -> str:
    """With the versions that serve, which the program's own installation knows."""
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415 - memory

    try:
        wanted = requires("pith-inspector") or []
    except PackageNotFoundError:
        wanted = []
    names = {one.rstrip().partition(";")[0].strip(): one for one in wanted if "extra" not in one}
    of_it = (name for name in names if name.lower().startswith(distribution.lower()))
    return next(of_it, distribution)
