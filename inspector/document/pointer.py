"""JSON Pointer (RFC 6901): the address of a value in every result and every view."""

import re
from typing import TypeAlias

from inspector.document.json_types import Json
from inspector.errors import PointerError
from inspector.messages import Place

_BAD_ESCAPE = r"~(?![01])"


def escape(name: str) -> str:
    """One reference token of a pointer, with ``~`` and ``/`` escaped."""
    if "~" in name or "/" in name:
        return name.replace("~", "~0").replace("/", "~1")
    return name


def unescape(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def join(parent: str, step: str | int) -> str:
    """The pointer of a member (by name) or an element (by index) of ``parent``."""
    return f"{parent}/{step}" if isinstance(step, int) else f"{parent}/{escape(step)}"


def parent(pointer: str) -> str:
    """The pointer of the container of the value; of the root, the root's own."""
    return pointer.rpartition("/")[0]


def split(pointer: str) -> list[str]:
    """The unescaped tokens. Raises PointerError for a token that RFC 6901 does not allow."""
    if not pointer:
        return []
    has_escapes = "~" in pointer
    if not pointer.startswith("/") or (has_escapes and re.search(_BAD_ESCAPE, pointer)):
        raise PointerError("{} is not a JSON Pointer", Place(pointer), path=pointer)
    tokens = pointer[1:].split("/")
    return [unescape(token) for token in tokens] if has_escapes else tokens


def index(token: str, length: int) -> int | None:
    """The index that ``token`` names in a list of this length, or None (RFC 6901, section 4)."""
    is_number = token.isascii() and token.isdecimal()
    has_zeros = len(token) > 1 and token.startswith("0")
    if len(token) > len(str(length)) or not is_number or has_zeros:
        return None
    return int(token) if int(token) < length else None


def resolve(value: Json, pointer: str) -> Json:
    """The value at ``pointer``. Raises PointerError if it leads nowhere (RFC 6901, section 4)."""
    for token in split(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and (row := index(token, len(value))) is not None:
            value = value[row]
        else:
            raise PointerError("The document has no value at {}", Place(pointer), path=pointer)
    return value


def value_at(value: Json, pointer: str) -> Json:
    """The value at ``pointer``; None if it leads nowhere."""
    try:
        return resolve(value, pointer)
    except PointerError:
        return None


def exists(value: Json, pointer: str) -> bool:
    """Whether there is a value, null included, at ``pointer``."""
    try:
        resolve(value, pointer)
    except PointerError:
        return False
    return True


Trail: TypeAlias = tuple["Trail", str | int] | None
"""The steps to a value, from the last one back to the root (None). It is converted to text only
when needed: pointers can be as long as the document, and every value has one."""


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
