"""The libraries of the system that a window needs, and the Debian package that each comes from.

Told by asking the loader for them; nothing here is imported before something has failed.
"""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from inspector.errors import CannotStartError, LibraryMissingError
from inspector.messages import Message, msg
from inspector.start import memory

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
"""What every window needs, one that is drawn to memory alone, too."""
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


class Complaint(NamedTuple):
    """What the loader says of a library: ``path`` is its name alone where it was not found."""

    name: str
    path: str
    why: str

    @property
    def is_absent(self) -> bool:
        return _ABSENT in self.why


def wanted_by(environment: Mapping[str, str]) -> dict[str, str]:
    """What a window needs under these variables: packages by the library's name."""
    wanted = dict(WINDOW)
    if environment.get("DISPLAY"):
        wanted |= X
    if environment.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    return wanted


def complaint_in(text: str) -> Complaint | None:
    """What an error's ``text`` says of a shared library; None where it is about none."""
    found = _COMPLAINT.search(text)
    return Complaint(found["name"], found["path"], found["why"]) if found else None


def complaint_about(library: str) -> Complaint | None:
    """What keeps ``library``, a name or a path, from being loaded; None where nothing does."""
    import ctypes  # noqa: PLC0415 - lest a want of memory is met by another

    try:
        ctypes.CDLL(library)
    except OSError as error:
        # PyInstaller's program puts words of its own before the loader's.
        why = str(error.__cause__ or error)
        return complaint_in(why) or Complaint(library, library, why)
    return None


def explain(first: Complaint, wanted: Iterable[str]) -> CannotStartError:
    """What to do about ``first``, and with the same command about all others of ``wanted``."""
    if out_of_memory := memory.explain(first.why):
        return out_of_memory
    if first.is_absent:
        others = (found for name in wanted if (found := complaint_about(name)))
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


def _mend(found: Complaint) -> Message:
    if os.environ.get("LD_LIBRARY_PATH"):
        return msg("unset LD_LIBRARY_PATH, which may lead to a wrong one")
    if found.name not in _PACKAGES or shutil.which("apt") is None:
        return msg("install it anew")
    package = _PACKAGES[found.name]
    return msg("install it anew with: sudo apt install --reinstall {}", package)
