"""The list of findings, small and large."""

from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from inspector.gui.models.findings_model import CHECK, RESULT, SAYS, WHERE, FindingsModel
from inspector.gui.theme.theme import Scheme, Theme
from inspector.verify.result import Result, failed, unchecked


@pytest.fixture
def model(qapp: Any) -> FindingsModel:
    return FindingsModel(Theme(qapp, Scheme.LIGHT, blue_orange=False))


def test_rows_are_handed_out_by_the_thousand(model: FindingsModel) -> None:
    results = tuple(failed("event.id", f"/events/{n}/event_id", "It differs") for n in range(2_500))
    model.show(results)
    assert model.rowCount() == 1_000
    # Made only now: the tester fetches more while a reset is under way, and then complains of it.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_up_to(2_200)
    assert model.rowCount() == 2_500
    assert not model.canFetchMore()
    model.show(())
    assert model.rowCount() == 0
    assert tester is not None


def test_a_row_names_result_check_place_and_sentence(model: FindingsModel) -> None:
    results: tuple[Result, ...] = (
        failed("event.id", "/events/0/event_id", "It differs"),
        unchecked("event.signature", "/events/0/signature", "Not reached: the hash failed"),
        failed("document.schema", "", "A member is missing"),
    )
    model.show(results)
    rows = [
        [model.index(row, column).data() for column in (RESULT, CHECK, WHERE, SAYS)]
        for row in range(3)
    ]
    assert rows[0] == ["fail", "event.id", "/events/0/event_id", "It differs."]
    assert rows[1][0] == "not reached"
    assert rows[2][2] == "the document"
