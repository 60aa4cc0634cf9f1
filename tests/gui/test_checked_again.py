"""A document that is verified again: nothing of the former list of keys stays meanwhile."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from inspector.gui.document import inspection as inspection_module
from inspector.gui.document.copied import CopiedLine
from inspector.gui.document.document_model import VALUE
from inspector.gui.document.inspection import FORMER_STAY
from inspector.gui.inspect.tree_model import RESULT
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, Desk


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


def test_no_line_of_the_former_results_is_copied(desk: Desk, checks: threading.Event) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    QGuiApplication.clipboard().setText("before")
    window.current.document_page.detail.overview.copied.emit(CopiedLine("pass", "trusted", ()))
    assert QGuiApplication.clipboard().text() == "before"
    checks.set()


def test_no_former_result_is_found_meanwhile(desk: Desk, checks: threading.Event) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    tree, selection = window.current.document_page.tree, window.inspections.inspection.selection
    tree.find_field.setText("is:pass")
    desk.qtbot.waitUntil(lambda: tree.matches.text().startswith("1 of "))
    selected = selection.node
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    assert tree.matches.text() == "preparing…"
    tree.find_field.stepped.emit(True)
    assert selection.node == selected
    tree.find_field.setText("is:warn")
    desk.qtbot.waitUntil(lambda: window.inspections.inspection.finder._query.text == "warn")
    assert tree.matches.text() == "preparing…"
    checks.set()
    desk.qtbot.waitUntil(lambda: tree.matches.text() == "1 of 1")
    assert selection.node != selected  # it was asked for, other than what is looked for again


def test_the_tree_stays_where_it_was_scrolled_to(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    view = window.current.document_page.tree.view
    view.expandAll()
    window.inspections.inspection.selection.select_pointer("/events/0")
    desk.app.processEvents()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    seen = bar.value()
    window.inspections.use_trust(TrustedKeys())
    desk.settle(window)
    desk.qtbot.waitUntil(lambda: "Unproven" in column(window, RESULT))
    desk.rest(window)
    assert bar.value() == seen


@pytest.mark.parametrize("is_slow", [False, True])
def test_the_current_finding_stays_current(
    desk: Desk, failing: str, checks: threading.Event, *, is_slow: bool
) -> None:
    window = desk.window(failing)
    desk.rest(window)
    findings = window.current.document_page.findings

    def current() -> tuple[str, str] | None:
        found = findings.model.result_at(findings.view.currentIndex())
        return found and (found.id, found.path)

    findings.step(forward=True)
    findings.step(forward=True)
    before = current()
    assert before is not None
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    if is_slow:
        desk.qtbot.waitUntil(lambda: findings.model.total == 0)
    checks.set()
    desk.settle(window)
    desk.rest(window)
    assert current() == before
    window.inspections.current.reload()
    desk.settle(window)
    desk.rest(window)
    assert current() is None


def test_lists_of_keys_in_quick_succession_do_not_keep_former_results(
    desk: Desk, checks: threading.Event
) -> None:
    window = desk.window(BUNDLE)
    desk.rest(window)
    page = window.current.document_page
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    desk.qtbot.waitUntil(lambda: page._outdated.remainingTime() < FORMER_STAY // 2)
    left = page._outdated.remainingTime()
    window.inspections.use_trust(desk.session.trust)
    assert page._outdated.remainingTime() <= left
    desk.qtbot.waitUntil(lambda: not any(column(window, RESULT)))
    checks.set()


def test_a_document_is_shown_again_after_a_verification_that_broke(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise ValueError

    window = desk.window(BUNDLE)
    with monkeypatch.context() as patch:
        patch.setattr(inspection_module, "check_document", broken)
        window.inspections.use_trust(TrustedKeys())
        desk.settle(window)
        assert window.current.error_page.isVisible()
    window.inspections.use_trust(desk.session.trust)
    desk.settle(window)
    assert window.current.document_page.isVisible()
    assert window.inspections.inspection.error is None


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
    problems = window.current.document_page.tree.problems
    problems.kinds_menu().actions()[-1].trigger()
    assert problems.counts_unchecked
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
