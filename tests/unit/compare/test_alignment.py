"""Pairing list items: by identity, by value, by similarity; moves; and the cost."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from inspector.compare.columns import ABSENT, MatchedBy
from inspector.compare.comparison import Comparison, compare
from inspector.compare.in_common import Sameness
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.progress import Progress
from tests.unit.compare.sides import compared, side
from tests.unit.compare.work import calls, steps


def of_lists(left: list[Any], right: list[Any]) -> Comparison:
    return compared({"list": left}, {"list": right})


def of_records(left: list[Any], right: list[Any], numbers: tuple[str, str]) -> Comparison:
    return compared(
        {"pith_number": numbers[0], "list": left}, {"pith_number": numbers[1], "list": right}
    )


def told(comparison: Comparison) -> list[str]:
    """The changes as reports word them: "changed /list/0 > /list/1 (likeness)"."""
    return [
        f"{change.kind} {change.left_path or '-'} > {change.right_path or '-'}"
        + (f" ({change.matched_by})" if change.matched_by else "")
        for change in comparison.changes()
    ]


def rows(comparison: Comparison) -> list[tuple[int | None, int | None]]:
    """The items of both lists side by side; None for a gap."""
    pairs, found = comparison.pairs, []
    left, right = comparison.left.table, comparison.right.table
    list_ = pairs.of_left(left.find("/list"))
    assert list_ is not None
    for pair in pairs.children(list_):
        one, other = pairs.left(pair), pairs.right(pair)
        found.append(
            (
                None if one == ABSENT else left.row(one),
                None if other == ABSENT else right.row(other),
            )
        )
    return found


def event(id_: str, type_: str = "link", time_: str = "2026-01-01", **more: Any) -> Any:
    return {"event_id": id_, "event_type": type_, "created_at": time_, **more}


def claim(id_: str, text: str = "") -> Any:
    return {"claim_id": id_, "text": text}


# --- insert, change, move, edit ---------------------------------------------------------------


def test_insert_before_a_changed_item_with_identity_leaves_them_paired() -> None:
    found = of_lists([claim("a", "old")], [claim("new"), claim("a", "newer")])
    assert told(found) == ["changed /list/0/text > /list/1/text (name)", "added - > /list/0"]
    assert rows(found) == [(None, 0), (0, 1)]


def test_insert_before_a_changed_item_without_identity() -> None:
    work = {"title": "On trees", "year": 2001, "open": True}
    new = {"doi": "10.1/x", "pages": [1, 2]}
    found = of_lists([1, work, 2], [1, new, {**work, "year": 2002}, 2])
    assert told(found) == ["changed /list/1/year > /list/2/year (name)", "added - > /list/1"]
    assert rows(found) == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_insert_before_a_changed_text_leaves_them_paired() -> None:
    left = ["one", "The abstract as it was.", "three"]
    right = ["one", "wholly new", "The abstract as it is.", "three"]
    assert told(of_lists(left, right)) == [
        "changed /list/1 > /list/2 (likeness)",
        "added - > /list/1",
    ]


def test_item_that_was_moved_and_edited_is_both() -> None:
    left = [claim("a"), claim("b"), claim("c"), claim("d", "old")]
    right = [claim("a"), claim("d", "new"), claim("b"), claim("c")]
    found = of_lists(left, right)
    assert told(found) == [
        "moved /list/3 > /list/1 (claim_id)",
        "changed /list/3/text > /list/1/text (name)",
    ]
    assert rows(found) == [(0, 0), (1, 2), (2, 3), (3, 1)]


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        ([1, 2, 3, 4], [1, 4, 2, 3], ["moved /list/3 > /list/1 (equal value)"]),
        ([1, 2, 3, 4], [2, 3, 4, 1], ["moved /list/0 > /list/3 (equal value)"]),
        ([1, 2, 3], [3, 2, 1], 2),
        ([0, 1, 2, 3, 4, 5, 6, 7], [4, 5, 6, 7, 0, 1, 2], 4),
        ([0, 1, 9, 2, 3], [2, 3, 9, 0, 1], 3),
    ],
)
def test_as_few_items_as_possible_are_moved(
    left: Any, right: Any, changes: list[str] | int
) -> None:
    found = of_lists(left, right)
    if isinstance(changes, int):
        assert found.counts.moved + found.counts.removed == changes
    else:
        assert told(found) == changes


def test_fewest_items_are_moved_not_fewest_blocks() -> None:
    """A hundred blocks of two are swapped in pairs; after each is an item that stays."""
    left, right = [], []
    for number in range(0, 1000, 10):
        block = list(range(number, number + 10))
        left += block
        right += [*block[7:], *block[:7]]
    assert of_lists(left, right).counts == (0, 0, 0, 300)


def test_plain_value_that_moved_and_changed_is_removed_and_added() -> None:
    """Neither its value nor its place identifies it."""
    found = of_lists([claim("a"), claim("b"), "text."], ["text", claim("a"), claim("b")])
    assert told(found) == ["removed /list/2 > -", "added - > /list/0"]


# --- duplicates, gaps and types ---------------------------------------------------------------


def test_scalars_in_common_stay_paired() -> None:
    assert told(of_lists(["x", "a", "x"], ["a", "x"])) == ["removed /list/0 > -"]
    assert told(of_lists(["a", "b", "c", "d"], ["a", "c", "d", "e"])) == [
        "removed /list/1 > -",
        "added - > /list/3",
    ]


@pytest.mark.parametrize("item", [claim("a"), {"title": "x"}, "text", "sha256:00", [1], None])
def test_duplicates_on_one_side_are_added_or_removed(item: Json) -> None:
    for left, right, counts in (
        ([item] * 3, [item], (0, 2, 0, 0)),
        ([item], [item] * 3, (2, 0, 0, 0)),
        ([item, 7, item], [item, 7], (0, 1, 0, 0)),
        ([item, item, 7], [7, item, item], (0, 0, 0, 1)),
    ):
        assert of_lists(left, right).counts == counts


def test_of_items_with_one_name_the_first_goes_with_the_first() -> None:
    found = of_lists([claim("a", "1"), claim("a", "2")], [claim("a", "1"), claim("a", "3")])
    assert told(found) == ["changed /list/1/text > /list/1/text (name)"]


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        ({}, {}, []),
        ({}, {"a": {"b": [1]}}, ["added - > /a"]),
        ({"a": {"b": [1]}}, {}, ["removed /a > -"]),
        ({"a": []}, {"a": [1, 2]}, ["added - > /a/0", "added - > /a/1"]),
        ({"a": [1, 2]}, {"a": []}, ["removed /a/0 > -", "removed /a/1 > -"]),
        ({"a": []}, {"a": {}}, ["changed /a > /a (name)"]),
        ({"a": {"b": 1}}, {"a": [1]}, ["changed /a > /a (name)"]),
        ({"a": None}, {"a": False}, ["changed /a > /a (name)"]),
        ({"a": 1}, {"a": True}, ["changed /a > /a (name)"]),
        ({"a": ""}, {"a": None}, ["changed /a > /a (name)"]),
    ],
)
def test_empty_sides_and_different_types_are_one_change(
    left: Any, right: Any, changes: list[str]
) -> None:
    assert told(compared(left, right)) == changes


def test_parts_of_values_of_different_type_stand_alone() -> None:
    found = compared({"a": {"b": 1, "c": [2]}}, {"a": [3, 4]})
    pairs = found.pairs
    changed = pairs.changes[0]
    sides = [(pairs.left(pair), pairs.right(pair)) for pair in pairs.children(changed)]
    assert [left == ABSENT for left, _ in sides] == [False, False, True, True]
    assert [right == ABSENT for _, right in sides] == [True, True, False, False]


# --- what looks the same ----------------------------------------------------------------------


LOOK_THE_SAME: list[tuple[Json, Json]] = [
    (1, 1.0),
    (0.0, -0.0),
    (0, -0.0),
    (10**16, 1e16),
    (True, 1),
    ("\u00e9", "e\u0301"),
    ("a\u200bb", "ab"),
    ("ﬁ", "fi"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_THE_SAME)
def test_what_looks_or_counts_the_same_is_another_value(one: Json, other: Json) -> None:
    if isinstance(one, str) and isinstance(other, str) and "\u200b" not in one:
        assert unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
    for left, right in (
        ({"a": one}, {"a": other}),
        ({"a": [5, one, 6]}, {"a": [5, other, 6]}),
        ({"a": [[[one]]]}, {"a": [[[other]]]}),
        ({"a": [{"b": one, "c": 1}]}, {"a": [{"c": 1, "b": other}]}),
        ({"a": [claim("x"), {"b": [one]}]}, {"a": [claim("x"), {"b": [other]}]}),
    ):
        found = compared(left, right)
        assert found.counts == (0, 0, 1, 0)
        assert not found.identical
        (change,) = found.changes()
        assert (change.left, change.right) == (one, other)


@pytest.mark.parametrize(("one", "other"), LOOK_THE_SAME)
def test_what_looks_the_same_is_told_in_each_of_many_objects_that_differ(
    one: Json, other: Json
) -> None:
    def item(name: str, value: Json, number: int) -> Any:
        return claim(name) | {"a": value, "b": [value, {}], "c": {"d": value}, "e": number}

    names = [*"abcdefghi"]
    found = of_lists([item(n, one, 1) for n in names], [item(n, other, 2) for n in names])
    expected = [f"/list/{row}/{place}" for row in range(9) for place in ("a", "b/0", "c/d", "e")]
    assert [change.left_path for change in found.changes()] == expected
    assert found.counts == (0, 0, len(expected), 0)


def test_numbers_beyond_64_bits_are_told_apart() -> None:
    assert compared({"a": [10**40]}, {"a": [10**40]}).identical
    assert compared({"a": [10**40]}, {"a": [10**40 + 1]}).counts == (0, 0, 1, 0)


# --- by what they are matched -----------------------------------------------------------------

NAMED = [
    (event("e1"), event("e2"), MatchedBy.EVENT_ID),
    (
        {"alias_kind": "doi", "alias_value": "10.1/a"},
        {"alias_kind": "arxiv", "alias_value": "10.1/a"},
        MatchedBy.KIND_AND_VALUE,
    ),
    (
        {"fingerprint_sha256_hex": "00", "key_id": "k"},
        {"fingerprint_sha256_hex": "11", "key_id": "k"},
        MatchedBy.FINGERPRINT,
    ),
    (claim("a"), claim("b"), MatchedBy.CLAIM_ID),
    ({"base_url": "https://a"}, {"base_url": "https://b"}, MatchedBy.BASE_URL),
]


@pytest.mark.parametrize(("one", "other", "way"), NAMED, ids=[way for _, _, way in NAMED])
def test_items_are_matched_by_what_names_them(one: Any, other: Any, way: MatchedBy) -> None:
    found = of_lists([one, {**other, "note": 1}], [{**other, "note": 2}, one])
    assert rows(found) == [(0, 1), (1, 0)]
    list_ = found.pairs.children(0)[0]
    assert {found.pairs.matched_by(pair) for pair in found.pairs.children(list_)} == {way}
    assert found.counts == (0, 0, 1, 1)
    changed = [change for change in found.changes() if change.kind == "changed"]
    assert [(change.left, change.right) for change in changed] == [(1, 2)]


@pytest.mark.parametrize(("one", "other", "way"), NAMED, ids=[way for _, _, way in NAMED])
def test_items_of_different_names_are_not_the_same(one: Any, other: Any, way: MatchedBy) -> None:
    """However similar they are; only an event has a second identity."""
    if way is MatchedBy.EVENT_ID:
        other = {**other, "created_at": "2026-01-02"}
    assert of_lists([one], [other]).counts == (1, 1, 0, 0)


def test_equal_lists_say_the_same_ways() -> None:
    """The same holds for what is created only when asked for."""
    items = [item for item, _, _ in NAMED]
    found = of_lists([*items, 1], [*items, 1])
    list_ = found.pairs.children(0)[0]
    ways = [found.pairs.matched_by(pair) for pair in found.pairs.children(list_)]
    assert ways == [*(way for _, _, way in NAMED), MatchedBy.VALUE]


def test_event_of_another_id_is_known_by_type_and_time() -> None:
    left = [event("e1", "link", "2026-01-01"), event("e2", "note", "2026-01-01")]
    right = [event("e9", "note", "2026-01-01"), event("e8", "link", "2026-01-01")]
    found = of_records(left, right, ("pith:1", "pith:1"))
    assert found.counts == (0, 0, 2, 1)
    assert {change.matched_by for change in found.changes() if change.kind == "moved"} == {
        MatchedBy.TYPE_AND_TIME
    }


def test_events_of_one_record_are_not_known_by_type_alone() -> None:
    left, right = [event("e1", time_="2026-01-01")], [event("e2", time_="2026-01-02")]
    assert of_records(left, right, ("pith:1", "pith:1")).counts == (1, 1, 0, 0)


def test_events_of_two_records_are_known_by_type() -> None:
    left, right = [event("e1", time_="2026-01-01")], [event("e2", time_="2026-01-02")]
    found = of_records(left, right, ("pith:1", "pith:2"))
    assert found.sameness is Sameness.OTHER_CLAIMED
    assert found.counts == (0, 0, 3, 0)
    assert MatchedBy.TYPE in {found.pairs.matched_by(pair) for pair in range(len(found.pairs))}


def test_id_goes_before_type_and_time() -> None:
    left = [event("e1", "link", "2026-01-01"), event("e2", "link", "2026-01-01")]
    right = [event("e2", "link", "2026-01-01")]
    assert told(of_lists(left, right)) == ["removed /list/0 > -"]


# --- what it costs ----------------------------------------------------------------------------


def numbers(size: int) -> list[Any]:
    return list(range(size))


def works(size: int) -> list[Any]:
    return [{"title": f"Work {number}", "year": number} for number in range(size)]


def claims(size: int) -> list[Any]:
    return [claim(str(number)) for number in range(size)]


def same_claim(size: int) -> list[Any]:
    return [claim("a", str(number)) for number in range(size)]


def texts(size: int, step: int = 1) -> list[Any]:
    """One of fifty texts is the same for every step."""
    return [
        f"Item {at} says something of {at * step}, and then this" if at % 50 else f"Chapter {at}"
        for at in range(size)
    ]


def blocks(size: int) -> list[Any]:
    """Stretches of one to seven numbers, each moved by some places."""
    cuts = range(0, size, 7)
    order = sorted(cuts, key=lambda cut: cut * 7919 % size)
    return [number for cut in order for number in range(cut, min(size, cut + 1 + cut % 7))]


LARGE: dict[str, Callable[[int], tuple[Any, Any]]] = {
    "numbers reversed": lambda size: (numbers(size), numbers(size)[::-1]),
    "objects reversed": lambda size: (works(size), works(size)[::-1]),
    "names reversed": lambda size: (claims(size), claims(size)[::-1]),
    "stretches in disorder": lambda size: (numbers(size), blocks(size)),
    "equal items": lambda size: (["a"] * size, ["a"] * (size // 2)),
    "equal items in other company": lambda size: (
        ["x", *["a"] * size, "y"],
        ["z", *["a"] * (size // 2), "w"],
    ),
    "two values": lambda size: (["a", "b"] * (size // 2), ["b", "a", "a"] * (size // 3)),
    "one name": lambda size: (same_claim(size), [claim("a")] * size),
    "changed texts between few that stay": lambda size: (texts(size // 5), texts(size // 5, 31)),
    "nothing alike": lambda size: (works(size), [{"n": [number]} for number in range(size)]),
}


@pytest.mark.parametrize("name", LARGE)
def test_costs_grow_like_the_lists(name: str) -> None:
    """Four times as much takes about four times as many steps; with the square, sixteen times."""

    def sides(size: int) -> tuple[Side, Side]:
        left, right = LARGE[name](size)
        return side({"list": left}), side({"list": right})

    small, large = sides(750), sides(3_000)
    assert steps(lambda: compare(*large)) < 5 * steps(lambda: compare(*small))


def test_texts_between_few_that_stay_cost_little() -> None:
    """Each of fifty is compared with each of fifty, in a few calls."""
    two = side({"list": texts(1_000)}), side({"list": texts(1_000, 31)})
    assert compare(*two).counts.changed > 900
    assert calls(lambda: compare(*two)) < 20 * 50 * 1_000


def nested(depth: int, bottom: Json) -> Any:
    value = bottom
    for number in range(depth // 2):
        value = {"same": [number], "in": [value, number]}
    return {"a": value}


def test_costs_grow_like_the_depth() -> None:
    """To the 500 levels beyond which no document is read."""
    small, large = ((side(nested(depth, 1)), side(nested(depth, 2))) for depth in (120, 480))
    assert compare(*large).counts == (0, 0, 1, 0)
    assert calls(lambda: compare(*large)) < 5.5 * calls(lambda: compare(*small))


def test_comparing_can_be_stopped_and_says_how_far_it_is() -> None:
    seen: list[Progress] = []
    compare(side({"list": works(3_000)}), side({"list": works(3_000)[::-1]}), seen.append)
    assert len(seen) >= 3
    assert all(progress.done <= progress.total or not progress.total for progress in seen)


def test_alike_items_that_changed_places_have_moved() -> None:
    one, other = {"a": 1, "b": 2, "c": 3}, {"x": 1, "y": 2, "z": 3}
    found = of_lists([one, other], [other | {"z": 4}, one | {"c": 5}])
    assert told(found) == [
        "moved /list/0 > /list/1 (likeness)",
        "changed /list/0/c > /list/1/c (name)",
        "changed /list/1/z > /list/0/z (name)",
    ]
    texts = of_lists(["text one alpha", "something else"], ["something else.", "text one alpha."])
    assert texts.counts == (1, 1, 1, 0)
