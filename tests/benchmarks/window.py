"""Figures of the window: window_start, open_large, search_large; each in processes of its own."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson

from tests.benchmarks.large import large_bundle, trusted_key
from tests.benchmarks.timing import Figure, paired

_SAMPLE = files("inspector.resources.samples") / "bundle-1711.04623.json"


def window_start(rounds: int) -> Figure:
    """Process start to the sample shown with its verdict, against a window with the same widgets
    painted, and that against a bare one."""
    figure = paired(
        "window_start",
        lambda: _until_shown("shown_window", str(_SAMPLE)),
        lambda: _until_shown("floor_window"),
        goal=1.5,
        rounds=rounds,
    )
    bare = statistics.median(_until_shown("bare_window") for _ in range(rounds))
    floor = (figure.baseline_seconds or 0) / bare
    return figure._replace(note=f"the floor takes {floor:.2f} of a bare window")


def _until_shown(module: str, *arguments: str) -> float:
    """Seconds from the start of a process to the clock that it prints (one for the system)."""
    start = time.monotonic()
    return float(_output(module, *arguments)) - start


def open_large(rounds: int) -> list[Figure]:
    """A large bundle: until its tree is usable, until its verdict; memory; the longest hold."""
    with tempfile.TemporaryDirectory() as folder:
        path, key_file = _large_files(Path(folder))
        bare_kib = _large("--bare", path)["memory_kib"]
        kib = _large("--memory", path, key_file)["memory_kib"]
        found = _large(path, key_file, rounds)
    rows = found["rows"]
    bare = statistics.median(row["bare"] for row in rows)
    figures = [_over_bare(name, rows, bare, goal) for name, goal in _OVER_BARE]
    figures.append(Figure("open_large_memory", 0, None, kib / bare_kib, 1.3, "growth of memory"))
    return figures + [_held(name, rows) for name in ("opening", "using", "closing")]


def _held(name: str, rows: list[dict[str, float]]) -> Figure:
    """The longest hold of the round with the shortest: other programs stretch every one, and what
    the window itself does comes in each."""
    seconds, own = (min(row[f"{kind}_{name}"] for row in rows) for kind in ("gap", "own"))
    note = f"{own:.3f} of it computed by the thread itself"
    return Figure(f"gui_held_{name}", seconds, None, None, 0.05, note)


_OVER_BARE = (("usable", 3.0), ("verified", 4.2))


def _over_bare(name: str, rows: list[dict[str, float]], bare: float, goal: float) -> Figure:
    return Figure(
        f"open_large_{name}" if name != "usable" else "open_large",
        statistics.median(row[name] for row in rows),
        bare,
        statistics.median(row[name] / row["bare"] for row in rows),
        goal,
    )


def search_large(rounds: int) -> Figure:
    """A text search over the tree of the large bundle."""
    with tempfile.TemporaryDirectory() as folder:
        path, key_file = _large_files(Path(folder))
        found = _large(path, key_file, rounds)
    seconds = statistics.median(row["search"] for row in found["rows"])
    return Figure("search_large", seconds, None, None, 0.02)


def _large(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(_output("large_window", *map(str, arguments)))
    return found


def _large_files(folder: Path) -> tuple[Path, Path]:
    path, key_file = folder / "large.json", folder / "key.json"
    path.write_bytes(large_bundle())
    key_file.write_bytes(trusted_key())
    return path, key_file


def _output(module: str, *arguments: str) -> bytes:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
