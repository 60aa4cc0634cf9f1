"""Names that a person cannot tell apart: by folding, or by Unicode's table of confusables."""

import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.look_alikes import (
    UNICODE_VERSION,
    folded,
    look_alike,
    skeleton_with_blanks,
    telling_apart,
    unmistakable,
    unmistakable_pointer,
)
from inspector.visible import exact, is_invisible

TABLE = files("inspector.resources.unicode") / f"confusables-{UNICODE_VERSION}.txt"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    # Marks and signs that come together, or apart, when they are folded.
    "aAeI\u0301\u0308\u0345\u00a8\u00b4\u1fc1\u0130\u03a3\u1e9e\u1100\u1161\u11a8\u200d \u2800",
    max_size=8,
)
ROWS = [
    line.split(";") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")
]


def text_of(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


def test_table_names_its_version_and_its_source() -> None:
    head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any(UNICODE_VERSION in line for line in head)
    assert any("unicode.org" in line.lower() for line in head)


def test_table_is_whole_and_each_character_is_there_once() -> None:
    characters = [text_of(row[0]) for row in ROWS]
    assert len(characters) == len(set(characters)) > 6_000
    assert all(len(character) == 1 for character in characters)
    assert {"\u0430", "\u0455", "\u0131", "l", "1", "0", "O"} <= {*characters, "l", "O"}


@pytest.mark.parametrize("row", ROWS[:: len(ROWS) // 200], ids=lambda row: row[0])
def test_character_of_the_table_looks_like_its_prototype(row: list[str]) -> None:
    one, other = text_of(row[0]), text_of(row[1])
    assert look_alike(f"a{one}b", f"a{other}b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pith-V1", "pith-v1"),
        ("pith-v1 ", "pith-v1"),
        ("pi\u200bth-v1", "pith-v1"),
        ("pith\u2060-v1\u00ad", "pith-v1"),
        ("\u2003pith-v1\x00\t", "pith-v1"),
        ("pith-v1\u2800\u3164", "pith-v1"),
        ("\uff50\uff49th-v1", "pith-v1"),
        ("pith-v\u00b9", "pith-v1"),
        ("\ufb01sh", "FISH"),
        ("stra\u00dfe", "STRASSE"),
        ("\u017fee", "SEE"),
        ("\u1e9e", "ss"),
        ("e\u0301", "\u00c9"),
        ("e\u200d\u0301", "\u00c9"),
        ("a\u00a8", "\u00e4"),
    ],
    ids=ascii,
)
def test_names_that_are_one_to_a_person_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pith-v1", "pith-v2"), ("pith", "pit"), ("", "a"), ("p\u0456th", "pith")]
)
def test_other_names_do_not_fold_alike(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(NAMES)
def test_nothing_invisible_is_left_of_a_folded_name(name: str) -> None:
    assert not any(is_invisible(character) for character in folded(name))


@given(NAMES)
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(NAMES, st.sampled_from(" \t\u00a0\u200b\u200d\u2060\u00ad\ufe0f\u2800\U000e0041"), st.data())
def test_invisible_character_anywhere_is_no_other_name(
    name: str, invisible: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(name)))
    longer = name[:place] + invisible + name[place:]
    assert folded(longer) == folded(name)
    assert look_alike(longer, name)


@given(NAMES)
def test_case_and_unicode_form_are_no_other_name(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(name)
    assert folded(unicodedata.normalize("NFKC", name)) == folded(name)
    if "\u0345" not in unicodedata.normalize("NFD", name):  # a mark whose case fold is a letter
        assert folded(name.casefold()) == folded(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p\u0456th-v1", "pith-v1"),
        ("\u0440ith-v1", "pith-v1"),
        ("pith-vl", "pith-v1"),
        ("pith-vI", "pith-v1"),
        ("pith\u2010v1", "pith-v1"),
        ("rnath", "math"),
        ("p\u0456t\u200bh", "pith"),
        ("\u0420\u0406TH", "PITH"),
    ],
    ids=ascii,
)
def test_names_that_look_the_same_are_look_alikes_and_no_equals(one: str, other: str) -> None:
    assert look_alike(one, other)
    assert look_alike(other, one)
    assert folded(one) != folded(other)


@pytest.mark.parametrize(("one", "other"), [("pith-v1", "pith-v2"), ("pith", "arxiv"), ("a", "")])
def test_names_that_look_different_are_no_look_alikes(one: str, other: str) -> None:
    assert not look_alike(one, other)


@given(NAMES)
def test_a_name_looks_like_itself(name: str) -> None:
    assert look_alike(name, name)


def test_name_is_no_longer_for_what_nobody_sees_and_no_name_beyond_a_length() -> None:
    assert folded("Ａrxiv" + "\u200b" * 100_000) == "arxiv"
    assert look_alike("\u200b" * 100_000 + "\u0430rxiv", "arxiv")
    assert folded("Ａ" * 1_001) == "Ａ" * 1_001


# --- names as they are shown ------------------------------------------------------------------

ALIKE = (
    *("title", "titl\u0435", "t\u0131tle", "title ", " title", "ti\u200btle", "ti\\u200btle"),
    *("\u00e9", "e\u0301", "\u00c5", "A\u030a", "\u212b", "o\u0338", "\u00f8"),
    *("-", "\u2010", "fi", "\ufb01", "\u0430\u0441", "ac", "\u043d\u0430me", "\u043dame"),
)


@pytest.mark.parametrize("one", ALIKE)
def test_names_that_look_alike_are_shown_otherwise(one: str) -> None:
    shown = unmistakable(one)
    same = [other for other in ALIKE if look_like_each_other(shown, unmistakable(other))]
    assert same == [one]


def look_like_each_other(one: str, other: str) -> bool:
    return skeleton_with_blanks(one).strip() == skeleton_with_blanks(other).strip()


@pytest.mark.parametrize(
    "name", ["title", "Gr\u00f6\u00dfe", "\u0434\u0430\u0442\u0430", "\u984c\u540d", "\u0939\u093f"]
)
def test_name_that_looks_like_no_other_stays_as_it_is(name: str) -> None:
    assert unmistakable(name) == name


def test_each_name_of_a_pointer_is_shown_like_a_name() -> None:
    shown = unmistakable_pointer("/\u0434\u0430\u0442\u0430/titl\u0435/x /\u202e")
    assert shown == "/\u0434\u0430\u0442\u0430/titl\\u0435/x\\u0020/\\u202e"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paper", "p\u0430per"),
        ("a\u0430", "\u0430a"),
        ("caf\u00e9", "cafe\u0301"),
        ("\ufb01sh", "fish"),
        ("correction", "correction "),
    ],
)
def test_two_texts_that_look_alike_are_told_apart(one: str, other: str) -> None:
    escaped = telling_apart(one, other, with_blanks=True)
    shown = exact(one, escaped), exact(other, escaped)
    assert not look_like_each_other(*shown)


@pytest.mark.parametrize("both", [("paper", "pager"), ("a", "a"), (None, "a"), (1, 1.0)])
def test_what_looks_different_has_no_escapes(both: tuple[object, object]) -> None:
    assert telling_apart(*both) == ""


def test_a_very_long_text_is_not_told_from_another() -> None:
    assert telling_apart("a\u0301" * 500_000, "\u00e1" * 500_000) == ""
