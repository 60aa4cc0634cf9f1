"""The cause of a difference is the first normalisation that makes both values equal."""

import math
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inspector.compare.difference_cause import (
    LONGEST,
    DifferenceCause,
    cause_sentence,
    difference_cause,
)
from inspector.document.canonical import reference_json
from tests.conftest import json_values
from tests.unit.compare.work import calls

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"
MARKS = "\u0301\u0316"
"""Two marks that Unicode orders the other way round, so that sorting a run of them is dear."""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, "1"),
        (1, True),
        (0.0, False),
        (0, None),
        ("", None),
        (False, None),
        ({}, []),
        ("[]", []),
        (1, [1]),
    ],
)
def test_values_of_two_json_types_differ_in_type(left: Any, right: Any) -> None:
    assert difference_cause(left, right) is difference_cause(right, left) is DifferenceCause.TYPE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 1.0),
        (0.0, -0.0),
        (0, -0.0),
        (100, 1e2),
        (2**53, float(2**53)),
        (int(1e308), 1e308),
        (10**22, 1e22),
    ],
)
def test_equal_numbers_differ_in_spelling(left: Any, right: Any) -> None:
    assert (
        difference_cause(left, right)
        is difference_cause(right, left)
        is DifferenceCause.NUMBER_SPELLING
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 2),
        (2**53 + 1, float(2**53)),
        (10**4_000, 1e308),
        (-(10**400), -math.ulp(0)),
        (0, math.ulp(0)),
        (0.1 + 0.2, 0.3),
        (True, False),
    ],
)
def test_numbers_are_compared_exactly(left: Any, right: Any) -> None:
    assert difference_cause(left, right) is difference_cause(right, left) is DifferenceCause.VALUE


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ada", "A\u200bda", DifferenceCause.INVISIBLE),
        ("Ada", "\u202eAda\u202c", DifferenceCause.INVISIBLE),
        ("A\u200bda", "A\u200cda", DifferenceCause.INVISIBLE),
        ("Ada", "Ada\x00", DifferenceCause.INVISIBLE),
        ("Ada", "Ada\x1f", DifferenceCause.INVISIBLE),
        ("", "\ufeff", DifferenceCause.INVISIBLE),
        ("\u2764", "\u2764\ufe0f", DifferenceCause.INVISIBLE),
        (COMPOSED, DECOMPOSED, DifferenceCause.UNICODE_FORM),
        ("\u212b", "\u00c5", DifferenceCause.UNICODE_FORM),
        ("\ufb01n", "fin", DifferenceCause.UNICODE_FORM),
        ("x\u00b2", "x2", DifferenceCause.UNICODE_FORM),
        ("\uff21da", "Ada", DifferenceCause.UNICODE_FORM),
        ("a b", "a\u00a0b", DifferenceCause.UNICODE_FORM),
        ("\u1112\u1161\u11ab", "\ud55c", DifferenceCause.UNICODE_FORM),
        ("a b", "a  b", DifferenceCause.WHITE_SPACE),
        ("a b", "ab", DifferenceCause.WHITE_SPACE),
        ("a\nb", "a\r\nb", DifferenceCause.WHITE_SPACE),
        ("a b", "a\tb", DifferenceCause.WHITE_SPACE),
        ("a\u2028b", "a b", DifferenceCause.WHITE_SPACE),
        ("", " ", DifferenceCause.WHITE_SPACE),
        ("Ada", "ADA", DifferenceCause.CASE),
        ("ΟΔΟΣ", "οδος", DifferenceCause.CASE),
        ("Ada", "Eve", DifferenceCause.VALUE),
        ("A", "\u0391", DifferenceCause.LOOKS_ALIKE),
        ("Ada Example", "Ada Ex\u0430mple", DifferenceCause.LOOKS_ALIKE),
        ("Al", "AI", DifferenceCause.LOOKS_ALIKE),
        ("10-12", "10\u201012", DifferenceCause.LOOKS_ALIKE),
        ("straße", "strasse", DifferenceCause.VALUE),
    ],
)
def test_texts_differ_in_the_first_thing_that_tells_them_apart(
    left: str, right: str, expected: DifferenceCause
) -> None:
    assert difference_cause(left, right) is difference_cause(right, left) is expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada", "A\u200bDA"),
        (DECOMPOSED, "CAF\u00c9"),
        ("Ada L", "\u0410da  L"),
        ("Ada", "\u0410\u200bda"),
        ("ada", "\u0410da"),
    ],
)
def test_texts_that_differ_in_two_things_differ_in_value(left: str, right: str) -> None:
    assert difference_cause(left, right) is DifferenceCause.VALUE


def test_look_alikes_are_told_by_their_code_points() -> None:
    said = cause_sentence("Ada Example", "Ada Ex\u0430mple")
    assert str(said) == (
        "Characters that look alike, but are others: U+0061 on the left, U+0430 on the right."
    )


def test_containers_of_one_type_differ_in_value() -> None:
    assert (
        difference_cause([1], [1.0])
        is difference_cause({"a": 1}, {"a": 2})
        is DifferenceCause.VALUE
    )


@given(json_values(), json_values())
def test_nature_is_the_same_from_both_sides(left: Any, right: Any) -> None:
    assume(reference_json(left) != reference_json(right))
    assert difference_cause(left, right) is difference_cause(right, left)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_in_another_form_never_differs_in_value(text: str) -> None:
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, text)
        if other != text:
            assert difference_cause(text, other) is not DifferenceCause.VALUE


def test_longer_texts_are_not_looked_into() -> None:
    text = "x" * (LONGEST - 1)
    assert difference_cause(text + "y", text + "Y") is DifferenceCause.CASE
    assert difference_cause(text + "yy", text + "yY") is DifferenceCause.VALUE


def test_work_does_not_grow_with_the_text() -> None:
    def work(size: int) -> int:
        return calls(lambda: difference_cause(MARKS * size, MARKS * size + "\u0300"))

    assert work(10_000_000) < work(LONGEST // 2 - 1)
