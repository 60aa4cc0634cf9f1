"""Common subsequences, compared with a search through all possibilities."""

from collections import Counter
from itertools import combinations, pairwise
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from inspector.compare.sequence import (
    MOST_EDITS,
    common_subsequence,
    heaviest_increasing,
    longest_increasing,
    myers_runs,
    scan_common_runs,
)
from inspector.progress import Progress, unwatched

PLACES = st.lists(st.integers(0, 30), max_size=9, unique=True)
LETTERS = st.lists(st.sampled_from("abc"), max_size=9)


def rises(places: list[int]) -> bool:
    return all(one < other for one, other in pairwise(places))


def length_in_common(left: list[Any], right: list[Any]) -> int:
    """The length of the longest common subsequence, by dynamic programming."""
    above = [0] * (len(right) + 1)
    for item in left:
        row = [0]
        for place, other in enumerate(right):
            longest = max(above[place + 1], row[-1])
            row.append(above[place] + 1 if item == other else longest)
        above = row
    return above[-1]


@given(PLACES, st.lists(st.integers(1, 4), min_size=9, max_size=9))
@example([1, 0], [1, 1])
@example([2, 0, 1], [3, 1, 1])
def test_no_increasing_part_is_heavier(places: list[int], weights: list[int]) -> None:
    weights = weights[: len(places)]
    found = heaviest_increasing(places, weights)
    assert rises(found)
    assert rises([places[number] for number in found])
    numbers = range(len(places))
    parts = (part for count in range(len(places) + 1) for part in combinations(numbers, count))
    best = max(sum(weights[i] for i in part) for part in parts if rises([places[i] for i in part]))
    assert sum(weights[number] for number in found) == best


@given(PLACES)
def test_longest_increasing_part_is_the_heaviest_of_equal_weights(places: list[int]) -> None:
    assert longest_increasing(places) == heaviest_increasing(places, [2] * len(places))


class Copied(list[Any]):
    """A list that counts how many of its items were copied."""

    copied = 0

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        self.copied += len(found) if isinstance(key, slice) else 0
        return found


def test_cost_of_scan_is_that_of_the_lists_where_every_second_item_was_removed() -> None:
    size = 2_000
    left, right = Copied(range(size)), Copied(range(0, size, 2))
    found = scan_common_runs(left, right, unwatched)
    assert found is not None
    assert len(found) == size // 2
    assert left.copied + right.copied < 20 * size


@given(LETTERS | PLACES, LETTERS | PLACES)
def test_no_common_subsequence_is_longer(left: list[Any], right: list[Any]) -> None:
    found, others = common_subsequence(left, right, unwatched)
    assert all(left[row] == right[place] for row, place in found)
    assert rises([row for row, _ in found])
    assert rises([place for _, place in found])
    assert len(found) == length_in_common(left, right)
    matched = [left[row] for row, _ in found] + [left[row] for row in others]
    assert all(left[row] == right[place] for row, place in others.items())
    assert len({row for row, _ in found} | others.keys()) == len(matched)
    assert len({place for _, place in found} | {*others.values()}) == len(matched)
    assert Counter(matched) == Counter(left) & Counter(right)


@given(LETTERS, LETTERS)
def test_snakes_are_as_long_together(left: list[Any], right: list[Any]) -> None:
    found = myers_runs(left, right, unwatched)
    assert found is not None
    pairs = [(row + i, place + i) for row, place, length in found for i in range(length)]
    assert all(left[row] == right[place] for row, place in pairs)
    assert rises([row for row, _ in pairs])
    assert rises([place for _, place in pairs])
    assert len(pairs) == length_in_common(left, right)


def test_snakes_give_up_where_much_differs() -> None:
    same: list[Any] = list(range(100))
    assert myers_runs([-1] * MOST_EDITS + same, list(same), unwatched) == [(MOST_EDITS, 0, 100)]
    assert myers_runs([-1] * (MOST_EDITS + 1) + same, list(same), unwatched) is None


def test_progress_begins_at_nothing() -> None:
    told: list[Progress] = []
    myers_runs([1, 2, 3], [4, 1, 3], told.append)
    assert told
    assert all(0 <= one.done <= one.total for one in told)
