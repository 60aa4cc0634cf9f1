"""Which byte of a part of a file stands where in the text that is shown of it, and back."""

import codecs
from array import array
from bisect import bisect_left, bisect_right
from typing import Protocol

from inspector.gui.document.bytes_text import first_whole, hex_byte, hex_parts
from inspector.visible import visible

_TWO, _THREE, _FOUR = 0x80, 0x800, 0x10000
"""From which code points on UTF-8 takes so many bytes."""


class BytesPlaces(Protocol):
    """Bytes and places in the text are both counted from the first that is shown."""

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The parts of the text that show the bytes ``start`` to ``end``."""

    def byte(self, place: int) -> int | None:
        """The byte that is shown at a place of the text."""


class TextPlaces:
    """Of ``bytes_text.as_text``."""

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
    """Of ``bytes_text.as_hex``."""

    def __init__(self, data: bytes) -> None:
        self._size = len(data)

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        return hex_parts(start, min(end, self._size))

    def byte(self, place: int) -> int | None:
        found = hex_byte(place)
        return found if found is not None and found < self._size else None
