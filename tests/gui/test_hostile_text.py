"""Text of a document stays text wherever it is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox

from inspector.gui.models.text import cell, clip, for_menu, middle, tooltip
from inspector.gui.views.dialogs import about_dialog, fetch_dialog
from tests.gui.conftest import Desk

HOSTILE = '<b>x</b><img src="file:///etc/passwd"> & \u202egpj.exe\u200b [*] \x07'
MARKUP = ("<b>", "<img")


@pytest.fixture
def window(desk: Desk, altered: Callable[..., str]) -> Any:
    def change(value: Any) -> None:
        value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = HOSTILE
        value["events"][1]["event_type"] = HOSTILE
        value[HOSTILE] = HOSTILE

    return desk.window(altered(change, "<b>name & co.json"))


def test_labels_are_plain_text(window: Any) -> None:
    for label in window.findChildren(QLabel):
        if not label.pixmap():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_banner_and_title_bar(window: Any) -> None:
    assert "<b>x</b>" in window.current.banner.title.text()
    assert "\\u202e" in window.current.banner.title.text()
    assert "\u202e" not in window.current.banner.title.text()
    assert "<b>name & co.json" in window.windowTitle()


def test_tree_cells_and_their_tooltips(window: Any) -> None:
    tree = window.current.document_page.tree
    window.current.inspection.selection.select_pointer(f"/{HOSTILE.replace('/', '~1')}")
    index = tree.view.currentIndex()
    assert "\\u202e" in index.data()
    value = index.siblingAtColumn(1)
    assert "\u202e" not in value.data()
    tip = value.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert not any(mark in tip for mark in MARKUP)


def test_detail_and_raw_json(window: Any) -> None:
    window.current.inspection.selection.select_pointer(
        "/events/1/payload/graph_snapshot/paper/title"
    )
    detail = window.current.document_page.detail
    assert "\\u202e" in detail.raw.toPlainText()
    assert "\u202e" not in detail.raw.toPlainText()
    for label in detail.findChildren(QLabel):
        assert not any(mark in label.toolTip() for mark in MARKUP)


def test_the_clipboard_gets_the_text_and_no_markup(window: Any) -> None:
    window.current.inspection.selection.select_pointer(f"/{HOSTILE.replace('/', '~1')}")
    window.actions_["copy_name"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == HOSTILE
    assert not data.hasHtml()


def test_the_recent_list_and_its_menu(window: Any, desk: Desk) -> None:
    window.actions_["close_document"].trigger()
    model = window.current.empty_page.model
    assert "\u202e" not in model.index(0, 1).data()
    assert not any(mark in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) for mark in MARKUP)
    menu = window.actions_.recent_menu
    menu.aboutToShow.emit()
    assert "name && co" in menu.actions()[0].text()


def test_dialogs(window: Any) -> None:
    for dialog in (fetch_dialog(window, "<b>host", "https://<b>host/x"), about_dialog(window, "1")):
        assert isinstance(dialog, QMessageBox)
        assert dialog.textFormat() is Qt.TextFormat.PlainText
        dialog.close()


def test_text_is_cut_before_it_is_looked_at() -> None:
    long = "\u202e" * 100_000_000
    assert len(clip(long)) <= 401
    assert len(cell(long)) <= 201
    assert len(middle(long, 60)) <= 60
    assert len(for_menu(long)) <= 81
    assert len(tooltip(long)) < 2_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0cf2ca14dfbb6a8a567c89dbea99562ef2120338e18661863f3f37fa8abb78fe", "0cf2ca14df…bb78fe"),
        ("sha256:" + "0cf2ca14dfbb6a8a567c89dbea99562e" * 2, "sha256:0cf2ca…99562e"),
        ("plain", "plain"),
        ("two\nlines", "two\\nlines"),
    ],
)
def test_cells(text: str, shown: str) -> None:
    assert cell(text) == shown
