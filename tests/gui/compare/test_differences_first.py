"""Differences are shown and usable before both sides are verified; the proofs follow.

Verifying is held up by a list of keys that answers only when a test lets it.
"""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from inspector.compare.in_common import Sameness
from inspector.gui.compare.compare_options import HistoryStates
from inspector.gui.compare.proofs import ProofsDialog
from inspector.gui.compare.side_request import SideRequest
from inspector.gui.translation import install
from inspector.gui.widgets.text import Label
from inspector.jobs.comparing import compare_sides, side_of
from inspector.jobs.session import Session
from inspector.verify.trust import KnownKey, Standing, TrustedKeys
from inspector.verify.verifier import verify
from tests.gui.compare.test_comparison_view import pointers, settle
from tests.gui.conftest import BUNDLE, STATE, Desk
from tests.gui.test_german import left_in_english
from tests.unit.compare.sides import read_side

_CHECKING = "Checking…"


class WaitingKeys(TrustedKeys):
    """A list of keys that answers only when a test lets it."""

    def __init__(self, known: tuple[KnownKey, ...]) -> None:
        super().__init__(known)
        self.may_answer = threading.Event()

    def standing(self, raw: bytes) -> Standing:
        self.may_answer.wait()
        return super().standing(raw)


class Waiting:
    """A window in which comparisons are shown and not verified."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.keys = WaitingKeys(desk.session.trust.known)
        self.session = desk.session
        desk.session = Session(self.keys, desk.session.options)
        self.window = desk.window()

    def compare(self, left: str, right: str) -> None:
        self.window.compare_commands.compare_sources(left, right)
        self.until_shown()

    def until_shown(self) -> None:
        """Until the differences are shown and the first side is being verified."""
        self.desk.qtbot.waitUntil(self._is_shown)
        for _ in range(6):
            self.desk.app.processEvents()
        assert not self.tab.is_verified

    def _is_shown(self) -> bool:
        shown, loader = self.tab.current, self.tab.loader
        is_new = shown is not None and shown.compared is loader.current
        return is_new and len(loader._jobs) == 1 and loader._is_compared

    @property
    def tab(self) -> Any:
        return self.window.inspections.current

    @property
    def view(self) -> Any:
        return self.window.current

    @property
    def top(self) -> Any:
        return self.view.top

    def verdicts(self) -> list[str]:
        return [side.sign.word for side in (self.top.head.left, self.top.head.right)]

    def let_verify(self) -> None:
        self.keys.may_answer.set()
        settle(self.desk, self.window)
        self.desk.qtbot.waitUntil(lambda: not self.view._detailing.isActive())

    def said_of_both(self) -> tuple[list[str], list[str], str, list[str]]:
        """The verdicts, the names, the first changed proof, and the visible values."""
        head, detail = self.top.head, self.view.detail
        names = [side.name.text() for side in (head.left, head.right)]
        values = [side.box.toPlainText() for side in (detail.left, detail.right)]
        return self.verdicts(), names, self.top.proofs._views[0].accessibleName(), values

    def checks(self) -> list[str]:
        """The texts of the checks beside the visible values."""
        return [label.text() for label in self.view.detail.checks.findChildren(Label)]

    def proofs(self, left: str, right: str) -> Any:
        """The result if both are verified first."""
        return compare_sides(read_side(left, self.session), read_side(right, self.session))


@pytest.fixture
def waiting(desk: Desk) -> Iterator[Waiting]:
    made = Waiting(desk)
    yield made
    made.keys.may_answer.set()


def test_differences_are_shown_and_nothing_is_said_that_is_not_known_yet(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    head, proofs = waiting.top.head, waiting.top.proofs
    assert waiting.verdicts() == [_CHECKING, _CHECKING]
    assert head.centre.title.text() == "Same record? Checking…"
    assert [sign.word for sign in waiting.tab.current.centre.counts][2] == "1 changed"
    assert (proofs.heading.text(), proofs.order.text()) == ("Proofs that changed", "being checked")
    assert not proofs._views
    assert not proofs.button.isVisible()
    assert waiting.tab.current.node_results == (None, None)
    assert "Eve Intruder" in waiting.view.detail.left.box.toPlainText()
    assert waiting.checks().count(_CHECKING) == 2
    heard = waiting.window.strip.bar.accessibleTabName(0)
    assert f"payload-changed.json, {_CHECKING.lower()}" in heard


def test_what_was_found_is_the_same_as_where_both_are_verified_first(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    known, found = waiting.proofs(failing, BUNDLE), waiting.tab.current.compared
    assert found.proofs == known.proofs
    assert found.comparison.sameness is known.comparison.sameness is Sameness.SAME
    assert waiting.verdicts() == ["Failed", "Verified"]
    assert waiting.top.head.centre.title.text() == "Same record"
    lines = {line.name: line for line in waiting.tab.current.proofs.lines}
    assert lines["Verdict"].left.word == "Failed"
    assert waiting.top.proofs.order.text() == "worst first"
    assert not waiting.top.proofs.progress.isVisible()
    said = waiting.checks()
    assert any("event.content_hash" in text for text in said)
    assert _CHECKING not in said


def test_the_trees_are_used_meanwhile_and_stay_as_the_user_has_left_them(
    waiting: Waiting,
) -> None:
    waiting.compare(BUNDLE, STATE)
    trees = waiting.view.trees
    first = pointers(waiting.desk, waiting.window)
    QTest.keyClick(trees.left, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    waiting.window.actions_["next_difference"].trigger()
    waiting.window.actions_["only_differences"].trigger()
    here = pointers(waiting.desk, waiting.window)
    assert here != first
    index = trees.left.currentIndex()
    trees.left.verticalScrollBar().setValue(3)
    before = trees.paired, trees.current_key, trees.left.verticalScrollBar().value()
    resets: list[None] = []
    trees.model.modelReset.connect(lambda: resets.append(None))
    assert not waiting.tab.is_verified
    waiting.let_verify()
    assert waiting.tab.is_verified
    assert before == (trees.paired, trees.current_key, trees.left.verticalScrollBar().value())
    assert trees.left.currentIndex() == index
    assert not resets
    assert pointers(waiting.desk, waiting.window) == here


def test_it_is_exported_only_once_both_are_verified_and_that_is_said(
    waiting: Waiting, failing: str, tmp_path: Path
) -> None:
    waiting.compare(failing, BUNDLE)
    action, button = waiting.window.actions_["export_comparison"], waiting.view.tools.export
    assert not action.isEnabled()
    assert not button.isEnabled()
    assert "still being checked" in button.toolTip()
    assert "still being checked" in button.accessibleDescription()
    path = tmp_path / "out.json"
    waiting.tab.export(str(path))
    assert "Nothing was exported" in waiting.window.status.note
    waiting.let_verify()
    assert not path.exists()
    assert action.isEnabled()
    assert button.isEnabled()
    assert not button.toolTip()
    waiting.tab.export(str(path))
    waiting.desk.qtbot.waitUntil(lambda: "Exported" in waiting.window.status.note)
    assert json.loads(path.read_bytes())["left"]["verdict"] == "failed"


def test_of_what_could_not_be_compared_it_is_not_said_that_it_is_being_checked(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    Path(failing).unlink()
    waiting.window.actions_["reload"].trigger()
    waiting.desk.rest(waiting.window)
    assert waiting.top.head.centre.title.text() == "Not compared"
    assert not waiting.view.tools.export.isEnabled()
    assert not waiting.view.tools.export.toolTip()


def test_a_difference_copied_meanwhile_says_that_nothing_was_checked(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    waiting.window.actions_["copy_difference"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: "Eve Intruder" in clipboard.text())
    assert "Copied before" in clipboard.text()
    assert "Checked by" not in clipboard.text()
    waiting.let_verify()
    waiting.window.actions_["copy_difference"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: "Checked by" in clipboard.text())


def test_no_hash_is_hidden_as_one_that_only_follows_before_it_is_known_to_hold(
    waiting: Waiting, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        value["built_at"] = "2026-06-01T00:00:00Z"
        value["bundle_signature"]["bundle_sha256"] = "0" * 64

    other = altered(change)
    waiting.compare(BUNDLE, other)
    waiting.window.actions_["hide_volatile"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: waiting.tab.current.hidden == 1)
    hidden, changes = waiting.tab.current.paired.hidden, waiting.tab.loader.current.comparison
    shown = {change.left_path for change in changes.changes() if not hidden.is_hidden(change.pair)}
    assert shown == {"/bundle_signature/bundle_sha256"}
    waiting.let_verify()
    assert waiting.tab.current.hidden == 1


def test_verifying_begins_once_the_trees_show_the_differences(
    waiting: Waiting, failing: str
) -> None:
    waiting.window.compare_commands.compare_sources(failing, BUNDLE)
    under_way: list[int] = []
    model, loader = waiting.view.trees.model, waiting.tab.loader
    model.modelReset.connect(lambda: under_way.append(len(loader._jobs) if model.paired else 0))
    waiting.until_shown()
    assert model.paired is waiting.tab.current.paired
    assert not any(under_way)
    assert under_way
    assert waiting.tab.is_busy


# --- what a user does meanwhile ---------------------------------------------------------------


def test_the_sides_change_places_while_they_are_verified(waiting: Waiting, failing: str) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.window.actions_["swap_sides"].trigger()
    waiting.until_shown()
    assert waiting.verdicts() == [_CHECKING, _CHECKING]
    assert "Eve Intruder" in waiting.view.detail.right.box.toPlainText()
    waiting.let_verify()
    assert waiting.verdicts() == ["Verified", "Failed"]
    assert waiting.tab.current.compared.proofs == waiting.proofs(BUNDLE, failing).proofs


def test_until_the_sides_are_seen_in_their_new_places_all_is_said_of_the_old_ones(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    before, called = waiting.said_of_both(), waiting.tab.label.name
    waiting.window.actions_["swap_sides"].trigger()
    assert waiting.said_of_both() == before
    assert waiting.tab.label.name == called
    settle(waiting.desk, waiting.window)
    assert waiting.tab.label.name == " | ".join(reversed(called.split(" | ")))
    verdicts, names, _, values = before
    swapped = "Verdict: left Verified, right Failed"
    assert waiting.said_of_both() == (verdicts[::-1], names[::-1], swapped, values[::-1])


def test_what_is_shown_is_exported_while_the_sides_change_places(
    waiting: Waiting, failing: str, tmp_path: Path
) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    path, seen = tmp_path / "out.json", []

    def export(_: object) -> None:
        seen.append(waiting.tab.is_verified)
        waiting.tab.export(str(path))

    waiting.tab.loader.compared.connect(export)
    waiting.window.actions_["swap_sides"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: "Exported" in waiting.window.status.note)
    assert seen == [True]
    assert json.loads(path.read_bytes())["left"]["verdict"] == "failed"


def test_both_are_read_again_while_they_are_verified(
    waiting: Waiting, failing: str, bundle: Any
) -> None:
    waiting.compare(failing, BUNDLE)
    Path(failing).write_text(json.dumps(bundle))
    waiting.window.actions_["reload"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: waiting.tab.loader.right.is_read)
    waiting.until_shown()
    waiting.let_verify()
    assert waiting.verdicts() == ["Verified", "Verified"]
    assert waiting.tab.current.compared.comparison.identical
    assert waiting.top.proofs.heading.text() == "No check has another result on the other side."


def test_a_tab_is_closed_while_its_sides_are_verified(waiting: Waiting, failing: str) -> None:
    waiting.compare(failing, BUNDLE)
    table = waiting.tab.current.compared.comparison.left.table
    waiting.window.actions_["close_document"].trigger()
    waiting.keys.may_answer.set()
    waiting.desk.qtbot.waitUntil(lambda: not waiting.window.runner.is_busy)
    waiting.desk.app.processEvents()
    assert waiting.view.empty_page.isVisible()
    assert table.value(0) is None


def test_another_list_of_keys_takes_back_what_was_found(waiting: Waiting, failing: str) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    trees = waiting.view.trees
    rows = trees.paired
    unknown = WaitingKeys(())
    waiting.window.inspections.use_trust(unknown)
    assert waiting.verdicts() == [_CHECKING, _CHECKING]
    assert waiting.top.proofs.order.text() == "being checked"
    assert not waiting.tab.is_verified
    waiting.until_shown()
    assert not waiting.view.tools.export.isEnabled()
    unknown.may_answer.set()
    settle(waiting.desk, waiting.window)
    assert waiting.verdicts() == ["Failed", "Unproven"]
    assert trees.paired is rows


@pytest.mark.parametrize("swaps", [False, True])
def test_at_no_moment_is_anything_said_that_another_list_of_keys_has_found(
    waiting: Waiting, failing: str, *, swaps: bool
) -> None:
    """Also where another comparison is under way, and none of the new list is there yet."""
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    if swaps:
        waiting.window.actions_["swap_sides"].trigger()
    waiting.window.inspections.use_trust(WaitingKeys(()))
    shown = waiting.tab.current
    assert waiting.verdicts() == [_CHECKING, _CHECKING]
    assert waiting.top.head.centre.title.text() == "Same record? Checking…"
    assert not waiting.top.proofs._views
    assert not shown.compared.comparison.is_verified
    assert (shown.node_results, shown.proofs.total) == ((None, None), 0)
    waiting.desk.qtbot.waitUntil(lambda: _CHECKING in waiting.checks())
    assert not {"pass", "fail"} & set(waiting.checks())
    waiting.window.inspections.trust.may_answer.set()
    settle(waiting.desk, waiting.window)
    assert waiting.verdicts() == (["Unproven", "Failed"] if swaps else ["Failed", "Unproven"])


def test_the_list_of_changed_checks_goes_where_another_list_of_keys_is_used(
    waiting: Waiting, failing: str
) -> None:
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    waiting.top.proofs.button.click()
    (dialog,) = waiting.view.findChildren(ProofsDialog)
    assert dialog.isVisible()
    waiting.window.inspections.use_trust(TrustedKeys(()))
    assert not dialog.isVisible()


def test_the_history_is_walked_while_its_bundle_is_verified(waiting: Waiting) -> None:
    window = waiting.window
    waiting.keys.may_answer.set()
    waiting.desk.open(window, BUNDLE)
    window.compare_commands._on_chosen(window.inspections.inspection, HistoryStates())
    settle(waiting.desk, window)
    assert waiting.verdicts() == ["Verified", "Verified"]
    waiting.keys.may_answer.clear()
    window.actions_["reload"].trigger()
    waiting.desk.qtbot.waitUntil(lambda: waiting.tab.loader.right.is_read)
    waiting.until_shown()
    waiting.top.history.sliders[0].setValue(2)
    waiting.desk.qtbot.waitUntil(lambda: waiting.tab.loader.left.request.at == 2)
    waiting.until_shown()
    assert waiting.tab.current.compared.comparison.identical
    assert waiting.verdicts() == [_CHECKING, _CHECKING]
    waiting.let_verify()
    assert waiting.verdicts() == ["Verified", "Verified"]


def test_what_a_tab_has_verified_is_not_verified_again(waiting: Waiting, failing: str) -> None:
    waiting.keys.may_answer.set()
    waiting.desk.open(waiting.window, BUNDLE)
    waiting.desk.open(waiting.window, failing)
    waiting.keys.may_answer.clear()
    said: list[bool] = []
    waiting.window.compare_commands.compare_sources(BUNDLE, failing)
    waiting.tab.shown.connect(lambda shown: said.append(shown.compared.comparison.is_verified))
    settle(waiting.desk, waiting.window)
    assert said == [True]
    assert waiting.verdicts() == ["Verified", "Failed"]


# --- what goes wrong meanwhile ----------------------------------------------------------------


def test_a_side_whose_verifying_breaks_is_a_fault_and_the_other_is_shown_alone(
    waiting: Waiting, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Any, *rest: Any, **options: Any) -> Any:
        found = verify(document, *rest, **options)
        if b"Eve Intruder" in document.data:
            raise RuntimeError("broken")
        return found

    monkeypatch.setattr("inspector.gui.compare.side_request.verify", broken)
    waiting.compare(failing, BUNDLE)
    waiting.let_verify()
    assert waiting.verdicts()[1] == "Verified"
    assert waiting.top.head.centre.title.text() == "Not compared"
    assert "The program broke over one side" in waiting.top.head.centre.sentence.text()
    assert not waiting.tab.is_compared
    assert waiting.view.trees.model.rowCount() > 0


def test_a_side_that_was_being_made_when_its_verifying_broke_does_not_wait_for_ever(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_make = threading.Event()

    def held_up(loaded: Any, *rest: Any, at: int | None = None) -> Any:
        if at == 2:
            may_make.wait()
        return side_of(loaded, *rest, at=at)

    def broken(*_: Any, **__: Any) -> Any:
        waiting.keys.may_answer.wait()
        raise RuntimeError("broken")

    monkeypatch.setattr("inspector.gui.compare.comparison_loader.side_of", held_up)
    monkeypatch.setattr("inspector.gui.compare.side_request.verify", broken)
    waiting.window.inspections.compare(SideRequest(BUNDLE, at=1), SideRequest(BUNDLE, at=1))
    waiting.until_shown()
    waiting.tab.loader.walk(2, 1)
    waiting.keys.may_answer.set()
    waiting.desk.qtbot.waitUntil(lambda: waiting.tab.loader.right.error is not None)
    may_make.set()
    waiting.desk.rest(waiting.window)
    assert _CHECKING not in waiting.verdicts()
    assert waiting.top.head.centre.title.text() == "Not compared"


def test_differences_that_cannot_be_laid_out_are_said_not_to_be_and_both_are_verified(
    waiting: Waiting, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr("inspector.gui.compare.comparison_tree.lay_out", broken)
    waiting.window.compare_commands.compare_sources(failing, BUNDLE)
    waiting.let_verify()
    assert waiting.top.head.centre.title.text() == "Not compared"
    assert "This program broke" in waiting.top.head.centre.sentence.text()
    assert waiting.verdicts() == ["Failed", "Verified"]
    assert not waiting.tab.is_compared


def test_a_side_that_can_be_read_is_verified_though_the_other_cannot(
    waiting: Waiting, tmp_path: Path
) -> None:
    waiting.window.compare_commands.compare_sources(str(tmp_path / "none.json"), BUNDLE)
    waiting.desk.qtbot.waitUntil(lambda: waiting.view.trees.model.rowCount() > 0)
    assert waiting.verdicts() == ["Unreadable", _CHECKING]
    waiting.let_verify()
    assert waiting.verdicts() == ["Unreadable", "Verified"]


def test_what_has_nothing_in_common_is_verified_all_the_same(
    waiting: Waiting, tmp_path: Path, bundle: Any
) -> None:
    key = tmp_path / "key.json"
    key.write_text(json.dumps(bundle["public_keys"][0]))
    waiting.window.compare_commands.compare_sources(BUNDLE, str(key))
    waiting.let_verify()
    assert waiting.top.head.centre.title.text() == "Not compared"
    assert waiting.verdicts()[0] == "Verified"
    assert _CHECKING not in waiting.verdicts()


def test_all_that_is_said_meanwhile_is_german(
    waiting: Waiting, failing: str, request: pytest.FixtureRequest
) -> None:
    install(waiting.desk.app, "de")
    request.addfinalizer(lambda: install(waiting.desk.app, "en"))
    waiting.window = waiting.desk.window()
    waiting.compare(failing, BUNDLE)
    assert left_in_english(waiting.window, failing, BUNDLE) == set()
    assert waiting.top.head.centre.title.text() == "Derselbe Datensatz? Wird geprüft…"
