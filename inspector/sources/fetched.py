"""What a fetch is asked for and how far it may go; the bytes that it gives, and where from."""

from typing import TYPE_CHECKING, NamedTuple, Self

from inspector.document.measure import DEFAULT_LIMITS
from inspector.sources.reference import RequestedRecord

if TYPE_CHECKING:
    from inspector.document.items import TextPart


class SourceOptions(NamedTuple):
    """How far a fetch may go; times are in seconds.

    ``max_bytes`` bounds the document after decompression and, over the network, the transfer
    too. ``resolver`` is the base address that Pith Numbers and arXiv ids are asked at.
    ``connect_timeout`` is for finding the host and agreeing on a secure connection,
    ``idle_timeout`` for silence after that, ``deadline`` for everything, redirects included.
    ``asks``: the user is to be asked before anything is fetched, and there is nobody to ask.
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
    """A JSON text from the clipboard or out of another program, which lies in no file.

    It is a source: as a string it is the name that it goes by.

    It is never a path, whatever its name, and lives as long as somebody holds it. ``item`` is the
    number of the document in it that is meant, 0 for the whole, which goes by the name ``whole``.
    """

    __slots__ = ("item", "text", "whole")
    item: int
    text: str
    whole: str

    def __new__(cls, name: str, text: str, item: int = 0) -> Self:
        made = super().__new__(cls, f"{name}#{item}" if item else name)
        made.item, made.text, made.whole = item, text, name
        return made


class Answer(NamedTuple):
    """An answer over the network: the host that was asked first, and the one that gave it in the
    end, after redirects, by way of ``proxy`` where one was used. ``asked`` is the record that was
    asked for by name, if one was."""

    asked_host: str
    host: str
    asked: RequestedRecord | None
    proxy: str = ""


class Fetched(NamedTuple):
    """``source`` is what the user gave, ``name`` a short name for a tab or a title.

    ``member`` is the file of an archive that it is, and ``part`` says which bytes of a text.
    ``location`` is where the bytes really came from: an absolute path, ``archive!/member``,
    ``text#item``, the final address, or "standard input". ``answer`` is None for what did not come
    over the network. ``whole`` are the bytes that ``source`` gives, where the document is the only
    item of them and was not asked for by its number. ``passed_over``: so many files of the system's
    own lie beside it in an archive.
    """

    data: bytes
    source: str
    name: str
    location: str
    answer: Answer | None = None
    member: str = ""
    part: "TextPart | None" = None
    passed_over: int = 0
    whole: bytes = b""

    @property
    def hosts(self) -> tuple[str, str, str]:
        """The host that was asked, the one that answered, and the proxy by way of which it did;
        empty where there was none."""
        found = self.answer
        return (found.asked_host, found.host, found.proxy) if found else ("", "", "")
