"""Figures of comparing: compare_large, how it grows, what it holds in memory, how soon it stops.

The two documents are there already, read and laid out as for their trees; what is timed is all
that finds the differences.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import orjson

from inspector.compare.comparison import Comparison, compare
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.errors import CancelledError, InspectorError
from inspector.jobs.memory import collector_aside
from inspector.progress import Progress
from inspector.tree.nodes import NodeTable
from inspector.verify.report import unreadable
from tests.benchmarks.states import two_states
from tests.benchmarks.timing import Figure, paired, timed

_NOT_VERIFIED = unreadable(InspectorError("Nothing is verified for these figures"))
_LARGER = 4
_CANCELLED_AT = 0.1


def compare_large(rounds: int) -> list[Figure]:
    """Two states of 1,000,000 nodes, 1 % changed, against sorted orjson.dumps of both."""
    states = two_states()
    both = sides_of(states)
    figure = paired(
        "compare_large",
        lambda: timed(lambda: compared(both)),
        lambda: timed(lambda: _dumped(states)),
        goal=10.0,
        rounds=rounds,
        note=f"{compared(both).counts.total:,} differences",
    )
    return [figure, _growth(both, rounds), _memory(), _cancelled(both, rounds)]


def sides_of(states: tuple[Document, Document]) -> tuple[Side, Side]:
    left, right = (
        Side(name, name, document, NodeTable(document.value), _NOT_VERIFIED)
        for name, document in zip(("left", "right"), states, strict=True)
    )
    return left, right


def compared(both: tuple[Side, Side]) -> Comparison:
    with collector_aside():
        return compare(*both)


def _dumped(states: tuple[Document, Document]) -> int:
    return sum(len(orjson.dumps(one.value, option=orjson.OPT_SORT_KEYS)) for one in states)


def _growth(both: tuple[Side, Side], rounds: int) -> Figure:
    """Four times the size takes no more than some four times as long."""
    larger = sides_of(two_states(_LARGER))
    pairs = [
        (timed(lambda: compared(larger)), timed(lambda: compared(both))) for _ in range(rounds + 1)
    ][1:]
    ratio = statistics.median(large / small for large, small in pairs)
    return Figure("compare_large_growth", 0, None, ratio, 5.0, f"{_LARGER} times the size")


def _memory() -> Figure:
    """The growth of memory from reading two files to their comparison, by that of parsing them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("left.json", "right.json")]
        for path, document in zip(paths, two_states(), strict=True):
            path.write_bytes(document.data)
        bare, whole = (_output("memory", way, *paths) for way in ("--parse", "--compare"))
    return Figure("compare_large_memory", 0, None, int(whole) / int(bare), 3.0, "growth of memory")


def _cancelled(both: tuple[Side, Side], rounds: int) -> Figure:
    """Seconds from the wish to stop to the end of the work."""
    return Figure(
        "compare_large_cancel", max(_stopped(both) for _ in range(rounds)), None, None, 0.2
    )


def _stopped(both: tuple[Side, Side]) -> float:
    wish = threading.Event()
    wished: list[float] = []

    def ask() -> None:
        wished.append(time.perf_counter())
        wish.set()

    def checkpoint(_: Progress) -> None:
        if wish.is_set():
            raise CancelledError("stopped")

    timer = threading.Timer(_CANCELLED_AT, ask)
    timer.start()
    try:
        compare(*both, checkpoint)
    except CancelledError:
        return time.perf_counter() - wished[0]
    timer.cancel()
    raise AssertionError("The comparison was over before it could be stopped")


def _output(module: str, *arguments: object) -> bytes:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
