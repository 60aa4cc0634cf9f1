"""Finds the bytes of a value in the file that it was read from.

The document was read before, so it is known to be valid. Siblings are skipped by comparing the
bytes with their compact JSON, which is one comparison for most; what is written differently is
walked token by token.
"""

import re

import orjson

from inspector.document import pointer as json_pointer
from inspector.document.canonical import STRING_LITERAL
from inspector.document.document import PLAIN, JsonText, file_offset
from inspector.document.json_types import Json
from inspector.errors import PointerError
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched

_STRING = re.compile(STRING_LITERAL)
_SPACE = re.compile(rb"[ \t\r\n]*+")
_SCALAR = re.compile(rb"[^\s\[\]{},:\"]++")
_FLAT = rb'[^"\[\]{}]*+(?:' + STRING_LITERAL + rb'[^"\[\]{}]*+){0,256}+'
_INSIDE = re.compile(
    rb'(?:[^"\[\]{}]++|' + STRING_LITERAL + rb"|[\[{]" + _FLAT + rb"[\]}]){1,256}", re.DOTALL
)
"""Text that can be skipped without counting brackets: small containers without nested ones are
skipped completely, many at a time. Bounded, since no other thread runs and nothing can be cancelled
during a match.

Not possessive: up to Python 3.11.4 such a repeat ends too late if its last turn begins and fails
(gh-106052), as with a container that contains another one.
"""
_OPENING = (b"{", b"[")


class ByteSpan(NamedTuple):
    """The bytes ``start`` to ``end`` are the value; ``name_start`` is where its member name begins.

    ``name_start`` equals ``start`` if the value has no name.
    """

    start: int
    end: int
    name_start: int


def span_in_file(document: JsonText, pointer: str, checkpoint: Checkpoint = unwatched) -> ByteSpan:
    """The span of the value at ``pointer`` in the bytes of the document's file.

    Raises PointerError if the pointer leads nowhere, and CancelledError.
    """
    text, encoding = document.text, document.encoding
    found = span(text, document.value, pointer, checkpoint)
    if encoding is PLAIN:
        return found
    return ByteSpan(*(file_offset(text, at, encoding) for at in found))


def span(data: bytes, value: Json, pointer: str, checkpoint: Checkpoint = unwatched) -> ByteSpan:
    """The span of the value at ``pointer`` in ``data``, the UTF-8 that ``value`` was read from.

    Raises PointerError if the pointer leads nowhere, and CancelledError.
    """
    walk = Walk(data, checkpoint)
    at = walk.skip(0)
    name_start = at
    for token in json_pointer.split(pointer):
        if isinstance(value, dict) and token in value:
            name_start, at = walk.member(at, value, token)
            value = value[token]
        elif isinstance(value, list) and (
            (row := json_pointer.index(token, len(value))) is not None
        ):
            at = name_start = walk.element(at, value, row)
            value = value[row]
        else:
            raise PointerError("The document has no value at {}", Place(pointer), path=pointer)
    return ByteSpan(at, walk.behind(at, value), name_start)


class Walk:
    """A cursor over the bytes; every method takes and returns an offset."""

    def __init__(self, data: bytes, checkpoint: Checkpoint) -> None:
        self._data = data
        self._checkpoint = checkpoint

    def skip(self, at: int) -> int:
        """The offset of the first character from ``at`` on that is not white space."""
        match = _SPACE.match(self._data, at)
        return match.end() if match else at

    def named(self, at: int) -> int:
        """The offset of the value of the member whose name is at ``at``."""
        return self.skip(self.skip(self._string_end(at)) + 1)

    def member(self, at: int, members: dict[str, Json], name: str) -> tuple[int, int]:
        """The offsets of the name and of the value of a member of the object at ``at``."""
        at = self.skip(at + 1)
        while True:
            self._checkpoint(Progress("locating", at, len(self._data)))
            end = self._string_end(at)
            found = orjson.loads(self._data[at:end])
            start = self.skip(self.skip(end) + 1)
            if found == name:
                return at, start
            at = self.skip(self.skip(self.behind(start, members[found])) + 1)

    def element(self, at: int, elements: list[Json], row: int) -> int:
        """The offset of the element ``row`` of the list at ``at``."""
        at = self.skip(at + 1)
        for element in elements[:row]:
            self._checkpoint(Progress("locating", at, len(self._data)))
            at = self.skip(self.skip(self.behind(at, element)) + 1)
        return at

    def behind(self, at: int, value: Json) -> int:
        """The offset after the value that begins at ``at``."""
        opening = self._data[at : at + 1]
        if opening == b'"':
            return self._string_end(at)
        if opening not in _OPENING:
            match = _SCALAR.match(self._data, at)
            return match.end() if match else at
        try:
            compact = orjson.dumps(value)
        except orjson.JSONEncodeError:
            compact = b""
        if compact and self._data.startswith(compact, at):
            return at + len(compact)
        return self._container_end(at)

    def _string_end(self, at: int) -> int:
        match = _STRING.match(self._data, at)
        return match.end() if match else at

    def _container_end(self, at: int) -> int:
        depth = 0
        while True:
            byte = self._data[at : at + 1]
            if byte in _OPENING:
                depth += 1
            else:
                depth -= 1
            at += 1
            if not depth:
                return at
            while (match := _INSIDE.match(self._data, at)) is not None:
                at = match.end()
                self._checkpoint(Progress("locating", at, len(self._data)))


# --- all values in a part of a file -----------------------------------------------------------


class PlacedValue(NamedTuple):
    """A value that overlaps a part of the file, with its name.

    The bytes ``begin`` to ``end`` are its overlap; ``is_whole`` if they are all of it. It is the
    child ``row`` of the value at index ``holder`` of the same list; the document is the first and
    its own holder.
    """

    begin: int
    end: int
    holder: int
    row: int
    is_whole: bool


def values_between(
    document: JsonText, begin: int, end: int, checkpoint: Checkpoint = unwatched
) -> list[PlacedValue]:
    """The values with a byte between ``begin`` and ``end`` of the document's file, parents first.

    Values after the part are not walked, and very deep ones are left out. Raises CancelledError.
    """
    text, encoding = document.text, document.encoding
    if encoding is PLAIN:
        return _OverlappingValues(text, begin, end, checkpoint).all_in(document.value)
    lead, codec = len(encoding.mark), encoding.codec
    begin, end = max(begin, lead), max(end, lead)
    before, part = (
        document.data[one:other].decode(codec, errors="ignore").encode()
        for one, other in ((lead, begin), (begin, end))
    )
    found = _OverlappingValues(text, len(before), len(before) + len(part), checkpoint)

    def in_file(at: int) -> int:
        return begin + len(text[len(before) : at].decode(errors="ignore").encode(codec))

    return [
        one._replace(begin=in_file(one.begin), end=in_file(one.end))
        for one in found.all_in(document.value)
    ]


_DEEPEST = 64
"""The deepest level examined: each may cost one more pass over the file."""


class _OverlappingValues:
    """Collects the values that overlap a part of the bytes."""

    def __init__(self, data: bytes, begin: int, end: int, checkpoint: Checkpoint) -> None:
        self._walk = Walk(data, checkpoint)
        self._data, self._begin, self._end = data, begin, end
        self._checkpoint = checkpoint
        self._found: list[PlacedValue] = []

    def all_in(self, value: Json) -> list[PlacedValue]:
        self._found = []
        at = self._walk.skip(0)
        self._note(at, at, value, (0, 0), 0)
        return self._found

    def _note(
        self, begin: int, at: int, value: Json, seat: tuple[int, int], depth: int
    ) -> int | None:
        """Collect the value at ``at``, whose name begins at ``begin``, and the values in it.

        ``seat`` is the index of its holder and its row. Returns the offset after it, None if that
        is beyond the part.
        """
        number = len(self._found)
        self._found.append(PlacedValue(begin, self._end, *seat, is_whole=False))
        if isinstance(value, (dict, list)) and value and depth < _DEEPEST:
            behind = self._inside(at, value, number, depth + 1)
        else:
            behind = self._walk.behind(at, value)
        end = self._end if behind is None else behind
        self._found[number] = PlacedValue(
            max(begin, self._begin),
            min(end, self._end),
            *seat,
            is_whole=begin >= self._begin and behind is not None and behind <= self._end,
        )
        return behind

    def _inside(
        self, at: int, value: dict[str, Json] | list[Json], number: int, depth: int
    ) -> int | None:
        walk = self._walk
        at = behind = walk.skip(at + 1)
        for row, child in enumerate(value.values() if isinstance(value, dict) else value):
            if at >= self._end:
                return None
            self._checkpoint(Progress("locating", at, len(self._data)))
            start = walk.named(at) if isinstance(value, dict) else at
            end = None if at >= self._begin else walk.behind(start, child)
            if end is None or end > self._begin:
                end = self._note(at, start, child, (number, row), depth)
            if end is None:
                return None
            behind = end
            at = walk.skip(walk.skip(behind) + 1)
        return walk.skip(behind) + 1
