"""Which addresses are fetched: https only, without a password, with a host in ASCII.

Every address is checked here, including those of a server's redirects. An internationalised host is
converted to ASCII, so that the host shown is the host contacted.
"""

import re
from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from inspector.errors import AddressFaultError, UrlRefusedError
from inspector.messages import Place

HTTPS_PORT = 443
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_LONGEST_HOST = 254
_LAST_PORT = 65_535
# IDNA 2003, which Python implements, maps these four to other letters than today's registries do.
_AMBIGUOUS_LETTERS = frozenset("ßς\u200c\u200d")
_URL_SIGNS = "!$&'()*+,-./:;=?@[]_~%"


@dataclass(frozen=True, slots=True)
class Address:
    """An https address; ``host`` has no brackets, ``target`` is the path with its query."""

    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The complete address."""
        return f"https://{self.place}{self.target}"

    @property
    def place(self) -> str:
        """The host as written in an address: IPv6 in brackets, the port unless it is 443."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == HTTPS_PORT else f"{host}:{self.port}"

    @property
    def file_name(self) -> str:
        """The last part of the path, or the host if there is none."""
        path = self.target.partition("?")[0]
        return unquote(path.rstrip("/").rpartition("/")[2]) or self.host


def parse_address(text: str) -> Address:
    """Parse an address; a fragment is dropped.

    Raises UrlRefusedError.
    """
    text = text.strip()
    if not text.isprintable() or " " in text or "\\" in text:
        raise AddressFaultError("The address {} has a sign in it that no address has.", Place(text))
    parts = _split(text)
    if parts.scheme != "https":
        raise UrlRefusedError("The address {} is not fetched: only https is fetched.", Place(text))
    if parts.username is not None:  # "" if there is a password alone
        raise UrlRefusedError("The address is not fetched: it holds a user name or a password.")
    return Address(_host(parts, text), _port(parts, text), _target(parts))


def address_below(base: str, target: str) -> Address:
    """The address of ``target`` below a base address, which may have a path of its own.

    Raises UrlRefusedError.
    """
    root = parse_address(base)
    return replace(root, target=root.target.partition("?")[0].rstrip("/") + target)


def redirected(address: Address, location: str) -> Address:
    """The target of a redirect. The server's own text is never shown.

    Raises UrlRefusedError.
    """
    try:
        return parse_address(urljoin(address.url, location.strip()))
    except (UrlRefusedError, ValueError) as error:
        raise UrlRefusedError(
            "{} redirects to an address that is not fetched: only https is fetched, "
            "without a password.",
            Place(address.host),
        ) from error


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise AddressFaultError("The address {} is malformed.", Place(text)) from error


def _port(parts: SplitResult, text: str) -> int:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port is None:
        return HTTPS_PORT
    if not 0 < port <= _LAST_PORT:
        raise AddressFaultError("The address {} has a port that does not exist.", Place(text))
    return port


def _host(parts: SplitResult, text: str) -> str:
    host = parts.hostname
    if not host:
        raise AddressFaultError("The address {} names no host.", Place(text))
    if "[" in parts.netloc:
        return _ipv6_host(host, text)
    ascii_host = _ascii_host(host)
    if len(ascii_host) > _LONGEST_HOST or not _HOST.fullmatch(ascii_host):
        raise AddressFaultError("The address {} has a host name that cannot be.", Place(text))
    return ascii_host


def _ipv6_host(host: str, text: str) -> str:
    try:
        number = IPv6Address(host)
    except AddressValueError as error:
        raise AddressFaultError("The address {} is malformed.", Place(text)) from error
    if number.scope_id is not None:
        raise UrlRefusedError("The address {} names a network card of this machine.", Place(text))
    return str(number)


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    if not _AMBIGUOUS_LETTERS.isdisjoint(host):
        return ""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_URL_SIGNS)
    query = quote(parts.query, safe=_URL_SIGNS)
    return f"{path}?{query}" if query else path
