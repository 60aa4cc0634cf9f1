"""The part of the overview on what a document only states: what no check here could prove."""

from collections.abc import Iterator

from inspector.document.json_types import (
    JsonObject,
    list_at,
    object_at,
    object_in,
    text_at,
)
from inspector.document.kinds import Kind
from inspector.messages import Count, Message, Value, msg
from inspector.verify.format import SIGNED, STATE_RECORD, Cover
from inspector.verify.overview_facts import ALONE, Facts, Opens, OverviewLine, Remedy, RemedyKind
from inspector.verify.result import UNCHECKED
from inspector.verify.trust import Standing

_DATES = {
    Kind.BUNDLE: ("/bundle_signature/signed_at", "/built_at", "/events/0/created_at"),
    Kind.STATE: ("/current/record_created/created_at", f"{STATE_RECORD}/receipt/signed_at"),
    Kind.RECORD: ("/receipt/signed_at",),
    Kind.INTEGRITY_REPORT: ("/integrity/audited_at",),
}
_OF_A_RECORD = (Kind.BUNDLE, *ALONE)


def stated(facts: Facts, authors: str) -> Iterator[OverviewLine]:
    """The lines; ``authors`` is the pointer of the authors, or ""."""
    yield from _unknown_signers(facts)
    yield from _unsigned(facts)
    yield from _authors(facts, authors)
    yield from _date(facts)
    yield from _abstract(facts)
    yield from _uncovered(facts)
    yield _last(facts)


def _date(facts: Facts) -> Iterator[OverviewLine]:
    """The date that a signature covers, if there is one. No signature covers its own date."""
    places = [one for one in _DATES.get(facts.kind, ()) if facts.has(one)]
    signed = [one for one in places if facts.report.coverage.covers(one)]
    if signed:
        note = msg("by the signer's own clock; no timestamp proof was checked")
        yield _claim(msg("When it was made"), note, signed[0])
    elif places:
        note = msg("no signature that holds covers this date")
        yield _claim(msg("When it was made and signed"), note, places[0])


def _claim(sentence: Message, note: Message, pointer: str = "", *checks: str) -> OverviewLine:
    return OverviewLine(sentence, None, checks, pointer, note)


def _unknown_signers(facts: Facts) -> Iterator[OverviewLine]:
    """Valid signatures by keys that are not in the user's list."""
    offered: set[str] = set()
    for cover in Cover:
        found = facts.signed(cover, Standing.UNKNOWN)
        if not found:
            continue
        note = msg(
            "it calls itself {}; whose key it is, nothing here shows", Value(found[0].key_id)
        )
        sentence = _SIGNED_BY_UNKNOWN[cover]
        if cover is Cover.EVENT:
            number = Count("%n event", "%n events", len(found))
            sentence = msg("A key that is not in your list signed {}", number)
        rule = SIGNED[cover]
        line = _claim(sentence, note, found[0].path, rule.signature_id)
        key = found[0].fingerprint
        yield line if key in offered else line._replace(remedy=Remedy(RemedyKind.KEYS, key))
        offered.add(key)


_SIGNED_BY_UNKNOWN = {
    Cover.RECEIPT: msg("A key that is not in your list signed the record (receipt)"),
    Cover.EVENT: msg("A key that is not in your list signed an event"),
    Cover.BUNDLE: msg("A key that is not in your list signed the whole file"),
}


def _unsigned(facts: Facts) -> Iterator[OverviewLine]:
    """Values that are consistent although no valid signature covers them."""
    if facts.kind is Kind.STATE:
        if facts.passes("state.hash"):
            note = msg("its hash fits, but anyone can make a hash")
            yield _claim(msg("The state as a whole"), note, "/state_sha256", "state.hash")
        if facts.passes("state.event_id"):
            note = msg("each fits its id, but no signature of an event is in a state")
            sentence = msg("The events, and that none is missing")
            place = facts.first("state.event_id")
            yield _claim(sentence, note, place, "state.event_id")
    if facts.kind is Kind.BUNDLE:
        if not facts.signed(Cover.BUNDLE):
            note = msg("no signature over the whole was shown to hold")
            yield _claim(msg("The bundle as a whole"), note)._replace(opens=Opens.COVERAGE)
        is_merged = facts.passes("state.merge") or facts.holds("state.hash", "state.bounds")
        if facts.passes("state.hash") and not is_merged:
            note = msg("it fits, but that says only that the state and its hash agree")
            yield _claim(msg("The state's own hash"), note, "/state/state_sha256", "state.hash")
    if facts.kind is Kind.INTEGRITY_REPORT and facts.passes("integrity.snapshot_hash"):
        note = msg("their hash fits, but no signature covers it")
        place = "/integrity/findings" if facts.has("/integrity/findings") else "/integrity"
        yield _claim(msg("The findings, as listed"), note, place, "integrity.snapshot_hash")


def _authors(facts: Facts, place: str) -> Iterator[OverviewLine]:
    if not place:
        return
    if not facts.report.coverage.covers(place):
        note = msg("no signature that holds covers them")
    elif name := _trusted_signer(facts, place):
        note = msg("signed by {}; no check asks the authors", Value(name))
    else:
        note = msg("signed by no key that you trust; no check asks the authors")
    yield _claim(msg("The authors, as listed"), note, place)


def authors_at(kind: Kind, value: JsonObject) -> str:
    """The pointer of the authors that a document names first; "" if it names none."""
    for place, paper in _papers(kind, value):
        if text_at(paper, "authors_text"):
            return place + "/authors_text"
    return ""


_OF_EVENT = "payload", "graph_snapshot", "paper"


def _papers(kind: Kind, value: JsonObject) -> Iterator[tuple[str, JsonObject | None]]:
    """Where a document may describe the paper, the shown description first."""
    if kind is Kind.BUNDLE:
        for index, event in enumerate(list_at(value, "events")):
            if text_at(event, "event_type") == "graph_snapshot":
                place = f"/events/{index}/payload/graph_snapshot/paper"
                yield place, object_in(event, *_OF_EVENT)
    elif kind is Kind.STATE:
        snapshots = list_at(object_in(value, "current"), "graph_snapshots")
        place = "/current/graph_snapshots/0/payload/graph_snapshot/paper"
        yield place, object_in(snapshots[0], *_OF_EVENT) if snapshots else None
    elif kind is Kind.RECORD:
        yield "/graph_snapshot/paper", object_in(value, "graph_snapshot", "paper")
        yield "/paper", object_at(value, "paper")


def _trusted_signer(facts: Facts, place: str) -> str:
    """The name, from the user's list, of a trusted key that signed the value; "" if there is
    none."""
    for cover in (Cover.EVENT, Cover.BUNDLE):
        for one in facts.signed(cover, Standing.TRUSTED):
            holder = one.path.rpartition("/")[0] if cover is Cover.EVENT else ""
            if one.name and place.startswith(holder + "/"):
                return one.name
    return ""


def _abstract(facts: Facts) -> Iterator[OverviewLine]:
    found = facts.results.get("snapshot.abstract", ())
    unmade = [one for one in found if one.status is UNCHECKED]
    if unmade and facts.has(unmade[0].path):
        note = msg("the record has its hash, not its text")
        yield _claim(msg("The abstract beyond the part shown"), note, unmade[0].path)


def _uncovered(facts: Facts) -> Iterator[OverviewLine]:
    coverage = facts.report.coverage
    if bare := coverage.leaves - coverage.covered:
        number = Count("%n value under no signature", "%n values under no signature", bare)
        place = next(coverage.uncovered(facts.value), "")
        if place.startswith("/bundle_signature/") and bare <= len(_bundle_signature(facts)):
            note = msg("all of the signature over the whole, its date among them")
        else:
            note = msg("this is the first; the coverage shows all")
        yield _claim(msg("{}", number), note, place)._replace(opens=Opens.COVERAGE)


def _bundle_signature(facts: Facts) -> JsonObject:
    found = facts.value.get("bundle_signature")
    return found if isinstance(found, dict) else {}


def _last(facts: Facts) -> OverviewLine:
    """What no signature of any kind could prove."""
    if facts.kind in _OF_A_RECORD:
        sentence = msg("That the paper is right")
        note = msg("a signature says who signed, not what is so")
    elif facts.kind is Kind.INTEGRITY_REPORT:
        sentence = msg("That the findings are right")
        note = msg("no check asks whether they are so")
    else:
        sentence = msg("Whose key it is")
        note = msg("a key proves nothing about itself")
    return _claim(sentence, note)._replace(opens=Opens.NOTHING)
