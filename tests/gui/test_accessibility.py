"""What a screen reader is given: names, roles, and the verdict in the text of each row."""

from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import BUNDLE, Desk


def face(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def children(parent: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [parent.child(place) for place in range(parent.childCount())]
    return [child for child in found if child is not None]


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def test_rows_of_the_tree_say_their_result(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    rows = face(window.current.document_page.tree.view)
    assert rows.role() is QAccessible.Role.Tree
    spoken = [name(child) for child in children(rows)]
    assert spoken[3].startswith("Failed, Overview, Bundle 1.0")
    assert any(text.startswith("1 fail, Events") for text in spoken)
    assert any(text.startswith("fail, content_sha256") for text in spoken)
    assert any(text.startswith("6 pass, Aliases") for text in spoken)


def test_a_row_without_a_check_claims_no_result(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    page = window.current.document_page
    window.current.inspection.selection.select_pointer("/events/0/prev_event")
    spoken = [name(child) for child in children(face(page.tree.view))]
    assert "prev_event, null" in spoken


def test_the_findings_say_result_check_place_and_sentence(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    spoken = [name(child) for child in children(face(window.current.document_page.findings.view))]
    assert any("fail" in text and "event.content_hash" in text for text in spoken)


def test_the_banner_says_the_verdict_and_both_axes(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    banner = window.current.banner
    assert name(face(banner)).startswith("Failed. Event 2: authors_text reads “Eve Intruder”;")
    axes = [name(child) for child in children(face(banner.axes))]
    assert any(text.startswith("INTEGRITY: Broken") for text in axes)
    assert any(
        text.startswith("TRUST: Incomplete, 2 of 4 signatures hold, 2 by a key you trust")
        for text in axes
    )


def test_tabs_say_the_verdict_of_their_document(desk: Desk, failing: str) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, failing)
    tabs = face(window.strip.bar)
    assert tabs.role() is QAccessible.Role.PageTabList
    spoken = [name(child) for child in children(tabs)]
    assert "bundle-1711.04623.json, Verified" in spoken
    assert "payload-changed.json, Failed" in spoken


@pytest.mark.parametrize("view", ["inspect", "coverage", "timeline"])
def test_every_control_of_every_view_has_a_name(desk: Desk, failing: str, view: str) -> None:
    window = desk.window(failing)
    window.actions_[view].trigger()
    desk.settle(window)
    for control in _controls(window):
        assert name(face(control)), control


def _controls(window: Any) -> list[QWidget]:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
    )

    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox)
    return [
        control
        for kind in kinds
        for control in window.findChildren(kind)
        if control.isVisibleTo(window) and not control.objectName().startswith("qt_")
    ]
