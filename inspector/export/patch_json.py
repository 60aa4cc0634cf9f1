"""A JSON Patch (RFC 6902) as text: one JSON array, an operation a line, to be read and applied."""

from collections.abc import Iterable

import orjson

from inspector.document.canonical import reference_json
from inspector.document.json_types import JsonObject


def patch_text(operations: Iterable[JsonObject]) -> bytes:
    """UTF-8 that ends with a line end."""
    lines = b",\n".join(map(_written, operations))
    return b"[\n" + lines + b"\n]\n" if lines else b"[]\n"


def _written(operation: JsonObject) -> bytes:
    try:
        return orjson.dumps(operation)
    except orjson.JSONEncodeError:
        # A value may hold integers or depths that orjson does not write.
        return reference_json(operation)
