"""What kind of archive some bytes are, told by the bytes and never by a name."""

import os
from typing import BinaryIO, Literal, TypeAlias, TypeGuard

Compression: TypeAlias = Literal["gzip", "bzip2", "xz", "zstd"]
ArchiveForm: TypeAlias = Literal["zip", "tar"] | Compression

HEAD = 512
"""So many first bytes tell the form."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_LONGEST_END = _END_SIZE + _LONGEST_COMMENT
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BZIP2 = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_JSON_SIGNS = (b"{", b"[", b"\x1e")
_TAR = b"ustar"
_TAR_PLACE = 257


def archive_form(head: bytes) -> ArchiveForm | None:
    """The form of what begins with ``head``; ``None`` for what is no archive."""
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_GZIP):
        return "gzip"
    if head.startswith(_XZ):
        return "xz"
    if head.startswith(_ZSTD):
        return "zstd"
    if head.startswith(_BZIP2) and head.startswith(_BZIP2_BLOCKS, len(_BZIP2) + 1):
        return "bzip2"
    return "tar" if is_tar(head) else None


def form_of(file: BinaryIO) -> ArchiveForm | None:
    """The form of a file, which is left at its beginning. A zip may have a program before it that
    unpacks it: then it is told by its end."""
    head = file.read(HEAD)
    form = archive_form(head)
    if form is None and head and end_of_zip(file) is not None:
        form = "zip"
    file.seek(0)
    return form


def end_of_zip(file: BinaryIO) -> int | None:
    """Where a zip's end record begins, which is the last thing in the file, with the comment that
    it tells of; nothing but zeros may follow. None where it is not.

    No JSON text ends so: the record holds NUL.
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
    """Whether JSON in any encoding can begin so."""
    return head.lstrip(BEFORE_JSON).startswith(_JSON_SIGNS)


def is_compression(form: ArchiveForm) -> TypeGuard[Compression]:
    return form not in {"zip", "tar"}


def is_tar(head: bytes) -> bool:
    # No JSON text holds the NUL that ends a tar's first name, whatever else stands in it.
    return head.startswith(_TAR, _TAR_PLACE) and b"\0" in head[:_TAR_PLACE]
