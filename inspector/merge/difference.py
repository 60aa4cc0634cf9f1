"""The first place where two JSON values differ. Numbers of other spelling are other values."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from inspector.document.json_types import Json
from inspector.document.pointer import join


class _Absent:
    """Stands where one side has no value; unlike null it equals nothing of JSON."""


_ABSENT: Final = _Absent()


class Difference(NamedTuple):
    """``path`` is the JSON Pointer of the deepest place; a missing value reads as None."""

    path: str
    left: Json
    right: Json


def first_difference(left: Json, right: Json, path: str = "") -> Difference | None:
    """The first difference in the order of ``left``; None where canonical JSON is the same."""
    stack: list[tuple[str, Json | _Absent, Json | _Absent]] = [(path, left, right)]
    while stack:
        place, one, other = stack.pop()
        pairs = _pairs(one, other)
        if pairs is not None:
            below = [(join(place, step), a, b) for step, a, b in pairs]
            stack.extend(reversed(below))
        elif type(one) is not type(other) or one != other or repr(one) != repr(other):
            return Difference(
                place,
                None if isinstance(one, _Absent) else one,
                None if isinstance(other, _Absent) else other,
            )
    return None


def _pairs(
    one: Json | _Absent, other: Json | _Absent
) -> Iterator[tuple[str | int, Json | _Absent, Json | _Absent]] | None:
    """The members or elements of two containers of one type, side by side."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = [*one, *(name for name in other if name not in one)]
        return ((name, one.get(name, _ABSENT), other.get(name, _ABSENT)) for name in names)
    if isinstance(one, list) and isinstance(other, list):
        aligned = zip_longest(one, other, fillvalue=_ABSENT)
        return ((index, a, b) for index, (a, b) in enumerate(aligned))
    return None
