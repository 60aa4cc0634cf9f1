"""The model of the findings, small and large, grouped and flat."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.document.opened import PROBLEMS
from inspector.gui.inspect.findings_model import (
    CHECK,
    RESULT,
    SAYS,
    WHERE,
    Findings,
    FindingsFilter,
    FindingsModel,
    arrange,
)
from inspector.gui.theme.theme import Scheme, Theme
from inspector.messages import Value, msg
from inspector.verify.result import FAIL, UNCHECKED, WARN, Reason, failed, unchecked, warned
from tests.gui.conftest import fatal_tester

FEW: Findings = {
    FAIL: (
        failed("event.id", "/events/0/event_id", msg("It differs")),
        failed("document.schema", "", msg("A member is missing")),
    ),
    WARN: (warned("time.order", "/events/0/created_at", msg("The date lies in the future")),),
    UNCHECKED: (
        unchecked(
            "event.signature",
            "/events/0/signature",
            msg("the hash failed"),
            reason=Reason.NOT_REACHED,
        ),
        unchecked("event.signature", "/events/1/signature", msg("no key is at hand")),
    ),
}


@pytest.fixture
def model(qapp: Any) -> FindingsModel:
    return FindingsModel(Theme(qapp, Scheme.LIGHT, blue_orange=False))


def show(model: FindingsModel, findings: Findings, *, grouped: bool) -> None:
    model.show(arrange(findings, FindingsFilter(frozenset(PROBLEMS), "", grouped)))


def cells(model: FindingsModel, row: int, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, column, parent).data() for column in (RESULT, CHECK, WHERE, SAYS)]


@pytest.mark.parametrize("count", [0, 3, 2_500])
@pytest.mark.parametrize("grouped", [True, False])
def test_the_model_holds_together(model: FindingsModel, count: int, grouped: bool) -> None:
    tester = fatal_tester(model)
    results = tuple(
        failed("event.id", f"/events/{n}/event_id", msg("It differs")) for n in range(count)
    )
    show(model, {**FEW, FAIL: results}, grouped=grouped)
    assert model.total == count + 3
    show(model, FEW, grouped=not grouped)
    for place in range(model.total):
        index = model.index_of(place)
        assert model.result_at(index) is model.result(place)
        assert model.index(index.row(), 0, index.parent()) == index
    assert tester is not None


def test_a_row_names_result_check_place_and_sentence(model: FindingsModel) -> None:
    show(model, FEW, grouped=False)
    assert cells(model, 0) == ["fail", "event.id", "/events/0/event_id", "It differs."]
    assert cells(model, 1)[2] == "the document"
    assert cells(model, 3)[0] == "not reached"
    assert cells(model, 4)[0] == "unchecked"


def test_a_group_names_its_number_and_its_rule(model: FindingsModel) -> None:
    show(model, FEW, grouped=True)
    assert model.rowCount() == 4
    assert cells(model, 3)[:3] == ["2 unchecked", "event.signature", ""]
    assert cells(model, 3)[3] == "Rule: The event's signature over its hash is valid."
    group = model.index(3, 0)
    assert [cells(model, row, group)[0] for row in range(2)] == ["not reached", "unchecked"]
    assert model.result_at(group) is None


def test_many_of_one_group_come_in_buckets(model: FindingsModel) -> None:
    many = tuple(
        failed("event.id", f"/events/{n}/event_id", msg("It differs")) for n in range(2_500)
    )
    show(model, {**FEW, FAIL: many}, grouped=True)
    group = model.index(0, 0)
    names = [model.index(row, 0, group).data() for row in range(model.rowCount(group))]
    assert names == ["1 to 1,000", "1,001 to 2,000", "2,001 to 2,500"]
    assert model.result_at(model.index(0, 0, group)) is None
    assert model.rowCount(model.index(2, 0, group)) == 500


def test_every_row_is_spoken_whole(model: FindingsModel) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    show(model, FEW, grouped=True)
    assert (
        model.index(0, 0).data(spoken)
        == "1 fail, event.id, Rule: The event's id is made of its hash."
    )
    inner = model.index(0, 0, model.index(0, 0))
    assert inner.data(spoken) == "fail, event.id, /events/0/event_id, It differs."
    many = tuple(
        failed("event.id", f"/events/{n}/event_id", msg("It differs")) for n in range(1_001)
    )
    show(model, {**FEW, FAIL: many}, grouped=False)
    assert model.index(1, 0).data(spoken) == "1,001 to 1,004"


def test_hostile_text_is_cut_and_made_visible(model: FindingsModel) -> None:
    long = failed(
        "event.id", "/" + "\u202e" * 100_000, msg("It says {}", Value("\u200b" + "x" * 1_000_000))
    )
    show(model, {**FEW, FAIL: (long,)}, grouped=False)
    where, says = cells(model, 0)[2:]
    assert len(where) <= 201
    assert len(says) <= 2_001
    assert "\\u202e" in where
    assert "\\u200b" in says
