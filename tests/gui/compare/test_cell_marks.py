"""The marked differences in the cells of a changed row."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.gui.compare.pair_row import marked_cells
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.widgets.plain_text import cell
from inspector.visible import visible

HASH = "sha256:" + 8 * "01234567"


def marks(found: MarkedText) -> list[str]:
    return [found.text[begin:end] for begin, end in found.parts]


def both(left: Any, right: Any) -> tuple[MarkedText, MarkedText]:
    found = marked_cells(left, right)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("left", "right", "in_left", "in_right"),
    [
        ("Eve", "Bob Muster", ["Eve"], ["Bob Muster"]),
        ("A Test Paper", "A Text Paper", ["s"], ["x"]),
        (2, 8, ["2"], ["8"]),
        (1, 1.0, [], [".0"]),
        ("1", 1, ["“1”"], ["1"]),
        ("1", "2", ["1"], ["2"]),
        (None, "null", ["null"], ["“null”"]),
        ([], {}, ["[]"], ["{}"]),
        ({}, "none", ["{}"], ["“none”"]),
        (True, 1, ["true"], ["1"]),
        (None, "", ["null"], []),
        ("", "text", [], ["text"]),
        ("ab", "a\u200bb", [], ["\\u200b"]),
        ("caf\u00e9", "cafe\u0301", ["\\u00e9"], ["e\\u0301"]),
        ("paper", "p\u0430per", ["a"], ["\\u0430"]),
        ("\u202e", "\\u202e", ["\\u202e"], ["\\\\u202e"]),
        (HASH, HASH.replace("1", "2"), ["1"], ["2"]),
    ],
)
def test_what_differs_is_marked(
    left: Any, right: Any, in_left: list[str], in_right: list[str]
) -> None:
    one, other = both(left, right)
    assert (marks(one), marks(other)) == (in_left, in_right)


def test_texts_of_digits_are_no_numbers() -> None:
    assert [one.text for one in both("1.0", "nothing")] == ["“1.0”", "nothing"]
    assert [one.text for one in both(1.0, 2.0)] == ["1.0", "2.0"]


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("1", "“1”", ["“1”", "«“1”»"]),
        ("“1”", "«“1”»", ["«“1”»", "“«“1”»”"]),
        ("a", "a ", ["a", "“a ”"]),
    ],
)
def test_a_text_and_its_quotation_look_different(left: str, right: str, shown: list[str]) -> None:
    assert [one.text for one in both(left, right)] == shown


def test_two_objects_or_two_lists_are_not_marked() -> None:
    assert marked_cells({}, {"a": 1}) is None
    assert marked_cells([1], [2]) is None


def test_numbers_are_shown_where_they_differ() -> None:
    one, other = both(10**400 + 1, 10**400 + 2)
    assert (marks(one), marks(other)) == (["1"], ["2"])


def test_a_hash_looks_as_in_any_tree() -> None:
    one, other = both(HASH, HASH[:-1] + "9")
    assert one.text == cell(HASH)
    assert (marks(one), marks(other)) == (["7"], ["9"])
    one, _ = both(HASH, HASH[:30] + "f" + HASH[31:])
    assert one.text == cell(HASH)
    assert marks(one) == ["…"]


def test_a_difference_far_behind_the_beginning_is_reached() -> None:
    head = "word " * 4_000
    one, other = both(head + "one", head + "six")
    assert one.text.startswith("…")
    assert len(one.text) < 400
    assert "".join(marks(one)) == "one"
    assert "".join(marks(other)) == "six"


def test_a_difference_after_millions_of_characters_is_reached() -> None:
    one, other = both("x" * 5_000_000 + "a" * 300, "x" * 5_000_000 + "b" * 300)
    assert one.text != other.text
    assert one.text.startswith("…x")
    assert len(one.text) < 400
    assert set("".join(marks(one))) == {"a"}
    assert set("".join(marks(other))) == {"b"}


def test_two_texts_of_many_megabytes_are_shown_in_part() -> None:
    one, other = both("y" * 30_000_000, "z" * 30_000_000)
    assert len(one.text) < 400
    assert len(other.text) < 400


TEXTS = st.text(st.sampled_from("ab é\u0301\u200b\n\U0001f600"), min_size=1, max_size=300)


@settings(max_examples=60)
@given(TEXTS, TEXTS, TEXTS)
def test_marks_lie_in_what_is_shown(head: str, left: str, right: str) -> None:
    if left == right:
        return
    for found, text in zip(
        both(head + left, head + right), (head + left, head + right), strict=True
    ):
        assert found.text.strip("“”…") in visible(text) or found.text == cell(text)
        assert all(0 <= begin < end <= len(found.text) for begin, end in found.parts)
        assert list(found.parts) == sorted(found.parts)
