"""The options of a fetch, and its result."""

from typing import TYPE_CHECKING, Self

from inspector.document.measure import DEFAULT_LIMITS
from inspector.errors import NO_HOSTS, Hosts
from inspector.named_tuple import NamedTuple
from inspector.sources.reference import RequestedRecord

if TYPE_CHECKING:
    from inspector.document.items import TextPart


class SourceOptions(NamedTuple):
    """The limits of a fetch; times are in seconds.

    ``max_bytes`` limits the document after decompression and, over the network, the transfer too.
    ``resolver`` is the base address for Pith Numbers and arXiv ids. ``connect_timeout`` covers name
    resolution, connecting and the TLS handshake, ``idle_timeout`` silence after that, ``deadline``
    everything including redirects. ``asks``: the user must agree before anything is fetched, and
    cannot be asked now.
    """

    max_bytes: int = DEFAULT_LIMITS.bytes
    offline: bool = False
    asks: bool = False
    resolver: str = "https://pith.science"
    connect_timeout: float = 10.0
    idle_timeout: float = 15.0
    deadline: float = 120.0
    max_redirects: int = 5


DEFAULT_OPTIONS = SourceOptions()


class PastedText(str):
    """A JSON text from the clipboard or another program, not from a file.

    It is a source: as a string it is its display name, which is never taken for a path. The text
    exists as long as the object. ``item`` is the number of the document in it that is meant, 0 for
    the whole text, whose name is ``whole``.
    """

    __slots__ = ("item", "text", "whole")
    item: int
    text: str
    whole: str

    def __new__(cls, name: str, text: str, item: int = 0) -> Self:
        made = super().__new__(cls, f"{name}#{item}" if item else name)
        made.item, made.text, made.whole = item, text, name
        return made


class Response(NamedTuple):
    """A response over the network, and the record ``asked`` for by name, if one was."""

    hosts: Hosts
    asked: RequestedRecord | None


class Fetched(NamedTuple):
    """The bytes of a document and their origin.

    ``source`` is what the user gave, ``name`` a short name for a tab or a title. ``member`` is the
    archive member, ``part`` says which bytes of a text. ``location`` is where the bytes came from
    in fact: an absolute path, ``archive!/member``, ``text#item``, the final address, or "standard
    input". ``response`` is None unless the bytes came over the network. ``whole`` are all bytes of
    ``source`` if the document is their only item and was not asked for by number. ``passed_over``
    is the number of system files beside it in an archive.
    """

    data: bytes
    source: str
    name: str
    location: str
    response: Response | None = None
    member: str = ""
    part: "TextPart | None" = None
    passed_over: int = 0
    whole: bytes = b""

    @property
    def hosts(self) -> Hosts:
        return self.response.hosts if self.response else NO_HOSTS
