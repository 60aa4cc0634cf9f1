"""The detail of a selected pair: both values, their differences, and the checks."""

import hashlib
import json
import unicodedata
from typing import Any

import pytest

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison
from inspector.compare.volatile import Hidden
from inspector.gui.compare.comparison_tree import lay_out
from inspector.gui.compare.pair_detail import PairDetail, PairSide, difference_text, of_key, of_pair
from inspector.tree.node_results import NodeResults
from tests.gui.compare.shelf import HIDDEN, HOSTILE
from tests.unit.compare.documents import both, changed_state, longer_bundle, verified
from tests.unit.compare.sides import compared

AUTHORS = "/current/graph_snapshots/0/payload/graph_snapshot/paper/authors_text"


def at(comparison: Comparison, pointer: str) -> int:
    """The pair that holds ``pointer`` on the left, or else on the right."""
    pairs = comparison.pairs
    for table, pair_of in (
        (comparison.left.table, pairs.of_left),
        (comparison.right.table, pairs.of_right),
    ):
        node, rest = table.nearest(pointer)
        pair = None if rest else pair_of(node)
        if pair is not None:
            return pair
    raise AssertionError(pointer)


def detail(left: Any, right: Any, pointer: str = "/a") -> PairDetail:
    """For two documents that were not verified."""
    comparison = compared(left, right)
    empty = NodeResults(comparison.left.table, ()), NodeResults(comparison.right.table, ())
    return of_pair(comparison, at(comparison, pointer), *empty)


def marked(side: PairSide | None) -> list[str]:
    assert side is not None
    text, parts = side.value.marked
    return [text[begin:end] for begin, end in parts]


def text_of(side: PairSide | None) -> str:
    assert side is not None
    return side.value.marked.text


def of_documents(left: Any, right: Any, pointer: str) -> PairDetail:
    comparison = both(left, right).comparison
    return of_pair(comparison, at(comparison, pointer), *results_of(comparison))


def results_of(comparison: Comparison) -> tuple[NodeResults, NodeResults]:
    left, right = comparison.left, comparison.right
    return NodeResults(left.table, left.report.results), NodeResults(
        right.table, right.report.results
    )


# --- values -------------------------------------------------------------------------------


def test_the_characters_that_differ_are_marked() -> None:
    found = detail({"a": "The weight of paper"}, {"a": "The weight of feathers"})
    assert (text_of(found.left), text_of(found.right)) == (
        "The weight of paper",
        "The weight of feathers",
    )
    assert marked(found.left)
    assert "".join(marked(found.left)) in "paper"
    assert found.sign.word == "changed"
    assert found.note == ""


def test_hidden_characters_are_escapes_and_said() -> None:
    found = detail({"a": "a\u200bb"}, {"a": "ab"})
    assert text_of(found.left) == "a\\u200bb"
    assert marked(found.left) == ["\\u200b"]
    assert marked(found.right) == []
    assert found.note == (
        "They differ only in characters that cannot be seen; here these are escapes."
    )


def test_another_unicode_form_is_told_by_code_points() -> None:
    other = unicodedata.normalize("NFD", "é")
    found = detail({"a": "caf\u00e9"}, {"a": "caf" + other})
    assert found.note == (
        "The same text in another Unicode form: U+00E9 on the left, U+0065 U+0301 on the right."
    )
    found = detail({"a": "ﬁne"}, {"a": "fine"})
    assert found.note.startswith("Compatible letters in Unicode: U+FB01 on the left")


@pytest.mark.parametrize(
    ("left", "right", "note"),
    [
        (
            1,
            1.0,
            "The same number, written differently: other canonical JSON, so another hash.",
        ),
        (1, 2, ""),
        ("a b", "a  b", "They differ only in white space."),
        ("Title", "title", "They differ only in upper and lower case."),
        (1, "1", "Another JSON type: a number on the left, text on the right."),
        (None, [], "Another JSON type: null on the left, a list on the right."),
        (True, {}, "Another JSON type: true or false on the left, an object on the right."),
    ],
)
def test_how_they_differ_where_it_does_not_show(left: Any, right: Any, note: str) -> None:
    assert detail({"a": left}, {"a": right}).note == note


def test_a_number_and_a_text_of_the_same_digits_are_told_apart() -> None:
    found = detail({"a": 1}, {"a": "1"})
    assert (text_of(found.left), text_of(found.right)) == ("1", '"1"')
    assert (marked(found.left), marked(found.right)) == (["1"], ['"1"'])


def test_numbers_are_marked_digit_by_digit() -> None:
    found = detail({"a": 2}, {"a": 2.0})
    assert (text_of(found.left), marked(found.right)) == ("2", [".0"])


def test_an_empty_text_is_said_to_be_one() -> None:
    found = detail({"a": ""}, {"a": "b"})
    assert found.left is not None
    assert found.left.value.note == "empty text"
    assert marked(found.right) == ["b"]


def test_line_breaks_stay_and_show() -> None:
    assert text_of(detail({"a": "one\ntwo"}, {"a": "one"}).left) == "one\\n\ntwo"


def test_a_long_text_is_shown_where_it_parts_and_said_to_be_a_part() -> None:
    words = "lorem ipsum " * 100_000
    found = detail({"a": words + "dolor"}, {"a": words + "sit"})
    for side, end in ((found.left, "dolor"), (found.right, "sit")):
        assert side is not None
        assert text_of(side).endswith(end)
        assert text_of(side)[side.value.start :] == end
        assert len(text_of(side)) < 4_000
    assert found.left is not None
    assert found.left.value.note == "A part of the text, which has 1,200,005 characters."


def test_a_text_of_hidden_characters_stays_bounded() -> None:
    found = detail({"a": "\u202e" * 1_000_000}, {"a": "\u200b" * 1_000_000})
    for side in (found.left, found.right):
        assert len(text_of(side)) <= 4_000


def test_what_is_put_in_far_before_the_end_of_a_part_marks_nothing_behind_it() -> None:
    words = [str(n) for n in range(10_000)]
    longer = [*words[:100], "an insertion", *words[100:]]
    found = detail({"a": " ".join(longer)}, {"a": " ".join(words)})
    assert "".join(marked(found.left)).strip() == "an insertion"
    assert marked(found.right) == []


def test_two_equal_long_texts_begin_at_their_beginning() -> None:
    words = " ".join(map(str, range(10_000)))
    found = detail({"a": words}, {"a": words})
    assert text_of(found.left).startswith("0 1 2 3")
    assert text_of(found.left) == text_of(found.right)
    assert marked(found.left) == marked(found.right) == []


def test_many_differences_become_few_marks_that_cover_them() -> None:
    shared = [chr(0x4E00 + n) for n in range(1_200)]
    left, right = (
        "".join("".join(shared[4 * n : 4 * n + 4]) + chr(first + n) for n in range(300))
        for first in (0xAC00, 0xB800)
    )
    found = detail({"a": left}, {"a": right})
    assert found.right is not None
    parts = found.right.value.marked.parts
    assert len(parts) == 100
    assert parts[-1][1] == len(right)


def test_what_was_added_is_whole_and_indented() -> None:
    found = detail({"list": []}, {"list": [{"claim_id": "C1", "text": "x"}]}, "/list/0")
    assert found.left is None
    assert text_of(found.right) == '{\n  "claim_id": "C1",\n  "text": "x"\n}'
    assert marked(found.right) == []
    assert (found.sign.word, found.matched) == ("added", "only on the right")
    assert found.right is not None
    assert found.right.pointer == "/list/0"


def test_what_was_removed_mirrors_it() -> None:
    found = detail({"list": ["x" * 100_000]}, {"list": []}, "/list/0")
    assert found.right is None
    assert (found.sign.word, found.matched) == ("removed", "only on the left")
    assert found.left is not None
    assert found.left.value.note.startswith("A part of the text")


def test_a_part_of_what_was_added_says_so() -> None:
    found = detail({"list": []}, {"list": [{"claim_id": "C1"}]}, "/list/0/claim_id")
    assert found.sign.word == "inside what was added"


def test_a_large_object_is_cut_and_said_to_go_on() -> None:
    found = detail({}, {"a": {str(n): n for n in range(100_000)}})
    assert found.right is not None
    assert found.right.value.note.startswith("The value goes on")
    assert len(text_of(found.right)) <= 16 * 1024


# --- where it is, and why these two -------------------------------------------------------


def test_the_ways_of_matching_from_the_root_down_each_said_once() -> None:
    claims = [{"claim_id": "C1", "text": "x"}]
    event = {"event_id": "e1", "payload": {"claims": claims, "title": "one"}}
    left: Any = {"events": [event], "a": 1}
    right: Any = {"events": [event | {"payload": {"claims": claims, "title": "two"}}], "a": 2}
    place = "/events/0/payload"
    assert detail(left, right, f"{place}/title").matched == "matched by event_id, then by name"
    assert detail(left, right, "/a").matched == "matched by name"
    assert detail(left, right, "").matched == "compared as a whole"


def test_a_moved_item_says_from_where_to_where_and_what_differs_in_it() -> None:
    items = [{"claim_id": f"C{n}", "text": "x"} for n in range(3)]
    turned = [items[2] | {"text": "y"}, items[0], items[1]]
    found = detail({"list": items}, {"list": turned}, "/list/2")
    assert found.sign.word == "moved 3 → 1"
    assert found.matched == "matched by claim_id"
    assert found.below == "1 difference inside"


def test_crumbs_are_the_names_from_the_root_or_those_that_are_given() -> None:
    comparison = compared({"a": {"b": 1}}, {"a": {"b": 2}})
    by_node = NodeResults(comparison.left.table, ()), NodeResults(comparison.right.table, ())
    pair = at(comparison, "/a/b")
    assert of_pair(comparison, pair, *by_node).crumbs == ("a", "b")
    assert of_pair(comparison, pair, *by_node, ("State", "b")).crumbs == ("State", "b")


def test_crumbs_of_a_row_begin_with_its_group() -> None:
    comparison = both(changed_state(), longer_bundle()).comparison
    rows = lay_out(comparison, Hidden())
    key = rows.key(at(comparison, AUTHORS))
    assert of_key(rows, key) == ("Snapshots", "graph_snapshot", "paper", "authors_text")


def test_what_is_the_same_and_what_differs_further_below() -> None:
    left, right = {"a": {"b": 1, "c": 1}, "d": 1}, {"a": {"b": 2, "c": 2}, "d": 1}
    assert detail(left, right, "/a").sign.word == "2 differences inside"
    assert detail(left, right, "/d").sign.word == "the same"
    assert marked(detail(left, right, "/d").left) == []


# --- what the checks say ------------------------------------------------------------------


def test_the_checks_of_both_sides_worst_first() -> None:
    found = of_documents(changed_state(), longer_bundle(), AUTHORS)
    left = [line for line in found.checks if line.side == "Left"]
    right = [line for line in found.checks if line.side == "Right"]
    assert left[0].sign is not None
    assert left[0].sign.word == "fail"
    assert any(line.check == "state.event_id" and line.sentence for line in left)
    assert [line.sign.word for line in right if line.sign] == ["pass"]
    assert "state.merge" in right[0].check


def test_a_side_with_nothing_there_has_no_checks() -> None:
    found = of_documents("good", "every-event-type", "/events/5")
    assert found.left is None
    assert {line.side for line in found.checks} == {"Right"}


def test_where_no_check_speaks_that_is_said() -> None:
    assert {line.sentence for line in detail({"a": 1}, {"a": 2}).checks} == {
        "No check speaks of this value."
    }


def test_no_check_covers_a_computed_state() -> None:
    from inspector.jobs.comparing import compare_sides

    bundle = "every-event-type"
    comparison = compare_sides(verified(bundle, at=2), verified(bundle, at=3)).comparison
    found = of_pair(comparison, at(comparison, "/event_count"), None, None)
    assert {line.sentence for line in found.checks} == {
        "This state was computed here. No check speaks of it."
    }


# --- hostile text -------------------------------------------------------------------------


def test_no_hidden_character_is_shown() -> None:
    left = {HOSTILE: {HOSTILE: HOSTILE}, "a": 1}
    right = {HOSTILE: {HOSTILE: HOSTILE + "x"}, "a": 2}
    token = HOSTILE.replace("/", "~1")
    found = detail(left, right, f"/{token}/{token}")
    shown = [*found.crumbs, found.sign.word, found.matched, found.note]
    for side in (found.left, found.right):
        assert side is not None
        shown += [side.pointer, side.value.marked.text]
    for text in shown:
        assert not any(hidden in text for hidden in HIDDEN)
    assert "\\u202e" in text_of(found.left)


# --- the copy -----------------------------------------------------------------------------


def copied(left: Any, right: Any, pointer: str) -> str:
    comparison = compared(left, right)
    made = difference_text(comparison, at(comparison, pointer))
    sides, _, text = made.partition("\n\n")
    assert sides.splitlines()[:4] == [
        line
        for word, side in (("Left", comparison.left), ("Right", comparison.right))
        for line in (
            f"- {word}: “{side.name}”",
            f"    SHA-256 {hashlib.sha256(side.document.data).hexdigest()}",
        )
    ]
    return text


def test_the_copy_has_both_pointers_and_both_texts_whole() -> None:
    text = copied({"a": HOSTILE * 1_000}, {"a": "one\ntwo"}, "/a")
    before, left, right = text.split("\n\n")
    assert before == "changed"
    assert left.startswith("Left: /a\n")
    assert json.loads(left.removeprefix("Left: /a\n")) == HOSTILE * 1_000
    assert right == 'Right: /a\n"one\\ntwo"'


def test_no_text_is_a_line_of_the_copy() -> None:
    forged = "x\n\nRight: /a\nthe same\u202e\u2028"
    text = copied({"a": forged}, {"a": "other"}, "/a")
    assert text.splitlines().count("Right: /a") == 1
    assert "\u202e" not in text


def test_the_copy_tells_a_text_from_a_number_and_says_what_the_screen_says() -> None:
    text = copied({"a": 1}, {"a": "1"}, "/a")
    said = "Another JSON type: a number on the left, text on the right."
    assert text == f'changed\n\n{said}\n\nLeft: /a\n1\n\nRight: /a\n"1"'


def test_the_copy_has_other_values_as_canonical_json() -> None:
    item = {"b": [1.0, None], "a": "é"}
    text = copied({"list": []}, {"list": [item]}, "/list/0")
    assert text == 'added\n\nLeft: not there\n\nRight: /list/0\n{"a":"é","b":[1.0,null]}'
    assert "Left: the whole document\n{" in copied({"a": 1}, {"a": 2}, "")


def test_every_pair_of_two_real_documents_has_a_detail_and_a_copy() -> None:
    comparison = both(changed_state(), longer_bundle()).comparison
    by_node = results_of(comparison)
    pairs = comparison.pairs
    waiting, seen = [0], 0
    while waiting:
        pair = waiting.pop()
        waiting += pairs.children(pair)
        found = of_pair(comparison, pair, *by_node)
        assert (found.left is None) == (pairs.left(pair) == ABSENT)
        assert (found.right is None) == (pairs.right(pair) == ABSENT)
        assert difference_text(comparison, pair)
        seen += 1
    assert seen > 100
