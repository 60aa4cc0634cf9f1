"""Comparing two sources with and without a window; an unreadable side leaves the other usable."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from inspector.compare.in_common import Sameness
from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import NotCompared, Side, Unusable
from inspector.document.kinds import Kind
from inspector.errors import (
    CancelledError,
    EventCountError,
    FileMissingError,
    InspectorError,
    MergeUnknownError,
    NothingInCommonError,
    WrongDocumentError,
)
from inspector.jobs.comparing import (
    SideSpec,
    compare_sides,
    compare_sources,
    side_of,
    side_or_error,
)
from inspector.jobs.opening import load, verify_loaded
from inspector.jobs.session import Session
from inspector.jobs.verification import Verified, verify_source
from inspector.progress import Progress
from inspector.sources import SourceOptions
from inspector.verify.report import Verdict
from tests.conftest import BUNDLE, RECORD, SAMPLES, STATE, pith_trust, sample, sample_path
from tests.unit.compare.documents import verified
from tests.unit.compare.sides import read_side
from tests.vectors.builder import FOLDER
from tests.vectors.vector import state_alone

SESSION = Session(pith_trust(), SourceOptions(offline=True))
SAMPLE = str(sample_path(BUNDLE))


def vector(name: str) -> str:
    return str(FOLDER / f"{name}.json")


@pytest.mark.parametrize("name", SAMPLES)
def test_side_has_the_report_that_verifying_gives(name: str) -> None:
    source = str(sample_path(name))
    side, (verified,) = read_side(source, SESSION), verify_source(source, SESSION)
    assert (side.source, side.name, side.at) == (source, f"{name}.json", None)
    assert side.document.data == sample(name)
    assert side.table.value(0) is side.document.value
    assert isinstance(verified, Verified)
    assert side.report.results == verified.report.results


def test_computed_state_is_a_side_with_the_report_of_its_bundle() -> None:
    side = read_side(SAMPLE, SESSION, at=1)
    assert (side.at, side.document.kind) == (1, Kind.STATE)
    assert side.table.value(0) is side.document.value
    assert side.report.document is Kind.BUNDLE
    assert side.report.verdict is Verdict.VERIFIED


def test_what_a_window_holds_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(sample(BUNDLE))
    loaded = load(str(file), SESSION)
    report = verify_loaded(loaded, SESSION)[0]
    file.unlink()
    side = replace(side_of(loaded), verified=report)
    assert side.table is loaded.table
    assert (side.document, side.report, side.name) == (loaded.document, report, "bundle.json")
    earlier = replace(side_of(loaded, at=1), verified=report)
    assert (earlier.at, earlier.report) == (1, report)
    found = compare_sides(earlier, side)
    assert [part.right for part in found.comparison.parts] == ["/state"]
    assert found.proofs == ()


def test_failing_documents_are_compared_all_the_same() -> None:
    found = compare_sources(SideSpec(vector("good")), SideSpec(vector("payload-changed")), SESSION)
    assert isinstance(found, ComparedProofs)
    assert found.comparison.counts.changed == 1
    assert {proof.id for proof in found.proofs} >= {"bundle.hash", "event.content_hash"}


@pytest.mark.parametrize("is_left", [True, False])
def test_side_that_cannot_be_read_leaves_the_other_as_it_is(is_left: bool) -> None:
    missing, there = SideSpec("missing.json"), SideSpec(SAMPLE)
    found = compare_sources(*((missing, there) if is_left else (there, missing)), SESSION)
    assert isinstance(found, NotCompared)
    bad, good = (found.left, found.right) if is_left else (found.right, found.left)
    assert isinstance(good, Side)
    assert isinstance(bad, Unusable)
    assert isinstance(bad.error, FileMissingError)
    assert (bad.report.verdict, bad.report.document) == (Verdict.UNREADABLE, None)
    assert found.error is None


@pytest.mark.parametrize(
    ("name", "at", "error", "kind"),
    [
        ("superseded", 3, MergeUnknownError, Kind.BUNDLE),
        ("good-state", 1, WrongDocumentError, Kind.STATE),
        ("good-record", 1, WrongDocumentError, Kind.RECORD),
    ],
)
def test_state_that_cannot_be_computed_is_said_of_a_source_that_was_read(
    name: str, at: int, error: type[InspectorError], kind: Kind
) -> None:
    found = side_or_error(SideSpec(vector(name), at), SESSION)
    assert isinstance(found, Unusable)
    assert type(found.error) is error
    assert found.report.document is kind
    with pytest.raises(error):
        read_side(vector(name), SESSION, at=at)


def test_event_that_is_not_there_is_for_the_user_to_correct() -> None:
    with pytest.raises(EventCountError):
        compare_sources(SideSpec(SAMPLE, 3), SideSpec(SAMPLE), SESSION)


def test_documents_of_which_nothing_can_be_compared_are_both_there() -> None:
    found = compare_sources(SideSpec(vector("signing-key")), SideSpec(SAMPLE), SESSION)
    assert isinstance(found, NotCompared)
    assert isinstance(found.error, NothingInCommonError)
    assert isinstance(found.left, Side)
    assert isinstance(found.right, Side)


@pytest.mark.parametrize("names", [(BUNDLE, STATE), (STATE, RECORD), (BUNDLE, RECORD)])
def test_documents_of_other_records_are_compared(names: tuple[str, str]) -> None:
    left, right = (SideSpec(str(sample_path(name))) for name in names)
    found = compare_sources(left, right, SESSION)
    assert isinstance(found, ComparedProofs)
    assert found.comparison.sameness is Sameness.OTHER
    assert found.comparison.counts.total


# --- values first, proofs later ---------------------------------------------------------------

_KINDS = ("good", "good-state", "good-record", "payload-changed", "state.hash", "record-changed")


def unverified(side: Side) -> Side:
    return replace(side, verified=None)


def values_first(left: Side, right: Side) -> tuple[ComparedProofs, ComparedProofs]:
    """What is found before and after both are verified."""
    before = compare_sides(unverified(left), unverified(right))
    return before, compare_sides(left, right, before=before.comparison)


@pytest.mark.parametrize("one", _KINDS)
@pytest.mark.parametrize("other", _KINDS)
def test_values_compared_before_verifying_give_what_they_give_after_it(
    one: str, other: str
) -> None:
    left, right = (read_side(vector(name), SESSION) for name in (one, other))
    before, found = values_first(left, right)
    assert not before.comparison.is_verified
    assert not before.proofs
    with pytest.raises(ValueError, match="not been verified"):
        _ = before.comparison.left.report
    known = compare_sides(left, right)
    assert found.proofs == known.proofs
    assert found.comparison.sameness is known.comparison.sameness
    assert [*found.comparison.changes()] == [*known.comparison.changes()]


def test_values_are_paired_again_where_a_record_turns_out_not_to_be_shown() -> None:
    """Events of two records are paired by type alone; those of one record are not."""

    def one(state: Any) -> None:
        state["current"]["graph_snapshots"] = [{"event_type": "a", "event_id": "1", "b": [1]}]

    def other(state: Any) -> None:
        payload = state["current"]["record_created"]["payload"]
        payload["canonical_record"] = payload["canonical_record"] | {"schema_version": "2"}
        state["current"]["graph_snapshots"] = [{"event_type": "a", "event_id": "2", "c": [2]}]

    left, right = verified(state_alone(one)), verified(state_alone(other))
    before, found = values_first(left, right)
    assert before.comparison.counts != found.comparison.counts
    assert found.comparison.sameness is Sameness.SAME_CLAIMED
    assert found.comparison.counts == compare_sides(left, right).comparison.counts
    assert found.comparison.pairs is not before.comparison.pairs


def test_work_can_be_stopped_at_every_step() -> None:
    wanted = SideSpec(vector("every-event-type"), 9), SideSpec(SAMPLE)
    stages: list[str] = []
    compare_sources(*wanted, SESSION, lambda progress: stages.append(progress.stage))
    assert {"verifying", "building the tree", "comparing", "comparing the checks"} <= set(stages)
    for step in range(len(stages)):
        seen = 0

        def stop(_: Progress, last: int = step) -> None:
            nonlocal seen
            seen += 1
            if seen > last:
                raise CancelledError("enough")

        with pytest.raises(CancelledError):
            compare_sources(*wanted, SESSION, stop)
        assert seen == step + 1


def test_collections_leave_out_a_large_comparison(tmp_path: Path) -> None:
    sides = []
    for name, first in (("left", 0), ("right", 1)):
        works = [first, *range(60_000)]
        value = {"state_type": "pith_open_graph_state", "current": {"works": works}}
        (tmp_path / name).write_bytes(orjson.dumps(value))
        sides.append(read_side(str(tmp_path / name), SESSION))
    left, right = sides
    pairs = compare_sides(left, right).comparison.pairs
    assert len(pairs) > 60_000
    assert not any(found is pairs for found in gc.get_objects())
