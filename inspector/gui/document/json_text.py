"""A value as indented JSON for reading, written only as far as it is shown.

Names and texts have what is hidden in them as JSON's escapes: another spelling of the same value,
not the bytes of the file.
"""

from collections.abc import Iterator

import orjson

from inspector.document.json_types import Json
from inspector.gui.translation import number, translate
from inspector.visible import visible_in_json

MOST = 64 * 1024
_LONGEST_TEXT = 16 * 1024
_INDENT = "  "
_FLAT = -1


def indented(value: Json, most: int = MOST, *, flat: bool = False) -> tuple[str, bool]:
    """The text, on one line if ``flat``, and whether the value goes on beyond it."""
    parts: list[str] = []
    length = 0
    for part in _write(value, _FLAT if flat else 0):
        parts.append(part)
        length += len(part)
        if length > most:
            return "".join(parts)[:most], True
    return "".join(parts), False


def _write(value: Json, depth: int) -> Iterator[str]:
    if isinstance(value, (dict, list)) and value:
        yield from _write_container(value, depth)
    elif isinstance(value, str):
        yield _quoted(value)
    elif isinstance(value, (dict, list)):
        yield "{}" if isinstance(value, dict) else "[]"
    elif isinstance(value, float) or value is None or isinstance(value, bool):
        yield orjson.dumps(value).decode() if not isinstance(value, float) else repr(value)
    else:
        yield repr(value)


def _write_container(value: dict[str, Json] | list[Json], depth: int) -> Iterator[str]:
    deeper = depth + 1 if depth >= 0 else _FLAT
    lead, comma, end = (
        ("", ", ", "") if depth < 0 else ("\n" + _INDENT * deeper, ",", "\n" + _INDENT * depth)
    )
    if isinstance(value, dict):
        yield "{"
        for position, (name, member) in enumerate(value.items()):
            yield f"{comma if position else ''}{lead}{_quoted(name)}: "
            yield from _write(member, deeper)
        yield end + "}"
    else:
        yield "["
        for position, element in enumerate(value):
            yield f"{comma if position else ''}{lead}"
            yield from _write(element, deeper)
        yield end + "]"


def _quoted(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return visible_in_json(orjson.dumps(text).decode())
    shown = visible_in_json(orjson.dumps(text[:_LONGEST_TEXT]).decode())[:-1]
    count = translate("JsonText", "({} characters)").format(number(len(text)))
    return f'{shown}…" {count}'
