"""Notes in the window: writing, changing, undoing, showing; none is lost."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from inspector.errors import NotesError
from inspector.gui.document.notes import Draft, NotesPlace
from inspector.gui.inspect.note_item import NoteItem
from inspector.gui.inspect.tree_model import NOTES_ROLE
from inspector.jobs import notes_store
from inspector.jobs.notes_store import change_notes, notes_folder, notes_path, read_notes
from inspector.notes.notes import Note, new_note
from inspector.notes.notes_file import NotesOf, written
from tests.gui.conftest import BUNDLE, STATE, Desk

AUTHORS = "/events/1/payload/graph_snapshot/paper/authors_text"
TITLE = "/events/1/payload/graph_snapshot/paper/title"
SHA256 = sha256(Path(BUNDLE).read_bytes()).hexdigest()


def kept(digest: str = SHA256) -> list[str]:
    """What is stored."""
    return sorted(note.text for note in read_notes(notes_folder(), digest))


def noted(text: str = "Ask the registry.", pointer: str = AUTHORS, author: str = "Ada") -> Note:
    note = new_note(pointer, text, author)
    change_notes(notes_folder(), SHA256, added=[note])
    return note


class Notes:
    """A window on the sample, and a user who writes notes in it."""

    def __init__(self, desk: Desk, source: str = BUNDLE) -> None:
        self.desk = desk
        self.window = desk.window(source)
        self.inspection = self.window.inspections.current
        desk.qtbot.waitUntil(lambda: self.inspection.notes.is_ready)

    @property
    def block(self) -> Any:
        return self.window.current.page().detail.notes

    @property
    def shown(self) -> list[str]:
        """The texts of the notes on the selected value."""
        items = self.block.findChildren(NoteItem)
        return ["\n".join(part.text() for part in item.findChildren(QLabel)) for item in items]

    def select(self, pointer: str) -> None:
        self.inspection.selection.select_pointer(pointer)

    def write(self, text: str) -> None:
        self.window.actions_["add_note"].trigger()
        self.block.field.setPlainText(text)
        self.block.keep.click()

    def draft(self, pointer: str, text: str) -> None:
        """Begin a note without saving it."""
        self.select(pointer)
        self.do("add_note")
        self.block.field.setPlainText(text)

    def press(self, name: str, item: int = 0) -> None:
        buttons = self.block.findChildren(NoteItem)[item].findChildren(QPushButton)
        next(button for button in buttons if button.text() == name).click()

    def do(self, command: str) -> None:
        assert self.window.actions_[command].isEnabled(), command
        self.window.actions_[command].trigger()

    def until(self, *texts: str) -> None:
        """Wait until these notes are stored and the window knows it."""

        def is_so() -> bool:
            seen = sorted(note.text for note in self.inspection.notes.placed.notes)
            return kept() == seen == sorted(texts)

        self.desk.qtbot.waitUntil(is_so)
        self.desk.app.processEvents()


@pytest.fixture
def notes(desk: Desk) -> Notes:
    return Notes(desk)


def test_looking_at_a_document_without_notes_writes_nothing(notes: Notes) -> None:
    notes.desk.rest(notes.window)
    assert not notes_folder().parent.exists()
    assert not notes.block.isVisible()
    assert not notes.window.actions_["undo_note"].isEnabled()


def test_the_button_for_a_note_is_off_where_no_note_can_be_added(notes: Notes) -> None:
    button = notes.window.current.page().detail.add_note
    notes.select("/pith_number")
    assert button.isEnabled()
    notes.inspection.selection.select_group(0)
    assert button.isVisible()
    assert not button.isEnabled()
    notes.select("/pith_number")
    assert button.isEnabled()


def test_note_is_kept_shown_and_marked_and_the_document_stays_as_it_was(notes: Notes) -> None:
    before = Path(BUNDLE).read_bytes()
    notes.select(AUTHORS)
    notes.write("Ask the registry.")
    notes.until("Ask the registry.")
    assert "Ask the registry." in notes.shown[0]
    assert "Without a name" in notes.shown[0]
    model = notes.window.current.page().tree.model
    node = notes.inspection.selection.node
    assert model.index_of_node(node).data(NOTES_ROLE) == (1, 0)
    assert "Ask the registry." in model.index_of_node(node).data(Qt.ItemDataRole.ToolTipRole)
    above = notes.inspection.opened.table.parent(node)
    assert model.index_of_node(above).data(NOTES_ROLE) == (0, 1)
    notes.select(TITLE)
    assert not notes.shown
    assert Path(BUNDLE).read_bytes() == before


def test_undo_and_redo_hold_whatever_is_selected(notes: Notes) -> None:
    notes.select(AUTHORS)
    notes.write("one")
    notes.until("one")
    notes.press("Edit")
    notes.block.field.setPlainText("two")
    notes.block.keep.click()
    notes.until("two")
    notes.press("Remove")
    notes.until()
    notes.select(TITLE)
    for command, texts in (
        *(("undo_note", ["two"]), ("undo_note", ["one"]), ("undo_note", [])),
        *(("redo_note", ["one"]), ("redo_note", ["two"]), ("redo_note", [])),
    ):
        notes.do(command)
        notes.until(*texts)
    assert notes.inspection.selection.pointer == TITLE


def test_undo_pressed_twice_at_once_takes_back_two_changes(notes: Notes) -> None:
    for pointer, text in ((AUTHORS, "one"), (TITLE, "two")):
        notes.select(pointer)
        notes.write(text)
    notes.until("one", "two")
    notes.do("undo_note")
    notes.do("undo_note")
    notes.until()


def test_the_status_bar_says_that_a_change_was_undone_and_done_again(notes: Notes) -> None:
    notes.select(AUTHORS)
    notes.write("one")
    notes.until("one")
    notes.do("undo_note")
    notes.desk.qtbot.waitUntil(lambda: bool(notes.window.status.note == "Undone."))
    notes.do("redo_note")
    notes.desk.qtbot.waitUntil(lambda: bool(notes.window.status.note == "Done again."))


def test_what_is_being_written_waits_while_another_value_is_looked_at(notes: Notes) -> None:
    notes.select(AUTHORS)
    notes.do("add_note")
    notes.block.field.setPlainText("half a th")
    notes.select(TITLE)
    assert notes.block.field.isHidden() or not notes.block.isVisible()
    notes.select(AUTHORS)
    assert notes.block.field.toPlainText() == "half a th"
    notes.inspection.reload()
    notes.desk.settle(notes.window)
    notes.desk.qtbot.waitUntil(lambda: notes.inspection.notes.is_ready)
    notes.select(AUTHORS)
    assert notes.block.field.toPlainText() == "half a th"


def test_words_stay_in_the_field_where_they_cannot_be_kept(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise NotesError("The notes are locked by another program")

    monkeypatch.setattr("inspector.gui.document.notes.change_notes", locked)
    notes.select(AUTHORS)
    notes.write("not to be lost")
    notes.desk.qtbot.waitUntil(lambda: "locked" in notes.block.refusal.text())
    assert notes.block.field.toPlainText() == "not to be lost"
    copies = [one for one in notes.block.findChildren(QPushButton) if one.text() == "Copy"]
    copies[0].click()
    assert QGuiApplication.clipboard().text() == "not to be lost"
    monkeypatch.setattr("inspector.gui.document.notes.change_notes", notes_store.change_notes)
    notes.block.keep.click()
    notes.until("not to be lost")


def test_note_that_is_too_long_is_said_and_stays(notes: Notes) -> None:
    notes.select(AUTHORS)
    notes.write("x" * 10_001)
    notes.desk.qtbot.waitUntil(lambda: "10,000" in notes.block.refusal.text())
    assert len(notes.block.field.toPlainText()) == 10_001
    assert not notes_folder().exists()


def test_note_of_another_window_is_seen(notes: Notes) -> None:
    noted("from elsewhere")
    notes.until("from elsewhere")
    notes.select(AUTHORS)
    assert "Ada" in notes.shown[0]


def test_two_windows_that_change_one_note_keep_both_versions(desk: Desk) -> None:
    note = noted("first")
    one, two = Notes(desk), Notes(desk)
    for user in (one, two):
        user.until("first")
        user.select(AUTHORS)
    for user, text in ((one, "by one"), (two, "by two")):
        draft = Draft(NotesPlace(SHA256, note.pointer), note, text)
        user.inspection.notes.keep(draft, lambda _: None, lambda _: None)
    for user in (one, two):
        user.until("by one", "by two")
        assert ["several versions" in shown for shown in user.shown] == [True, True]


def test_imported_note_is_never_said_to_be_by_whom_it_names(notes: Notes, tmp_path: Path) -> None:
    hostile = Note(
        "b" * 32, AUTHORS, "a\u202eevil\n\x1b[31m<b>bold</b>", "Ada", "2026-05-01T10:00:00Z"
    )
    lost = hostile._replace(id="c" * 32, pointer="/not/there")
    path = tmp_path / "notes.json"
    path.write_bytes(written(NotesOf(SHA256, (hostile, lost))))
    notes.window.notes_commands.import_from(str(path))
    notes.until(hostile.text, lost.text)
    assert "2 notes came in." in notes.window.status.note
    notes.select(AUTHORS)
    (shown,) = notes.shown
    assert "From a file that says it is from “Ada”, " in shown
    assert "a\\u202eevil\n\\u001b[31m<b>bold</b>" in shown
    notes.select("")
    shown = notes.shown[0]
    assert "Its place is not in this document: “/not/there”" in shown
    notes.do("undo_note")
    notes.until()


def test_notes_on_another_document_are_not_imported_here(notes: Notes, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(written(NotesOf("cd" * 32, (new_note("", "x", ""),))))
    notes.window.notes_commands.import_from(str(path))
    notes.desk.qtbot.waitUntil(lambda: "another document" in notes.window.status.note)
    assert not notes_folder().exists()


def test_exported_notes_are_a_file_and_never_the_document(notes: Notes, tmp_path: Path) -> None:
    noted()
    notes.until("Ask the registry.")
    found = NotesOf(SHA256, notes.inspection.notes.placed.notes)
    commands, path = notes.window.notes_commands, tmp_path / "out.json"
    commands.export_to(found, BUNDLE, str(path))
    notes.desk.qtbot.waitUntil(lambda: "1 note written" in notes.window.status.note)
    assert path.read_bytes() == written(found, is_export=True)
    commands.export_to(found, str(path), str(path))
    notes.desk.qtbot.waitUntil(lambda: "never written" in notes.window.status.note)


def test_damaged_notes_are_told_and_put_aside_when_one_is_kept(desk: Desk) -> None:
    notes_folder().mkdir(parents=True)
    notes_path(notes_folder(), SHA256).write_bytes(b"{}")
    notes = Notes(desk)
    notes.select(AUTHORS)
    assert "holds no notes" in notes.block.problem.text()
    assert notes_path(notes_folder(), SHA256).read_bytes() == b"{}"
    notes.write("new")
    aside = notes_folder() / f"{SHA256}.damaged-1.json"
    notes.desk.qtbot.waitUntil(aside.exists)
    notes.until("new")
    assert aside.read_bytes() == b"{}"
    assert not notes.block.problem.text()
    assert ".damaged-1.json" in notes.window.status.note


def test_other_bytes_have_no_notes(desk: Desk) -> None:
    noted()
    notes = Notes(desk, STATE)
    notes.desk.rest(notes.window)
    assert not notes.inspection.notes.placed.notes


def test_keys_go_from_note_to_note_in_the_order_of_the_document(notes: Notes) -> None:
    for pointer in (AUTHORS, TITLE, ""):
        noted(pointer or "whole", pointer)
    notes.until(AUTHORS, TITLE, "whole")
    notes.inspection.selection.select_node(0)
    seen = []
    for command in ("next_note", "next_note", "next_note", "previous_note"):
        notes.do(command)
        seen.append(notes.inspection.selection.pointer)
    first, second = sorted((AUTHORS, TITLE), key=notes.inspection.opened.table.find)
    assert seen == [first, second, "", second]


def test_overview_lists_all_notes_and_leads_to_their_values(notes: Notes) -> None:
    for pointer in (AUTHORS, ""):
        noted(pointer or "whole", pointer)
    notes.until(AUTHORS, "whole")
    notes.select("")
    assert [shown.split("\n")[0] for shown in notes.shown] == ["whole", AUTHORS]
    notes.press("Show", 1)
    assert notes.inspection.selection.pointer == AUTHORS


def test_findings_can_be_those_at_values_with_notes(notes: Notes) -> None:
    findings = notes.window.current.page().findings
    assert not findings.bar.noted.isVisible()
    total = findings.model.total
    place = findings.model.result(0).path
    noted("here", place)
    notes.until("here")
    assert findings.bar.noted.isVisible()
    assert findings.model.total == total > 1
    findings.bar.noted.click()
    assert {findings.model.result(at).path for at in range(findings.model.total)} == {place}
    notes.select(place)
    notes.press("Remove")
    notes.until()
    assert not findings.bar.noted.isVisible()
    assert findings.model.total == total


@pytest.mark.parametrize("text", ["x" * 9_999, "\n" * 9_000 + "x", " word" * 1_900])
def test_long_note_never_pushes_its_buttons_out_of_the_pane(notes: Notes, text: str) -> None:
    noted("y" + text, author="n" * 200)
    notes.until("y" + text)
    notes.select(AUTHORS)
    notes.desk.app.processEvents()
    (item,) = notes.block.findChildren(NoteItem)
    assert item.width() <= notes.block.width()
    assert notes.block.height() < notes.window.current.page().detail.height()


@pytest.mark.parametrize("closes", ["tab", "window"])
def test_what_is_being_written_is_kept_when_its_tab_or_window_closes(
    notes: Notes, closes: str
) -> None:
    for pointer in (AUTHORS, TITLE):
        notes.draft(pointer, f"half a thought on {pointer}")
    notes.select("")
    if closes == "tab":
        notes.do("close_document")
    else:
        notes.window.close()
    told = sorted(f"half a thought on {pointer}" for pointer in (AUTHORS, TITLE))
    notes.desk.qtbot.waitUntil(lambda: kept() == told)


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileLock]:
    """The lock on the notes, as another program holds it; the window waits as long as it takes."""
    monkeypatch.setattr("inspector.jobs.saving._LOCK_SECONDS", 60)
    notes_folder().mkdir(parents=True, exist_ok=True)
    found = FileLock(notes_folder() / "notes.lock")
    yield found
    found.release(force=True)


def test_note_that_is_refused_when_its_tab_closes_is_said_and_takes_no_other_with_it(
    notes: Notes,
) -> None:
    notes.draft(AUTHORS, "x" * 10_001)
    notes.draft(TITLE, "short")
    notes.do("close_document")
    notes.desk.qtbot.waitUntil(lambda: kept() == ["short"])
    notes.desk.qtbot.waitUntil(lambda: "not kept: A note has at most" in notes.window.status.note)


@pytest.mark.parametrize("is_last", [True, False])
def test_notes_that_are_locked_when_a_tab_closes_are_said(
    notes: Notes, lock: FileLock, monkeypatch: pytest.MonkeyPatch, is_last: bool
) -> None:
    monkeypatch.setattr("inspector.jobs.saving._LOCK_SECONDS", 0.2)
    if not is_last:
        notes.desk.open(notes.window, STATE)
        notes.window.inspections.choose(notes.inspection)
    with lock:
        notes.draft(AUTHORS, "words")
        notes.do("close_document")
        notes.desk.qtbot.waitUntil(lambda: "locked" in notes.window.status.note)
    if is_last:  # the tab is still there, and has the words
        notes.desk.open(notes.window, BUNDLE)
        notes.desk.qtbot.waitUntil(lambda: notes.inspection.notes.is_ready)
        notes.select(AUTHORS)
        assert notes.block.field.toPlainText() == "words"
        notes.block.keep.click()
        notes.until("words")


def test_what_was_kept_when_the_last_tab_closed_is_not_kept_again(notes: Notes) -> None:
    for _ in range(2):
        notes.draft(AUTHORS, "words")
        notes.do("close_document")
        notes.desk.qtbot.waitUntil(lambda: kept() == ["words"])
        notes.desk.rest(notes.window)
        notes.desk.open(notes.window, BUNDLE)
        notes.until("words")
        notes.select(AUTHORS)
        assert not notes.block.field.isVisible()
        notes.press("Remove")
        notes.until()


@pytest.mark.parametrize("after", [Path(BUNDLE).read_bytes() + b"\n", b"{"])
def test_words_on_bytes_that_were_read_before_are_kept_when_the_tab_closes(
    desk: Desk, tmp_path: Path, after: bytes
) -> None:
    path = tmp_path / "document.json"
    path.write_bytes(Path(BUNDLE).read_bytes())
    notes = Notes(desk, str(path))
    notes.draft(AUTHORS, "words")
    path.write_bytes(after)
    notes.inspection.reload()
    desk.settle(notes.window)
    notes.do("close_document")
    desk.qtbot.waitUntil(lambda: kept() == ["words"])
    assert kept(sha256(after).hexdigest()) == []


def test_words_typed_while_a_note_is_being_written_to_the_disk_stay_and_change_it(
    notes: Notes, lock: FileLock
) -> None:
    with lock:
        notes.draft(AUTHORS, "first half")
        notes.block.keep.click()
        notes.block.field.appendPlainText("second half")
        assert not notes.block.keep.isEnabled()
    notes.until("first half")
    assert notes.block.field.toPlainText() == "first half\nsecond half"
    notes.block.keep.click()
    notes.until("first half\nsecond half")
    assert not notes.block.field.isVisible()


def test_what_is_dropped_while_it_is_being_written_to_the_disk_is_not_changed_by_the_next(
    notes: Notes, lock: FileLock
) -> None:
    with lock:
        notes.draft(AUTHORS, "one")
        notes.block.keep.click()
        notes.block.cancel.click()
        notes.draft(AUTHORS, "two")
    notes.until("one")
    notes.block.keep.click()
    notes.until("one", "two")


def test_changes_that_wait_for_another_when_the_window_closes_are_made_once(
    notes: Notes, lock: FileLock
) -> None:
    noted("old")
    notes.until("old")
    with lock:
        notes.draft(AUTHORS, "one")
        notes.block.keep.click()
        notes.press("Remove")
        notes.draft(TITLE, "two")
        notes.window.close()
    notes.window.runner.close()
    assert kept() == ["one", "two"]


def test_no_imported_notes_hide_the_own_one(notes: Notes) -> None:
    others = [
        new_note("", f"{row}", "x")._replace(is_imported=True, at="2020-01-01T00:00:00Z")
        for row in range(150)
    ]
    change_notes(notes_folder(), SHA256, added=[*others, new_note("", "MINE", "Ada")])
    notes.select("")
    notes.desk.qtbot.waitUntil(lambda: any("MINE" in shown for shown in notes.shown))
    assert any("notes list has all" in shown for shown in notes.shown)
