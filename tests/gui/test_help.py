"""The help: a page for each check, opened for the current one, and the general pages."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from inspector.gui.actions import shortcuts
from inspector.gui.document.help_pages import family, of_check
from inspector.gui.help.window import HelpWindow
from inspector.gui.inspect.detail_pane import Page
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS
from tests.gui.conftest import BUNDLE, Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")


def help_of(window: Any) -> Any:
    return window.findChild(HelpWindow)


def texts(window: Any) -> list[str]:
    return [label.text() for label in help_of(window).page.widget().findChildren(QLabel)]


def pages(help_: Any) -> list[str]:
    """The ids of the pages that the list shows."""
    found = []
    model = help_.list.model()
    for group in range(model.rowCount()):
        heading = model.index(group, 0)
        for row in range(model.rowCount(heading)):
            if not help_.list.isRowHidden(row, heading):
                assert not help_.list.isRowHidden(group, QModelIndex())
                found.append(model.index(row, 0, heading).data(Qt.ItemDataRole.UserRole))
    return found


@pytest.mark.parametrize("check", CATALOGUE)
def test_the_page_of_a_check_says_all_there_is_to_it(qapp: Any, check: str) -> None:
    page = of_check(check)
    assert page.title == check
    for text in (*EXPLANATIONS[check], CATALOGUE[check].holds, "inspector/verify/"):
        assert text in page.text
    assert family(check)


def test_help_opens_at_the_check_of_the_value(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.actions_["help"].trigger()
    assert help_of(window).isVisible()
    assert not help_of(window).isModal()
    assert texts(window)[0] == "event.content_hash"
    assert EXPLANATIONS["event.content_hash"].failing in texts(window)
    window.current.inspection.selection.select_pointer("/bundle_signature/bundle_sha256")
    window.actions_["help"].trigger()
    assert texts(window)[0] == "bundle.hash"
    assert len(window.findChildren(HelpWindow)) == 1


def test_help_opens_at_the_finding_that_has_the_keyboard(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    findings = window.current.document_page.findings
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    findings.view.setFocus()
    findings.view.setCurrentIndex(findings.model.index_of(1))
    window.current.inspection.selection.select_pointer("/pith_number")
    desk.qtbot.waitUntil(findings.view.hasFocus)
    window.actions_["help"].trigger()
    assert texts(window)[0] == findings.model.result(1).id


def test_help_without_a_document_opens_at_the_verdict(desk: Desk) -> None:
    window = desk.window()
    window.actions_["help"].trigger()
    assert texts(window)[0] == "The verdict"


def test_shortcuts_are_a_page_of_the_help(desk: Desk) -> None:
    window = desk.window()
    window.actions_["shortcuts"].trigger()
    shown = texts(window)
    assert shown[0] == "Keyboard"
    for keys, name in shortcuts():
        assert keys.replace("; ", ", ") in shown
        assert name in shown


def test_every_check_and_the_general_pages_are_in_the_list(desk: Desk) -> None:
    window = desk.window()
    window.actions_["help"].trigger()
    listed = pages(help_of(window))
    assert [id_ for id_ in listed if id_ in CATALOGUE] == list(CATALOGUE)
    assert set(listed) - set(CATALOGUE) == {
        "verdict", "statuses", "trace", "coverage", "timeline", "compare", "trust", "paper",
        "report", "notes", "keyboard",
    }  # fmt: skip
    for id_ in listed:
        help_of(window).show_page(id_)
        assert len(list(filter(None, texts(window)))) > 2


def test_the_list_is_filtered_by_what_the_pages_say(desk: Desk) -> None:
    window = desk.window()
    window.actions_["help"].trigger()
    help_ = help_of(window)
    desk.qtbot.keyClicks(help_.field, "rotates_at")
    desk.qtbot.waitUntil(lambda: pages(help_) == ["key.period"])
    help_.show_page("event.id")
    assert len(pages(help_)) > 30
    assert texts(window)[0] == "event.id"


def test_the_list_is_walked_by_the_keyboard(desk: Desk) -> None:
    window = desk.window()
    window.actions_["help"].trigger()
    help_ = help_of(window)
    desk.qtbot.keyClick(help_.list, Qt.Key.Key_Down)
    assert texts(window)[0] == "Statuses"
    desk.qtbot.keyClick(help_, Qt.Key.Key_Escape)
    assert not help_.isVisible()


def test_the_detail_leads_to_the_help(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    detail = window.current.document_page.detail
    detail.show_page(Page.ABOUT)
    button = next(b for b in detail.findChildren(QPushButton) if b.text() == "Open in the help")
    assert button.accessibleName() == "Help on event.content_hash"
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert texts(window)[0] == "event.content_hash"


def test_help_texts_are_plain(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.actions_["help"].trigger()
    for label in help_of(window).findChildren(QLabel):
        if not label.pixmap():
            assert label.textFormat() is Qt.TextFormat.PlainText
