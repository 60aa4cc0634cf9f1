"""An HTTP CONNECT proxy on loopback, controlled by the test.

Every host leads to one server, so that a name need not be known on this machine.
"""

import contextlib
import socket
import threading

_MOST = 65_536


class ConnectProxy:
    """``heads`` are the requests; ``answer``, if set, is sent instead of connecting."""

    def __init__(self, server_port: int, login: bytes = b"") -> None:
        self._server_port = server_port
        self._login = login
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.heads: list[bytes] = []
        self.answer = b""
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [head.split()[1].decode() for head in self.heads]

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        for thread in self._threads:
            thread.join(30)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if self._closing.is_set():
                client.close()
                return
            thread = threading.Thread(target=self._serve, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (piece := client.recv(_MOST)):
                head += piece
            self.heads.append(head)
            if self.answer:
                client.sendall(self.answer)
            elif self._login and b"Proxy-Authorization: Basic " + self._login not in head:
                client.sendall(
                    b"HTTP/1.1 407 Log in\r\nProxy-Authenticate: Basic realm=x\r\n"
                    b"Content-Length: 0\r\n\r\n"
                )
            else:
                server = socket.create_connection(("127.0.0.1", self._server_port))
                with server:
                    client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                    back = threading.Thread(target=_pass_on, args=(server, client))
                    back.start()
                    _pass_on(client, server)
                    back.join(30)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(_MOST):
            target.sendall(piece)
    for line in (source, target):
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
