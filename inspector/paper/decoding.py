"""From bytes to characters, by what the bytes say of themselves: a mark, a declaration, or UTF-8.

Only encodings that papers' pages come in are read; a name from a file never loads code.
"""

import codecs
import re

from inspector.errors import PaperTextEncodingError, PaperTextFormError
from inspector.messages import Value, msg

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml\s[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})"""
    rb"""|<meta\s[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4_096
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    # Who could read the declaration as ASCII has no UTF-16 before him.
    "utf-16": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso8859-15",
}
_PDF = b"%PDF-"


def decode(data: bytes) -> str:
    """The characters of ``data``, without a byte order mark.

    Raises PaperTextEncodingError, and PaperTextFormError where the bytes are no text at all.
    """
    if data.startswith(_PDF):
        raise PaperTextFormError("This is a PDF. Give its text, or the paper's page.")
    text = _decoded(data).removeprefix("\ufeff")
    if "\0" in text:
        raise PaperTextFormError("This is not text: it holds null characters.")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by(encoding, data)
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared is None:
        return _by("utf-8", data)
    name = (declared[1] or declared[2]).decode("ascii").lower()
    if name not in _ENCODINGS:
        raise PaperTextEncodingError(
            "The text says that its encoding is {}: not read here.", Value(name)
        )
    return _by(_ENCODINGS[name], data)


def _by(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = (
            msg("The text is not UTF-8.")
            if encoding == "utf-8"
            else msg("The text is not in the encoding that it names.")
        )
        raise PaperTextEncodingError(what, offset=error.start) from error
