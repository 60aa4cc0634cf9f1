"""One running program per user: a later start hands its sources over to the first and ends.

They speak through a socket that only this user can open; what comes through it is a list of
sources, whether another program named them, and nothing else.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.settings import state_folder
from inspector.sources import as_written, describe
from inspector.sources.plan import MEMBER_MARK

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_LONGEST = 1_000_000
_LONGEST_SOCKET_PATH = 100
_WAIT = 2_000
"""Milliseconds that a running program gets to answer."""
_TAKEN = b"taken\n"


def address() -> str:
    """Where the program of this user and this display listens; empty where it cannot."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "window"
    name = "".join(c if c.isalnum() else "_" for c in display)
    if sys.platform == "win32":
        return f"pith-inspector-{os.environ.get('USERNAME', '')}-{name}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else state_folder()
    path = str(folder / f"pith-inspector-{name}")
    return path if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH else ""


def hand_over(sources: Iterable[str], *, asks: bool = False) -> bool:
    """Give ``sources`` to the program that runs already; whether there is one that took them.

    ``asks``: another program named them, as in a ``WindowRequest``.
    """
    where = address()
    if not where or not _may_be_there(where):
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - few starts find another

    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(_WAIT):
        return False
    _let_it_come_to_the_front()
    message = {"sources": [_absolute(source) for source in sources], "asks": asks}
    socket.write(json.dumps(message).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_WAIT):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == _TAKEN


def _let_it_come_to_the_front() -> None:
    """Windows lets a program do so only if the one that the user has just started says yes."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _may_be_there(where: str) -> bool:
    return sys.platform == "win32" or os.path.exists(where)


def _absolute(source: str) -> str:
    """A path means another file in another folder."""
    try:
        source = as_written(source)
        plan = describe(source)
    except InspectorError:
        return source
    if plan.kind == "file":
        return as_written(os.path.abspath(plan.path))
    if plan.kind == "archive member":
        return f"{as_written(os.path.abspath(plan.path))}{MEMBER_MARK}{plan.member}"
    return source


class Listener(QObject):
    """Takes sources from later starts."""

    received = Signal(list, bool)
    """The sources, and whether another program named them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the window is shown

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Whether this program is now the one that others hand over to."""
        where = address()
        if not where:
            return False
        if sys.platform != "win32":
            Path(where).parent.mkdir(parents=True, exist_ok=True)
        if self._server.listen(where):
            return True
        # A program that crashed leaves its socket behind; one that lives would have answered.
        self._server.removeServer(where)
        return self._server.listen(where)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self)


class _Caller(QObject):
    """One later start; it is heard until it has said its line."""

    def __init__(self, socket: "QLocalSocket", listener: Listener) -> None:
        super().__init__(socket)
        self._socket = socket
        self._listener = listener
        self._data = b""
        socket.readyRead.connect(self._on_data)
        socket.disconnected.connect(socket.deleteLater)

    def _on_data(self) -> None:
        self._data += bytes(self._socket.readAll().data())
        if len(self._data) > _LONGEST:
            self._socket.abort()
        elif self._data.endswith(b"\n"):
            message = _message(self._data)
            self._data = b""
            if message is not None:
                self._socket.write(_TAKEN)
                self._socket.flush()
                self._listener.received.emit(*message)
            self._socket.disconnectFromServer()


def _message(data: bytes) -> tuple[list[str], bool] | None:
    """The sources of a message, and whether another program named them; None where it is none.

    What an older program sends does not say that, since it took none from elsewhere.
    """
    try:
        message = json.loads(data)
    except ValueError:
        return None
    found = message.get("sources") if isinstance(message, dict) else None
    if not isinstance(found, list) or not all(isinstance(source, str) for source in found):
        return None
    return found, message.get("asks") is True
