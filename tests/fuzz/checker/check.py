"""All checks of one document, its obligations, and the verdict."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.fuzz.checker import keys, record, shapes, state
from tests.fuzz.checker.case import (
    EVENT_TYPES,
    FAIL,
    PASS,
    UNCHECKED,
    WARN,
    Case,
    Findings,
    Known,
    Signature,
)
from tests.fuzz.checker.values import (
    ABSENT,
    UnreadableError,
    date,
    digest,
    fold_word,
    from_base64,
    get,
    items_at,
    read,
    same,
    text_at,
)


def check(data: bytes, known: list[Known], paper: str | None = None) -> Findings:
    """Everything that can be recomputed about a document, by the keys of the user's list."""
    try:
        value, plain = read(data)
    except UnreadableError:
        return _unreadable()
    kind = shapes.kind_of(value)
    if kind is None:
        return _unreadable()
    case = Case(kind, value, known, paper)
    if not plain:
        case.add("document.encoding", "", WARN)
    shapes.check_shape(case)
    shapes.check_versions(case)
    keys.check_entries(case)
    _BY_KIND[kind](case)
    trust = keys.check_trust(case)
    periods = keys.check_periods(case)
    axis = keys.axis(case, trust)
    obligations = _bundle_obligations(case, trust, periods) if kind == "bundle" else {}
    broken = any(result.status == FAIL for result in case.results)
    verdict = "unproven"
    if broken or axis == "distrusted":
        verdict = "failed"
    elif obligations and all(obligations.values()):
        verdict = "verified"
    integrity = "broken" if broken else "intact"
    return Findings(kind, case.results, obligations, verdict, integrity, axis, case.signatures)


def obligations_hold(data: bytes, known: list[Known], paper: str | None = None) -> dict[str, bool]:
    """For each obligation of a bundle whether it is met; empty for what can never be verified."""
    return check(data, known, paper).obligations


def _unreadable() -> Findings:
    return Findings("", [], {}, "unreadable", "", "", [])


# --- by type of document -------------------------------------------------------------------


def _bundle(case: Case) -> None:
    value = case.value
    about = get(value, "canonical_record")
    record.check_hash(case, value, "")
    record.check_number(case, about)
    record.check_source(case, about, "/canonical_record")
    record.check_aliases(case, get(value, "source_aliases"), about, "/source_aliases")
    seen: set[str] = set()
    for index, event in enumerate(items_at(value, "events")):
        _check_event(case, event, f"/events/{index}", about, seen)
    _check_event_links(case)
    state.check_in_bundle(case)
    _check_bundle_signature(case)
    record.check_links(case, about)
    _check_order(case)


def _state(case: Case) -> None:
    place = "/current/record_created/payload"
    payload = get(case.value, "current", "record_created", "payload")
    about = get(payload, "canonical_record")
    record.check_creation(case, payload, place)
    record.check_number(case, about)
    record.check_source(case, about, place + "/canonical_record")
    aliases = get(case.value, "current", "source_aliases")
    record.check_aliases(case, aliases, about, "/current/source_aliases")
    _check_receipt(case, payload, place)
    for type_, entry, path in state.entries(case.value, ""):
        if type_ == "graph_snapshot":
            snapshot = get(entry, "payload", "graph_snapshot")
            record.check_snapshot(case, snapshot, about, path + "/payload/graph_snapshot")
    state.check_alone(case)


def _record(case: Case) -> None:
    value = case.value
    about = get(value, "canonical_record")
    record.check_hash(case, value, "")
    record.check_number(case, about)
    record.check_source(case, about, "/canonical_record")
    record.check_aliases(case, get(value, "aliases"), about, "/aliases")
    _check_receipt(case, value, "")
    if isinstance(snapshot := get(value, "graph_snapshot"), dict):
        record.check_snapshot(case, snapshot, about, "/graph_snapshot")
    if isinstance(paper := get(value, "paper"), dict):
        record.check_paper(case, paper, about, "/paper")
    record.check_links(case, about)
    record.check_flags(case)


def _integrity_report(case: Case) -> None:
    if isinstance(case.value.get("integrity"), dict):
        record.check_integrity(case)
    for index, event in enumerate(items_at(case.value, "events")):
        path = f"/events/{index}"
        status = _bare_signature(case, event)
        case.add("event.signature", path + "/signature_b64", status)
        case.signatures.append(Signature("event", path, event, status, None))


def _bare_signature(case: Case, event: Any) -> str:
    """A signature over a hash with an unknown rule: it can fail but not pass."""
    hashed, signature = text_at(event, "payload_sha256"), text_at(event, "signature_b64")
    if hashed is None or signature is None:
        return UNCHECKED
    raw = from_base64(signature)
    found = keys.lookup(case, None, text_at(event, "signing_key_id"))
    if raw is None or len(raw) != 64:
        return FAIL
    holds = any(keys.holds(key, raw, hashed) for key in found)
    return UNCHECKED if holds or not found else FAIL


def _nothing_signed(case: Case) -> None:
    """A key or a manifest: only its entries are checked."""


_BY_KIND = {
    "bundle": _bundle,
    "state": _state,
    "record": _record,
    "integrity report": _integrity_report,
    "signing key": _nothing_signed,
    "mirror manifest": _nothing_signed,
}

# --- receipts, events, the bundle's signature ----------------------------------------------


def _check_receipt(case: Case, holder: Any, path: str) -> None:
    about, receipt = get(holder, "canonical_record"), get(holder, "receipt")
    place = path + "/receipt"
    expected = digest(about) if isinstance(about, dict) else ABSENT
    stated = get(receipt, "canonical_sha256")
    status = case.compare("receipt.hash", place + "/canonical_sha256", stated, expected)
    hashed = stated if status == PASS else None
    if isinstance(receipt, dict):
        keys.check_signature(case, "receipt", receipt, place, hashed)
    else:
        case.add("receipt.signature", place, UNCHECKED, "no receipt")
        case.signatures.append(Signature("receipt", place, ABSENT, UNCHECKED, None))


def _check_event(case: Case, event: Any, path: str, about: Any, seen: set[str]) -> None:
    if not isinstance(event, dict):
        case.add("event.signature", path, UNCHECKED, "no event")
        case.signatures.append(Signature("event", path, ABSENT, UNCHECKED, None))
        return
    left_out = ("signature", "content_sha256", "event_id")
    rest = {name: value for name, value in event.items() if name not in left_out}
    stated, id_ = get(event, "content_sha256"), get(event, "event_id")
    status = case.compare("event.content_hash", path + "/content_sha256", stated, digest(rest))
    named = "sha256:" + stated if isinstance(stated, str) else ABSENT
    case.compare("event.id", path + "/event_id", id_, named)
    _check_unique(case, id_, path + "/event_id", seen)
    hashed = stated if status == PASS else None
    signature = get(event, "signature")
    keys.check_signature(
        case, "event", signature, path + "/signature", hashed, signer=get(event, "signer")
    )
    subject, number = get(event, "subject_pith_number"), get(case.value, "pith_number")
    case.compare("event.subject", path + "/subject_pith_number", subject, number)
    _check_type(case, get(event, "event_type"), path + "/event_type")
    payload = get(event, "payload")
    if get(event, "event_type") == "record_created":
        record.check_creation(case, payload, path + "/payload")
        own = get(payload, "canonical_record")
        case.compare("record.pith_number", path + "/payload/canonical_record", own, about)
        _check_receipt(case, payload, path + "/payload")
    elif get(event, "event_type") == "graph_snapshot":
        snapshot = get(payload, "graph_snapshot")
        record.check_snapshot(case, snapshot, about, path + "/payload/graph_snapshot")


def _check_unique(case: Case, id_: Any, path: str, seen: set[str]) -> None:
    if not isinstance(id_, str):
        case.add("event.unique", path, UNCHECKED)
        return
    case.add("event.unique", path, FAIL if id_ in seen else PASS)
    seen.add(id_)


def _check_type(case: Case, type_: Any, path: str) -> None:
    if type_ in EVENT_TYPES:
        case.add("event.type", path, PASS)
    else:
        folds = isinstance(type_, str) and fold_word(type_) in EVENT_TYPES
        is_alike = isinstance(type_, str) and any(
            keys.looks_like(one, type_) for one in EVENT_TYPES
        )
        case.add("event.type", path, FAIL if folds else WARN if is_alike else UNCHECKED)


def _check_event_links(case: Case) -> None:
    earlier: list[str] = []
    named: list[str] = []
    superseded: dict[str, Any] = {}
    for index, event in enumerate(items_at(case.value, "events")):
        path = f"/events/{index}"
        previous = get(event, "prev_event")
        if isinstance(previous, str):
            fork = WARN if previous in named else PASS
            status = fork if previous in earlier else FAIL
            case.add("event.links", path + "/prev_event", status)
            named.append(previous)
        elif previous is ABSENT:
            case.add("event.links", path + "/prev_event", UNCHECKED)
        names = [one for one in items_at(event, "supersedes") if isinstance(one, str)]
        for place, id_ in enumerate(items_at(event, "supersedes")):
            is_again = isinstance(id_, str) and id_ in superseded
            is_forked = is_again and superseded[id_] not in (*names, previous or "")
            fork = WARN if is_forked else PASS
            status = fork if id_ in earlier else FAIL
            case.add("event.links", f"{path}/supersedes/{place}", status)
        superseded |= dict.fromkeys(names, text_at(event, "event_id"))
        if get(event, "supersedes") is ABSENT:
            case.add("event.links", path + "/supersedes", UNCHECKED)
        if (id_ := text_at(event, "event_id")) is not None:
            earlier.append(id_)


def _check_bundle_signature(case: Case) -> None:
    signature = get(case.value, "bundle_signature")
    rest = {name: value for name, value in case.value.items() if name != "bundle_signature"}
    stated = get(signature, "bundle_sha256")
    path = "/bundle_signature"
    status = case.compare("bundle.hash", path + "/bundle_sha256", stated, digest(rest))
    if isinstance(signature, dict):
        hashed = stated if status == PASS else None
        keys.check_signature(case, "bundle", signature, path, hashed)
    else:
        case.add("bundle.signature", path, UNCHECKED, "not signed")


# --- dates ---------------------------------------------------------------------------------

_SLACK = timedelta(seconds=60)


def _check_order(case: Case) -> None:
    """created, signed, built, the bundle signed: each at or after the one before, or a warning."""
    built = get(case.value, "built_at")
    pairs = [("/built_at", built, get(case.value, "bundle_signature", "signed_at"))]
    for index, event in enumerate(items_at(case.value, "events")):
        created, signed = get(event, "created_at"), get(event, "signature", "signed_at")
        pairs += [(f"/events/{index}/created_at", created, signed)]
        pairs += [(f"/events/{index}/signature/signed_at", signed, built)]
    for path, first, second in pairs:
        one, other = date(first), date(second)
        if one is None or other is None:
            case.add("time.order", path, UNCHECKED)
        else:
            case.add("time.order", path, WARN if one > other and one - other > _SLACK else PASS)


# --- the obligations of a bundle -----------------------------------------------------------

_OF_THE_BUNDLE = (
    *("document.schema", "document.version", "record.canonical_hash", "record.pith_number"),
    *("bundle.hash", "bundle.signature", "bundle.signer", "state.hash"),
)
_OF_EACH_EVENT = (
    *("event.content_hash", "event.id", "event.signature", "event.signer", "event.subject"),
    "event.unique",
)
_OF_EACH_CREATION = ("receipt.hash", "receipt.signature", "receipt.signer")


def _bundle_obligations(
    case: Case, trust: dict[bytes, list[str]], periods: dict[bytes, list[str]]
) -> dict[str, bool]:
    met = {id_: _met(case.statuses(id_)) for id_ in _OF_THE_BUNDLE}
    events = items_at(case.value, "events")
    places = [(f"/events/{index}", event) for index, event in enumerate(events)]
    for id_ in _OF_EACH_EVENT:
        met[id_] = bool(places) and all(_met(case.statuses(id_, path)) for path, _ in places)
    created = [
        (path, event) for path, event in places if get(event, "event_type") == "record_created"
    ]
    about = get(case.value, "canonical_record")
    met["record_created"] = bool(created) and all(
        same(get(event, "payload", "canonical_record"), about) for _, event in created
    )
    for id_ in _OF_EACH_CREATION:
        met[id_] = bool(created) and all(_met(case.statuses(id_, path)) for path, _ in created)
    snapshots = [path for path, event in places if get(event, "event_type") == "graph_snapshot"]
    met["snapshot.title"] = all(_met(case.statuses("snapshot.title", path)) for path in snapshots)
    met["snapshot.abstract"] = not {WARN, FAIL} & set(case.statuses("snapshot.abstract"))
    met["alias.value"] = all(_alias_statuses(case))
    merge, bounds = case.statuses("state.merge"), case.statuses("state.bounds")
    met["state.merge"] = _met(merge) or (set(merge) == {UNCHECKED} and _met(bounds))
    signed = keys.signed_with(case)
    met["key.trust"] = bool(signed) and all(_met(trust.get(raw, [])) for raw in signed)
    met["key.period"] = all(_met(periods[raw]) for raw in signed if raw in periods)
    return met


def _met(statuses: list[str]) -> bool:
    return bool(statuses) and set(statuses) == {PASS}


def _alias_statuses(case: Case) -> Iterator[bool]:
    for index, alias in enumerate(items_at(case.value, "source_aliases")):
        if get(alias, "alias_kind") in record.ALIAS_KINDS:
            yield _met(case.statuses("alias.value", f"/source_aliases/{index}"))
