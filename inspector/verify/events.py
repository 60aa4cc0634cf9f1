"""Events: signed statements about a record. Each is hashed and signed without its own signature."""

from inspector.document.access import list_at, object_at, text_at
from inspector.document.access import without as leave_out
from inspector.document.json_types import Json, JsonObject
from inspector.merge.state import KNOWN_TYPES, RECORD_CREATED
from inspector.verify import receipt, record, signatures
from inspector.verify.case import Case
from inspector.verify.coverage import Cover
from inspector.verify.result import PASS, Result, failed, hash_differs, passed, unchecked
from inspector.verify.signatures import Claim

NOT_HASHED = frozenset({"signature", "content_sha256", "event_id"})


def check(case: Case, events: list[Json], subject: Json, path: str) -> None:
    """All checks of the events of a bundle; ``subject`` is the bundle's Pith Number."""
    first_at: dict[str, int] = {}
    for index, event in enumerate(events):
        if isinstance(event, dict):
            _check_one(case, event, f"{path}/{index}", subject, first_at)
            event_id = event.get("event_id")
            if isinstance(event_id, str):
                first_at.setdefault(event_id, index)


def _check_one(
    case: Case, event: JsonObject, path: str, subject: Json, earlier: dict[str, int]
) -> None:
    add = case.add
    computed = case.digest(leave_out(event, NOT_HASHED))
    hashed = content_hash(event, computed, path)
    add(hashed)
    add(identity(event, path))
    held = hashed.status is PASS
    claim = Claim(
        Cover.EVENT,
        path + "/signature",
        object_at(event, "signature"),
        computed if held else None,
        object_at(event, "signer"),
    )
    if signatures.check(case, claim):
        case.covered(path, NOT_HASHED, Cover.EVENT)
    add(about(event, subject, path))
    add(unique(event, earlier, path))
    add(known_type(event, path))
    add(links(event, earlier, path))
    if event.get("event_type") == RECORD_CREATED:
        _check_creation(case, event, path)


def _check_creation(case: Case, event: JsonObject, path: str) -> None:
    payload, place = object_at(event, "payload") or {}, path + "/payload"
    created = record.check_hash(case, payload, place)
    if created is not None:
        subject = event.get("subject_pith_number")
        case.add(record.number(created, subject, path + "/subject_pith_number"))
        case.add(record.payload_source(case, created, payload, place))
        if receipt.check(case, created, payload, place):
            case.signed_record = created


def content_hash(event: JsonObject, computed: str, path: str) -> Result:
    """event.content_hash: content_sha256 is the hash of the event without NOT_HASHED."""
    place, stated = path + "/content_sha256", event.get("content_sha256")
    if stated is None:
        return unchecked("event.content_hash", place, "Not made: the event states no hash")
    if stated != computed:
        return hash_differs("event.content_hash", place, "The event", stated, computed)
    return passed("event.content_hash", place, stated, computed)


def identity(event: JsonObject, path: str) -> Result:
    """event.id: "sha256:" and the stated hash."""
    place, stated = path + "/event_id", event.get("event_id")
    hashed = text_at(event, "content_sha256")
    if hashed is None:
        return unchecked("event.id", place, "Not made: the event states no hash")
    expected = "sha256:" + hashed
    if stated != expected:
        return failed("event.id", place, "The event's id is not made of its hash", expected, stated)
    return passed("event.id", place, expected, stated)


def about(event: JsonObject, subject: Json, path: str) -> Result:
    """event.subject: the event speaks of the document's Pith Number."""
    place, stated = path + "/subject_pith_number", event.get("subject_pith_number")
    if stated != subject or stated is None:
        return failed("event.subject", place, "The event is about another record", subject, stated)
    return passed("event.subject", place, subject, stated)


def unique(event: JsonObject, earlier: dict[str, int], path: str) -> Result:
    """event.unique: no earlier event has this id."""
    event_id = text_at(event, "event_id")
    if event_id is not None and event_id in earlier:
        detail = f"The event stands in the document twice, first as number {earlier[event_id] + 1}"
        return failed("event.unique", path + "/event_id", detail, None, event_id)
    return passed("event.unique", path + "/event_id")


def known_type(event: JsonObject, path: str) -> Result:
    """event.type: a type this program knows; an unknown one is unknown, not forged."""
    place, stated = path + "/event_type", text_at(event, "event_type")
    if stated not in KNOWN_TYPES:
        reason = "Not made: what events of this type do is not known"
        return unchecked("event.type", place, reason, None, stated)
    return passed("event.type", place, None, stated)


def links(event: JsonObject, earlier: dict[str, int], path: str) -> Result:
    """event.links: prev_event and supersedes name events of this document that come earlier."""
    previous = event.get("prev_event")
    named: list[tuple[str, Json]] = []
    if previous is not None:
        named.append((path + "/prev_event", previous))
    for index, event_id in enumerate(list_at(event, "supersedes")):
        named.append((f"{path}/supersedes/{index}", event_id))
    for place, event_id in named:
        if not isinstance(event_id, str) or event_id not in earlier:
            detail = "It names an event that does not come earlier in this document"
            return failed("event.links", place, detail, None, event_id)
    return passed("event.links", path)
