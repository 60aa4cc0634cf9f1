"""The paper's text in the window: pasted, dropped or from a file, checked with the document."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit

from inspector.gui.inspect.trace_page import TraceStep
from inspector.gui.paper.dialog import PaperDialog, PaperFindingView
from tests.gui.conftest import BUNDLE, STATE, Desk

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
    desk.rest(window)
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


# --- a result stands beside the text and the tab that it is of ----------------------------

_WEB_PAGE = "<html><head><meta name='citation_title' content='Another'></head></html>"


def test_the_first_edit_takes_the_results_away(desk: Desk) -> None:
    _, dialog = dialog_on(desk)
    give(desk, dialog, PAPER.read_text())
    dialog.field.insertPlainText("x")
    assert (findings(dialog), dialog.form.text()) == ([], "")


def test_the_first_edit_takes_an_error_away(desk: Desk, tmp_path: Path) -> None:
    _, dialog = dialog_on(desk)
    dialog.file_given.emit(str(tmp_path / "none.txt"))
    desk.qtbot.waitUntil(dialog.failure.isVisible)
    dialog.field.insertPlainText("x")
    assert not dialog.failure.isVisible()


def test_an_edit_while_it_is_checked_leaves_no_result_of_the_text_before(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    tab = window.current.inspection
    dialog.field.setPlainText(PAPER.read_text())
    dialog.check.click()
    assert dialog.form.text() == "Checking…"
    dialog.field.insertPlainText("x")
    assert dialog.form.text() == ""
    desk.qtbot.waitUntil(lambda: bool(tab.checked and tab.checked.paper))
    assert (findings(dialog), dialog.form.text()) == ([], "")


def test_a_result_is_of_the_current_tab(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    assert dialog.document.text() == "Document: state-1804.07612.json"
    found = give(desk, dialog, PAPER.read_text())
    desk.open(window, BUNDLE)
    assert dialog.document.text() == "Document: bundle-1711.04623.json"
    assert (findings(dialog), dialog.form.text()) == ([], "")
    window.strip.bar.setCurrentIndex(0)
    assert findings(dialog) == found
    assert dialog.form.text() == "Read as plain text."
    window.strip.add.click()
    assert findings(dialog) == []
    assert not dialog.check.isEnabled()
    assert dialog.document.text() == "The tab in sight holds no document to check."


def test_overlapping_checks_on_two_tabs_each_show_their_own(desk: Desk) -> None:
    """The second begins before the first has ended."""
    window, dialog = dialog_on(desk)
    first = window.current.inspection
    desk.open(window, BUNDLE)
    second = window.current.inspection
    dialog.field.setPlainText(PAPER.read_text())
    window.inspections.choose(first)
    dialog.check.click()
    window.inspections.choose(second)
    assert dialog.form.text() == "", "nothing was checked here"
    dialog.check.click()
    assert dialog.form.text() == "Checking…"
    desk.qtbot.waitUntil(lambda: all(tab.checked and tab.checked.paper for tab in (first, second)))
    shown = {}
    for tab in (first, second):
        window.inspections.choose(tab)
        desk.qtbot.waitUntil(lambda: len(findings(dialog)) == 2)
        shown[tab] = findings(dialog)
    assert shown[first][1].startswith("Abstract: pass. Found in line 4")
    assert shown[second][1].startswith("Abstract: unchecked. Not found")


def test_overlapping_checks_of_two_texts_never_show_the_other_text(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    first = window.current.inspection
    desk.open(window, BUNDLE)
    second = window.current.inspection
    window.inspections.choose(first)
    dialog.field.setPlainText(PAPER.read_text())
    dialog.check.click()
    window.inspections.choose(second)
    dialog.field.setPlainText(_WEB_PAGE)
    dialog.check.click()
    desk.qtbot.waitUntil(lambda: all(tab.checked and tab.checked.paper for tab in (first, second)))
    assert dialog.form.text() == "Read as html."
    window.inspections.choose(first)
    assert first.checked.report.paper.abstract.match is not None
    assert (findings(dialog), dialog.form.text()) == ([], "")
    window.inspections.choose(second)
    assert dialog.form.text() == "Read as html."


def test_a_tab_that_is_closed_while_it_is_checked_leaves_nothing(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    desk.open(window, BUNDLE)
    dialog.field.setPlainText(PAPER.read_text())
    dialog.check.click()
    window.inspections.close(window.inspections.current)
    assert (findings(dialog), dialog.form.text()) == ([], "")
    title, _ = give(desk, dialog, PAPER.read_text())
    assert title.startswith("Title: pass.")


def test_what_a_file_gave_is_beside_no_other_text(desk: Desk) -> None:
    _, dialog = dialog_on(desk)
    dialog.field.setPlainText("Another text")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(PAPER))])
    dialog.field.insertFromMimeData(dropped)
    desk.qtbot.waitUntil(lambda: len(findings(dialog)) == 2)
    assert dialog.field.toPlainText() == ""
    assert dialog.field.placeholderText() == f"From the file {PAPER.name}"
    dialog.field.undo()
    assert dialog.field.toPlainText() == "Another text"
    assert (findings(dialog), dialog.form.text()) == ([], "")


def test_a_document_that_is_read_again_has_no_result(desk: Desk) -> None:
    window, dialog = dialog_on(desk)
    give(desk, dialog, PAPER.read_text())
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert (findings(dialog), dialog.form.text()) == ([], "")


def _shown(dialog: PaperDialog) -> str:
    page = dialog.page.widget()
    assert page is not None
    labels = [label.text() for label in page.findChildren(QLabel)]
    return "\n".join(labels + [text.toPlainText() for text in page.findChildren(QPlainTextEdit)])


def test_documents_of_one_name_are_told_apart_where_one_is_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    paths = [tmp_path / folder / "bundle.json" for folder in ("one", "two")]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(Path(BUNDLE).read_bytes())
    window = desk.window(str(paths[0]))
    desk.open(window, str(paths[1]))
    desk.open(window, STATE)
    window.paper_commands.offer(b"", QPoint())
    menu = next(
        menu
        for menu in window.findChildren(QMenu)
        if any(action.text().startswith("Open a document for it") for action in menu.actions())
    )
    names = [action.text() for action in menu.actions()]
    menu.close()
    assert names[0].endswith("one/bundle.json")
    assert names[1].endswith("two/bundle.json")
    assert names[2] == Path(STATE).name
