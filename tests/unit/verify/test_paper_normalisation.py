"""The text that the abstract's hash is of."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.paper_normalisation import UnicodeForm, digest, in_form, normalise


def test_case_and_white_space_make_no_difference() -> None:
    assert normalise(" We\tweigh\n\n PAPER. ") == "we weigh paper."


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert digest(text) == digest(f"  {text}\n")


@given(st.text(st.characters() | st.sampled_from("\u0301\u0323\u0344\ufdfa\u1e69")))
def test_text_of_any_script_is_put_in_its_unicode_form(text: str) -> None:
    forms: tuple[UnicodeForm, ...] = ("NFC", "NFD", "NFKC", "NFKD")
    for form in forms:
        assert in_form(form, text) == unicodedata.normalize(form, text)


def test_text_with_more_marks_in_a_row_than_any_script_has_is_left_as_it_is() -> None:
    text = "a" + "\u0301\u0323" * 15
    assert in_form("NFC", text) != text
    assert in_form("NFC", text + "\u0323") == text + "\u0323"
