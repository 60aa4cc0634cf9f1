"""Text from outside is shown on one line, without invisible characters."""

import json
import os
import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.visible import exact, shell_word, visible, visible_in_json

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


def test_bytes_of_a_name_that_are_no_text_are_shown_as_bytes() -> None:
    assert visible(os.fsdecode(b"caf\xe9.json")) == "caf\\xe9.json"
    assert shell_word(os.fsdecode(b"caf\xe9.json")) == "$'caf\\xe9.json'"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("plain.json", "plain.json"),
        ("a b.json", "'a b.json'"),
        ("it's", "'it'\"'\"'s'"),
        ("", "''"),
    ],
)
def test_what_can_be_seen_is_quoted_as_usual(text: str, word: str) -> None:
    assert shell_word(text) == word


NAMES = [
    b"caf\xe9.json",
    b"\xff1 \xfe",
    b"it's\\x \xe9",
    b"$(reboot) \x80`'\"",
    "\u202eevil\u200b ü.json".encode(),
    b"a\tb\nc\r\x1b[31m",
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("name", NAMES)
def test_a_pasted_name_is_the_same_bytes(name: bytes) -> None:
    word = shell_word(os.fsdecode(name))
    assert visible(word) == word
    done = subprocess.run(
        ["bash", "-c", f"printf %s {word}"],
        env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == name


PIECES = st.sampled_from(
    ["\\", "\\\\", "n", "u202e", "\u202e", "\n", "x41", "U000e0041", "\U000e0041", "a"]
)


@given(st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=6))
def test_texts_that_differ_look_different(one: list[str], other: list[str]) -> None:
    left, right = "".join(one), "".join(other)
    assert (exact(left) == exact(right)) is (left == right)


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_two_texts_that_differ_look_different(one: str, other: str) -> None:
    assert (exact(one) == exact(other)) is (one == other)
    assert visible(exact(one)) == exact(one)


def test_what_reads_as_an_escape_has_its_back_slash_doubled() -> None:
    assert exact("\u202e") == "\\u202e"
    assert exact("\\u202e") == "\\\\u202e"
    assert exact("$\\alpha$ in TeX") == "$\\alpha$ in TeX"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_with_visible_escapes_is_the_same_json(text: str) -> None:
    shown = visible_in_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert visible(shown) == shown


def test_character_beyond_the_basic_plane_is_a_surrogate_pair_in_json() -> None:
    assert visible_in_json('"\U000e0041"') == '"\\udb40\\udc41"'


def test_a_long_run_of_back_slashes_takes_steps_as_many_as_it_is_long() -> None:
    # A step for each place and each end of a match would be 4 * 10**10 of them.
    assert exact("\\" * 200_000 + "y") == "\\" * 200_000 + "y"
    assert exact("\\" * 200_000 + "n") == "\\" * 400_000 + "n"
