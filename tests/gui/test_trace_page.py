"""The page with the steps of a hash: steps, hints, bytes, shell line."""

import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from inspector.document.canonical import digest
from inspector.document.pointer import resolve
from inspector.gui.document import inspection as inspection_module
from inspector.gui.document import opened
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.trace_page import TraceStep
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.text_boxes import ByteText, WrappedText
from tests.gui.conftest import BUNDLE, Desk

HASH = "/events/1/content_sha256"


def traced(desk: Desk, source: str, pointer: str = HASH) -> Any:
    window = desk.window(source)
    window.current.inspection.selection.select_pointer(pointer)
    pane = window.current.document_page.detail
    assert pane.page is Page.TRACE
    desk.qtbot.waitUntil(lambda: bool(steps(window)) and pane.trace.is_complete)
    return window


def steps(window: Any) -> list[TraceStep]:
    page = window.current.document_page.detail.trace
    return page.widget().findChildren(TraceStep) if page.widget() else []


def names(window: Any) -> list[str]:
    return [step.accessibleName() for step in steps(window)]


def test_a_signature_shows_every_step(desk: Desk) -> None:
    window = traced(desk, BUNDLE)
    assert names(window) == [
        "step 1, Take the event, done",
        "step 2, Leave out 3 members, done",
        "step 3, Write canonical JSON, done",
        "step 4, SHA-256, equal",
        "step 5, Ed25519, valid",
    ]


def test_after_a_failed_step_the_rest_is_not_reached(desk: Desk, failing: str) -> None:
    window = traced(desk, failing)
    assert names(window)[3:] == ["step 4, SHA-256, differs", "step 5, Ed25519, not reached"]
    compared = [view.toPlainText() for view in steps(window)[3].findChildren(ByteText)]
    assert len(compared) == 2
    assert compared[0] != compared[1]


def test_where_to_look_is_said_apart_from_the_results(desk: Desk, failing: str) -> None:
    window = traced(desk, failing)
    box = window.current.document_page.detail.trace.widget().findChild(Remark)
    assert "authors_text" in box.text.text()
    assert "the stated hash is met" in box.text.text()
    assert "computed here" in box.text.text()


def test_a_step_selects_its_value_and_a_value_its_step(desk: Desk) -> None:
    window = traced(desk, BUNDLE)
    selection = window.current.inspection.selection
    first = steps(window)[0]
    desk.qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=first.rect().center())
    assert selection.pointer == "/events/1"
    assert window.current.document_page.tree.view.currentIndex().data() == "graph_snapshot"
    assert steps(window)[0] is first
    assert first._is_marked
    selection.select_pointer(HASH)
    assert [step._is_marked for step in steps(window)] == [False, False, False, True, False]
    desk.qtbot.keyClick(first, Qt.Key.Key_Return)
    assert selection.pointer == "/events/1"


def test_the_shell_line_gives_the_hash_when_it_is_run(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "it's a $(copy).json"
    shutil.copy(BUNDLE, path)
    window = traced(desk, str(path))
    page = window.current.document_page.detail.trace
    from PySide6.QtWidgets import QPushButton

    copy = next(b for b in page.findChildren(QPushButton) if b.text() == "Copy shell check")
    copy.click()
    line = QGuiApplication.clipboard().text()
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
    document = window.current.inspection.opened.document.value
    assert done.stdout.split()[0] == resolve(document, HASH)
    assert window.status.note == "Copied the shell check."


def test_the_bytes_are_shown_as_text_and_hex_and_saved_whole(desk: Desk, tmp_path: Path) -> None:
    from inspector.gui.inspect.trace_page import DataStep

    window = traced(desk, BUNDLE, "/canonical_sha256")
    data = window.current.document_page.detail.trace.widget().findChild(DataStep)
    assert data.box.toPlainText().startswith('{"metadata":{"abstract_canon_sha256":')
    data.hex.click()
    assert data.box.toPlainText().startswith("00000000  7b 22 6d 65")
    data.save.click()
    target = tmp_path / "record.bin"
    dialog = window.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(target))
    dialog.accept()
    desk.qtbot.waitUntil(target.exists)
    document = window.current.inspection.opened.document.value
    import hashlib

    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest(document["canonical_record"])


def test_the_inspected_file_is_never_written(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "inspected.json"
    shutil.copy(BUNDLE, path)
    before = path.read_bytes()
    window = traced(desk, str(path), "/canonical_sha256")
    from inspector.gui.inspect.trace_page import DataStep

    window.current.document_page.detail.trace.widget().findChild(DataStep).save.click()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    desk.qtbot.waitUntil(lambda: "never written" in window.status.note)
    assert path.read_bytes() == before


def test_a_value_that_is_no_hash_shows_what_was_found(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer("/events/0/created_at")
    pane = window.current.document_page.detail
    assert pane.page is Page.FOUND
    pane.show_page(Page.TRACE)
    desk.qtbot.waitUntil(lambda: pane.trace.widget() is not None)
    assert not steps(window)


def test_until_the_document_is_checked_it_is_said_that_the_steps_come_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, checks = traced(desk, BUNDLE), threading.Event()
    inspection, page = window.current.inspection, window.current.document_page.detail.trace
    check = opened.check_document

    def held(*arguments: Any) -> Any:
        assert checks.wait(60)
        return check(*arguments)

    monkeypatch.setattr(inspection_module, "check_document", held)
    inspection.opening.use(inspection.opening.session)
    assert inspection.checked is None
    assert not steps(window)
    assert "still being checked" in page.widget().findChild(QLabel).text()
    inspection.selection.select_pointer("/bundle_signature/bundle_sha256")
    assert "still being checked" in page.widget().findChild(QLabel).text()
    checks.set()
    desk.qtbot.waitUntil(lambda: len(steps(window)) > 3)


def test_the_page_that_the_user_chose_stays(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    pane = window.current.document_page.detail
    pane.show_page(Page.RAW)
    window.current.inspection.selection.select_pointer(HASH)
    assert pane.page is Page.RAW


def test_the_bytes_of_the_file_follow_the_selection(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    pane = window.current.document_page.detail
    pane.show_page(Page.BYTES)
    selection = window.current.inspection.selection
    selection.select_pointer(HASH)
    data = Path(BUNDLE).read_bytes()

    def marked() -> str:
        cursors = pane.bytes.box.extraSelections()
        return cursors[0].cursor.selectedText() if cursors else ""

    stated = resolve(window.current.inspection.opened.document.value, HASH)
    desk.qtbot.waitUntil(lambda: marked().endswith(f'"{stated}"'))
    assert marked().startswith('"content_sha256"')
    place = data.index(marked().encode())
    assert f"{place + 1:,} to" in pane.bytes.place.text()
    pane.bytes.hex.click()
    assert "22 63 6f 6e 74 65 6e 74" in pane.bytes.box.toPlainText()


def test_hidden_characters_are_seen_in_every_view_of_bytes(desk: Desk, altered: Any) -> None:
    def change(value: Any) -> None:
        value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = "a\u202eb\u200b"

    window = traced(desk, altered(change))
    from inspector.gui.inspect.trace_page import DataStep

    shown = window.current.document_page.detail.trace.widget().findChild(DataStep)
    assert "\u202e" not in shown.box.toPlainText()
    assert "\\u202e" in shown.box.toPlainText()


def test_arrow_keys_go_from_step_to_step(desk: Desk) -> None:
    window = traced(desk, BUNDLE)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    found = steps(window)
    # A layout shows what is put into it at the next turn; what is hidden takes no focus.
    desk.qtbot.waitUntil(found[2].isVisible)
    found[2].setFocus()
    desk.qtbot.waitUntil(found[2].hasFocus)
    desk.qtbot.keyClick(found[2], Qt.Key.Key_Down)
    assert found[3].hasFocus()
    desk.qtbot.keyClick(found[3], Qt.Key.Key_Up)
    desk.qtbot.keyClick(found[2], Qt.Key.Key_Up)
    assert found[1].hasFocus()
    desk.qtbot.keyClick(found[1], Qt.Key.Key_Up)
    desk.qtbot.keyClick(found[0], Qt.Key.Key_Up)
    assert found[0].hasFocus()


def test_words_without_end_do_not_widen_the_page(desk: Desk, altered: Any) -> None:
    def change(value: Any) -> None:
        entry = value["events"][1]["signature"]
        entry["key_id"] = value["public_keys"][0]["key_id"] = "K" * 5_000
        entry["signed_at"] = "9" * 5_000

    window = traced(desk, altered(change))
    page = window.current.document_page.detail.trace
    assert any(step.findChildren(WrappedText) for step in steps(window))
    assert page.horizontalScrollBar().maximum() == 0
    assert page.widget().width() <= page.viewport().width()
