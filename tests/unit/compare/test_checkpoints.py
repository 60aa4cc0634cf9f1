"""A comparison can be cancelled soon, also one of long lists that differ throughout."""

import random
import sys
from typing import Any

import pytest

from inspector.compare.comparison import compare
from tests.unit.compare.sides import side

ITEMS = 6_000
MOST_CALLS = 8 * ITEMS


def work(number: int) -> dict[str, Any]:
    return {"n": number, "title": f"Work {number}", "year": 1990 + number % 30}


WORKS = [work(number) for number in range(ITEMS)]
HARD = {
    "changed": [one | {"title": f"{one['title']}, second edition"} for one in WORKS],
    "reversed": WORKS[::-1],
    "shuffled": random.Random(1).sample(WORKS, ITEMS),
    "nothing alike": [{"key": number} for number in range(ITEMS)],
    "halved": WORKS[::2],
}


MANY = range(10 * ITEMS)
NUMBERS, EQUAL = ({f"m{number}": number + 0.5 for number in MANY} for _ in range(2))
HASHES = [f"sha256:{number}" for number in MANY]
WORDS = {f"m{number}": f"word {number}" for number in MANY}
WIDE = {
    "a float changed": (NUMBERS, EQUAL | {"m7": 0.25}),
    "members removed": (NUMBERS, {name: 1 for name in NUMBERS if name != "m7"}),
    "members added": ({"m7": 7.5}, NUMBERS),
    "in another order": (NUMBERS, dict(reversed(EQUAL.items())) | {"m7": 0.25}),
    "integers as floats": ([*MANY], [*map(float, MANY)]),
    "hashes": (HASHES, HASHES[::-1]),
    "two wide objects moved and changed": ([WORDS, NUMBERS], [EQUAL | {"m7": 1}, WORDS, 1]),
    "objects of them": ([NUMBERS, {}] * 9, [dict.fromkeys(NUMBERS, 1), {}] * 9),
}


@pytest.mark.parametrize("right", HARD.values(), ids=HARD.keys())
def test_little_is_done_between_two_checkpoints(right: list[Any]) -> None:
    assert most_calls_between_checkpoints(WORKS, right) < MOST_CALLS


@pytest.mark.parametrize(("left", "right"), WIDE.values(), ids=WIDE.keys())
def test_little_is_done_between_two_checkpoints_of_very_many_values(left: Any, right: Any) -> None:
    assert most_calls_between_checkpoints(left, right) < MOST_CALLS


def most_calls_between_checkpoints(left: Any, right: Any) -> int:
    both = side({"works": left}), side({"works": right})
    counts = [0]

    def count_call(_: Any, event: str, __: Any) -> None:
        counts[-1] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        compare(*both, lambda _: counts.append(0))
    finally:
        sys.setprofile(before)
    return max(counts)
