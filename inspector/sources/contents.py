"""From a file to the one document that is meant in it, or to the list of all that it holds.

Archives are opened, and one more inside of them; whoever nests deeper is refused. A text that
holds several JSON documents is taken apart.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple, Protocol

from inspector.errors import ArchiveError, InspectorError, MemberAmbiguousError
from inspector.messages import Argument, Message, Place, msg
from inspector.progress import Checkpoint
from inspector.sources.archive_form import BEFORE_JSON, HEAD, begins_as_json, form_of
from inspector.sources.fetched import Answer, Fetched, SourceOptions
from inspector.sources.file import is_regular, size_of
from inspector.sources.pieces import (
    ArchiveBounds,
    Budget,
    bounded,
    gathered,
    read_pieces,
    refuse_larger,
)
from inspector.sources.plan import MEMBER_MARK, inside
from inspector.visible import visible

_DEEPEST = 1


class Entry(NamedTuple):
    """One of several: a file of an archive or an item of a text.

    ``source`` is how it is asked for; ``link`` is the name of the entry that it is a link to.
    """

    name: str
    source: str
    size: int
    link: str = ""


class Contents(Protocol):
    """Several documents, or what may be some, in one source. It lasts as long as its file is
    open."""

    @property
    def source(self) -> str: ...

    @property
    def looks_like(self) -> Message:
        """What holds them: "archive (zip)", "JSON Lines, 20 documents"."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them. Raises InspectorError."""
        ...

    @property
    def passed_over(self) -> int:
        """So many files of the system's own are not among them."""
        ...

    def each(self) -> Iterator[tuple[Entry, "Fetched | Contents | InspectorError | None"]]:
        """Each in order with its bytes, with what it holds itself, or why it cannot be read; None
        for a link.

        Raises InspectorError where what holds them is damaged.
        """
        ...

    def several(self) -> MemberAmbiguousError:
        """That one of them has to be named."""
        ...


class SourcePosition(NamedTuple):
    """Where one is on the way to a document: how the file in hand is asked for, what it is called,
    where it lies, which ``member`` of an archive it is, in how many archives, and how many bytes
    all of them may still have."""

    source: str
    name: str
    location: str
    shown: Argument
    options: SourceOptions
    checkpoint: Checkpoint
    answer: Answer | None = None
    member: str = ""
    level: int = 0
    budget: Budget | None = None

    @property
    def bounds(self) -> ArchiveBounds:
        return ArchiveBounds(self.shown, self.options.max_bytes, self.checkpoint, self.budget)

    def below(self, member: str) -> "SourcePosition":
        """At a file of the archive in hand."""
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
    """The document that is ``wanted`` in ``file``, or the only one; else all that there are.

    Raises SourceError in its kinds, TooLargeError and CancelledError.
    """
    form = form_of(file)
    if form is None:
        if wanted:
            raise ArchiveError("{} is not an archive that can be read.", spot.shown)
        return _document(_whole(file, spot), spot, item)
    if form == "zip" and _may_begin_as_json(file):
        raise ArchiveError(
            "{} begins as JSON and ends as a zip: which of them is meant cannot be told.",
            spot.shown,
        )
    if spot.level > _DEEPEST:
        raise ArchiveError(
            "{} is an archive inside an archive inside an archive, and is not opened.", spot.shown
        )
    from inspector.sources.archive import follow_archive  # noqa: PLC0415 - most are no archives

    return follow_archive(file, form, spot, wanted, item)


def _may_begin_as_json(file: BinaryIO) -> bool:
    """Blanks alone may have it behind them."""
    head = file.read(HEAD)
    file.seek(0)
    return begins_as_json(head) or not head.strip(BEFORE_JSON)


def _document(data: bytes, spot: SourcePosition, item: int) -> Fetched:
    whole = Fetched(data, spot.source, visible(spot.name), spot.location, spot.answer, spot.member)
    if not item:
        return whole
    from inspector.sources.text_contents import item_of  # noqa: PLC0415 - as above

    return item_of(whole, item)


def _whole(file: BinaryIO, spot: SourcePosition) -> bytes:
    if isinstance(file, BytesIO):  # it came already, and how much of it was told
        data = file.read()
        refuse_larger(len(data), spot.options.max_bytes, spot.shown)
        return data
    size = size_of(file) if is_regular(file) else 0
    refuse_larger(size, spot.options.max_bytes, spot.shown)
    pieces = read_pieces(file.read, spot.checkpoint, size)
    return gathered(bounded(pieces, spot.options.max_bytes, spot.shown)).getvalue()
