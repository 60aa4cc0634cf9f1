"""Converts what a desktop passes, such as ``file:`` addresses, to what a user would have typed.

``file:`` addresses are read strictly by RFC 8089: an ambiguous one names nothing.
"""

import os
import re
import sys
from pathlib import Path

from inspector.errors import FileAddressError, InspectorError
from inspector.messages import Place
from inspector.sources.reference import PITH_PREFIX, pith_number
from inspector.visible import visible

_FILE = "file:"
_HERE = ("", "localhost")
_HOSTS = Path("/etc/hosts")
_MOST_NAMES = 50
_BROKEN_ESCAPE = r"%(?![0-9A-Fa-f]{2})"
_ESCAPED_SEPARATOR = r"(?i)%(?:00|2F)"
_WITH_DRIVE = r"/[A-Za-z]:/"
_WINDOWS_PATH = r"[A-Za-z]:[\\/]|\\\\[^\\?.]"
"""Not \\\\?\\, which allows no other separator."""


def as_written(text: str, *, on_windows: bool = sys.platform == "win32") -> str:
    """``text`` as a source.

    A ``file:`` address becomes the path that it names, byte for byte; a ``pith:`` link its Pith
    Number in canonical form; a Windows path gets ``/``, as in Qt. Other text is returned unchanged.
    Raises FileAddressError for a ``file:`` address that names no file of this computer.
    """
    trimmed = text.strip()
    if trimmed[: len(_FILE) + 1].lower() == f"{_FILE}/":
        return _path(trimmed, trimmed[len(_FILE) :], on_windows=on_windows)
    if trimmed[: len(PITH_PREFIX)].lower() == PITH_PREFIX:
        from urllib.parse import unquote  # noqa: PLC0415 - few sources are links

        number = pith_number(unquote(trimmed))
        return number.text if number else text
    if on_windows and re.match(_WINDOWS_PATH, text):
        return text.replace("\\", "/")
    return text


def as_stored(source: str) -> str:
    """``source`` as text that every file and program can store; ``read_back`` reverses it.

    An absolute path that is not UTF-8 becomes a ``file:`` address. A relative one has no meaning
    elsewhere and is only made readable.
    """
    try:
        raw = source.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # not a valid path on any system
        return visible(source)
    if raw == source.encode(errors="replace"):
        return source
    if not os.path.isabs(source):
        return visible(source)
    from urllib.parse import quote_from_bytes  # noqa: PLC0415 - few names are no UTF-8

    return "file://" + quote_from_bytes(raw)


def read_back(stored: str) -> str:
    """The source that ``as_stored`` converted. Other text is returned unchanged; opening it gives
    the error."""
    try:
        return as_written(stored)
    except InspectorError:
        return stored


def _path(address: str, rest: str, *, on_windows: bool) -> str:
    host, path = "", rest
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        path = slash + path
    if not _is_here(host.lower()):
        raise FileAddressError(
            "The address {} names a file of the computer {}: only files of this computer "
            "are opened.",
            Place(address),
            Place(host),
        )
    if "?" in path or "#" in path:
        raise FileAddressError(
            "The address {} has a query or a fragment, which no file has.", Place(address)
        )
    local = _unescaped(path)
    if not local:
        raise FileAddressError("The address {} is malformed.", Place(address))
    return _with_drive(address, local) if on_windows else local


def _is_here(host: str) -> bool:
    """Whether ``host`` is this computer, by its own names; no name server is asked."""
    if host in _HERE or host in _own_names():
        return True
    from ipaddress import ip_address  # noqa: PLC0415 - few sources are addresses

    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


def _own_names() -> set[str]:
    """The host name of this computer, its first label, and its names in the hosts file."""
    import socket  # noqa: PLC0415 - few sources are addresses

    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    names = {name, short, f"{short}.local"} if short else set()
    try:
        lines = _HOSTS.read_text(errors="replace").lower().splitlines()
    except OSError:
        return names
    for line in lines:
        _, *given = line.partition("#")[0].split()[:_MOST_NAMES] or [""]
        if short in given or name in given:
            names.update(given)
    return names


def _unescaped(path: str) -> str:
    """The path that is percent-escaped in ``path``; "" if it is none."""
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415 - few sources are addresses

    if re.search(_BROKEN_ESCAPE, path) or re.search(_ESCAPED_SEPARATOR, path):
        return ""
    try:
        return os.fsdecode(unquote_to_bytes(os.fsencode(path)))
    except UnicodeError:
        return ""


def _with_drive(address: str, path: str) -> str:
    """A Windows path without a drive may lead to another computer."""
    if not re.match(_WITH_DRIVE, path):
        raise FileAddressError("The address {} names no drive of this computer.", Place(address))
    return path[1:]
