"""The tasks shared by window and command line: reading, verifying, opening."""

import gc
from pathlib import Path

import pytest

from inspector.errors import (
    CancelledError,
    FileMissingError,
    InspectorError,
)
from inspector.jobs.memory import collector_aside
from inspector.jobs.opening import load, verify_loaded
from inspector.jobs.session import Session
from inspector.jobs.verification import Verified, verify_source
from inspector.progress import Progress
from inspector.sources import SourceOptions
from inspector.verify.report import Verdict
from tests.conftest import BUNDLE, SAMPLES, pith_trust, sample_path

SESSION = Session(pith_trust(), SourceOptions(offline=True))


def sole(source: str) -> Verified:
    """The report on a source that is one document."""
    (verified,) = verify_source(source, SESSION)
    assert isinstance(verified, Verified)
    return verified


@pytest.mark.parametrize("name", SAMPLES)
def test_window_and_command_line_find_the_same(name: str) -> None:
    source = str(sample_path(name))
    report, marks = verify_loaded(load(source, SESSION), SESSION)
    verified = sole(source)
    assert report.results == verified.report.results
    assert report.verdict is verified.report.verdict
    assert marks.tally(0).passed == verified.report.counts.passed


def test_source_that_cannot_be_had_is_a_report_for_scripts_and_an_error_for_the_window() -> None:
    verified = sole("missing.json")
    assert verified.document is None
    assert verified.report.verdict is Verdict.UNREADABLE
    assert isinstance(verified.report.error, FileMissingError)
    with pytest.raises(FileMissingError):
        load("missing.json", SESSION)


def test_work_can_be_stopped_at_every_step() -> None:
    source = str(sample_path(BUNDLE))
    stages: list[str] = []

    def watch(progress: Progress) -> None:
        stages.append(progress.stage)

    loaded = load(source, SESSION, watch)
    verify_loaded(loaded, SESSION, watch)
    assert len(set(stages)) > 1

    def stop(_: Progress) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        list(verify_source(source, SESSION, checkpoint=stop))
    with pytest.raises(CancelledError):
        load(source, SESSION, stop)
    with pytest.raises(CancelledError):
        verify_loaded(loaded, SESSION, stop)


def test_collector_is_as_before_after_a_failure(tmp_path: Path) -> None:
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            with pytest.raises(InspectorError):
                load(str(tmp_path), SESSION)
            with collector_aside():
                assert not gc.isenabled()
            assert gc.isenabled() is enabled
        finally:
            gc.enable()
