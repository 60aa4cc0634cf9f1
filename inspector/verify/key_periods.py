"""key.period: a key signed nothing after its end.

The document's entry and the user's key files may state the end. Dates are only claims, but a
signature cannot be older than what it covers.
"""

from collections.abc import Iterator
from datetime import datetime

from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in, text_at
from inspector.document.kinds import Kind
from inspector.document.pointer import parent, resolve
from inspector.messages import Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.context import BUNDLE_SIGNATURE, KeyUse, VerificationContext, instant
from inspector.verify.dates import RECEIPT_DATES
from inspector.verify.keys import KeyEntry, NamedKeys, unknown_members
from inspector.verify.result import (
    NOT_KNOWN,
    Result,
    failed,
    first_concern,
    passed,
    unchecked,
)
from inspector.verify.trust import PublicKey


class _Period(NamedTuple):
    """When a key signed in this document: the latest date, and whether a signature has no date."""

    latest: datetime | None = None
    stated: Json = None
    has_undated: bool = False


def check(case: VerificationContext, found: list[KeyEntry]) -> None:
    """Check key.period of the document's keys, and of other keys with a valid signature in it."""
    used: dict[bytes, list[KeyUse]] = {}
    for use in case.uses:
        used.setdefault(use.key.raw, []).append(use)
    periods: dict[bytes, _Period] = {}
    told: set[bytes] = set()
    for entry, key in _with_keys(found, used):
        raw, ends = key.raw, _ends(case, key, entry.value)
        if ends and raw in used and raw not in periods:
            periods[raw] = _period(case, used[raw])
        results = [_before(end, periods.get(raw), entry.path) for end in ends]
        result = period(case, key, entry.value, results, entry.path)
        is_needed = raw in used and result.reason is not NOT_KNOWN
        case.add(result) if is_needed else case.add_exempt(result)
        told.add(raw)
    for raw, uses in used.items():
        if raw not in told:
            key, path, signed = uses[0].key, uses[0].path, _period(case, uses)
            results = [_before(end, signed, path) for end in _ends(case, key, {})]
            result = period(case, key, {}, results, path)
            if result.reason is not NOT_KNOWN:  # neither the list nor the document states an end
                case.add(result)


def _with_keys(
    found: list[KeyEntry], used: dict[bytes, list[KeyUse]]
) -> Iterator[tuple[KeyEntry, PublicKey]]:
    """Each key entry with its key.

    An entry without the key's bytes is paired with each key that signed here and has its
    fingerprint or id.
    """
    named: NamedKeys | None = None
    for entry in found:
        if entry.key:
            yield entry, entry.key
            continue
        if named is None:
            named = NamedKeys(
                (uses[0].key, [uses[0].key.key_id, *(name for use in uses for name in use.names)])
                for uses in used.values()
            )
        for key in named.of(entry.value):
            yield entry, key


def _period(case: VerificationContext, uses: list[KeyUse]) -> _Period:
    dates = [date for use in uses for date in use.dates]
    has_undated = any(instant(date) is None for date in dates)  # it may be the latest
    for use in uses:
        dates += _dates_within(case.value, use)
    readable = [(moment, date) for date in dates if (moment := instant(date)) is not None]
    latest, stated = max(readable, key=lambda one: one[0], default=(None, None))
    return _Period(latest, stated, has_undated)


def _dates_within(document: JsonObject, use: KeyUse) -> Iterator[Json]:
    """The dates inside what a signature covers: it cannot be older than they are. Those that cannot
    be read are ignored."""
    if use.path != BUNDLE_SIGNATURE:
        holder = resolve(document, parent(use.path))
        is_receipt = use.path.endswith("/receipt")
        yield from _dates_of_payload(holder if is_receipt else object_at(holder, "payload"))
        return
    for alias in list_at(document, "source_aliases"):
        yield text_at(alias, "created_at")
    for event in list_at(document, "events"):
        yield text_at(event, "created_at")
        yield text_at(object_at(event, "signature"), "signed_at")
        yield from _dates_of_payload(object_at(event, "payload"))


def _dates_of_payload(payload: Json) -> Iterator[Json]:
    """The submission date of the paper, and the dates of a receipt, which the receipt's own
    signature does not cover."""
    for names in (("canonical_record", "metadata"), ("graph_snapshot", "paper")):
        yield text_at(object_in(payload, *names), "submitted_at")
    receipt = object_at(payload, "receipt")
    for name in RECEIPT_DATES:
        yield text_at(receipt, name)


def _ends(case: VerificationContext, key: PublicKey, entry: JsonObject) -> list[Json]:
    """The ends of a key that the document's entry and the user's key files state."""
    stated = [entry.get("rotates_at"), *(one.rotates_at for one in case.trust.of_key(key.raw))]
    return [end for end in stated if end is not None]


def period(
    case: VerificationContext, key: PublicKey, entry: JsonObject, results: list[Result], path: str
) -> Result:
    """key.period: every date of what the key signed is before ``rotates_at``.

    The document's entry and the user's key files may each state such a date: ``results`` has one
    result for each.
    """
    if case.document.kind is not Kind.MIRROR_MANIFEST:
        unknown = [*unknown_members(entry)]
        for known in case.trust.of_key(key.raw):
            unknown += known.unknown_members
        for name in unknown[:1]:
            detail = msg("the key's entry has a member that is not known, {}", Value(name))
            results.append(unchecked("key.period", path, detail))
    if not results:
        detail = msg("nothing says when this key ends")
        return unchecked("key.period", path, detail, reason=NOT_KNOWN)
    return first_concern(results[1:], results[0])


def _before(end: Json, signed: _Period | None, path: str) -> Result:
    moment = instant(end)
    if moment is None:
        detail = msg("rotates_at is no date of the form 2026-05-18T00:05:51Z")
        return unchecked("key.period", path, detail, None, end)
    if signed is None:
        return unchecked("key.period", path, msg("the key has signed nothing here"), end)
    if signed.latest is not None and signed.latest >= moment:
        detail = msg("A date of what this key signed lies after the key rotated")
        return failed("key.period", path, detail, end, signed.stated)
    if signed.has_undated:
        detail = msg("a date of what this key signed is missing or cannot be read")
        return unchecked("key.period", path, detail, end)
    return passed("key.period", path, end, signed.stated)
