"""The loader of a comparison: reading, verifying and comparing two sides in workers."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inspector.compare.comparison import Counts
from inspector.document.reader import read_document
from inspector.errors import (
    FileMissingError,
    NothingInCommonError,
    OfflineError,
    WrongDocumentError,
)
from inspector.gui.compare import head_text
from inspector.gui.compare.compare_options import HistoryStates, WithOwnEvents
from inspector.gui.compare.comparison_loader import ComparisonLoader
from inspector.gui.compare.side_request import SideRequest, SideState, own_sides
from inspector.gui.document.opened import Checked, check_document, open_document, release_documents
from inspector.gui.runner import Runner
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.verify.report import Verdict
from inspector.verify.trust import TrustedKeys
from tests.benchmarks.large import large_bundle
from tests.gui.conftest import BUNDLE, RECORD, STATE

_WAIT = 120_000
VECTORS = Path(__file__).parents[2] / "vectors"
EVENTS = str(VECTORS / "every-event-type.json")
KEY = str(VECTORS / "signing-key.json")
UNKNOWN_RULES = str(VECTORS / "superseded.json")


class Watched:
    """A comparison, and its signals so far."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot = qtbot
        self.runner = Runner()
        self.loader = ComparisonLoader(self.runner, session)
        self.said: list[Any] = []
        loader, note = self.loader, self.said.append
        loader.started.connect(lambda: note("started"))
        loader.checking.connect(lambda: note("checking"))
        loader.closed.connect(lambda: note("closed"))
        loader.side_ready.connect(lambda is_left, side: note((is_left, side)))
        loader.side_failed.connect(lambda is_left, error: note((is_left, error)))
        loader.compared.connect(self._on_compared)
        loader.failed.connect(note)

    def _on_compared(self, compared: Any) -> None:
        """As one that shows it at once."""
        self.said.append(compared)
        self.loader.go_on()

    def start(self, left: SideRequest, right: SideRequest) -> Any:
        self.loader.start(left, right)
        return self.settle()

    def settle(self) -> Any:
        self.qtbot.waitUntil(lambda: not self.loader.is_busy, timeout=_WAIT)
        return self.loader.current

    def rest(self) -> None:
        """Wait until no thread is running."""
        self.qtbot.waitUntil(lambda: not self.runner._threads, timeout=_WAIT)

    @property
    def sides(self) -> list[bool]:
        """The sides that were reported, in order."""
        return [one[0] for one in self.said if isinstance(one, tuple) and type(one[0]) is bool]

    @property
    def halves(self) -> tuple[SideState, SideState]:
        left, right = self.loader.left, self.loader.right
        assert left is not None
        assert right is not None
        return left, right

    @property
    def verdicts(self) -> list[Verdict | None]:
        return [half.called.verdict for half in self.halves]


@pytest.fixture
def watched(qtbot: QtBot, session: Session) -> Iterator[Watched]:
    made = Watched(qtbot, session)
    yield made
    made.loader.close()
    made.runner.close()


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a file, which may be removed."""
    return lambda source: Path(shutil.copy(source, tmp_path))


def opened(source: str, session: Session) -> Checked:
    return check_document(open_document(source, session, unwatched), session, unwatched)


# --- what comes of it -------------------------------------------------------------------------


def test_two_files_are_read_verified_and_compared(watched: Watched, failing: str) -> None:
    current = watched.start(SideRequest(BUNDLE), SideRequest(failing))
    assert watched.said[:2] == ["closed", "started"]
    assert sorted(watched.sides) == [False, True]
    assert watched.said[-1] is current
    assert current.comparison.left.source == BUNDLE
    assert current.comparison.right.source == failing
    assert current.comparison.counts == Counts(changed=1)
    assert watched.verdicts == [Verdict.VERIFIED, Verdict.FAILED]


def test_a_bundle_is_compared_with_what_its_own_events_give(watched: Watched) -> None:
    document = read_document(Path(BUNDLE).read_bytes())
    left, right = own_sides(WithOwnEvents(), SideRequest(BUNDLE), document)
    assert (left.at, right.at) == (None, 2)
    current = watched.start(left, right)
    assert current.comparison.identical
    assert [part.left for part in current.comparison.parts] == ["/state"]


def test_progress_is_told(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(large_bundle(events=60))
    told: list[Any] = []
    watched.loader.progressed.connect(told.append)
    watched.start(SideRequest(str(path)), SideRequest(STATE))
    assert told


@pytest.mark.parametrize("is_left", [True, False])
def test_where_one_side_cannot_be_read_the_other_is_there(
    watched: Watched, tmp_path: Path, is_left: bool
) -> None:
    missing, there = SideRequest(str(tmp_path / "none.json")), SideRequest(BUNDLE)
    sides = (missing, there) if is_left else (there, missing)
    assert watched.start(*sides) is None
    failed, ready = watched.halves if is_left else reversed(watched.halves)
    assert isinstance(failed.error, FileMissingError)
    assert failed.side is None
    assert ready.side is not None
    assert (is_left, failed.error) in watched.said
    assert watched.sides.count(not is_left) == 1
    assert ready.called.verdict is ready.side.report.verdict is Verdict.VERIFIED
    assert failed.called == head_text.NamedSide("none.json", None, Verdict.UNREADABLE)


def test_neither_side_can_be_read(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "text.json"
    path.write_text("{")
    assert (
        watched.start(SideRequest(str(path)), SideRequest("https://pith.example/bundle.json"))
        is None
    )
    left, right = watched.halves
    assert left.error is not None
    assert isinstance(right.error, OfflineError)
    assert sorted(watched.sides) == [False, True]


def test_what_has_nothing_in_common_is_said_to_have_nothing(watched: Watched) -> None:
    assert watched.start(SideRequest(BUNDLE), SideRequest(KEY)) is None
    assert isinstance(watched.said[-1], NothingInCommonError)
    assert watched.loader.error is watched.said[-1]
    assert sorted(watched.sides) == [False, True]


def test_a_state_that_cannot_be_computed_is_an_error_in_its_place(watched: Watched) -> None:
    watched.start(SideRequest(STATE), SideRequest(STATE, at=1))
    _, right = watched.halves
    assert isinstance(right.error, WrongDocumentError)
    assert right.called.verdict is Verdict.UNPROVEN


# --- what a tab holds -------------------------------------------------------------------------


def test_what_a_tab_holds_is_not_read_again(
    watched: Watched, session: Session, copied: Callable[[str], Path]
) -> None:
    path = copied(BUNDLE)
    checked = opened(str(path), session)
    path.unlink()
    current = watched.start(SideRequest(str(path), None, checked), SideRequest(str(path), at=1))
    assert current.comparison.left.document is checked.opened.document
    assert current.comparison.left.report is checked.report


def test_the_comparison_goes_on_when_the_tab_is_closed(
    watched: Watched, session: Session, failing: str
) -> None:
    checked = opened(BUNDLE, session)
    watched.loader.start(SideRequest(BUNDLE, None, checked), SideRequest(failing))
    release_documents([checked])
    del checked
    before = watched.settle().comparison
    assert before.counts == Counts(changed=1)
    watched.loader.swap()
    change = next(watched.settle().comparison.changes())
    assert change.left == "Eve Intruder"


def test_a_tab_that_was_verified_by_other_keys_is_verified_again(
    watched: Watched, session: Session
) -> None:
    checked = opened(BUNDLE, Session(TrustedKeys(), session.options))
    assert checked.report.verdict is Verdict.UNPROVEN
    watched.start(SideRequest(BUNDLE, None, checked), SideRequest(STATE))
    assert watched.verdicts[0] is Verdict.VERIFIED


# --- what a user does with it -----------------------------------------------------------------


def test_the_sides_change_places_without_being_read(
    watched: Watched, copied: Callable[[str], Path]
) -> None:
    path = copied(EVENTS)
    before = watched.start(SideRequest(str(path), at=1), SideRequest(str(path), at=8)).comparison
    path.unlink()
    del watched.said[:]
    watched.loader.swap()
    left, right = watched.halves
    assert watched.said == [(True, before.right), (False, before.left)]
    after = watched.settle().comparison
    assert (left.request.at, right.request.at) == (8, 1)
    assert before.counts.added == after.counts.removed > 0
    assert before.counts.removed == after.counts.added


def test_an_error_changes_places_too(watched: Watched, tmp_path: Path) -> None:
    watched.start(SideRequest(BUNDLE), SideRequest(str(tmp_path / "none.json")))
    watched.loader.swap()
    left, right = watched.halves
    assert watched.said[-2:] == [(True, left.error), (False, right.side)]
    assert not watched.loader.is_busy


def test_reloading_reads_both_files_again(watched: Watched, copied: Callable[[str], Path]) -> None:
    path = copied(BUNDLE)
    assert watched.start(SideRequest(str(path), at=1), SideRequest(str(path), at=2)) is not None
    path.unlink()
    watched.loader.reload()
    assert watched.settle() is None
    left, right = watched.halves
    assert isinstance(left.error, FileMissingError)
    assert (left.request.at, right.request.at) == (1, 2)
    shutil.copy(BUNDLE, path)
    watched.loader.reload()
    assert watched.settle() is not None


def test_the_history_is_walked_and_the_file_read_once(
    watched: Watched, copied: Callable[[str], Path]
) -> None:
    path = copied(EVENTS)
    document = read_document(path.read_bytes())
    watched.start(*own_sides(HistoryStates(), SideRequest(str(path)), document))
    path.unlink()
    for left_at, right_at in ((1, 3), (4, 3), (8, 8), (2, 3)):
        watched.loader.walk(left_at, right_at)
        comparison = watched.settle().comparison
        assert (comparison.left.at, comparison.right.at) == (left_at, right_at)
        assert comparison.identical == (left_at == right_at)


def test_only_the_last_point_that_was_asked_for_is_computed(watched: Watched) -> None:
    watched.start(SideRequest(EVENTS, at=1), SideRequest(EVENTS, at=2))
    del watched.said[:]
    for place in range(3, 9):
        watched.loader.walk(place - 1, place)
    comparison = watched.settle().comparison
    assert (comparison.left.at, comparison.right.at) == (7, 8)
    assert len(watched.said) == 3
    assert watched.said[-1].comparison is comparison


def test_one_can_walk_on_before_the_bundle_is_read(watched: Watched) -> None:
    watched.loader.start(SideRequest(EVENTS, at=1), SideRequest(EVENTS, at=2))
    watched.loader.walk(3, 5)
    comparison = watched.settle().comparison
    assert (comparison.left.at, comparison.right.at) == (3, 5)
    assert watched.said[-1].comparison is comparison
    assert len(watched.sides) == 2


def test_a_point_that_is_not_there_is_walked_away_from(watched: Watched) -> None:
    watched.start(SideRequest(EVENTS, at=1), SideRequest(EVENTS, at=2))
    watched.loader.walk(1, 99)
    assert watched.settle() is None
    _, right = watched.halves
    assert right.error is not None
    watched.loader.walk(1, 3)
    assert watched.settle().comparison.right.at == 3
    assert right.error is None


def test_another_list_of_keys_is_used_without_reading(
    watched: Watched, session: Session, copied: Callable[[str], Path]
) -> None:
    path = copied(BUNDLE)
    before = watched.start(SideRequest(str(path)), SideRequest(str(path), at=1))
    path.unlink()
    watched.loader.use(Session(TrustedKeys(), session.options))
    assert watched.said[-2] == "checking"
    assert watched.said[-1] is watched.loader.current
    assert not watched.loader.current.comparison.is_verified
    assert watched.verdicts == [None, None]
    after = watched.settle()
    assert watched.verdicts == [Verdict.UNPROVEN, Verdict.UNPROVEN]
    assert after.comparison.left.report.verdict is Verdict.UNPROVEN
    assert after.comparison.right.report.verdict is Verdict.UNPROVEN
    assert after.comparison.counts == before.comparison.counts
    watched.loader.use(session)
    assert watched.settle().comparison.left.report.verdict is Verdict.VERIFIED


def test_another_list_of_keys_counts_for_what_is_being_read(
    watched: Watched, session: Session
) -> None:
    watched.loader.start(SideRequest(BUNDLE), SideRequest(STATE))
    watched.loader.use(Session(TrustedKeys(), session.options))
    watched.settle()
    assert watched.verdicts[0] is Verdict.UNPROVEN
    watched.loader.reload()
    watched.settle()
    assert watched.verdicts[0] is Verdict.UNPROVEN


# --- giving up --------------------------------------------------------------------------------


def test_what_was_given_up_says_nothing_more(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(large_bundle(events=120))
    watched.loader.start(SideRequest(str(path)), SideRequest(str(path), at=60))
    watched.qtbot.waitUntil(lambda: bool(watched.sides), timeout=_WAIT)
    watched.loader.close()
    assert not watched.loader.is_busy
    assert watched.said[-1] == "closed"
    watched.rest()
    assert watched.said[-1] == "closed"
    assert watched.loader.left is None
    assert watched.loader.current is None


def test_another_start_supersedes_the_one_before(watched: Watched, failing: str) -> None:
    watched.loader.start(SideRequest(BUNDLE), SideRequest(STATE))
    watched.loader.start(SideRequest(RECORD), SideRequest(failing))
    current = watched.settle()
    assert current.comparison.left.source == RECORD
    watched.rest()
    shown = [one.comparison for one in watched.said if hasattr(one, "comparison")]
    assert {one.pairs for one in shown} == {current.comparison.pairs}


def test_what_was_compared_is_dismantled_when_it_is_released(watched: Watched) -> None:
    comparison = watched.start(SideRequest(EVENTS), SideRequest(EVENTS, at=3)).comparison
    tables = [comparison.left.table, comparison.right.table]
    watched.loader.close()
    watched.rest()
    assert [table.value(0) for table in tables] == [None, None]


def test_closing_the_window_waits_for_it(qtbot: QtBot, session: Session) -> None:
    made = Watched(qtbot, session)
    made.loader.start(SideRequest(BUNDLE), SideRequest(STATE))
    made.runner.close()
    assert not made.runner._threads
