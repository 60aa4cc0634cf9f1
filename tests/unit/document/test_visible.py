"""Text from a document is shown on one line, with nothing in it that cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.visible import visible

SAFE = [
    "plain ASCII",
    "Ünïcödé",
    "漢字 かな",
    "$\\tau$ and \\u202e in TeX",
    "🙂 emoji",
    "<b>mark-up</b>",
    "e\u0301",
]
HIDDEN = (
    "\x00\x07\x08\x1b\x7f\x80\x9b\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u2000"
    "\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u2800\u3000\u3164\ufe0f"
    "\ufeff\uffa0\ufff9\ue000\U000e0001\U000e0041\U000e0100\U000f0000\U0010fffd"
)


@pytest.mark.parametrize("text", SAFE)
def test_readable_text_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_character_that_cannot_be_seen_becomes_an_escape(character: str) -> None:
    shown = visible(f"a{character}b")
    assert shown.isascii()
    assert shown.isprintable()
    assert f"{ord(character):x}" in shown.lower()


def test_line_ends_and_tabs_have_their_usual_names() -> None:
    assert visible("a\nb\rc\td") == "a\\nb\\rc\\td"


@given(st.text(st.characters()))
def test_shown_text_holds_no_control_or_format_character(text: str) -> None:
    shown = visible(text)
    categories = {unicodedata.category(character) for character in shown}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
