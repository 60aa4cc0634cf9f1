"""Links and mirror hints must be https and lead to this Pith Number. None of them is fetched."""

from collections.abc import Iterable

from inspector.document.access import list_at, object_at
from inspector.document.identifiers import SHORT_LENGTH, tail_of
from inspector.document.json_types import JsonObject
from inspector.document.pointer import join
from inspector.verify.result import Result, failed, passed, unchecked

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
        yield subject({name: address}, ending, join("/links", name), own_step=False)
    for index, hint in enumerate(list_at(value, "mirror_hints")):
        if isinstance(hint, dict):
            yield subject(_addresses(hint), ending, f"/mirror_hints/{index}", own_step=True)


def _addresses(hint: JsonObject) -> JsonObject:
    return {name: address for name, address in hint.items() if name.endswith("_url")}


def subject(addresses: JsonObject, ending: str | None, path: str, *, own_step: bool) -> Result:
    """link.subject of some addresses; ``own_step``: each has its own step below ``path``."""
    named = False
    for name, address in addresses.items():
        place = join(path, name) if own_step else path
        if not isinstance(address, str) or not address.lower().startswith("https://"):
            return failed("link.subject", place, "The address is not https", None, address)
        if _names(address, ending):
            named = True
        elif name in _ABOUT_THE_RECORD:
            detail = "The address does not lead to this Pith Number"
            return failed("link.subject", place, detail, ending, address)
    if not named:
        return unchecked("link.subject", path, "Not made: the address names no record")
    return passed("link.subject", path, ending, next(iter(addresses.values())))


def _names(address: str, ending: str | None) -> bool:
    """Whether a step of the path is the number's tail or short form, with or without .json."""
    if ending is None:
        return False
    steps = address.partition("?")[0].partition("#")[0].split("/")[3:]
    wanted = (ending, ending[:SHORT_LENGTH])
    return any(step.removesuffix(".json") in wanted for step in steps)
