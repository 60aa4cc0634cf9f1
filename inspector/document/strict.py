"""The exact way to read JSON, slow but unambiguous.

It is Python's json with hooks that refuse duplicate names at any depth, NaN and Infinity, numbers
beyond a double, lone surrogates and integers beyond the limit. Integers stay exact.
"""

import json
import math
import re
from collections.abc import Callable, Iterator

from inspector.document.canonical import STRING_LITERAL
from inspector.document.json_types import Json, JsonObject
from inspector.document.measure import Limits
from inspector.document.pointer import Trail, pointer_of
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
from inspector.messages import Argument, Message, Value, msg

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_WHITE_SPACE = b" \t\r\n"
_BRACKET_OR_STRING = re.compile(r'[\[\]{}]|"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
"""Matches at every bracket and quotation mark, also for an unfinished string, so that a search
never backtracks and takes linear time."""


def decode_utf8(data: bytes) -> str:
    """``data`` as text. Raises NotUtf8Error at the first byte that is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            raise TruncatedError("The file ends inside a character", offset=len(data)) from None
        raise NotUtf8Error("This is not UTF-8", offset=error.start) from None


def loads(text: str, limits: Limits) -> Json:
    """The JSON value of ``text``. Raises UnreadableError, with a subclass for each reason, and its
    place."""
    check_depth(text, limits)
    try:
        value: Json = decoder(limits).decode(text)
    except json.JSONDecodeError as error:
        raise syntax_error(error) from None
    except UnreadableError as error:
        raise with_place(error, text, limits) from None
    if _SURROGATE.search(text):
        refuse_surrogates(value)
    return value


def decoder(limits: Limits) -> json.JSONDecoder:
    """A JSON decoder that raises UnreadableError for everything that can be read in more than one
    way."""
    return json.JSONDecoder(
        object_pairs_hook=_unique,
        parse_int=_bounded_int(limits.digits),
        parse_float=_finite_float,
        parse_constant=_refuse_constant,
    )


def count_nodes(data: bytes) -> int:
    """The number of values in a JSON text, from its structure alone; no value is created.

    Each value but the first follows a comma, or is the first in a container that is not empty.
    """
    # A string without an end is one to the end of the text, and not looked for at each quote in it.
    structure = re.sub(STRING_LITERAL + b"?", b'""', data) if b'"' in data else data
    structure = structure.translate(None, _WHITE_SPACE)
    containers = structure.count(b"[") + structure.count(b"{")
    empty = structure.count(b"[]") + structure.count(b"{}")
    return 1 + structure.count(b",") + containers - empty


def check_depth(
    text: str, limits: Limits, base: int = 0, start: int = 0, end: int | None = None
) -> None:
    """Raise TooDeepError at the first bracket beyond ``limits.depth``.

    ``base`` is the depth at ``start``; the text after ``end`` is ignored.
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
    """The offset in UTF-8 bytes of a position in characters."""
    return len(text[:position].encode(errors="surrogatepass"))


def syntax_error(error: json.JSONDecodeError) -> UnreadableError:
    """The named error for one of Python's json."""
    rest = error.doc[error.pos :].strip(" \t\r\n")
    is_string = error.msg.startswith("Unterminated string") or (
        "scape" in error.msg and _CUT_ESCAPE.fullmatch(rest) is not None
    )
    is_cut = not rest and not error.msg.startswith("Extra data")
    if is_string or is_cut or _is_cut_literal(error, rest):
        size = byte_offset(error.doc, len(error.doc))
        if is_string:
            return TruncatedError("The file ends inside a string", offset=size)
        return TruncatedError("The file ends inside a value", offset=size)
    offset = byte_offset(error.doc, _place(error))
    made = TrailingDataError if error.msg.startswith("Extra data") else NotJsonError
    return made("This is not JSON: {}", _words(error.msg), offset=offset)


def _place(error: json.JSONDecodeError) -> int:
    """Python 3.13 and later report the position of a trailing comma, earlier versions the
    bracket."""
    if not error.msg.startswith("Illegal trailing comma"):
        return error.pos
    return len(error.doc) - len(error.doc[error.pos + 1 :].lstrip(" \t\r\n"))


def _is_cut_literal(error: json.JSONDecodeError, rest: str) -> bool:
    """Whether a word or a number is cut off by the end of the text."""
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
        raise DuplicateNameError(duplicate_sentence(name))
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


def refuse_surrogates(value: Json, trail: Trail = None) -> None:
    """Raise LoneSurrogateError at the first string or name that cannot be encoded in UTF-8."""
    for place, text in strings(value, trail):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise LoneSurrogateError(
                "A string holds half of a surrogate pair, which is no character",
                path=pointer_of(place),
            ) from None


# --- the place of a refused value -------------------------------------------------------------

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.?)*+"?)(?P<name>[ \t\r\n]*+:)?'
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<literal>[^\s\[\]{},:\"]++)",
    re.DOTALL,
)
_MET_AGAIN = "a name met again"


def duplicate_sentence(name: str) -> Message:
    """The sentence on a duplicate name."""
    return msg(
        "Two members of the document have the name {}; it cannot be known which one was signed",
        Value(name),
    )


def with_place(error: UnreadableError, text: str, limits: Limits) -> UnreadableError:
    """The same error with the pointer and the byte offset of its value, if they can be found.

    A second, slower walk over the text tracks the JSON Pointer.
    """
    for trail, position, token in _suspects(text):
        if _is_meant(error, token, limits):
            offset = len(text[:position].encode(errors="surrogatepass"))
            return type(error)(error.message, path=pointer_of(trail), offset=offset)
    return error


def strings(value: Json, trail: Trail = None) -> Iterator[tuple[Trail, str]]:
    """Every string and member name in ``value`` with the trail of its value."""
    stack: list[tuple[Trail, Json]] = [(trail, value)]
    while stack:
        place, current = stack.pop()
        if isinstance(current, str):
            yield place, current
        elif isinstance(current, dict):
            for name, child in current.items():
                yield place, name
                stack.append(((place, name), child))
        elif isinstance(current, list):
            stack.extend(((place, index), child) for index, child in enumerate(current))


def _is_meant(error: UnreadableError, token: str, limits: Limits) -> bool:
    if isinstance(error, DuplicateNameError):
        return token == _MET_AGAIN
    if isinstance(error, NonFiniteNumberError):
        return token != _MET_AGAIN and not _is_finite(token)
    digits = token.removeprefix("-")
    return isinstance(error, TooManyDigitsError) and (
        digits.isdecimal() and len(digits) > limits.digits
    )


def _is_finite(literal: str) -> bool:
    if literal in ("true", "false", "null"):
        return True
    try:
        return abs(float(literal)) != float("inf") and literal != "NaN"
    except ValueError:
        return False


class _Frame:
    """One open container of the walk."""

    __slots__ = ("index", "is_object", "name", "names", "trail")

    def __init__(self, trail: Trail, *, is_object: bool) -> None:
        self.trail = trail
        self.is_object = is_object
        self.names: set[str] = set()
        self.name = ""
        self.index = -1

    def place(self) -> Trail:
        return self.trail, self.name if self.is_object else self.index


def _suspects(text: str) -> Iterator[tuple[Trail, int, str]]:
    """Trail, position and literal of each number or word; _MET_AGAIN for a duplicate name."""
    frames: list[_Frame] = []
    for match in _TOKEN.finditer(text):
        frame = frames[-1] if frames else None
        if match["close"]:
            if frames:
                frames.pop()
            continue
        if match["name"] and frame and frame.is_object:
            frame.name = _decoded(match["string"])
            if frame.name in frame.names:
                yield frame.place(), match.start("string"), _MET_AGAIN
            frame.names.add(frame.name)
            continue
        if frame and not frame.is_object:
            frame.index += 1
        place = frame.place() if frame else None
        if match["open"]:
            frames.append(_Frame(place, is_object=match["open"] == "{"))
        elif match["literal"]:
            yield place, match.start("literal"), match["literal"]


def _decoded(literal: str) -> str:
    try:
        name = json.loads(literal)
    except ValueError:
        return literal
    return name if isinstance(name, str) else literal
