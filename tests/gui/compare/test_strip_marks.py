"""The positions of marks on the strip, for few and for very many differences."""

from typing import Any

import pytest

from inspector.compare.columns import ChangeKind
from inspector.compare.volatile import Hidden
from inspector.gui.compare.comparison_tree import ComparisonTree, lay_out
from inspector.gui.compare.strip import StripMarks
from tests.unit.compare.sides import compared

SMALLEST, LARGEST = 5, 11


def paired(left: Any, right: Any) -> ComparisonTree:
    return lay_out(compared(left, right), Hidden())


def strip(found: ComparisonTree, height: int = 400) -> StripMarks:
    return StripMarks(found, height, SMALLEST, LARGEST)


def changed(count: int, every: int) -> ComparisonTree:
    """``count`` members, one in ``every`` of which differs."""
    left = {f"m{number:06}": 0 for number in range(count)}
    return paired(left, {name: int(not n % every) for n, name in enumerate(left)})


def test_a_few_differences_are_shapes_of_their_kinds() -> None:
    left = {"a": 1, "b": 2, "c": [1, 2, 3], "d": 4}
    found = paired(left, {"b": 3, "c": [2, 3, 1], "d": 4, "e": 5})
    marks = strip(found)
    assert {shape.kind for shape in marks.shapes} == set(ChangeKind)
    assert not marks.lines
    assert all(shape.size == LARGEST for shape in marks.shapes)
    heights = [shape.y for shape in marks.shapes]
    assert heights == sorted(heights)
    assert heights == [marks.middle(number) for number in range(len(found.keys))]


def test_neighbours_get_smaller_and_do_not_touch() -> None:
    marks = strip(changed(50, 1), 400)
    assert len(marks.shapes) == 50
    gaps = [b.y - a.y for a, b in zip(marks.shapes, marks.shapes[1:], strict=False)]
    assert max(shape.size for shape in marks.shapes) < min(gaps)
    assert len({shape.size for shape in marks.shapes}) == 1


def test_what_falls_together_is_lines_and_never_lost() -> None:
    found = changed(20_000, 2)
    marks = strip(found, 400)
    assert not marks.shapes
    assert len(marks.lines) <= 400
    lines = {line.y for line in marks.lines}
    assert all(int(marks.middle(number)) in lines for number in range(len(found.keys)))


def test_one_among_very_many_rows_is_still_a_shape() -> None:
    marks = strip(changed(20_000, 19_000))
    assert [shape.size for shape in marks.shapes] == [LARGEST, LARGEST]


def test_lines_tell_the_kinds_apart() -> None:
    left = {f"m{number:04}": number for number in range(4_000)}
    right = {name: value for name, value in left.items() if value % 3}
    right |= {name: -1 for name, value in left.items() if value % 3 == 1}
    marks = strip(paired(left, right))
    assert {line.kind for line in marks.lines} == {ChangeKind.REMOVED, ChangeKind.CHANGED}


@pytest.mark.parametrize("height", [1, 7, 400, 3_000])
def test_a_height_leads_back_to_the_row(height: int) -> None:
    found = changed(300, 7)
    marks = strip(found, height)
    for number in range(len(found.keys)):
        assert found.nearest(marks.row(marks.middle(number)) - 0.5) == number
        assert number in marks.numbers(marks.middle(number) - 1, marks.middle(number) + 1)


def test_strip_of_equal_documents_has_no_mark() -> None:
    marks = strip(paired({"a": 1}, {"a": 1}))
    assert not marks.shapes
    assert not marks.lines
    assert not marks.numbers(0, 400)
