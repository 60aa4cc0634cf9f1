"""The window as a whole: open, verify, select, reload, close, and where errors are shown."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from inspector.gui import runner
from inspector.gui.document import inspection, recent, summary
from inspector.gui.document.detail import of_node
from inspector.gui.document.opened import Checked, check_document
from inspector.gui.inspect import document_page
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.keys.trust_list import TrustList
from inspector.gui.widgets import signs
from inspector.gui.widgets.notices import Notice
from inspector.jobs import memory
from inspector.verify.report import Verdict
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk
from tests.vectors.builder import FOLDER

_WAIT = 20.0
_MOMENT = 0.1
"""In seconds, for what must not happen."""


def rows(model: Any) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_sample_bundle_is_verified(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    assert window.current.banner.verdict.text() == "Verified"
    assert window.current.banner.title.text() == "Three Factors Influencing Minima in SGD"
    assert "Three" not in window.windowTitle()
    assert window.windowTitle().startswith("bundle-1711.04623.json")
    assert rows(window.current.document_page.tree.model)[:3] == ["Overview", "Record", "Events"]
    assert window.status.isVisible()


@pytest.mark.parametrize(("path", "word"), [(STATE, "Unproven"), (RECORD, "Unproven")])
def test_states_and_records_are_unproven(desk: Desk, path: str, word: str) -> None:
    window = desk.window(path)
    assert window.current.banner.verdict.text() == word
    assert "on its own" in window.current.banner.sentence.text()


def test_no_verdict_before_there_is_one(desk: Desk) -> None:
    window = desk.window(BUNDLE, wait=False)
    assert window.current.banner.verdict.text() == "Reading…"
    shown = []
    window.inspections.current.opening.opened.connect(
        lambda _: shown.append(window.current.banner.verdict.text())
    )
    desk.settle(window)
    assert shown == ["Checking…"]


@pytest.mark.parametrize("is_large", [True, False])
def test_only_a_large_document_is_shown_before_its_check_begins(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, is_large: bool
) -> None:
    monkeypatch.setattr(memory, "_LARGE", 0 if is_large else 1_000_000)
    monkeypatch.setattr(runner, "_FOR_PAINTING", _WAIT)
    begun, early = threading.Event(), list[bool]()

    def check(*given: Any) -> Checked:
        begun.set()
        return check_document(*given)

    monkeypatch.setattr(inspection, "check_document", check)
    window = desk.window()
    window.inspections.current.opening.opened.connect(
        lambda _: early.append(begun.wait(_MOMENT if is_large else _WAIT))
    )
    desk.open(window, BUNDLE)
    assert early == [not is_large]


def test_a_closed_document_is_gone_from_the_window_before_it_is_freed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_FOR_PAINTING", _WAIT)
    begun = threading.Event()
    monkeypatch.setattr(inspection, "release_documents", lambda _held: begun.set())
    window = desk.window(BUNDLE)
    window.inspections.current.opening.close()
    assert not begun.wait(_MOMENT)
    desk.qtbot.waitUntil(begun.is_set)


def test_no_result_is_counted_or_copied_before_there_is_one(
    desk: Desk, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()

    def wait_and_check(*given: Any) -> Checked:
        held.wait()
        return check_document(*given)

    monkeypatch.setattr(inspection, "check_document", wait_and_check)
    window = desk.window(failing, wait=False)
    page = window.current.document_page
    try:
        desk.qtbot.waitUntil(lambda: window.current.inspection.opened is not None)
        desk.app.processEvents()
        chips = page.findings.bar.filters.values()
        assert [chip.text().strip() for chip in chips] == ["fail", "warn", "unchecked"]
        assert not page.detail.copy_text.isEnabled()
    finally:
        held.set()
    desk.settle(window)
    assert [chip.text().strip() for chip in chips] == ["3 fail", "0 warn", "6 unchecked"]
    assert page.detail.copy_text.isEnabled()


def test_a_reload_takes_the_verdict_back_first(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    assert window.current.banner.verdict.text() == "Failed"
    window.actions_["reload"].trigger()
    assert window.current.banner.verdict.text() == "Reading…"
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Failed"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (FOLDER / "event.id.json", "/events/1/event_id"),
        (None, "/events/1/payload/graph_snapshot/paper/authors_text"),
    ],
)
def test_a_failed_document_leads_from_the_overview_to_its_cause_or_first_failure(
    desk: Desk, failing: str, path: Path | None, place: str
) -> None:
    window = desk.window(str(path or failing))
    page = window.current.document_page
    assert page.tree.view.currentIndex().data() == "Overview"
    window.actions_["show_cause"].trigger()
    assert page.detail.pointer.text() == place
    assert page.tree.view.currentIndex().data() == place.rpartition("/")[2]
    assert page.detail.sign.word in {"fail", "cause"}


def test_a_click_on_a_finding_selects_its_value(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    findings = window.current.document_page.findings
    row = next(
        row for row in range(findings.model.total)
        if findings.model.result(row).path == "/bundle_signature/bundle_sha256"
    )  # fmt: skip
    index = findings.model.index_of(row).siblingAtColumn(3)
    findings.view.scrollTo(index)
    place = findings.view.visualRect(index).center()
    desk.qtbot.mouseClick(findings.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.current.inspection.selection.pointer == "/bundle_signature/bundle_sha256"
    assert window.current.document_page.tree.view.currentIndex().data() == "bundle_sha256"


def test_keys_walk_the_findings(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    places = []
    for id_ in ("next_finding", "next_finding", "previous_finding"):
        window.actions_[id_].trigger()
        places.append(window.current.inspection.selection.pointer)
    assert places[0] == places[2]
    assert len(set(places)) == 2


def test_the_counts_filter_the_findings(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    findings = window.current.document_page.findings
    everything = findings.model.total
    fail, warn, unchecked = findings.filters.values()
    assert (fail.text().strip(), warn.text().strip()) == ("3 fail", "0 warn")
    fail.click()
    assert findings.model.total == everything - 3
    fail.click()
    unchecked.click()
    assert findings.model.total == 3


def test_the_counts_in_the_status_bar_show_the_findings(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.actions_["findings"].setChecked(False)
    assert not window.current.document_page.findings.isVisible()
    window.status.counts.click()
    assert window.current.document_page.findings.isVisible()


def test_only_problems_hides_a_group_that_passes_until_it_is_switched_off(
    desk: Desk, failing: str
) -> None:
    window = desk.window(failing)
    tree = window.current.document_page.tree
    window.actions_["next_finding"].trigger()
    window.actions_["only_problems"].setChecked(True)
    assert tree.filter.isChecked()
    assert "Aliases" not in rows(tree.model)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    assert tree.view.currentIndex().data() == "content_sha256"
    window.actions_["only_problems"].setChecked(False)
    assert "Aliases" in rows(tree.model)


def test_find_walks_the_matches(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    tree = window.current.document_page.tree
    desk.qtbot.waitUntil(lambda: not window.current.inspection.finder._job.is_busy)
    desk.qtbot.keyClicks(tree.find_field, "content_sha256")
    desk.qtbot.waitUntil(lambda: tree.matches.text() == "1 of 2")
    assert window.current.inspection.selection.pointer == "/events/0/content_sha256"
    desk.qtbot.keyClick(tree.find_field, Qt.Key.Key_Return)
    assert window.current.inspection.selection.pointer == "/events/1/content_sha256"
    desk.qtbot.keyClick(tree.find_field, Qt.Key.Key_Return)
    assert window.current.inspection.selection.pointer == "/events/0/content_sha256"
    desk.qtbot.keyClick(
        tree.find_field, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier
    )
    assert window.current.inspection.selection.pointer == "/events/1/content_sha256"
    tree.find_field.setText("no such thing")
    desk.qtbot.waitUntil(lambda: tree.matches.text() == "no match")


def test_copy_value_name_and_pointer(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer(
        "/canonical_record/metadata/cross_cats_sorted"
    )
    clipboard = QGuiApplication.clipboard()
    window.actions_["copy_pointer"].trigger()
    assert clipboard.text() == "/canonical_record/metadata/cross_cats_sorted"
    window.actions_["copy_name"].trigger()
    assert clipboard.text() == "cross_cats_sorted"
    window.actions_["copy_value"].trigger()
    desk.qtbot.waitUntil(lambda: clipboard.text() == '["cs.AI","cs.CV","stat.ML"]')


def test_the_detail_of_a_hash_shows_both_whole(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    from inspector.gui.widgets.text_boxes import ByteText

    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    found = window.current.document_page.detail.found
    texts = [view.toPlainText() for view in found.findChildren(ByteText)]
    assert len(texts) == 2
    assert all(len(text) == 64 and " " not in text for text in texts)


def test_what_covers_a_value(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    page = window.current.document_page

    def covers(pointer: str) -> str:
        window.current.inspection.selection.select_pointer(pointer)
        return " ".join(
            label.text()
            for label in page.detail.found.findChildren(type(window.current.banner.verdict))
            if label.isVisibleTo(page.detail.found)
        )

    assert "event" in covers("/events/0/payload/source_kind")
    assert "No signature in this file covers any of this" in covers("/bundle_signature/signed_at")
    assert "All of this is covered" in covers("/state")
    opened, checked = window.current.inspection.opened, window.current.inspection.checked
    assert opened is not None
    whole = of_node(opened, checked, 0)  # the overview stands in place of its page
    assert "All of this but bundle_signature is covered" in whole.cover_note


def test_raw_json_is_bounded(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        value["long"] = ["y" * 1_000 for _ in range(200)]

    window = desk.window(altered(change))
    window.current.inspection.selection.select_pointer("/long")
    detail = window.current.document_page.detail
    detail.show_page(Page.RAW)
    raw = detail.raw.text
    assert len(raw.toPlainText()) <= 64 * 1024
    assert raw.toPlainText().startswith('[\n  "yyy')


def _missing(folder: Path) -> str:
    return str(folder / "no such.json")


def _folder(folder: Path) -> str:
    return str(folder)


def _forbidden(folder: Path) -> str:
    path = folder / "forbidden.json"
    path.write_text("{}")
    path.chmod(0)
    return str(path)


def _truncated(folder: Path) -> str:
    path = folder / "truncated.json"
    path.write_bytes(Path(BUNDLE).read_bytes()[:6024])
    return str(path)


def _deep(folder: Path) -> str:
    path = folder / "deep.json"
    path.write_text("[" * 200_000)
    return str(path)


def _twice(folder: Path) -> str:
    path = folder / "twice.json"
    path.write_text('{"record_type": "pith_number_record", "a": 1, "\\u0061": 2}')
    return str(path)


def _not_pith(folder: Path) -> str:
    path = folder / "other.json"
    path.write_text('{"hello": "world"}')
    return str(path)


def _large(folder: Path) -> str:
    path = folder / "large.json"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    return str(path)


def _refused(folder: Path) -> str:
    return "http://example.org/bundle.json"


def _offline(folder: Path) -> str:
    return "https://example.org/bundle.json"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_missing, "no such"),
        (_folder, "folder"),
        (_truncated, "6,024"),
        (_deep, "500"),
        (_twice, "name"),
        (_not_pith, "Pith"),
        (_large, "200"),
        (_refused, "https"),
        (_offline, "offline"),
        pytest.param(
            _forbidden, "", marks=pytest.mark.skipif(os.geteuid() == 0, reason="root reads all")
        ),
    ],
)
def test_errors_are_shown_in_place(
    desk: Desk, tmp_path: Path, make: Callable[[Path], str], words: str
) -> None:
    window = desk.window(BUNDLE)
    source = make(tmp_path)
    can_be_read = Path(source).is_file() and os.access(source, os.R_OK)
    before = Path(source).read_bytes() if can_be_read else b""
    desk.open(window, source)
    is_local = make not in (_refused, _offline)
    word = "Unreadable" if is_local else "Nothing was fetched"
    assert window.current.banner.verdict.text() == word
    assert words.lower() in window.current.banner.sentence.text().lower()
    assert window.current.error_page.isVisible()
    assert before == (Path(source).read_bytes() if can_be_read else b"")
    desk.open(window, BUNDLE)
    assert window.current.banner.verdict.text() == "Verified"
    assert window.current.document_page.isVisible()


def test_a_window_too_low_for_its_texts_scrolls_and_cuts_none(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.resize(900, 600)
    view = window.current
    told = summary.of_checked(window.inspections.inspection.checked)
    view.banner.show_summary(told._replace(sentence=told.sentence * 40))
    desk.qtbot.waitUntil(lambda: view.height() >= view.minimumSizeHint().height())
    assert view.height() > window.height()


def test_closing_a_document_leads_back_to_the_start(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.actions_["close_document"].trigger()
    assert window.current.empty_page.isVisible()
    assert window.current.document_page.tree.model.rowCount() == 0
    assert not window.actions_["reload"].isEnabled()
    assert window.current.empty_page.model.rowCount() == 1


def test_stopping_leads_back_to_the_start(desk: Desk) -> None:
    window = desk.window(BUNDLE, wait=False)
    window.current.banner.progress.cancel.click()
    assert window.current.empty_page.isVisible()
    assert "Stopped" in window.status.note
    desk.app.processEvents()
    assert window.current.banner.isHidden()


def test_a_second_document_supersedes_the_first(desk: Desk) -> None:
    window = desk.window(BUNDLE, wait=False)
    window.open_commands.open_source(STATE)
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Unproven"
    assert window.windowTitle().startswith("state-")


def test_narrow_windows_put_the_axes_below_the_title(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    banner = window.current.banner
    assert banner.axes.x() > banner.title.x() + banner.title.width()
    window.resize(900, 600)
    desk.app.processEvents()
    assert window.width() == 900
    assert banner.axes.y() > banner.title.y() + banner.title.height()
    assert banner.axes.geometry().right() <= banner.width()


def test_counts_of_an_axis_are_seen_whole_however_long_they_are(desk: Desk) -> None:
    banner = desk.window(BUNDLE).current.banner
    (note,) = (one for one in banner.axes.findChildren(QLabel) if "unchecked" in one.text())
    lines = set()
    for words in range(3, 80):
        note.setText("7 " * words)
        desk.app.processEvents()
        lines.add(note.heightForWidth(note.width()))
        assert note.height() >= note.heightForWidth(note.width()), note.text()
    assert len(lines) > 1


def test_colours_change_while_a_document_is_open(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    light = window.grab().toImage().pixelColor(600, 300)
    window.actions_["dark"].trigger()
    desk.app.processEvents()
    dark = window.grab().toImage().pixelColor(600, 300)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    window.actions_["blue_orange"].trigger()
    assert window.theme.blue_orange
    window.actions_["blue_orange"].trigger()
    window.actions_["light"].trigger()


def test_every_control_has_a_name(desk: Desk, failing: str) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit

    window = desk.window(failing)
    window.actions_["close_document"].trigger()
    desk.open(window, failing)
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView):
        for control in window.findChildren(kind):
            if control.isVisibleTo(window) and not control.objectName().startswith("qt_"):
                face = QAccessible.queryAccessibleInterface(control)
                assert face.text(QAccessible.Text.Name), control


def test_nothing_is_left_after_closing(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.actions_["about"].trigger()
    desk.app.processEvents()
    desk.close()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not [w for w in QApplication.topLevelWidgets() if w.parent() is None and w is window]


def test_the_window_closes_while_a_document_loads(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        value["events"] *= 300

    window = desk.window(altered(change), wait=False)
    window.close()
    assert not window.isVisible()


def test_a_failing_program_is_an_error_not_a_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a slip")

    monkeypatch.setattr("inspector.gui.document.opened.load", fail)
    window = desk.window(BUNDLE)
    assert window.current.banner.verdict.text() == "A fault of the program"
    assert "a slip" in window.current.banner.sentence.text()
    assert window.current.inspection.label.sign == signs.fault()
    (entry,) = window._recent.entries
    assert entry.verdict is None
    assert recent.sign_of(entry) == signs.fault()
    assert "nreadable" not in window.current.inspection.label.spoken


def test_the_recent_list_remembers_what_was_found(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    desk.open(window, BUNDLE)
    entries = window._recent.entries
    assert [entry.verdict for entry in entries] == [Verdict.VERIFIED, Verdict.FAILED]
    other = desk.window()
    assert other.current.empty_page.model.rowCount() == 2
    assert other.current.empty_page.model.index(0, 3).data().startswith("verified, 20")


@pytest.mark.parametrize("content", ["{", "[1, 2]", '{"documents": [1, {"source": 3}]}', "\x00"])
def test_a_damaged_recent_list_is_left_out(desk: Desk, own_folders: Path, content: str) -> None:
    path = own_folders / "state" / "pith-inspector" / "recent.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    window = desk.window()
    assert window.current.empty_page.model.rowCount() == 0
    if content != '{"documents": [1, {"source": 3}]}':
        assert "damaged" in window.status.note


def test_the_recent_file_is_plain_json(desk: Desk, own_folders: Path) -> None:
    desk.window(BUNDLE)
    path = own_folders / "state" / "pith-inspector" / "recent.json"
    stored = json.loads(path.read_text())
    assert stored["documents"][0]["verdict"] == "verified"
    assert [file.name for file in path.parent.iterdir()] == ["recent.json"]


def test_trusted_keys_without_a_file_of_their_own_are_one_list(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.actions_["trusted_keys"].trigger()
    window.actions_["trusted_keys"].trigger()
    assert len(window.findChildren(TrustList)) == 1


def test_banner_knows_at_once_how_high_its_texts_are(desk: Desk) -> None:
    """Before an event tells the layouts in it what came: the page below moves once, not thrice."""
    window = desk.window(BUNDLE)
    banner = window.current.banner
    for width in (1000, 900):
        window.resize(width, 700)
        desk.qtbot.waitUntil(lambda width=width: banner.width() == width)  # type: ignore[misc]
        banner.show_summary(summary.of_checked(window.current.inspection.checked))
        kept = banner.minimumHeight()
        desk.app.processEvents()
        banner.layout().invalidate()
        assert kept == banner.layout().heightForWidth(width)


def test_banner_out_of_sight_is_filled_when_seen_with_what_was_said_last(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    banner = window.current.banner
    before = banner.verdict.text()
    window.hide()
    for name in ("first.json", "last.json"):
        banner.show_when_seen(summary.of_reading(name))
    assert banner.verdict.text() == before
    window.show()
    assert banner.verdict.text() == summary.of_reading("last.json").verdict.word
    assert "last.json" in banner.title.text()


def test_detail_of_a_page_out_of_sight_waits_for_the_results(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window(BUNDLE)
    page, inspection = window.current.document_page, window.current.inspection
    asked: list[str] = []
    monkeypatch.setattr(document_page, "being_checked", lambda: asked.append("being checked"))
    window.hide()
    inspection.reload()
    desk.qtbot.waitUntil(lambda: inspection.checked is not None)
    window.show()
    desk.qtbot.waitUntil(lambda: bool(page.detail.overview.rows))
    assert not asked
    assert page.detail.page is Page.OVERVIEW


def test_notice_of_a_changed_file_is_made_when_there_is_one(desk: Desk) -> None:
    view = desk.window(BUNDLE).current
    assert not view.findChildren(Notice)
    assert view.stale.isHidden()
    assert view.findChildren(Notice) == [view.stale]
