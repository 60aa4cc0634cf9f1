"""JSON read so that there is one way to read it only: the slow, exact way.

Python's own json with hooks: names twice at any depth, NaN and Infinity, numbers beyond a
double, lone surrogates and integers beyond the limit are refused; integers stay exact.
"""

import json
import math
import re
from collections.abc import Callable

from inspector.document import locate
from inspector.document.json_types import Json, JsonObject
from inspector.document.limits import Limits
from inspector.errors import (
    DuplicateNameError,
    LoneSurrogateError,
    NonFiniteNumberError,
    NotJsonError,
    NotUtf8Error,
    TooDeepError,
    TooManyDigitsError,
    TrailingDataError,
    TruncatedError,
    UnreadableError,
)
from inspector.messages import Argument, msg

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_STRING_BYTES = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WHITE_SPACE = b" \t\r\n"
_BRACKET_OR_STRING = re.compile(r'[\[\]{}]|"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
"""Fits at every bracket and quotation mark, an unfinished string too, so that a search never
goes back: the time is that of one look at the text, whatever is in it."""


def decode_utf8(data: bytes) -> str:
    """``data`` as text. Raises NotUtf8Error with the first byte that is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            raise TruncatedError("The file ends inside a character", offset=len(data)) from None
        raise NotUtf8Error("This is not UTF-8", offset=error.start) from None


def loads(text: str, limits: Limits) -> Json:
    """The JSON value of ``text``. Raises UnreadableError: one class a reason, with its place."""
    check_depth(text, limits)
    try:
        value: Json = decoder(limits).decode(text)
    except json.JSONDecodeError as error:
        raise syntax_error(error) from None
    except UnreadableError as error:
        raise locate.with_place(error, text, limits) from None
    if _SURROGATE.search(text):
        refuse_surrogates(value)
    return value


def decoder(limits: Limits) -> json.JSONDecoder:
    """A JSON decoder that raises UnreadableError on all that reads in more than one way."""
    return json.JSONDecoder(
        object_pairs_hook=_unique,
        parse_int=_bounded_int(limits.digits),
        parse_float=_finite_float,
        parse_constant=_refuse_constant,
    )


def count_nodes(data: bytes) -> int:
    """The number of values in a JSON text, from its structure alone; none is built.

    Each value but the first follows a comma or is the first of a container that has one.
    """
    structure = _STRING_BYTES.sub(b'""', data) if b'"' in data else data
    structure = structure.translate(None, _WHITE_SPACE)
    containers = structure.count(b"[") + structure.count(b"{")
    empty = structure.count(b"[]") + structure.count(b"{}")
    return 1 + structure.count(b",") + containers - empty


def check_depth(
    text: str, limits: Limits, base: int = 0, start: int = 0, end: int | None = None
) -> None:
    """Raises TooDeepError at the first bracket beyond ``limits.depth``.

    ``base`` is the depth at ``start``; nothing behind ``end`` is looked at.
    """
    depth = base
    for match in _BRACKET_OR_STRING.finditer(text, start, len(text) if end is None else end):
        first = text[match.start()]
        if first in "[{":
            depth += 1
            if depth > limits.depth:
                raise TooDeepError(
                    "The document is nested deeper than {} levels",
                    limits.depth,
                    offset=byte_offset(text, match.start()),
                )
        elif first != '"':
            depth -= 1


def byte_offset(text: str, position: int) -> int:
    """The offset in bytes of a position in characters."""
    return len(text[:position].encode(errors="surrogatepass"))


def syntax_error(error: json.JSONDecodeError, base: int = 0) -> UnreadableError:
    """The error by name for what Python's json says; ``base`` is the place of its text."""
    rest = error.doc[error.pos :].strip(" \t\r\n")
    is_string = error.msg.startswith("Unterminated string") or (
        "scape" in error.msg and _CUT_ESCAPE.fullmatch(rest) is not None
    )
    is_cut = not rest and not error.msg.startswith("Extra data")
    if is_string or is_cut or _is_cut_literal(error, rest):
        size = base + byte_offset(error.doc, len(error.doc))
        if is_string:
            return TruncatedError("The file ends inside a string", offset=size)
        return TruncatedError("The file ends inside a value", offset=size)
    offset = base + byte_offset(error.doc, _place(error))
    made = TrailingDataError if error.msg.startswith("Extra data") else NotJsonError
    return made("This is not JSON: {}", _words(error.msg), offset=offset)


def _place(error: json.JSONDecodeError) -> int:
    """Python 3.13 and later point at a comma that is too many, earlier ones at the bracket."""
    if not error.msg.startswith("Illegal trailing comma"):
        return error.pos
    return len(error.doc) - len(error.doc[error.pos + 1 :].lstrip(" \t\r\n"))


def _is_cut_literal(error: json.JSONDecodeError, rest: str) -> bool:
    """Whether a word or a number is cut by the end of the text."""
    if error.msg == "Expecting value":
        return rest == "-" or any(word.startswith(rest) for word in ("true", "false", "null"))
    return error.doc[error.pos - 1 : error.pos].isdecimal() and rest in _CUT_NUMBERS


_CUT_ESCAPE = re.compile(r"\\?u?[0-9a-fA-F]{0,3}")
_CUT_NUMBERS = (".", "e", "E", "e-", "E-", "e+", "E+")


def _words(message: str) -> Argument:
    if "scape" in message:
        return msg("an escape is not one of JSON's")
    return _WORDS.get(message, message)


_WORDS: dict[str, Argument] = {
    "Expecting value": msg("a value is missing"),
    "Extra data": msg("something follows the value"),
    "Expecting ',' delimiter": msg("a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": msg("a colon is missing"),
    "Expecting property name enclosed in double quotes": msg("a name in double quotes is missing"),
    "Invalid control character at": msg("a control character stands in a string"),
    "Illegal trailing comma before end of object": msg("a comma stands before a closing bracket"),
    "Illegal trailing comma before end of array": msg("a comma stands before a closing bracket"),
}


def _unique(pairs: list[tuple[str, Json]]) -> JsonObject:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        name = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise DuplicateNameError(locate.duplicate_sentence(name))
    return members


def _bounded_int(digits: int) -> Callable[[str], int]:
    def parse(literal: str) -> int:
        if len(literal.lstrip("-")) > digits:
            raise TooManyDigitsError("An integer has more than {} digits", digits)
        return int(literal)

    return parse


def _finite_float(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise NonFiniteNumberError("A number is too large for a double and would become Infinity")
    return number


def _refuse_constant(literal: str) -> Json:
    raise NonFiniteNumberError("{} stands in the document, which JSON does not have", literal)


def refuse_surrogates(value: Json, trail: locate.Trail = None) -> None:
    """Raises LoneSurrogateError at the first string or name that UTF-8 cannot write."""
    for place, text in locate.strings(value, trail):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise LoneSurrogateError(
                "A string holds half of a surrogate pair, which is no character",
                path=locate.pointer_of(place),
            ) from None
