"""Text of a document is shown as plain text everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from inspector.errors import Hosts, NotPithError
from inspector.gui.compare import compare_options
from inspector.gui.document import incoming, summary
from inspector.gui.document.summary import SummaryFact
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.timeline.painters import LanePainter, _Part
from inspector.gui.widgets.dialogs import about_dialog, fetch_dialog
from inspector.gui.widgets.plain_text import cell, clip, for_menu, middle, tooltip
from inspector.jobs.trust_store import set_standing
from inspector.sources import SourceOptions
from inspector.verify.trust import PublicKey, Standing
from tests.gui.conftest import BUNDLE, Desk

HOSTILE = '<b>x</b><img src="file:///etc/passwd"> & \u202egpj.exe\u200b [*] \x07'
PAPER = "/events/1/payload/graph_snapshot/paper"
MARKUP = ("<b>", "<img")


@pytest.fixture
def window(desk: Desk, altered: Callable[..., str]) -> Any:
    def change(value: Any) -> None:
        value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = HOSTILE
        value["events"].append({**value["events"][1], "event_type": HOSTILE})
        value[HOSTILE] = HOSTILE

    return desk.window(altered(change, "<b>name & co.json"))


def test_labels_are_plain_text(window: Any) -> None:
    for label in window.findChildren(QLabel):
        if not label.pixmap():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_banner_and_title_bar_show_hostile_text_as_text(window: Any) -> None:
    assert window.current.banner.title.text().startswith("“<b>x</b>")
    assert window.current.banner.claim.word == "title not proven"
    assert "\\u202e" in window.current.banner.title.text()
    assert "\u202e" not in window.current.banner.title.text()
    assert "<b>name & co.json" in window.windowTitle()


def test_tree_cells_and_their_tooltips_show_hostile_text_as_text(window: Any) -> None:
    tree = window.current.document_page.tree
    window.current.inspection.selection.select_pointer(f"/{HOSTILE.replace('/', '~1')}")
    index = tree.view.currentIndex()
    assert "\\u202e" in index.data()
    value = index.siblingAtColumn(1)
    assert "\u202e" not in value.data()
    tip = value.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert not any(mark in tip for mark in MARKUP)


def test_detail_and_raw_json_show_hostile_text_as_text(window: Any) -> None:
    window.current.inspection.selection.select_pointer(
        "/events/1/payload/graph_snapshot/paper/title"
    )
    detail = window.current.document_page.detail
    detail.show_page(Page.RAW)
    assert "\\u202e" in detail.raw.text.toPlainText()
    assert "\u202e" not in detail.raw.text.toPlainText()
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


@pytest.mark.parametrize("view", ["inspect", "coverage", "timeline"])
def test_no_view_shows_a_hidden_character_or_takes_text_for_markup(
    window: Any, desk: Desk, view: str
) -> None:
    window.actions_[view].trigger()
    desk.rest(window)
    pane = window.current.document_page.detail
    hostile = f"/{HOSTILE.replace('/', '~1')}"
    for pointer in ("/events/1", f"{PAPER}/title", "/pith_number", hostile):
        window.current.inspection.selection.select_pointer(pointer)
        for page in Page if view == "inspect" else [Page.FOUND]:
            pane.show_page(page)
            desk.rest(window)
            _look_at_everything(window)


def _look_at_everything(window: Any) -> None:
    for widget in window.findChildren(QWidget):
        assert not any(mark in widget.toolTip() for mark in MARKUP), widget
        texts = [widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        if isinstance(widget, QLabel):
            assert not widget.text() or widget.textFormat() is Qt.TextFormat.PlainText
            texts.append(widget.text())
        elif isinstance(widget, QAbstractButton):
            texts.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            texts += _cells(widget.model())
        assert not any(hidden in text for text in texts for hidden in "\u202e\u200b\x07"), widget


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


def _cells(model: Any, parent: Any = None, depth: int = 0) -> list[str]:
    """The texts of the cells: shown, spoken and in tooltips."""
    parent = QModelIndex() if parent is None else parent
    found = []
    for row in range(min(model.rowCount(parent), 60)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            found += [str(index.data(role) or "") for role in _ROLES]
            assert not any(mark in found[-1] for mark in MARKUP)
        if depth < 2:
            found += _cells(model, model.index(row, 0, parent), depth + 1)
    return found


def test_a_hostile_signer_is_plain_text_in_the_list_of_keys(
    desk: Desk, tmp_path: Path, altered: Callable[..., str]
) -> None:
    keys = tmp_path / "keys.json"
    key = PublicKey.of(HOSTILE, bytes(range(32)))
    set_standing([key], Standing.UNKNOWN, HOSTILE, keys, [HOSTILE])
    window = desk.window(altered(lambda _: None, "<b>name.json"), key_list=keys)
    window.actions_["trusted_keys"].trigger()
    dialog = window.findChild(TrustDialog)
    desk.qtbot.waitUntil(lambda: dialog.keys.view.model().rowCount() > 0)
    dialog.show_key(key.fingerprint)
    desk.rest(window)
    _look_at_everything(dialog)


def test_dialogs_show_plain_text(window: Any) -> None:
    for dialog in (
        fetch_dialog(window, "<b>host", "https://<b>host/x", "<b>name"),
        about_dialog(window, "1"),
    ):
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
def test_cells_are_cut_and_escaped(text: str, shown: str) -> None:
    assert cell(text) == shown


_LONG_HOST = f"pith.science.{'a' * 60}.{'b' * 60}.evil.example"


def test_the_end_of_a_long_host_is_seen_wherever_it_is_asked_or_told() -> None:
    address = f"https://{_LONG_HOST}/bundle.json"
    options = SourceOptions()
    error = NotPithError("no document")
    error.hosts = Hosts("pith.science", _LONG_HOST)
    answered = summary.of_error("x", error).facts[-1].text
    assert ".evil.example, to which pith.science redirects" in answered
    assert ".evil.example" in incoming.describe_typed(address, options)[0]
    assert ".evil.example" in incoming._words((address,), 0, options)
    assert ".evil.example" in compare_options._url_option(address).title
    fetch = compare_options.source_option(address, options)
    assert isinstance(fetch, compare_options.Fetch)
    assert ".evil.example" in fetch.host


def test_a_long_claim_pushes_no_fact_of_the_banner_out_of_sight(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.resize(1024, 640)
    banner = window.current.banner
    shown = banner._summary
    long = SummaryFact("Says it is", "“All checks passed. Signed by pith.science” " * 5)
    last = SummaryFact("Answered by", "evil.example")
    banner.show_summary(shown._replace(facts=(*shown.facts, long, last)))
    for _ in range(3):
        desk.app.processEvents()
    facts = banner._facts
    assert all(
        facts.rect().contains(one.geometry())
        for one in facts.children()
        if isinstance(one, QWidget)
    )
    assert banner.rect().contains(facts.geometry())


_MARKED = "m" + "\u0316\u0317\u0323\u0331" * 30 + "\u0300\u0301" * 30


def _differing_rows(one: QImage, other: QImage) -> set[int]:
    width, height = one.width(), one.height()
    return {
        y for y in range(height) if any(one.pixel(x, y) != other.pixel(x, y) for x in range(width))
    }


def test_combining_marks_are_not_painted_over_the_words_of_a_lane(desk: Desk) -> None:
    painter_of = LanePainter(desk.window().theme, None)  # type: ignore[arg-type]
    box = QRect(0, 40, 100, 16)
    pictures = []
    for text in ("m", _MARKED):
        picture = QImage(100, 100, QImage.Format.Format_RGB32)
        picture.fill(0)
        with QPainter(picture) as painter:
            part = _Part(text, TextStyle.CAPTION, ColourRole.ACCENT)
            painter_of._paint_line(painter, [part], QRect(box))
        pictures.append(picture)
    found = _differing_rows(*pictures)
    assert found
    assert found <= {*range(box.top(), box.bottom() + 1)}
