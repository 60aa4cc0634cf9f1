"""Unicode forms of text from others."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.unicode_form import UnicodeForm, bounded_normalize


@given(st.text(st.characters() | st.sampled_from("\u0301\u0323\u0344\ufdfa\u1e69")))
def test_text_of_any_script_is_put_in_its_unicode_form(text: str) -> None:
    forms: tuple[UnicodeForm, ...] = ("NFC", "NFD", "NFKC", "NFKD")
    for form in forms:
        assert bounded_normalize(form, text) == unicodedata.normalize(form, text)


def test_text_with_more_marks_in_a_row_than_any_script_has_is_left_as_it_is() -> None:
    text = "a" + "\u0301\u0323" * 15
    assert bounded_normalize("NFC", text) != text
    assert bounded_normalize("NFC", text + "\u0323") == text + "\u0323"
