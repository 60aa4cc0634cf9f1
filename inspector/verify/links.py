"""Links and mirror hints must be https and lead to this Pith Number. None of them is fetched."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from inspector.document.access import object_at
from inspector.document.identifiers import TAIL_LENGTH, tail_of
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.messages import Message, Value, msg
from inspector.verify.result import (
    UNCHECKED,
    Result,
    failed,
    first_concern,
    missing,
    passed,
    unchecked,
)

_ABOUT_THE_RECORD = frozenset(
    {
        *("resolver", "bundle", "state", "well_known_bundle", "html", "json", "paper"),
        *("graph_json", "events_json", "bundle_url", "state_url", "well_known_bundle_url"),
    }
)
_BASE = "base_url"
_RECORD = re.compile(
    rf"/([a-zA-Z2-7]{{8}}|[a-zA-Z2-7]{{12}}|[a-zA-Z2-7]{{16}}|[a-zA-Z2-7]{{{TAIL_LENGTH}}})"
    r"(?:\.json)?(?=/|\Z)"
)
"""A step of a path that is taken for the tail of a Pith Number, or for the beginning of one."""
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_LONGEST_ADDRESS = 10_000
_PLAIN = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*+((?:/[A-Za-z0-9_.-]*)*+)")
"""An address that can be read in one way only, but for dot segments; most are so."""
_SCHEME = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*+:/")
_DOTS = re.compile(r"/\.\.?(?:/|\Z)")


def check(value: JsonObject) -> Iterator[Result]:
    """link.subject: once for each link, once for each mirror hint."""
    ending = ending_of(value.get("pith_number"))
    if "links" not in value:
        yield missing("link.subject", "/links")
    for name, address in (object_at(value, "links") or {}).items():
        yield subject(name, address, ending, join("/links", name))
    if "bundle_type" in value and "mirror_hints" not in value:
        yield missing("link.subject", "/mirror_hints")
    hints = value.get("mirror_hints")
    for index, hint in enumerate(hints if isinstance(hints, list) else ()):
        if isinstance(hint, dict):
            yield mirror(hint, ending, f"/mirror_hints/{index}")


def ending_of(number: Json) -> str | None:
    """The tail that addresses of a record with this Pith Number lead to."""
    return tail_of(number) if isinstance(number, str) else None


def mirror(hint: JsonObject, ending: str | None, path: str) -> Result:
    """link.subject of a mirror hint: all of its addresses are https and lead to the record."""
    results = [
        _base(address, ending, join(path, name))
        if name == _BASE
        else subject(name, address, ending, join(path, name))
        for name, address in hint.items()
        if _is_address(name, address)
    ]
    if all(result.path == f"{path}/{_BASE}" for result in results):
        detail = msg("the mirror names no address of a document")
        results.append(unchecked("link.subject", path, detail))
    return first_concern(results, passed("link.subject", path))


def _is_address(name: str, value: Json) -> bool:
    """Whether a member is an address by its name, or by how its value begins."""
    return name.endswith("url") or (isinstance(value, str) and _SCHEME.match(value) is not None)


def _base(address: Json, ending: str | None, path: str) -> Result:
    """link.subject of an address that need not name a record. If it names one, it is this."""
    result = subject(_BASE, address, ending, path)
    return result if result.status is not UNCHECKED else passed("link.subject", path)


def subject(name: str, address: Json, ending: str | None, path: str) -> Result:
    """link.subject: an https address whose path names this record before any other.

    A step of 8, 12, 16 or 26 characters of base32, in any case, is taken for the tail of a Pith
    Number or the beginning of one.
    """
    way = _path_of(address)
    if isinstance(way, Message):
        return failed("link.subject", path, way, None, address)
    if ending is None:
        return unchecked("link.subject", path, msg("the Pith Number cannot be read"))
    match = _RECORD.search(way)
    named = match[1] if match else None
    if named is not None and named.upper() == ending[: len(named)]:
        return passed("link.subject", path, ending, address)
    if named is not None:
        detail = msg("The address leads to {}, not to this Pith Number", Value(named))
        return failed("link.subject", path, detail, ending, address)
    if name in _ABOUT_THE_RECORD:
        detail = msg("The address does not lead to this Pith Number")
        return failed("link.subject", path, detail, ending, address)
    return unchecked("link.subject", path, msg("the address names no record"), None, address)


def _path_of(address: Json) -> str | Message:
    """The path of an https address that every reader reads in one way, else what is wrong."""
    if not isinstance(address, str):
        return msg("The address is no text")
    if match := _PLAIN.fullmatch(address):
        way = match[1]
        if "/." not in way or not _DOTS.search(way):
            return way
    if len(address) > _LONGEST_ADDRESS:
        return msg("The address has more than {} characters", _LONGEST_ADDRESS)
    if _NOT_IN_ADDRESSES.search(address):
        return msg("The address has a blank, a control character or a back slash in it")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return msg("The address cannot be read")
    if parts.scheme != "https":
        return msg("The address is not https")
    if not host:
        return msg("The address has no host")
    if "@" in parts.netloc or "%" in parts.netloc:
        return msg("The address names a user before its host")
    path = unquote(parts.path)
    if "\\" in path or _DOTS.search(path):
        return msg("The path of the address has dot segments or back slashes")
    return path
