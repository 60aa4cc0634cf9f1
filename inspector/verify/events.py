"""Rules for events: signed statements about a record, and for the bundle that contains them.

An event is hashed and signed without its own signature. The bundle's signature covers the whole
bundle except for itself, so the state and the links too.
"""

from collections.abc import Iterator
from functools import cached_property

from inspector.document.identifiers import EVENT_ID_PREFIX
from inspector.document.json_types import Json, JsonObject, list_at, object_at, text_at
from inspector.merge.state import KNOWN_TYPES, RECORD_CREATED
from inspector.messages import Message, Value, msg
from inspector.verify import consistency, record, signatures
from inspector.verify.context import BUNDLE_SIGNATURE, VerificationContext
from inspector.verify.format import BUNDLE, EVENT, Cover
from inspector.verify.report import Signature
from inspector.verify.result import (
    NOT_KNOWN,
    PASS,
    UNCHECKED,
    Result,
    failed,
    first_concern,
    missing,
    passed,
    stated_hash,
    unchecked,
    warned,
)
from inspector.verify.signatures import Claim

_DIFFERS = msg("The event is not what its hash says")


class _Earlier:
    """The events of a bundle that precede the event being checked."""

    def __init__(self, events: list[Json]) -> None:
        self._events = events
        self.count = len(events)
        self.rows: dict[str, int] = {}
        self.followed: dict[str, int] = {}
        self.superseded: dict[str, tuple[int, str | None]] = {}
        """By the id of an event: the last event that supersedes it, and that one's id."""

    @cached_property
    def all_rows(self) -> dict[str, int]:
        """All events of the bundle by the id that they state; of equal ids the first."""
        rows: dict[str, int] = {}
        for row, event in enumerate(self._events):
            if isinstance(event, dict) and isinstance(event_id := event.get("event_id"), str):
                rows.setdefault(event_id, row)
        return rows

    def add(self, event: JsonObject, row: int) -> None:
        event_id, previous = text_at(event, "event_id"), event.get("prev_event")
        if event_id is not None:
            self.rows.setdefault(event_id, row)
        if isinstance(previous, str):
            self.followed.setdefault(previous, row)
        for superseded in list_at(event, "supersedes"):
            if isinstance(superseded, str):
                self.superseded[superseded] = row, event_id


def check(case: VerificationContext, events: list[Json], subject: Json, path: str) -> None:
    """Make all checks of a bundle's events; ``subject`` is the bundle's Pith Number."""
    earlier = _Earlier(events)
    case.write_payloads(events)
    for index, event in enumerate(events):
        if isinstance(event, dict):
            _check_one(case, event, f"{path}/{index}", subject, earlier)
            earlier.add(event, index)
        else:
            case.signatures.append(Signature(Cover.EVENT, f"{path}/{index}/signature", UNCHECKED))


def _check_one(
    case: VerificationContext, event: JsonObject, path: str, subject: Json, earlier: _Earlier
) -> None:
    add = case.add
    computed = case.digest(EVENT.hashed(event), of=earlier.count)
    hashed = content_hash(event, computed, path)
    add(hashed)
    add(identity(event, path))
    claim = Claim(
        Cover.EVENT,
        path + "/signature",
        object_at(event, "signature"),
        computed if hashed.status is PASS else None,
        object_at(event, "signer"),
        (event.get("created_at"),),
    )
    if signatures.check(case, claim):
        case.covered(path, EVENT.left_out, Cover.EVENT)
    signatures.note_event_as_in_a_report(case, event, path)
    add(about(event, subject, path))
    add(unique(event, earlier.rows, path))
    add(known_type(event, path))
    add(links(event, earlier, path))
    if event.get("prev_event") or event.get("supersedes"):
        case.extend(forks(event, earlier, path))
    type_ = event.get("event_type")
    if type_ == RECORD_CREATED:
        _check_creation(case, event, path)
    elif type_ == "mirror_hint" and (payload := object_at(event, "payload")) is not None:
        case.add(consistency.mirror(payload, consistency.ending_of(subject), path + "/payload"))


def _check_creation(case: VerificationContext, event: JsonObject, path: str) -> None:
    payload, place = object_at(event, "payload") or {}, path + "/payload"
    created = record.check_hash(case, payload, place)
    case.created.append("" if created is None else created.sha256)
    if created is None:
        record.check_no_receipt(case, payload, place)
        return
    subject = event.get("subject_pith_number")
    case.add(record.number(created, subject, path + "/subject_pith_number"))
    case.add(record.payload_source(created, payload, place))
    if record.check_receipt(case, created, payload, place):
        case.signed_records.add(created.sha256)


def content_hash(event: JsonObject, computed: str, path: str) -> Result:
    """event.content_hash: content_sha256 is the hash of the event without the members in
    EVENT.left_out."""
    return stated_hash(
        "event.content_hash", event, "content_sha256", path, computed, differs=_DIFFERS
    )


def identity(event: JsonObject, path: str) -> Result:
    """event.id: "sha256:" and the stated hash."""
    place, stated = path + "/event_id", event.get("event_id")
    hashed = text_at(event, "content_sha256")
    if hashed is None:
        return missing("event.id", path + "/content_sha256")
    if "event_id" not in event:
        return missing("event.id", place)
    expected = EVENT_ID_PREFIX + hashed
    if stated != expected:
        detail = msg("The event's id is not made of its hash")
        return failed("event.id", place, detail, expected, stated)
    return passed("event.id", place, expected, stated)


def about(event: JsonObject, subject: Json, path: str) -> Result:
    """event.subject: the event names the document's Pith Number."""
    place, stated = path + "/subject_pith_number", event.get("subject_pith_number")
    if "subject_pith_number" not in event:
        return missing("event.subject", place)
    if stated != subject or not isinstance(stated, str):
        detail = msg("The event names another Pith Number than the document")
        return failed("event.subject", place, detail, subject, stated)
    return passed("event.subject", place, subject, stated)


def unique(event: JsonObject, earlier: dict[str, int], path: str) -> Result:
    """event.unique: no earlier event has this id."""
    event_id, place = text_at(event, "event_id"), path + "/event_id"
    if event_id is None:
        return missing("event.unique", place)
    if event_id in earlier:
        detail = msg(
            "Two events state this id: event {} is the first that does", earlier[event_id] + 1
        )
        return failed("event.unique", place, detail, None, event_id)
    return passed("event.unique", place)


def known_type(event: JsonObject, path: str) -> Result:
    """event.type: the program knows the type. An unknown type is unchecked, since it is not
    forged."""
    place, stated = path + "/event_type", text_at(event, "event_type")
    if stated is None:
        return missing("event.type", place)
    if stated in KNOWN_TYPES:
        return passed("event.type", place, None, stated)
    from inspector.verify.look_alikes import folded, imitated  # noqa: PLC0415 - most are known

    if (known := folded(stated)) in KNOWN_TYPES:
        detail = msg("The type {} is written like {}, but is not it", Value(stated), known)
        return failed("event.type", place, detail, known, stated)
    if (like := imitated(stated, KNOWN_TYPES)) is not None:
        detail = msg("The type {} looks like {}, and is not it", Value(stated), like)
        return warned("event.type", place, detail, like, stated)
    detail = msg("what events of this type do is not known")
    return unchecked("event.type", place, detail, None, stated, reason=NOT_KNOWN)


def links(event: JsonObject, earlier: _Earlier, path: str) -> Result:
    """event.links: prev_event and supersedes name earlier events of this document."""
    if event.get("prev_event", "") is None and event.get("supersedes") == []:
        return passed("event.links", path)
    return first_concern(_links(event, earlier, path), passed("event.links", path))


def _links(event: JsonObject, earlier: _Earlier, path: str) -> Iterator[Result]:
    for name in ("prev_event", "supersedes"):
        if name not in event:
            yield missing("event.links", f"{path}/{name}")
    named: list[tuple[str, Json]] = []
    if (previous := event.get("prev_event")) is not None:
        named.append((path + "/prev_event", previous))
    for index, event_id in enumerate(list_at(event, "supersedes")):
        named.append((f"{path}/supersedes/{index}", event_id))
    for place, event_id in named:
        if not isinstance(event_id, str) or event_id not in earlier.rows:
            yield failed(
                "event.links", place, _named_wrongly(event, earlier, event_id), None, event_id
            )
            return


def _named_wrongly(event: JsonObject, earlier: _Earlier, event_id: Json) -> Message:
    if not isinstance(event_id, str):
        return msg("It names no event")
    if event.get("event_id") == event_id:
        return msg("The event names itself")
    if (row := earlier.all_rows.get(event_id)) is not None:
        return msg("It names event {}, which comes later in this document", row + 1)
    return msg("It names an event that is not in this document")


def forks(event: JsonObject, earlier: _Earlier, path: str) -> Iterator[Result]:
    """event.links: a warning if an earlier event has the same prev_event, and one if an earlier
    event, which this one neither supersedes nor follows, supersedes the same event."""
    previous = text_at(event, "prev_event")
    row = None if previous is None else earlier.followed.get(previous)
    if row is not None:
        detail = msg("Event {} names the same prev_event: the history forks", row + 1)
        yield warned("event.links", path + "/prev_event", detail, None, previous)
    superseded = list_at(event, "supersedes")
    followed = {one for one in (previous, *superseded) if isinstance(one, str)}
    for index, event_id in enumerate(superseded):
        last = earlier.superseded.get(event_id) if isinstance(event_id, str) else None
        if last is not None and last[1] not in followed:
            detail = msg("Event {} supersedes the same event: the history forks", last[0] + 1)
            yield warned("event.links", f"{path}/supersedes/{index}", detail, None, event_id)
            return


# --- the bundle -------------------------------------------------------------------------------

_BUNDLE_DIFFERS = msg("The bundle is not what its hash says")


def check_bundle(case: VerificationContext, bundle: JsonObject) -> None:
    """Check bundle.hash, bundle.signature and bundle.signer."""
    holder = object_at(bundle, "bundle_signature")
    if holder is None:
        case.add(unchecked("bundle.hash", BUNDLE_SIGNATURE, msg("the bundle is not signed")))
        signatures.check(case, Claim(Cover.BUNDLE, BUNDLE_SIGNATURE, None, None))
        return
    computed = case.digest(BUNDLE.hashed(bundle))
    result = bundle_hash(holder, computed)
    case.add(result)
    digest = computed if result.status is PASS else None
    dates = (bundle.get("built_at"),)
    if signatures.check(case, Claim(Cover.BUNDLE, BUNDLE_SIGNATURE, holder, digest, dates=dates)):
        case.covered("", BUNDLE.left_out, Cover.BUNDLE)


def bundle_hash(holder: JsonObject, computed: str) -> Result:
    """bundle.hash: bundle_sha256 is the hash of the bundle without bundle_signature."""
    return stated_hash(
        "bundle.hash", holder, "bundle_sha256", BUNDLE_SIGNATURE, computed, differs=_BUNDLE_DIFFERS
    )
