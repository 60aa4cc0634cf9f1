"""Refuses a zip in which different programs find different files.

This program reads the central directory. Others read from the front and use the header before each
file. In a crafted zip the two differ in files or in bytes.
"""

import os
import struct
import zipfile
import zlib
from contextlib import closing
from typing import IO, BinaryIO, cast

from inspector.errors import ArchiveError
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.progress import Progress
from inspector.sources.archive_file import ENCRYPTED, GuardedFile, zip_name
from inspector.sources.archive_form import end_of_zip
from inspector.sources.limits import PIECE, READING, ArchiveBounds, Budget

_HEAD = struct.Struct("<4s5H3L2H")
_FILE = b"PK\x03\x04"
_ANY = b"PK"
_SIZES_FOLLOW = 0x8
_IN_ZIP64 = 0xFFFFFFFF
_ZIP64 = 1
_END = struct.Struct("<8x2H2L")
_END64 = struct.Struct("<24x4Q")
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20


def refuse_two_readings(file: BinaryIO, bounds: ArchiveBounds) -> None:
    """Raise ArchiveError if a zip contains files that its directory leaves out, or contradicts it.

    Raises TooLargeError if checking would take too long. A self-extracting program may precede the
    zip. The caller converts what zipfile raises on damage.
    """
    budget = Budget(bounds.shown, bounds.limit)
    with closing(zipfile.ZipFile(cast(IO[bytes], GuardedFile(file, bounds.shown)))) as archive:
        members = sorted(archive.infolist(), key=lambda info: info.header_offset)
        places = [*(info.header_offset for info in members), archive.start_dir]
    if _read(file, 0, len(_ANY)) == _ANY:
        _refuse_file(file, 0, places[0], bounds)
    for info, end in zip(members, places[1:], strict=True):
        bounds.checkpoint(Progress(READING, 0, 0))
        head = _Head.at(file, info.header_offset)
        if head.contradicts(info):
            raise ArchiveError(
                "{} is not read: its list says other things of {} than stand before that file.",
                bounds.shown,
                Place(zip_name(info)),
            )
        last = head.end + info.compress_size
        if info.header_offset < end < last:
            raise ArchiveError("{} is damaged: a member overlaps another.", bounds.shown)
        if head.flags & _SIZES_FOLLOW and _ends_early(file, head.end, info, bounds, budget):
            raise _left_out(bounds)
        _refuse_file(file, last, end, bounds)
    place = end_of_zip(file)
    if place is None:
        raise ArchiveError("{} is not read: something stands behind its end.", bounds.shown)
    if _has_two_lists(file, place):
        raise ArchiveError("{} is not read: it has two lists of its files.", bounds.shown)


class _Head(NamedTuple):
    """The local header before the bytes of a file, which repeats its directory entry."""

    flags: int
    method: int
    crc: int
    packed: int
    size: int
    end: int

    @classmethod
    def at(cls, file: BinaryIO, place: int) -> "_Head":
        sign, _, flags, method, _, _, crc, packed, size, name, extra = _HEAD.unpack(
            _read(file, place, _HEAD.size)
        )
        if sign != _FILE:
            raise zipfile.BadZipFile
        end = place + _HEAD.size + name + extra
        if _IN_ZIP64 in (packed, size):
            wide = _wide_sizes(_read(file, end - extra, extra))
            size, packed = wide if wide is not None else (size, packed)
        return cls(flags, method, crc, packed, size, end)

    def contradicts(self, info: zipfile.ZipInfo) -> bool:
        if self.method != info.compress_type or (self.flags ^ info.flag_bits) & ENCRYPTED:
            return True
        if self.flags & _SIZES_FOLLOW:
            return False
        stated = info.CRC, info.compress_size, info.file_size
        return (self.crc, self.packed, self.size) != stated


def _wide_sizes(extra: bytes) -> tuple[int, int] | None:
    """The size and the compressed size from the ZIP64 extra field; None if there is none."""
    while extra:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _ZIP64:
            size, packed = struct.unpack_from("<2Q", extra, 4)
            return size, packed
        extra = extra[4 + length :]
    return None


def _has_two_lists(file: BinaryIO, place: int) -> bool:
    """Whether the end record at ``place`` and the ZIP64 end record before it lead to different
    places.

    Some programs use the one, some the other.
    """
    before = place - _LOCATOR_SIZE - _END64.size
    if before < 0 or _read(file, place - _LOCATOR_SIZE, len(_LOCATOR)) != _LOCATOR:
        return False
    wide = _END64.unpack(_read(file, before, _END64.size))
    narrow = _END.unpack(_read(file, place, _END.size))
    most = (0xFFFF, 0xFFFF, _IN_ZIP64, _IN_ZIP64)
    return any(one not in (other, top) for one, other, top in zip(narrow, wide, most, strict=True))


def _ends_early(
    file: BinaryIO, begin: int, info: zipfile.ZipInfo, bounds: ArchiveBounds, budget: Budget
) -> bool:
    """Whether the deflated data ends before the size in the directory, if sizes follow the data.

    A program that reads from the front continues there, which matters only if a file may begin
    there. A few bytes can inflate to very many, so ``budget`` bounds those of all members.
    """
    end = begin + info.compress_size
    is_plain = info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & ENCRYPTED
    if not is_plain or not _holds_file(file, begin, end, bounds):
        return False
    inflater, left = zlib.decompressobj(-zlib.MAX_WBITS), info.compress_size
    file.seek(begin)
    while not inflater.eof and (packed := inflater.unconsumed_tail or file.read(min(PIECE, left))):
        bounds.checkpoint(Progress(READING, 0, 0))
        left -= 0 if inflater.unconsumed_tail else len(packed)
        budget.spend(len(inflater.decompress(packed, PIECE)))
    return left + len(inflater.unused_data) > 0


def _refuse_file(file: BinaryIO, begin: int, end: int, bounds: ArchiveBounds) -> None:
    """Raise ArchiveError if a file begins between two offsets."""
    if _holds_file(file, begin, end, bounds):
        raise _left_out(bounds)


def _left_out(bounds: ArchiveBounds) -> ArchiveError:
    return ArchiveError("{} is not read: it holds a file that its list leaves out.", bounds.shown)


def _holds_file(file: BinaryIO, begin: int, end: int, bounds: ArchiveBounds) -> bool:
    """Whether a file may begin between two offsets."""
    if end - begin < _HEAD.size:
        return False
    file.seek(begin)
    before, left = b"", end - begin
    while piece := file.read(min(PIECE, left)):
        bounds.checkpoint(Progress(READING, 0, 0))
        if _FILE in before + piece:
            return True
        before = piece[1 - len(_FILE) :]
        left -= len(piece)
    return False


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place, os.SEEK_SET)
    return file.read(size)
