"""20,000 hostile documents keep the laws, and so do all documents that ever broke one.

Any number of others: ``python -m tests.fuzz N SEED``.
"""

import signal
from pathlib import Path

import pytest

from inspector.document.document import Document
from inspector.messages import Message
from inspector.verify.report import Report, Verdict
from inspector.verify.result import failed
from inspector.verify.trust import TrustedKeys
from tests.conftest import report_on
from tests.fuzz import corpus
from tests.fuzz.__main__ import run, tried
from tests.fuzz.laws import Breach, breaches, hard
from tests.fuzz.mutate import Trial, bases, key_file, trial
from tests.vectors.keys import OWN

SEED = 1
COUNT, PARTS = 20_000, 8
_TRUSTED = (key_file(OWN.entry()),)


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_documents_break_no_law(part: int) -> None:
    share = COUNT // PARTS
    found = [
        f"document {number} of seed {SEED}: {breach.law}: {breach.sign}\n{breach.detail}"
        for stretch in run(SEED, part * share, (part + 1) * share, 1)
        for number, breach in stretch
        if hard([breach])
    ]
    assert not found, "\n".join(found[:10])


@pytest.mark.parametrize("path", corpus.cases(), ids=lambda path: path.stem)
def test_document_that_once_broke_a_law_breaks_none(path: Path) -> None:
    assert not hard(breaches(corpus.load(path), measured=True))


@pytest.mark.parametrize("name", [name for name in bases() if "by" not in name])
def test_both_verifiers_agree_on_what_is_sound(name: str) -> None:
    assert breaches(Trial(bases()[name], _TRUSTED)) == []


def test_document_is_made_from_its_seed_and_number_alone() -> None:
    several = [trial(7, number) for number in range(5)]
    assert several[3] == trial(7, 3)
    assert len({one.data for one in several}) == len(several)
    assert trial(7, 3) != trial(8, 3)


# --- a law that cannot be broken is none ---------------------------------------------------


def _changed() -> Trial:
    """A bundle that somebody without the key altered."""
    data = bases()["bundle"].replace(b"Ada Example", b"Eve Intruder")
    return Trial(data, _TRUSTED)


def _laws(found: list[Breach]) -> set[str]:
    return {breach.law for breach in found}


def test_verifier_that_verifies_everything_is_found() -> None:
    def gullible(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        return report_on(document, trust, paper)._replace(verdict=Verdict.VERIFIED)

    assert "verified" in _laws(hard(breaches(_changed(), verify=gullible)))
    assert not hard(breaches(_changed()))


def test_verifier_that_verifies_nothing_is_a_difference() -> None:
    def stubborn(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        return report_on(document, trust, paper)._replace(verdict=Verdict.UNPROVEN)

    found = breaches(Trial(bases()["bundle"], _TRUSTED), verify=stubborn)
    assert _laws(found) == {"verdict"}
    assert not hard(found)
    assert hard(found, strict=("verdict",))


def test_verifier_that_crashes_is_found_by_name_and_place() -> None:
    def crashing(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        raise KeyError("no such thing")

    (found,) = breaches(_changed(), verify=crashing)
    assert found.law == "exception"
    assert found.sign == "KeyError in test_fuzz.py:crashing"


def test_report_without_words_is_found() -> None:
    def mute(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        report = report_on(document, trust, paper)
        result = failed("document.schema", "/x", Message("."))
        return report._replace(results=(*report.results, result), verdict=Verdict.FAILED)

    assert "message" in _laws(breaches(_changed(), verify=mute))


def test_report_above_its_bound_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "report size" not in _laws(breaches(_changed()))
    monkeypatch.setattr("tests.fuzz.laws._BYTES_BESIDE", 0)
    monkeypatch.setattr("tests.fuzz.laws._BYTES_IN_BYTES_OUT", 0)
    assert "report size" in _laws(breaches(_changed()))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer that interrupts")
def test_verifier_that_never_ends_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        while True:
            pass

    monkeypatch.setattr("tests.fuzz.laws.SECONDS", 0.2)
    assert _laws(breaches(_changed(), verify=endless)) == {"time"}


def test_memory_without_bound_is_found() -> None:
    def greedy(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        hoard = [bytes(1_000_000) for _ in range(40)]
        return report_on(document, trust, paper if hoard else None)

    assert "memory" in _laws(breaches(_changed(), measured=True, verify=greedy))
    assert "memory" not in _laws(breaches(_changed(), measured=True))


def test_found_case_is_made_small_and_read_again(tmp_path: Path) -> None:
    def gullible(document: Document, trust: TrustedKeys, paper: str | None) -> Report:
        return report_on(document, trust, paper)._replace(verdict=Verdict.VERIFIED)

    key = Trial(bases()["signing key"], _TRUSTED)
    breach = hard(breaches(key, verify=gullible))[0]
    small = corpus.minimised(key, breach, gullible)
    assert len(small.data) < len(key.data)
    assert corpus.load(corpus.save(small, breach, tmp_path)) == small


def test_one_document_can_be_tried_alone() -> None:
    assert tried(SEED, 0) == [
        breach for stretch in run(SEED, 0, 1, 1) for number, breach in stretch if number == 0
    ]
