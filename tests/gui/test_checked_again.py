"""A document that is verified again: nothing of the former list of keys stays meanwhile."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel

from inspector.gui.document import inspection as inspection_module
from inspector.gui.document import opened
from inspector.gui.document.document_model import VALUE
from inspector.gui.inspect.tree_model import RESULT
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, Desk


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Verification waits until this is set."""
    event, check = threading.Event(), opened.check_document
    event.set()

    def held(*arguments: Any) -> Any:
        assert event.wait(120)
        return check(*arguments)

    monkeypatch.setattr(inspection_module, "check_document", held)
    return event


def column(window: Any, number: int) -> list[str]:
    model = window.current.document_page.tree.model
    rows = (model.index(row, number, QModelIndex()) for row in range(model.rowCount()))
    return [str(index.data() or "") for index in rows]


def said_of(window: Any) -> str:
    overview = window.current.document_page.detail.overview
    return "\n".join(row.accessibleName() for row in overview.rows)


def test_results_of_the_former_list_of_keys_are_taken_back(
    desk: Desk, checks: threading.Event
) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    page = window.current.document_page
    assert column(window, RESULT)[0] == "Verified"
    assert "The key is one that you trust" in said_of(window)
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    desk.qtbot.waitUntil(lambda: not any(column(window, RESULT)))
    assert not any("pith-v1" in text for text in column(window, VALUE) if " by " in text[:5])
    assert page.findings.model.total == 0
    assert not page.tree.filter.isEnabled()
    desk.qtbot.waitUntil(lambda: "you trust" not in said_of(window))
    checks.set()
    desk.qtbot.waitUntil(lambda: column(window, RESULT)[0] == "Unproven")
    assert page.tree.filter.isEnabled()
    desk.qtbot.waitUntil(lambda: page.findings.model.total > 0)


def test_only_problems_stay_in_sight_without_their_results(
    desk: Desk, failing: str, checks: threading.Event
) -> None:
    window = desk.window(failing)
    window.actions_["only_problems"].trigger()
    desk.rest(window)
    names = column(window, 0)
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    desk.qtbot.waitUntil(lambda: not any(column(window, RESULT)))
    assert column(window, 0) == names
    checks.set()
    desk.qtbot.waitUntil(lambda: any(column(window, RESULT)))


def test_the_detail_stays_that_of_the_selected_group(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    inspection, page = window.inspections.inspection, window.current.document_page
    groups = inspection.opened.outline.groups
    inspection.selection.select_group(len(groups) - 1)
    shown = said_in(page.detail)
    window.inspections.use_trust(TrustedKeys())
    desk.settle(window)
    desk.rest(window)
    assert said_in(page.detail)[:2] == shown[:2]


def said_in(detail: Any) -> list[str]:
    return [label.text() for label in detail.findChildren(QLabel) if label.isVisible()]
