"""The second verifier gives the expected results for our own vectors and for real documents."""

import json
from typing import Any

import pytest

from inspector.verify.report import Verdict
from tests.conftest import BUNDLE, RECORD, STATE, sample
from tests.fuzz.checker import Findings, Known, check, known_keys, obligations_hold
from tests.vectors.builder import FOLDER
from tests.vectors.keys import OWN
from tests.vectors.test_vectors import MANIFEST, each_vector, report_of

_OWN = known_keys(OWN.entry(), trusted=True)


def second_opinion(row: dict[str, Any]) -> Findings:
    keys: list[Known] = []
    for file, trusted in ((row["trust"], True), (row.get("distrust"), False)):
        if file is not None:
            keys += known_keys(json.loads((FOLDER / file).read_bytes()), trusted=trusted)
    paper = (FOLDER / row["paper"]).read_text() if "paper" in row else None
    return check((FOLDER / row["file"]).read_bytes(), keys, paper)


@each_vector
def test_second_verifier_comes_to_the_verdict_of_the_manifest(row: dict[str, Any]) -> None:
    assert second_opinion(row).verdict == row["verdict"]


@each_vector
def test_program_and_second_verifier_agree_on_every_obligation(row: dict[str, Any]) -> None:
    opinion, report = second_opinion(row).obligations, report_of(row)
    if not opinion:
        return  # of a bundle alone
    # Where the merge rule is not known, state.bounds stands in its place.
    names = {"state.bounds": "state.merge"}
    found = {names.get(one.id, one.id): one.met for one in report.obligations}
    assert found.keys() == opinion.keys()
    unlike = {id_ for id_, met in found.items() if met is not opinion[id_]}
    # In what failed anyway, the program counts more against a key or an alias.
    assert unlike <= ({"key.trust", "alias.value"} if report.verdict is Verdict.FAILED else set())
    assert not any(found[id_] for id_ in unlike)


def test_some_vector_leaves_each_obligation_unmet() -> None:
    found = [second_opinion(row).obligations for row in MANIFEST]
    named = {id_ for obligations in found for id_ in obligations}
    unmet = {id_ for obligations in found for id_, met in obligations.items() if not met}
    assert named == unmet


@pytest.mark.parametrize("name", [BUNDLE, STATE, RECORD])
def test_nothing_fails_or_warns_in_a_real_document_but_its_key(name: str) -> None:
    found = check(sample(name), _OWN)
    assert found.with_status("fail") == set()
    assert found.with_status("warn") <= {"key.trust"}


def test_only_a_bundle_has_obligations() -> None:
    assert all(obligations_hold((FOLDER / "good.json").read_bytes(), _OWN).values())
    assert obligations_hold(sample(STATE), _OWN) == {}
