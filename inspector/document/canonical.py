"""Canonical JSON, over which every hash of a Pith document is computed.

It is the bytes of Python's ``json.dumps(x, sort_keys=True, separators=(",", ":"),
ensure_ascii=False)`` in UTF-8, and not RFC 8785. orjson writes the same bytes for *plain* values,
which contain no floats, and is used only for those.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

import orjson

from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched

Serializer: TypeAlias = Callable[[Json], bytes]

_reference_encoder = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
_SORTED = orjson.OPT_SORT_KEYS
_RUN = 64
_SPLIT_DEPTH = 6
_SMALL = 256
"""The number of values that are serialised in one call."""


def reference_json(value: Json) -> bytes:
    """Canonical JSON by Python's json module; correct for every value that the strict reader
    accepts."""
    return _reference_encoder.encode(value).encode()


def plain_json(value: Json) -> bytes:
    """Canonical JSON by orjson, for a value without floats, where the bytes are the same.

    Falls back to ``reference_json`` for integers beyond 64 bits and depths beyond 254, which orjson
    refuses.
    """
    try:
        return orjson.dumps(value, option=_SORTED)
    except orjson.JSONEncodeError:
        return reference_json(value)


def serializer(*, plain: bool) -> Serializer:
    """The function that writes canonical JSON for a value with no floats (``plain``), or for any
    value."""
    return plain_json if plain else reference_json


def digest(value: Json, *, plain: bool = False) -> str:
    """Lower-case hex SHA-256 of the canonical JSON of ``value``."""
    return hashlib.sha256(serializer(plain=plain)(value)).hexdigest()


def pieces(value: Json, write: Serializer, depth: int = _SPLIT_DEPTH) -> Iterator[bytes]:
    """The canonical bytes of a large value in pieces; joined, they are ``write(value)``.

    The upper levels are written member by member and long lists in runs, so that another thread can
    run between two pieces. A small value is one piece.
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
    """Whether the value can be written in one call without blocking other threads noticeably."""
    waiting = [value]
    for one in waiting:  # the list grows during the loop
        if type(one) is dict:
            waiting += one.values()
        elif type(one) is list:
            waiting += one
        if len(waiting) > _SMALL:
            return False
    return True


# --- numbers whose spelling in the text is not canonical --------------------------------------

STRING_LITERAL = rb'"(?:[^"\\]++|(?s:\\.))*+"'
"""A string in a valid JSON text."""
_STRETCH = rb'(?s)[^"]*+(?:' + STRING_LITERAL + rb'[^"]*+){0,256}'
"""Bounded, since no other thread runs and nothing can be cancelled during a match. Not possessive:
up to Python 3.11.4 such a repeat can end too late (gh-106052)."""
_NUMBER = rb"-?[0-9][0-9.eE+-]*+"
_SUSPECT = rb"[0-9][.eE]|-0"
_MINUS_ZERO = re.compile(rb"-0(?![.eE0-9])")


def odd_numbers(text: bytes, checkpoint: Checkpoint = unwatched) -> Iterator[tuple[int, str]]:
    """Each number of a valid JSON text in UTF-8 whose spelling is not canonical.

    Yields its index among all numbers of the text, from 0, and its spelling, such as ``1E2``,
    ``1.10`` or ``-0``. The hash covers the canonical spelling, 100.0 for ``1E2``.
    """
    count = 0
    for part in _without_strings(text, checkpoint):
        literals = re.findall(_NUMBER, part)
        if re.search(_SUSPECT, part):
            for number, literal in enumerate(literals, count):
                spelled = literal.decode()
                if spelled != canonical_number(spelled):
                    yield number, spelled
        count += len(literals)


def canonical_number(literal: str) -> str:
    """The canonical spelling of the number ``literal``."""
    is_float = any(sign in literal for sign in ".eE")
    return repr(float(literal)) if is_float else literal if literal != "-0" else "0"


def has_minus_zero(text: bytes) -> bool:
    """Whether a text may contain the number ``-0``. A string that contains it counts too."""
    return _MINUS_ZERO.search(text) is not None


def _without_strings(text: bytes, checkpoint: Checkpoint) -> Iterator[bytes]:
    """The text in chunks that split no number, with each string replaced by a quotation mark."""
    stretch, at = re.compile(_STRETCH), 0
    while at < len(text) and (match := stretch.match(text, at)) is not None and match.end() > at:
        checkpoint(Progress("reading", at, len(text)))
        at = match.end()
        yield re.sub(STRING_LITERAL, b'"', match[0])
