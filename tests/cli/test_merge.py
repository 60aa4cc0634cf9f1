"""``merge`` prints the state computed from the events of a bundle."""

import json

import pytest

from tests.cli.conftest import UNPROVEN, UNREADABLE, VERIFIED, Program, vector
from tests.conftest import BUNDLE, STATE, sample, sample_path
from tests.vectors.sealing import canonical


@pytest.mark.parametrize("name", ["good", "every-event-type", "floats", "old-arxiv-id"])
def test_merge_of_a_vector_is_its_state(inspector: Program, name: str) -> None:
    ended = inspector("merge", vector(name))
    assert (ended.code, ended.err) == (VERIFIED, b"")
    assert ended.out == canonical(json.loads(vector(name).read_bytes())["state"]) + b"\n"


def test_merge_of_the_real_bundle_is_its_state(inspector: Program) -> None:
    ended = inspector("merge", sample_path(BUNDLE))
    assert ended.out == canonical(json.loads(sample(BUNDLE))["state"]) + b"\n"


def test_merged_state_is_itself_a_document(inspector: Program) -> None:
    merged = inspector("merge", sample_path(BUNDLE)).out
    report = inspector.report("-", stdin=merged)
    assert (report["document"], report["verdict"]) == ("state", "unproven")


@pytest.mark.parametrize("name", ["payload-changed", "bundle.signature", "state.merge"])
def test_merge_of_a_bundle_that_fails_says_so_beside_the_state(
    inspector: Program, name: str
) -> None:
    ended = inspector("merge", vector(name))
    assert ended.code == VERIFIED
    assert json.loads(ended.out)["state_type"] == "pith_open_graph_state"
    assert "failed" in ended.notes
    assert "What is written here was computed from its events" in ended.notes


@pytest.mark.parametrize(
    "name", ["superseded", "chained-events", "unknown-event-type", "unknown-merge-version"]
)
def test_merge_by_a_rule_that_is_not_known_is_not_invented(inspector: Program, name: str) -> None:
    ended = inspector("merge", vector(name))
    assert (ended.code, ended.out) == (UNPROVEN, b"")
    assert "merge_unknown" in ended.notes


def test_only_a_bundle_can_be_merged(inspector: Program) -> None:
    for source in (sample_path(STATE), vector("not-pith"), "missing.json"):
        ended = inspector("merge", source)
        assert (ended.code, ended.out) == (UNREADABLE, b"")
        assert ended.err
