"""Where in a document a refused thing stands: run only once something has been refused.

A second, slower walk over the text that keeps track of the JSON Pointer.
"""

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from inspector.document.json_types import Json
from inspector.document.limits import Limits
from inspector.document.pointer import join
from inspector.errors import (
    DuplicateNameError,
    NonFiniteNumberError,
    TooManyDigitsError,
    UnreadableError,
)
from inspector.messages import Message, Value, msg

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.?)*+"?)(?P<name>[ \t\r\n]*+:)?'
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<literal>[^\s\[\]{},:\"]++)",
    re.DOTALL,
)
Trail: TypeAlias = tuple["Trail", str | int] | None
"""The way to a value, from its last step back to the root (None): no text until it is asked for,
since pointers can be as long as the document, and there is one for every value."""

_MET_AGAIN = "a name met again"


def duplicate_sentence(name: str) -> Message:
    return msg(
        "Two members of the document have the name {}; it cannot be known which one was signed",
        Value(name),
    )


def with_place(error: UnreadableError, text: str, limits: Limits) -> UnreadableError:
    """The same error with the pointer and the byte of what it speaks of, where they are found."""
    for trail, position, token in _suspects(text):
        if _is_meant(error, token, limits):
            offset = len(text[:position].encode(errors="surrogatepass"))
            return type(error)(error.message, path=pointer_of(trail), offset=offset)
    return error


def pointer_of(trail: Trail) -> str:
    """The JSON Pointer of a trail."""
    steps = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    pointer = ""
    for step in reversed(steps):
        pointer = join(pointer, step)
    return pointer


def strings(value: Json, trail: Trail = None) -> Iterator[tuple[Trail, str]]:
    """Every string and member name of ``value`` with the trail of its value."""
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
    """Trail, position and literal of each number or word; _MET_AGAIN for a name met twice."""
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
