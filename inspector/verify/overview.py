"""The overview of a report for a reader who reads nothing else.

It lists what is proven, what is only stated and what could not be checked, and adds no verdict.
Every line follows from existing results, obligations and coverage. *Proven* has a line only if
everything that the line depends on was checked and passes; it says that somebody signed only if the
key is one that the user trusts.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.document.json_types import list_at
from inspector.document.kinds import Kind
from inspector.messages import Count, Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.format import SIGNED, Cover
from inspector.verify.overview_facts import Facts, Opens, OverviewLine, bundle_of, remedy_of
from inspector.verify.overview_stated import authors_at, stated
from inspector.verify.report import Report
from inspector.verify.result import (
    FAIL,
    NOT_REACHED,
    PASS,
    UNCHECKED,
    WARN,
    Result,
    Status,
    part_of,
)
from inspector.verify.trust import Standing
from inspector.verify.verdict import CREATED

if TYPE_CHECKING:
    from inspector.verify.hints import Cause

MOST_LINES = 12
"""If a group has more results, those of one check share a line."""

PROVEN = msg("Proven")
STATED = msg("Stated, not proven")
OPEN = msg("Could not be checked")


class Overview(NamedTuple):
    """The lines of the overview, in groups.

    ``cause`` is shown first if it is set. ``odd`` has the failures, then the warnings.
    ``nothing_proven`` says why little or nothing is proven; it is None if a trusted key signed.
    ``bundle_of`` is the Pith Number whose bundle would prove more, or "". ``authors`` is the
    pointer of the authors that the document names first.
    """

    cause: "Cause | None"
    odd: tuple[OverviewLine, ...]
    proven: tuple[OverviewLine, ...]
    stated: tuple[OverviewLine, ...]
    open: tuple[OverviewLine, ...]
    nothing_proven: Message | None
    bundle_of: str
    authors: str

    @property
    def lines(self) -> tuple[OverviewLine, ...]:
        """All lines in reading order, except the cause."""
        return (*self.odd, *self.proven, *self.stated, *self.open)

    @property
    def is_number_proven(self) -> bool:
        """Whether the Pith Number was shown to be the record's; else it is only stated."""
        return any("record.pith_number" in line.checks for line in self.proven)


def overview(report: Report, document: Document) -> Overview:
    """The overview of a verified document. Its size is bounded for every document."""
    facts = Facts(report, document)
    odd = [*_odd(facts, FAIL), *_odd(facts, WARN)]
    authors = authors_at(facts.kind, facts.value)
    return Overview(
        cause=_cause(report),
        odd=tuple(odd),
        proven=tuple(proven(facts)),
        stated=tuple(stated(facts, authors)),
        open=tuple(_open(facts)),
        nothing_proven=nothing_proven(facts),
        bundle_of=bundle_of(document),
        authors=authors,
    )


def _cause(report: Report) -> "Cause | None":
    if not report.hints:
        return None
    from inspector.verify.hints import find_cause  # noqa: PLC0415 - a sound document has none

    return find_cause(report)


# --- failures and warnings --------------------------------------------------------------------


def _odd(facts: Facts, status: Status) -> Iterator[OverviewLine]:
    found = [result for result in facts.report.results if result.status is status]
    follows = _not_reached(facts) if status is FAIL else {}
    for result, count in _gathered(found, lambda result: (result.id, result.path)):
        yield OverviewLine(
            result.detail or Message(CATALOGUE[result.id].question),
            status,
            (result.id,),
            result.path,
            _places(count),
            remedy=remedy_of(facts.report, facts.document, result),
            results=count,
            follows=tuple(follows.get(part_of(result), ())),
        )


def _gathered(found: list[Result], alike: Callable[[Result], object]) -> list[tuple[Result, int]]:
    """The first result of each group of alike ones, with the number of the group.

    If many groups remain, results are grouped by check instead.
    """
    for key in (alike, lambda result: result.id):
        firsts: dict[object, Result] = {}
        counts: dict[object, int] = {}
        for result in found:
            one = key(result)
            if one in counts:
                counts[one] += 1
            else:
                firsts[one], counts[one] = result, 1
        if len(firsts) <= MOST_LINES:
            break
    return [(result, counts[one]) for one, result in firsts.items()]


def _places(count: int) -> Message | None:
    """The note on a line that stands for several results; None for one."""
    if count == 1:
        return None
    return msg("{}", Count("in %n place", "in %n places, this is the first", count))


def _not_reached(facts: Facts) -> dict[tuple[str, str], list[str]]:
    """The checks that were not reached, each once, by the part that they are about."""
    found: dict[tuple[str, str], list[str]] = {}
    for result in facts.report.results:
        if result.reason is NOT_REACHED:
            ids = found.setdefault(part_of(result), [])
            if result.id not in ids:
                ids.append(result.id)
    return found


# --- could not be checked ---------------------------------------------------------------------


def _open(facts: Facts) -> Iterator[OverviewLine]:
    """Lines for all checks that could not be made, except those that a failure explains."""
    failing = {part_of(result) for result in facts.report.results if result.status is FAIL}
    found = [
        result
        for result in facts.report.results
        if result.status is UNCHECKED
        and not (result.reason is NOT_REACHED and part_of(result) in failing)
    ]
    for result, count in _gathered(found, lambda result: (result.id, result.detail)):
        question = Message(CATALOGUE[result.id].question)
        reason = result.detail or msg("there was nothing to check")
        places = _places(count)
        note = reason if places is None else msg("{} ({})", reason, places)
        remedy = remedy_of(facts.report, facts.document, result)
        yield OverviewLine(
            question, UNCHECKED, (result.id,), result.path, note, remedy=remedy, results=count
        )


# --- proven: a line only if everything it depends on was checked and passes -------------------

_RECORD = ("record.canonical_hash", "record.pith_number")
_EVENT = (
    *("event.content_hash", "event.id", "event.signature", "event.signer"),
    *("event.subject", "event.unique"),
)
_OF_THE_RECORD = msg("signed, unchanged and of this record")
_OF_THE_NUMBER = msg("signed, unchanged and of the stated Pith Number")
_SHAPE = ("document.schema", "document.version")
_PAIR = 2
_TITLE = ("snapshot.title", "snapshot.metadata")
_AGREEING = (
    *("alias.value", "record.short_pith_number", "record.source", "link.subject"),
    *("snapshot.counts", "state.counts", "time.order"),
)
"""The topics of the last line if all of its checks pass."""


def proven(facts: Facts) -> Iterator[OverviewLine]:
    """Lines for what was proven; a line is left out unless everything it depends on passes."""
    for line in _candidates(facts):
        facts.told.update(line.checks)
        yield line
    if facts.kind is Kind.BUNDLE and (rest := _rest(facts)) is not None:
        yield rest


def _candidates(facts: Facts) -> Iterator[OverviewLine]:
    # A state contains the record twice: the number is checked against one, the other is shown.
    is_one_record = facts.kind is not Kind.STATE or facts.passes("state.merge")
    if is_one_record and facts.holds(*_RECORD):
        sentence = msg("The Pith Number belongs to this record")
        yield _shown(facts, sentence, _RECORD, "/pith_number")
    yield from _signed_record(facts)
    yield from _signed_events(facts)
    yield from _proven_state(facts)
    yield from _signed_whole(facts)
    yield from _key(facts)
    if facts.holds(*_SHAPE):
        sentence = msg("Every required part is there, in versions that are known")
        yield _shown(facts, sentence, _SHAPE, "")._replace(opens=Opens.JSON)
    if is_one_record and facts.passes("snapshot.title") and facts.holds(*_TITLE):
        sentence = msg("Title, licence, categories and date are the record's")
        place = facts.first("snapshot.title")
        is_exact = bool(facts.report.coverage.covers(place))
        note = (
            None if is_exact else msg("the title but for its capitals; no signature covers those")
        )
        yield _shown(facts, sentence, _TITLE, place)._replace(note=note)


def _shown(facts: Facts, sentence: Message, ids: Iterable[str], pointer: str) -> OverviewLine:
    checks = tuple(id_ for id_ in ids if id_ in facts.results)
    count = sum(len(facts.results[id_]) for id_ in checks)
    return OverviewLine(sentence, PASS, checks, pointer, results=count)


def _signed_record(facts: Facts) -> Iterator[OverviewLine]:
    rule = SIGNED[Cover.RECEIPT]
    ids = ("receipt.hash", rule.signature_id, rule.signer_id)
    found = facts.signed(Cover.RECEIPT, Standing.TRUSTED)
    is_of_bundle = facts.kind is Kind.BUNDLE
    if not found or not facts.holds(*ids) or (is_of_bundle and not facts.holds(*ids, CREATED)):
        return
    if len(found) == len(facts.signed(Cover.RECEIPT)):
        sentence = msg("{} signed the record (receipt)", Value(found[0].name or "?"))
        if len({one.name for one in found}) > 1 or not found[0].name:
            sentence = msg("Keys that you trust signed the record (receipt)")
        yield _shown(facts, sentence, ids, found[0].path)


def _signed_events(facts: Facts) -> Iterator[OverviewLine]:
    """The line for events of a bundle whose checks all pass, signed by keys that the user
    trusts."""
    if facts.kind is not Kind.BUNDLE:
        return
    good, total = good_events(facts)
    if not good:
        return
    # An event may name the stated number although the record does not have that number.
    is_of_record = facts.holds(*_RECORD, CREATED)
    words = _OF_THE_RECORD if is_of_record else _OF_THE_NUMBER
    if len(good) < total:
        sentence = msg("{} of {} events are {}", len(good), total, words)
        if len(good) == 1:
            sentence = msg("Event {} of {} is {}", good[0] + 1, total, words)
    elif total == 1:
        sentence = msg("The event is {}", words)
    elif total == _PAIR:
        sentence = msg("Both events are {}", words)
    else:
        sentence = msg("All {} events are {}", total, words)
    place = "/events" if len(good) == total else f"/events/{good[0]}"
    yield OverviewLine(sentence, PASS, _EVENT, place, results=len(good) * len(_EVENT))


def good_events(facts: Facts) -> tuple[list[int], int]:
    """The indexes of events whose checks all pass, signed by a trusted key, and the number of
    events."""
    total = len(list_at(facts.value, "events"))
    good = {
        signature.path.split("/", 3)[2]
        for signature in facts.report.signatures
        if signature.cover is Cover.EVENT and signature.standing is Standing.TRUSTED
    }
    for id_ in _EVENT:
        statuses: dict[str, bool] = {}
        for result in facts.results.get(id_, ()):
            if result.path.startswith("/events/"):
                index = result.path.split("/", 3)[2]
                statuses[index] = result.status is PASS and statuses.get(index, True)
        good &= {index for index, passes in statuses.items() if passes}
    return [index for index in range(total) if str(index) in good], total


def _proven_state(facts: Facts) -> Iterator[OverviewLine]:
    is_miscounted = any(one.status is FAIL for one in facts.results.get("state.counts", ()))
    if facts.kind is not Kind.BUNDLE or is_miscounted:
        return
    if facts.holds("state.hash", "state.merge"):
        sentence = msg("The state is what the events give")
        yield _shown(facts, sentence, ("state.hash", "state.merge"), "/state")
    elif facts.holds("state.hash", "state.bounds"):
        sentence = msg("The state holds what every rule would keep")
        yield _shown(facts, sentence, ("state.hash", "state.bounds"), "/state")


def _signed_whole(facts: Facts) -> Iterator[OverviewLine]:
    ids = ("bundle.hash", "bundle.signature", "bundle.signer")
    found = facts.signed(Cover.BUNDLE, Standing.TRUSTED)
    if found and facts.holds(*ids):
        sentence = msg("The whole file is signed, but for the signature itself")
        yield _shown(facts, sentence, ids, found[0].path)


def _key(facts: Facts) -> Iterator[OverviewLine]:
    """The line that all signatures are by trusted keys, if that is so."""
    found = [one for cover in Cover for one in facts.signed(cover)]
    keys = {one.fingerprint: one for one in found if one.standing is Standing.TRUSTED}
    is_all = all(one.standing is Standing.TRUSTED for one in found)
    if not keys or not is_all or not facts.is_met("key.trust") or not facts.is_met("key.period"):
        return
    ids = ("key.trust", "key.period") if facts.passes("key.period") else ("key.trust",)
    sentence = msg("The key is one that you trust")
    if len(keys) > 1:
        sentence = msg("All {} keys that signed are ones that you trust", len(keys))
    elif not facts.passes("key.trust"):
        # Another key is listed here, too, and may even fail.
        sentence = msg("The key that signed is one that you trust")
    held = [one for id_ in ids for one in facts.results[id_] if one.status is PASS]
    yield OverviewLine(sentence, PASS, ids, held[0].path, results=len(held))


def _rest(facts: Facts) -> OverviewLine | None:
    """One line for all other checks that pass; checks that the verdict does not depend on may be
    open."""
    ids = tuple(id_ for id_ in facts.results if id_ not in facts.told and _is_rest(facts, id_))
    if not ids:
        return None
    held = [one for id_ in ids for one in facts.results[id_] if one.status is PASS]
    if all(id_ in ids and facts.passes(id_) for id_ in _AGREEING):
        sentence = msg("Other names, links, counts and dates agree")
    else:
        sentence = msg("{}", Count("%n other check holds", "%n other checks hold", len(held)))
    return OverviewLine(sentence, PASS, ids, held[0].path, results=len(held))


_NEVER_BY_ITSELF = frozenset(
    {
        *("receipt.hash", "receipt.signer", "event.id", "event.subject", "event.unique"),
        *("event.content_hash", "event.signature", "event.signer", "receipt.signature"),
        *("state.hash", "state.merge", "state.bounds", "state.event_id"),
        *("bundle.hash", "bundle.signature", "bundle.signer", "key.trust", "key.period"),
        *("snapshot.title", "snapshot.metadata", *_RECORD, *_SHAPE),
    }
)
"""Checks that mean something only together with others; they never count in the last line."""


def _is_rest(facts: Facts, id_: str) -> bool:
    if id_ in _NEVER_BY_ITSELF or not facts.is_met(id_):
        return False
    return any(result.status is PASS for result in facts.results[id_])


def nothing_proven(facts: Facts) -> Message | None:
    """Why little or nothing is proven; None if a key that the user trusts signed."""
    signatures = facts.report.signatures
    if any(one.standing is Standing.TRUSTED for one in signatures):
        return None
    if facts.kind in (Kind.SIGNING_KEY, Kind.MIRROR_MANIFEST):
        return msg("Nothing here is signed")
    if not any(one.status is PASS for one in signatures):
        return msg("No signature here was shown to hold")
    return msg("No key that you trust signed anything here")
