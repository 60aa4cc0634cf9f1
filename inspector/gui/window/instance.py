"""Single instance per user: a later start passes its sources to the first one and ends.

They communicate over a socket that only this user can open. A message contains only sources and
whether another program named them. Neither side waits long or accepts long messages.
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.settings import state_folder
from inspector.jobs.saving import make_own_folder
from inspector.sources import absolute, as_stored, lasts, read_back

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_NAME = "pith-inspector"
_LONGEST = 1_000_000
_MOST_SOURCES = 1_000
_MOST_CALLERS = 8
"""The number of later starts served at once, which also limits the memory of their messages."""
_LONGEST_SOCKET_PATH = 100
_WAIT = 2_000
"""Milliseconds for a running program to answer."""
_LOOK = 100
"""Milliseconds in which a running program accepts a connection."""
_PATIENCE = 5_000
"""Milliseconds for a later start to send its message."""
_TAKEN = b"taken\n"


def address() -> str:
    """The socket address for this user and display; "" if none is possible."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "window"
    name = "".join(c if c.isalnum() else "_" for c in display)
    if sys.platform == "win32":
        return f"{_NAME}-{os.environ.get('USERNAME', '')}-{name}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else state_folder()
    path = str(folder / f"{_NAME}-{name}")
    is_text = as_stored(path) == path  # Qt would listen at another path
    return path if is_text and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH else ""


def hand_over(sources: Iterable[str], *, asks: bool = False) -> bool:
    """Pass ``sources`` to a running program; return whether there is one that took them.

    ``asks``: another program named them, as in a ``WindowRequest``. Sources that would mean
    something else there, such as standard input, are not passed.
    """
    where, given = address(), list(sources)
    if not where or not _may_be_there(where) or not all(map(lasts, given)):
        return False
    line = _line(given, asks=asks)
    if len(line) > _LONGEST or len(given) > _MOST_SOURCES:
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - few starts find another

    deadline = time.monotonic() + _WAIT / 1_000
    socket = QLocalSocket()
    socket.setReadBufferSize(len(_TAKEN) + 1)
    socket.connectToServer(where)
    if not socket.waitForConnected(_left(deadline)):
        return False
    _let_it_come_to_the_front()
    socket.write(line)
    answer = b""
    while len(answer) < len(_TAKEN) and socket.waitForReadyRead(_left(deadline)):
        answer += bytes(socket.readAll().data())
    socket.abort()
    return answer == _TAKEN


def _left(deadline: float) -> int:
    """Milliseconds, at least one, since zero would mean to wait forever."""
    return max(1, round(1_000 * (deadline - time.monotonic())))


def _line(sources: list[str], *, asks: bool) -> bytes:
    """The message; its sources mean the same in the other program, byte for byte."""
    message = {"sources": [as_stored(absolute(source)) for source in sources], "asks": asks}
    return json.dumps(message).encode() + b"\n"


def _let_it_come_to_the_front() -> None:
    """Windows requires the permission of the program that the user just started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _may_be_there(where: str) -> bool:
    return sys.platform == "win32" or os.path.exists(where)


class Listener(QObject):
    """Receives sources from later starts."""

    received = Signal(object, bool)
    """The sources, and whether another program named them. Passed as an object, since a list of
    QStrings would lose bytes that are not UTF-8."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the window is shown

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._callers = 0

    def listen(self) -> bool:
        """Become the program to which others pass their sources; return whether that succeeded."""
        where = address()
        if not where:
            return False
        if sys.platform != "win32":
            make_own_folder(Path(where).parent)
            _remove_dead(Path(where).parent)
        # Qt would also replace a program that is running, not only a crashed one.
        if _may_be_there(where) and _lives(where):
            return False
        if self._server.listen(where):
            return True
        self._server.removeServer(where)
        return self._server.listen(where)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if self._callers >= _MOST_CALLERS:
                socket.abort()
                socket.deleteLater()
                continue
            self._callers += 1
            socket.destroyed.connect(self._on_gone)
            _Caller(socket, self)

    def _on_gone(self) -> None:
        self._callers -= 1


def _remove_dead(folder: Path) -> None:
    """Remove the sockets of killed programs, for all displays."""
    for path in folder.glob(f"{_NAME}-*"):
        if path.is_socket() and not _lives(str(path)):
            with suppress(OSError):  # another start was faster
                path.unlink()


def _lives(where: str) -> bool:
    """Whether a program listens there, even if too busy to answer."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

    gone = QLocalSocket.LocalSocketError
    socket = QLocalSocket()
    socket.connectToServer(where)
    is_connected = socket.waitForConnected(_LOOK)
    found = socket.error()
    socket.abort()
    return is_connected or found not in (gone.ConnectionRefusedError, gone.ServerNotFoundError)


class _Caller(QObject):
    """One later start; its connection is closed after its message or a time-out."""

    def __init__(self, socket: "QLocalSocket", listener: Listener) -> None:
        super().__init__(socket)
        self._socket = socket
        self._listener = listener
        self._data = bytearray()
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._on_data)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(_PATIENCE, self, socket.abort)
        self._on_data()

    def _on_data(self) -> None:
        self._data += self._socket.readAll().data()
        if len(self._data) > _LONGEST:
            self._socket.abort()
        elif self._data.endswith(b"\n"):
            message = _message(bytes(self._data))
            self._data.clear()
            if message is not None:
                self._socket.write(_TAKEN)
                self._socket.flush()
                self._listener.received.emit(*message)
            self._socket.disconnectFromServer()


def _message(data: bytes) -> tuple[list[str], bool] | None:
    """The sources of a message, and whether another program named them; None if it is malformed.

    Older versions send only sources that the user named, and do not say so.
    """
    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        return None
    found = message.get("sources") if isinstance(message, dict) else None
    if not isinstance(found, list) or not all(isinstance(source, str) for source in found):
        return None
    if len(found) > _MOST_SOURCES:
        return None
    return [read_back(stored) for stored in found], message.get("asks") is True
