"""The file meant out of a tar, read in one pass: links and devices are no files.

The whole list is walked even when the file is found, since a second one of the same name makes
it unsure which is meant, and a list that is cut off is damage.
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
from inspector.sources.member import SHOWN_NAMES, Member, Search, plain_name
from inspector.sources.pieces import READING, bounded, read_pieces, refuse_larger

TarSource: TypeAlias = GuardedFile | PassingFile


def read_tar(file: TarSource, search: Search) -> Member:
    """The member that is searched for.

    Raises ArchiveError, MemberMissingError, MemberAmbiguousError and TooLargeError; what
    tarfile raises on damage is for the caller to name.
    """
    found: Member | None = None
    names: list[str] = []
    with tarfile.open(fileobj=cast(IO[bytes], file), mode="r:") as archive:
        for info in _files(archive, file, search):
            if not search.is_wanted(info.name):
                continue
            names.append(info.name)
            if len(names) > SHOWN_NAMES:
                break
            found = found or Member(plain_name(info.name), _data(archive, info, search))
    if found is None:
        raise search.no_member()
    if len(names) > 1:
        raise search.several_members(names)
    return found


def _files(archive: tarfile.TarFile, file: TarSource, search: Search) -> Iterator[tarfile.TarInfo]:
    count = 0
    last = -1
    while info := archive.next():
        archive.members.clear()  # type: ignore[attr-defined]  # a long list fills the memory
        count += 1
        search.checkpoint(Progress(READING, 0, 0))
        if count > MOST_MEMBERS:
            raise too_many_members(search.shown)
        if info.size < 0 or info.offset_data <= last:
            raise ArchiveError("{} is damaged: a member overlaps another.", search.shown)
        last = info.offset_data
        if info.isreg():
            yield info
    # tarfile takes a header that is cut off or damaged for the end; only zeros are.
    if file.last_read != bytes(tarfile.BLOCKSIZE):
        raise ArchiveError("{} is damaged or cut off.", search.shown)


def _data(archive: tarfile.TarFile, info: tarfile.TarInfo, search: Search) -> bytes:
    refuse_larger(info.size, search.limit, search.shown_member)
    stream = archive.extractfile(info)
    if stream is None:
        raise ArchiveError("{} is damaged.", search.shown)
    with stream:
        pieces = read_pieces(stream.read, search.checkpoint, info.size)
        data = b"".join(bounded(pieces, search.limit, search.shown_member))
    if len(data) != info.size:
        raise ArchiveError("{} is damaged: a member is shorter than it says.", search.shown)
    return data
