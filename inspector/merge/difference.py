"""The differences between two JSON values. Numbers with different spelling are different values."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

import orjson

from inspector.document.canonical import is_small
from inspector.document.json_types import Json
from inspector.document.pointer import Trail, pointer_of
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched

_BETWEEN_CHECKPOINTS = 10_000


class _Absent:
    """Marks a missing value on one side; unlike null it equals no JSON value."""


_ABSENT: Final = _Absent()


class Difference(NamedTuple):
    """``path`` is the JSON Pointer of the deepest difference; a missing value is None.

    ``missing`` says which side has none: "left", "right" or "".
    """

    path: str
    left: Json
    right: Json
    missing: str = ""


def first_difference(left: Json, right: Json, path: str = "") -> Difference | None:
    """The first difference in the order of ``left``; None if the canonical JSON is the same."""
    if _is_alike(left, right) or _is_same_small(left, right):
        return None
    return next(differences(left, right, path), None)


def differences(
    left: Json, right: Json, path: str = "", checkpoint: Checkpoint = unwatched
) -> Iterator[Difference]:
    """Every difference in the order of ``left``. Raises what ``checkpoint`` raises."""
    stack: list[tuple[Trail, Json | _Absent, Json | _Absent]] = [(None, left, right)]
    seen = 0
    while stack:
        trail, one, other = stack.pop()
        pairs = _pairs(one, other)
        if pairs is not None:
            below = [((trail, step), a, b) for step, a, b in pairs if not _is_alike(a, b)]
            stack.extend(reversed(below))
        elif type(one) is not type(other) or one != other or repr(one) != repr(other):
            yield _difference(path, trail, one, other)
        seen += 1 + len(one) if isinstance(one, (dict, list)) else 1
        if seen >= _BETWEEN_CHECKPOINTS:
            seen = 0
            checkpoint(Progress("comparing", 0, 0))


def _is_same_small(one: Json, other: Json) -> bool:
    """Whether two small values certainly have the same canonical JSON."""
    if not isinstance(one, (dict, list)) or not is_small(one):
        return False
    try:
        # A value equal to a small one is as small; 1, 1.0 and True are equal and differ in JSON.
        return one == other and _sorted(one) == _sorted(other)
    except orjson.JSONEncodeError:
        return False


def _sorted(value: Json) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _is_alike(one: Json | _Absent, other: Json | _Absent) -> bool:
    """Whether two values are certainly the same. A fast path, since most are."""
    if one is other:
        return True
    if type(one) is str:
        return type(other) is str and one == other
    # 1, 1.0 and True are equal in Python, in containers too.
    return type(one) is int and type(other) is int and one == other


def _difference(path: str, trail: Trail, one: Json | _Absent, other: Json | _Absent) -> Difference:
    place = path + pointer_of(trail)
    if isinstance(one, _Absent):
        return Difference(place, None, None if isinstance(other, _Absent) else other, "left")
    if isinstance(other, _Absent):
        return Difference(place, one, None, "right")
    return Difference(place, one, other)


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
