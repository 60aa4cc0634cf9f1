"""Downloads over https from an address, a Pith Number or an arXiv id.

Every redirect is checked again, and all bytes and seconds are counted. Each address uses the proxy
that is set for it. No cookie is kept and no referrer is sent.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain
from typing import TypeVar

import orjson

from inspector.errors import (
    ContentEncodingError,
    HttpStatusError,
    InspectorError,
    NetworkError,
    TimedOutError,
    TooManyRedirectsError,
)
from inspector.messages import Argument, Count, Place, msg
from inspector.progress import Checkpoint, Progress
from inspector.sources.address import Address, address_below, parse_address, redirected
from inspector.sources.decompression import Coding, DamagedStreamError, expand
from inspector.sources.fetched import SourceOptions
from inspector.sources.limits import READING, bounded, refuse_larger
from inspector.sources.network_fault import network_fault, status_error
from inspector.sources.plan import Plan, bundle_target
from inspector.sources.proxy import proxy_for
from inspector.sources.reference import PithNumber, RequestedRecord, pith_number
from inspector.sources.transfer import Connected, Head, Transfer

_FOUND = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ZLIB_MARK = b"\x78"
_LONGEST_LENGTH = 18
CONNECTING = "connecting"
_Expected = TypeVar("_Expected", Connected, Head, bytes)


@dataclass(frozen=True, slots=True)
class Download:
    """``address`` is the final one after redirects; ``proxy`` is host and port of the last proxy,
    or ""."""

    data: bytes
    address: Address
    proxy: str


def download(
    address: Address, options: SourceOptions, checkpoint: Checkpoint, deadline: float
) -> Download:
    """Download an address; ``deadline`` is a value of ``time.monotonic``.

    Raises subclasses of NetworkError, UrlRefusedError, TooLargeError and what ``checkpoint``
    raises.
    """
    asked: set[Address] = set()
    while True:
        asked.add(address)
        reading = _Answer(address, options, checkpoint, deadline)
        answer = reading.read()
        if isinstance(answer, bytes):
            return Download(answer, address, reading.proxy.place if reading.proxy else "")
        if answer in asked:
            raise TooManyRedirectsError("{} redirects in a circle.", Place(address.host))
        if len(asked) > options.max_redirects:
            raise TooManyRedirectsError(
                "{} redirects once more after {} redirects, which is the limit.",
                Place(address.host),
                options.max_redirects,
            )
        address = answer


class _Answer:
    """Reads one response within its limits."""

    def __init__(
        self, address: Address, options: SourceOptions, checkpoint: Checkpoint, deadline: float
    ) -> None:
        self.proxy = proxy_for(address)
        self._address = address
        self._shown = Place(address.host)
        self._options = options
        self._checkpoint = checkpoint
        self._deadline = deadline
        self._progress = Progress(CONNECTING, 0, 0)

    def read(self) -> bytes | Address:
        """The document, or the address that a redirect leads to."""
        with Transfer(self._address, self._options, self.proxy) as transfer:
            self._next(transfer, self._options.connect_timeout, Connected)
            head = self._next(transfer, self._options.idle_timeout, Head)
            if head.status in _REDIRECTS:
                return self._redirected(head.headers)
            if head.status != _FOUND:
                raise status_error(head.status, self._address.host)
            return self._body(transfer, head.headers)

    def _redirected(self, headers: Mapping[str, str]) -> Address:
        location = headers.get("location")
        if location is None:
            raise NetworkError("{} redirects, but does not say where to.", self._shown)
        # Header bytes arrive decoded as Latin-1; an internationalised address is UTF-8.
        text = location.encode("latin-1", "replace").decode("utf-8", "replace")
        return redirected(self._address, text)

    def _body(self, transfer: Transfer, headers: Mapping[str, str]) -> bytes:
        limit = self._options.max_bytes
        shown = msg("The document at {}", self._shown)
        length = _length(headers)
        refuse_larger(length, limit, shown)
        coding = self._coding(headers)
        self._progress = Progress(READING, 0, length)
        pieces = bounded(self._pieces(transfer), limit, shown)
        if coding:
            pieces = bounded(_decoded(pieces, coding), limit, shown)
        try:
            return b"".join(pieces)
        except DamagedStreamError as error:
            raise NetworkError(
                "{} sends compressed data that is damaged or cut off.", self._shown
            ) from error

    def _coding(self, headers: Mapping[str, str]) -> Coding | None:
        match headers.get("content-encoding", "").strip().lower():
            case "" | "identity":
                return None
            case "gzip" | "x-gzip":
                return "gzip"
            case "deflate":
                return "deflate"
        raise ContentEncodingError(
            "{} sends the document in an encoding that was not asked for.", self._shown
        )

    def _pieces(self, transfer: Transfer) -> Iterator[bytes]:
        while piece := self._next(transfer, self._options.idle_timeout, bytes):
            done = self._progress.done + len(piece)
            self._progress = self._progress._replace(done=done)
            yield piece

    def _next(self, transfer: Transfer, patience: float, expected: type[_Expected]) -> _Expected:
        """What arrives next, within ``patience`` seconds and before the deadline."""
        began = time.monotonic()
        while True:
            self._checkpoint(self._progress)
            now = time.monotonic()
            if now >= self._deadline:
                raise TimedOutError(
                    "The transfer from {} takes longer than {}.",
                    self._shown,
                    _seconds(self._options.deadline),
                )
            if now - began >= patience:
                raise TimedOutError(
                    "{} does not answer for {}.", self._asked_now(expected), _seconds(patience)
                )
            arrival = transfer.next()
            if isinstance(arrival, expected):
                return arrival
            if isinstance(arrival, InspectorError):
                raise arrival
            if isinstance(arrival, Exception):
                raise network_fault(arrival, self._address.host, self.proxy) from arrival

    def _asked_now(self, expected: type[object]) -> Place:
        """Who is waited for: before there is a connection, the proxy if one is used."""
        if self.proxy is not None and expected is Connected:
            return Place(self.proxy.place)
        return self._shown


def _seconds(amount: float) -> Argument:
    if amount == int(amount):
        return Count("%n second", "%n seconds", int(amount))
    return msg("{} seconds", f"{amount:g}")


def _length(headers: Mapping[str, str]) -> int:
    """The stated length, or 0; urllib3 enforces it."""
    told = headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= _LONGEST_LENGTH else 0


def _decoded(pieces: Iterator[bytes], coding: Coding) -> Iterator[bytes]:
    """The pieces decompressed. "deflate" means zlib by the standard, and some servers send raw
    deflate."""
    first = next(pieces, b"")
    if coding == "deflate" and first[:1] == _ZLIB_MARK:
        coding = "zlib"
    return expand(chain([first], pieces), coding)


# --- by name ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retrieved:
    """``host`` sent ``data``, by way of ``proxy`` if one was used; ``asked`` is the record named,
    if any."""

    data: bytes
    name: str
    url: str
    host: str
    proxy: str
    asked: RequestedRecord | None


def retrieve(plan: Plan, options: SourceOptions, checkpoint: Checkpoint) -> Retrieved:
    """Follow a plan for the network within one deadline.

    Raises what ``download`` raises.
    """
    deadline = time.monotonic() + options.deadline
    found = download(parse_address(plan.url), options, checkpoint, deadline)
    if plan.kind == "arxiv id":
        return _resolved(plan, found, options, checkpoint, deadline)
    name = found.address.file_name if plan.kind == "address" else plan.name
    return _retrieved(found, name, plan.asked)


def _retrieved(found: Download, name: str, asked: RequestedRecord | None) -> Retrieved:
    return Retrieved(found.data, name, found.address.url, found.address.host, found.proxy, asked)


def _resolved(
    plan: Plan, answer: Download, options: SourceOptions, checkpoint: Checkpoint, deadline: float
) -> Retrieved:
    """What a resolver answers to an arXiv id is not documented. The answer is used as the document
    if it is one, and otherwise only for the Pith Number that it names."""
    members = _members(answer.data)
    number = _number(members)
    asked = plan.asked
    if number and asked:  # the number that the resolver names must match too
        both = f"{asked.text} ({number.text})"
        asked = asked._replace(text=both, tail=number.tail, year=number.year)
    itself = _retrieved(answer, number.text if number else plan.name, asked)
    if isinstance(members.get("bundle_type"), str):
        return itself
    if number is None:
        raise NetworkError("{} names no Pith Number for {}.", Place(plan.host), Place(plan.name))
    address = address_below(options.resolver, bundle_target(number))
    try:
        found = download(address, options, checkpoint, deadline)
    except HttpStatusError as error:
        if error.status == HTTPStatus.NOT_FOUND and isinstance(members.get("record_type"), str):
            return itself
        raise
    return _retrieved(found, number.text, asked)


def _members(answer: bytes) -> dict[str, object]:
    try:
        value = orjson.loads(answer)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _number(members: dict[str, object]) -> PithNumber | None:
    text = members.get("pith_number")
    return pith_number(text) if isinstance(text, str) else None
