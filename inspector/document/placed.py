"""The values that stand in a part of a file, found without a look at those behind it."""

from typing import NamedTuple

from inspector.document.document import JsonText
from inspector.document.encoding import PLAIN
from inspector.document.json_types import Json
from inspector.document.span import Walk
from inspector.progress import Checkpoint, Progress, unwatched


class PlacedValue(NamedTuple):
    """A value with its name, as far as it stands in a part of the file: the bytes ``begin`` to
    ``end``; ``is_whole`` where that is all of it.

    It is the child ``row`` of the value numbered ``holder`` in the same list; the document is the
    first and its own holder.
    """

    begin: int
    end: int
    holder: int
    row: int
    is_whole: bool


def values_between(
    document: JsonText, begin: int, end: int, checkpoint: Checkpoint = unwatched
) -> list[PlacedValue]:
    """The values that have a byte between ``begin`` and ``end`` in the document's file, each after
    what holds it. What lies very deep is left out. Raises CancelledError."""
    text, encoding = document.text, document.encoding
    if encoding is PLAIN:
        return _Between(text, begin, end, checkpoint).all_in(document.value)
    lead, codec = len(encoding.mark), encoding.codec
    begin, end = max(begin, lead), max(end, lead)
    before, part = (
        document.data[one:other].decode(codec, errors="ignore").encode()
        for one, other in ((lead, begin), (begin, end))
    )
    found = _Between(text, len(before), len(before) + len(part), checkpoint)

    def in_file(at: int) -> int:
        return begin + len(text[len(before) : at].decode(errors="ignore").encode(codec))

    return [
        one._replace(begin=in_file(one.begin), end=in_file(one.end))
        for one in found.all_in(document.value)
    ]


_DEEPEST = 64
"""Levels that are looked into: each may cost one more look through the file."""


class _Between:
    """The values that overlap a part of the bytes."""

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
        """Note the value at ``at``, whose name begins at ``begin``, and what is in it; ``seat``
        are its holder and its row.

        Gives the place behind it; None where it goes on behind the part.
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
