"""Explains why bytes were refused: the line and column, what the bytes look like, an excerpt of
them.

Runs only after something was refused.
"""

import hashlib
import re
from collections.abc import Iterator

from inspector.document import content, magic, other_json
from inspector.document.content import Content
from inspector.document.document import Encoding, encoding_of, file_offset
from inspector.errors import (
    EmptyDocumentError,
    EncodingError,
    InspectorError,
    NonFiniteNumberError,
    NotJsonError,
    NotPithError,
    NotUtf8Error,
    OtherContentError,
    Received,
    ShownLine,
    TrailingDataError,
    TruncatedError,
    UnreadableError,
    UntypedError,
)
from inspector.messages import Message, msg

_BLANK = " \t\r\n"


def with_position(
    error: UnreadableError, data: bytes, encoding: Encoding, text: bytes | None
) -> UnreadableError:
    """``error`` with the line and column of its place in the file.

    ``text`` is the UTF-8 in which its offset counts; if it is None, the offset counts in the file.
    """
    if error.offset is None:
        return error
    if text is not None:
        error.offset = file_offset(text, error.offset, encoding)
    is_end = isinstance(error, TruncatedError)
    before = _before(data, error.offset, encoding)
    error.line, error.column = line_and_column(before[:-1] if is_end else before)
    if is_end:
        what = msg("{}, after line {}, column {}", error.message, error.line, error.column)
    elif isinstance(error, NotJsonError | NotUtf8Error):
        what = msg("{}, at line {}, column {}", error.message, error.line, error.column)
    else:
        return error
    error.message = what
    return error


def line_and_column(before: str) -> tuple[int, int]:
    """Line and column, from 1, of the character after ``before``."""
    ends = before.count("\n") + before.count("\r") - before.count("\r\n")
    return 1 + ends, len(before) - max(before.rfind("\n"), before.rfind("\r"))


def specific_error(error: UnreadableError, data: bytes) -> UnreadableError:
    """``error``, or a more specific error if the content is recognised as something else."""
    if isinstance(error, EmptyDocumentError):
        return _of_nothing(error, data)
    if not isinstance(error, NotPithError | NotJsonError | TruncatedError | NotUtf8Error):
        error.remedy = _REMEDIES.get(type(error), error.remedy)
        return error
    head = data[: content.HEAD]
    text = _before(data, content.HEAD, encoding_of(data))
    if (found := content.private_key(head, text)) is not None:
        return _instead(error, found)
    if isinstance(error, NotPithError):
        return _of_json(error, data, text)
    if not data.strip(b"\0" + _BLANK.encode()):
        return _instead(error, _NULLS)
    if len(data) > _ROW and not data.strip(b"\xff"):
        return _instead(error, _ERASED)
    if (found := magic.by_bytes(head)) is not None:
        return _from_the_start(error, found)
    if isinstance(error, NotUtf8Error):
        return _of_other_text(error, head)
    if error.offset is None:
        return error
    return _of_text(error, data, error.offset)


def _of_json(error: UnreadableError, data: bytes, head: str) -> UnreadableError:
    """JSON that is no document."""
    found = other_json.own_file(head)
    if found is None and not isinstance(error, UntypedError):
        found = other_json.by_json(_before(data, _WHOLE, encoding_of(data)))
    return error if found is None else _instead(error, found)


def _of_nothing(error: UnreadableError, data: bytes) -> UnreadableError:
    if data.strip(_BLANK.encode()):
        error.message = msg("The file holds nothing but a byte order mark")
    elif data:
        error.message = msg("The file holds nothing but blanks and line ends")
    error.remedy = _GET_IT_AGAIN
    return error


_GET_IT_AGAIN = msg("Get the document again: nothing of it is in this copy.")
_REMEDIES: dict[type[UnreadableError], Message] = {
    EncodingError: msg("Save a copy in UTF-8, and open the copy: what is hashed is the same."),
    NonFiniteNumberError: msg(
        "Get the document as it was published: this copy was written by a program that does not "
        "keep to JSON."
    ),
}
_WHOLE = 10_000_000
"""So many bytes are searched for what stands anywhere in JSON."""
_NULLS = Content("null_bytes", msg("The file holds nothing but null bytes"), _GET_IT_AGAIN)
_ERASED = Content(
    "binary", msg("The file holds nothing but the byte {}, over and over", "FF"), _GET_IT_AGAIN
)
_BINARY = Content(
    "binary",
    msg("These bytes are no text, and of no kind that is known here"),
    msg("Open the record's own JSON file instead."),
)


def _from_the_start(error: UnreadableError, found: Content) -> OtherContentError:
    """The same for content that is not text, where line and column have no meaning."""
    error.offset, error.line, error.column = 0, 1, 1
    return _instead(error, found)


def _instead(error: UnreadableError, found: Content) -> OtherContentError:
    """The error that names ``found``, in place of ``error``."""
    if found in _SENTENCES:
        return _made(error, found, found.what)
    if found.code in content.AROUND_JSON:
        return _made(error, found, msg("This looks like {}", found.what))
    return _made(error, found, msg("This looks like {}, not a Pith document", found.what))


def _made(error: UnreadableError, found: Content, sentence: Message) -> OtherContentError:
    made = OtherContentError(sentence, code=found.code, offset=error.offset)
    made.line, made.column, made.remedy = error.line, error.column, found.remedy
    return made


def _of_other_text(error: UnreadableError, head: bytes) -> UnreadableError:
    if not magic.is_text(head):
        before = head[: error.offset or 0]
        if not (before.lstrip().startswith((b"{", b"[")) and magic.is_text(before)):
            return _from_the_start(error, _BINARY)
        error.message = msg("{}; up to there it is text: this is a damaged copy", error.message)
        return error
    text = head.decode("latin-1")
    found = content.by_text(text)
    if found is not None and found.code != "plain_text":
        return _instead(error, found)
    error.message = msg(
        "{}; it looks like text in an older encoding (Latin-1, Windows-1252 or the like), or like "
        "a damaged copy",
        error.message,
    )
    error.remedy = msg(
        "Get the document in UTF-8 from where it was published: which characters are meant cannot "
        "be known here."
    )
    return error


# --- text that is UTF-8 -----------------------------------------------------------------------


def _of_text(error: UnreadableError, data: bytes, offset: int) -> UnreadableError:
    encoding = encoding_of(data)
    head = _before(data, content.HEAD, encoding)
    start = head.lstrip(_BLANK)
    before = _before(data, offset, encoding)
    is_early = len(before.strip(_BLANK)) <= 1
    is_cut = isinstance(error, TruncatedError)
    if is_early and not magic.is_text(head.encode()):
        return _instead(error, _BINARY)
    is_no_json = not is_cut and (is_early or not start.startswith(("{", "[")))
    found = content.by_text(head) if is_no_json else content.link_file(head)
    if found is not None:
        return _instead(error, found)
    if is_cut:
        error.remedy = msg("Get the document again: the end of this copy is missing.")
        return error
    after = data[offset : offset + content.HEAD].decode(encoding.codec, "replace")
    return _at_fault(error, before, after, data[offset:])


def _at_fault(error: UnreadableError, before: str, after: str, rest: bytes) -> UnreadableError:
    """The error that the characters around its place suggest."""
    is_trailing = isinstance(error, TrailingDataError)
    found = _token(before, after, is_trailing=is_trailing) if rest.strip(b"\0") else _ONLY_NULLS
    if found is None:
        return error
    if found is _ANOTHER and (kind := other_json.by_first(before)) is not None:
        return _instead(error, kind)
    line, column = line_and_column(before)
    what = msg("{}, at line {}, column {}", found.what, line, column)
    return _made(error, found, what)


_ONLY_NULLS = Content(
    "null_bytes",
    msg("Only null bytes follow"),
    msg("Get the document again: this copy is filled up with null bytes."),
)
_AS_PUBLISHED = msg("Get the document as it was published: this copy was written otherwise.")
_ONE = msg("Save each document by itself, and open the one that is meant.")
_WITH_DUMPS = msg("Write it with json.dumps in place of print, and open that file.")
_IN_JSON = msg("Have it written as JSON by the program that it comes from, and open that file.")


_CONFLICT = Content(
    "diff", msg("Marks of a conflict between two versions stand here"), _AS_PUBLISHED
)
_PYTHON = Content("python", msg("This is how Python prints an object, not JSON"), _WITH_DUMPS)
_SINGLE = Content(
    "single_quotes",
    msg("A single quotation mark stands here, as JSON5 and Python write them"),
    _IN_JSON,
)
_UNQUOTED = Content(
    "json5", msg("A name without quotation marks stands here, as in JSON5"), _IN_JSON
)
_NUMBER = Content("json5", msg("A number is spelled here as JSON does not spell it"), _IN_JSON)
_COMMENT = Content(
    "comment", msg("A comment stands here, which JSON does not have"), content.COMMENT.remedy
)
_LEFT_OUT = Content(
    "truncated",
    msg("Dots stand here in place of a part that was left out"),
    msg("Get the whole document: whoever wrote this text left a part out."),
)
_TYPOGRAPHIC = Content(
    "quotation_marks",
    msg("A typographic quotation mark stands here in place of a straight one"),
    msg(
        "Get the document as it was published: word processors and mail programs put such marks in."
    ),
)
_BLANK_HERE = Content(
    "not_json",
    msg("A blank that JSON does not know, or an invisible sign, stands here"),
    _AS_PUBLISHED,
)
_MARK_UP = Content("not_json", msg("Mark-up stands here, as in a web page"), _AS_PUBLISHED)
_LINE_END_INSIDE = Content("not_json", msg("A string is broken by a line end here"), _AS_PUBLISHED)
_NULL_HERE = Content(
    "null_bytes",
    msg("Null bytes stand here in place of a part of the text"),
    msg("Get the document again: a part of this copy is missing."),
)
_MARK_HERE = Content(
    "not_json",
    msg("A byte order mark stands here, as where files were joined"),
    msg("Save a copy without the mark, and open the copy."),
)
_ENTITY = Content(
    "encoded",
    msg("A sign is spelled here as in a web page"),
    msg("Decode it first, and open what comes out."),
)
_SOFT_END = Content(
    "encoded",
    msg("A line is broken here as in a mail (quoted-printable)"),
    msg("Decode it first, and open what comes out."),
)
_CONTROL = Content("not_json", msg("A control character stands here"), _AS_PUBLISHED)
_WORD = Content("not_json", msg("A word stands here that JSON does not know"), _AS_PUBLISHED)
_ANOTHER = Content("not_json", msg("Another value follows the first here"), _ONE)
_WITHOUT_BRACKETS = Content(
    "not_json",
    msg("A comma and another value follow the first here, as in a list without its brackets"),
    _ONE,
)
_GUARD = Content(
    "guard",
    msg("A guard against being run as a script stands before this place"),
    msg("Save a copy without what stands before the JSON, and open the copy."),
)
_COMMA = Content("not_json", msg("A comma stands before a closing bracket"), _AS_PUBLISHED)
_TOO_MANY = Content("not_json", msg("A closing bracket too many stands here"), _AS_PUBLISHED)

_AT_FAULT: tuple[tuple[re.Pattern[str], Content], ...] = (
    (re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"), _CONFLICT),
    (re.compile(r"//|/\*|#"), _COMMENT),
    (re.compile(r"(?:None|True|False)\b|[ub]['\"]"), _PYTHON),
    (re.compile(r"\.\.\.|…"), _LEFT_OUT),
    (re.compile(r"[“”„‟‘’‚«»＂＇`´]"), _TYPOGRAPHIC),
    (re.compile("\0"), _NULL_HERE),
    (re.compile("\ufeff"), _MARK_HERE),
    (re.compile(r"&(?:quot|amp|lt|#34|#x22|#39);"), _ENTITY),
    (re.compile(r"[\x01-\x08\x0e-\x1f\x7f]"), _CONTROL),
    (
        re.compile(
            r"[\x0b\x0c\x85\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\xad]"
        ),
        _BLANK_HERE,
    ),
    (re.compile(r"</?[A-Za-z!?]"), _MARK_UP),
    (re.compile(r"[+.]\d|0[xX0-9]"), _NUMBER),
    (re.compile(r"[A-Za-z_$][\w$]*\s*:"), _UNQUOTED),
)
_PRINTED = re.compile(r"[\s,:\[{(](?:None|True|False)\b|'\s*:\s*'")
_OTHER_WORD = re.compile(r"(?!true|false|null)[A-Za-z_$]")
_IN_NUMBER = re.compile(r"[xX_.eE]|\d")


def _token(before: str, after: str, *, is_trailing: bool) -> Content | None:
    if after.startswith("'"):
        is_printed = _PRINTED.search(before[-content.HEAD :] + after)
        return _PYTHON if is_printed else _SINGLE
    for pattern, found in _AT_FAULT:
        if pattern.match(after):
            return found
    if before[-1:].isdecimal() and _IN_NUMBER.match(after):
        return _NUMBER
    if after[:1] in ("\r", "\n") and before.endswith("="):
        return _SOFT_END
    if after[:1] in "\r\n" and before.rstrip(_BLANK)[-1:] != after[:1] and _is_in_string(before):
        return _LINE_END_INSIDE
    if after[:1] in ("}", "]") and before.rstrip(_BLANK)[-1:] == ",":
        return _COMMA
    if _OTHER_WORD.match(after):
        return _WORD
    return _of_rest(after) if is_trailing else None


def _of_rest(after: str) -> Content | None:
    """What follows a complete value."""
    if re.match(r",\s*[\[{]", after):
        return _WITHOUT_BRACKETS
    if after.startswith("&&"):
        return _GUARD
    if after[:1] in ("{", "["):
        return _ANOTHER
    return _TOO_MANY if after[:1] in ("}", "]") else None


def _is_in_string(before: str) -> bool:
    """Whether the last line has an odd number of unescaped quotation marks."""
    line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    return len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 1


_SENTENCES = (_NULLS, _ERASED, _BINARY, content.NO_BEGINNING)


def _before(data: bytes, offset: int, encoding: Encoding) -> str:
    return data[len(encoding.mark) : offset].decode(encoding.codec, "ignore")


# --- the excerpt: the first lines, and those around the place ---------------------------------

_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_LINES, _FIRST, _AROUND = 20, 3, 6
_MOST_COLUMNS, _BEFORE = 200, 60
"""The most characters of a line, and those before the place in a longer line."""
_REGION = 65_536
_BYTES = 1_024
_ROW = 16
_MOST_OF_A_PAPER = 10_000_000
_MAY_BE_A_PAPER = ("web_page", "xml", "plain_text", "text_around", "not_utf8")


def received(data: bytes, error: InspectorError) -> Received:
    """The excerpt of ``data``, which were refused with ``error``."""
    offset = min(error.offset or 0, len(data))
    first = max(0, offset - _BYTES // 2) // _ROW * _ROW
    encoding = encoding_of(data)
    is_paper = error.code in _MAY_BE_A_PAPER and len(data) <= _MOST_OF_A_PAPER
    return Received(
        len(data),
        hashlib.sha256(data).hexdigest(),
        _count(data, encoding),
        tuple(_lines(data, encoding, error, offset)),
        data[first : first + _BYTES],
        first,
        data if is_paper else None,
    )


def _count(data: bytes, encoding: Encoding) -> int:
    """The number of lines of a text, as editors count them."""
    ends = [one.encode(encoding.codec) for one in ("\n", "\r", "\r\n")]
    feeds, returns, both = (data.count(end) for end in ends)
    return feeds + returns - both + 1


def _lines(
    data: bytes, encoding: Encoding, error: InspectorError, offset: int
) -> Iterator[ShownLine]:
    start = len(encoding.mark)
    head = [*_of_head(data[start : start + _REGION], encoding)]
    line, column = error.line or 1, error.column or 1
    known = next((one for one in head if one.number == line), None)
    if known is not None and column <= _MOST_COLUMNS:
        yield from head
        return
    if isinstance(error, TruncatedError):
        offset = _last_character(data, offset, encoding)
    around = [*_of_place(data, encoding, offset, line, column)]
    yield from (one for one in head[:_FIRST] if one.number < around[0].number)
    yield from around


def _last_character(data: bytes, offset: int, encoding: Encoding) -> int:
    """The offset of the last character before ``offset``, the place shown for an error at the
    end."""
    last = data[max(len(encoding.mark), offset - 4) : offset].decode(encoding.codec, "ignore")[-1:]
    return offset - len(last.encode(encoding.codec))


def _of_head(data: bytes, encoding: Encoding) -> Iterator[ShownLine]:
    lines = _LINE_END.split(_text(data, encoding), _MOST_LINES)
    for number, text in enumerate(lines[:_MOST_LINES], start=1):
        yield ShownLine(number, 1, text[:_MOST_COLUMNS], len(text) > _MOST_COLUMNS)


def _of_place(
    data: bytes, encoding: Encoding, offset: int, line: int, column: int
) -> Iterator[ShownLine]:
    """The lines around the byte at ``offset``, which is at ``line`` and ``column``."""
    # UTF-16 is cut between two code units.
    start = max(len(encoding.mark), offset - _REGION + (offset - len(encoding.mark)) % 2)
    before = _LINE_END.split(_text(data[start:offset], encoding))
    after = _LINE_END.split(_text(data[offset : offset + _REGION], encoding))
    whole = before[-1] + after[0]
    first = column - len(before[-1])
    cut = max(0, column - first - _BEFORE)
    above = before[:-1][-_AROUND:]
    for number, text in enumerate(above, start=line - len(above)):
        yield ShownLine(number, 1, text[:_MOST_COLUMNS], len(text) > _MOST_COLUMNS)
    shown = whole[cut : cut + _MOST_COLUMNS]
    yield ShownLine(line, max(1, first + cut), shown, len(whole) > cut + len(shown))
    for number, text in enumerate(after[1 : _AROUND + 1], start=line + 1):
        yield ShownLine(number, 1, text[:_MOST_COLUMNS], len(text) > _MOST_COLUMNS)


def _text(data: bytes, encoding: Encoding) -> str:
    """The bytes decoded; invalid ones become surrogates, as in Python's file names."""
    if encoding.codec == "utf-8":
        return data.decode(errors="surrogateescape")
    return data.decode(encoding.codec, errors="replace")
