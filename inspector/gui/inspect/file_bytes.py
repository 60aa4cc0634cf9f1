"""The part of a file that is shown around one of its values."""

from typing import NamedTuple

from inspector.document.span import ByteSpan
from inspector.gui.document.bytes_text import MOST, ROW, character_start

_AROUND = 2_048


class Window(NamedTuple):
    """Bytes of a file from ``offset`` on; those from ``start`` to ``end`` in them are a value.

    ``goes_on``: the value ends after what is shown of it.
    """

    data: bytes
    offset: int
    start: int
    end: int
    goes_on: bool


def around(data: bytes, span: ByteSpan) -> Window:
    """The value with its name, and some of what stands before and after it.

    It begins at a whole row of hex, so that rows are those of other programs.
    """
    first = max(0, span.name_start - _AROUND) // ROW * ROW
    end = span.end
    if end > span.name_start + MOST:
        end = character_start(data, span.name_start + MOST)
    part = data[first : end + _AROUND]
    return Window(part, first, span.name_start - first, end - first, end < span.end)
