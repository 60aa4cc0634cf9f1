"""Bytes for people to read: as text with what is hidden as escapes, or in hex with offsets.

A view shows a bounded part of them; whoever wants all saves them to a file.
"""

import codecs
from typing import NamedTuple

from inspector.visible import visible

MOST = 16 * 1024
"""Bytes that a view shows: Qt lays out one line of many more too slowly."""
ROW = 16
"""Bytes in a row of hex."""
_DIGITS, _GAP, _SHOWN = 3 * ROW - 1, 2, ROW
"""Columns of a row, behind its offset."""
_AFTER_THE_FIRST, _MOST_AFTER = range(0x80, 0xC0), 3
"""In UTF-8, the bytes of a character but its first, and how many of them it has at most."""

_MOST_PARTS = 100
"""Qt is slow with more: then what is between the first and the last row is one."""


class Marked(NamedTuple):
    """Text, and the parts of it that are meant: where each begins and ends in it."""

    text: str
    parts: tuple[tuple[int, int], ...] = ()


def as_text(data: bytes, start: int = 0, end: int = 0) -> Marked:
    """UTF-8, each hidden character as an escape; a line break in the bytes stays one.

    A character that the edges of ``data`` cut through is left out. ``start`` and ``end`` of the
    bytes that are meant cut through none.
    """
    lead = data[:_MOST_AFTER]
    first = next((at for at, byte in enumerate(lead) if byte not in _AFTER_THE_FIRST), len(lead))
    start, end = max(start, first), max(end, first)
    before, meant, after = map(_readable, (data[first:start], data[start:end], data[end:]))
    place = len(before), len(before) + len(meant)
    return Marked(before + meant + after, (place,) if meant else ())


def _readable(data: bytes) -> str:
    text, _ = codecs.utf_8_decode(data, "replace", False)
    return "\n".join(visible(line) for line in text.split("\n"))


def character_start(data: bytes, at: int) -> int:
    """Where the character begins that the byte at ``at`` is a part of."""
    while 0 < at < len(data) and data[at] in _AFTER_THE_FIRST:
        at -= 1
    return at


def as_hex(data: bytes, offset: int = 0, start: int = 0, end: int = 0) -> Marked:
    """Sixteen bytes to a row: offset, hex, and the printable ASCII among them.

    ``offset`` is what the first byte is counted as. The bytes from ``start`` to ``end`` are meant.
    """
    rows = [_row(data[at : at + ROW], offset + at) for at in range(0, len(data), ROW)]
    parts: list[tuple[int, int]] = []
    begin = 0
    for number, row in enumerate(rows):
        first, last = max(0, start - number * ROW), min(ROW, end - number * ROW)
        if first < last:
            digits, shown = begin + len(row) - _SHOWN - _GAP - _DIGITS, begin + len(row) - _SHOWN
            parts.append((digits + 3 * first, digits + 3 * last - 1))
            parts.append((shown + first, shown + last))
        begin += len(row) + 1
    if len(parts) > _MOST_PARTS:
        parts = [*parts[:2], (parts[2][0], parts[-3][1]), *parts[-2:]]
    return Marked("\n".join(rows), tuple(parts))


def _row(part: bytes, offset: int) -> str:
    shown = "".join(c if c.isascii() and c.isprintable() else "." for c in map(chr, part))
    return f"{offset:08x}  {part.hex(' ').ljust(_DIGITS)}{' ' * _GAP}{shown.ljust(_SHOWN)}"
