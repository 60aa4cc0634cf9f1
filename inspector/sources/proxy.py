"""Which proxy to use for an address, from the environment or the system's settings.

The variables are those of curl and Python, lower-case names first: ``https_proxy``, ``all_proxy``
and ``no_proxy``. A variable's value may contain a password and is never shown.
"""

import os
import re
import sys
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit

from inspector.errors import ProxyError, UrlRefusedError
from inspector.messages import Message, msg
from inspector.sources.address import Address, parse_address

_VARIABLES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
_SPARING = ("no_proxy", "NO_PROXY")
_HTTP_PORT = 80
_SCRIPT_ENDS = (".pac", ".dat")
_HAS_SETTINGS = sys.platform in ("win32", "darwin")


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; ``origin`` is the variable or setting that names it."""

    host: str
    port: int
    origin: str | Message
    login: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """Host and port, with IPv6 in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def proxy_for(address: Address, *, asks_system: bool = _HAS_SETTINGS) -> Proxy | None:
    """The proxy for ``address``; None if it is fetched directly.

    Raises ProxyError if the named proxy is of a kind that is not supported.
    """
    if _is_spared(address):
        return None
    for variable in _VARIABLES:
        if (text := os.environ.get(variable)) is not None:
            return _proxy(text, variable) if text.strip() else None
    return _of_system(address) if asks_system else None


def _of_system(address: Address) -> Proxy | None:
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - 60 ms

    found = getproxies()
    text = found.get("https") or found.get("socks") or _script_of_windows()
    if not text or proxy_bypass(address.host):
        return None
    return _proxy(text, msg("The proxy setting of this system"))


def _script_of_windows() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - only here

        name = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, name) as key:
                return f"pac+{winreg.QueryValueEx(key, 'AutoConfigURL')[0]}"
        except OSError:
            pass  # the value does not exist
    return ""


# --- what is fetched directly ---------------------------------------------------------------


def _is_spared(address: Address) -> bool:
    listed = next((os.environ[name] for name in _SPARING if name in os.environ), "")
    host = address.host.rstrip(".")
    return any(
        _fits(host, address.port, entry.lower()) for entry in re.split(r"[,\s]+", listed) if entry
    )


def _fits(host: str, port: int, entry: str) -> bool:
    """Whether an entry of NO_PROXY matches this host.

    An entry is a domain with its subdomains, an IP address, a network, each with or without a port,
    or ``*``.
    """
    name, told_port = _split_port(entry)
    if told_port and told_port != str(port):
        return False
    if name == "*":
        return True
    try:
        number = ip_address(host)
    except ValueError:
        name = name.removeprefix("*").strip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))
    try:
        network = ip_network(name, strict=False)
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return number in network or (mapped is not None and mapped in network)


def _split_port(entry: str) -> tuple[str, str]:
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        range_, _, port = rest.partition(":")  # [2001:db8::]/32, too
        return name + range_, port
    if entry.count(":") == 1:
        name, _, port = entry.partition(":")
        return name, port
    return entry, ""


# --- what a variable says -------------------------------------------------------------------


def _proxy(text: str, origin: str | Message) -> Proxy:
    parts = _split(text.strip(), origin)
    scheme, path = parts.scheme, parts.path.rstrip("/").lower()
    if scheme.startswith("socks"):
        raise ProxyError(
            "{} names a SOCKS proxy, which this program does not use: set HTTPS_PROXY to an HTTP "
            "proxy, such as http://proxy.example:3128.",
            origin,
        )
    if scheme.startswith("pac") or path.endswith(_SCRIPT_ENDS):
        raise ProxyError(
            "{} names a script that chooses a proxy (PAC), which this program does not run: set "
            "HTTPS_PROXY to the proxy itself, such as http://proxy.example:3128, or NO_PROXY to * "
            "to go without one.",
            origin,
        )
    if scheme == "https":
        raise ProxyError(
            "{} names a proxy that is itself reached over https, which this program does not do: "
            "set HTTPS_PROXY to its http address, such as http://proxy.example:3128.",
            origin,
        )
    if scheme != "http" or path or parts.query or parts.fragment:
        raise _malformed(origin)
    login, at, place = parts.netloc.rpartition("@")
    try:
        found = parse_address(f"https://{place}")
        port = _HTTP_PORT if urlsplit(f"//{place}").port is None else found.port
    except (UrlRefusedError, ValueError):
        raise _malformed(origin) from None
    return Proxy(found.host, port, origin, _login(login) if at else None)


def _login(text: str) -> tuple[str, str]:
    name, _, password = text.partition(":")
    return unquote(name), unquote(password)


def _split(text: str, origin: str | Message) -> SplitResult:
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
    except ValueError:
        raise _malformed(origin) from None
    return parts


def _malformed(origin: str | Message) -> ProxyError:
    return ProxyError("{} holds no address of a proxy, such as http://proxy.example:3128.", origin)
