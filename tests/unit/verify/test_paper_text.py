"""The abstract is found in the text of a paper by its hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.paper_text import digest, holds_abstract, normalise

ABSTRACT = "We weigh paper.\n  It is found to be light, but not without weight."


@pytest.mark.parametrize(
    "text",
    [
        ABSTRACT,
        ABSTRACT.upper(),
        f"Title\nAuthors\n\n{ABSTRACT}\n\nIntroduction\nSee above.",
        ABSTRACT.replace(" ", "\t  "),
        f"first line\r\n{ABSTRACT}",
        "\n\n".join(ABSTRACT.splitlines()),
    ],
)
def test_abstract_is_found_among_other_lines(text: str) -> None:
    assert holds_abstract(text, digest(ABSTRACT))


@pytest.mark.parametrize("text", ["", "We weigh paper.", ABSTRACT.replace("paper", "papers")])
def test_other_text_does_not_hold_it(text: str) -> None:
    assert not holds_abstract(text, digest(ABSTRACT))


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert digest(text) == digest(f"  {text}\n")


def test_huge_text_is_searched_in_a_moment() -> None:
    assert not holds_abstract("word\n" * 1_000_000, digest(ABSTRACT))
