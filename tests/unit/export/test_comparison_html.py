"""The page of a comparison: self-contained, correct, and safe against hostile text."""

import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from inspector import program_version
from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import compare
from inspector.compare.proofs import ComparedProofs, Proof
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.export import comparison_rows
from inspector.export.comparison_html import comparison_html
from inspector.export.comparison_text import comparison_lines
from inspector.messages import Message
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.verify.result import FAIL, PASS, WARN
from inspector.visible import visible
from tests.unit.compare.documents import both, changed_state, longer_bundle, verified
from tests.unit.compare.sides import TWO_OBJECTS, compared, side

MADE_AT = "2026-06-01 12:00 UTC"
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "h1", "h2"),
    *("p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("code", "pre", "span", "strong", "mark"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "translate"}
ATTRIBUTES |= {"aria-hidden"}
HOSTILE = (
    "</td><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title></pre><h1>Verified</h1>",
    "<!-- ]]> <![CDATA[ <?xml",
    "&lt;b&gt; &amp; &#60; &nbsp",
    "javascript:alert(1) url(x)",
    "{{ 7 * 7 }} %s {0}",
    "\x00\x1b[31m\u202eevil\u2066\u200b\ufeff\u2028\r\n\t",
)


class Balanced(HTMLParser):
    """Checks that every tag is the program's own and properly closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.comments = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.comments += 1


def page(found: ComparedProofs) -> str:
    return "".join(comparison_html(found, made_at=MADE_AT))


def proven(left: Any, right: Any, *proofs: Proof) -> ComparedProofs:
    return ComparedProofs(compared(left, right), proofs)


def tree(found: ComparedProofs) -> Any:
    """The parsed page, after checking that no text breaks out of its element."""
    source = page(found)
    parser = Balanced()
    parser.feed(source)
    parser.close()
    assert not parser.open
    assert not parser.comments
    return html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def rows(root: Any, name: str) -> list[Any]:
    found: list[Any] = root.xpath(f"//table[@class='{name}']/tbody/tr")
    return found


def cells(row: Any) -> list[str]:
    return [text(cell) for cell in row]


def values(left: Json, right: Json) -> tuple[str, str]:
    """How the page shows a member that differs."""
    (row,) = rows(tree(proven({"a": left}, {"a": right})), "changes")
    one, _, other = row
    return one.find("pre").text_content(), other.find("pre").text_content()


def paragraphs(root: Any) -> list[str]:
    return [text(one) for one in root.iter("p")]


# --- the page as a whole ----------------------------------------------------------------------


def test_page_is_complete_and_fetches_nothing() -> None:
    source = page(both(changed_state(), longer_bundle()))
    root = tree(both(changed_state(), longer_bundle()))
    assert source.startswith('<!DOCTYPE html>\n<html lang="en">')
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert root.xpath("//meta/@charset") == ["utf-8"]
    assert text(root.find("head/title")) == "Comparison of “a name” with “a name”"
    style = root.find("head/style").text
    assert not re.search(r"url\(|@import|expression|<|\\", style)
    assert not re.search(r"\b(src|href|action|style|on[a-z]+)\s*=", source.replace(style, ""))


def test_policy_comes_before_everything_that_it_governs() -> None:
    source = page(both("good", "good"))
    assert source.index("Content-Security-Policy") < source.index("<style>")
    assert source.index("charset") < 1_024


def test_equal_comparisons_have_equal_pages() -> None:
    found = page(both(changed_state(), longer_bundle()))
    assert page(both(changed_state(), longer_bundle())) == found
    assert MADE_AT in found


def test_pieces_are_short() -> None:
    left = {"list": [{"claim_id": str(number)} for number in range(500)]}
    pieces = list(comparison_html(proven(left, {"list": []}), made_at=MADE_AT))
    assert len(pieces) > 500
    assert max(map(len, pieces)) < 20_000


def test_headings_and_heads_of_tables_tell_a_listener_the_way() -> None:
    root = tree(both(changed_state(), longer_bundle()))
    assert len(root.xpath("//h1")) == 1
    assert [text(one) for one in root.iter("h2")] == [
        "Both sides",
        "What was compared",
        "Proofs that changed",
        "Differences",
    ]
    assert all(one.get("scope") in {"col", "row"} for one in root.iter("th"))
    for row in root.xpath("//tbody/tr"):
        assert len(row.xpath("th[@scope='row']")) == 1
    assert all(text(one) in "+−◆⇄✓✗!?–" for one in root.xpath("//*[@aria-hidden]"))


def test_footer_says_who_made_the_page_and_that_it_proves_nothing() -> None:
    found = text(tree(both("good", "good")).find("body/footer"))
    assert f"Pith Inspector {program_version()}, {MADE_AT}." in found
    assert "This page is not signed." in found
    assert found.endswith("Nothing on this page proves itself: open the two documents to check it.")


# --- what it says of both sides ---------------------------------------------------------------


def test_first_sentence_and_counts_are_those_of_the_comparison() -> None:
    found = both(changed_state(), longer_bundle())
    root = tree(found)
    (summary,) = root.xpath("//p[@class='summary']")
    assert text(summary) == next(comparison_lines(found)).text
    assert [text(one) for one in root.iter("li")] == [
        "+ 12 added",
        "− 0 removed",
        "◆ 4 changed",
        "⇄ 0 moved",
    ]


def test_each_side_says_what_it_is_and_what_was_proven_of_it() -> None:
    left, right = verified(changed_state(), source="l.json"), verified("good", source="r.json")
    root = tree(ComparedProofs(compare(left, right), ()))
    found = {row[0]: row[1:] for row in map(cells, rows(root, "sides"))}
    assert found["Source"] == ["l.json", "r.json"]
    assert found["SHA-256"] == [sha256(side.document.data).hexdigest() for side in (left, right)]
    assert found["Document"] == ["state", "bundle"]
    assert found["Pith Number"] == [left.document.pith_number, right.document.pith_number]
    assert found["Title"] == [f"“{left.report.title}”", f"“{right.report.title}”"]
    assert found["Verdict"] == [
        f"✗ Failed. {left.report.sentence}",
        f"✓ Verified. {right.report.sentence}",
    ]
    assert found["Integrity"] == ["✗ broken", "✓ intact"]
    assert found["Trust"] == ["? unsigned", "✓ trusted"]
    assert found["Checks"][1].startswith(f"{right.report.counts.passed} pass, 0 fail")


def test_computed_state_is_said_to_be_one() -> None:
    found = ComparedProofs(compare(verified("good", at=1), verified("good")), ())
    (row,) = [row for row in map(cells, rows(tree(found), "sides")) if row[0] == "Document"]
    assert row[1].startswith("state after event 1, computed here from the events of the bundle")
    assert row[2] == "bundle"


def test_what_was_not_compared_is_named() -> None:
    root = tree(both("good", "good-record"))
    parts = [cells(row) for row in rows(root, "parts")]
    assert ["aliases", "/source_aliases", "/aliases"] in parts
    said = paragraphs(root)
    assert "Compared only in part on the left: events." in said
    (bare,) = [one for one in said if one.startswith("Not compared on the left: ")]
    assert "bundle_signature" in bare
    assert "canonical_record" not in bare


def test_side_that_was_compared_whole_leaves_nothing_out() -> None:
    root = tree(both("good", "good-state"))
    assert ["state", "/state", "the whole document"] in map(cells, rows(root, "parts"))
    assert not any(one.endswith("on the right") for one in paragraphs(root))
    whole = tree(both("good", "good"))
    assert any(one.startswith("Both documents were compared whole.") for one in paragraphs(whole))


# --- the proofs -------------------------------------------------------------------------------


def test_proofs_that_changed_stand_worst_first_and_the_rest_is_counted() -> None:
    proofs = (
        Proof("event.hash", "/a", PASS, WARN, "/a", "/a"),
        Proof("bundle.hash", "/b", PASS, FAIL, "/b", "/c"),
        Proof("key.unique", "/d", None, PASS, None, "/d"),
        Proof("key.unique", "/e", None, PASS, None, "/e"),
    )
    root = tree(proven({"a": 1}, {"a": 2}, *proofs))
    assert [cells(row) for row in rows(root, "proofs")] == [
        ["bundle.hash", "✓ pass", "✗ fail", "/b, on the right /c"],
        ["event.hash", "✓ pass", "! warn", "/a"],
    ]
    assert "2 passing checks were made on the right alone: key.unique (2)." in paragraphs(root)


def test_verdict_and_both_axes_stand_first() -> None:
    found = [cells(row)[:3] for row in rows(tree(both(changed_state(), longer_bundle())), "proofs")]
    assert found[:3] == [
        ["Verdict", "✗ Failed", "✓ Verified"],
        ["Integrity", "✗ broken", "✓ intact"],
        ["Trust", "? unsigned", "✓ trusted"],
    ]
    assert ["state.event_id", "✗ fail", "not there"] in found


def test_no_changed_proof_is_said() -> None:
    assert "No check has another result on the other side." in paragraphs(
        tree(both("good", "good"))
    )


# --- the differences --------------------------------------------------------------------------


@given(TWO_OBJECTS)
def test_each_difference_has_a_row_with_both_places(objects: tuple[Any, Any]) -> None:
    found = proven(*objects)
    root = tree(found)
    changes = list(found.comparison.changes())
    shown = rows(root, "changes")
    assert len(shown) == len(changes) == found.comparison.counts.total
    for kind in ChangeKind:
        named = [row for row in shown if row.get("class") == kind]
        assert len(named) == getattr(found.comparison.counts, kind)
    for change, row in zip(changes, shown, strict=True):
        for path, cell in ((change.left_path, row[0]), (change.right_path, row[2])):
            if path is None:
                assert text(cell) == "not there"
            else:
                assert cell[0].text_content() == (
                    unmistakable_pointer(path) or "the whole document"
                )


@given(TWO_OBJECTS)
def test_page_of_anything_can_be_written(objects: tuple[Any, Any]) -> None:
    source = page(proven(*objects))
    assert source.encode().decode() == source
    assert visible(source.replace("\n", "")) == source.replace("\n", "")


def test_nothing_differs_is_said() -> None:
    root = tree(both("good", "good"))
    assert not rows(root, "changes")
    assert any(one.startswith("Nothing differs: ") for one in paragraphs(root))


def test_moved_item_says_from_where_to_where_and_how_it_was_known() -> None:
    items = [{"claim_id": name} for name in "abc"]
    root = tree(proven({"list": items}, {"list": [items[2], *items[:2]]}))
    ((left, middle, right),) = map(cells, rows(root, "changes"))
    assert left.startswith("/list/2{")
    assert right.startswith("/list/0{")
    assert middle == "1 of 1⇄ moved 3 → 1matched by claim_id"


def test_way_to_a_change_inside_of_an_item_is_told() -> None:
    left, right = ({"list": [{"claim_id": "a", "is": {"not": said}}]} for said in (1, 2))
    (row,) = rows(tree(proven(left, right)), "changes")
    assert cells(row)[1].endswith("matched by claim_id, then by name")


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (1, 1.0, "The same number, written differently"),
        ("1", 1, "Another JSON type: text on the left, a number on the right."),
        ("caf\u00e9", "cafe\u0301", "U+00E9 on the left, U+0065 U+0301 on the right."),
        ("\ufb01", "fi", "Compatible letters in Unicode: U+FB01 on the left"),
        ("a\u200bb", "ab", "characters that cannot be seen"),
        ("a b", "a  b", "only in white space"),
        ("A", "a", "only in upper and lower case"),
    ],
)
def test_what_is_not_obvious_is_said(left: Json, right: Json, said: str) -> None:
    (row,) = rows(tree(proven({"a": left}, {"a": right})), "changes")
    assert said in cells(row)[1]


def test_differing_characters_are_marked() -> None:
    (row,) = rows(tree(proven({"a": "a good day"}, {"a": "a bad day"})), "changes")
    assert [mark.text_content() for mark in row.iter("mark")] == ["goo", "ba"]
    (row,) = rows(tree(proven({"a": 12}, {"a": None})), "changes")
    assert [mark.text_content() for mark in row.iter("mark")] == ["12", "null"]


def test_value_is_written_as_json_and_a_text_in_quotation_marks() -> None:
    assert values({"b": [1.0, "x"]}, True) == (
        '{\n  "b": [\n    1.0,\n    "x"\n  ]\n}',
        "true",
    )  # fmt: skip
    assert values("1", 10**40) == ('"1"', "1" + "0" * 40)
    assert values("", "one\ntwo") == ('""', '"one\\n\ntwo"')


def test_escape_is_told_from_the_same_characters_in_the_text() -> None:
    (row,) = rows(tree(proven({"a": "\u200b"}, {"a": "\\u200b"})), "changes")
    assert row[0].find("pre").text_content() == '"\\u200b"'
    assert row[2].find("pre").text_content() == '"\\\\u200b"'


def test_letters_that_look_alike_are_escapes_where_they_differ() -> None:
    (row,) = rows(tree(proven({"a": "paper"}, {"a": "p\u0430per"})), "changes")
    assert row[0].find("pre").text_content() == '"paper"'
    assert row[2].find("pre").text_content() == '"p\\u0430per"'


# --- what is cut ------------------------------------------------------------------------------


def cuts(left: Json, right: Json) -> list[str]:
    root = tree(proven({"a": left}, {"a": right}))
    return [text(one) for one in root.xpath("//p[@class='cut']")]


def test_long_text_is_cut_around_the_difference_and_says_so() -> None:
    for size in (3_000, 30_000):
        one, other = "x " * size + "left", "x " * size + "right"
        found = values(one, other)
        assert found[0].endswith('left"')
        assert found[1].endswith('right"')
        assert len(found[0]) < 500
        assert cuts(one, other) == [
            f"Cut: a part of a text of {len(one):,} characters.",
            f"Cut: a part of a text of {len(other):,} characters.",
        ]


@pytest.mark.parametrize("start", ["", "a", "a" * 5_000, "\n" * 500, "\n" * 20_000])
@pytest.mark.parametrize("end", ["", "z", "z" * 5_000, "\n" * 500])
@pytest.mark.parametrize(("one", "other"), [("left", "right"), ("", "more"), ("less", "")])
def test_difference_is_shown_wherever_it_is(start: str, end: str, one: str, other: str) -> None:
    left, right = f"{start}{one}{end}", f"{start}{other}{end}"
    for whole, shown, said in zip((left, right), values(left, right), (one, other), strict=True):
        assert said in shown
        assert len(shown) < 2_100
        assert (len(whole) > 2_000) <= ("…" in shown)


def test_text_that_is_shown_whole_says_nothing() -> None:
    assert cuts("x" * 2_000, "y" * 2_000) == []
    assert len(cuts("x" * 2_001, "y")) == 1
    assert len(cuts("\n" * 200, "y")) == 1


def test_cut_never_parts_a_letter_from_its_mark() -> None:
    one, _ = values("e\u0301" * 2_000, "y")
    assert one.rstrip('…"').endswith("e\u0301")


def test_long_values_are_cut_and_say_so() -> None:
    assert cuts([*range(1_000)], {}) == ["Cut: the beginning of a list of 1,000 items."]
    assert cuts({"n": "x" * 9_999}, []) == ["Cut: the beginning of an object of 1 members."]
    shown, _ = values([*range(1_000)], {})
    assert len(shown.splitlines()) <= 45
    shown, _ = values({"n": "x" * 10_000_000}, [])
    assert len(shown) == 2_000


def test_value_of_the_greatest_depth_is_shown() -> None:
    value: Json = "x"
    for _ in range(495):
        value = [value]
    assert cuts(value, 1) == ["Cut: the beginning of a list of 1 items."]


def test_page_has_an_end_and_says_how_much_it_leaves_out() -> None:
    left = {"list": [{"claim_id": str(number)} for number in range(comparison_rows.MOST + 7)]}
    root = tree(proven(left, {"list": []}))
    assert len(rows(root, "changes")) == comparison_rows.MOST
    assert (
        "This page leaves out 7 more of 5,007 differences. "
        "The comparison exported as JSON has them."
    ) in paragraphs(root)


def test_monstrous_names_do_not_make_a_monstrous_page() -> None:
    name = "n" * 3_000_000
    left, right = ({name: {str(n): value for n in range(100)}} for value in (1, 2))
    source = page(proven(left, right))
    assert len(source) < 100_000
    assert "more of 100 differences." in source


# --- hostile text -----------------------------------------------------------------------------


def hostile_side(words: str, other: Json) -> Side:
    """A side in which every text that may come from outside is ``words``."""
    found = side({"pith_number": words, words: words, "deep": {words: [words, other]}})
    report = found.report._replace(title=words, sentence=Message(words), pith_number=words)
    return replace(found, source=words, name=words, verified=report)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text_everywhere(words: str) -> None:
    proof = Proof(words, words, PASS, FAIL, words, words + "x")
    comparison = compare(hostile_side(words, 1), hostile_side(f"{words}<b>", 2))
    root = tree(ComparedProofs(comparison, (proof,)))
    shown = visible(words)
    assert text(root.find("head/title")).count(" ".join(shown.split())) == 2
    found = {row[0].text_content(): row[1].text_content() for row in rows(root, "sides")}
    assert found["Name"] == found["Source"] == shown
    assert found["Pith Number"] == f"“{shown}”"
    assert found["Title"] == f"“{shown}” (title not proven)"
    assert found["Verdict"].endswith(f". {shown}")
    assert {row[0].text_content() for row in rows(root, "proofs")} == {shown}
    codes = [one.text_content() for one in root.iter("code")]
    escaped = shown.replace("~", "~0").replace("/", "~1")
    assert f"/deep/{escaped}" in codes
    assert not root.xpath("//script | //img | //svg | //b")


def test_two_names_that_look_alike_are_told_apart() -> None:
    left = replace(verified("good"), name="a.json")
    right = replace(verified("payload-changed"), name="\u0430.json")
    root = tree(ComparedProofs(compare(left, right), ()))
    assert text(root.find("head/title")) == "Comparison of “a.json” with “\\u0430.json”"
    found = {row[0]: row[1:] for row in map(cells, rows(root, "sides"))}
    assert found["Name"] == ["a.json", "\\u0430.json"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_value_is_escaped_once(words: str) -> None:
    _, other = values(1, words)
    assert other == '"' + visible(words).replace("\\n", "\\n\n") + '"'


@given(st.text())
def test_any_text_stays_text(words: str) -> None:
    # No document holds half a surrogate pair; the next test has one in a name.
    comparison = compare(hostile_side(words, 1), hostile_side("other", 2))
    root = tree(ComparedProofs(comparison, ()))
    found = {row[0].text_content(): row[1].text_content() for row in rows(root, "sides")}
    assert found["Source"] == visible(words)


def test_file_name_of_bytes_that_are_no_text_is_escaped() -> None:
    odd = replace(side({}), source="/a/\udcff.json", name="\udcff.json")
    found = ComparedProofs(compare(odd, odd), ())
    assert page(found).encode()
    assert "/a/\\xff.json" in [one.text_content() for one in tree(found).iter("code")]
