"""The bytes of one document, and where they came from."""

from typing import TYPE_CHECKING, NamedTuple

from inspector.sources.reference import Asked

if TYPE_CHECKING:
    from inspector.document.items import TextPart


class Answer(NamedTuple):
    """An answer over the network: the host that was asked first, and the one that gave it in the
    end, after redirects, by way of ``proxy`` where one was used. ``asked`` is the record that was
    asked for by name, if one was."""

    asked_host: str
    host: str
    asked: Asked | None
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
