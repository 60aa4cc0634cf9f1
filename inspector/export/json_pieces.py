"""A long line of JSON, written in pieces of bounded size, so that it is never held whole."""

from collections.abc import Iterable, Iterator

import orjson

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json

_PIECE = 1_000_000


def written(value: Json) -> bytes:
    """The JSON of a value in UTF-8."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # orjson does not support the integers or the depth of a value.
        return reference_json(value)


def list_parts(items: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a list of written items."""
    lead = b"["
    for item in items:
        yield lead + item
        lead = b","
    yield b"]" if lead == b"," else b"[]"


def gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts in few pieces; each part is whole in one of them.

    One large buffer: hundreds of thousands of small bytes objects would occupy several times their
    length.
    """
    buffer = bytearray()
    for part in parts:
        buffer += part
        if len(buffer) > _PIECE:
            yield bytes(buffer)
            buffer.clear()
    if buffer:
        yield bytes(buffer)
