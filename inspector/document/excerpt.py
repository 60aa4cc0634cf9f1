"""The part of refused bytes that is shown: the first lines, and those around the place."""

import hashlib
import re
from collections.abc import Iterator

from inspector.document.encoding import Encoding, encoding_of
from inspector.errors import InspectorError, Received, ShownLine, TruncatedError

_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_LINES, _FIRST, _AROUND = 20, 3, 6
_MOST_COLUMNS, _BEFORE = 200, 60
"""Characters of a line, and those before the place where the line is longer."""
_REGION = 65_536
_BYTES = 1_024
_ROW = 16
_MOST_OF_A_PAPER = 10_000_000
_MAY_BE_A_PAPER = ("web_page", "xml", "plain_text", "not_utf8")


def received(data: bytes, error: InspectorError) -> Received:
    """What is shown of ``data``, which were refused with ``error``."""
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
    """The lines of a text, as editors count them."""
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
    """Where the last character before ``offset`` begins, which is where a file ends."""
    last = data[max(len(encoding.mark), offset - 4) : offset].decode(encoding.codec, "ignore")[-1:]
    return offset - len(last.encode(encoding.codec))


def _of_head(data: bytes, encoding: Encoding) -> Iterator[ShownLine]:
    lines = _LINE_END.split(_text(data, encoding), _MOST_LINES)
    for number, text in enumerate(lines[:_MOST_LINES], start=1):
        yield ShownLine(number, 1, text[:_MOST_COLUMNS], len(text) > _MOST_COLUMNS)


def _of_place(
    data: bytes, encoding: Encoding, offset: int, line: int, column: int
) -> Iterator[ShownLine]:
    """The lines around the byte at ``offset``, which stands at ``line`` and ``column``."""
    # UTF-16 is cut between two units.
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
    """Text as far as it is any; what is none is seen as bare bytes, as Python reads file names."""
    if encoding.codec == "utf-8":
        return data.decode(errors="surrogateescape")
    return data.decode(encoding.codec, errors="replace")
