"""The report on the current document: saved in each format, laid out on sheets, previewed."""

import hashlib
import json
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument, QTextTable
from PySide6.QtPrintSupport import QPrinterInfo, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QFileDialog, QMessageBox

from inspector.evidence.page import page_html
from inspector.gui.document import inspection as inspection_module
from inspector.gui.report.save_dialog import ReportFile, SaveReportDialog
from inspector.gui.report.sheets import Sheets, page_layout, pdf
from inspector.gui.window.commands import report as report_commands
from inspector.jobs.notes_store import change_notes, notes_folder
from inspector.jobs.report_checking import ReportAnswer, check_report
from inspector.messages import ENGLISH
from inspector.notes.notes import new_note
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, Desk
from tests.unit.evidence.reports import evidence_on, hostile, of_vector, vector

A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter


def saved(desk: Desk, window: Any, path: Path, kind: ReportFile, **ticked: bool) -> str:
    """Save the report as a user does, from the menu; return what the last dialog says."""
    window.actions_["save_report"].trigger()
    return chosen(desk, window, path, kind, **ticked)


def chosen(
    desk: Desk,
    window: Any,
    path: Path,
    kind: ReportFile,
    *,
    without: bool = False,
    notes: bool = False,
) -> str:
    """The same, once the first dialog is shown."""
    asks: Any = window.findChild(SaveReportDialog)
    asks.kind.setCurrentIndex(list(ReportFile).index(kind))
    asks.without_paths.setChecked(without)
    asks.with_notes.setChecked(notes)
    box: Any = asks.findChild(QDialogButtonBox)
    role = QDialogButtonBox.ButtonRole.AcceptRole
    next(one for one in box.buttons() if box.buttonRole(one) is role).click()
    chooses: Any = window.findChild(QFileDialog)
    assert kind.ending in chooses.nameFilters()[0]
    chooses.fileSelected.emit(str(path))
    chooses.close()
    desk.qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    told: Any = window.findChild(QMessageBox)
    return f"{told.text()}\n{told.informativeText()}"


@pytest.mark.parametrize("kind", list(ReportFile))
def test_report_is_saved_and_its_hash_told(
    desk: Desk, failing: str, tmp_path: Path, kind: ReportFile
) -> None:
    window = desk.window(failing)
    path = tmp_path / f"report{kind.ending}"
    words = saved(desk, window, path, kind)
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() in words
    assert path.name in words
    begins = {ReportFile.HTML: b"<!DOCTYPE", ReportFile.PDF: b"%PDF", ReportFile.JSON: b"{"}
    assert content.startswith(begins.get(kind, b"# "))


def test_saved_page_can_be_checked_without_the_window(
    desk: Desk, failing: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    saved(desk, desk.window(failing), path, ReportFile.HTML)
    found = check_report(str(path), "", desk.session, lambda _: ENGLISH)
    assert (found.report, found.document, found.results) == (ReportAnswer.HOLDS,) * 3


def test_folder_is_left_out_where_that_was_ticked(desk: Desk, failing: str, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    saved(desk, desk.window(failing), path, ReportFile.JSON, without=True)
    assert str(tmp_path) not in path.read_text()
    assert json.loads(path.read_bytes())["source"]["name"] == Path(failing).name


def test_notes_are_in_it_where_that_was_ticked(desk: Desk, failing: str, tmp_path: Path) -> None:
    digest = hashlib.sha256(Path(failing).read_bytes()).hexdigest()
    change_notes(notes_folder(), digest, added=[new_note("", "My own words.", "Ada")])
    window = desk.window(failing)
    desk.qtbot.waitUntil(lambda: bool(window.inspections.current.notes.placed.notes))
    for notes in (True, False):
        path = tmp_path / f"{notes}.json"
        saved(desk, window, path, ReportFile.JSON, notes=notes)
        assert (b"My own words." in path.read_bytes()) is notes
        for dialog in (*window.findChildren(SaveReportDialog), *window.findChildren(QMessageBox)):
            dialog.close()
        desk.app.sendPostedEvents(None, 52)  # DeferredDelete


def test_inspected_file_is_never_written(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    before = Path(failing).read_bytes()
    checked = window.inspections.inspection.checked
    window.report_commands.save_as(checked, ReportFile.JSON, False, failing)
    desk.qtbot.waitUntil(lambda: "never written" in window.status.note)
    assert Path(failing).read_bytes() == before


def test_without_a_document_there_is_no_report(desk: Desk) -> None:
    window = desk.window()
    assert not window.actions_["save_report"].isEnabled()
    assert not window.actions_["print_report"].isEnabled()


# --- on paper ---------------------------------------------------------------------------------


def sheets(report: Any, size: QPageSize.PageSizeId, tmp_path: Path) -> Sheets:
    device = QPdfWriter(str(tmp_path / "out.pdf"))
    device.setPageLayout(page_layout(QPageSize(size)))
    return Sheets(report, ENGLISH, device)


@pytest.mark.parametrize("size", [A4, LETTER])
def test_heads_of_tables_are_repeated_and_nothing_is_wider_than_the_paper(
    qapp: Any, tmp_path: Path, size: QPageSize.PageSizeId
) -> None:
    laid_out = sheets(evidence_on(many_failures()), size, tmp_path)
    document: QTextDocument = laid_out._document
    assert laid_out.count > 3
    assert document.idealWidth() <= document.pageSize().width() + 1
    tables = [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]
    with_heads = [one for one in tables if one.format().headerRowCount() == 1]
    assert max(one.rows() for one in with_heads) > 60


@pytest.mark.parametrize("text", ["論文の題名について", "عنوان البحث العلمي", "</td><h1>Verified"])
def test_title_in_any_script_is_on_the_sheets(qapp: Any, tmp_path: Path, text: str) -> None:
    laid_out = sheets(evidence_on(hostile(text)), A4, tmp_path)
    assert text in laid_out._document.toPlainText()


def test_data_are_not_printed(qapp: Any, tmp_path: Path) -> None:
    found = of_vector("good")
    assert b'"schema"' in page_html(found, ENGLISH)
    assert '"schema"' not in sheets(found, A4, tmp_path)._document.toPlainText()


def asked_for_a_file(window: Any) -> Any:
    """The dialog that asks for the file of a report as JSON."""
    window.actions_["save_report"].trigger()
    asks: Any = window.findChild(SaveReportDialog)
    asks.chosen.emit(ReportFile.JSON, False, False)
    asks.close()
    return window.findChild(QFileDialog)


def test_a_report_is_by_the_list_of_keys_of_now(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(BUNDLE)
    chooses, path = asked_for_a_file(window), tmp_path / "out.json"
    window.inspections.use_trust(TrustedKeys())
    desk.settle(window)
    chooses.fileSelected.emit(str(path))
    desk.qtbot.waitUntil(path.exists)
    assert json.loads(path.read_text(encoding="utf-8"))["trust"] == "unknown"


def test_no_report_is_saved_while_another_list_of_keys_is_tried(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(BUNDLE)
    chooses, path = asked_for_a_file(window), tmp_path / "out.json"
    window.inspections.use_trust(TrustedKeys())
    assert window.current.inspection.checked is None
    chooses.fileSelected.emit(str(path))
    assert window.status.note == "Nothing was saved: the document is being checked again."
    desk.rest(window)
    assert not path.exists()


def test_pdf_has_a_page_for_each_sheet(qapp: Any, tmp_path: Path) -> None:
    found = evidence_on(many_failures())
    count = sheets(found, A4, tmp_path).count
    assert pdf(found, ENGLISH, A4).count(b"/Type /Page\n") == count


def test_the_title_of_a_pdf_is_the_pages_and_hides_nothing(qapp: Any) -> None:
    found = of_vector("good")
    name = "Verified by pith.science\u202efdp"
    made = pdf(replace(found, source=replace(found.source, name=name)), ENGLISH, A4)
    title = "Report on “Verified by pith.science\\u202efdp”".encode("utf-16-be")
    assert title in unescaped(made)


def unescaped(data: bytes) -> bytes:
    """The strings of a PDF without the escapes in them."""
    return re.sub(rb"\\([()\\])", rb"\1", data)


def many_failures() -> bytes:
    """A bundle of which more than sixty checks fail."""
    value = json.loads(vector("good"))
    alias = value["source_aliases"][0]
    value["source_aliases"] += [{**alias, "alias_value": f"wrong {n}"} for n in range(70)]
    return json.dumps(value).encode()


def test_sheets_are_shown_before_they_are_printed(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.report_commands.preview(ENGLISH, of_vector("good"))
    preview: Any = window.findChild(QPrintPreviewDialog)
    assert preview.isVisible()
    preview.close()


def test_preview_shows_the_verdict_by_the_list_of_keys_of_now(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    painted: list[str] = []
    monkeypatch.setattr(
        "inspector.gui.report.preview.Sheets.paint",
        lambda sheets: painted.append(sheets._document.toPlainText()),
    )
    window = desk.window(BUNDLE)
    window.actions_["print_report"].trigger()
    desk.qtbot.waitUntil(lambda: any("Verified" in sheets for sheets in painted))
    window.inspections.use_trust(TrustedKeys())
    preview: Any = window.findChild(QPrintPreviewDialog)
    parts = preview.findChildren(QAbstractButton)
    enabled = [part for part in parts if part.isEnabled()]
    assert not enabled  # what it shows must not be printed any more
    desk.qtbot.waitUntil(lambda: any(part.isEnabled() for part in parts))
    desk.qtbot.waitUntil(lambda: "Verified" not in painted[-1])
    assert "Unproven" in painted[-1]
    preview.close()


def previewed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A window with the print preview of a bundle."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    window = desk.window(BUNDLE)
    window.actions_["print_report"].trigger()
    desk.qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is not None)
    return window


def test_preview_does_not_show_the_former_verdict_for_long(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, checks: threading.Event
) -> None:
    window = previewed(desk, monkeypatch)
    preview: Any = window.findChild(QPrintPreviewDialog)
    sheets: Any = preview.findChild(QPrintPreviewWidget)
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    desk.qtbot.waitUntil(lambda: not sheets.isVisible())
    assert preview.isVisible()
    checks.set()
    desk.qtbot.waitUntil(sheets.isVisible)
    preview.close()


def test_preview_can_be_left_while_its_document_is_verified_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, checks: threading.Event
) -> None:
    window = previewed(desk, monkeypatch)
    checks.clear()
    window.inspections.use_trust(TrustedKeys())
    QTest.keyClick(window.findChild(QPrintPreviewDialog).windowHandle(), Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is None)
    checks.set()


def test_no_preview_of_a_document_whose_verification_broke_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    goes_on, make = threading.Event(), report_commands._report

    def held(*arguments: Any) -> Any:
        assert goes_on.wait(120)
        return make(*arguments)

    def broken(*_: Any) -> Any:
        raise ValueError

    window = desk.window(BUNDLE)
    monkeypatch.setattr(report_commands, "_report", held)
    window.actions_["print_report"].trigger()
    monkeypatch.setattr(inspection_module, "check_document", broken)
    window.inspections.use_trust(TrustedKeys())
    desk.settle(window)
    goes_on.set()
    desk.rest(window)
    desk.qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is None)


def test_preview_of_a_document_that_is_closed_is_closed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = previewed(desk, monkeypatch)
    window.inspections.current.reload()
    desk.qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is None)


def test_without_a_printer_it_says_what_to_do(desk: Desk) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    window = desk.window(BUNDLE)
    window.actions_["print_report"].trigger()
    told: Any = window.findChild(QMessageBox)
    assert "No printer" in told.text()
    assert "PDF" in told.informativeText()
