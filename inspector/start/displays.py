"""Explains why Qt found no display, from its messages and the environment variables.

Runs only after Qt has given up, so a successful start pays nothing for it.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from inspector.errors import CannotStartError, NoDisplayError, PackageMissingError
from inspector.messages import Message, msg
from inspector.start import imports
from inspector.start.imports import install

_TRIED = re.compile(r'Qt platform plugin "([^"]*)"')
_NOT_FOUND = "Could not find the Qt platform plugin"
_AVAILABLE = re.compile(r"Available platform plugins are: (.*?)\.\s*$", re.DOTALL)
_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where every X server listens
_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_PATIENCE = 1.0


def explain(
    said: Sequence[str], environment: Mapping[str, str], plugins: Iterable[Path]
) -> CannotStartError:
    """Why no platform plugin works.

    ``said`` are Qt's messages, ``plugins`` the folders in which it looks for plugins.
    """
    text = "\n".join(said)
    tried = list(dict.fromkeys(_TRIED.findall(text)))
    for name in tried:
        if (found := _library_missing(name, plugins)) is not None:
            return found
    if (wanted := environment.get("QT_QPA_PLATFORM")) and _NOT_FOUND in text:
        return _unknown(wanted, text)
    if _NOT_FOUND in text or not tried:
        last = next((line for line in reversed(said) if line.strip()), "")
        return CannotStartError(
            "The window cannot be opened: {}; install Pith Inspector anew", last
        )
    return _unreachable(tried, environment)


def given_up(said: str) -> CannotStartError:
    """The error that Qt cannot continue, for a reason of its own."""
    return CannotStartError("The window had to close, as Qt says: {}", said)


def gone(said: str) -> NoDisplayError:
    """The error that the display was lost during a run."""
    return NoDisplayError(
        "The window is gone, since its display has ended ({}); start Pith Inspector again",
        said.partition(". ")[0],
    )


def _library_missing(platform: str, plugins: Iterable[Path]) -> CannotStartError | None:
    name = platform.partition(":")[0]
    kind = name.partition("-")[0]
    group = {"xcb": imports.X, "wayland": imports.WAYLAND}.get(kind, {})
    for file in (folder / f"libq{one}.so" for folder in plugins for one in (name, kind)):
        if file.exists() and (found := imports.loader_message_for(str(file))):
            return imports.explain_library(found, [*imports.WINDOW, *group])
    return None


def _unknown(wanted: str, text: str) -> CannotStartError:
    if available := _AVAILABLE.search(text):
        return CannotStartError(
            'The window cannot be opened: QT_QPA_PLATFORM asks for "{}", which Qt does not have '
            "here; unset it or choose one of {}",
            wanted,
            available[1],
        )
    return CannotStartError(
        'The window cannot be opened: QT_QPA_PLATFORM asks for "{}", which Qt does not have here; '
        "unset it",
        wanted,
    )


def _unreachable(tried: Iterable[str], environment: Mapping[str, str]) -> NoDisplayError:
    display, wayland = environment.get("DISPLAY", ""), environment.get("WAYLAND_DISPLAY", "")
    said = []
    if wayland and any(name.startswith("wayland") for name in tried):
        said.append(_of_wayland(wayland, environment))
    if display and "xcb" in tried:
        said.append(_of_x(display))
    if not said:
        names = " or ".join(tried)
        said.append(msg("no screen for {}; set DISPLAY or WAYLAND_DISPLAY", names))
    return NoDisplayError(
        "The window cannot be opened: {}; pith-inspector verify and open --screenshot need none",
        said[0] if len(said) == 1 else msg("{} and {}", *said),
    )


def _of_wayland(display: str, environment: Mapping[str, str]) -> Message:
    if display.startswith("/") or environment.get("XDG_RUNTIME_DIR"):
        return msg("no compositor answers at WAYLAND_DISPLAY={}", display)
    return msg("WAYLAND_DISPLAY={} lies in XDG_RUNTIME_DIR, which is not set", display)


def _of_x(display: str) -> Message:
    if _answers(display):
        return msg(
            "the X server at DISPLAY={} refuses this user, whose XAUTHORITY must name a file with "
            "its key",
            display,
        )
    return msg("no X server answers at DISPLAY={}", display)


def _answers(display: str) -> bool:
    """Whether a server listens there; for another machine's display this is assumed."""
    local = _LOCAL.fullmatch(display)
    if local is None or sys.platform == "win32":
        return False
    import socket  # noqa: PLC0415 - a want of memory is not met by another

    for address in (f"{_SOCKETS}{local[1]}", f"\0{_SOCKETS}{local[1]}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as speaker:
            speaker.settimeout(_PATIENCE)
            if speaker.connect_ex(address) == 0:
                return True
    return False


# --- versions that would abort ------------------------------------------------------------------

_SERVING = "PySide6-Essentials>=6.8.3,<6.12"


def binding_that_aborts(version: str) -> PackageMissingError:
    """The error for an installed ``version`` of PySide6 that would abort the process."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return PackageMissingError(
        "The window cannot be opened: PySide6 {} crashes on Python {}; install one "
        "that does not with: {}",
        version,
        python,
        install(_SERVING),
    )


def few_files(most: int, needed: int) -> CannotStartError:
    """The error that too few files may be open."""
    return CannotStartError(
        "The window cannot be opened: it needs {} open files, and {} are allowed; "
        "raise the limit (ulimit -n)",
        needed,
        most,
    )
