"""Bytes as readable text, with hidden characters escaped, or in hex with offsets.

A view shows a limited part; all of them can be saved to a file.
"""

import codecs
from array import array
from bisect import bisect_left, bisect_right
from typing import Protocol

from inspector.named_tuple import NamedTuple
from inspector.visible import visible

MOST = 16 * 1024
"""The most bytes that a view shows; Qt lays out longer lines too slowly."""
ROW = 16
"""Bytes per row of hex."""
_DIGITS, _GAP, _SHOWN = 3 * ROW - 1, 2, ROW
"""Columns of a row, after its offset."""
_OFFSET = 10
_LINE = _OFFSET + _DIGITS + _GAP + _SHOWN + 1
_SECOND_HALF = range(0xDC, 0xE0)
_AFTER_THE_FIRST = {
    "utf-8": range(0x80, 0xC0),
    "utf-16-le": _SECOND_HALF,
    "utf-16-be": _SECOND_HALF,
}
"""For each encoding, what identifies the code units after a character's first."""
_MOST_AFTER = 3
"""The most bytes of such units in a character."""

_MOST_PARTS = 100
"""Qt is slow with more; then everything between the first and the last row is one part."""


class MarkedText(NamedTuple):
    """A text, and the marked parts of it as pairs of begin and end."""

    text: str
    parts: tuple[tuple[int, int], ...] = ()


def as_text(data: bytes, start: int = 0, end: int = 0, codec: str = "utf-8") -> MarkedText:
    """The bytes as text, with each hidden character escaped; line breaks are kept.

    A character cut by the edges of ``data`` is left out. The bytes from ``start`` to ``end`` are
    marked and must not cut a character. ``codec`` is UTF-8, or UTF-16 in either byte order, and
    then ``data`` begins with a whole unit.
    """
    first = first_whole(data, codec)
    start, end = max(start, first), max(end, first)
    parts = data[first:start], data[start:end], data[end:]
    before, meant, after = (_readable(part, codec) for part in parts)
    place = len(before), len(before) + len(meant)
    return MarkedText(before + meant + after, (place,) if meant else ())


def first_whole(data: bytes, codec: str) -> int:
    """The offset of the first complete character."""
    first = 0
    while first < _MOST_AFTER and _goes_on(data, first, codec):
        first += _unit(codec)
    return first


def _readable(data: bytes, codec: str) -> str:
    text = codecs.getincrementaldecoder(codec)("replace").decode(data)
    return "\n".join(visible(line) for line in text.split("\n"))


def character_start(data: bytes, at: int, codec: str = "utf-8") -> int:
    """The offset of the character that contains the byte at ``at``."""
    while at > 0 and _goes_on(data, at, codec):
        at -= _unit(codec)
    return at


def _unit(codec: str) -> int:
    return 1 if codec == "utf-8" else 2


def _goes_on(data: bytes, at: int, codec: str) -> bool:
    """Whether the byte at ``at`` continues a character."""
    leading = at + 1 if codec == "utf-16-le" else at
    return leading < len(data) and data[leading] in _AFTER_THE_FIRST[codec]


def as_hex(data: bytes, offset: int = 0, start: int = 0, end: int = 0) -> MarkedText:
    """Sixteen bytes per row: offset, hex digits, and the printable ASCII characters.

    ``offset`` is the offset of the first byte. The bytes from ``start`` to ``end`` are marked.
    """
    rows = [_row(data[at : at + ROW], offset + at) for at in range(0, len(data), ROW)]
    return MarkedText("\n".join(rows), hex_parts(start, min(end, len(data))))


def hex_parts(start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of ``as_hex`` for the bytes ``start`` to ``end``: digits and characters."""
    parts: list[tuple[int, int]] = []
    for number in range(start // ROW, -(-end // ROW)):
        first, last = max(0, start - number * ROW), min(ROW, end - number * ROW)
        begin = number * _LINE + _OFFSET
        shown = begin + _DIGITS + _GAP
        parts.append((begin + 3 * first, begin + 3 * last - 1))
        parts.append((shown + first, shown + last))
    if len(parts) > _MOST_PARTS:
        parts = [*parts[:2], (parts[2][0], parts[-3][1]), *parts[-2:]]
    return tuple(parts)


def hex_byte(place: int) -> int | None:
    """The byte shown at an index of ``as_hex``, as digits or as a character."""
    row, column = divmod(place, _LINE)
    column -= _OFFSET
    if 0 <= column < _DIGITS:
        return row * ROW + column // 3
    column -= _DIGITS + _GAP
    return row * ROW + min(column, ROW - 1) if column >= 0 else None


def _row(part: bytes, offset: int) -> str:
    shown = "".join(c if c.isascii() and c.isprintable() else "." for c in map(chr, part))
    return (
        f"{offset:0{_OFFSET - 2}x}  {part.hex(' ').ljust(_DIGITS)}{' ' * _GAP}{shown.ljust(_SHOWN)}"
    )


# --- which byte is shown where in such a text, and back -----------------------------------------

_TWO, _THREE, _FOUR = 0x80, 0x800, 0x10000
"""The first code points for which UTF-8 needs two, three and four bytes."""


class BytesPlaces(Protocol):
    """Maps bytes to indexes in the text and back; both count from the first one shown."""

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The parts of the text that show the bytes ``start`` to ``end``."""

    def byte(self, place: int) -> int | None:
        """The byte shown at an index of the text."""


class TextPlaces:
    """For ``bytes_text.as_text``."""

    def __init__(self, data: bytes, codec: str) -> None:
        at, place = first_whole(data, codec), 0
        self._bytes, self._places = array("I"), array("I")
        for character in codecs.getincrementaldecoder(codec)("replace").decode(data[at:]):
            self._bytes.append(at)
            self._places.append(place)
            at += _width(character, codec)
            place += 1 if character == "\n" else len(visible(character))
        self._bytes.append(at)
        self._places.append(place)

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        last = len(self._bytes) - 1
        one, other = (min(last, bisect_left(self._bytes, at)) for at in (start, end))
        return ((self._places[one], self._places[other]),) if one < other else ()

    def byte(self, place: int) -> int | None:
        number = bisect_right(self._places, place) - 1
        return self._bytes[number] if number < len(self._bytes) - 1 else None


def _width(character: str, codec: str) -> int:
    code = ord(character)
    if codec != "utf-8":
        return 4 if code >= _FOUR else 2
    return 1 + (code >= _TWO) + (code >= _THREE) + (code >= _FOUR)


class HexPlaces:
    """For ``bytes_text.as_hex``."""

    def __init__(self, data: bytes) -> None:
        self._size = len(data)

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        return hex_parts(start, min(end, self._size))

    def byte(self, place: int) -> int | None:
        found = hex_byte(place)
        return found if found is not None and found < self._size else None
