"""Ratios to a bare baseline, both measured in turn within one run, so that a drift of the
machine's speed touches both alike.
"""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the benchmark: medians in seconds, and the median of the paired ratios."""

    name: str
    seconds: float
    baseline_seconds: float | None
    ratio: float | None
    goal: float
    note: str = ""

    @property
    def is_met(self) -> bool:
        return (self.seconds if self.ratio is None else self.ratio) <= self.goal


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(
    name: str,
    work: Callable[[], float],
    baseline: Callable[[], float],
    *,
    goal: float,
    rounds: int,
    note: str = "",
) -> Figure:
    """Call ``work`` and ``baseline`` in turn; each gives its own seconds. One round warms up."""
    pairs = [(work(), baseline()) for _ in range(rounds + 1)][1:]
    return Figure(
        name,
        statistics.median(mine for mine, _ in pairs),
        statistics.median(bare for _, bare in pairs),
        statistics.median(mine / bare for mine, bare in pairs),
        goal,
        note,
    )
