"""Detects the form of an archive from its bytes, never from a file name."""

import os
from typing import BinaryIO, Literal, TypeAlias, TypeGuard

Compression: TypeAlias = Literal["gzip", "bzip2", "xz", "zstd"]
ArchiveForm: TypeAlias = Literal["zip", "tar"] | Compression

HEAD = 512
"""The number of first bytes that are needed to detect the form."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_LONGEST_END = _END_SIZE + _LONGEST_COMMENT
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPED = tuple(bytes((first, 0x2A, 0x4D, 0x18)) for first in range(0x50, 0x60))
"""How frames begin that hold no data; some programs write one first (RFC 8878)."""
_BZIP2 = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
_STREAM_SIGNS: dict[str, tuple[bytes, ...]] = {
    "gzip": (_GZIP,),
    "bzip2": (_BZIP2,),
    "xz": (_XZ,),
    "zstd": (_ZSTD, *_ZSTD_SKIPPED),
}
BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_JSON_SIGNS = (b"{", b"[", b"\x1e")
_TAR = b"ustar"
_TAR_PLACE = 257
_TAR_SUM = slice(148, 156)


def archive_form(head: bytes) -> ArchiveForm | None:
    """The form of a file that begins with ``head``; None if it is no archive."""
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_GZIP):
        return "gzip"
    if head.startswith(_XZ):
        return "xz"
    if head.startswith((_ZSTD, *_ZSTD_SKIPPED)):
        return "zstd"
    if head.startswith(_BZIP2) and head.startswith(_BZIP2_BLOCKS, len(_BZIP2) + 1):
        return "bzip2"
    return "tar" if is_tar(head) else None


def may_begin_stream(data: bytes, form: str) -> bool:
    """Whether a compressed stream can begin with ``data``, which may be shorter than its magic
    number. Of a form without a magic number nothing is known."""
    return any(sign.startswith(data[: len(sign)]) for sign in _STREAM_SIGNS.get(form, (b"",)))


def form_of(file: BinaryIO) -> ArchiveForm | None:
    """The form of a file; its position is set back to the beginning.

    A zip may follow a program that unpacks it, so it is detected by its end.
    """
    head = file.read(HEAD)
    form = archive_form(head)
    if form is None and head and end_of_zip(file) is not None:
        form = "zip"
    file.seek(0)
    return form


def end_of_zip(file: BinaryIO) -> int | None:
    """The offset of a zip's end record; None if there is none.

    The record and its comment must be the end of the file; only zeros may follow. No JSON text ends
    like this, since the record contains NUL.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read(_LONGEST_END)
    place = tail.rfind(_ZIP_END)
    if place < 0 or place + _END_SIZE > len(tail):
        return None
    comment = int.from_bytes(tail[place + _END_SIZE - 2 : place + _END_SIZE], "little")
    if tail[place + _END_SIZE + comment :].strip(b"\0"):
        return None
    return max(0, size - _LONGEST_END) + place


def begins_as_json(head: bytes) -> bool:
    """Whether JSON in any encoding can begin with ``head``."""
    return head.lstrip(BEFORE_JSON).startswith(_JSON_SIGNS)


def is_compression(form: ArchiveForm) -> TypeGuard[Compression]:
    """Whether the form is a compressed file, which may be a compressed tar."""
    return form not in {"zip", "tar"}


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a tar."""
    # JSON contains no NUL, and a NUL ends the first name of a tar.
    if b"\0" not in head[:_TAR_PLACE]:
        return False
    return head.startswith(_TAR, _TAR_PLACE) or _has_sum_of_tar(head[:HEAD])


def _has_sum_of_tar(head: bytes) -> bool:
    """Whether the header of a tar from before ``ustar`` has the sum that it states."""
    stated = head[_TAR_SUM].strip(b" \0")
    if len(head) < HEAD or head[:1] == b"\0":
        return False
    blanked = sum(head) - sum(head[_TAR_SUM]) + ord(" ") * len(head[_TAR_SUM])
    return stated.lstrip(b"0") == b"%o" % blanked
