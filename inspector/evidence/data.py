"""The data of a report: one line of ASCII JSON with its own SHA-256, read back strictly.

It contains no character that is special in HTML, so the same bytes are the ``.json`` file and part
of the page. Anything that this module would write differently is refused.
"""

import hashlib
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from inspector.document.json_types import Json
from inspector.document.reader import read_json
from inspector.errors import NotAReportError
from inspector.evidence.evidence import SCHEMA, SavedReport

DIGEST = "sha256"
"""The last member: the SHA-256 of the line without this member."""
_TOO_LARGE = 2**53
"""Numbers from here on are neither counts nor sizes, and could not be summed safely."""
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
_encoder = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def written(evidence: SavedReport) -> bytes:
    """The line without its line end."""
    members = plain(evidence)
    return ascii_json({**members, DIGEST: digest(members)})


def digest(members: dict[str, Json]) -> str:
    """The SHA-256 of the data without the member that states it."""
    return hashlib.sha256(ascii_json(members)).hexdigest()


def ascii_json(value: Json) -> bytes:
    """``value`` as JSON in ASCII without characters that are special in HTML."""
    text = _encoder.encode(value)
    for character, escape in _MARKUP.items():
        text = text.replace(character, escape)
    return text.encode()


def read(data: bytes) -> SavedReport:
    """The values of ``data``. Raises InspectorError.

    Does not check that the stated SHA-256 is right; callers compare the bytes.
    """
    value = read_json(data).value
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise NotAReportError(
            "The file is no report that can be checked: those saved as HTML or JSON can"
        )
    if not isinstance(value.pop(DIGEST, None), str):
        raise NotAReportError("The report has no SHA-256 of its own")
    try:
        evidence = _built(SavedReport, value)
    except (TypeError, ValueError) as error:
        raise NotAReportError(
            "The report is damaged: its data are not as they should be"
        ) from error
    assert isinstance(evidence, SavedReport)  # noqa: S101 - for the type checker
    return evidence


def plain(value: Any) -> Any:
    """``value`` with dataclasses as objects and tuples as lists, in the order of their members.

    A member with a default is left out if it has that, as in the reports that have no such member.
    """
    if is_dataclass(value):
        members = ((getattr(value, one.name), one) for one in fields(value))
        return {one.name: plain(said) for said, one in members if said != one.default}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


# --- back to values ---------------------------------------------------------------------------


@cache
def _members(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


@cache
def _required(kind: type) -> frozenset[str]:
    return frozenset(one.name for one in fields(kind) if one.default is MISSING)


def _built(kind: Any, value: Json) -> Any:
    """``value`` as exactly this type. Raises TypeError and ValueError."""
    if get_origin(kind) is types.UnionType:
        (some,) = (one for one in get_args(kind) if one is not types.NoneType)
        return None if value is None else _built(some, value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise TypeError
        return tuple(_built(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        members = _members(kind)
        if not isinstance(value, dict) or not _required(kind) <= value.keys() <= members.keys():
            raise TypeError
        return kind(**{name: _built(members[name], one) for name, one in value.items()})
    if issubclass(kind, StrEnum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError
    if isinstance(value, int) and not 0 <= value < _TOO_LARGE:
        raise ValueError
    return value
