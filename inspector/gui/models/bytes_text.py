"""Bytes for people to read: as text with what is hidden as escapes, or in hex with offsets.

A view shows a bounded part of them; whoever wants all saves them to a file.
"""

from typing import NamedTuple

from inspector.document.visible import visible

MOST = 16 * 1024
"""Bytes that a view shows: Qt lays out one line of many more too slowly."""
_ROW = 16


class Marked(NamedTuple):
    """Text with the part of it that is meant, as positions in it."""

    text: str
    start: int
    end: int


def as_text(data: bytes, start: int = 0, end: int = 0) -> Marked:
    """UTF-8, each hidden character as an escape; a line break in the bytes stays one."""
    parts = [_readable(part) for part in (data[:start], data[start:end], data[end:])]
    lead = len(parts[0])
    return Marked("".join(parts), lead, lead + len(parts[1]))


def _readable(data: bytes) -> str:
    lines = data.decode(errors="replace").split("\n")
    return "\n".join(visible(line) for line in lines)


def as_hex(data: bytes, offset: int = 0, start: int = 0, end: int = 0) -> Marked:
    """Sixteen bytes to a row: offset, hex, and the printable ASCII among them.

    ``offset`` is what the first byte is counted as. The marked part is from the first to the
    last row that holds any of it.
    """
    rows = [_row(data[at : at + _ROW], offset + at) for at in range(0, len(data), _ROW)]
    length = len(rows[0]) + 1 if rows else 1
    if end <= start:
        return Marked("\n".join(rows), 0, 0)
    first, last = start // _ROW * length, ((end - 1) // _ROW + 1) * length - 1
    text = "\n".join(rows)
    return Marked(text, first, min(last, len(text)))


def _row(part: bytes, offset: int) -> str:
    digits = part.hex(" ").ljust(3 * _ROW - 1)
    shown = "".join(c if c.isascii() and c.isprintable() else "." for c in map(chr, part))
    return f"{offset:08x}  {digits}  {shown.ljust(_ROW)}"
