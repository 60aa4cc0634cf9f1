"""Finds the one document in a file that is meant, or else lists all documents in it.

Archives are opened, and archives inside them down to one level, with the compressed files in those;
deeper ones are refused. A text with several JSON documents is split.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, Protocol

from inspector.errors import ArchiveError, InspectorError, MemberAmbiguousError, MemberMissingError
from inspector.messages import Argument, Message, Place, msg
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint
from inspector.sources.archive_form import BEFORE_JSON, HEAD, begins_as_json, form_of
from inspector.sources.fetched import Fetched, Response, SourceOptions
from inspector.sources.file import is_regular, size_of
from inspector.sources.limits import (
    ArchiveBounds,
    Budget,
    bounded,
    gathered,
    read_pieces,
    refuse_larger,
)
from inspector.sources.plan import MEMBER_MARK, inside
from inspector.visible import visible


class Entry(NamedTuple):
    """One file of an archive, or one item of a text.

    ``source`` is how to ask for it. ``link`` is the name of the entry that it links to, or "".
    """

    name: str
    source: str
    size: int
    link: str = ""


class Contents(Protocol):
    """The entries of a source with several documents. Valid while its file is open."""

    @property
    def source(self) -> str: ...

    @property
    def looks_like(self) -> Message:
        """What contains the entries: "archive (zip)", "JSON Lines, 20 documents"."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries. Raises InspectorError."""
        ...

    @property
    def passed_over(self) -> int:
        """The number of files that a system added; they are not among the entries."""
        ...

    def each(self) -> Iterator[tuple[Entry, "Fetched | Contents | InspectorError | None"]]:
        """Each entry in order with its bytes, its own contents, or why it cannot be read; None for
        a link.

        Raises InspectorError if the container is damaged.
        """
        ...

    def several(self) -> MemberAmbiguousError:
        """The error that one of them must be named."""
        ...


class SourcePosition(NamedTuple):
    """The file that is currently open on the way from a source to a document.

    The members are how to ask for the file, its name, where it is, which ``member`` of an archive
    it is, at which nesting depth, and the budget of bytes that is left.
    """

    source: str
    name: str
    location: str
    shown: Argument
    options: SourceOptions
    checkpoint: Checkpoint
    response: Response | None = None
    member: str = ""
    level: int = 0
    budget: Budget | None = None

    @property
    def bounds(self) -> ArchiveBounds:
        """The limits for reading an archive at this position."""
        return ArchiveBounds(self.shown, self.options.max_bytes, self.checkpoint, self.budget)

    def below(self, member: str) -> "SourcePosition":
        """The position of a member of the current archive."""
        return self._replace(
            source=inside(self.source, member, is_item=False),
            name=member.rpartition("/")[2] or member,
            location=f"{self.location}{MEMBER_MARK}{member}",
            member=f"{self.member}{MEMBER_MARK}{member}" if self.member else member,
            shown=msg("{} in {}", Place(member), self.shown),
            level=self.level + 1,
        )


def follow(
    file: BinaryIO, spot: SourcePosition, wanted: str = "", item: int = 0
) -> "Fetched | Contents":
    """The document ``wanted`` in ``file``, or its only document, or else its contents.

    Raises subclasses of SourceError, TooLargeError and CancelledError.
    """
    form = form_of(file)
    if form is None:
        if wanted:
            raise MemberMissingError("{} is not an archive that can be read.", spot.shown)
        return _document(_whole(file, spot), spot, item)
    if form == "zip" and _may_begin_as_json(file):
        raise ArchiveError(
            "{} begins as JSON and ends as a zip: which of them is meant cannot be told.",
            spot.shown,
        )
    from inspector.sources.archive import follow_archive  # noqa: PLC0415 - most are no archives

    return follow_archive(file, form, spot, wanted, item)


def _may_begin_as_json(file: BinaryIO) -> bool:
    """Only blanks may precede the text."""
    head = file.read(HEAD)
    file.seek(0)
    return begins_as_json(head) or not head.strip(BEFORE_JSON)


def _document(data: bytes, spot: SourcePosition, item: int) -> Fetched:
    whole = Fetched(
        data, spot.source, visible(spot.name), spot.location, spot.response, spot.member
    )
    if not item:
        return whole
    from inspector.sources.text_contents import item_of  # noqa: PLC0415 - as above

    return item_of(whole, item)


def _whole(file: BinaryIO, spot: SourcePosition) -> bytes:
    if isinstance(file, BytesIO):  # it is in memory, and its size was reported
        data = file.read()
        refuse_larger(len(data), spot.options.max_bytes, spot.shown)
        return data
    size = size_of(file) if is_regular(file) else 0
    refuse_larger(size, spot.options.max_bytes, spot.shown)
    pieces = read_pieces(file.read, spot.checkpoint, size)
    return gathered(bounded(pieces, spot.options.max_bytes, spot.shown)).getvalue()
