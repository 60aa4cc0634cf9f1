"""``python -m tests.fuzz N SEED`` runs N documents through the program and checks the laws.

A finding is named by its seed and number, made small and written to ``corpus/``. Where the
program and the second verifier only differ in a word, the differences are counted and listed.
Exit status 1 where a law that counts did not hold.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.corpus import minimised, save
from tests.fuzz.laws import SOFT, Breach, breaches, hard
from tests.fuzz.mutate import trial

_AT_ONCE = 50
_MEASURED = 50
"""One document in so many has its memory measured, which takes time."""
_MOST_FOUND = 20


def tried(seed: int, number: int) -> list[Breach]:
    """What document ``number`` of ``seed`` breaks."""
    return breaches(trial(seed, number), measured=number % _MEASURED == 0)


def _stretch(seed: int, begin: int, end: int) -> list[tuple[int, Breach]]:
    return [(number, breach) for number in range(begin, end) for breach in tried(seed, number)]


def run(seed: int, begin: int, end: int, processes: int) -> Iterator[list[tuple[int, Breach]]]:
    """The breaches of each stretch of documents, in order."""
    if processes < 2:
        for first in range(begin, end, _AT_ONCE):
            yield _stretch(seed, first, min(first + _AT_ONCE, end))
        return
    with ProcessPoolExecutor(processes) as pool:
        firsts = range(begin, end, _AT_ONCE)
        ends = [min(first + _AT_ONCE, end) for first in firsts]
        yield from pool.map(_stretch, [seed] * len(firsts), firsts, ends)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("seed", type=int, metavar="SEED")
    parser.add_argument("--first", type=int, default=0, help="begin with this document")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--strict", nargs="*", default=[], choices=SOFT, help="these count, too")
    parser.add_argument("--list", type=int, default=15, help="so many differences are listed")
    given = parser.parse_args()
    begin, end = given.first, given.first + given.count
    start, done, strict = time.monotonic(), 0, tuple(given.strict)
    found: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for stretch in run(given.seed, begin, end, given.processes):
        for number, breach in stretch:
            found[breach[:2]] += 1
            if first.setdefault(breach[:2], number) == number and hard([breach], strict):
                print(f"seed {given.seed}, document {number}: {breach.law}: {breach.sign}")
        done += _AT_ONCE
        if sys.stderr.isatty():
            print(f"\r{min(done, given.count):,} of {given.count:,}", end="", file=sys.stderr)
    seconds = time.monotonic() - start
    counting = [sign for sign in found if hard([Breach(*sign)], strict)]
    print(f"{given.count:,} documents of seed {given.seed} in {seconds:.0f} s", end="; ")
    print(f"{given.count / seconds:.0f} a second; {len(counting)} kinds of finding")
    for sign, count in found.most_common():
        if sign not in counting and given.list > 0:
            given.list -= 1
            print(f"  {count:,} times {sign[0]}: {sign[1]} (first: document {first[sign]})")
    for sign in counting[:_MOST_FOUND]:
        _write(given.seed, first[sign], Breach(*sign))
    return 1 if counting else 0


def _write(seed: int, number: int, breach: Breach) -> None:
    small = minimised(trial(seed, number), breach)
    named = small._replace(made_of=f"seed {seed}, document {number}: {small.made_of}")
    print(f"  written: {save(named, breach).name} ({breach.law}: {breach.sign})")


if __name__ == "__main__":
    sys.exit(main())
