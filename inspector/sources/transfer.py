"""One HTTPS request on a thread of its own, so that a silent server can be abandoned at once.

The thread only moves bytes. All decisions about limits, time and meaning are made by the thread
that waits here. Reads of urllib3 cannot be interrupted, so abandoning means closing the socket.
"""

import base64
import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from types import TracebackType
from typing import TypeAlias

import truststore
from urllib3 import HTTPResponse
from urllib3.connection import HTTPSConnection
from urllib3.util.connection import create_connection

from inspector.errors import ProxyError
from inspector.messages import Message, Place, msg
from inspector.sources.address import Address
from inspector.sources.fetched import SourceOptions
from inspector.sources.limits import PIECE
from inspector.sources.network_fault import proxy_fault
from inspector.sources.proxy import Proxy

_HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip", "User-Agent": "pith-inspector"}
_WAITING_PIECES = 16
_LOOK_EVERY = 0.1
_LEAVING = 0.5


class Connected:
    """The host is found and the connection is secure."""


@dataclass(frozen=True, slots=True)
class Head:
    """The status and headers of a response."""

    status: int
    headers: Mapping[str, str]


Arrival: TypeAlias = Connected | Head | bytes | Exception
"""What arrives, in this order; then an empty piece as the end. An exception ends it early."""


class _CancellableConnection(HTTPSConnection):
    """A connection whose socket is known before the TLS handshake and can be closed by another
    thread."""

    def __init__(
        self,
        address: Address,
        proxy: Proxy | None,
        timeout: float,
        on_line: Callable[[socket.socket], None],
    ) -> None:
        super().__init__(
            address.host,
            address.port,
            timeout=timeout,
            ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )
        self._address = address
        self._proxy = proxy
        self._patience = timeout
        self._on_line = on_line

    def _new_conn(self) -> socket.socket:
        proxy = self._proxy
        line = super()._new_conn() if proxy is None else connect(proxy, self._patience)
        try:
            self._on_line(line)
            if proxy is not None:
                open_tunnel(line, proxy, self._address)
        except (OSError, ProxyError):
            line.close()
            raise
        return line


class Transfer:
    """A context manager: entering starts the request, leaving closes the connection."""

    def __init__(self, address: Address, options: SourceOptions, proxy: Proxy | None) -> None:
        self._address = address
        self._proxy = proxy
        self._options = options
        self._arrivals: queue.Queue[Arrival] = queue.Queue(_WAITING_PIECES)
        self._left = threading.Event()
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="pith-transfer", daemon=True)

    def __enter__(self) -> "Transfer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._left.set()
        self._hang_up()
        # A silent name server or host keeps the thread alive until its own time-out.
        self._thread.join(_LEAVING)

    def next(self) -> Arrival | None:
        """What arrived next, or None if nothing arrived within a tenth of a second."""
        try:
            return self._arrivals.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            return None

    def _run(self) -> None:
        connection = _CancellableConnection(
            self._address, self._proxy, self._options.connect_timeout, self._keep
        )
        try:
            with closing(self._request(connection)) as arrivals:
                for arrival in arrivals:
                    self._tell(arrival)
                    if self._left.is_set():
                        return
        except Exception as error:  # noqa: BLE001 - passed to the waiting thread, which names it
            self._tell(error)
        finally:
            connection.close()
            self._hang_up()

    def _request(self, connection: HTTPSConnection) -> Generator[Arrival, None, None]:
        connection.connect()
        yield Connected()
        connection.sock.settimeout(self._options.idle_timeout)
        connection.request(
            "GET",
            self._address.target,
            headers=_HEADERS,
            preload_content=False,
            decode_content=False,
        )
        answer: HTTPResponse = connection.getresponse()
        try:
            yield Head(answer.status, answer.headers)
            while piece := answer.read1(PIECE, decode_content=False):
                yield piece
            yield b""
        finally:
            answer.close()

    def _tell(self, arrival: Arrival) -> None:
        while not self._left.is_set():
            try:
                return self._arrivals.put(arrival, timeout=_LOOK_EVERY)
            except queue.Full:
                continue
        return None

    def _keep(self, line: socket.socket) -> None:
        # TLS takes over the socket and hides it; a duplicate handle can still shut it down.
        with self._lock:
            if self._left.is_set():
                raise ConnectionAbortedError
            self._line = line.dup()

    def _hang_up(self) -> None:
        with self._lock:
            line, self._line = self._line, None
        if line is None:
            return
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # already closed by the other side
        finally:
            line.close()


# --- through a proxy --------------------------------------------------------------------------

_FORBIDDEN, _LOGIN_WANTED = 403, 407
_LOGINS = ("NTLM", "Negotiate", "Kerberos", "Digest", "Bearer")
"""Names of login schemes; nothing else that a proxy writes is repeated."""


def connect(proxy: Proxy, timeout: float) -> socket.socket:
    """A connection to the proxy. Raises ProxyError."""
    try:
        return create_connection((proxy.host, proxy.port), timeout)
    except OSError as error:
        raise proxy_fault(error, proxy) from error


def open_tunnel(line: socket.socket, proxy: Proxy, address: Address) -> None:
    """Make the proxy connect ``line`` to the host of ``address`` (CONNECT: RFC 9110, section
    9.3.6).

    TLS runs through the tunnel to the host, so the proxy sees neither request nor response. Raises
    ProxyError.
    """
    try:
        line.sendall(_tunnel_request(proxy, address))
        answer = http.client.HTTPResponse(line, method="CONNECT")
        try:
            answer.begin()
            status, wanted = answer.status, answer.msg.get_all("Proxy-Authenticate", [])
        finally:
            answer.close()
    except (OSError, http.client.HTTPException) as error:
        raise proxy_fault(error, proxy) from error
    if status // 100 != 2:  # noqa: PLR2004 - the kinds of status have no names
        raise ProxyError(_refusal(status, wanted, proxy, address))


def _tunnel_request(proxy: Proxy, address: Address) -> bytes:
    host = f"[{address.host}]" if ":" in address.host else address.host
    target = f"{host}:{address.port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}", "User-Agent: pith-inspector"]
    if proxy.login is not None:
        login = base64.b64encode(":".join(proxy.login).encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {login}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _refusal(status: int, wanted: Sequence[str], proxy: Proxy, address: Address) -> Message:
    place, host = Place(proxy.place), Place(address.host)
    if status == _LOGIN_WANTED:
        return _login_wanted([kind.strip().lower() for kind in wanted], proxy)
    if status == _FORBIDDEN:
        return msg("The proxy {} allows no connection to {} (HTTP status 403).", place, host)
    return msg("The proxy {} makes no connection to {} (HTTP status {}).", place, host, str(status))


def _login_wanted(wanted: Sequence[str], proxy: Proxy) -> Message:
    place = Place(proxy.place)
    takes_basic = not wanted or any(kind.startswith("basic") for kind in wanted)
    if takes_basic and proxy.login is None:
        return msg(
            "The proxy {} wants a user name and a password (HTTP status 407): write them into "
            "HTTPS_PROXY, as in http://name:password@proxy.example:3128.",
            place,
        )
    if takes_basic:
        return msg(
            "The proxy {} does not take the user name and the password that it was given (HTTP "
            "status 407).",
            place,
        )
    kinds = [kind for kind in _LOGINS if any(one.startswith(kind.lower()) for one in wanted)]
    return msg(
        "The proxy {} wants a login of a kind that this program does not have (HTTP status 407{}): "
        "ask for a proxy that takes a user name and a password, or run one on this computer that "
        "logs in for you.",
        place,
        "".join(f", {kind}" for kind in kinds),
    )
