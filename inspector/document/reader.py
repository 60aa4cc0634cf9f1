"""The strict reader: parses bytes into a document, or raises a named error. Nothing is guessed.

The fast way: orjson parses the text. If writing the value again gives the same bytes, on one line
or indented by two blanks, the text has no duplicate name, no unusual number and no excessive depth.
Otherwise ``strict`` parses it, slowly and exactly. A large text is parsed in pieces, so that no
single call holds the GIL for long.
"""

import orjson

from inspector.document.document import PLAIN, Document, JsonText, encoding_of, to_utf8
from inspector.document.json_types import Json
from inspector.document.kinds import kind_of
from inspector.document.measure import DEFAULT_LIMITS, Limits
from inspector.errors import (
    EmptyDocumentError,
    NotPithError,
    TooLargeError,
    TooManyNodesError,
    UnreadableError,
)
from inspector.progress import Checkpoint, unwatched

_WHITE_SPACE = b" \t\r\n"
_ONE_PIECE = 1_000_000
_PROVEN_DEPTH, _PROVEN_DIGITS = 300, 20
"""Limits that any text satisfies which orjson reproduces unchanged (254 levels, and the few above a
piece). Tighter limits need the exact way."""


def read_document(
    data: bytes, limits: Limits = DEFAULT_LIMITS, checkpoint: Checkpoint = unwatched
) -> Document:
    """Read a Pith document strictly.

    Raises UnreadableError, with a subclass for each reason; NotPithError if the JSON has no known
    type.
    """
    try:
        text = read_json(data, limits, checkpoint)
        kind = kind_of(text.value)
    except UnreadableError as error:
        from inspector.document.refusal import specific_error  # noqa: PLC0415 - nothing was refused

        raise specific_error(error, data) from None
    if not isinstance(text.value, dict):  # kind_of refused it before; for the type checker
        raise NotPithError("A Pith document is an object")
    return Document(data, text.value, kind, text.encoding, is_as_written=text.is_as_written)


def read_json(
    data: bytes, limits: Limits = DEFAULT_LIMITS, checkpoint: Checkpoint = unwatched
) -> JsonText:
    """Read any JSON text strictly. Raises UnreadableError, with a subclass for each reason."""
    _refuse_larger(data, limits)
    encoding, text = encoding_of(data), None
    try:
        text = data if encoding is PLAIN else to_utf8(data, encoding)
        _refuse_larger(text, limits)
        value, is_as_written = _value(text, limits, checkpoint)
        return JsonText(data, value, encoding, is_as_written=is_as_written)
    except UnreadableError as error:
        from inspector.document.refusal import with_position  # noqa: PLC0415 - nothing was refused

        raise with_position(error, data, encoding, text) from None


def _refuse_larger(data: bytes, limits: Limits) -> None:
    if len(data) > limits.bytes:
        raise TooLargeError(
            "The document has {} bytes; the limit is {} bytes", len(data), limits.bytes
        )


def _value(data: bytes, limits: Limits, checkpoint: Checkpoint) -> tuple[Json, bool]:
    """The value of a text in UTF-8 without a mark, and whether orjson writes its scalars
    unchanged."""
    if not data.strip(_WHITE_SPACE):
        raise EmptyDocumentError("The file is empty", offset=0)
    _refuse_nodes(data, limits)
    if len(data) <= _ONE_PIECE or not _is_provable(limits):
        return _read_whole(data, limits)
    from inspector.document import piecewise, strict  # noqa: PLC0415 - most documents need neither

    return piecewise.loads(strict.decode_utf8(data), limits, checkpoint)


def _refuse_nodes(data: bytes, limits: Limits) -> None:
    """Raise TooManyNodesError before any of the values is created.

    Each value takes at least one byte, and each but the first at least one more, since it follows a
    comma or opens a container. The values are counted one by one only if both bounds exceed the
    limit.
    """
    if len(data) // 2 + 1 <= limits.nodes:
        return
    most = 1 + data.count(b",") + data.count(b"{") + data.count(b"[")
    if most > limits.nodes:
        from inspector.document.strict import count_nodes  # noqa: PLC0415 - hardly ever needed

        if count_nodes(data) > limits.nodes:
            raise TooManyNodesError(
                "The document has more than {} values, which is the limit", limits.nodes
            )


def _is_provable(limits: Limits) -> bool:
    return limits.depth >= _PROVEN_DEPTH and limits.digits >= _PROVEN_DIGITS


def _read_whole(data: bytes, limits: Limits) -> tuple[Json, bool]:
    try:
        value: Json = orjson.loads(data)
        text = data.strip(_WHITE_SPACE)
        layout = orjson.OPT_INDENT_2 if text[1:2] == b"\n" else 0
        if orjson.dumps(value, option=layout) == text and _is_provable(limits):
            return value, True
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        pass  # strict names the reason, or reads what orjson cannot
    from inspector.document import strict  # noqa: PLC0415

    return strict.loads(strict.decode_utf8(data), limits), False
