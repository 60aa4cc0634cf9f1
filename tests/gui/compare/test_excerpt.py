"""Excerpts of two long texts around their first difference."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.compare.spans import ELLIPSIS, Spans, differing
from inspector.gui.compare.pair_detail import LONGEST, excerpts

_WORDS = st.text(alphabet="ab é\u0301😀\u200b\n", max_size=30)
_LONG = st.integers(0, 3 * LONGEST).map(lambda length: "lorem ipsum " * (length // 12))


def joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)


@given(_WORDS, _WORDS)
def test_short_texts_are_whole(left: str, right: str) -> None:
    assert excerpts(left, right) == differing(left, right)


@given(_LONG, _WORDS, _WORDS, _LONG)
def test_what_is_given_is_a_piece_of_the_text_with_the_place_where_they_part(
    head: str, left: str, right: str, tail: str
) -> None:
    texts = head + left + tail, head + right + tail
    for text, spans in zip(texts, excerpts(*texts), strict=True):
        given_text = joined(spans).removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
        assert given_text in text
        assert len(given_text) <= LONGEST + 64
    if texts[0] != texts[1]:
        assert any(span.differs for spans in excerpts(*texts) for span in spans)


@given(_LONG, _WORDS, _LONG)
def test_swapped_texts_swap_the_marks_and_equal_ones_have_none(
    head: str, word: str, tail: str
) -> None:
    left, right = head + word + tail, head + tail
    assert excerpts(left, right) == excerpts(right, left)[::-1]
    assert not any(span.differs for spans in excerpts(left, left) for span in spans)
