"""The one file that is meant out of an archive, whatever form the archive has.

An archive inside an archive stays closed, but for a compressed tar. Whatever the standard
library's readers stumble over is damage of the archive.
"""

from collections import deque
from typing import BinaryIO

from inspector.errors import ArchiveError, InspectorError
from inspector.sources.archive_file import GuardedFile, PassingFile
from inspector.sources.archive_form import HEAD, ArchiveForm, Compression, is_tar
from inspector.sources.decompression import expand
from inspector.sources.member import Member, Search
from inspector.sources.pieces import bounded, read_pieces
from inspector.sources.tar_archive import read_tar
from inspector.sources.zip_archive import read_zip

_COMPRESSION_ENDS = (".gz", ".bz2", ".xz")


def read_member(file: BinaryIO, form: ArchiveForm, search: Search) -> Member:
    """The file that is searched for.

    Raises ArchiveError, MemberMissingError, MemberAmbiguousError and TooLargeError.
    """
    try:
        match form:
            case "zip":
                return read_zip(file, search)
            case "tar":
                return read_tar(GuardedFile(file, search.shown), search)
            case "gzip" | "bzip2" | "xz":
                return _read_compressed(file, form, search)
    except InspectorError:
        raise
    except Exception as error:
        raise ArchiveError("{} is damaged: it cannot be read as {}.", search.shown, form) from error


def uncompressed_name(file_name: str) -> str:
    """The name without the ending that compression gives it."""
    for end in _COMPRESSION_ENDS:
        if file_name.lower().endswith(end) and len(file_name) > len(end):
            return file_name[: -len(end)]
    return file_name


def _read_compressed(file: BinaryIO, form: Compression, search: Search) -> Member:
    pieces = expand(read_pieces(file.read, search.checkpoint), form)
    passing = PassingFile(bounded(pieces, search.limit, search.shown), search.shown)
    if is_tar(passing.peek(HEAD)):
        member = read_tar(passing, search)
        deque(passing.rest(), maxlen=0)  # only the stream's end proves that it is whole
        return member
    if not search.is_wanted(uncompressed_name(search.file_name)):
        raise search.no_member()
    return Member("", b"".join(passing.rest()))
