"""Guesses what data is that is no text, from the magic number that it begins with.

A guess is no proof, and each sentence says so.
"""

import re

from inspector.document.content import HTTP_ANSWER, IMAGE, SAVE, Content, content_kind
from inspector.messages import msg

_UNPACK = msg("Unpack it with a program that knows it, and open the document inside.")
_DECRYPT = msg("Decrypt it first, and open what comes out.")
_PAPER = msg(
    "Open the record's own JSON file. To check title and abstract, give the paper's text or its "
    "web page: a PDF is not read."
)
_PDF = content_kind("pdf", msg("a PDF"), _PAPER)
_PROGRAM = content_kind("binary", msg("a program"))
_OFFICE = content_kind("binary", msg("a document of an office program"))
_DOCUMENT = msg("Open the document itself.")
_SIGNED_BY_PGP = content_kind(
    "text_around",
    msg("a text that PGP has signed"),
    msg("Save the document by itself as JSON, without the lines around it, and open that file."),
)
_OF_PGP = (
    (b"-----BEGIN PGP SIGNED MESSAGE-", _SIGNED_BY_PGP),
    (b"-----BEGIN PGP SIGNATURE-", content_kind("key", msg("a PGP signature"), _DOCUMENT)),
    (b"-----BEGIN PGP PUBLIC KEY ", content_kind("key", msg("a PGP public key"), _DOCUMENT)),
)
_OPEN_TIMESTAMPS = content_kind("binary", msg("a timestamp proof (OpenTimestamps)"), _DOCUMENT)
_PGP = content_kind("encrypted", msg("data that PGP has encrypted or signed"), _DECRYPT)
_AGE = content_kind("encrypted", msg("data that age has encrypted"), _DECRYPT)


def _archive(name: str) -> Content:
    return content_kind(
        "archive", msg("an archive of a kind that is not opened here ({})", name), _UNPACK
    )


def _packed(name: str) -> Content:
    return content_kind("archive", msg("an archive in place of a document ({})", name), _UNPACK)


_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF-", _PDF),
    (b"Rar!\x1a\x07", _archive("rar")),
    (b"7z\xbc\xaf\x27\x1c", _archive("7z")),
    (b"MSCF\0\0\0\0", _archive("cab")),
    (b"!<arch>\n", _archive("ar, deb")),
    (b"xar!", _archive("xar")),
    (b"\x1f\x9d", _archive("compress")),
    (b"\x89LZO\0\r\n\x1a\n", _archive("lzop")),
    (b"\xff\x06\0\0sNaPpY", _archive("snappy")),
    (b"\xc7\x71", _archive("cpio")),
    (b"hsqs", _archive("squashfs")),
    (b"MSWIM\0\0\0", _archive("wim")),
    (b"WARC/1.", _archive("warc")),
    (b"# v2 git bundle\n", _archive("git bundle")),
    (b"# v3 git bundle\n", _archive("git bundle")),
    (b"LZIP", _archive("lzip")),
    (b"\x04\x22\x4d\x18", _archive("lz4")),
    # The formats that are opened get here only where no document is looked for inside them.
    (b"\x28\xb5\x2f\xfd", _packed("zstd")),
    (b"\x1f\x8b", _packed("gzip")),
    (b"\xfd7zXZ\0", _packed("xz")),
    (b"PK\x03\x04", _packed("zip")),
    (b"PK\x05\x06", _packed("zip")),
    (b"\xed\xab\xee\xdb", _archive("rpm")),
    (b"070701", _archive("cpio")),
    (b"070707", _archive("cpio")),
    (b"ITSF", _archive("chm")),
    (b"\x60\xea", _archive("arj")),
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF87a", IMAGE),
    (b"GIF89a", IMAGE),
    (b"II*\0", IMAGE),
    (b"MM\0*", IMAGE),
    (b"8BPS\0\x01", IMAGE),
    (b"\0\0\x01\0", IMAGE),
    (b"AT&TFORM", IMAGE),
    (b"Salted__", content_kind("encrypted", msg("data that OpenSSL has encrypted"), _DECRYPT)),
    (b"age-encryption.org/", _AGE),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", _AGE),
    *_OF_PGP,
    (b"-----BEGIN PGP ", _PGP),
    (
        b"$ANSIBLE_VAULT;",
        content_kind("encrypted", msg("data that Ansible has encrypted"), _DECRYPT),
    ),
    (b"\0OpenTimestamps\0", _OPEN_TIMESTAMPS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"SQLite format 3\0", content_kind("binary", msg("a database (SQLite)"))),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"PAR1", content_kind("binary", msg("a table (Parquet)"))),
    (b"\x89HDF\r\n\x1a\n", content_kind("binary", msg("scientific data (HDF5)"))),
    (b"\xd9\xd9\xf7", content_kind("binary", msg("CBOR"), SAVE)),
    (b"bplist00", content_kind("binary", msg("a property list of macOS"))),
    (b"%!PS", content_kind("pdf", msg("a PostScript file"), _PAPER)),
    (b"{\\rtf", content_kind("binary", msg("a text of a word processor (RTF)"), SAVE)),
)
_LINK_OF_WINDOWS = re.compile(rb"L\0\0\0\x01\x14\x02\0")
_ISO, _ISO_PLACE = b"CD001", 32_769
_LATE_PDF = re.compile(rb"[\r\n\xbf]%PDF-\d")
_HTTP_BYTES = re.compile(rb"HTTP/\d(?:\.\d)? \d{3}\b")
_SOUND_OR_FILM = re.compile(
    rb"RIFF....(?:WAVE|AVI )|....ftyp|ID3[\x02-\x04]|OggS\0|fLaC\0", re.DOTALL
)
_FIRST_NAME = rb"[A-Za-z_$@][\w$@.-]{2}"
_CBOR = re.compile(
    rb"(?:[\xa1-\xb7\xbf]|\xb8.|\xb9..)(?:[\x63-\x77]|\x78.)" + _FIRST_NAME, re.DOTALL
)
_MESSAGE_PACK = re.compile(
    rb"(?:[\x81-\x8f]|\xde..|\xdf....)(?:[\xa3-\xbf]|\xd9.)" + _FIRST_NAME, re.DOTALL
)
_BSON = re.compile(rb"..[\0-\x04]\0[\x01-\x13]" + _FIRST_NAME + rb"[\w$@.-]*\0", re.DOTALL)
_PGP_PACKETS = re.compile(rb"[\x84\x85\xc1]..?\x03|\x8c\x0d\x04|\xc3.\x04", re.DOTALL)
_LZH = re.compile(rb"..-lh[0-9ds]-", re.DOTALL)
_LZMA = re.compile(rb"\x5d\0\0..(?:\xff{8}|.{5}\0{3})", re.DOTALL)
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_RIFF_IMAGE = re.compile(rb"RIFF....WEBP|....ftyp(?:avif|heic|mif1)", re.DOTALL)
_DOS_PROGRAM = re.compile(rb"MZ.{58}.{4}", re.DOTALL)


_EARLY = 1_024
_SHORTCUT_FILE = content_kind(
    "pointer",
    msg("a shortcut of Windows, in place of what it leads to"),
    msg("Open the file that it leads to."),
)
_FORMS: tuple[tuple[re.Pattern[bytes], Content], ...] = (
    (_HTTP_BYTES, HTTP_ANSWER),
    (_CBOR, content_kind("binary", msg("CBOR"), SAVE)),
    (_MESSAGE_PACK, content_kind("binary", msg("MessagePack"), SAVE)),
    (_BSON, content_kind("binary", msg("BSON"), SAVE)),
    (_SOUND_OR_FILM, content_kind("binary", msg("a sound or a film"))),
    (_LINK_OF_WINDOWS, _SHORTCUT_FILE),
    (_LZH, _archive("lha")),
    (_LZMA, _archive("lzma")),
    (_RIFF_IMAGE, IMAGE),
)
_FORMS_OF_NO_TEXT: tuple[tuple[re.Pattern[bytes], Content], ...] = (
    (_ZLIB, _archive("zlib")),
    (_DOS_PROGRAM, _PROGRAM),
    (_PGP_PACKETS, _PGP),
)


def by_bytes(head: bytes) -> Content | None:
    """The kind of content with this magic number; None if no magic number matches."""
    start = head.lstrip(b" \t\r\n")
    found = next((kind for mark, kind in _MAGIC if start.startswith(mark)), None)
    found = found or next((kind for form, kind in _FORMS if form.match(head)), None)
    if found is not None:
        return found
    if head.startswith(_ISO, _ISO_PLACE):
        return _archive("iso")
    if _LATE_PDF.search(head[:_EARLY]) and not start.startswith((b"{", b"[")):
        return _PDF
    return (
        next((kind for form, kind in _FORMS_OF_NO_TEXT if form.match(head)), None)
        if not is_text(head)
        else None
    )


_NO_TEXT = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x1E})


def is_text(head: bytes) -> bool:
    """Whether the bytes can be text in an encoding that extends ASCII: no control characters."""
    return not head.translate(None, bytes({*range(256)} - {*_NO_TEXT}))
