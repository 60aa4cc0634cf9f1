"""The files and links of a tar, read in one pass; folders and devices are passed over.

What has bytes and is of an unknown kind is a file, as it is for the programs that unpack it.

The whole list is walked, since a list that is cut off is damage.
"""

import tarfile
from collections.abc import Iterator
from typing import IO, TypeAlias, cast

from inspector.errors import ArchiveError
from inspector.progress import Progress
from inspector.sources.archive_file import (
    MOST_MEMBERS,
    GuardedFile,
    PassingFile,
    too_many_members,
)
from inspector.sources.member import File, linked_name, plain_name
from inspector.sources.pieces import (
    PIECE,
    READING,
    ArchiveBounds,
    bounded,
    read_pieces,
    refuse_larger,
)

TarSource: TypeAlias = GuardedFile | PassingFile


def tar_files(file: TarSource, bounds: ArchiveBounds) -> Iterator[File]:
    """The files and links in their order; each can be read before the next is asked for.

    Raises ArchiveError, and TooLargeError when one is read; what tarfile raises on damage is for
    the caller to name.
    """
    with tarfile.open(fileobj=cast(IO[bytes], file), mode="r:") as archive:
        for info in _entries(archive, file, bounds):
            if info.isreg() or (info.size and info.type not in tarfile.SUPPORTED_TYPES):
                yield _file(archive, info, bounds)
            elif info.islnk() or info.issym():
                yield File(info.name, 0, bytes, _target(info))


def _file(archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds) -> File:
    return File(
        info.name,
        info.size,
        lambda: _data(archive, info, bounds),
        head=lambda size: _opened(archive, info, bounds).read(size),
    )


def _target(info: tarfile.TarInfo) -> str:
    if info.islnk():
        return plain_name(info.linkname)
    return linked_name(info.name, info.linkname)


def _entries(
    archive: tarfile.TarFile, file: TarSource, bounds: ArchiveBounds
) -> Iterator[tarfile.TarInfo]:
    count = 0
    last = -1
    while info := archive.next():
        archive.members.clear()  # type: ignore[attr-defined]  # a long list fills the memory
        count += 1
        bounds.checkpoint(Progress(READING, 0, 0))
        if count > MOST_MEMBERS:
            raise too_many_members(bounds.shown)
        if info.size < 0 or info.offset_data <= last:
            raise ArchiveError("{} is damaged: a member overlaps another.", bounds.shown)
        last = info.offset_data
        yield info
    # tarfile takes a header that is cut off or damaged for the end; only zeros are.
    if file.last_read != bytes(tarfile.BLOCKSIZE):
        raise ArchiveError("{} is damaged or cut off.", bounds.shown)
    while piece := file.read(PIECE):
        if piece.strip(b"\0"):
            raise ArchiveError("{} is not read: something stands behind its end.", bounds.shown)


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise ArchiveError("{} is damaged.", bounds.shown)
    return stream


def _data(archive: tarfile.TarFile, info: tarfile.TarInfo, bounds: ArchiveBounds) -> bytes:
    refuse_larger(info.size, bounds.limit, bounds.shown_member)
    with _opened(archive, info, bounds) as stream:
        pieces = read_pieces(stream.read, bounds.checkpoint, info.size)
        data = b"".join(bounded(pieces, bounds.limit, bounds.shown_member))
    if len(data) != info.size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", bounds.shown)
    return data
