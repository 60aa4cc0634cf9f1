"""A comparison can be stopped soon, also one of long lists that differ throughout."""

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


@pytest.mark.parametrize("right", HARD.values(), ids=HARD.keys())
def test_little_is_done_between_two_checkpoints(right: list[Any]) -> None:
    both = side({"works": WORKS}), side({"works": right})
    counts = [0]

    def count_call(_: Any, event: str, __: Any) -> None:
        counts[-1] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        compare(*both, lambda _: counts.append(0))
    finally:
        sys.setprofile(before)
    assert max(counts) < MOST_CALLS
