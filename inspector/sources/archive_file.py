"""Reads the files of a zip or a tar. Nothing is unpacked to disk, and no header is trusted.

A hostile header can make zipfile and tarfile request gigabytes. So both get file objects that raise
an error when asked for too much at once.
"""

import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import IO, BinaryIO, TypeAlias, cast

from inspector.errors import (
    ArchiveError,
    CutArchiveError,
    EncryptedArchiveError,
    UnopenedArchiveError,
)
from inspector.messages import Argument, Place, msg
from inspector.progress import Progress
from inspector.sources.archive_form import end_of_zip
from inspector.sources.limits import (
    READING,
    ArchiveBounds,
    bounded,
    gathered,
    read_pieces,
    refuse_larger,
)
from inspector.sources.member import MOST_MEMBERS, File, linked_name, plain_name, too_many_members

_MOST_AT_ONCE = 32_000_000
_MOST_OF_TAR = 250_000
"""Less than for a zip: tarfile copies the global headers for each following member."""
_MOST_GLOBAL = 100
"""The limit on global headers, which tarfile keeps and copies for each member."""
_ZIP_ENTRY = b"PK\x01\x02"


class GuardedFile:
    """A seekable file that limits the bytes read between two seeks.

    tarfile may read one header in several parts and keeps all of them.
    """

    def __init__(self, file: BinaryIO, shown: Argument) -> None:
        self._file = file
        self._shown = shown
        self.most = self._room = _MOST_AT_ONCE
        self.last_read = b""

    def read(self, size: int = -1) -> bytes:
        """Raises ArchiveError if a part is too large, or the list of members too long."""
        data = self._file.read(size if 0 <= size <= self._room else self._room + 1)
        if len(data) > self._room:
            raise ArchiveError("{} has a header of an absurd size.", self._shown)
        self._room -= len(data)
        if data.count(_ZIP_ENTRY) > MOST_MEMBERS:
            raise too_many_members(self._shown)
        self.last_read = data
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        self._room = self.most
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


class PassingFile:
    """A file made from pieces that are available once: it can be read, and only seeked forwards."""

    def __init__(self, pieces: Iterator[bytes], shown: Argument) -> None:
        self._pieces = pieces
        self._shown = shown
        self._ahead = bytearray()
        self._place = 0
        self.most = self._room = _MOST_AT_ONCE
        self.last_read = b""

    def peek(self, size: int) -> bytes:
        """Up to ``size`` next bytes without moving forward."""
        self._fill(size)
        return bytes(self._ahead[:size])

    def rest(self) -> Iterator[bytes]:
        """The unread bytes, in pieces."""
        yield bytes(self._ahead)
        yield from self._pieces

    def read(self, size: int = -1) -> bytes:
        """Raises ArchiveError if a part is too large or has no size."""
        if not 0 <= size <= self._room:
            raise ArchiveError("{} has a header of an absurd size.", self._shown)
        self._room -= size
        self._fill(size)
        self.last_read = bytes(self._ahead[:size])
        self._drop(size)
        return self.last_read

    def seek(self, place: int, whence: int = 0) -> int:
        """Raises ArchiveError for a position before the current one."""
        self._room = self.most
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


# --- the files of a tar -----------------------------------------------------------------------

TarSource: TypeAlias = GuardedFile | PassingFile


def tar_files(file: TarSource, bounds: ArchiveBounds) -> Iterator[File]:
    """The files and links in archive order. Each must be read before the next is requested.

    Folders and devices are skipped. A member of an unknown type with bytes is a file, as it is for
    the programs that unpack it. Raises ArchiveError, and TooLargeError when a file is read; the
    caller converts what tarfile raises on damage.
    """
    file.most = _MOST_OF_TAR
    file.seek(file.tell())
    with tarfile.open(fileobj=cast(IO[bytes], file), mode="r:") as archive:
        for info in _tar_entries(archive, file, bounds):
            if info.isreg() or (info.size and info.type not in tarfile.SUPPORTED_TYPES):
                yield _tar_file(archive, info, bounds)
            elif info.islnk() or info.issym():
                yield File(info.name, 0, bytes, _tar_target(info))


def _tar_file(archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds) -> File:
    return File(
        info.name,
        info.size,
        lambda: _tar_data(archive, info, bounds),
        head=lambda size: _tar_opened(archive, info, bounds).read(size),
    )


def _tar_target(info: tarfile.TarInfo) -> str:
    if info.islnk():
        return plain_name(info.linkname)
    return linked_name(info.name, info.linkname)


def _tar_entries(
    archive: tarfile.TarFile, file: TarSource, bounds: ArchiveBounds
) -> Iterator[tarfile.TarInfo]:
    """All headers, read to the end, since a truncated list is damage."""
    count = 0
    last = -1
    while info := _next(archive, file):
        archive.members.clear()  # type: ignore[attr-defined]  # a long list fills the memory
        if len(archive.pax_headers) > _MOST_GLOBAL:
            raise ArchiveError("{} has a header of an absurd size.", bounds.shown)
        count += 1
        bounds.checkpoint(Progress(READING, 0, 0))
        if count > MOST_MEMBERS:
            raise too_many_members(bounds.shown)
        if info.size < 0 or info.offset_data <= last:
            raise ArchiveError("{} is damaged: a member overlaps another.", bounds.shown)
        last = info.offset_data
        yield info
    # tarfile takes a truncated or damaged header for the end; only a block of zeros is the end.
    if len(file.last_read) < tarfile.BLOCKSIZE:
        raise CutArchiveError(
            "{} ends in the middle: the end of the {} is missing.", bounds.shown, "tar"
        )
    if file.last_read != bytes(tarfile.BLOCKSIZE):
        raise ArchiveError("{} is damaged or cut off.", bounds.shown)
    rest = read_pieces(partial(_read_on, file), bounds.checkpoint)
    for piece in bounded(rest, bounds.limit, bounds.shown):
        if piece.strip(b"\0"):
            raise ArchiveError("{} is not read: something stands behind its end.", bounds.shown)


def _next(archive: tarfile.TarFile, file: TarSource) -> tarfile.TarInfo | None:
    file.seek(file.tell())
    return archive.next()


def _read_on(file: TarSource, size: int) -> bytes:
    file.seek(file.tell())
    return file.read(size)


def _tar_opened(
    archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds
) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise ArchiveError("{} is damaged.", bounds.shown)
    return stream


def _tar_data(archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds) -> bytes:
    refuse_larger(info.size, bounds.limit, bounds.shown_member)
    with _tar_opened(archive, info, bounds) as stream:
        pieces = read_pieces(stream.read, bounds.checkpoint, info.size)
        data = gathered(bounded(pieces, bounds.limit, bounds.shown_member)).getvalue()
    if len(data) != info.size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", bounds.shown)
    return data


# --- the files of a zip -----------------------------------------------------------------------

ENCRYPTED = 0x1
_END = struct.Struct("<4x2H4x2L2x")
_END_SIGN, _FIRST_PART = b"PK\x05\x06", b"PK\x07\x08"
_IN_ZIP64 = 0xFFFFFFFF
_ONE_DISK = ((0, 0), (0xFFFF, 0xFFFF))
_MOST_BEHIND = 66_000
"""So many last bytes zipfile looks for the end in."""
_NOTHING_DEFLATED = 2
_LONGEST_LINK = 4_096
# zipfile does not bound the output of bzip2 and LZMA; hardly any zip uses them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def zip_files(file: BinaryIO, bounds: ArchiveBounds) -> Iterator[File]:
    """The files in the order of the central directory.

    Raises ArchiveError, and TooLargeError when a file is read; the caller converts what zipfile
    raises on damage.
    """
    _refuse_part(file, bounds)
    guarded = cast(IO[bytes], GuardedFile(file, bounds.shown))
    with closing(zipfile.ZipFile(guarded)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise too_many_members(bounds.shown)
        if sum(info.compress_size for info in members) > file.seek(0, os.SEEK_END):
            raise ArchiveError("{} is damaged: a member overlaps another.", bounds.shown)
        names = frozenset(map(zip_name, members))
        for info in members:
            if _is_zip_file(info):
                target = _zip_target(archive, info, bounds, names)
                yield _zip_file(archive, info, bounds, target)


def _refuse_part(file: BinaryIO, bounds: ArchiveBounds) -> None:
    """Raise ArchiveError for a zip without its end, and for one of several that it was split into.

    zipfile calls both no zip, or damaged.
    """
    place = end_of_zip(file)
    file.seek(0 if place is None else place)
    record = file.read(_END.size)
    file.seek(0)
    if place is None:
        if record.startswith(_FIRST_PART):
            raise _one_part(bounds)
        if not _is_followed(file):
            raise CutArchiveError(
                "{} ends in the middle: the end of the {} is missing.", bounds.shown, "zip"
            )
        return
    disk, first_disk, size, begin = _END.unpack(record)
    is_missing = _IN_ZIP64 not in (size, begin) and begin + size > place
    if is_missing or (disk, first_disk) not in _ONE_DISK:
        raise _one_part(bounds)


def _is_followed(file: BinaryIO) -> bool:
    """Whether a zip has its whole end, and something stands behind that: then it was not cut."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _MOST_BEHIND))
    tail = file.read(_MOST_BEHIND)
    file.seek(0)
    return 0 <= tail.rfind(_END_SIGN) <= len(tail) - _END.size


def _one_part(bounds: ArchiveBounds) -> ArchiveError:
    error = ArchiveError("{} is one part of a zip that was split.", bounds.shown)
    error.remedy = msg(
        "Put its parts together first, as with {}, and open what comes out.",
        "zip -s 0 FILE.zip --out WHOLE.zip",
    )
    return error


def _zip_file(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds, target: str | None
) -> File:
    return File(
        zip_name(info),
        info.file_size,
        lambda: _zip_data(archive, info, bounds),
        target,
        lambda size: _zip_head(archive, info, bounds, size),
    )


def zip_name(info: zipfile.ZipInfo) -> str:
    """The name with forward slashes; some programs write backslashes."""
    return info.filename.replace("\\", "/")


def _is_zip_file(info: zipfile.ZipInfo) -> bool:
    """Whether there is something to read. Folders and devices with bytes may hide a file."""
    is_plain = not zip_name(info).endswith("/") and _zip_kind(info) in {0, stat.S_IFREG}
    return is_plain or info.file_size > 0 or info.compress_size > _NOTHING_DEFLATED


def _zip_kind(info: zipfile.ZipInfo) -> int:
    """The file type from the Unix mode; 0 if the creating system has no such types."""
    return stat.S_IFMT(info.external_attr >> 16)


def _zip_target(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds, names: frozenset[str]
) -> str | None:
    """The name that a link leads to; None if it is no link or holds no path, then it is read as a
    file."""
    is_link = _zip_kind(info) == stat.S_IFLNK and info.file_size <= _LONGEST_LINK
    if not is_link or info.flag_bits & ENCRYPTED or info.compress_type not in _METHODS:
        return None
    text = _zip_data(archive, info, bounds).decode("utf-8", "replace")
    target = linked_name(zip_name(info), text)
    is_path = text.isprintable() and not text.lstrip().startswith(("{", "["))
    return target if is_path or target in names else None


def _zip_data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds) -> bytes:
    _refuse_unreadable(info, bounds)
    with archive.open(info) as stream:
        pieces = read_pieces(stream.read, bounds.checkpoint, info.file_size)
        data = gathered(bounded(pieces, bounds.limit, bounds.shown_member)).getvalue()
    if len(data) != info.file_size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", bounds.shown)
    return data


def _zip_head(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds, size: int
) -> bytes:
    _refuse_unreadable(info, bounds)
    with archive.open(info) as stream:
        return stream.read(size)


def _refuse_unreadable(info: zipfile.ZipInfo, bounds: ArchiveBounds) -> None:
    if info.flag_bits & ENCRYPTED:
        raise EncryptedArchiveError(
            "{} in {} is encrypted: unpack it with its password, then open what comes out.",
            Place(zip_name(info)),
            bounds.shown,
        )
    if info.compress_type not in _METHODS:
        raise UnopenedArchiveError("{} is compressed by a method other than deflate.", bounds.shown)
    refuse_larger(info.file_size, bounds.limit, bounds.shown_member)
