"""The help on checks: one text each, in whole sentences."""

import pytest

from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS, Explanation


def test_every_check_is_explained_and_nothing_else() -> None:
    assert list(EXPLANATIONS) == list(CATALOGUE)


@pytest.mark.parametrize("explanation", EXPLANATIONS.values(), ids=EXPLANATIONS)
def test_each_part_is_sentences(explanation: Explanation) -> None:
    for text in explanation:
        assert text.endswith(".")
        assert text == " ".join(text.split())


@pytest.mark.parametrize("id_", EXPLANATIONS)
def test_a_failure_is_never_laid_to_anybody(id_: str) -> None:
    words = EXPLANATIONS[id_].failing.lower()
    assert not any(word in words for word in ("tamper", "forg", "attack", "fraud", "fake"))
