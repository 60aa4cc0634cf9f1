"""The paper's text in the window: given by paste, drop or file, held against the open document."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from inspector.gui.views.paper.dialog import PaperDialog
from inspector.gui.views.paper.finding import PaperFindingView
from inspector.gui.views.value.trace_step import TraceStep
from tests.gui.conftest import STATE, Desk

PAPER = Path(__file__).parents[1] / "data" / "paper-1804.07612.txt"


def dialog_on(desk: Desk, source: str = STATE) -> tuple[Any, PaperDialog]:
    window = desk.window(source)
    window.actions_["paper_text"].trigger()
    found = window.findChild(PaperDialog)
    assert isinstance(found, PaperDialog)
    return window, found


def findings(dialog: PaperDialog) -> list[str]:
    page = dialog.page.widget()
    return [one.accessibleName() for one in page.findChildren(PaperFindingView)] if page else []


def give(desk: Desk, dialog: PaperDialog, text: str) -> list[str]:
    dialog.field.setPlainText(text)
    desk.qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: dialog.form.text() not in ("", "Checking…"))
    return findings(dialog)


def test_title_and_abstract_are_found_in_the_text(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    before = window.current.inspection.checked.counts.passed
    title, abstract = give(desk, dialog, PAPER.read_text())
    assert title.startswith("Title: pass. Found in line 2")
    assert abstract.startswith("Abstract: pass. Found in line 4")
    assert dialog.form.text() == "Read as plain text."
    assert window.current.inspection.checked.counts.passed == before + 1
    assert "revisiting small batch training" in _shown(dialog)


def test_the_abstract_is_traced_in_the_text_that_was_given(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    give(desk, dialog, PAPER.read_text())
    place = "/current/graph_snapshots/0/payload/graph_snapshot/paper/abstract_excerpt"
    window.current.inspection.selection.select_pointer(place)
    pane = window.current.document_page.detail
    desk.qtbot.waitUntil(lambda: pane.trace is not None and pane.trace.is_complete)
    desk.qtbot.waitUntil(lambda: bool(pane.trace.findChildren(TraceStep)))
    names = [step.accessibleName() for step in pane.trace.findChildren(TraceStep)]
    assert any(name.endswith("SHA-256, equal") for name in names), names


def test_where_nothing_matches_the_hashes_tried_are_shown(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    before = window.current.inspection.checked.counts
    title, abstract = give(desk, dialog, "Another Title\nand another abstract, which is long")
    assert title.startswith("Title: unchecked. Not found")
    assert abstract.startswith("Abstract: unchecked. Not found")
    assert "Also tried" in _shown(dialog)
    assert window.current.inspection.checked.counts == before


def test_a_dropped_file_is_read(desk: Desk) -> None:
    _, dialog = dialog_on(desk)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(PAPER))])
    assert dialog.field.canInsertFromMimeData(dropped)
    dialog.field.insertFromMimeData(dropped)
    desk.qtbot.waitUntil(lambda: len(findings(dialog)) == 2)
    assert dialog.field.toPlainText() == ""


def test_a_web_page_is_read_as_one_and_stays_plain_text(desk: Desk) -> None:
    _, dialog = dialog_on(desk)
    page = (
        "<html><head><meta name='citation_title' content='Revisiting Small Batch Training for "
        "Deep Neural Networks'></head><body><b>&lt;img src=x&gt;</b></body></html>"
    )
    title, _ = give(desk, dialog, page)
    assert dialog.form.text() == "Read as html."
    assert title.startswith("Title: pass. Found in citation_title")
    for label in dialog.findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText


def test_a_bomb_is_refused_in_words(desk: Desk) -> None:
    _, dialog = dialog_on(desk)
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>'
    )
    dialog.field.setPlainText(bomb)
    dialog.check.click()
    desk.qtbot.waitUntil(lambda: dialog.failure.isVisible() or len(findings(dialog)) == 2)
    assert "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" not in _shown(dialog)


def test_a_file_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    _, dialog = dialog_on(desk)
    dialog.file_given.emit(str(tmp_path / "none.txt"))
    desk.qtbot.waitUntil(dialog.failure.isVisible)
    assert "none.txt" in dialog.failure.text.text()


def test_the_text_is_forgotten_when_the_document_is_read_again(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    give(desk, dialog, PAPER.read_text())
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert window.current.inspection.checked.report.paper is None


def _shown(dialog: PaperDialog) -> str:
    page = dialog.page.widget()
    labels = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join(labels + [text.toPlainText() for text in page.findChildren(QPlainTextEdit)])
