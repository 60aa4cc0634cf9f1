"""What a report comes to, for somebody who reads nothing else: what is proven, what is only
stated, what could not be checked.

It adds no verdict. Every line is made of results, obligations and coverage that exist; *Proven*
has a line only where all that it rests on is there and passes, and where it says that somebody
signed, the key is one that the user trusts.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from inspector.document.document import Document
from inspector.messages import Count, Message, msg
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.cause import Cause, find_cause, part_of
from inspector.verify.overview_facts import ALONE, Facts, OverviewLine, Remedy, bundle_of
from inspector.verify.overview_proven import nothing_proven, proven
from inspector.verify.overview_stated import stated
from inspector.verify.report import Report
from inspector.verify.result import (
    FAIL,
    NOT_KNOWN,
    NOT_REACHED,
    UNCHECKED,
    WARN,
    Result,
    Status,
)

MOST_LINES = 12
"""Beyond so many results of one group those of one check share a line."""

PROVEN = msg("Proven")
STATED = msg("Stated, not proven")
OPEN = msg("Could not be checked")


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
    facts = Facts(report, document)
    odd = [*_odd(facts, FAIL), *_odd(facts, WARN)]
    return Overview(
        cause=find_cause(report),
        odd=tuple(odd),
        proven=tuple(proven(facts)),
        stated=tuple(stated(facts)),
        open=tuple(_open(facts)),
        nothing_proven=nothing_proven(facts),
        bundle_of=bundle_of(document),
    )


# --- what fails, and what is odd --------------------------------------------------------------


def _odd(facts: Facts, status: Status) -> Iterator[OverviewLine]:
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
            key=str(result.actual or "") if remedy else "",
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


def _not_reached(facts: Facts) -> dict[tuple[str, str], list[str]]:
    """By part the checks that were not reached, each once."""
    found: dict[tuple[str, str], list[str]] = {}
    for result in facts.report.results:
        if result.reason is NOT_REACHED:
            ids = found.setdefault(part_of(result), [])
            if result.id not in ids:
                ids.append(result.id)
    return found


# --- could not be checked ---------------------------------------------------------------------


def _open(facts: Facts) -> Iterator[OverviewLine]:
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


def _remedy(facts: Facts, result: Result) -> Remedy | None:
    if result.reason is NOT_KNOWN:
        return None
    if result.id == "snapshot.abstract" and facts.report.paper is None and facts.has(result.path):
        return Remedy.PAPER
    is_of_events = result.id.startswith(("state.", "event."))
    return Remedy.BUNDLE if facts.kind in ALONE and is_of_events else None
