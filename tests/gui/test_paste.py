"""Pasted and dropped text is opened, or the reason is given."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMessageBox

from inspector.errors import UnreadableError
from inspector.gui.document.incoming import IncomingSources, describe_typed, of_data, of_text
from inspector.sources import SourceOptions
from tests.gui.conftest import BUNDLE, STATE, Desk

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"
ONLINE = SourceOptions()


def paste(desk: Desk, window: Any, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_["paste"].trigger()
    desk.settle(window)


def named(text: str) -> IncomingSources:
    return of_text(text, "text", ONLINE)


def test_an_empty_clipboard_is_said_to_be_empty(desk: Desk) -> None:
    window = desk.window()
    QGuiApplication.clipboard().clear()
    window.actions_["paste"].trigger()
    box = desk.app.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.informativeText() == "There is no file, address or text in it."
    box.close()


# --- a JSON text is a document of its own ---------------------------------------------------


def test_a_pasted_json_text_is_a_document_and_named_so(desk: Desk) -> None:
    window = desk.window()
    paste(desk, window, " \n" + Path(BUNDLE).read_text())
    tab = window.inspections.current
    assert window.current.banner.verdict.text() == "Verified"
    assert tab.label.name.startswith("from the clipboard")
    assert not tab.lasts
    assert window._recent.entries == []


def test_reload_reads_what_was_pasted_and_says_so(desk: Desk) -> None:
    window = desk.window()
    paste(desk, window, Path(BUNDLE).read_text())
    QGuiApplication.clipboard().setText("something else")
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Verified"
    assert "the clipboard is not asked once more" in window.status.note


def test_each_pasted_text_has_a_tab_of_its_own(desk: Desk) -> None:
    window = desk.window()
    for path in (BUNDLE, STATE):
        paste(desk, window, Path(path).read_text())
    verdicts = [item.checked.report.verdict.value for item in window.inspections.items]
    assert verdicts == ["verified", "unproven"]


@pytest.mark.parametrize("text", ["{", '{"a": "\ud800"}', "[]", "{]", '[{"x": 1}, {"y": 2}]'])
def test_json_that_is_not_ours_gives_a_sentence(desk: Desk, text: str) -> None:
    window = desk.window()
    found = named(text)
    assert len(found.sources) == 1
    window.open_commands.open_incoming(found)
    desk.settle(window)
    assert isinstance(window.inspections.current.error, UnreadableError)
    assert window.current.banner.verdict.text() == "Unreadable"
    assert window.current.banner.sentence.text()


# --- what a text names ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("https://arxiv.org/abs/1711.04623v3.", "arXiv:1711.04623v3"),
        ("http://arxiv.org/pdf/1711.04623", "arXiv:1711.04623"),
        (f"<https://pith.science/pith/{TAIL}>", f"pith:{TAIL}"),
        (TAIL, f"pith:{TAIL}"),
        ("“https://mirror.example/a.json”,", "https://mirror.example/a.json"),
        ("Please look at https://mirror.example/a.json, thanks", "https://mirror.example/a.json"),
        ("See arXiv:1711.04623.", "arXiv:1711.04623"),
        ("/no/such/file.json", "/no/such/file.json"),
        ('"/no/such/My paper.json"', "/no/such/My paper.json"),
        ("file:///no/such/a%20b.json", "/no/such/a b.json"),
    ],
)
def test_a_line_is_the_source_that_it_names(text: str, source: str) -> None:
    assert named(text).sources == (source,)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Dear colleague", "“Dear colleague” is no path, address, Pith Number or arXiv id"),
        ("-", "is no path"),
        ("a.json", "is no path"),
        ("http://example.org/a.json", "only https is fetched"),
        ("https://pith.science@evil.example/pith/M5BNRHPU", "a user name or a password"),
        ("https://pith.science\u202e.example/", "has a sign in it that no address has"),
        ("10.1000/182", "is no DOI of an arXiv paper"),
        ("file://server/share/a.json", "names a file of the computer “server”"),
        ("javascript:alert(1)", "is not fetched"),
        ("See https://a.example/x and https://b.example/y", "is no path"),
        ("[1] A. Author, A title, 2017", "is no path"),
        ("x" * 5_000, "A line of 5,000 characters is no source."),
        (" \n\t", "The text is empty."),
        ("prose\n" * 9 + "more prose", "no JSON in it, and no list of paths"),
        ("long " * 1_000_000, "too long for a list"),
        (" " * 50_000_000, "too long for a list"),
    ],
)
def test_what_names_nothing_is_said_and_nothing_is_opened(desk: Desk, text: str, why: str) -> None:
    window = desk.window()
    paste(desk, window, text)
    said = window.findChild(QMessageBox)
    assert why in said.informativeText()
    assert said.informativeText().isprintable()
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert window.inspections.sources == []
    said.close()


def test_of_ten_thousand_lines_the_first_are_opened(desk: Desk) -> None:
    found = named("\n".join(f"/no/such/{number}.json" for number in range(10_000)))
    assert (len(found.sources), found.left_out) == (20, 9_980)
    assert found.rest == "Opened the first 20 of 10,000."
    found = named("/no/such/a.json\nprose\n/no/such/a.json\n\nmore")
    assert found.sources == ("/no/such/a.json",)
    assert found.rest == "2 others are no document, address or Pith Number."


def test_a_file_in_the_folder_of_the_program_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named("M5BNRHPU").sources == ("pith:M5BNRHPU",)
    (tmp_path / "M5BNRHPU").write_bytes(b"{}")
    assert named("M5BNRHPU").sources == ("M5BNRHPU",)


def test_files_on_the_clipboard_are_opened(desk: Desk) -> None:
    window = desk.window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(STATE)])
    QGuiApplication.clipboard().setMimeData(data)
    window.actions_["paste"].trigger()
    desk.settle(window)
    assert window.inspections.sources == [STATE]


def test_an_address_is_asked_about_with_what_it_was_taken_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window()
    monkeypatch.setattr(type(window.inspections), "options", ONLINE)
    QGuiApplication.clipboard().setText("https://arxiv.org/abs/1711.04623v3")
    window.actions_["paste"].trigger()
    dialog = window.findChild(QMessageBox)
    assert dialog.text() == "Fetch from pith.science?"
    lines = dialog.informativeText().split("\n")
    assert lines[0] == "The paper arXiv:1711.04623v3"
    assert lines[1].startswith("https://pith.science/api/pith-number/resolve?arxiv=1711.04623")
    dialog.reject()
    assert window.inspections.sources == []


def test_in_a_text_field_pasting_is_the_fields_own(desk: Desk) -> None:
    window = desk.window()
    field = window.current.empty_page.address.field
    window.activateWindow()
    field.setFocus()
    desk.qtbot.waitUntil(field.hasFocus)
    QGuiApplication.clipboard().setText("arxiv.org/abs/1711.04623")
    desk.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(field, QLineEdit)
    assert field.text() == "arxiv.org/abs/1711.04623"
    assert window.inspections.sources == []


# --- dropping text --------------------------------------------------------------------------


def drag(desk: Desk, window: Any, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.app.sendEvent(window, event)
    return event


def drop(desk: Desk, window: Any, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(window.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.app.sendEvent(window, event)
    desk.app.processEvents()
    desk.settle(window)


def test_dropped_json_is_opened_as_a_document(desk: Desk) -> None:
    window = desk.window()
    data = QMimeData()
    data.setText(Path(BUNDLE).read_text())
    drag(desk, window, data)
    assert window.overlay.text == "Open the text as a document"
    drop(desk, window, data)
    assert window.current.banner.verdict.text() == "Verified"
    assert window.inspections.current.label.name.startswith("dropped text")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Dear colleague", "“Dear colleague” is no path"),
        ("http://example.org/a.json", "only https is fetched"),
        ("file://server/share/a.json", "“server”"),
    ],
)
def test_a_drop_that_cannot_be_used_says_why(desk: Desk, text: str, why: str) -> None:
    window = desk.window()
    data = QMimeData()
    data.setText(text)
    event = drag(desk, window, data)
    assert event.dropAction() == Qt.DropAction.IgnoreAction
    assert window.overlay.isVisible()
    assert why in window.overlay.text
    drop(desk, window, data)
    assert not window.overlay.isVisible()
    said = window.findChild(QMessageBox)
    assert why in said.informativeText()
    assert window.inspections.sources == []
    said.close()


def test_a_drag_of_something_else_says_that_there_is_nothing_in_it() -> None:
    data = QMimeData()
    data.setData("application/x-colour", b"red")
    found = of_data(data, "text", ONLINE)
    assert (found.sources, found.says) == ((), "There is no file, address or text in it.")


# --- what is being typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "address"),
    [
        ("", "", ""),
        ("a.json", "", ""),
        ("/share/a.json", "A path on this computer", ""),
        (
            "M5BNRHPU",
            "The Pith Number pith:M5BNRHPU, looked up at pith.science",
            "https://pith.science/pith/M5BNRHPU/bundle.json",
        ),
        (
            "https://pith.science.evil.example/pith/M5BNRHPU",
            "An address of pith.science.evil.example",
            "https://pith.science.evil.example/pith/M5BNRHPU",
        ),
        ("https://рith.science/", "An address of xn--ith-zed.science", None),
        ("https://a@b.example", "The address is not fetched: it holds a user name", ""),
    ],
)
def test_what_is_typed_is_said_before_it_is_fetched(
    text: str, said: str, address: str | None
) -> None:
    words, shown = describe_typed(text, ONLINE)
    assert words.startswith(said)
    assert bool(words) == bool(said)
    assert address is None or shown == address
    assert address is not None or shown.startswith("https://xn--")


def test_the_field_shows_it(desk: Desk) -> None:
    window = desk.window()
    address = window.current.empty_page.address
    before = address.told[0]
    address.field.setText("arxiv.org/abs/1711.04623")
    words, shown = address.told
    assert words == "The paper arXiv:1711.04623, looked up at pith.science"
    assert shown.startswith("https://pith.science/api/")
    address.field.clear()
    assert address.told == (before, "")
