"""What distinguishes two values is named by the first thing that, evened out, makes them equal."""

import math
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inspector.compare.nature import LONGEST, Nature, nature
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
    assert nature(left, right) is nature(right, left) is Nature.TYPE


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
    assert nature(left, right) is nature(right, left) is Nature.NUMBER_SPELLING


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
    assert nature(left, right) is nature(right, left) is Nature.VALUE


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ada", "A\u200bda", Nature.INVISIBLE),
        ("Ada", "\u202eAda\u202c", Nature.INVISIBLE),
        ("A\u200bda", "A\u200cda", Nature.INVISIBLE),
        ("Ada", "Ada\x00", Nature.INVISIBLE),
        ("Ada", "Ada\x1f", Nature.INVISIBLE),
        ("", "\ufeff", Nature.INVISIBLE),
        ("\u2764", "\u2764\ufe0f", Nature.INVISIBLE),
        (COMPOSED, DECOMPOSED, Nature.UNICODE_FORM),
        ("\u212b", "\u00c5", Nature.UNICODE_FORM),
        ("\ufb01n", "fin", Nature.UNICODE_FORM),
        ("x\u00b2", "x2", Nature.UNICODE_FORM),
        ("\uff21da", "Ada", Nature.UNICODE_FORM),
        ("a b", "a\u00a0b", Nature.UNICODE_FORM),
        ("\u1112\u1161\u11ab", "\ud55c", Nature.UNICODE_FORM),
        ("a b", "a  b", Nature.WHITE_SPACE),
        ("a b", "ab", Nature.WHITE_SPACE),
        ("a\nb", "a\r\nb", Nature.WHITE_SPACE),
        ("a b", "a\tb", Nature.WHITE_SPACE),
        ("a\u2028b", "a b", Nature.WHITE_SPACE),
        ("", " ", Nature.WHITE_SPACE),
        ("Ada", "ADA", Nature.CASE),
        ("ΟΔΟΣ", "οδος", Nature.CASE),
        ("Ada", "Eve", Nature.VALUE),
        ("A", "\u0391", Nature.VALUE),
        ("straße", "strasse", Nature.VALUE),
    ],
)
def test_texts_differ_in_the_first_thing_that_tells_them_apart(
    left: str, right: str, expected: Nature
) -> None:
    assert nature(left, right) is nature(right, left) is expected


@pytest.mark.parametrize(("left", "right"), [("Ada", "A\u200bDA"), (DECOMPOSED, "CAF\u00c9")])
def test_texts_that_differ_in_two_things_differ_in_value(left: str, right: str) -> None:
    assert nature(left, right) is Nature.VALUE


def test_containers_of_one_type_differ_in_value() -> None:
    assert nature([1], [1.0]) is nature({"a": 1}, {"a": 2}) is Nature.VALUE


@given(json_values(), json_values())
def test_nature_is_the_same_from_both_sides(left: Any, right: Any) -> None:
    assume(reference_json(left) != reference_json(right))
    assert nature(left, right) is nature(right, left)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_in_another_form_never_differs_in_value(text: str) -> None:
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, text)
        if other != text:
            assert nature(text, other) is not Nature.VALUE


def test_longer_texts_are_not_looked_into() -> None:
    text = "x" * (LONGEST - 1)
    assert nature(text + "y", text + "Y") is Nature.CASE
    assert nature(text + "yy", text + "yY") is Nature.VALUE


def test_work_does_not_grow_with_the_text() -> None:
    def work(size: int) -> int:
        return calls(lambda: nature(MARKS * size, MARKS * size + "\u0300"))

    assert work(10_000_000) < work(LONGEST // 2 - 1)
