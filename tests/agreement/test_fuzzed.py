"""The laws of ``tests.agreement`` for 5,000 hostile documents; tampering breaks each of them."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from inspector.gui.document.opened import Checked
from inspector.trace.steps import Trace
from inspector.trace.trace import trace_result
from inspector.verify.coverage import cover
from inspector.verify.format import Cover
from inspector.verify.report import Verdict
from tests.agreement import laws, outputs
from tests.agreement.cases import cases
from tests.fuzz.mutate import trial

SEED = 11
COUNT, PARTS = 5_000, 20


@pytest.mark.parametrize("part", range(PARTS))
def test_all_outputs_agree_with_each_other_and_with_naive_counts(part: int) -> None:
    share = COUNT // PARTS
    found = [
        f"document {number} of seed {SEED}: {breach}"
        for number in range(part * share, (part + 1) * share)
        for breach in laws.breaches(trial(SEED, number))
    ]
    assert not found, "\n".join(found[:10])


@pytest.mark.parametrize("part", range(4))
def test_same_record_agrees_with_a_naive_comparison(part: int) -> None:
    numbers = range(part * 100, (part + 1) * 100)
    read = [checked for number in numbers if (checked := laws.read(trial(SEED, number)))]
    told = [breach for pair in pairwise(read) for breach in laws.record_breaches(*pair)]
    assert told == []


# --- each law can be broken -------------------------------------------------------------------


def _broken(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> str:
    """The breaches of a sound bundle whose report was tampered with."""
    honest = laws.read

    def dishonest(one: Any) -> Checked | None:
        checked = honest(one)
        assert checked is not None
        report = checked.report._replace(**changes)
        return checked._replace(report=report)

    monkeypatch.setattr(laws, "read", dishonest)
    return "\n".join(laws.breaches(cases()["vector good.json"]))


def test_signature_that_is_made_up_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "signatures that hold" in _broken(monkeypatch, signatures=())


def test_coverage_that_is_made_up_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = laws.read(cases()["vector good.json"])
    assert checked is not None
    coverage = checked.report.coverage
    regions = tuple(one for one in coverage.regions if one.cover is not Cover.BUNDLE)
    value, leaves = checked.opened.document.value, coverage.leaves
    said = _broken(monkeypatch, coverage=cover(value, regions, leaves))
    assert "uncovered: " in said


def test_verdict_of_one_output_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = outputs.terminal

    def dishonest(checked: Checked) -> outputs.Output:
        return honest(checked)._replace(verdict=(Verdict.FAILED, "intact", "trusted"))

    monkeypatch.setattr(outputs, "terminal", dishonest)
    assert "terminal, verdict" in "\n".join(laws.breaches(cases()["vector good.json"]))


def test_hint_that_is_made_up_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = laws.read(cases()["statement A_claims_B.json"])
    assert checked is not None
    assert checked.report.hints
    assert "a hint on bundle.hash" in _broken(monkeypatch, hints=checked.report.hints)


def test_bytes_that_were_not_hashed_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = trace_result

    def dishonest(*given: Any, **more: Any) -> Trace | None:
        found = honest(*given, **more)
        if found is None:
            return None
        steps = (replace(one, data=one.data and one.data + b" ") for one in found.steps)
        return replace(found, steps=tuple(steps))

    monkeypatch.setattr(laws, "trace_result", dishonest)
    said = "\n".join(laws.breaches(cases()["vector good.json"]))
    assert "trace of event.content_hash at /events/0/content_sha256: other bytes" in said
    assert "another digest" in said
