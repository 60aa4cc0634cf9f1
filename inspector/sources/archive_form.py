"""What kind of archive some bytes are, told by the bytes and never by a name."""

from typing import Literal, TypeAlias

Compression: TypeAlias = Literal["gzip", "bzip2", "xz"]
ArchiveForm: TypeAlias = Literal["zip", "tar"] | Compression

HEAD = 512
"""So many first bytes tell the form."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_BZIP2 = b"BZh"
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
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
    if head.startswith(_BZIP2) and head.startswith(_BZIP2_BLOCKS, len(_BZIP2) + 1):
        return "bzip2"
    return "tar" if is_tar(head) else None


def is_tar(head: bytes) -> bool:
    # No JSON text holds the NUL that ends a tar's first name, whatever else stands in it.
    return head.startswith(_TAR, _TAR_PLACE) and b"\0" in head[:_TAR_PLACE]
