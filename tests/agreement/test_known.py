"""The laws of ``tests.agreement`` for our own vectors, the attacks and the statements."""

from itertools import pairwise
from pathlib import Path

import pytest

from inspector.gui.document import detail
from inspector.verify.result import Tally
from tests.agreement.cases import cases
from tests.agreement.laws import breaches, read, record_breaches
from tests.agreement.outputs import counted
from tests.fuzz import corpus
from tests.fuzz.mutate import Trial
from tests.statements import NAMES

CORPUS = Path(__file__).parent / "corpus"

each_document = pytest.mark.parametrize("trial", cases().values(), ids=cases())


@each_document
def test_all_outputs_agree_with_each_other_and_with_naive_counts(trial: Trial) -> None:
    assert breaches(trial) == []


@each_document
def test_groups_show_the_results_that_they_count(trial: Trial) -> None:
    checked = read(trial)
    if checked is None:
        return
    for row, tally in enumerate(checked.tallies):
        shown = detail.of_group(checked.opened, checked, row)
        assert (shown.sign is not None) == (tally != Tally())
        assert counted(shown.below) == tally.total


@pytest.mark.parametrize("path", corpus.cases(CORPUS), ids=lambda path: path.stem)
def test_document_that_once_broke_a_law_breaks_none(path: Path) -> None:
    assert breaches(corpus.load(path)) == []


def test_same_record_agrees_with_a_naive_comparison() -> None:
    found = {name: checked for name, trial in cases().items() if (checked := read(trial))}
    statements = [found[f"statement {name}.json"] for name in NAMES]
    pairs = [(one, other) for one in statements for other in statements]
    pairs += pairwise(found.values())
    told = [breach for one, other in pairs for breach in record_breaches(one, other)]
    assert told == []
