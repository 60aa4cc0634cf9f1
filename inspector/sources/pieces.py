"""Bytes on their way: in pieces, counted, reported, and never more than the limit."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from inspector.errors import TooLargeError
from inspector.messages import Argument, msg
from inspector.progress import Checkpoint, Progress

PIECE = 65_536
READING = "reading"


class Budget:
    """How many bytes all that lies in an archive, the ``shown`` one, may have together, whatever
    lies in what."""

    def __init__(self, shown: Argument, total: int) -> None:
        self._shown = shown
        self._total = self._left = total

    def spend(self, size: int) -> None:
        """Raises TooLargeError."""
        self._left -= size
        if self._left < 0:
            raise TooLargeError(
                "{} holds more than {} bytes together, which is the limit for one look at all of "
                "them.",
                self._shown,
                self._total,
            )


class ArchiveBounds(NamedTuple):
    """Within which limits an archive is read: ``limit`` bounds the decompressed bytes of each
    member and ``budget`` those of all, where all are read; ``shown`` is how sentences call the
    archive."""

    shown: Argument
    limit: int
    checkpoint: Checkpoint
    budget: Budget | None = None

    @property
    def shown_member(self) -> Argument:
        return msg("A member of {}", self.shown)

    def spend(self, size: int) -> None:
        """Raises TooLargeError where the bytes of all are too many together."""
        if self.budget is not None:
            self.budget.spend(size)


def read_pieces(
    read: Callable[[int], bytes], checkpoint: Checkpoint, total: int = 0
) -> Iterator[bytes]:
    """What ``read`` gives until it gives nothing; ``total`` is 0 where it is not known."""
    done = 0
    checkpoint(Progress(READING, done, total))
    while piece := read(PIECE):
        done += len(piece)
        checkpoint(Progress(READING, done, total))
        yield piece


def gathered(pieces: Iterable[bytes]) -> BytesIO:
    """All pieces as one: joined at the end they would be copied, and held twice meanwhile."""
    whole = BytesIO()
    for piece in pieces:
        whole.write(piece)
    whole.seek(0)
    return whole


def bounded(pieces: Iterable[bytes], limit: int, shown: Argument) -> Iterator[bytes]:
    """The pieces, as long as they are ``limit`` bytes together.

    Raises TooLargeError.
    """
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > limit:
            raise TooLargeError("{} holds more than {} bytes, which is the limit.", shown, limit)
        yield piece


def refuse_larger(size: int, limit: int, shown: Argument) -> None:
    """Raises TooLargeError where a size that is told beforehand is over the limit."""
    if size > limit:
        raise TooLargeError("{} holds {} bytes; the limit is {}.", shown, size, limit)
