"""Which findings are wanted, and how: by status, by text, in groups or not."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from inspector.gui.models.findings import Arrangement, Group
from inspector.gui.models.opened import PROBLEMS
from inspector.gui.models.sentences import said
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.result import Result, Status

_STRETCH = 5_000

Findings: TypeAlias = Mapping[Status, tuple[Result, ...]]
"""All results that are not a pass, by status, each in the order of the checks."""


class Sieve(NamedTuple):
    """Which findings are wanted: of which ``statuses``, and with ``text`` in what is shown."""

    statuses: frozenset[Status]
    text: str = ""
    is_grouped: bool = False


def arrange(findings: Findings, sieve: Sieve, checkpoint: Checkpoint = unwatched) -> Arrangement:
    """The findings that ``sieve`` keeps; groups are worst first, then as their checks come."""
    order = array("I")
    groups: list[Group] = []
    offset = 0
    for status in PROBLEMS:
        results = findings[status]
        if status in sieve.statuses:
            kept = _holding(results, sieve.text.lower(), checkpoint)
            if not sieve.is_grouped:
                order.extend([offset + number for number in kept])
            else:
                for check, members in _by_check(results, kept, offset).items():
                    groups.append(Group(status, check, len(order), len(order) + len(members)))
                    order.extend(members)
        offset += len(results)
    together = tuple(chain.from_iterable(findings[status] for status in PROBLEMS))
    return Arrangement(together, order, groups)


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
    results: Sequence[Result], kept: Iterable[int], offset: int
) -> dict[str, "array[int]"]:
    found: dict[str, array[int]] = {}
    for number in kept:
        check = results[number].id
        if check not in found:
            found[check] = array("I")
        found[check].append(offset + number)
    return found
