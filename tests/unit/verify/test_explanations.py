"""The help on checks: one text each, in whole sentences, and not loaded by a verification."""

import subprocess
import sys

import pytest

from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS, Explanation
from tests.conftest import BUNDLE, sample_path

_VERIFY = """
import sys
from inspector.cli.main import run
run(["verify", "--json", sys.argv[1]], window=None)
print("inspector.verify.explanations" in sys.modules)
"""


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


def test_a_verification_does_not_load_the_help() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _VERIFY, str(sample_path(BUNDLE))],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "False"
