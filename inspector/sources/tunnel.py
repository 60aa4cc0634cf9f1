"""The way through an HTTP proxy: it is asked to connect (RFC 9110, 9.3.6), and TLS goes through it
to the host itself, so that the proxy sees neither what is asked for nor what comes."""

import base64
import socket
from collections.abc import Sequence
from http.client import HTTPException, HTTPResponse

from urllib3.util.connection import create_connection

from inspector.errors import ProxyError
from inspector.messages import Message, Place, msg
from inspector.sources.address import Address
from inspector.sources.network_fault import proxy_fault
from inspector.sources.proxy import Proxy

_FORBIDDEN, _LOGIN_WANTED = 403, 407
_LOGINS = ("NTLM", "Negotiate", "Kerberos", "Digest", "Bearer")
"""Kinds of login by their names; what else a proxy writes is not repeated."""


def connect(proxy: Proxy, timeout: float) -> socket.socket:
    """A connection to the proxy. Raises ProxyError."""
    try:
        return create_connection((proxy.host, proxy.port), timeout)
    except OSError as error:
        raise proxy_fault(error, proxy) from error


def open_tunnel(line: socket.socket, proxy: Proxy, address: Address) -> None:
    """Have the proxy connect ``line`` with the host of ``address``. Raises ProxyError."""
    try:
        line.sendall(_request(proxy, address))
        answer = HTTPResponse(line, method="CONNECT")
        try:
            answer.begin()
            status, wanted = answer.status, answer.msg.get_all("Proxy-Authenticate", [])
        finally:
            answer.close()
    except (OSError, HTTPException) as error:
        raise proxy_fault(error, proxy) from error
    if status // 100 != 2:  # noqa: PLR2004 - the kinds of status have no names
        raise ProxyError(_refusal(status, wanted, proxy, address))


def _request(proxy: Proxy, address: Address) -> bytes:
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
