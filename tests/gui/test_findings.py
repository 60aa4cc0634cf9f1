"""The arrangement of findings: groups, buckets and steps agree with the plain list. No widgets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CancelledError
from inspector.gui.document.findings import (
    BUCKET_SIZE,
    ROOT,
    Arrangement,
    ExplainedFindings,
    is_bucket,
    is_group,
)
from inspector.gui.document.opened import PROBLEMS
from inspector.gui.inspect.findings_model import Findings, FindingsFilter, arrange
from inspector.messages import msg
from inspector.progress import Progress
from inspector.verify.hints import Cause
from inspector.verify.result import FAIL, UNCHECKED, WARN, Result, failed, unchecked, warned

CHECKS = ("event.id", "event.links", "key.trust", "state.hash")
_MAKE = {FAIL: failed, WARN: warned, UNCHECKED: unchecked}


def findings(fails: int = 0, warns: int = 0, uncheckeds: int = 0) -> Findings:
    """That many results of each status, with the checks alternating."""
    counts = {FAIL: fails, WARN: warns, UNCHECKED: uncheckeds}
    return {
        status: tuple(
            _MAKE[status](CHECKS[n % len(CHECKS)], f"/events/{n}/x", msg("It says {}", n))
            for n in range(count)
        )
        for status, count in counts.items()
    }


def everything(*, text: str = "", grouped: bool = False) -> FindingsFilter:
    return FindingsFilter(frozenset(PROBLEMS), text, grouped)


def walk(arrangement: Arrangement, parent: int = ROOT) -> list[int]:
    """All keys, checking that each knows its own place."""
    found = []
    for row in range(arrangement.count(parent)):
        key = arrangement.child(parent, row)
        assert arrangement.parent(key) == parent
        assert arrangement.row(key) == row
        found += [key, *walk(arrangement, key)]
    with pytest.raises(IndexError):
        arrangement.child(parent, arrangement.count(parent))
    return found


def results(arrangement: Arrangement) -> list[Result]:
    keys = [key for key in walk(arrangement) if not is_group(key) and not is_bucket(key)]
    assert keys == list(range(len(arrangement)))
    return [arrangement.result(key) for key in keys]


def follow(given_: Findings, *numbers: int) -> ExplainedFindings:
    """An explanation of the findings with these numbers by a cause."""
    found = [result for status in PROBLEMS for result in given_[status]]
    following = [found[n] for n in numbers if n < len(found)]
    fails = tuple((one.id, one.path) for one in following if one.status is FAIL)
    others = tuple((one.id, one.path) for one in following if one.status is UNCHECKED)
    return ExplainedFindings.of(Cause("/a", "/b", "x", "y", fails, others), found)


@pytest.mark.parametrize("count", [0, 1, 7, 999, 1_000, 1_001, 2_345])
@pytest.mark.parametrize("grouped", [True, False])
@pytest.mark.parametrize("caused", [0, 2, 1_500])
def test_every_finding_has_one_row_among_a_thousand_at_most(
    count: int, grouped: bool, caused: int
) -> None:
    given_ = findings(count * 4, 3, 5)
    explained = follow(given_, *range(1, caused + 1)) if caused else None
    arrangement = arrange(given_, everything(grouped=grouped), explained)
    shown = results(arrangement)
    assert sorted(shown) == sorted(given_[FAIL] + given_[WARN] + given_[UNCHECKED])
    for key in (ROOT, *walk(arrangement)):
        assert arrangement.count(key) <= BUCKET_SIZE


def test_what_a_cause_explains_comes_first_and_nowhere_else() -> None:
    given_ = findings(5, 0, 4)
    for grouped in (True, False):
        arrangement = arrange(given_, everything(grouped=grouped), follow(given_, 2, 6))
        head, *others = arrangement.groups
        assert head.cause is not None
        assert [arrangement.result(place) for place in range(head.begin, head.end)] == [
            given_[FAIL][2],
            given_[UNCHECKED][1],
        ]
        assert not any(group.cause for group in others)
        assert bool(others) is grouped


def test_a_list_is_worst_first_and_in_the_order_of_the_checks() -> None:
    given_ = findings(5, 3, 4)
    shown = results(arrange(given_, everything()))
    assert shown == [*given_[FAIL], *given_[WARN], *given_[UNCHECKED]]


def test_groups_are_by_status_and_check_worst_first() -> None:
    arrangement = arrange(findings(5, 1, 2), everything(grouped=True))
    assert [(group.status, group.check, group.size) for group in arrangement.groups] == [
        (FAIL, "event.id", 2),
        (FAIL, "event.links", 1),
        (FAIL, "key.trust", 1),
        (FAIL, "state.hash", 1),
        (WARN, "event.id", 1),
        (UNCHECKED, "event.id", 1),
        (UNCHECKED, "event.links", 1),
    ]


@given(
    st.lists(st.integers(0, 40), min_size=3, max_size=3),
    st.sets(st.sampled_from(PROBLEMS)),
    st.sampled_from(["", "EVENT", "links", "/events/1", "it says 2", "nowhere"]),
    st.booleans(),
)
def test_what_is_kept_is_what_holds_the_text(
    counts: list[int], statuses: set[str], text: str, grouped: bool
) -> None:
    given_ = findings(*counts)
    arrangement = arrange(given_, FindingsFilter(frozenset(statuses), text, grouped))  # type: ignore[arg-type]
    wanted = [
        result
        for status in PROBLEMS
        if status in statuses
        for result in given_[status]
        if text.lower() in f"{result.id}\n{result.path}\n{result.message}".lower()
    ]
    assert sorted(results(arrangement)) == sorted(wanted)


@pytest.mark.parametrize("grouped", [True, False])
def test_steps_go_through_all_findings_and_round(grouped: bool) -> None:
    arrangement = arrange(findings(2_000, 10, 1_500), everything(grouped=grouped))
    key, seen = ROOT, []
    for _ in range(len(arrangement)):
        key = arrangement.next(key, forward=True)
        seen.append(key)
    assert seen == list(range(len(arrangement)))
    assert arrangement.next(key, forward=True) == 0
    back = ROOT
    for place in reversed(seen):
        back = arrangement.next(back, forward=False)
        assert back == place


def test_a_step_from_a_group_or_bucket_goes_into_it_or_before_it() -> None:
    arrangement = arrange(findings(8_000, 3), everything(grouped=True))
    for key in walk(arrangement):
        if is_group(key) or is_bucket(key):
            first = arrangement.next(key, forward=True)
            assert key in (arrangement.parent(first), arrangement.parent(arrangement.parent(first)))
            before = arrangement.next(key, forward=False)
            assert before == (first - 1) % len(arrangement)


def test_a_bucket_says_which_of_its_group_it_holds() -> None:
    arrangement = arrange(findings(8_400), everything(grouped=True))
    second = arrangement.child(ROOT, 1)
    spans = [arrangement.span(arrangement.child(second, row)) for row in range(3)]
    assert spans == [(0, 999), (1_000, 1_999), (2_000, 2_099)]


def test_a_finding_is_found_again_in_another_order() -> None:
    given_ = findings(6, 2, 2)
    wanted = given_[WARN][1]
    for grouped in (True, False):
        arrangement = arrange(given_, everything(grouped=grouped))
        place = arrangement.place_of(wanted)
        assert place is not None
        assert arrangement.result(place) is wanted
    assert arrange(given_, FindingsFilter(frozenset({FAIL}))).place_of(wanted) is None


def test_reading_texts_can_be_stopped() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        arrange(findings(3), everything(text="x"), checkpoint=stop)
