"""The marked differences of two texts can be read, whatever the texts."""

import hashlib
import random
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.compare.spans import CONTEXT, ELLIPSIS, LONGEST, Spans, TextSpan, differing
from tests.unit.compare.work import calls

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FEW = st.text("ab e\u0301\u0323\u200d\u1112\u1161\u11ab\U0001f1e9\U0001f44d\U0001f3fd", max_size=24)
"""Of few characters, so that two texts have much in common, and of such as belong together."""
PAIRS = st.tuples(TEXT, TEXT) | st.tuples(FEW, FEW)
WORDS = st.lists(st.sampled_from(["the", "paper", "is", "light", ",", "but", "not", "a", "of"]))


def marked(left: str, right: str) -> tuple[str, str]:
    """Both texts with differences in square brackets."""
    one, other = differing(left, right)
    return with_brackets(one), with_brackets(other)


def with_brackets(spans: Spans) -> str:
    return "".join(f"[{span.text}]" if span.differs else span.text for span in spans)


def joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def shared(spans: Spans) -> str:
    return "".join(span.text for span in spans if not span.differs)


def is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0


# --- laws -------------------------------------------------------------------------------------


@given(PAIRS)
def test_joined_spans_are_the_texts(texts: tuple[str, str]) -> None:
    assert tuple(map(joined, differing(*texts))) == texts


@given(TEXT | FEW)
def test_equal_texts_have_no_differing_span(text: str) -> None:
    expected = (TextSpan(text, differs=False),) if text else ()
    assert differing(text, text) == (expected, expected)


@given(PAIRS)
@example(("aybyb", "byby"))  # two shared runs of one length, of which each side meets another first
def test_spans_of_swapped_texts_are_swapped(texts: tuple[str, str]) -> None:
    assert differing(*texts) == differing(*texts[::-1])[::-1]


@given(PAIRS)
def test_what_is_not_marked_is_the_same_on_both_sides(texts: tuple[str, str]) -> None:
    one, other = differing(*texts)
    assert shared(one) == shared(other)


@given(PAIRS)
def test_unequal_texts_have_a_differing_span(texts: tuple[str, str]) -> None:
    one, other = differing(*texts)
    assert any(span.differs for span in (*one, *other)) is (texts[0] != texts[1])


@given(PAIRS)
def test_spans_alternate_and_none_is_empty(texts: tuple[str, str]) -> None:
    for spans in differing(*texts):
        assert all(span.text for span in spans)
        assert all(a.differs != b.differs for a, b in pairwise(spans))


@given(PAIRS)
def test_no_span_begins_with_a_mark_of_the_letter_before(texts: tuple[str, str]) -> None:
    for spans in differing(*texts):
        assert not any(is_mark(span.text[0]) for span in spans[1:])


@given(WORDS, WORDS)
def test_between_differences_no_run_of_one_or_two_characters_stays(
    left: list[str], right: list[str]
) -> None:
    for spans in differing(" ".join(left), " ".join(right)):
        assert all(len(span.text) >= 3 for span in spans[1:-1] if not span.differs)


# --- what is seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2", "8", ("[2]", "[8]")),
        ("", "Ada", ("", "[Ada]")),
        ("Eve", "Ada Example, Bob Muster", ("[Eve]", "[Ada Example, Bob Muster]")),
        ("Ada, Bob", "Ada, Eve, Bob", ("Ada, Bob", "Ada, [Eve, ]Bob")),
        ("a1b2c", "a3b4c", ("a[1b2]c", "a[3b4]c")),
        (
            "2026-05-18T00:00:00Z",
            "2026-06-01T00:00:00Z",
            ("2026-0[5-18]T00:00:00Z", "2026-0[6-01]T00:00:00Z"),
        ),
        (
            "A paper on signed records",
            "A paper about signed record",
            ("A paper [on] signed record[s]", "A paper [about] signed record"),
        ),
    ],
)
def test_the_characters_that_differ_are_marked(
    left: str, right: str, expected: tuple[str, str]
) -> None:
    assert marked(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("cafe\u0301 noir", "cafe noir", ("caf[e\u0301] noir", "caf[e] noir")),
        ("cafe\u0301", "cafe\u0300", ("caf[e\u0301]", "caf[e\u0300]")),
        ("e\u0301t\u00e9", "a\u0301t\u00e9", ("[e\u0301]t\u00e9", "[a\u0301]t\u00e9")),
        ("\u1112\u1161\u11ab", "\u1112\u1161", ("[\u1112\u1161\u11ab]", "[\u1112\u1161]")),
        ("\U0001f1e9\U0001f1ea", "\U0001f1e9\U0001f1f0", ("[\U0001f1e9\U0001f1ea]",
                                                          "[\U0001f1e9\U0001f1f0]")),
        ("\U0001f44d\U0001f3fd", "\U0001f44d", ("[\U0001f44d\U0001f3fd]", "[\U0001f44d]")),
    ],
)  # fmt: skip
def test_what_is_drawn_as_one_is_marked_as_one(
    left: str, right: str, expected: tuple[str, str]
) -> None:
    assert marked(left, right) == expected


def test_an_invisible_character_is_marked_alone_since_it_is_shown_as_an_escape() -> None:
    assert marked("Ada", "A\u200dda") == ("Ada", "A[\u200d]da")
    assert marked("\u2764", "\u2764\ufe0f") == ("\u2764", "\u2764[\ufe0f]")


def test_unrelated_prose_is_marked_whole_and_not_as_confetti() -> None:
    left = "We weigh paper. It is found to be light, but not without weight."
    right = "The Riemann hypothesis is discussed at length and is not proven here."
    assert marked(left, right) == (f"[{left[:-1]}].", f"[{right[:-1]}].")


@pytest.mark.parametrize(
    "spelled",
    [
        lambda data: hashlib.sha256(data).hexdigest(),
        lambda data: "sha256:" + hashlib.sha256(data).hexdigest(),
        lambda data: b64encode(hashlib.sha512(data).digest()).decode(),
        lambda data: hashlib.md5(data).hexdigest(),
    ],
    ids=["hex", "named", "base64", "fingerprint"],
)
def test_of_two_hashes_the_first_differing_character_is_marked_alone(
    spelled: Callable[[bytes], str],
) -> None:
    left, right = spelled(b"left"), spelled(b"right")
    first = next(place for place in range(len(left)) if left[place] != right[place])
    for text, spans in zip((left, right), differing(left, right), strict=True):
        assert joined(spans) == text
        assert [span.text for span in spans if span.differs] == [text[first]]
        assert sum(len(span.text) for span in spans[: first > 0]) == first


def test_a_hash_that_was_cut_off_is_marked_where_it_is_missing() -> None:
    whole = hashlib.sha256(b"").hexdigest()
    assert marked(whole, whole[:40]) == (f"{whole[:40]}[{whole[40:]}]", whole[:40])


# --- long texts -------------------------------------------------------------------------------


def test_of_a_long_text_the_part_around_the_first_difference_is_given() -> None:
    same = "weight " * 10_000
    one, other = differing(f"{same}Ada {same}", f"{same}Eve {same}")
    for spans, name in ((one, "Ada"), (other, "Eve")):
        before, head, difference, tail, behind = spans
        assert before == behind == TextSpan(ELLIPSIS, differs=False)
        assert head.text == same[-CONTEXT:]
        assert difference == TextSpan(name, differs=True)
        assert len(head.text + name + tail.text) == LONGEST
        assert f" {same}".startswith(tail.text)


def test_a_text_of_the_longest_length_is_given_whole() -> None:
    left, right = "x" * LONGEST, "x" * (LONGEST - 1) + "y"
    assert tuple(map(joined, differing(left, right))) == (left, right)


def test_equal_long_texts_begin_at_their_beginning() -> None:
    text = "begin" + "x" * LONGEST
    expected = (TextSpan(text[:LONGEST], differs=False), TextSpan(ELLIPSIS, differs=False))
    assert differing(text, text) == (expected, expected)


def test_what_is_left_out_is_marked_where_some_of_it_differs() -> None:
    left, right = random_words(1, LONGEST), random_words(2, LONGEST)
    for text, spans in zip((left, right), differing(left, right), strict=True):
        assert spans[-1] == TextSpan(ELLIPSIS, differs=True)
        assert text.startswith(joined(spans[:-1]))


def test_a_short_and_a_long_text_are_each_given_as_far_as_they_may_be() -> None:
    one, other = differing("Ada", "Ada" + "x" * 100_000)
    assert one == (TextSpan("Ada", differs=False),)
    assert other == (
        TextSpan("Ada", differs=False),
        TextSpan("x" * (LONGEST - 3), differs=True),
        TextSpan(ELLIPSIS, differs=True),
    )


def test_in_a_long_text_with_many_changes_the_changed_words_are_marked() -> None:
    words = random_words(3, 1_000).split()
    changed = [f"{word}-changed" if not place % 20 else word for place, word in enumerate(words)]
    _, other = differing(" ".join(words), " ".join(changed))
    assert {span.text.strip() for span in other if span.differs} <= {
        *(word for word in changed if word.endswith("-changed")),
        "-changed",
        ELLIPSIS,
    }


def random_words(seed: int, count: int) -> str:
    dice = random.Random(seed)
    return " ".join(
        "".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(count)
    )


HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "words": lambda count: (random_words(1, count // 5), random_words(2, count // 5)),
    "two letters": lambda count: ("ab " * count, "ba " * count),
    "blanks": lambda count: (" ." * count, ". " * count),
    "one word": lambda count: ("é" + "ab" * count, "è" + "ba" * count),
    "marks": lambda count: ("e" + "\u0301" * count, "e" + "\u0301" * count + "\u0316"),
    "other marks": lambda count: ("e" + "\u0301" * count, "a" + "\u0301" * count),
    "flags": lambda count: ("\U0001f1e9" * count, "\U0001f1e9" * count + "\U0001f1ea"),
    "ever shorter runs": lambda _: (
        "".join("a" * size + chr(0x4E00 + size) for size in range(32, 2, -1)),
        "".join("a" * size + chr(0x5E00 + size) for size in range(32, 2, -1)),
    ),
    "nothing twice": lambda count: (
        "".join(map(chr, range(0x10000, 0x10000 + count))),
        "".join(map(chr, range(0x10000 + count, 0x10000, -1))),
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_is_bounded_whatever_the_text(kind: str) -> None:
    left, right = HOSTILE[kind](20_000)
    assert calls(lambda: differing(left, right)) < 1_000_000


@pytest.mark.parametrize("is_at", [0, 1, -1])
def test_work_for_a_hundred_times_the_text_is_nearly_the_same(is_at: int) -> None:
    def work(size: int) -> int:
        texts = [same_but(size, name, is_at) for name in ("Ada", "Eve")]
        return calls(lambda: differing(*texts))

    # What the two have in common is passed over in blocks, two calls for each of 16,384.
    assert work(10_000_000) < work(100_000) + 10_000


def same_but(size: int, name: str, is_at: int) -> str:
    """``name`` at the beginning (0), in the middle (1) or at the end (-1) of many others."""
    before = {0: 0, 1: size // 2, -1: size}[is_at]
    return "x " * (before // 2) + name + " x" * ((size - before) // 2)
