"""A real TLS server on loopback that sends exactly the bytes a test scripts."""

import contextlib
import io
import json
import os
import socket
import ssl
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
import trustme

from inspector.sources import SourceOptions

PROXY_VARIABLES = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")

Script = Callable[["Line"], None]


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]


@dataclass
class Line:
    """One connection: the request, and the bytes of the response."""

    connection: ssl.SSLSocket
    request: Request
    closing: threading.Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def head(self, status: int = 200, **headers: object) -> None:
        lines = [f"HTTP/1.1 {status} Whatever"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([*lines, "", ""]).encode())

    def drip(self, data: bytes, pause: float) -> None:
        for byte in data:
            if self.closing.wait(pause):
                return
            self.send(bytes([byte]))

    def be_silent(self) -> None:
        self.closing.wait(30)


@dataclass
class Server:
    """Scripts by path; ``requests`` are the requests so far."""

    context: ssl.SSLContext | None
    address: str = "127.0.0.1"
    scripts: dict[str, Script] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self._closing = threading.Event()
        self._listener = socket.socket(family)
        self._listener.bind((self.address, 0))
        self._listener.listen(16)
        self.port = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept)
        self._acceptor.start()

    def url(self, target: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{target}"

    def script(self, path: str, script: Script) -> str:
        self.scripts[path] = script
        return self.url(path)

    def answer(self, path: str, body: bytes, status: int = 200, **headers: object) -> str:
        def script(line: Line) -> None:
            line.head(status, Content_Length=len(body), **headers)
            line.send(body)

        return self.script(path, script)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        return self.answer(path, b"moved", status, Location=location)

    def close(self) -> None:
        self._closing.set()
        with socket.socket(self._listener.family) as knock:
            knock.connect((self.address, self.port))
        self._acceptor.join(5)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing.is_set():
                connection.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket) -> None:
        if self.context is None:  # a server that never agrees on anything
            self._closing.wait(30)
            plain.close()
            return
        try:
            plain.settimeout(10)
            connection = self.context.wrap_socket(plain, server_side=True)
        except OSError:
            plain.close()
            return
        with connection, contextlib.suppress(OSError):  # the client may have hung up
            self._speak(connection)

    def _speak(self, connection: ssl.SSLSocket) -> None:
        with connection.makefile("rb") as stream:
            first, *rest = iter(lambda: stream.readline().decode("latin-1").strip(), "")
            method, target, _ = first.split(" ")
            headers = {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in rest}
            request = Request(method, target, headers)
            self.requests.append(request)
            script = self.scripts.get(target) or self.scripts.get(target.partition("?")[0])
            line = Line(connection, request, self._closing)
            if script is None:
                line.head(404, Content_Length=0)
            else:
                script(line)


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine must not be used for the test servers."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


def server_context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def trust(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the authority the only one that the system trusts."""
    pem = folder / "authority.pem"
    authority.cert_pem.write_to_path(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setenv("SSL_CERT_DIR", os.devnull)


@pytest.fixture
def system_trusts(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> trustme.CA:
    trust(authority, tmp_path, monkeypatch)
    return authority


@pytest.fixture
def server(system_trusts: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(system_trusts, "localhost", "127.0.0.1", "::1"))
    yield server
    server.close()


@pytest.fixture
def silent_server() -> Iterator[Server]:
    """Accepts the connection and then sends nothing, not even for TLS."""
    server = Server(None)
    yield server
    server.close()


@pytest.fixture
def other_name_server(system_trusts: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(system_trusts, "elsewhere.example"))
    yield server
    server.close()


@pytest.fixture
def untrusted_server(system_trusts: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(trustme.CA(), "localhost"))
    yield server
    server.close()


@pytest.fixture
def resolver(server: Server) -> SourceOptions:
    """Options that resolve Pith Numbers at the test server, below a path."""
    return SourceOptions(resolver=server.url("/mirror/"), connect_timeout=30, idle_timeout=30)


@pytest.fixture
def document() -> bytes:
    return json.dumps({"bundle_type": "pith_open_graph_bundle", "title": "Größe"}).encode()


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    def make(members: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def make_tar() -> Callable[..., bytes]:
    def make(members: dict[str, bytes], mode: Literal["w", "w:gz", "w:bz2", "w:xz"] = "w") -> bytes:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as archive:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                info.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
                archive.addfile(info, io.BytesIO(data))
        return out.getvalue()

    return make
