"""Links and mirror hints must be https and lead to this Pith Number. None of them is fetched."""

import re
from collections.abc import Iterable

from inspector.document.access import list_at, object_at
from inspector.document.identifiers import SHORT_LENGTH, tail_of
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.verify.result import PASS, Result, failed, passed, unchecked

_QUERY = re.compile("[?#]")
_HOST_STEPS = 3
_NOT_HTTPS = "The address is not https"
_ABOUT_THE_RECORD = frozenset(
    {
        *("resolver", "bundle", "state", "well_known_bundle", "html", "json", "paper"),
        *("graph_json", "events_json", "bundle_url", "state_url", "well_known_bundle_url"),
    }
)


def check(value: JsonObject) -> Iterable[Result]:
    """link.subject: once for each link, once for each mirror hint."""
    number = value.get("pith_number")
    ending = tail_of(number) if isinstance(number, str) else None
    for name, address in (object_at(value, "links") or {}).items():
        yield subject(name, address, ending, join("/links", name))
    for index, hint in enumerate(list_at(value, "mirror_hints")):
        if isinstance(hint, dict):
            yield mirror(hint, ending, f"/mirror_hints/{index}")


def mirror(hint: JsonObject, ending: str | None, path: str) -> Result:
    """link.subject of a mirror hint: all of its addresses of documents lead to the record."""
    results = [
        subject(name, address, ending, join(path, name))
        for name, address in hint.items()
        if name.endswith("_url") and name != "base_url"
    ]
    base = hint.get("base_url")
    if base is not None and not _is_https(base):
        return failed("link.subject", path + "/base_url", _NOT_HTTPS, None, base)
    worst = next((result for result in results if result.status is not PASS), None)
    if worst is not None:
        return worst
    if not results:
        return unchecked(
            "link.subject", path, "Not made: the mirror names no address of a document"
        )
    return passed("link.subject", path)


def subject(name: str, address: Json, ending: str | None, path: str) -> Result:
    """link.subject: https, and a step of the path is the number's tail or short form."""
    if not _is_https(address):
        return failed("link.subject", path, _NOT_HTTPS, None, address)
    if ending is None:
        return unchecked("link.subject", path, "Not made: the Pith Number cannot be read")
    if _names(str(address), ending):
        return passed("link.subject", path, ending, address)
    if name in _ABOUT_THE_RECORD:
        detail = "The address does not lead to this Pith Number"
        return failed("link.subject", path, detail, ending, address)
    return unchecked("link.subject", path, "Not made: the address names no record", None, address)


def _names(address: str, ending: str) -> bool:
    if "?" in address or "#" in address:
        address = _QUERY.split(address, 1)[0]
    steps = address.split("/")[_HOST_STEPS:]
    return ending in steps or any(
        step.removesuffix(".json") in (ending, ending[:SHORT_LENGTH]) for step in steps
    )


def _is_https(address: Json) -> bool:
    return isinstance(address, str) and address[:8].lower() == "https://"
