"""Canonical JSON: the bytes of Python's ``json.dumps(x, sort_keys=True, separators=(",", ":"),
ensure_ascii=False)`` in UTF-8. This is not RFC 8785. orjson serves only for *plain* values
(no floats), where its bytes are the same.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

import orjson

from inspector.document.json_types import Json

Serializer: TypeAlias = Callable[[Json], bytes]

_reference_encoder = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
_SORTED = orjson.OPT_SORT_KEYS
_RUN = 64
_SPLIT_DEPTH = 6
_SMALL = 256
"""Up to so many values are written in one call."""


def reference_json(value: Json) -> bytes:
    """Canonical JSON by Python's own json: right for every value the strict reader lets through."""
    return _reference_encoder.encode(value).encode()


def plain_json(value: Json) -> bytes:
    """Canonical JSON by orjson, for a value without floats: there its bytes are the same.

    Integers beyond 64 bits and depths beyond 254 it refuses aloud; they go the slow way.
    """
    try:
        return orjson.dumps(value, option=_SORTED)
    except orjson.JSONEncodeError:
        return reference_json(value)


def serializer(*, plain: bool) -> Serializer:
    return plain_json if plain else reference_json


def digest(value: Json, *, plain: bool = False) -> str:
    """Lower-case hex SHA-256 of the canonical JSON of ``value``."""
    return hashlib.sha256(serializer(plain=plain)(value)).hexdigest()


def pieces(value: Json, write: Serializer, depth: int = _SPLIT_DEPTH) -> Iterator[bytes]:
    """The canonical bytes of a large value, cut so that no single call writes all of it.

    The upper levels are written member by member, long lists in runs, so that a window's
    thread gets its turn between two pieces. A small value is one piece. The joined pieces are
    ``write(value)``.
    """
    if depth and is_small(value):
        yield write(value)
    elif depth and isinstance(value, dict) and value:
        for position, name in enumerate(sorted(value)):
            yield (b"," if position else b"{") + write(name) + b":"
            yield from pieces(value[name], write, depth - 1)
        yield b"}"
    elif depth and isinstance(value, list) and len(value) > _RUN:
        elements = iter(value)
        lead = b"["
        while run := list(islice(elements, _RUN)):
            yield lead + write(run)[1:-1]
            lead = b","
        yield b"]"
    elif depth and isinstance(value, list) and value:
        for position, element in enumerate(value):
            yield b"," if position else b"["
            yield from pieces(element, write, depth - 1)
        yield b"]"
    else:
        yield write(value)


def is_small(value: Json) -> bool:
    """Whether writing the value in one call holds up nobody."""
    waiting = [value]
    for one in waiting:  # grows meanwhile
        if type(one) is dict:
            waiting += one.values()
        elif type(one) is list:
            waiting += one
        if len(waiting) > _SMALL:
            return False
    return True
