"""The two kinds of file that zipfile and tarfile are given: neither lets them read much at once.

A hostile header can make those modules ask for gigabytes; here such a question is an error.
"""

from collections.abc import Iterator
from typing import BinaryIO

from inspector.errors import ArchiveError
from inspector.messages import Argument

MOST_MEMBERS = 100_000
_MOST_AT_ONCE = 32_000_000
_ZIP_ENTRY = b"PK\x01\x02"


class GuardedFile:
    """A file with a place to seek to, of which only so much is read at once."""

    def __init__(self, file: BinaryIO, shown: Argument) -> None:
        self._file = file
        self._shown = shown
        self.last_read = b""

    def read(self, size: int = -1) -> bytes:
        """Raises ArchiveError for a part that is too large, or a list of too many members."""
        data = self._file.read(size if 0 <= size <= _MOST_AT_ONCE else _MOST_AT_ONCE + 1)
        if len(data) > _MOST_AT_ONCE:
            raise ArchiveError("{} has a header of an absurd size.", self._shown)
        if data.count(_ZIP_ENTRY) > MOST_MEMBERS:
            raise too_many_members(self._shown)
        self.last_read = data
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


class PassingFile:
    """A file made of pieces that come by once: it can be read, and seeked in forwards."""

    def __init__(self, pieces: Iterator[bytes], shown: Argument) -> None:
        self._pieces = pieces
        self._shown = shown
        self._ahead = bytearray()
        self._place = 0
        self.last_read = b""

    def peek(self, size: int) -> bytes:
        self._fill(size)
        return bytes(self._ahead[:size])

    def rest(self) -> Iterator[bytes]:
        """What was not read yet, as pieces."""
        yield bytes(self._ahead)
        yield from self._pieces

    def read(self, size: int = -1) -> bytes:
        """Raises ArchiveError for a part that is too large, or of no size."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise ArchiveError("{} has a header of an absurd size.", self._shown)
        self._fill(size)
        self.last_read = bytes(self._ahead[:size])
        self._drop(size)
        return self.last_read

    def seek(self, place: int, whence: int = 0) -> int:
        """Raises ArchiveError for a place that has gone by."""
        if whence or place < self._place:
            raise ArchiveError(
                "{} is damaged: a member lies before the one it follows.", self._shown
            )
        while self._place + len(self._ahead) < place:
            self._drop(len(self._ahead))
            piece = next(self._pieces, b"")
            if not piece:
                return self._place
            self._ahead += piece
        self._drop(place - self._place)
        return self._place

    def tell(self) -> int:
        return self._place

    def seekable(self) -> bool:
        return True

    def _fill(self, size: int) -> None:
        while len(self._ahead) < size:
            piece = next(self._pieces, b"")
            if not piece:
                return
            self._ahead += piece

    def _drop(self, size: int) -> None:
        self._place += min(size, len(self._ahead))
        del self._ahead[:size]


def too_many_members(shown: Argument) -> ArchiveError:
    return ArchiveError("{} lists more than {} members, which is the limit.", shown, MOST_MEMBERS)
