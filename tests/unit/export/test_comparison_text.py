"""A comparison as text: a summary, then the differences; safe for a terminal."""

import json
from typing import Any

import pytest

from inspector.compare.comparison import compare
from inspector.compare.proofs import ComparedProofs, Proof
from inspector.compare.side import NotCompared, Unusable
from inspector.compare.volatile import Ignored
from inspector.document.json_types import Json
from inspector.errors import NothingInCommonError, NotPithError
from inspector.export.comparison_text import comparison_lines
from inspector.export.report_text import Line, Role
from inspector.jobs.comparing import compare_sides
from inspector.verify.report import unreadable
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN
from tests.conftest import BUNDLE, RECORD, sample
from tests.unit.compare.documents import both, changed_state, longer_bundle, verified
from tests.unit.compare.sides import compared
from tests.unit.export.hostile import HOSTILE, hostile_everywhere
from tests.vectors.keys import Object
from tests.vectors.vector import made_after, put

PITH = "pith:2026:AAAAAAAAAAAAAAAAAAAAAAAAAA"


def lines(found: ComparedProofs | NotCompared, *ignored: str) -> list[Line]:
    left_aside = Ignored(found.comparison, ignored) if isinstance(found, ComparedProofs) else None
    return list(comparison_lines(found, left_aside))


def texts(found: ComparedProofs | NotCompared, *ignored: str) -> list[str]:
    return [line.text for line in lines(found, *ignored)]


def differing(left: Json, right: Json, *proofs: Proof) -> ComparedProofs:
    return ComparedProofs(compared(left, right), proofs)


def changes(left: Json, right: Json) -> list[str]:
    """The lines below the number of differences, without their common indent."""
    found = texts(differing({"a": left}, {"a": right}))
    return [text.removeprefix("    ") for text in found[found.index("") + 2 :]]


# --- the first line ---------------------------------------------------------------------------


def test_first_line_says_what_differs_and_what_is_proven() -> None:
    assert texts(both(changed_state(), longer_bundle()))[0] == (
        "Same record. 12 added, 4 changed. The left is failed, the right is verified."
    )
    assert texts(both("good", "good"))[0] == "Same record. Nothing differs. Both are verified."
    assert texts(both("good", "sorted"))[0] == (
        "Same record. Nothing differs but the bytes: the canonical JSON is the same. "
        "Both are verified."
    )
    assert texts(both("payload-changed", "record-changed"))[0] == (
        "The same Pith Number is claimed, but these are two records. 2 changed. Both are failed."
    )


def test_ignored_changes_are_said_to_be() -> None:
    assert texts(both("good", "payload-changed"), "/events")[0] == (
        "Same record. Nothing differs; 1 ignored. The left is verified, the right is failed."
    )


def test_other_record_is_said_to_be_one_with_both_numbers() -> None:
    one, other = verified("good"), verified("old-arxiv-id")
    (first, *_) = texts(compare_sides(one, other))
    assert first.startswith(
        f"Not the same record: {one.document.pith_number} on the left, "
        f"{other.document.pith_number} on the right. "
    )


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ({}, {}, "Neither side has a Pith Number, so it cannot be told whether"),
        ({"pith_number": PITH}, {}, "One side has no Pith Number, so it cannot be told whether"),
        ({}, {"pith_number": PITH}, "One side has no Pith Number, so it cannot be told whether"),
    ],
)
def test_record_that_is_not_named_is_not_guessed(left: Object, right: Object, said: str) -> None:
    assert texts(differing(left, right))[0].startswith(said)


# --- the sides --------------------------------------------------------------------------------


def test_each_side_has_its_source_and_both_axes() -> None:
    left, right = verified("good", source="a.json"), verified("good-state", source="b.json")
    assert texts(ComparedProofs(compare(left, right), ()))[1:] == [
        "  left   a.json",
        "         bundle · verified · integrity intact · trust trusted",
        "  right  b.json",
        "         state · unproven · integrity intact · trust unsigned",
        "  compared: /state of the left with all of the right",
    ]


def test_parts_that_were_compared_are_named() -> None:
    found = texts(both("good", "good-record"))
    (told,) = [text for text in found if "compared:" in text]
    assert told.startswith("  compared: what both have: pith_number, ")
    assert "canonical_record" in told
    assert not any("compared:" in text for text in texts(both("good", "sorted")))


def test_computed_state_is_said_to_be_one() -> None:
    found = texts(ComparedProofs(compare(verified("good", at=1), verified("good")), ()))
    assert "         the state after event 1, computed here; the verdict is the bundle's" in found


def test_side_that_cannot_be_used_is_beside_the_other() -> None:
    error = NotPithError("This is nothing")
    bad = Unusable("bad.json", unreadable(error), error)
    found = lines(NotCompared(bad, verified("good", source="good.json")))
    assert found[0] == Line(Role.UNREADABLE, "Not compared. The left side cannot be used.")
    assert [line.text for line in found[1:]] == [
        "  left   bad.json",
        "         no document · unreadable",
        "         error: not_pith",
        "  right  good.json",
        "         bundle · verified · integrity intact · trust trusted",
    ]
    assert "The right side" in texts(NotCompared(verified("good"), bad))[0]
    assert "Neither side" in texts(NotCompared(bad, bad))[0]


def test_nothing_in_common_is_said() -> None:
    error = NothingInCommonError("no parts")
    found = texts(NotCompared(verified("good"), verified("signing-key"), error))
    assert found[0] == "Not compared. The two have nothing in common."
    assert "  right  memory" in found


# --- the checks -------------------------------------------------------------------------------


def test_checks_that_differ_stand_worst_first() -> None:
    proofs = [
        Proof("event.id", "/a", PASS, UNCHECKED, "/a", "/a"),
        Proof("event.type", "/b", None, WARN, None, "/b"),
        Proof("event.links", "/c", FAIL, PASS, "/c", "/d"),
        Proof("event.unique", "", PASS, None, "", None),
        Proof("event.subject", "/f", PASS, None, "/f", None),
        Proof("event.signer", "/g", None, PASS, None, "/g"),
    ]
    found = lines(differing({}, {}, *proofs))
    assert found[found.index(Line(Role.PLAIN, "")) + 1 :] == [
        Line(Role.PLAIN, "  6 checks differ"),
        Line(Role.FAIL, "    event.links: fail on the left, pass on the right"),
        Line(Role.FAINT, "        /c, on the right /d"),
        Line(Role.WARN, "    event.type: not made on the left, warn on the right"),
        Line(Role.FAINT, "        /b"),
        Line(Role.UNCHECKED, "    event.id: pass on the left, unchecked on the right"),
        Line(Role.FAINT, "        /a"),
        Line(Role.FAINT, "    2 checks pass and are made on the left alone"),
        Line(Role.FAINT, "    1 check passes and is made on the right alone"),
    ]
    assert "  1 check differs" in texts(differing({}, {}, proofs[0]))


def test_many_checks_are_cut_and_counted() -> None:
    proofs = [Proof("event.id", f"/{n}", FAIL, PASS, f"/{n}", f"/{n}") for n in range(1_000)]
    found = texts(differing({}, {}, *proofs))
    assert "    and 950 more; --json lists all" in found
    assert len(found) < 120


# --- the changes ------------------------------------------------------------------------------


def test_each_kind_has_its_sign_its_word_and_its_places() -> None:
    left: Any = [{"claim_id": name} for name in "abc"]
    right: Any = [{"claim_id": name} for name in "cab"]
    assert changes({"x": 1, "y": 2, "z": left}, {"w": 3, "y": 4, "z": right}) == [
        "- removed /a/x",
        "    left   1",
        "~ changed /a/y",
        "    left   2",
        "    right  4",
        "→ moved /a/z/2 → /a/z/0, matched by claim_id",
        "+ added /a/w",
        "    right  3",
    ]


def test_place_that_is_another_on_the_right_is_named_too() -> None:
    found = texts(both("good-state", "state.merge"))
    row = found.index("    - removed /current/graph_snapshots/0")
    assert found[row + 1].startswith('        left   {"event_id": "sha256:')
    assert "    ~ changed /state_sha256, on the right /state/state_sha256" in found


@pytest.mark.parametrize(
    ("left", "right", "note"),
    [
        (1, 1.0, "The same number, written differently: other canonical JSON, so another hash."),
        (
            "\u00e9",
            "e\u0301",
            "The same text in another Unicode form: U+00E9 on the left, "
            "U+0065 U+0301 on the right.",
        ),
        (
            "ab",
            "a\u200bb",
            "They differ only in characters that cannot be seen; here these are escapes.",
        ),
        ("a b", "a\nb", "They differ only in white space."),
        (1, "1", "Another JSON type: a number on the left, text on the right."),
        (None, {}, "Another JSON type: null on the left, an object on the right."),
        ("Ab", "aB", "They differ only in upper and lower case."),
    ],
)
def test_difference_that_does_not_show_is_said(left: Json, right: Json, note: str) -> None:
    assert changes(left, right)[-1] == f"    {note}"
    assert len(changes(left, right)) == 4


def test_difference_that_shows_needs_no_words() -> None:
    for left, right in (("a", "b"), (1, 2), (True, False)):
        assert len(changes(left, right)) == 3


def test_invisible_characters_are_shown_as_escapes() -> None:
    assert changes("ab", "a\u200bb")[1:3] == ['    left   "ab"', '    right  "a\\u200bb"']


def test_long_texts_are_shown_around_the_first_difference() -> None:
    shared = "one and the same " * 1_000
    found = changes(shared + "left" + shared, shared + "right" + shared)
    assert found[1].endswith("…")
    assert found[1].startswith('    left   …"')
    assert "same left" in found[1]
    assert "same right" in found[2]
    assert max(map(len, found)) < 300


def test_long_numbers_are_shown_around_the_first_difference() -> None:
    shown = changes(10**400 + 1, 10**400 + 2)
    assert shown[1].endswith("00001")
    assert shown[2].endswith("00002")


def test_large_values_are_cut() -> None:
    large: tuple[Json, ...] = ("x" * 10**6, [["y" * 10**6] * 2] * 2, {"n" * 10**6: 1}, 10**4000)
    for value in large:
        found = changes({"b": 1}, {"b": 1, "c": value})
        assert found[-1].endswith("…")
        assert max(map(len, found)) < 300


def test_many_changes_are_cut_and_counted() -> None:
    found = texts(differing({str(n): 1 for n in range(3_000)}, {str(n): 2 for n in range(3_000)}))
    assert "  3,000 differences" in found
    assert found[-1] == "    and 2,800 more; --json lists all"
    assert len(found) < 700


def test_ignored_changes_are_not_listed() -> None:
    found = texts(differing({"a": 1, "b": 1}, {"a": 2, "b": 2}), "/a")
    assert "  1 difference" in found
    assert "    ~ changed /b" in found
    assert not any("/a" in text for text in found)


# --- hostile text -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [BUNDLE, RECORD])
@pytest.mark.parametrize("is_left", [True, False])
def test_hostile_text_is_one_harmless_line_each(name: str, is_left: bool) -> None:
    value: Any = json.loads(sample(name))
    types = {key: value[key] for key in ("bundle_type", "record_type") if key in value}
    hostile: Any = {**hostile_everywhere(value), **types}  # type: ignore[dict-item]
    sides = verified(value, source=HOSTILE), verified(hostile, source="caf\udce9\x1b")
    found = lines(compare_sides(*(sides if is_left else sides[::-1])))
    assert len(found) > 50
    assert all(line.text.isprintable() for line in found)
    assert max(len(line.text) for line in found[3:]) < 6_000


def test_hostile_names_and_numbers_are_harmless() -> None:
    hostile = made_after(put("pith_number")(HOSTILE))
    hostile[HOSTILE * 1_000] = HOSTILE
    found = texts(both(hostile, "good"))
    assert all(text.isprintable() for text in found)
    assert "\\u202eevil" in found[0]
    assert max(map(len, found)) < 4_000
