"""What two documents have in common: the parts that can be compared, and possibly the record.

Documents of one type are compared completely, a bundle and a state by the state, and all others by
the parts that both have. A record shows one graph snapshot; which of several it shows is not
defined, so then it is left out.
"""

from collections.abc import Callable
from enum import StrEnum

from inspector.compare.side import Side
from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in
from inspector.document.kinds import NAMES, Kind
from inspector.errors import NothingInCommonError
from inspector.merge.state import RECORD_CREATED
from inspector.named_tuple import NamedTuple
from inspector.verify.result import PASS

WHOLE = "document"
_SNAPSHOT = "graph_snapshot"


class Part(NamedTuple):
    """A part that both sides have; ``left`` and ``right`` are its JSON Pointers."""

    name: str
    left: str
    right: str


def parts(left: Document, right: Document) -> tuple[Part, ...]:
    """The parts that are compared. Raises NothingInCommonError."""
    if left.kind is right.kind:
        return (Part(WHOLE, "", ""),)
    places = _places(left), _places(right)
    if "state" in places[0] and "state" in places[1]:
        return (Part("state", places[0]["state"], places[1]["state"]),)
    found = tuple(
        Part(name, place, places[1][name]) for name, place in places[0].items()
        if name in places[1]
    )  # fmt: skip
    if not found:
        raise NothingInCommonError(
            "No part says the same thing in both: {} and {}", NAMES[left.kind], NAMES[right.kind]
        )
    return found


def _places(document: Document) -> dict[str, str]:
    """The JSON Pointers of the parts that documents of other types can have too."""
    find = _FINDERS.get(document.kind)
    return find(document.value) if find else {}


def _in_bundle(bundle: JsonObject) -> dict[str, str]:
    found = _members(bundle, "", ("pith_number", "short_pith_number", "source"))
    found |= _members(bundle, "", ("canonical_record", "canonical_sha256"))
    found |= _aliases(bundle, "source_aliases", "")
    events = list_at(bundle, "events")
    created = _only(events, RECORD_CREATED)
    if created is not None:
        payload = object_in(events[created], "payload") or {}
        found |= _members(payload, f"/events/{created}/payload", ("receipt", "attestation_state"))
    snapshot = _only(events, _SNAPSHOT)
    if snapshot is not None and object_in(events[snapshot], "payload", _SNAPSHOT) is not None:
        found[_SNAPSHOT] = f"/events/{snapshot}/payload/{_SNAPSHOT}"
    if object_at(bundle, "state") is not None:
        found["state"] = "/state"
    return found


def _only(events: list[Json], type_: str) -> int | None:
    """The index of the only event of a type; None if there is none or several."""
    places = [
        place
        for place, event in enumerate(events)
        if isinstance(event, dict) and event.get("event_type") == type_
    ]
    return places[0] if len(places) == 1 else None


def _in_state(state: JsonObject) -> dict[str, str]:
    current = object_at(state, "current") or {}
    payload = object_in(current, RECORD_CREATED, "payload") or {}
    found = {"state": ""} | _members(state, "", ("pith_number",))
    found |= _members(current, "/current", ("canonical_record",))
    found |= _members(
        payload,
        f"/current/{RECORD_CREATED}/payload",
        ("canonical_sha256", "receipt", "attestation_state"),
    )
    found |= _aliases(current, "source_aliases", "/current")
    snapshots = list_at(current, "graph_snapshots")
    if len(snapshots) == 1 and object_in(snapshots[0], "payload", _SNAPSHOT) is not None:
        found[_SNAPSHOT] = f"/current/graph_snapshots/0/payload/{_SNAPSHOT}"
    return found


def _in_record(record: JsonObject) -> dict[str, str]:
    names = ("pith_number", "short_pith_number", "source", "canonical_record", "canonical_sha256")
    found = _members(record, "", names) | _aliases(record, "aliases", "")
    return found | _members(record, "", ("receipt", "attestation_state", _SNAPSHOT))


def _members(value: JsonObject, path: str, names: tuple[str, ...]) -> dict[str, str]:
    return {name: f"{path}/{name}" for name in names if name in value}


def _aliases(value: JsonObject, name: str, path: str) -> dict[str, str]:
    return {"aliases": f"{path}/{name}"} if name in value else {}


_FINDERS: dict[Kind, Callable[[JsonObject], dict[str, str]]] = {
    Kind.BUNDLE: _in_bundle,
    Kind.STATE: _in_state,
    Kind.RECORD: _in_record,
}


# --- the record -------------------------------------------------------------------------------


class Sameness(StrEnum):
    """How the records of both sides relate. The strings are part of the report format."""

    SAME = "same record"
    """One record, and the Pith Number that both state derives from it."""
    SAME_OTHER_NUMBER = "same record, another number stated"
    """One record; the Pith Number that a side states does not derive from it."""
    OTHER = "other record"
    OTHER_SAME_NUMBER = "other record, same number stated"
    """Two records; a side states the Pith Number of the other."""
    SAME_CLAIMED = "same number stated"
    """Both state the same Pith Number, but it was not verified on both sides."""
    OTHER_CLAIMED = "other number stated"
    UNKNOWN = "unknown"
    """A side states no Pith Number."""


class _SideIdentity(NamedTuple):
    """What one side shows; ``record`` is the computed hash of its record, or ""."""

    number: str | None
    record: str
    is_number_shown: bool


def sameness(left: Side, right: Side) -> Sameness:
    """How the records of both sides relate, according to their reports.

    The result means nothing until both are verified, since a state on its own is assumed to show
    its record. The computed hashes of the records decide. A stated Pith Number is only a claim if
    its record's hash could not be computed or does not give that number.
    """
    one, other = _known(left), _known(right)
    if one.record and other.record:
        hold = one.is_number_shown and other.is_number_shown
        if one.record == other.record:
            return Sameness.SAME if hold else Sameness.SAME_OTHER_NUMBER
        is_claimed = one.number is not None and one.number == other.number
        return Sameness.OTHER_SAME_NUMBER if is_claimed else Sameness.OTHER
    if one.number is None or other.number is None:
        return Sameness.UNKNOWN
    return Sameness.SAME_CLAIMED if one.number == other.number else Sameness.OTHER_CLAIMED


def _known(side: Side) -> _SideIdentity:
    value = side.document.value
    holder = (
        object_in(value, "current", RECORD_CREATED, "payload")
        if side.document.kind is Kind.STATE
        else value
    )
    record = object_at(holder, "canonical_record")
    results = () if side.verified is None else side.verified.results
    deciding = [result for result in results if result.id in _DECIDING]
    if side.document.kind is Kind.STATE and side.at is None and side.verified is not None:
        # The state's Pith Number must have been checked against the record that it shows.
        merges = [result for result in deciding if result.id == "state.merge"]
        if not merges or any(result.status is not PASS for result in merges):
            record = None
    numbers = [
        result.status
        for result in deciding
        if result.id == "record.pith_number" and not result.path.startswith("/events/")
    ]
    shown = bool(numbers) and all(status is PASS for status in numbers)
    return _SideIdentity(side.document.pith_number, "" if record is None else digest(record), shown)


_DECIDING = frozenset({"record.pith_number", "state.merge"})
