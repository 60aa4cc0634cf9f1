"""Reads a paper's text in any supported format; each refusal is a named error.

The parsers are imported only when needed.
"""

import codecs
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from inspector.errors import (
    PaperTextEmptyError,
    PaperTextEncodingError,
    PaperTextFormError,
    PaperTextTooLargeError,
)
from inspector.messages import Value, msg
from inspector.paper.text import PaperFormat, PaperText, Passage, form_of, without_descriptor
from inspector.progress import Checkpoint, unwatched

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
    # The declaration was readable as ASCII, so the text is not UTF-16.
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

    Raises PaperTextEncodingError, and PaperTextFormError if the bytes are not text.
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


MOST_BYTES = 10_000_000


def read_paper(given: bytes | str, checkpoint: Checkpoint = unwatched) -> PaperText:
    """The text of a paper, from a file's bytes or from pasted characters.

    Raises subclasses of PaperTextError, and CancelledError.
    """
    text = _characters(given)
    form = form_of(text)
    if form is PaperFormat.PLAIN:
        paper = PaperText(form, (), (), tuple(text.splitlines()))
    elif form is PaperFormat.HTML:
        from inspector.paper.markup import read_page  # noqa: PLC0415 - loads the parser

        paper = read_page(text, checkpoint)
    else:
        from inspector.paper.markup import read_metadata  # noqa: PLC0415 - loads the parser

        paper = read_metadata(text.lstrip(), checkpoint)
    return _spelt(paper)


def _characters(given: bytes | str) -> str:
    if len(given) > MOST_BYTES:
        raise PaperTextTooLargeError("The text is larger than {} MB.", MOST_BYTES // 1_000_000)
    # Pasted text may contain lone surrogates.
    whole = given.encode(errors="replace").decode() if isinstance(given, str) else decode(given)
    if not whole or whole.isspace():
        raise PaperTextEmptyError("There is no text in it.")
    return whole


def _spelt(paper: PaperText) -> PaperText:
    """``paper`` with each other reading of its passages and of the whole text added."""
    unescaped = tuple(_unescaped(line) for line in paper.lines)
    return replace(
        paper,
        titles=tuple(_spellings(paper.titles)),
        abstracts=tuple(_spellings(paper.abstracts)),
        unescaped=() if unescaped == paper.lines else unescaped,
    )


def _spellings(passages: Iterable[Passage]) -> Iterator[Passage]:
    """First without the descriptor; then with references resolved that the parser left."""
    for passage in passages:
        texts = [without_descriptor(passage.text), passage.text]
        texts += [_unescaped(text) for text in texts]
        for text in dict.fromkeys(texts):
            if text and not text.isspace():
                yield Passage(passage.origin, text)


def _unescaped(text: str) -> str:
    """``text`` with html references resolved; unchanged if one of them is absurdly long."""
    try:
        return html.unescape(text) if "&" in text else text
    except ValueError:  # a reference with thousands of digits
        return text
