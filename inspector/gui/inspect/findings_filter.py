"""Which findings are wanted, and how: by status, by text, in groups or not."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from inspector.gui.document.findings import Arrangement, Explained, FindingsGroup
from inspector.gui.document.opened import PROBLEMS
from inspector.gui.translation import said
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.result import FAIL, Result, Status

_STRETCH = 5_000

Findings: TypeAlias = Mapping[Status, tuple[Result, ...]]
"""All results that are not a pass, by status, each in the order of the checks."""


class FindingsFilter(NamedTuple):
    """Which findings are wanted: of which ``statuses``, and with ``text`` in what is shown."""

    statuses: frozenset[Status]
    text: str = ""
    is_grouped: bool = False


def arrange(
    findings: Findings,
    wanted: FindingsFilter,
    explained: Explained | None = None,
    checkpoint: Checkpoint = unwatched,
) -> Arrangement:
    """The findings that ``wanted`` keeps: what a cause explains first, under that cause; then the
    others. Groups of those are worst first, then as their checks come."""
    together = tuple(chain.from_iterable(findings[status] for status in PROBLEMS))
    kept = list(_kept(findings, wanted, checkpoint))
    order = array("I")
    groups: list[FindingsGroup] = []
    if explained is not None:
        order.extend(number for number in kept if number in explained.numbers)
        kept = [number for number in kept if number not in explained.numbers]
        if order:
            groups.append(FindingsGroup(FAIL, "", 0, len(order), explained.cause))
    if not wanted.is_grouped:
        order.extend(kept)
        return Arrangement(together, order, groups)
    for (status, check), members in _by_check(together, kept).items():
        groups.append(FindingsGroup(status, check, len(order), len(order) + len(members)))
        order.extend(members)
    return Arrangement(together, order, groups)


def _kept(findings: Findings, wanted: FindingsFilter, checkpoint: Checkpoint) -> Iterator[int]:
    """The numbers of the findings of the wanted statuses that hold the text."""
    offset = 0
    for status in PROBLEMS:
        results = findings[status]
        if status in wanted.statuses:
            for number in _holding(results, wanted.text.lower(), checkpoint):
                yield offset + number
        offset += len(results)


def _holding(results: Sequence[Result], needle: str, checkpoint: Checkpoint) -> Iterable[int]:
    """The numbers of the results with ``needle`` in their check, pointer or sentence."""
    if not needle:
        return range(len(results))
    kept: list[int] = []
    for begin in range(0, len(results), _STRETCH):
        checkpoint(Progress("searching", begin, len(results)))
        stretch = results[begin : begin + _STRETCH]
        kept += [number for number, result in enumerate(stretch, begin) if _holds(result, needle)]
    return kept


def _holds(result: Result, needle: str) -> bool:
    return (
        needle in result.id
        or needle in result.path.lower()
        or needle in said(result.message).lower()
    )


def _by_check(
    results: Sequence[Result], kept: Iterable[int]
) -> dict[tuple[Status, str], "array[int]"]:
    found: dict[tuple[Status, str], array[int]] = {}
    for number in kept:
        key = results[number].status, results[number].id
        if key not in found:
            found[key] = array("I")
        found[key].append(number)
    return found
