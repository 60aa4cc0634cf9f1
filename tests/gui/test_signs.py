"""Each outcome has its own word, icon and colour, and only what is good looks good."""

import pytest

from inspector.errors import (
    InspectorError,
    MemberAmbiguousError,
    NotPithError,
    OfflineError,
    ProgramFaultError,
)
from inspector.gui.theme.palette import ColourRole
from inspector.gui.widgets import signs
from inspector.gui.widgets.signs import StatusBadge
from inspector.messages import msg
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import (
    FAIL,
    NOT_REACHED,
    PASS,
    UNCHECKED,
    WARN,
    Result,
    Status,
    Tally,
    unchecked,
)

GOOD = {"verified", "intact", "trusted", "pass"}
BAD = {"failed", "broken", "distrusted", "fail"}
SIGNS: list[tuple[str, StatusBadge]] = [
    *((one, signs.of_verdict(one)) for one in Verdict),
    *((one, signs.of_integrity(one)) for one in Integrity),
    *((one, signs.of_trust(one)) for one in Trust),
    *((one, signs.of_status(one)) for one in Status),
    *((one, signs.of_cover(one)) for one in Cover),
]


@pytest.mark.parametrize(("value", "sign"), SIGNS, ids=str)
def test_sign_is_that_of_the_outcome_and_its_colour_fits_it(value: str, sign: StatusBadge) -> None:
    assert (sign.icon, sign.word.lower()) == (value, value)
    assert (sign.tone is ColourRole.PASS) is (value in GOOD)
    assert (sign.tone is ColourRole.FAIL) is (value in BAD)


@pytest.mark.parametrize(
    ("error", "icon"),
    [
        (NotPithError("no document"), "unreadable"),
        (MemberAmbiguousError("several"), "several"),
        (ProgramFaultError("a fault"), "fault"),
        (OfflineError("nothing was asked"), "address"),
    ],
)
def test_what_is_no_document_has_no_verdict_but_unreadable(
    error: InspectorError, icon: str
) -> None:
    sign = signs.of_error(error)
    assert sign.icon == icon
    assert sign.tone not in (ColourRole.PASS, ColourRole.FAIL)


def test_sign_of_several_results_is_that_of_the_worst() -> None:
    found = [Result("event.id", "", status) for status in (PASS, UNCHECKED, WARN, FAIL)]
    for end in range(1, 5):
        worst = signs.of_status(found[end - 1].status)
        assert signs.of_results(found[:end]) == signs.of_results(found[end - 1 :: -1]) == worst
    assert signs.of_results([]) is None
    waits = unchecked("event.id", "", msg("not reached"), reason=NOT_REACHED)
    assert signs.of_results([found[0], waits]) == signs.not_reached()
    counts = {PASS: 4, UNCHECKED: 3, WARN: 0, FAIL: 1}
    assert signs.listed(counts) == "1 fail, 3 unchecked, 4 pass"


def test_branch_has_the_sign_and_the_number_of_its_worst_results() -> None:
    wanted = {PASS: 1, FAIL: 2, WARN: 3, UNCHECKED: 4}
    results = [Result("event.id", "", one) for one, count in wanted.items() for _ in range(count)]
    assert Tally.of(results) == Tally(passed=1, failed=2, warned=3, unchecked=4)
    for status in (FAIL, WARN, UNCHECKED, PASS):
        sign = signs.of_branch(Tally.of(results))
        assert sign == signs.of_status(status)._replace(word=f"{wanted[status]} {status}")
        results = [one for one in results if one.status is not status]
    assert signs.of_branch(Tally.of(results)) is None
