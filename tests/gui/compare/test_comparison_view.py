"""Comparing two documents in the window: choosing, showing, stepping through differences."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from inspector.gui.compare.compare_options import HistoryStates, WithOwnEvents, WithSource, WithTab
from inspector.gui.compare.comparison_tab import ComparisonTab
from inspector.gui.widgets.signs import of_verdict
from inspector.jobs.comparing import ExportFormat
from inspector.verify.report import Verdict
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk

_WAIT = 120_000
_AUTHORS = "/events/1/payload/graph_snapshot/paper/authors_text"


def settle(desk: Desk, window: Any) -> Any:
    """Wait until the current comparison is shown, or its error."""
    tab = window.inspections.current
    assert isinstance(tab, ComparisonTab)
    desk.qtbot.waitUntil(lambda: not tab.is_busy, timeout=_WAIT)
    for _ in range(6):
        desk.app.processEvents()
    return window.current


def compared(desk: Desk, left: str, right: str) -> Any:
    window = desk.window()
    window.compare_commands.compare_sources(left, right)
    settle(desk, window)
    return window


def pointers(desk: Desk, window: Any) -> tuple[str, str]:
    """The detail's text for the place of the selected row, once it is shown."""
    view = window.current

    def is_shown() -> bool:
        return view._seen is view.comparison.current and not view._detailing.isActive()

    desk.app.processEvents()
    desk.qtbot.waitUntil(is_shown)
    detail = view.detail
    return detail.left.pointer.toPlainText(), detail.right.pointer.toPlainText()


def test_a_comparison_has_a_tab_and_says_both_verdicts_to_a_listener(
    desk: Desk, failing: str
) -> None:
    window = compared(desk, failing, BUNDLE)
    bar = window.strip.bar
    assert bar.count() == 1
    assert bar.tabText(0) == "payload-changed.json | bundle-1711.04623.json"
    heard = bar.accessibleTabName(0)
    assert "payload-changed.json, failed" in heard
    assert "bundle-1711.04623.json, verified" in heard
    assert window.windowTitle().startswith("payload-changed.json | bundle-")


def test_the_head_says_verdicts_counts_and_which_proofs_changed(desk: Desk, failing: str) -> None:
    view = compared(desk, failing, BUNDLE).current
    assert view.top.head.left.sign.word == of_verdict(Verdict.FAILED).word
    assert view.top.head.right.sign.word == of_verdict(Verdict.VERIFIED).word
    assert view.top.head.centre.title.text() == "Same record"
    lines = {line.name: line for line in view.comparison.current.proofs.lines}
    assert lines["Verdict"].left.word == "Failed"
    assert lines["event.content_hash"].left.word == "fail"
    assert lines["event.content_hash"].right.word == "pass"


def test_the_first_difference_is_selected_and_shown(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    assert pointers(desk, window) == (_AUTHORS, _AUTHORS)
    assert window.current.detail.sign.word == "changed"
    assert window.current.tools.place.text() == "difference 1 of 1"


def test_the_commands_walk_the_differences_and_begin_again(
    desk: Desk, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        value["built_at"] = "2026-06-01T00:00:00Z"
        value["source_aliases"].pop(0)

    window = compared(desk, BUNDLE, altered(change))
    assert window.current.tools.place.text() == "difference 1 of 2"
    window.actions_["next_difference"].trigger()
    assert window.current.tools.place.text() == "difference 2 of 2"
    assert "source_aliases/0" in pointers(desk, window)[0]
    window.actions_["next_difference"].trigger()
    assert window.current.tools.place.text() == "difference 1 of 2"
    assert "first" in window.status.note
    window.actions_["previous_difference"].trigger()
    assert window.current.tools.place.text() == "difference 2 of 2"


def test_only_differences_leaves_out_what_is_the_same(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    model = window.current.trees.model
    everything = model.rowCount()
    window.actions_["only_differences"].trigger()
    assert window.current.tools.only.isChecked()
    assert 0 < model.rowCount() < everything
    assert pointers(desk, window) == (_AUTHORS, _AUTHORS)
    window.current.tools.only.click()
    assert not window.actions_["only_differences"].isChecked()
    assert model.rowCount() == everything


def test_hidden_volatile_fields_still_count(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        value["built_at"] = "2026-06-01T00:00:00Z"
        value["links"]["state"] = "https://example.org/state.json"

    window = compared(desk, BUNDLE, altered(change))
    view = window.current
    assert len(view.trees.paired.keys) == 2
    window.actions_["hide_volatile"].trigger()
    settle(desk, window)
    assert len(view.trees.paired.keys) == 1
    assert view.comparison.current.compared.comparison.counts.total == 2
    assert "1" in view.top.head.centre.hidden.text()
    window.actions_["hide_volatile"].trigger()
    settle(desk, window)
    assert len(view.trees.paired.keys) == 2


def test_the_list_of_volatile_fields_is_edited(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        value["links"]["state"] = "https://example.org/state.json"

    window = compared(desk, BUNDLE, altered(change))
    window.actions_["volatile_fields"].trigger()
    dialog: Any = window.findChild(QDialog)
    dialog.field.setPlainText("state")
    dialog.buttons.accepted.emit()
    view = settle(desk, window)
    assert view.comparison.volatile_names == ("state",)
    assert view.tools.hide_volatile.isChecked()
    assert window.actions_["hide_volatile"].isChecked()
    assert not view.trees.paired.keys


def test_sides_are_swapped(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    window.actions_["swap_sides"].trigger()
    view = settle(desk, window)
    assert view.top.head.left.sign.word == of_verdict(Verdict.VERIFIED).word
    assert window.strip.bar.tabText(0) == "bundle-1711.04623.json | payload-changed.json"
    assert pointers(desk, window) == (_AUTHORS, _AUTHORS)
    assert "Eve Intruder" in view.detail.right.box.toPlainText()


def test_a_row_is_never_looked_up_in_a_comparison_that_the_trees_do_not_show_yet(
    desk: Desk, failing: str
) -> None:
    window = compared(desk, failing, BUNDLE)
    view = window.current
    before = pointers(desk, window)
    QGuiApplication.clipboard().setText("as before")

    def look(_: object) -> None:
        assert view.trees.current_key is not None
        view._show_detail()
        view.copy_difference()
        assert view._seen is None

    view.comparison.shown.connect(look)
    window.actions_["swap_sides"].trigger()
    settle(desk, window)
    assert view._seen is view.comparison.current
    assert pointers(desk, window) == before
    assert QGuiApplication.clipboard().text() == "as before"


def test_a_difference_is_copied_as_it_is(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    window.actions_["copy_difference"].trigger()
    clipboard = QGuiApplication.clipboard()
    desk.qtbot.waitUntil(lambda: "Eve Intruder" in clipboard.text(), timeout=_WAIT)
    assert _AUTHORS in clipboard.text()


def test_the_same_document_differs_in_nothing(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "indented.json"
    other.write_text(json.dumps(json.loads(Path(BUNDLE).read_bytes()), indent=3, sort_keys=True))
    window = compared(desk, BUNDLE, str(other))
    view = window.current
    assert view.comparison.current.compared.comparison.identical
    assert view.top.head.centre.counts[0].word == "Nothing differs"
    assert view.top.proofs.heading.text() == "No check has another result on the other side."
    window.actions_["next_difference"].trigger()
    assert view.trees.current_key is None


def test_two_records_are_compared_and_said_to_be_two(desk: Desk) -> None:
    view = compared(desk, BUNDLE, STATE).current
    assert view.top.head.centre.title.text() == "Not the same record"
    assert view.comparison.current.compared.comparison.counts.total > 0


def test_a_record_is_compared_with_the_parts_that_a_bundle_has_too(desk: Desk) -> None:
    view = compared(desk, RECORD, BUNDLE).current
    parts = view.comparison.current.compared.comparison.parts
    assert {"canonical_record", "aliases", "receipt"} <= {part.name for part in parts}


@pytest.mark.parametrize("is_left", [True, False])
def test_one_side_unreadable_leaves_the_other_shown(
    desk: Desk, tmp_path: Path, is_left: bool
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"bundle_type": ')
    sources = [str(broken), BUNDLE] if is_left else [BUNDLE, str(broken)]
    window = compared(desk, *sources)
    view = window.current
    sides = [view.top.head.left, view.top.head.right]
    here, there = sides if is_left else reversed(sides)
    assert here.sign.word == of_verdict(Verdict.UNREADABLE).word
    assert there.sign.word == of_verdict(Verdict.VERIFIED).word
    assert view.trees.model.rowCount() > 0
    assert not view.comparison.is_compared
    assert not window.actions_["next_difference"].isEnabled()
    assert not view.tools.isEnabled()
    assert view.tools.place.text() == ""


def test_neither_side_readable_shows_both_errors(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[")
    view = compared(desk, str(broken), str(tmp_path / "missing.json")).current
    for side in (view.top.head.left, view.top.head.right):
        assert side.sign.word == of_verdict(Verdict.UNREADABLE).word
    assert view.trees.model.rowCount() == 0


def test_nothing_in_common_is_said_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    key = json.loads(Path(BUNDLE).read_bytes())["public_keys"][0]
    path = tmp_path / "key.json"
    path.write_text(json.dumps(key))
    view = compared(desk, BUNDLE, str(path)).current
    assert view.top.head.centre.title.text() == "Not compared"
    assert not view.comparison.is_compared


def test_the_history_is_walked_by_sliders(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.compare_commands._on_chosen(window.inspections.inspection, HistoryStates())
    view = settle(desk, window)
    assert view.top.history.isVisible()
    assert view.top.history.at == (1, 2)
    assert view.comparison.current.compared.comparison.counts.added > 0
    view.top.history.sliders[0].setValue(2)
    desk.qtbot.waitUntil(lambda: view.comparison.loader.left.request.at == 2, timeout=_WAIT)
    settle(desk, window)
    assert view.comparison.current.compared.comparison.identical


def test_a_bundle_is_compared_with_the_state_its_events_give(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.compare_commands._on_chosen(window.inspections.inspection, WithOwnEvents())
    view = settle(desk, window)
    assert view.comparison.current.compared.comparison.identical
    assert not view.top.history.isVisible()


def test_another_tab_is_compared_without_being_read_again(desk: Desk, failing: str) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, failing)
    window.compare_commands._on_chosen(window.inspections.inspection, WithTab(0))
    Path(failing).unlink()
    view = settle(desk, window)
    assert view.comparison.current.compared.comparison.counts.changed == 1
    assert window.strip.bar.count() == 3


def test_the_comparison_outlives_the_tabs_it_came_from(desk: Desk, failing: str) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, failing)
    window.compare_commands.compare_sources(BUNDLE, failing)
    settle(desk, window)
    for tab in window.inspections.documents:
        window.inspections.close(tab)
    desk.rest(window)
    assert pointers(desk, window) == (_AUTHORS, _AUTHORS)
    window.actions_["only_differences"].trigger()
    assert window.current.detail.left.box.toPlainText()


def test_compare_with_asks_for_the_other_side(desk: Desk, failing: str) -> None:
    window = desk.window(BUNDLE)
    assert window.actions_["compare_with"].isEnabled()
    window.actions_["compare_with"].trigger()
    dialog: Any = window.findChild(QDialog)
    assert dialog.isVisible()
    dialog.chosen.emit(WithSource(failing))
    dialog.close()
    view = settle(desk, window)
    assert view.top.head.left.name.text().startswith("bundle-1711")
    assert not window.actions_["compare_with"].isEnabled()


def test_closing_the_last_comparison_leaves_room(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    window.actions_["close_document"].trigger()
    desk.app.processEvents()
    assert window.strip.bar.count() == 1
    assert window.current.empty_page.isVisible()
    assert window.windowTitle() == "Pith Inspector"


def test_a_changed_list_of_keys_is_followed(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    from inspector.verify.trust import TrustedKeys

    window.inspections.use_trust(TrustedKeys())
    view = settle(desk, window)
    assert view.top.head.right.sign.word == of_verdict(Verdict.UNPROVEN).word


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_comparison_is_exported(
    desk: Desk, failing: str, tmp_path: Path, form: ExportFormat
) -> None:
    window = compared(desk, failing, BUNDLE)
    path = tmp_path / f"out{form}"
    window.actions_["export_comparison"].trigger()
    dialog: Any = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.qtbot.waitUntil(lambda: "Exported" in window.status.note, timeout=_WAIT)
    text = path.read_text(encoding="utf-8")
    assert "Eve Intruder" in text
    assert text.startswith("{" if form is ExportFormat.JSON else "<!DOCTYPE html>")


def test_a_side_is_never_written_over(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    before = Path(failing).read_bytes()
    window.inspections.current.export(failing)
    desk.qtbot.waitUntil(lambda: "never written" in window.status.note, timeout=_WAIT)
    assert Path(failing).read_bytes() == before


def test_two_files_dropped_on_the_right_half_are_compared(desk: Desk, failing: str) -> None:
    window = desk.window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(failing), QUrl.fromLocalFile(BUNDLE)])
    place = QPointF(window.width() * 0.75, window.height() / 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    desk.app.sendEvent(window, QDragEnterEvent(place.toPoint(), copy, data, left, none))
    assert window.overlay.compare.is_aimed
    desk.app.sendEvent(window, QDropEvent(place, copy, data, left, none))
    desk.qtbot.waitUntil(lambda: isinstance(window.inspections.current, ComparisonTab))
    view = settle(desk, window)
    assert view.top.head.left.name.text() == "payload-changed.json"


def test_a_check_that_changed_leads_to_its_place(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    window.current.top.proofs.button.click()
    dialog: Any = window.findChild(QDialog)
    dialog.table.place_wanted.emit("/bundle_signature/bundle_sha256", True)
    assert pointers(desk, window)[0] == "/bundle_signature/bundle_sha256"
    dialog.close()


def test_a_tree_row_is_selected_on_both_sides_at_once(desk: Desk, failing: str) -> None:
    trees = compared(desk, failing, BUNDLE).current.trees
    index = trees.model.index(0, 0)
    trees.right.setCurrentIndex(index)
    assert trees.left.currentIndex().row() == index.row()
    trees.right.expand(index)
    assert trees.left.isExpanded(index)


def test_two_files_of_one_name_are_told_apart_in_head_and_tab(
    desk: Desk, tmp_path: Path, failing: str
) -> None:
    paths = [tmp_path / folder / "bundle.json" for folder in ("one", "two")]
    for path, source in zip(paths, (BUNDLE, failing), strict=True):
        path.parent.mkdir()
        path.write_bytes(Path(source).read_bytes())
    window = compared(desk, *map(str, paths))
    head = window.current.top.head
    names = [side.accessibleName() for side in (head.left, head.right)]
    assert "one/bundle.json" in names[0]
    assert "two/bundle.json" in names[1]
    assert window.strip.bar.tabText(0) == "one/bundle.json | two/bundle.json"
    desk.open(window, str(paths[1]))
    assert str(paths[1]) in window.strip.bar.tabToolTip(1)
