"""Comparing fingerprints: every spelling of the same digits is equal, any other digit differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.gui.keys.fingerprint_compare import FingerprintMatch, GivenFingerprint
from inspector.verify.trust import PublicKey
from tests.vectors.keys import OTHER, OWN

KEY = PublicKey.of(OWN.key_id, OWN.raw)
BEGUN = GivenFingerprint.begin(KEY.groups)


@given(
    st.lists(st.sampled_from(["", " ", ":", "-", "\n", "\u00a0", "\u200b", " : "]), min_size=32),
    st.integers(0, 7),
    st.booleans(),
)
def test_whole_fingerprint_fills_all_from_any_field_in_any_spelling(
    between: list[str], place: int, capitals: bool
) -> None:
    written = "".join(a + b for a, b in zip(KEY.fingerprint, between, strict=False))
    found = BEGUN.with_text(place, written.upper() if capitals else written)
    assert found.is_equal
    assert set(found.matches) == {FingerprintMatch.EQUAL}


@given(st.text("0123456789abcdefABCDEF :g\u0435\uff11", max_size=80), st.integers(0, 7))
def test_only_the_same_digits_are_equal(text: str, place: int) -> None:
    found = BEGUN.with_text(place, text)
    digits = text.replace(" ", "").replace(":", "").lower()
    assert found.is_equal == (digits == KEY.fingerprint)


@given(st.integers(0, 31), st.sampled_from("0123456789abcdef"))
def test_one_other_digit_differs_in_its_group_alone(place: int, digit: str) -> None:
    other = KEY.fingerprint[:place] + digit + KEY.fingerprint[place + 1 :]
    found = BEGUN.with_text(0, other)
    differing = [at for at, match in enumerate(found.matches) if match is FingerprintMatch.DIFFERS]
    assert differing == ([] if other == KEY.fingerprint else [place // 4])
    assert found.is_equal == (other == KEY.fingerprint)


def test_digits_typed_one_by_one_are_still_to_come_until_one_is_wrong() -> None:
    group = KEY.groups[2]
    for length in range(4):
        assert BEGUN.with_text(2, group[:length]).matches[2] is FingerprintMatch.TO_COME
    assert BEGUN.with_text(2, group).matches[2] is FingerprintMatch.EQUAL
    assert BEGUN.with_text(2, group[:2] + "x").matches[2] is FingerprintMatch.DIFFERS


def test_part_of_a_fingerprint_continues_in_the_next_fields() -> None:
    found = BEGUN.with_text(3, " ".join(KEY.groups[3:6]))
    assert found.given == ("", "", "", *KEY.groups[3:6], "", "")
    assert [match is FingerprintMatch.EQUAL for match in found.matches] == [False] * 3 + [
        True
    ] * 3 + [False] * 2


@pytest.mark.parametrize("more", ["0", "ff" * 16, "x" * 100_000])
def test_longer_number_is_another_one(more: str) -> None:
    found = BEGUN.with_text(0, KEY.fingerprint + more)
    assert not found.is_equal
    assert found.matches[7] is FingerprintMatch.DIFFERS


def test_fingerprint_of_another_key_differs() -> None:
    other = PublicKey.of(OTHER.key_id, OTHER.raw)
    found = BEGUN.with_text(0, other.fingerprint)
    assert not found.is_equal
    assert FingerprintMatch.DIFFERS in found.matches


def test_look_alikes_differ() -> None:
    fingerprint = KEY.fingerprint.replace("e", "\u0435").replace("a", "\u0430")
    assert fingerprint != KEY.fingerprint
    assert not BEGUN.with_text(0, fingerprint).is_equal
