"""Bytes read in pieces: counted, reported as progress, and limited."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from inspector.errors import TooLargeError
from inspector.messages import Argument, msg
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress

PIECE = 65_536
READING = "reading"


class Budget:
    """The number of bytes that the contents of the archive ``shown`` may still have, nested ones
    too."""

    def __init__(self, shown: Argument, total: int) -> None:
        self._shown = shown
        self._total = self._left = total

    def spend(self, size: int) -> None:
        """Subtract ``size``. Raises TooLargeError if too little is left."""
        self._left -= size
        if self._left < 0:
            raise TooLargeError(
                "{} holds more than {} bytes together, which is the limit for one look at all of "
                "them.",
                self._shown,
                self._total,
            )


class ArchiveBounds(NamedTuple):
    """The limits for reading an archive.

    ``limit`` bounds the decompressed bytes of each member, ``budget`` those of all if all are read.
    ``shown`` is the archive's name in sentences.
    """

    shown: Argument
    limit: int
    checkpoint: Checkpoint
    budget: Budget | None = None

    @property
    def shown_member(self) -> Argument:
        """How sentences refer to a member of the archive."""
        return msg("A member of {}", self.shown)

    def spend(self, size: int) -> None:
        """Raises TooLargeError if all members together are too large."""
        if self.budget is not None:
            self.budget.spend(size)


def read_pieces(
    read: Callable[[int], bytes], checkpoint: Checkpoint, total: int = 0
) -> Iterator[bytes]:
    """What ``read`` returns until it returns nothing; ``total`` is 0 if the size is not known."""
    done = 0
    checkpoint(Progress(READING, done, total))
    while piece := read(PIECE):
        done += len(piece)
        checkpoint(Progress(READING, done, total))
        yield piece


def gathered(pieces: Iterable[bytes]) -> BytesIO:
    """All pieces in one buffer. Joining them at the end would hold them in memory twice."""
    whole = BytesIO()
    for piece in pieces:
        whole.write(piece)
    whole.seek(0)
    return whole


def bounded(pieces: Iterable[bytes], limit: int, shown: Argument) -> Iterator[bytes]:
    """The pieces, up to ``limit`` bytes in total.

    Raises TooLargeError.
    """
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > limit:
            raise TooLargeError("{} holds more than {} bytes, which is the limit.", shown, limit)
        yield piece


def refuse_larger(size: int, limit: int, shown: Argument) -> None:
    """Raise TooLargeError if a size that is known in advance exceeds the limit."""
    if size > limit:
        raise TooLargeError("{} holds {} bytes; the limit is {}.", shown, size, limit)
