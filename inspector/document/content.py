"""Guesses what data is that is not JSON, from its first bytes and never from a file name.

A guess is no proof, and each sentence says so.
"""

import re

from inspector.document import private_keys
from inspector.messages import Message, Place, msg
from inspector.named_tuple import NamedTuple

WEB_PAGE = "web_page"
PRIVATE_KEY = "private_key"
HEAD = 65_536
"""The number of first bytes that are examined."""


class Content(NamedTuple):
    """A kind of content. ``code`` is the error's code, ``what`` a noun phrase for a sentence, and
    ``remedy`` what the user can do."""

    code: str
    what: Message
    remedy: Message


AROUND_JSON = ("comment", "guard", "encoded", "script", "http_answer", "pointer", "several")
"""The codes of contents that may contain a document or refer to one."""

_RECORD = msg("Open the record's own JSON file instead.")
_UNPACK = msg("Unpack it with a program that knows it, and open the document inside.")
_DECRYPT = msg("Decrypt it first, and open what comes out.")
_PAPER = msg(
    "Open the record's own JSON file. To check title and abstract, give the paper's text or its "
    "web page: a PDF is not read."
)
_LIST_KEY = msg("Open the document itself. A public key is added in the list of keys.")
_COMPARE_KEY = msg(
    "Open the document itself. A public key is added in the list of keys, and its fingerprint "
    "compared there."
)
_SAVE = msg("Save the document by itself as JSON, and open that file.")
_KEEP = msg(
    "Do not give it to anybody: whoever has it can sign in the name of its owner. Nothing of it is "
    "shown here. Open the document itself."
)


def _kind(code: str, what: Message, remedy: Message = _RECORD) -> Content:
    return Content(code, what, remedy)


def private_key(head: bytes, text: str) -> Content | None:
    """The kind of private key that a file is or holds, by its first bytes or its text. A web page
    is a web page, whatever its scripts say."""
    if text.lstrip(_BLANK).startswith("<"):
        return None
    name = private_keys.named_bytes(head) or private_keys.named_text(text)
    return None if name is None else _kind(PRIVATE_KEY, name, _KEEP)


# --- by the first bytes -----------------------------------------------------------------------

_PDF = _kind("pdf", msg("a PDF"), _PAPER)
_IMAGE = _kind("image", msg("an image"))
_PROGRAM = _kind("binary", msg("a program"))
_OFFICE = _kind("binary", msg("a document of an office program"))
_PGP = _kind("encrypted", msg("data that PGP has encrypted or signed"), _DECRYPT)
_AGE = _kind("encrypted", msg("data that age has encrypted"), _DECRYPT)


def _archive(name: str) -> Content:
    return _kind("archive", msg("an archive of a kind that is not opened here ({})", name), _UNPACK)


def _packed(name: str) -> Content:
    return _kind("archive", msg("an archive in place of a document ({})", name), _UNPACK)


_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF-", _PDF),
    (b"Rar!\x1a\x07", _archive("rar")),
    (b"7z\xbc\xaf\x27\x1c", _archive("7z")),
    (b"MSCF\0\0\0\0", _archive("cab")),
    (b"!<arch>\n", _archive("ar, deb")),
    (b"xar!", _archive("xar")),
    (b"\x1f\x9d", _archive("compress")),
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
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"8BPS\0\x01", _IMAGE),
    (b"\0\0\x01\0", _IMAGE),
    (b"AT&TFORM", _IMAGE),
    (b"Salted__", _kind("encrypted", msg("data that OpenSSL has encrypted"), _DECRYPT)),
    (b"age-encryption.org/", _AGE),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", _AGE),
    (b"-----BEGIN PGP ", _PGP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"SQLite format 3\0", _kind("binary", msg("a database (SQLite)"))),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"PAR1", _kind("binary", msg("a table (Parquet)"))),
    (b"\x89HDF\r\n\x1a\n", _kind("binary", msg("scientific data (HDF5)"))),
    (b"\xd9\xd9\xf7", _kind("binary", msg("CBOR"), _SAVE)),
    (b"bplist00", _kind("binary", msg("a property list of macOS"))),
    (b"%!PS", _kind("pdf", msg("a PostScript file"), _PAPER)),
    (b"{\\rtf", _kind("binary", msg("a text of a word processor (RTF)"), _SAVE)),
)
_PGP_PACKETS = re.compile(rb"[\x84\x85\xc1]..?\x03|\x8c\x0d\x04|\xc3.\x04", re.DOTALL)
_LZH = re.compile(rb"..-lh[0-9ds]-", re.DOTALL)
_LZMA = re.compile(rb"\x5d\0\0..(?:\xff{8}|.{5}\0{3})", re.DOTALL)
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_RIFF_IMAGE = re.compile(rb"RIFF....WEBP|....ftyp(?:avif|heic|mif1)", re.DOTALL)
_DOS_PROGRAM = re.compile(rb"MZ.{58}.{4}", re.DOTALL)


def by_bytes(head: bytes) -> Content | None:
    """The kind of content with this magic number; None if no magic number matches."""
    start = head.lstrip(b" \t\r\n") if head[:5] != b"%PDF-" else head
    for mark, kind in _MAGIC:
        if start.startswith(mark):
            return kind
    if _LZH.match(head):
        return _archive("lha")
    if _LZMA.match(head):
        return _archive("lzma")
    if _ZLIB.match(head) and not is_text(head):
        return _archive("zlib")
    if _RIFF_IMAGE.match(head):
        return _IMAGE
    if _DOS_PROGRAM.match(head) and b"\0" in head:
        return _PROGRAM
    if _PGP_PACKETS.match(head) and not is_text(head):
        return _PGP
    return None


_NO_TEXT = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0C, 0x0D, 0x1B, 0x1E})


def is_text(head: bytes) -> bool:
    """Whether the bytes can be text in an encoding that extends ASCII: no control characters."""
    return not head.translate(None, bytes({*range(256)} - {*_NO_TEXT}))


# --- by the first characters --------------------------------------------------------------------

_BLANK = " \t\r\n\x0b\x0c\ufeff\xa0"
_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*(?=<(?:!|html\b)))?(?:<!--.{0,2000}?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|p|h[1-6]|center|br|a|span|"
    r"table|form|iframe|noscript|main|article|section|pre|ul|ol|font|b|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w.-]*(?:[\s/>:]|$))")
_TITLE = re.compile(r"<(?:title|h1)\b[^>]{0,200}>(.{0,300}?)</", re.IGNORECASE | re.DOTALL)
_SIGN_IN = re.compile(
    r"sign[ -]?[io]n\b|log[ -]?[io]n\b|anmeld|einlogg|authenti[cf]|shibboleth|\bsso\b|openathens|"
    r"connexion|iniciar sesi|acceso",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_ROBOTS = re.compile(r"captcha|just a moment|are you (?:a )?(?:human|robot)|verify you", re.I)
_FAULT = re.compile(
    r"\b(?:40[0-9]|410|429|50[0-9])\b|not found|nicht gefunden|denied|forbidden|unauthori[sz]ed|"
    r"unavailable|\berror\b|expired|bad gateway|timed? ?out|too many requests",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"\)\]\}'?,?|(?:while|for)\s*\((?:1|true|;;)\)\s*;?(?:\{\})?|\{\}\s*&&|throw\s*[\w(){}\s;]{0,40}\n"
    r"|/\*-secure-|&&&START&&&"
)
_GUARDED = re.compile(r"\s*[\[{]")
_CALL = re.compile(r"(?:/\*\*/\s*)?[A-Za-z_$][\w$.]{0,200}\s*\(\s*[\[{]")
_SCRIPT = re.compile(
    r"(?:var|let|const)\s+[\w$]{1,100}\s*=|(?:window|self|this|module)\.[\w$.\"'\[\]]{1,100}\s*=|"
    r"export\s+default\b|[\"']use strict[\"']|function\b|import\s.{1,200}\sfrom\s|\(function"
)
_COMMENT = re.compile(r"//|/\*|#|<!--|;")
_BEFORE_JSON = re.compile(r"^[ \t]*[\[{]", re.MULTILINE)
_LFS = re.compile(r"version https://(?:git-lfs|hawser)\S*/spec/v\d")
_ANNEX = re.compile(r"\S{0,1000}[/\\]annex[/\\]objects[/\\]\S{1,1000}\s*\Z")
_SSH_KEY = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{1,60} AAAA")
_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,60})-----")
_BARE_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[: ]?){16}(?:(?:[0-9A-Fa-f]{2}[: ]?){16})?\s*\Z")
_BARE_KEY = re.compile(r"[A-Za-z0-9+/]{43}=\s*\Z|SHA256:[A-Za-z0-9+/]{43}\s*\Z")
_WEB_KEY = re.compile(r"\{\s*(?:\"keys\"\s*:\s*\[\s*\{)?[^{}\[\]]{0,5000}?\"kty\"\s*:\s*\"")
_MINISIGN = re.compile(r"untrusted comment: ")
_MAIL = re.compile(
    r"(?:From |(?:From|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Subject|To|Date|"
    r"Content-Type|Content-Transfer-Encoding|X-[\w-]{1,60}):[ \t]).{0,1000}\n"
    r"(?:[\w-]{1,60}:|[ \t>])",
    re.IGNORECASE,
)
_HTTP = re.compile(r"HTTP/\d(?:\.\d)? \d{3}\b")
_ADDRESS = re.compile(r"<?(?:https?|ftp|file)://\S{1,2000}>?\.?\s*\Z", re.IGNORECASE)
_SHORTCUT = re.compile(r"\[(?:InternetShortcut|Desktop Entry)\]", re.IGNORECASE)
_PROPERTY_LIST = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE[^>]{0,300}>\s*)?<plist\b[^>]{0,200}>\s*<dict>\s*"
    r"<key>URL</key>"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
_DIFF = re.compile(r"diff --git |--- \S.{0,500}\n\+\+\+ |Index: \S|@@ -\d")
_SECTION = re.compile(r"\[\[?[\w.\"' -]{1,100}\]\]?[ \t]*(?:[#;].{0,200})?\r?\n")
_SETTING = re.compile(r"^[ \t]*[\w.\"'-]{1,100}[ \t]*=[ \t]*\S", re.MULTILINE)
_YAML = re.compile(
    r"%YAML |---[ \t]*\r?$|(?:- )?[\w\"'./-]{1,100}:(?:[ \t]+\S.{0,1000})?\r?\n"
    r"[ \t]*(?:- |[\w\"'./-]{1,100}:)",
    re.MULTILINE,
)
_TEX = re.compile(
    r"\\(?:documentclass|documentstyle|begin|input|usepackage)\b|@\w{3,20}\{\s*[\w:-]+,"
)
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}+\s*+)*+[A-Za-z0-9+/_-]*+={0,2}\s*+")
_OF_JSON = re.compile(r"(?:eyJ|eyA|ewo|ewog|ew0K|W3si|77u/ey|H4sI|UEsD)")
_TOKEN = re.compile(r"eyJ[\w-]{5,5000}\.[\w-]{5,100000}\.[\w-]*\s*\Z")
_PERCENT = re.compile(r"%(?:7B|5B)(?:%|[\w\"])", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{1,100}[;,]", re.IGNORECASE)
_HEX_OF_JSON = re.compile(r"(?:0x)?7b(?:22|0a|20|0d)[0-9a-f\s]{8,}\Z", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_LITERAL = re.compile(r"[-+]?\.?\d[\w.+-]*\s*\Z")
_SHORT_TEXT = 2_000
_SHORTEST_WORD = 100
_FEWEST_MARKS, _LINES_OF_TABLE = 2, 5


def by_text(head: str) -> Content | None:
    """The kind of a text that is not JSON from its first character; None if it is not known."""
    text = head.lstrip(_BLANK)
    for look in (_pointer, _mark_up, _wrapped, _known_text, _encoded, _table):
        if (found := look(text)) is not None:
            return found
    if text[:1] in ("{", "[", '"', "") or _LITERAL.match(text) or not _LETTER.search(text[:200]):
        return None
    if len(text) <= _SHORT_TEXT and _FAULT.search(text):
        remedy = msg("Look at what it says, and get the document again once that is settled.")
        return _kind("plain_text", msg("plain text, perhaps an error message"), remedy)
    return _kind("plain_text", msg("plain text"))


def _mark_up(text: str) -> Content | None:
    if _HTML.match(text):
        return _page(text)
    if not _XML.match(text):
        return None
    if re.search(r"<html\b", text[:2_000], re.IGNORECASE):
        return _page(text)
    if re.search(r"<svg\b", text[:2_000]):
        return _IMAGE
    if re.search(r"<Error>\s*<Code>", text[:2_000]):
        return _kind("xml", msg("XML, perhaps an error message of a store"))
    return _kind("xml", msg("XML"))


def _page(text: str) -> Content:
    titles = " ".join(one[1] for one in _TITLE.finditer(text))
    if _PASSWORD.search(text) or _SIGN_IN.search(titles):
        remedy = msg(
            "Sign in with a browser where it comes from, save the record's JSON file there, and "
            "open that."
        )
        return _kind(WEB_PAGE, msg("a web page, perhaps one to sign in at"), remedy)
    if _ROBOTS.search(titles) or "captcha" in text.lower():
        remedy = msg("Open the address in a browser, save the record's JSON file, and open that.")
        return _kind(WEB_PAGE, msg("a web page, perhaps one that wants to see a person"), remedy)
    if _FAULT.search(titles):
        return _kind(WEB_PAGE, msg("a web page, perhaps an error message"))
    return _kind(WEB_PAGE, msg("a web page"))


def _wrapped(text: str) -> Content | None:
    """JSON with something before it."""
    if text.startswith("\x1e"):
        return _kind("several", msg("several JSON texts in a row"), _SAVE)
    guard = _GUARD.match(text)
    if guard and (_GUARDED.match(text, guard.end()) or text.startswith(")]}'")):
        remedy = msg("Save a copy without what stands before the JSON, and open the copy.")
        return _kind("guard", msg("JSON behind a guard against being run as a script"), remedy)
    if _HTTP.match(text):
        remedy = msg("Save the answer's body alone, without the lines before it, and open that.")
        return _kind("http_answer", msg("an answer of a web server with its header lines"), remedy)
    if _CALL.match(text) or _SCRIPT.match(text):
        return _kind("script", msg("a script, perhaps with JSON in it"), _SAVE)
    if text[:1] not in ("{", "[") and _FENCE.search(text):
        return _kind("plain_text", msg("JSON or other text between marks of Markdown"), _SAVE)
    if _COMMENT.match(text) and _BEFORE_JSON.search(text):
        return COMMENT
    return None


COMMENT = _kind(
    "comment",
    msg("JSON with comments"),
    msg("Save a copy without the comments, and open the copy: what is hashed does not hold them."),
)


def _pointer(text: str) -> Content | None:
    """A text that only refers to a file elsewhere."""
    if _LFS.match(text):
        remedy = msg("Get the file itself with “git lfs pull”, and open it then.")
        return _kind("pointer", msg("a pointer of Git LFS, in place of the file"), remedy)
    if _ANNEX.match(text):
        remedy = msg("Get the file itself with “git annex get”, and open it then.")
        return _kind("pointer", msg("a pointer of git-annex, in place of the file"), remedy)
    if _SHORTCUT.match(text) or _ADDRESS.match(text) or _PROPERTY_LIST.match(text):
        remedy = msg("Open the address itself.")
        return _kind("pointer", msg("an address, in place of what lies there"), remedy)
    return None


def _known_text(text: str) -> Content | None:
    """Text formats of other programs, by their beginning."""
    pem = _PEM.match(text)
    if pem and "ENCRYPTED MESSAGE" not in pem[1]:
        return _kind("key", msg("a key or a certificate ({})", Place(pem[1])), _LIST_KEY)
    if _SSH_KEY.match(text) or _MINISIGN.match(text):
        return _kind("key", msg("a key or a signature of another program"), _LIST_KEY)
    if _MAIL.match(text):
        remedy = msg("Save the document that is attached to it, and open that.")
        return _kind("mail", msg("a mail message"), remedy)
    if _CONFLICT.match(text) or _DIFF.match(text):
        return _kind("diff", msg("a difference between two versions of a file"))
    if _TEX.match(text):
        return _kind("plain_text", msg("a TeX or BibTeX file"))
    if _SECTION.match(text) and _SETTING.search(text):
        return _kind("toml", msg("TOML, or a file of settings"), _SAVE)
    if text[:1] not in ("{", "[", '"') and _YAML.match(text):
        return _kind("yaml", msg("YAML, or another list of names and values"), _SAVE)
    return None


def _encoded(text: str) -> Content | None:
    """JSON or another content, encoded as text."""
    decode = _IN_A_STRING.remedy
    if _ESCAPED_JSON.match(text):
        return _IN_A_STRING
    if text.startswith(("{&quot;", "[{&quot;", "{&#34;", "{&#x22;")) or _PERCENT.match(text):
        return _kind("encoded", msg("JSON with other signs for its quotation marks"), decode)
    if _TOKEN.match(text):
        return _kind("encoded", msg("a signed token (JWT)"))
    if _HEX_OF_JSON.match(text) or _DATA_ADDRESS.match(text):
        return _kind("encoded", msg("encoded data, perhaps of JSON"), decode)
    if not _OF_JSON.match(text) and (_BARE_HEX.match(text) or _BARE_KEY.match(text)):
        return _kind("key", msg("a key, a hash or a fingerprint by itself"), _COMPARE_KEY)
    if _BASE64.fullmatch(text):
        if _OF_JSON.match(text):
            return _kind("encoded", msg("base64, perhaps of the document"), decode)
        if len(text) > _SHORTEST_WORD:
            return _kind("encoded", msg("base64, or another long word"), decode)
    return None


def by_json(text: str) -> Content | None:
    """The kind of a JSON text that is no document: a string that contains JSON, or a key."""
    start = text.lstrip(_BLANK)
    if _WEB_KEY.match(start):
        return _kind("key", msg("a key of another program (JSON Web Key)"), _LIST_KEY)
    return _IN_A_STRING if start[:1] == '"' and _ESCAPED_JSON.match(start, 1) else None


_ESCAPED_JSON = re.compile(r'(?:(?:\\[nrt]| )*+[\[{]?+){3}\\"')
"""Matches in linear time, without backtracking."""
_IN_A_STRING = _kind(
    "encoded",
    msg("JSON that was put into a string, with its back slashes"),
    msg("Decode it first, and open what comes out."),
)


def _table(text: str) -> Content | None:
    """Lines with equal numbers of cells."""
    if text[:1] in ("{", "["):
        return None
    lines = [one for one in text.splitlines()[: _LINES_OF_TABLE + 1] if one.strip()]
    if len(lines) > _LINES_OF_TABLE:
        lines = lines[:_LINES_OF_TABLE]
    is_quoted = all(one.startswith('"') for one in lines)
    for mark in ("\t", ";", ","):
        counts = {one.count(mark) for one in lines}
        fewest = 1 if mark == "\t" or is_quoted else _FEWEST_MARKS
        if len(lines) > 1 and len(counts) == 1 and counts.pop() >= fewest:
            return _kind("table", msg("a table (CSV or the like)"))
    return None
