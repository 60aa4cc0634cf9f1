"""``python -m tests.benchmarks``: one JSON line a figure, then a table.

Exit status 3 when a figure misses its goal. With names as arguments, only those figures; with
``--peers`` how long other programs take until their window is there, or two states are compared.
"""

import argparse
import os
import sys
from collections.abc import Callable

import orjson

from tests.benchmarks import comparing, engine, frozen, peers, window
from tests.benchmarks.timing import Figure

_FIGURES: dict[str, Callable[[int], Figure | list[Figure]]] = {
    "verify_one": engine.verify_one,
    "cli_start": engine.cli_start,
    "window_start": window.window_start,
    "open_large": window.open_large,
    "search_large": window.search_large,
    "compare_large": comparing.compare_large,
    "compare_hard": comparing.compare_hard,
    "diff_states": comparing.diff_states,
    "frozen_start": frozen.frozen_start,
    "frozen_cli_start": frozen.frozen_cli_start,
}
MISSED_GOAL = 3
"""Neither of the two that Python itself ends a run with that broke or was wrongly called."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_FIGURES))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--peers",
        action="store_true",
        help="time Wireshark, Meld and jsondiffpatch where they are there",
    )
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(_FIGURES)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments.peers:
        peers.windows(arguments.rounds)
        peers.diffs(arguments.rounds)
    figures: list[Figure] = []
    for name in arguments.names or ([] if arguments.peers else _FIGURES):
        found = _FIGURES[name](arguments.rounds)
        for figure in found if isinstance(found, list) else [found]:
            print(orjson.dumps(figure._asdict()).decode(), flush=True)
            figures.append(figure)
    if figures:
        _print_table(figures)
    return 0 if all(figure.is_met for figure in figures) else MISSED_GOAL


def _print_table(figures: list[Figure]) -> None:
    print(f"\n{'figure':<22}{'seconds':>12}{'baseline':>12}{'ratio':>8}{'goal':>8}  met")
    for figure in figures:
        baseline = "" if figure.baseline_seconds is None else f"{figure.baseline_seconds:.6f}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        met = "yes" if figure.is_met else "NO"
        measured = f"{figure.name:<22}{figure.seconds:>12.6f}{baseline:>12}{ratio:>8}"
        print(f"{measured}{figure.goal:>8}  {met}")


if __name__ == "__main__":
    sys.exit(main())
