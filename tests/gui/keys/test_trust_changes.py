"""Distrusting, forgetting and importing keys: confirmation, preview, and errors."""

import subprocess
import sys
from base64 import b64encode

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.keys.trust_list import TrustList
from inspector.jobs import saving
from inspector.verify.trust import KnownKey, Standing
from tests.conftest import public
from tests.gui.keys.desk import REGISTRY, WAIT, is_in
from tests.gui.keys.dialog_desk import PITH, DialogDesk, fact, follows, paste, rows
from tests.vectors.builder import FOLDER
from tests.vectors.keys import OTHER, OWN, TestKey

# --- distrusting and forgetting -----------------------------------------------------------


@pytest.mark.parametrize("standing", [Standing.DISTRUSTED, Standing.UNKNOWN])
@pytest.mark.parametrize("key", [OWN, OTHER], ids=["trusted", "seen"])
def test_distrusting_and_forgetting_ask_first(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog, key: TestKey, standing: Standing
) -> None:
    dialog.show_key(key.fingerprint)
    before = desk.path.read_bytes()
    actions = dialog.page.actions_
    is_distrust = standing is Standing.DISTRUSTED
    (actions.distrust if is_distrust else actions.forget).click()
    word, group = ("Distrust", "Distrusted") if is_distrust else ("Forget", None)
    assert actions.question.isVisible()
    assert actions.question.text().startswith(f"{word} {key.key_id}? ")
    assert actions.no.hasFocus(), "what does nothing comes first"
    assert not actions.trust.isVisible()
    desk.rest()
    assert desk.path.read_bytes() == before
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        actions.yes.click()
    assert trust.trusted.standing(key.raw) is standing
    listed = rows(dialog)
    assert all((key.key_id in listed[title]) == (title == group) for title in listed)
    assert actions.asked is None


@pytest.mark.parametrize("take_back", ["no", "escape"])
def test_question_is_taken_back(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog, take_back: str
) -> None:
    before = desk.path.read_bytes()
    actions = dialog.page.actions_
    actions.distrust.click()
    if take_back == "no":
        desk.qtbot.keyClick(actions.no, Qt.Key.Key_Space)
    else:
        desk.qtbot.keyClick(actions.no, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not actions.question.isVisible()
    assert actions.distrust.isVisible()
    desk.rest()
    assert desk.path.read_bytes() == before
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_question_is_about_the_key_that_is_shown(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    dialog.page.actions_.forget.click()
    dialog.show_key(OWN.fingerprint)
    assert dialog.page.actions_.asked is None
    assert not dialog.page.actions_.question.isVisible()


def test_key_given_for_this_run_is_not_forgotten(desk: DialogDesk) -> None:
    trust = desk.list(KnownKey(public(OWN), Standing.TRUSTED, "own.json"))
    dialog = desk.dialog(trust)
    dialog.show_key(OWN.fingerprint)
    assert not dialog.page.actions_.forget.isVisible()
    assert dialog.page.actions_.distrust.isVisible()


# --- what would follow --------------------------------------------------------------------


def test_what_would_follow_is_shown_before_it_is_done(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    assert follows(desk, dialog) == [
        "What would follow from trusting it: 1 open document changes:",
        "other.json: unproven → verified",
    ]
    dialog.page.actions_.distrust.click()
    assert follows(desk, dialog) == [
        "What would follow from distrusting it: 1 open document changes:",
        "other.json: unproven → failed",
    ]
    dialog.page.actions_.no.click()
    dialog.page.actions_.forget.click()
    assert follows(desk, dialog) == [
        "What would follow from forgetting it: No open document changes."
    ]


def test_nothing_is_shown_in_a_window_of_its_own(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    """A widget that is shown without a parent is a window for a moment, and takes the focus."""
    shown: list[object] = []
    connection = desk.app.focusWindowChanged.connect(shown.append)
    for key in (OWN, OTHER, OWN, OTHER):
        dialog.show_key(key.fingerprint)
        dialog.page.actions_.distrust.click()
        follows(desk, dialog)
    desk.app.focusWindowChanged.disconnect(connection)
    assert shown == []
    assert {one for one in desk.app.topLevelWidgets() if one.isVisible()} == {desk.window, dialog}


def test_what_would_follow_is_found_out_again_for_other_documents(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.open(trust, OTHER, "second.json")
    dialog.documents_changed()
    found = follows(desk, dialog)
    assert found[0].endswith("2 open documents change:")
    assert [line.partition(":")[0] for line in found[1:]] == ["other.json", "second.json"]
    desk.documents.clear()
    dialog.documents_changed()
    assert follows(desk, dialog) == ["What would follow from trusting it: No document is open."]


def test_many_documents_are_counted(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.documents *= 12
    dialog.documents_changed()
    found = follows(desk, dialog)
    assert found[0].endswith("12 open documents change:")
    assert len(found) == 1 + 5
    assert any(label.text() == "and 7 more" for label in dialog.page.follow.findChildren(QLabel))


# --- when it does not work ----------------------------------------------------------------


def test_damaged_list_is_said_with_its_path_and_left_alone(desk: DialogDesk) -> None:
    desk.path.parent.mkdir(parents=True)
    desk.path.write_bytes(b"{damaged")
    trust = desk.list()
    dialog = desk.dialog(trust)
    assert dialog.problem.isVisible()
    assert str(desk.path) in dialog.problem.text.text()
    assert "damaged" in dialog.problem.text.text()
    assert rows(dialog)["Trusted"] == [], "the list may distrust the key that ships"
    assert not dialog.keys.import_button.isEnabled()
    assert "damaged" in dialog.keys.import_button.toolTip()
    assert desk.path.read_bytes() == b"{damaged"
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        desk.path.unlink()
    assert not dialog.problem.isVisible()
    assert rows(dialog)["Trusted"] == [PITH.key_id]
    assert dialog.keys.import_button.isEnabled()


def test_change_that_fails_is_said_and_can_be_tried_again(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_LOCK_SECONDS", 0.1)
    paste(desk, dialog.page.compare.fields[0], OTHER.fingerprint)
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", code, str(desk.path.with_suffix(".lock"))]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        dialog.page.actions_.trust.click()
        assert not dialog.page.actions_.trust.isEnabled(), "not twice"
        desk.until(dialog.page.failure.isVisible)
        assert dialog.page.failure.title.text() == "The list of keys was not changed"
        assert "locked by another program" in dialog.page.failure.text.text()
        assert is_in(trust.entries.of(Standing.TRUSTED), OWN)
        holder.communicate()
    assert dialog.page.actions_.trust.isEnabled()
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        dialog.page.actions_.trust.click()
    assert not dialog.page.failure.isVisible()


def test_run_without_a_list_says_so(desk: DialogDesk) -> None:
    given = KnownKey(public(OWN), Standing.TRUSTED, "own.json")
    trust = TrustList(desk.runner, None, (given,))
    trust.start(trust.trusted)
    dialog = desk.dialog(trust)
    assert "and no list" in dialog.problem.text.text()
    assert rows(dialog)["Trusted"] == [OWN.key_id]
    assert not dialog.page.actions_.distrust.isEnabled()


# --- importing and copying ----------------------------------------------------------------


def test_keys_of_a_file_are_imported_as_candidates(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.say(Standing.UNKNOWN)
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        trust.forget(public(OTHER))
    desk.qtbot.mouseClick(dialog.keys.import_button, Qt.MouseButton.LeftButton)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(FOLDER / "other-keys.json"))
    chooser.close()
    desk.until(lambda: OTHER.key_id in rows(dialog)["Seen, not trusted"])
    assert dialog.page.detail.name.text() == OTHER.key_id
    assert trust.trusted.standing(OTHER.raw) is Standing.UNKNOWN
    desk.until(lambda: fact(dialog, "Signs as") == f"{REGISTRY}, ed25519")
    assert fact(dialog, "Came from") == "other-keys.json"


def test_file_that_is_no_key_is_said(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    trust.import_file(str(FOLDER / "not-pith.json"))
    desk.until(dialog.page.failure.isVisible)
    assert dialog.page.failure.title.text() == "No key was taken"


def test_pasted_keys_are_candidates_and_their_number_is_said(
    desk: DialogDesk, dialog: TrustDialog
) -> None:
    raws = [bytes([number]) * 32 for number in (5, 6)]
    blobs = [b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + raw).decode() for raw in raws]
    QGuiApplication.clipboard().setText("".join(f"ssh-ed25519 {blob} Pith\n" for blob in blobs))
    desk.qtbot.keyClick(
        dialog.keys.view, Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier
    )
    desk.until(dialog.keys.several.isVisible)
    assert dialog.keys.several.text().startswith("2 keys were found")
    desk.until(lambda: dialog.page.detail.name.text() == "(no name)")
    assert fact(dialog, "Came from") == "pasted"
    QGuiApplication.clipboard().setText("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    dialog.keys.paste_button.click()
    desk.until(dialog.page.failure.isVisible)
    assert "Do not give it to anybody" in dialog.page.failure.text.text()
    assert not dialog.keys.several.isVisible()


def test_fingerprint_is_copied_without_spaces(desk: DialogDesk, dialog: TrustDialog) -> None:
    dialog.page.actions_.copy.click()
    assert QGuiApplication.clipboard().text() == OTHER.fingerprint
    assert dialog.page.actions_.copy.text() == "Fingerprint copied"
    dialog.show_key(PITH.fingerprint)
    assert dialog.page.actions_.copy.text() == "&Copy fingerprint"
