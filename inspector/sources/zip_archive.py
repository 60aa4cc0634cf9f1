"""The file meant out of a zip: nothing is unpacked to disk, and no header is believed."""

import stat
import zipfile
from contextlib import closing
from typing import IO, BinaryIO, cast

from inspector.errors import ArchiveError
from inspector.sources.archive_file import MOST_MEMBERS, GuardedFile, too_many_members
from inspector.sources.member import SHOWN_NAMES, Member, Search, plain_name
from inspector.sources.pieces import bounded, read_pieces, refuse_larger

_ENCRYPTED = 0x1
# zipfile decompresses bzip2 and LZMA without a bound; hardly any zip is made of them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def read_zip(file: BinaryIO, search: Search) -> Member:
    """The member that is searched for.

    Raises ArchiveError, MemberMissingError, MemberAmbiguousError and TooLargeError; what
    zipfile raises on damage is for the caller to name.
    """
    guarded = cast(IO[bytes], GuardedFile(file, search.shown))
    with closing(zipfile.ZipFile(guarded)) as archive:
        info = _chosen(archive, search)
        _refuse_unreadable(info, search)
        with archive.open(info) as stream:
            pieces = read_pieces(stream.read, search.checkpoint, info.file_size)
            data = b"".join(bounded(pieces, search.limit, search.shown_member))
    if len(data) != info.file_size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", search.shown)
    return Member(plain_name(info.filename), data)


def _chosen(archive: zipfile.ZipFile, search: Search) -> zipfile.ZipInfo:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise too_many_members(search.shown)
    files = [info for info in members if _is_file(info) and search.is_wanted(info.filename)]
    if not files:
        raise search.no_member()
    if len(files) > 1:
        raise search.several_members([info.filename for info in files[: SHOWN_NAMES + 1]])
    return files[0]


def _is_file(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)  # 0 where a system without such kinds wrote it
    return not info.is_dir() and kind in {0, stat.S_IFREG}


def _refuse_unreadable(info: zipfile.ZipInfo, search: Search) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveError("{} is encrypted.", search.shown)
    if info.compress_type not in _METHODS:
        raise ArchiveError("{} is compressed by a method other than deflate.", search.shown)
    refuse_larger(info.file_size, search.limit, search.shown_member)
