"""The files of a zip: nothing is unpacked to disk, and no header is believed."""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import IO, BinaryIO, cast

from inspector.errors import ArchiveError
from inspector.messages import Place
from inspector.sources.archive_file import MOST_MEMBERS, GuardedFile, too_many_members
from inspector.sources.member import File, linked_name
from inspector.sources.pieces import ArchiveBounds, bounded, read_pieces, refuse_larger

_ENCRYPTED = 0x1
_NOTHING_DEFLATED = 2
_LONGEST_LINK = 4_096
# zipfile decompresses bzip2 and LZMA without a bound; hardly any zip is made of them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def zip_files(file: BinaryIO, bounds: ArchiveBounds) -> Iterator[File]:
    """The files in the order of the zip's list.

    Raises ArchiveError, and TooLargeError when one is read; what zipfile raises on damage is for
    the caller to name.
    """
    guarded = cast(IO[bytes], GuardedFile(file, bounds.shown))
    with closing(zipfile.ZipFile(guarded)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise too_many_members(bounds.shown)
        if sum(info.compress_size for info in members) > file.seek(0, os.SEEK_END):
            raise ArchiveError("{} is damaged: a member overlaps another.", bounds.shown)
        names = frozenset(map(_name, members))
        for info in members:
            if _is_file(info):
                target = _target(archive, info, bounds)
                yield _file(archive, info, bounds, target if target in names else None)


def _file(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds, target: str | None
) -> File:
    return File(
        _name(info),
        info.file_size,
        lambda: _data(archive, info, bounds),
        target,
        lambda size: _first(archive, info, bounds, size),
    )


def _name(info: zipfile.ZipInfo) -> str:
    """With the one slash that a zip may have; some programs write the other."""
    return info.filename.replace("\\", "/")


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether there is something to read: folders and devices that have bytes may hide a file."""
    is_plain = not _name(info).endswith("/") and _kind(info) in {0, stat.S_IFREG}
    return is_plain or info.file_size > 0 or info.compress_size > _NOTHING_DEFLATED


def _kind(info: zipfile.ZipInfo) -> int:
    """0 where a system without such kinds wrote it."""
    return stat.S_IFMT(info.external_attr >> 16)


def _target(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds) -> str | None:
    """The name that a link leads to. What is no link, or is too long for one, is read as a file."""
    is_link = _kind(info) == stat.S_IFLNK and info.file_size <= _LONGEST_LINK
    if not is_link or info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        return None
    return linked_name(_name(info), _data(archive, info, bounds).decode("utf-8", "replace"))


def _data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds) -> bytes:
    _refuse_unreadable(info, bounds)
    with archive.open(info) as stream:
        pieces = read_pieces(stream.read, bounds.checkpoint, info.file_size)
        data = b"".join(bounded(pieces, bounds.limit, bounds.shown_member))
    if len(data) != info.file_size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", bounds.shown)
    return data


def _first(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds, size: int
) -> bytes:
    _refuse_unreadable(info, bounds)
    with archive.open(info) as stream:
        return stream.read(size)


def _refuse_unreadable(info: zipfile.ZipInfo, bounds: ArchiveBounds) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveError(
            "{} in {} is encrypted: unpack it with its password, then open what comes out.",
            Place(_name(info)),
            bounds.shown,
        )
    if info.compress_type not in _METHODS:
        raise ArchiveError("{} is compressed by a method other than deflate.", bounds.shown)
    refuse_larger(info.file_size, bounds.limit, bounds.shown_member)
