"""The built one-folder program: where it is, and its files."""

import marshal
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Program

_NAME = "pith-inspector"
_COOKIE = struct.Struct("!8sIIII64s")
_ENTRY = struct.Struct("!IIIIBc")
_MAGIC = b"MEI\014\013\012\013\016"
_SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def folder() -> Path:
    """$PITH_INSPECTOR_DIST/pith-inspector; skips where that is not set."""
    if not (dist := os.environ.get("PITH_INSPECTOR_DIST")):
        pytest.skip(
            "PITH_INSPECTOR_DIST must name the folder into which "
            "packaging/pyinstaller/build-program.sh has built"
        )
    return Path(dist).absolute() / _NAME


@dataclass(frozen=True)
class Frozen(Program):
    """``frozen(…)`` runs the one-folder program in a new process."""

    def command(self, *arguments: str | Path) -> list[str]:
        return [str(folder() / _NAME), *map(str, arguments)]


def frozen(working_folder: Path) -> Frozen:
    """The program without a display."""
    kept = {name: value for name, value in os.environ.items() if name not in _SHOWS}
    return Frozen(working_folder, kept)


class Module(NamedTuple):
    """A module of Python; ``code`` is compressed."""

    name: str
    code: bytes


def modules() -> list[Module]:
    """The modules of Python inside the executable, in the form that PyInstaller gives it: an
    archive at its end, which holds an archive of modules beside the scripts."""
    data = (folder() / _NAME).read_bytes()
    end = data.rfind(_MAGIC) + _COOKIE.size
    _, length, place, size, _, _ = _COOKIE.unpack(data[end - _COOKIE.size : end])
    archive = data[end - length : end]
    return list(_modules(_part(archive, archive[place : place + size])))


def _part(archive: bytes, listed: bytes) -> bytes:
    at = 0
    while at < len(listed):
        entry, place, size, _, _, kind = _ENTRY.unpack_from(listed, at)
        if kind == b"z":
            return archive[place : place + size]
        at += entry
    raise AssertionError("no archive of modules")


def _modules(archive: bytes) -> list[Module]:
    (listed,) = struct.unpack_from("!I", archive, 8)
    return [
        Module(name, archive[place : place + size])
        for name, (_, place, size) in marshal.loads(archive[listed:])
    ]
