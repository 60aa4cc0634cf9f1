"""What a report comes to, for somebody who reads nothing else: what is proven, what is only
stated, what could not be checked.

It adds no verdict. Every line is made of results, obligations and coverage that exist; *Proven*
has a line only where all that it rests on is there and passes, and where it says that somebody
signed, the key is one that the user trusts.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from inspector.document.access import list_at, text_at
from inspector.document.document import Document
from inspector.document.identifiers import tail_of
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.pointer import resolve
from inspector.errors import PointerError
from inspector.messages import Count, Message, Value, msg
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.cause import Cause, find_cause, part_of
from inspector.verify.format import SIGNED, Cover
from inspector.verify.report import Report, Signature
from inspector.verify.result import (
    FAIL,
    NOT_KNOWN,
    NOT_REACHED,
    PASS,
    UNCHECKED,
    WARN,
    Result,
    Status,
)
from inspector.verify.trust import Standing
from inspector.verify.verdict import CREATED

MOST_LINES = 12
"""Beyond so many results of one group those of one check share a line."""

PROVEN = msg("Proven")
STATED = msg("Stated, not proven")
OPEN = msg("Could not be checked")

ALONE = (Kind.STATE, Kind.RECORD)
"""Documents that stand beside a bundle, which would prove more."""


class Remedy(StrEnum):
    """What the user can do about a line."""

    PAPER = "give the paper's text"
    BUNDLE = "get the bundle"
    KEYS = "compare the fingerprint"


class Opens(StrEnum):
    """What a line leads to."""

    VALUE = "the value"
    JSON = "the raw JSON of the whole document"
    COVERAGE = "what the signatures cover"
    NOTHING = "nothing"


class OverviewLine(NamedTuple):
    """One line of the overview; its sentences have no full stop.

    ``status`` is None where no check speaks. ``checks`` are the ids that it rests on, ``note``
    says why, or who says it. ``pointer`` is where it leads to (the first place, where it stands
    for several), and ``results`` how many results it stands for. ``follows`` are the checks that
    were not reached because of this one.
    """

    sentence: Message
    status: Status | None
    checks: tuple[str, ...] = ()
    pointer: str = ""
    note: Message | None = None
    opens: Opens = Opens.VALUE
    remedy: Remedy | None = None
    results: int = 1
    follows: tuple[str, ...] = ()


class Overview(NamedTuple):
    """``cause`` comes first where there is one. ``odd`` is what fails, then what is odd.

    ``nothing_proven`` says why little or nothing is proven, None where a key that the user trusts
    signed. ``bundle_of`` is the Pith Number whose bundle would prove more, "" where there is none.
    """

    cause: Cause | None
    odd: tuple[OverviewLine, ...]
    proven: tuple[OverviewLine, ...]
    stated: tuple[OverviewLine, ...]
    open: tuple[OverviewLine, ...]
    nothing_proven: Message | None
    bundle_of: str

    @property
    def lines(self) -> tuple[OverviewLine, ...]:
        return (*self.odd, *self.proven, *self.stated, *self.open)


def overview(report: Report, document: Document) -> Overview:
    """The overview of a document that was read and verified; bounded, whatever the document."""
    facts = _Facts(report, document)
    odd = [*_odd(facts, FAIL), *_odd(facts, WARN)]
    return Overview(
        cause=find_cause(report),
        odd=tuple(odd),
        proven=tuple(_proven(facts)),
        stated=tuple(_stated(facts)),
        open=tuple(_open(facts)),
        nothing_proven=_nothing_proven(facts),
        bundle_of=bundle_of(document),
    )


def bundle_of(document: Document) -> str:
    """The Pith Number whose bundle would prove more than the document; "" where there is none."""
    number = document.pith_number or ""
    return number if document.kind in ALONE and tail_of(number) else ""


class _Facts:
    """A report looked up by check, and the document that it is about."""

    def __init__(self, report: Report, document: Document) -> None:
        self.report = report
        self.kind = document.kind
        self.value = document.value
        self.results: dict[str, list[Result]] = {}
        for result in report.results:
            self.results.setdefault(result.id, []).append(result)
        self._met = {one.id: one.met for one in report.obligations}
        self.told: set[str] = set()
        """The checks that some line of what is proven rests on."""

    def holds(self, *ids: str) -> bool:
        """Whether all that these checks say was shown: each is there, and none but passes.

        Where one is an obligation, that it is met is told by the verdict's own rules.
        """
        return all(self.is_met(id_) for id_ in ids) and any(id_ in self.results for id_ in ids)

    def is_met(self, id_: str) -> bool:
        return self._met.get(id_, self.passes(id_))

    def passes(self, id_: str) -> bool:
        """Whether the check is there and passes at every place."""
        found = self.results.get(id_)
        return bool(found) and all(result.status is PASS for result in found or ())

    def first(self, *ids: str) -> str:
        """The place of the first result of the first of these checks that has one."""
        return next((self.results[id_][0].path for id_ in ids if id_ in self.results), "")

    def signed(self, cover: Cover, standing: Standing | None = None) -> list[Signature]:
        """The signatures of this kind that hold, by keys of this standing."""
        return [
            signature
            for signature in self.report.signatures
            if signature.cover is cover
            and signature.status is PASS
            and (standing is None or signature.standing is standing)
        ]

    def has(self, pointer: str) -> bool:
        try:
            resolve(self.value, pointer)
        except PointerError:
            return False
        return True

    def snapshot(self) -> str:
        """The pointer of the paper's description that the document shows; "" where none is."""
        title = self.first("snapshot.title")
        return title.removesuffix("/title") if title.endswith("/paper/title") else ""


# --- proven -----------------------------------------------------------------------------------

_RECORD = ("record.canonical_hash", "record.pith_number")
_EVENT = (
    *("event.content_hash", "event.id", "event.signature", "event.signer"),
    *("event.subject", "event.unique"),
)
_SHAPE = ("document.schema", "document.version")
_PAIR = 2
_TITLE = ("snapshot.title", "snapshot.metadata")
_AGREEING = (
    *("alias.value", "record.short_pith_number", "record.source", "link.subject"),
    *("snapshot.counts", "state.counts", "time.order"),
)
"""What the last line says in words, where all of it is there and passes."""


def _proven(facts: _Facts) -> Iterator[OverviewLine]:
    """The lines of what was shown, each kept only where all that it rests on was."""
    for line in _candidates(facts):
        facts.told.update(line.checks)
        yield line
    if facts.kind is Kind.BUNDLE and (rest := _rest(facts)) is not None:
        yield rest


def _candidates(facts: _Facts) -> Iterator[OverviewLine]:
    if facts.holds(*_RECORD):
        sentence = msg("The Pith Number belongs to this record")
        yield _shown(facts, sentence, _RECORD, "/pith_number")
    yield from _signed_record(facts)
    yield from _signed_events(facts)
    yield from _state(facts)
    yield from _signed_whole(facts)
    yield from _key(facts)
    if facts.holds(*_SHAPE):
        sentence = msg("Every required part is there, in versions that are known")
        yield _shown(facts, sentence, _SHAPE, "")._replace(opens=Opens.JSON)
    if facts.passes("snapshot.title") and facts.holds(*_TITLE):
        sentence = msg("Title, licence, categories and date are the record's")
        place = facts.first("snapshot.title")
        is_exact = bool(facts.report.coverage.covers(place))
        note = (
            None if is_exact else msg("the title but for its capitals; no signature covers those")
        )
        yield _shown(facts, sentence, _TITLE, place)._replace(note=note)


def _shown(facts: _Facts, sentence: Message, ids: Iterable[str], pointer: str) -> OverviewLine:
    checks = tuple(id_ for id_ in ids if id_ in facts.results)
    count = sum(len(facts.results[id_]) for id_ in checks)
    return OverviewLine(sentence, PASS, checks, pointer, results=count)


def _signed_record(facts: _Facts) -> Iterator[OverviewLine]:
    seal = SIGNED[Cover.RECEIPT]
    ids = ("receipt.hash", seal.signature_id, seal.signer_id)
    found = facts.signed(Cover.RECEIPT, Standing.TRUSTED)
    is_of_bundle = facts.kind is Kind.BUNDLE
    if not found or not facts.holds(*ids) or (is_of_bundle and not facts.holds(*ids, CREATED)):
        return
    if len(found) == len(facts.signed(Cover.RECEIPT)):
        sentence = msg("{} signed the record (receipt)", Value(found[0].name or "?"))
        if len({one.name for one in found}) > 1 or not found[0].name:
            sentence = msg("Keys that you trust signed the record (receipt)")
        yield _shown(facts, sentence, ids, found[0].path)


def _signed_events(facts: _Facts) -> Iterator[OverviewLine]:
    """The events of a bundle of which each check passes, by keys that the user trusts."""
    if facts.kind is not Kind.BUNDLE:
        return
    good, total = good_events(facts.report, facts.value)
    if not good:
        return
    if len(good) < total:
        sentence = msg("{} of {} events are signed, unchanged and of this record", len(good), total)
        if len(good) == 1:
            sentence = msg(
                "Event {} of {} is signed, unchanged and of this record", good[0] + 1, total
            )
    elif total == 1:
        sentence = msg("The event is signed, unchanged and of this record")
    elif total == _PAIR:
        sentence = msg("Both events are signed, unchanged and of this record")
    else:
        sentence = msg("All {} events are signed, unchanged and of this record", total)
    place = "/events" if len(good) == total else f"/events/{good[0]}"
    yield OverviewLine(sentence, PASS, _EVENT, place, results=len(good) * len(_EVENT))


def good_events(report: Report, value: JsonObject) -> tuple[list[int], int]:
    """The indexes of the events of which every check passes, by a key that the user trusts; and
    how many events there are."""
    total = len(list_at(value, "events"))
    passed: dict[str, set[str]] = {}
    for result in report.results:
        if result.id in _EVENT and result.path.startswith("/events/"):
            index = result.path.split("/", 3)[2]
            if result.status is PASS:
                passed.setdefault(index, set()).add(result.id)
            else:
                passed.setdefault(index, set()).add("")
    trusted = {
        signature.path.split("/", 3)[2]
        for signature in report.signatures
        if signature.cover is Cover.EVENT and signature.standing is Standing.TRUSTED
    }
    whole = set(_EVENT)
    return [i for i in range(total) if passed.get(str(i)) == whole and str(i) in trusted], total


def _state(facts: _Facts) -> Iterator[OverviewLine]:
    if facts.kind is not Kind.BUNDLE:
        return
    if facts.holds("state.hash", "state.merge"):
        sentence = msg("The state is what the events give")
        yield _shown(facts, sentence, ("state.hash", "state.merge"), "/state")
    elif facts.holds("state.hash", "state.bounds"):
        sentence = msg("The state holds what every rule would keep")
        yield _shown(facts, sentence, ("state.hash", "state.bounds"), "/state")


def _signed_whole(facts: _Facts) -> Iterator[OverviewLine]:
    ids = ("bundle.hash", "bundle.signature", "bundle.signer")
    found = facts.signed(Cover.BUNDLE, Standing.TRUSTED)
    if found and facts.holds(*ids):
        sentence = msg("The whole file is signed, but for the signature itself")
        yield _shown(facts, sentence, ids, found[0].path)


def _key(facts: _Facts) -> Iterator[OverviewLine]:
    """That whoever signed did it with keys that the user trusts, where that is so of all."""
    found = [one for cover in Cover for one in facts.signed(cover)]
    keys = {one.fingerprint: one for one in found if one.standing is Standing.TRUSTED}
    is_all = all(one.standing is Standing.TRUSTED for one in found)
    if not keys or not is_all or not facts.is_met("key.trust") or not facts.is_met("key.period"):
        return
    ids = ("key.trust", "key.period") if facts.passes("key.period") else ("key.trust",)
    sentence = msg("The key is one that you trust")
    if len(keys) > 1:
        sentence = msg("All {} keys that signed are ones that you trust", len(keys))
    yield _shown(facts, sentence, ids, facts.first("key.trust"))


def _rest(facts: _Facts) -> OverviewLine | None:
    """One line for all other checks that hold; what the verdict does not rest on may be open."""
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
"""What says something only together with others; a line of its own says it, or nothing does."""


def _is_rest(facts: _Facts, id_: str) -> bool:
    if id_ in _NEVER_BY_ITSELF or not facts.is_met(id_):
        return False
    return any(result.status is PASS for result in facts.results[id_])


def _nothing_proven(facts: _Facts) -> Message | None:
    signatures = facts.report.signatures
    if any(one.standing is Standing.TRUSTED for one in signatures):
        return None
    if facts.kind in (Kind.SIGNING_KEY, Kind.MIRROR_MANIFEST):
        return msg("Nothing here is signed")
    if not any(one.status is PASS for one in signatures):
        return msg("No signature here was shown to hold")
    return msg("No key that you trust signed anything here")


# --- what fails, and what is odd --------------------------------------------------------------


def _odd(facts: _Facts, status: Status) -> Iterator[OverviewLine]:
    found = [result for result in facts.report.results if result.status is status]
    follows = _not_reached(facts) if status is FAIL else {}
    for result, count in _gathered(found, lambda result: (result.id, result.path)):
        remedy = Remedy.KEYS if result.id == "key.trust" and status is WARN else None
        yield OverviewLine(
            result.detail or Message(CATALOGUE[result.id].question),
            status,
            (result.id,),
            result.path,
            _places(count),
            remedy=remedy,
            results=count,
            follows=tuple(follows.get(part_of(result), ())),
        )


def _gathered(found: list[Result], alike: Callable[[Result], object]) -> list[tuple[Result, int]]:
    """The first of those that are alike, with their number; where many are left, of each check."""
    for key in (alike, lambda result: result.id):
        firsts: dict[object, Result] = {}
        counts: dict[object, int] = {}
        for result in found:
            firsts.setdefault(key(result), result)
            counts[key(result)] = counts.get(key(result), 0) + 1
        if len(firsts) <= MOST_LINES:
            break
    return [(result, counts[one]) for one, result in firsts.items()]


def _places(count: int) -> Message | None:
    """Beside a line that stands for several results."""
    if count == 1:
        return None
    return msg("{}", Count("in %n place", "in %n places, this is the first", count))


def _not_reached(facts: _Facts) -> dict[tuple[str, str], list[str]]:
    """By part the checks that were not reached, each once."""
    found: dict[tuple[str, str], list[str]] = {}
    for result in facts.report.results:
        if result.reason is NOT_REACHED:
            ids = found.setdefault(part_of(result), [])
            if result.id not in ids:
                ids.append(result.id)
    return found


# --- stated, not proven -----------------------------------------------------------------------

_DATES = {
    Kind.BUNDLE: ("/bundle_signature/signed_at", "/built_at", "/events/0/created_at"),
    Kind.STATE: (
        "/current/record_created/created_at",
        "/current/record_created/payload/receipt/signed_at",
    ),
    Kind.RECORD: ("/receipt/signed_at",),
    Kind.INTEGRITY_REPORT: ("/integrity/audited_at",),
}
_OF_A_RECORD = (Kind.BUNDLE, *ALONE)


def _stated(facts: _Facts) -> Iterator[OverviewLine]:
    yield from _unknown_signers(facts)
    yield from _unsigned(facts)
    yield from _authors(facts)
    place = next((one for one in _DATES.get(facts.kind, ()) if facts.has(one)), None)
    if place is not None:
        note = msg("by the signer's own clock; no timestamp proof was checked")
        yield _claim(msg("When it was made and signed"), note, place)
    yield from _abstract(facts)
    yield from _uncovered(facts)
    yield _last(facts)


def _claim(sentence: Message, note: Message, pointer: str = "", *checks: str) -> OverviewLine:
    return OverviewLine(sentence, None, checks, pointer, note)


def _unknown_signers(facts: _Facts) -> Iterator[OverviewLine]:
    """Signatures that hold, by keys that are not in the user's list."""
    remedy: Remedy | None = Remedy.KEYS
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
        seal = SIGNED[cover]
        yield _claim(sentence, note, found[0].path, seal.signature_id)._replace(remedy=remedy)
        remedy = None


_SIGNED_BY_UNKNOWN = {
    Cover.RECEIPT: msg("A key that is not in your list signed the record (receipt)"),
    Cover.EVENT: msg("A key that is not in your list signed an event"),
    Cover.BUNDLE: msg("A key that is not in your list signed the whole file"),
}


def _unsigned(facts: _Facts) -> Iterator[OverviewLine]:
    """What fits together, though no signature that holds says so."""
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


def _authors(facts: _Facts) -> Iterator[OverviewLine]:
    place = authors_at(facts.kind, facts.value)
    if not place:
        return
    covers = facts.report.coverage.covers(place)
    if not covers:
        note = msg("no signature that holds covers them")
    elif name := _trusted_signer(facts, covers, place):
        note = msg("signed by {}; no check asks the authors", Value(name))
    else:
        note = msg("signed by no key that you trust; no check asks the authors")
    yield _claim(msg("The authors, as listed"), note, place)


def authors_at(kind: Kind, value: JsonObject) -> str:
    """The pointer of the authors that a document names first, "" where it names none."""
    for place in _papers(kind, value):
        try:
            paper = resolve(value, place)
        except PointerError:
            continue
        if text_at(paper, "authors_text"):
            return place + "/authors_text"
    return ""


def _papers(kind: Kind, value: JsonObject) -> Iterator[str]:
    """Where a document may describe the paper, first what it shows."""
    if kind is Kind.BUNDLE:
        events: list[Json] = list_at(value, "events")
        for index, event in enumerate(events):
            if text_at(event, "event_type") == "graph_snapshot":
                yield f"/events/{index}/payload/graph_snapshot/paper"
    elif kind is Kind.STATE:
        yield "/current/graph_snapshots/0/payload/graph_snapshot/paper"
    elif kind is Kind.RECORD:
        yield from ("/graph_snapshot/paper", "/paper")


def _trusted_signer(facts: _Facts, covers: frozenset[Cover], place: str) -> str:
    """The name of a trusted key that signed the value, from the user's list."""
    for cover in (Cover.EVENT, Cover.BUNDLE):
        if cover not in covers:
            continue
        for one in facts.signed(cover, Standing.TRUSTED):
            holder = one.path.rpartition("/")[0] if cover is Cover.EVENT else ""
            if one.name and place.startswith(holder + "/"):
                return one.name
    return ""


def _abstract(facts: _Facts) -> Iterator[OverviewLine]:
    found = facts.results.get("snapshot.abstract", ())
    unmade = [one for one in found if one.status is UNCHECKED]
    if unmade and facts.has(unmade[0].path):
        note = msg("the record has its hash, not its text")
        yield _claim(msg("The abstract beyond the part shown"), note, unmade[0].path)


def _uncovered(facts: _Facts) -> Iterator[OverviewLine]:
    coverage = facts.report.coverage
    if bare := coverage.leaves - coverage.covered:
        number = Count("%n value under no signature", "%n values under no signature", bare)
        place = next(coverage.uncovered(facts.value), "")
        if place.startswith("/bundle_signature/") and bare <= len(_bundle_signature(facts)):
            note = msg("all of the signature over the whole, its date among them")
        else:
            note = msg("this is the first; the coverage shows all")
        yield _claim(msg("{}", number), note, place)._replace(opens=Opens.COVERAGE)


def _bundle_signature(facts: _Facts) -> JsonObject:
    found = facts.value.get("bundle_signature")
    return found if isinstance(found, dict) else {}


def _last(facts: _Facts) -> OverviewLine:
    """What no signature of any kind could prove."""
    if facts.kind in _OF_A_RECORD:
        sentence = msg("That the paper is right")
        note = msg("a signature says who signed, not what is so")
    elif facts.kind is Kind.INTEGRITY_REPORT:
        sentence = msg("That the findings are right")
        note = msg("a hash says that they are unchanged, not that they are so")
    else:
        sentence = msg("Whose key it is")
        note = msg("a key proves nothing about itself")
    return _claim(sentence, note)._replace(opens=Opens.NOTHING)


# --- could not be checked ---------------------------------------------------------------------


def _open(facts: _Facts) -> Iterator[OverviewLine]:
    """Every check that could not be made, but for those that a failure explains."""
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
        remedy = _remedy(facts, result)
        yield OverviewLine(
            question, UNCHECKED, (result.id,), result.path, note, remedy=remedy, results=count
        )


def _remedy(facts: _Facts, result: Result) -> Remedy | None:
    if result.reason is NOT_KNOWN:
        return None
    if result.id == "snapshot.abstract" and facts.report.paper is None and facts.has(result.path):
        return Remedy.PAPER
    is_of_events = result.id.startswith(("state.", "event."))
    return Remedy.BUNDLE if facts.kind in ALONE and is_of_events else None
