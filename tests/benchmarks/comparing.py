"""Figures of comparing: compare_large, how it grows, what it holds in memory, how soon it stops.

The two documents are there already, read and laid out as for their trees; what is timed is all
that finds the differences.
"""

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import orjson

from inspector.compare.comparison import Comparison, compare
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.errors import InspectorError
from inspector.export.comparison_json import comparison_pieces
from inspector.jobs.comparing import SideSpec, compare_sources
from inspector.jobs.memory import collector_aside
from inspector.jobs.session import Session
from inspector.jobs.trust_store import default_trust
from inspector.tree.nodes import NodeTable
from inspector.verify.report import unreadable
from tests.benchmarks.states import hard_states, state_files, two_states
from tests.benchmarks.timing import Figure, paired, timed

_NOT_VERIFIED = unreadable(InspectorError("Nothing is verified for these figures"))
_LARGER = 4
_HARD_ITEMS = 50_000


def compare_large(rounds: int) -> list[Figure]:
    """Two states of 1,000,000 nodes, 1 % changed, against sorted orjson.dumps of both."""
    states = two_states()
    both = sides_of(states)
    figure = paired(
        "compare_large",
        lambda: timed(lambda: compared(both)),
        lambda: timed(lambda: _dumped(states)),
        goal=6.0,
        rounds=rounds,
        note=f"{compared(both).counts.total:,} differences",
    )
    growth = _growth("compare_large", 4.5, both, sides_of(two_states(_LARGER)), rounds)
    return [figure, growth, _memory(), _cancelled("compare_large", both, rounds)]


def compare_hard(rounds: int) -> list[Figure]:
    """Lists of 50,000 items that differ throughout, against sorted orjson.dumps of both."""
    small, large = hard_states(_HARD_ITEMS), hard_states(_LARGER * _HARD_ITEMS)
    figures = []
    for name, states in small.items():
        both, larger = sides_of(states), sides_of(large[name])
        figure = paired(
            f"hard_{name}",
            lambda both=both: timed(lambda: compared(both)),  # type: ignore[misc]
            lambda states=states: timed(lambda: _dumped(states)),  # type: ignore[misc]
            goal=30.0,
            rounds=rounds,
            note=f"{compared(both).counts.total:,} differences",
        )
        figures += [figure, _growth(f"hard_{name}", 4.5, both, larger, rounds)]
        figures.append(_cancelled(f"hard_{name}", both, rounds))
    return figures


def diff_states(rounds: int) -> Figure:
    """Two states of 8 MB, read, verified, compared and written as JSON, against reading, sorted
    orjson.dumps and the SHA-256 of every entry."""
    session = Session(default_trust())
    with tempfile.TemporaryDirectory() as folder:
        paths = state_files(Path(folder))
        left, right = (SideSpec(str(path)) for path in paths)
        return paired(
            "diff_states",
            lambda: timed(lambda: [*comparison_pieces(compare_sources(left, right, session))]),
            lambda: timed(lambda: [_hashed(path) for path in paths]),
            goal=5.0,
            rounds=rounds,
        )


def _hashed(path: Path) -> list[str]:
    state = orjson.loads(path.read_bytes())
    orjson.dumps(state, option=orjson.OPT_SORT_KEYS)
    entries = state["current"]["graph_snapshots"]
    return [
        hashlib.sha256(orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)).hexdigest()
        for entry in entries
    ]


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


def _growth(
    name: str, goal: float, both: tuple[Side, Side], larger: tuple[Side, Side], rounds: int
) -> Figure:
    """Four times the size takes about four times as long at most."""
    pairs = [
        (timed(lambda: compared(larger)), timed(lambda: compared(both))) for _ in range(rounds + 1)
    ][1:]
    ratio = statistics.median(large / small for large, small in pairs)
    return Figure(f"{name}_growth", 0, None, ratio, goal, f"{_LARGER} times the size")


def _memory() -> Figure:
    """The growth of memory from reading two files to their comparison, relative to parsing them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("left.json", "right.json")]
        for path, document in zip(paths, two_states(), strict=True):
            path.write_bytes(document.data)
        bare, whole = (_output("memory", way, *paths) for way in ("--parse", "--compare"))
    return Figure("compare_large_memory", 0, None, int(whole) / int(bare), 1.15, "growth of memory")


def _cancelled(name: str, both: tuple[Side, Side], rounds: int) -> Figure:
    """The longest time in seconds between two checkpoints, at which the work can be cancelled."""
    seconds = statistics.median(_longest_between_checkpoints(both) for _ in range(rounds))
    return Figure(f"{name}_cancel", seconds, None, None, 0.2)


def _longest_between_checkpoints(both: tuple[Side, Side]) -> float:
    moments = [time.perf_counter()]
    with collector_aside():
        compare(*both, lambda _: moments.append(time.perf_counter()))
    moments.append(time.perf_counter())
    return max(later - earlier for earlier, later in pairwise(moments))


def _output(module: str, *arguments: object) -> bytes:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
