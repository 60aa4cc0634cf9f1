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
from inspector.sources.member import File
from inspector.sources.pieces import ArchiveBounds, bounded, read_pieces, refuse_larger

_ENCRYPTED = 0x1
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
        for info in members:
            if _is_file(info):
                yield _file(archive, info, bounds)


def _file(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds) -> File:
    return File(_name(info), info.file_size, lambda: _data(archive, info, bounds))


def _name(info: zipfile.ZipInfo) -> str:
    """With the one slash that a zip may have; some programs write the other."""
    return info.filename.replace("\\", "/")


def _is_file(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)  # 0 where a system without such kinds wrote it
    return not _name(info).endswith("/") and kind in {0, stat.S_IFREG}


def _data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ArchiveBounds) -> bytes:
    _refuse_unreadable(info, bounds)
    with archive.open(info) as stream:
        pieces = read_pieces(stream.read, bounds.checkpoint, info.file_size)
        data = b"".join(bounded(pieces, bounds.limit, bounds.shown_member))
    if len(data) != info.file_size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", bounds.shown)
    return data


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
