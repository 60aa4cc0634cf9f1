"""Guesses what text is that is not JSON, from its beginning and never from a file name.

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


AROUND_JSON = (
    *("comment", "guard", "encoded", "script", "http_answer", "pointer", "several"),
    *("nested", "text_around", "part"),
)
"""The codes of contents that may contain a document or refer to one."""

_RECORD = msg("Open the record's own JSON file instead.")
LIST_KEY = msg("Open the document itself. A public key is added in the list of keys.")
_COMPARE_KEY = msg(
    "Open the document itself. A public key is added in the list of keys, and its fingerprint "
    "compared there."
)
_SECRET = msg(
    "Do not give it to anybody: whoever has it can sign in the name of its owner. Nothing of it is "
    "shown here. Ask its owner for a copy with the public key alone."
)
LOOK_AT_IT = msg("Look at what it says, and get the document again once that is settled.")
SAVE = msg("Save the document by itself as JSON, and open that file.")
_KEEP = msg(
    "Do not give it to anybody: whoever has it can sign in the name of its owner. Nothing of it is "
    "shown here. Open the document itself."
)


def content_kind(code: str, what: Message, remedy: Message = _RECORD) -> Content:
    """A ``Content`` whose default remedy is to get the record itself."""
    return Content(code, what, remedy)


def private_key(head: bytes, text: str) -> Content | None:
    """The kind of private key that the data is or contains, by its first bytes or its text.

    A web page stays a web page, whatever its scripts contain.
    """
    if text.lstrip(BLANK).startswith("<"):
        return None
    name = private_keys.named_bytes(head) or private_keys.named_text(text)
    return None if name is None else content_kind(PRIVATE_KEY, name, _KEEP)


def with_private_key(document: Message) -> Content:
    """A document of Pith's that holds a private key; ``document`` is the name of its type."""
    return Content(PRIVATE_KEY, msg("This document ({}) holds a private key", document), _SECRET)


IMAGE = content_kind("image", msg("an image"))
HTTP_ANSWER = content_kind(
    "http_answer",
    msg("an answer of a web server with its header lines"),
    msg("Save the answer's body alone, without the lines before it, and open that."),
)


# --- by the first characters --------------------------------------------------------------------

BLANK = " \t\r\n\x0b\x0c\ufeff\xa0"
_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*(?=<(?:!|html\b)))?(?:<!--.{0,2000}?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|p|h[1-6]|center|br|a|span|"
    r"table|form|iframe|noscript|main|article|section|pre|ul|ol|font|b|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w.-]*(?:[\s/>:]|$))")
_COMMENTED = re.compile(r"(?:<!--.{0,2000}?-->\s*)++[\[{]", re.DOTALL)
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
    r"export\s+(?:default|const|let|var)\b|typeof\s|window\[|"
    r"[\"']use strict[\"']|function\b|import\s.{1,200}\sfrom\s|\(function"
)
_COMMENT = re.compile(r"//|/\*|#|<!--|;")
_BEFORE_JSON = re.compile(
    r"^[ \t]*(?:\{[ \t]*(?:[\"'}\w]|$)|\[[ \t]*(?:[\"{]|\[[ \t]*[\"\[{]|$))", re.MULTILINE
)
_LFS = re.compile(r"version https://(?:git-lfs|hawser)\S*/spec/v\d")
_ANNEX = re.compile(r"\S{0,1000}[/\\]annex[/\\]objects[/\\]\S{1,1000}\s*\Z")
_SSH_KEY = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{1,60} AAAA")
_PEM = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,60})-----")
_BARE_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[: ]?){16}(?:(?:[0-9A-Fa-f]{2}[: ]?){16})?\s*\Z")
_BARE_KEY = re.compile(r"[A-Za-z0-9+/]{43}=\s*\Z|SHA256:[A-Za-z0-9+/]{43}\s*\Z")
_MINISIGN = re.compile(r"untrusted comment: ")
_MBOX = re.compile(r"From \S+ .{0,100}\n[\w-]{1,60}:")
_PATCH = re.compile(r"From [0-9a-f]{40} ")
_MAIL_NAMES = frozenset(
    ("from", "received", "return-path", "delivered-to", "mime-version", "message-id", "subject")
)
_HTTP_NAMES = frozenset(("content-length", "server", "etag", "cache-control", "transfer-encoding"))
_MOST_HEADERS, _FEWEST_HEADERS = 200, 2
_PARTS = re.compile(r"--\S{1,70}\r?\n(?:Content-[\w-]{1,40}:)", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*<?(?:https?|ftp|file)://\S{1,2000}>?\.?\s*", re.IGNORECASE)
_SHORTCUT = re.compile(
    r"(?=[\[#])(?:.{0,2000}\n){0,20}?\[(?:InternetShortcut|Desktop Entry)\]\s*\n"
    r"(?:.{0,2000}\n){0,30}?URL=",
    re.IGNORECASE,
)
_PROPERTY_LIST = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE[^>]{0,300}>\s*)?<plist\b[^>]{0,200}>\s*<dict>\s*"
    r"<key>URL</key>"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
_DIFF = re.compile(
    r"diff --git |\d+(?:,\d+)?[acd]\d+(?:,\d+)?\r?\n[<>] |--- \S.{0,500}\n\+\+\+ |Index: \S|@@ -\d"
)
_SECTION = re.compile(r"\[\[?[\w.\"' -]{1,100}\]\]?[ \t]*(?:[#;].{0,200})?\r?\n")
_SETTING = re.compile(r"^[ \t]*[\w.\"'-]{1,100}[ \t]*=[ \t]*\S", re.MULTILINE)
_YAML = re.compile(
    r"%YAML |---[ \t]*\r?$|[\w-]{1,100}:[ \t]+[|>][-+0-9]{0,2}[ \t]*\r?\n|"
    r"(?:- )?[\w\"'./-]{1,100}:(?:[ \t]+\S.{0,1000})?\r?\n"
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
_DUMP = re.compile(r"[0-9a-fA-F]{6,8}:?[ \t]+(?:[0-9a-fA-F]{2,4}[ \t]+){4}")
_UUENCODED = re.compile(r"begin [0-7]{3} \S|=ybegin ")
_FORM = re.compile(r"[\w.-]{1,60}=(?:%7B|%5B)", re.IGNORECASE)
_COLOURED = re.compile(r"\x1b\[[0-9;]{0,20}m")
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{1,100}[;,]", re.IGNORECASE)
_HEX_OF_JSON = re.compile(r"(?:0x)?7b(?:22|0a|20|0d)[0-9a-f\s]{8,}\Z", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_LITERAL = re.compile(r"[-+]?\.?\d[\w.+-]*\s*\Z")
_SHORT_TEXT = 2_000
_SHORTEST_WORD = 100
_FEWEST_MARKS, _LINES_OF_TABLE = 2, 5


def by_text(head: str) -> Content | None:
    """The kind of a text that is not JSON from its first character; None if it is not known."""
    text = head.lstrip(BLANK)
    for look in (_pointer, _mark_up, _wrapped, _known_text, _encoded, _table, _around):
        if (found := look(text)) is not None:
            return found
    if text[:1] in ("{", "[", '"', "") or _LITERAL.match(text) or not _LETTER.search(text[:200]):
        return None
    if len(text) <= _SHORT_TEXT and _FAULT.search(text):
        return content_kind("plain_text", msg("plain text, perhaps an error message"), LOOK_AT_IT)
    return content_kind("plain_text", msg("plain text"))


def _mark_up(text: str) -> Content | None:
    if _COMMENTED.match(text):
        return COMMENT
    if _HTML.match(text):
        return _page(text)
    if not _XML.match(text):
        return None
    if re.search(r"<html\b", text[:2_000], re.IGNORECASE):
        return _page(text)
    if re.search(r"<svg\b", text[:2_000]):
        return IMAGE
    if re.search(r"<Error>\s*<Code>", text[:2_000]):
        return content_kind("xml", msg("XML, perhaps an error message of a store"))
    return content_kind("xml", msg("XML"))


def _page(text: str) -> Content:
    titles = " ".join(one[1] for one in _TITLE.finditer(text))
    if _PASSWORD.search(text) or _SIGN_IN.search(titles):
        remedy = msg(
            "Sign in with a browser where it comes from, save the record's JSON file there, and "
            "open that."
        )
        return content_kind(WEB_PAGE, msg("a web page, perhaps one to sign in at"), remedy)
    if _ROBOTS.search(titles) or "captcha" in text.lower():
        remedy = msg("Open the address in a browser, save the record's JSON file, and open that.")
        return content_kind(
            WEB_PAGE, msg("a web page, perhaps one that wants to see a person"), remedy
        )
    if _FAULT.search(titles):
        return content_kind(WEB_PAGE, msg("a web page, perhaps an error message"))
    return content_kind(WEB_PAGE, msg("a web page"))


def _wrapped(text: str) -> Content | None:
    """JSON with something before it."""
    if text.startswith("\x1e"):
        return content_kind("several", msg("several JSON texts in a row"), SAVE)
    guard = _GUARD.match(text)
    if guard and (_GUARDED.match(text, guard.end()) or text.startswith(")]}'")):
        remedy = msg("Save a copy without what stands before the JSON, and open the copy.")
        return content_kind(
            "guard", msg("JSON behind a guard against being run as a script"), remedy
        )
    if _PHP.match(text):
        return content_kind("script", msg("an array as PHP prints it"), SAVE)
    if _CALL.match(text) or _SCRIPT.match(text):
        return content_kind("script", msg("a script, perhaps with JSON in it"), SAVE)
    if text[:1] not in ("{", "[") and _FENCE.search(text):
        return content_kind("plain_text", msg("JSON or other text between marks of Markdown"), SAVE)
    if _COMMENT.match(text) and _BEFORE_JSON.search(text):
        return COMMENT
    return None


NO_BEGINNING = content_kind(
    "truncated",
    msg("The beginning of the JSON is missing"),
    msg("Get the document again: the beginning of this copy is missing."),
)
_MEMBER = re.compile(
    r'(?:^|[,\[])[ \t]*"[\w$@. -]{1,100}"\s*:\s*(?:["{\[\d-]|true|false|null)', re.MULTILINE
)
"""After what JSON has before a member: prose may speak of one, too."""
_OBJECT = re.compile(r'\{[^\w"]{0,40}"[\w$@. -]{1,100}"\s*:')
_PHP = re.compile(r"(?:Array|stdClass Object)\s*\(\s*\[|a:\d{1,9}:\{[sib]:")


def _around(text: str) -> Content | None:
    """JSON with other text around it, or without its beginning."""
    if text[:1] in ("{", "["):
        return None
    member = _MEMBER.search(text)
    if member is not None and "{" not in text[: member.start()]:
        return NO_BEGINNING
    if _OBJECT.search(text):
        return content_kind("text_around", msg("JSON with other text around it"), SAVE)
    return None


COMMENT = content_kind(
    "comment",
    msg("JSON with comments"),
    msg("Save a copy without the comments, and open the copy: what is hashed does not hold them."),
)


def _pointer(text: str) -> Content | None:
    """A text that only refers to a file elsewhere."""
    if _LFS.match(text):
        remedy = msg("Get the file itself with “git lfs pull”, and open it then.")
        return content_kind("pointer", msg("a pointer of Git LFS, in place of the file"), remedy)
    if _ANNEX.match(text):
        remedy = msg("Get the file itself with “git annex get”, and open it then.")
        return content_kind("pointer", msg("a pointer of git-annex, in place of the file"), remedy)
    if _is_addresses(text) or _PROPERTY_LIST.match(text):
        return _LINK
    if (link := link_file(text)) is not None:
        return link
    return RECORD_NAMED if RECORD_NAME.fullmatch(text) else None


_LINK = content_kind(
    "pointer", msg("an address, in place of what lies there"), msg("Open the address itself.")
)


def link_file(text: str) -> Content | None:
    """A file of a desktop that leads to an address. It may begin as a list in JSON does."""
    return _LINK if _SHORTCUT.match(text.lstrip(BLANK)) else None


def _is_addresses(text: str) -> bool:
    """Whether every line is an address, or a comment between them."""
    lines = [one for one in text.splitlines() if one.strip() and not one.startswith("#")]
    return bool(lines) and all(map(_ADDRESS.fullmatch, lines))


RECORD_NAME = re.compile(
    r"\s*(?:pith:(?:\d{4}:)?[A-Z2-7]{8,26}|(?:arxiv:\s*)?\d{4}\.\d{4,5}(?:v\d{1,3})?"
    r"|(?:doi:\s*)?10\.48550/arxiv\.\S{1,60})\s*",
    re.IGNORECASE,
)
RECORD_NAMED = content_kind(
    "pointer", msg("the name of a record, in place of the record"), msg("Open it by that name.")
)


def _known_text(text: str) -> Content | None:
    """Text formats of other programs, by their beginning."""
    pem = _PEM.match(text)
    if pem and "ENCRYPTED MESSAGE" not in pem[1]:
        return content_kind("key", msg("a key or a certificate ({})", Place(pem[1])), LIST_KEY)
    if _SSH_KEY.match(text) or _MINISIGN.match(text):
        return content_kind("key", msg("a key or a signature of another program"), LIST_KEY)
    if _CONFLICT.match(text) or _DIFF.match(text) or _PATCH.match(text):
        return content_kind("diff", msg("a difference between two versions of a file"))
    if _TEX.match(text):
        return content_kind("plain_text", msg("a TeX or BibTeX file"))
    if (found := _of_mail(text)) is not None:
        return found
    text = _COMMENT_LINES.sub("", text)
    if _SECTION.match(text) and _SETTING.search(text):
        return content_kind("toml", msg("TOML, or a file of settings"), SAVE)
    if text[:1] not in ("{", "[", '"') and _YAML.match(text) and not _DUMP.match(text):
        return content_kind("yaml", msg("YAML, or another list of names and values"), SAVE)
    return None


_COMMENT_LINES = re.compile(r"\A(?:#.*\n\s*)++")


def _of_mail(text: str) -> Content | None:
    """A mail, its parts, or the answer of a web server without its first line."""
    names = _names_of_headers(text)
    remedy = msg("Save the document that is attached to it, and open that.")
    if _MBOX.match(text) or (len(names) >= _FEWEST_HEADERS and names & _MAIL_NAMES):
        return content_kind("mail", msg("a mail message"), remedy)
    if _PARTS.match(text):
        return content_kind("mail", msg("parts of a mail message or of a form"), remedy)
    if len(names) >= _FEWEST_HEADERS and names & _HTTP_NAMES:
        return HTTP_ANSWER
    return None


def _names_of_headers(text: str) -> set[str]:
    """The names of the header lines that a text begins with; empty where something else stands
    among them."""
    names: set[str] = set()
    for line in text.splitlines()[:_MOST_HEADERS]:
        if not line.strip():
            break
        name, colon, _ = line.partition(":")
        if line[0] in " \t" and names:
            continue
        if not colon or not re.fullmatch(r"[A-Za-z][\w-]{0,60}", name):
            return set()
        names.add(name.lower())
    return names


def _encoded(text: str) -> Content | None:
    """JSON or another content, encoded as text."""
    decode = IN_A_STRING.remedy
    if ESCAPED_JSON.match(text):
        return IN_A_STRING
    if text.startswith(("{&quot;", "[{&quot;", "{&#34;", "{&#x22;")) or _PERCENT.match(text):
        return content_kind("encoded", msg("JSON with other signs for its quotation marks"), decode)
    if _DUMP.match(text):
        return content_kind("encoded", msg("a dump of bytes in hex"), decode)
    if _UUENCODED.match(text) or _FORM.match(text):
        return content_kind("encoded", msg("encoded data, perhaps of JSON"), decode)
    if _COLOURED.search(text[:_SHORT_TEXT]):
        remedy = msg("Write it into a file without colours, and open that file.")
        return content_kind("encoded", msg("text with the colours of a terminal"), remedy)
    if _TOKEN.match(text):
        return content_kind("encoded", msg("a signed token (JWT)"))
    if _HEX_OF_JSON.match(text) or _DATA_ADDRESS.match(text):
        return content_kind("encoded", msg("encoded data, perhaps of JSON"), decode)
    if not _OF_JSON.match(text) and (_BARE_HEX.match(text) or _BARE_KEY.match(text)):
        return content_kind("key", msg("a key, a hash or a fingerprint by itself"), _COMPARE_KEY)
    if _BASE64.fullmatch(text):
        if _OF_JSON.match(text):
            return content_kind("encoded", msg("base64, perhaps of the document"), decode)
        if len(text) > _SHORTEST_WORD:
            return content_kind("encoded", msg("base64, or another long word"), decode)
    return None


ESCAPED_JSON = re.compile(r'(?:(?:\\[nrt]| )*+[\[{]?+){3}\\"')
"""Matches in linear time, without backtracking."""
IN_A_STRING = content_kind(
    "encoded",
    msg("JSON that was put into a string, with its back slashes"),
    msg("Decode it first, and open what comes out."),
)


_JSON_CELL = re.compile(r'(?:^|[,;\t])"\{\s*""', re.MULTILINE)


def _table(text: str) -> Content | None:
    """Lines with equal numbers of cells."""
    if text[:1] in ("{", "["):
        return None
    if _JSON_CELL.search(text):
        return content_kind("table", msg("a table (CSV or the like) with JSON in it"), SAVE)
    lines = [one for one in text.splitlines()[: _LINES_OF_TABLE + 1] if one.strip()]
    if len(lines) > _LINES_OF_TABLE:
        lines = lines[:_LINES_OF_TABLE]
    is_quoted = all(one.startswith('"') for one in lines)
    for mark in ("\t", ";", ","):
        counts = {one.count(mark) for one in lines}
        fewest = 1 if mark == "\t" or is_quoted else _FEWEST_MARKS
        if len(lines) > 1 and len(counts) == 1 and counts.pop() >= fewest:
            return content_kind("table", msg("a table (CSV or the like)"))
    return None
