"""The dialog of keys: no key is trusted unseen, and a comparison covers all digits."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QLabel

from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.keys.key_model import LINE_ROLE
from inspector.gui.keys.trust_list import TrustList
from inspector.jobs.trust_file import read_store
from inspector.jobs.trust_store import SHIPPED, forget
from inspector.verify.trust import ComparedBy, KnownKey, Standing
from tests.conftest import public
from tests.gui.keys.desk import REGISTRY, WAIT
from tests.gui.keys.dialog_desk import PITH, DialogDesk, fact, paste, rows, type_in
from tests.vectors.keys import IMPOSTOR, OTHER, OWN

# --- what is shown ------------------------------------------------------------------------


def test_keys_stand_in_groups_with_their_numbers(dialog: TrustDialog) -> None:
    assert rows(dialog) == {
        "Trusted": [OWN.key_id, PITH.key_id],
        "Seen, not trusted": [OTHER.key_id],
        "Distrusted": [],
    }
    model = dialog.keys.view.model()
    index = dialog.keys.view.currentIndex()
    assert index.data(LINE_ROLE) == f"unknown  {' '.join(public(OTHER).groups[:3])} …"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{OTHER.key_id}, unknown, {' '.join(public(OTHER).groups)}"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Trusted, 2"
    icons = {model.index(0, 0, model.index(row, 0)).data(1).cacheKey() for row in range(2)}
    assert len(icons) == 2


def test_all_that_is_known_of_a_key_is_shown(dialog: TrustDialog) -> None:
    detail = dialog.page.detail
    assert detail.name.text() == OTHER.key_id
    assert detail.sign.word == "unknown"
    assert fact(dialog, "Signs as") == f"{REGISTRY}, ed25519"
    assert fact(dialog, "Came from") == "other.json, inside the document"
    assert fact(dialog, "First met").endswith(" UTC")
    assert fact(dialog, "Public key") == OTHER.raw.hex()
    said = [label.text() for label in detail.findChildren(QLabel)]
    assert any("proves nothing about itself" in text for text in said)


def test_trusted_key_shows_its_fingerprint_and_nothing_that_would_follow(
    dialog: TrustDialog,
) -> None:
    dialog.show_key(PITH.fingerprint)
    assert fact(dialog, "Fingerprint") == " ".join(PITH.groups)
    assert fact(dialog, "Came from") == SHIPPED
    assert fact(dialog, "Signs as") == "pith.science, ed25519"
    assert fact(dialog, "Comparison") == "came with the program, not compared"
    assert not dialog.page.follow.isVisible()
    assert not dialog.page.detail.remark.isVisible()


def test_group_is_no_key(dialog: TrustDialog) -> None:
    view = dialog.keys.view
    view.setCurrentIndex(view.model().index(0, 0))
    assert not dialog.page.isVisible()
    dialog.show_key(OTHER.fingerprint)
    assert dialog.page.isVisible()


def test_known_signer_with_a_new_key_is_warned_of(dialog: TrustDialog) -> None:
    remark = dialog.page.detail.remark
    assert remark.isVisible()
    assert remark.title.text() == f"{REGISTRY} is known to you with other keys"
    assert OWN.key_id in remark.text.text()
    assert "so may somebody who is not that signer" in remark.text.text()
    assert remark.accessibleName().startswith("warn: ")


def test_impostor_is_shown_with_both_fingerprints(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.see(trust, desk.open(trust, IMPOSTOR))
    dialog.show_key(IMPOSTOR.fingerprint)
    remark = dialog.page.detail.remark
    assert remark.title.text() == "This key has the name of a trusted key, but other bytes"
    assert OWN.fingerprint in remark.text.text()
    assert IMPOSTOR.fingerprint in remark.text.text()
    assert remark.accessibleName().startswith("fail: ")


def test_key_that_is_not_listed_yet_is_selected_once_it_is(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    dialog.show_key(IMPOSTOR.fingerprint)
    assert dialog.page.detail.name.text() == OTHER.key_id
    desk.see(trust, desk.open(trust, IMPOSTOR))
    assert (
        dialog.page.compare.fields[0].accessibleName().endswith(" ".join(IMPOSTOR.fingerprint[:4]))
    )


# --- comparing and trusting ---------------------------------------------------------------


def test_key_is_trusted_after_typing_its_whole_fingerprint(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    button, compare = dialog.page.actions_.trust, dialog.page.compare
    compare.fields[0].setFocus()
    for number, digit in enumerate(OTHER.fingerprint):
        assert not button.isEnabled(), f"after {number} digits"
        assert button.toolTip()
        type_in(desk, digit)
    assert compare.summary.word == "All 8 groups are equal, typed in"
    assert button.isEnabled()
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert rows(dialog)["Trusted"] == [OWN.key_id, OTHER.key_id, PITH.key_id]
    assert dialog.page.detail.name.text() == OTHER.key_id, "it stays chosen"
    known = next(known for known in read_store(desk.path) if known.key.raw == OTHER.raw)
    assert (known.standing, known.signers) == (Standing.TRUSTED, (REGISTRY,))
    assert known.comparison.by is ComparedBy.TYPED
    assert fact(dialog, "Comparison") == str(known.comparison.sentence)
    assert not compare.isVisible(), "there is nothing left to compare"
    assert not button.isVisible()
    assert dialog.page.actions_.close_.hasFocus(), "the next button is not *Distrust*"
    assert desk.failures == []


def test_record_says_that_digits_were_pasted(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    compare = dialog.page.compare
    compare.fields[0].setFocus()
    type_in(desk, OTHER.fingerprint[:28])
    paste(desk, compare.fields[7], OTHER.fingerprint[28:])
    assert compare.summary.word == "All 8 groups are equal, pasted"
    compare.fields[7].clear()
    compare.fields[7].setFocus()
    desk.qtbot.keyClick(compare.fields[7], "0")
    desk.qtbot.keyClick(compare.fields[7], Qt.Key.Key_Backspace)
    type_in(desk, OTHER.fingerprint[28:])
    assert compare.summary.word == "All 8 groups are equal, typed in"
    paste(desk, compare.fields[2], OTHER.fingerprint)
    assert compare.compared_by is ComparedBy.TYPED, "nothing was changed by it"
    compare.fields[2].selectAll()
    desk.qtbot.keyClick(compare.fields[2], Qt.Key.Key_Backspace)
    paste(desk, compare.fields[2], OTHER.fingerprint)
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        dialog.page.actions_.trust.click()
    assert fact(dialog, "Comparison").endswith(" UTC, pasted")


@pytest.mark.parametrize("by", [ComparedBy.NOTHING, ComparedBy.SHIPPED])
def test_trusted_key_that_was_not_compared_can_be_compared_later(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog, by: ComparedBy
) -> None:
    key = public(OWN) if by is ComparedBy.NOTHING else PITH
    dialog.show_key(key.fingerprint)
    said = "trusted without a comparison" if by is ComparedBy.NOTHING else "not compared"
    assert said in fact(dialog, "Comparison")
    button = dialog.page.actions_.trust
    assert button.text() == "&Keep this comparison"
    assert not button.isEnabled()
    dialog.page.compare.fields[0].setFocus()
    type_in(desk, key.fingerprint)
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        button.click()
    assert fact(dialog, "Comparison").endswith("typed in")
    assert trust.trusted.standing(key.raw) is Standing.TRUSTED
    assert not dialog.page.compare.isVisible()
    dialog.show_key(OTHER.fingerprint)
    assert button.text() == "&Trust this key"


def test_key_that_was_given_for_this_run_is_not_put_into_the_list_by_comparing_it(
    desk: DialogDesk,
) -> None:
    lent = KnownKey(public(OWN), Standing.TRUSTED, "theirs.json")
    dialog = desk.dialog(desk.list(lent))
    dialog.show_key(OWN.fingerprint)
    assert fact(dialog, "Comparison") == "how it was compared is not known"
    assert not dialog.page.compare.isVisible()
    assert not dialog.page.actions_.trust.isVisible()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (OTHER.fingerprint.replace("a", "\u0430"), "\u0430 (U+0430)"),
        (OTHER.fingerprint.replace("8", "\uff18"), "\uff18 (U+FF18)"),
        ("\u202e" + OTHER.fingerprint[::-1], r"\u202e (U+202E)"),
        (OTHER.fingerprint + "\u0000", r"\u0000 (U+0000)"),
        ("SHA256:" + OTHER.fingerprint, "s (U+0073), h (U+0068)"),
        ("g" * 1_000_000, "g (U+0067)"),
    ],
    ids=["Cyrillic", "full width", "right to left", "null", "words", "long"],
)
def test_what_only_looks_like_a_fingerprint_is_named_and_not_taken(
    desk: DialogDesk, dialog: TrustDialog, text: str, named: str
) -> None:
    compare = dialog.page.compare
    paste(desk, compare.fields[0], text)
    assert [field.text() for field in compare.fields] == [""] * 8
    assert compare.refusal.isVisible()
    assert compare.refusal.text.text().endswith(named)
    desk.qtbot.keyClick(compare.fields[0], OTHER.fingerprint[0])
    assert not compare.refusal.isVisible()


def test_typed_character_that_only_looks_like_a_digit_is_named(
    desk: DialogDesk, dialog: TrustDialog
) -> None:
    compare = dialog.page.compare
    compare.fields[0].setFocus()
    compare.fields[0].insert("\u0430")
    said = [label.text() for label in compare.findChildren(QLabel) if label.isVisible()]
    assert any(text.endswith("\u0430 (U+0430)") for text in said)


def test_digits_that_undo_brings_back_are_not_recorded_as_typed(
    desk: DialogDesk, dialog: TrustDialog
) -> None:
    compare = dialog.page.compare
    paste(desk, compare.fields[0], OTHER.fingerprint)
    for field in compare.fields:
        field.setFocus()
        field.selectAll()
        desk.qtbot.keyClick(field, Qt.Key.Key_Backspace)
        desk.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert compare.summary.word == "All 8 groups are equal, pasted"


def test_paste_of_the_menu_goes_the_same_way(desk: DialogDesk, dialog: TrustDialog) -> None:
    field = dialog.page.compare.fields[0]
    QGuiApplication.clipboard().setText("no fingerprint")
    desk.app.postEvent(
        field,
        QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(4, 4), field.mapToGlobal(QPoint(4, 4))
        ),
    )
    desk.until(lambda: desk.app.activePopupWidget() is not None)
    menu = desk.app.activePopupWidget()
    assert menu is not None
    paste_action = menu.findChild(QAction, "edit-paste")
    assert isinstance(paste_action, QAction)
    paste_action.trigger()
    menu.close()
    assert dialog.page.compare.refusal.isVisible()
    assert field.text() == ""


def test_comparison_says_how_far_it_is(desk: DialogDesk, dialog: TrustDialog) -> None:
    compare = dialog.page.compare
    assert compare.summary.word == "0 of 8 groups equal, 8 still to come"
    compare.fields[0].setFocus()
    type_in(desk, OTHER.fingerprint[:22])
    assert compare.summary.word == "5 of 8 groups equal, 3 still to come"
    assert [field.accessibleDescription() for field in compare.fields] == ["equal"] * 5 + [
        "still to come"
    ] * 3
    assert compare.fields[5].hasFocus()
    wrong = "1" if OTHER.fingerprint[22] == "0" else "0"
    type_in(desk, wrong)
    assert compare.summary.word == "5 of 8 groups equal, 1 different"
    assert compare.fields[5].accessibleDescription() == "differs"
    assert not dialog.page.actions_.trust.isEnabled()
    desk.qtbot.keyClick(compare.fields[5], Qt.Key.Key_Backspace)
    assert compare.summary.word == "5 of 8 groups equal, 3 still to come"


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.upper,
        lambda text: ":".join(text[at : at + 2] for at in range(0, 32, 2)),
        lambda text: "  " + " ".join(text[at : at + 4] for at in range(0, 32, 4)).upper() + "\n",
        "\u00a0".join,
    ],
    ids=["plain", "capitals", "colons", "groups", "no-break spaces"],
)
def test_whole_fingerprint_is_pasted_in_any_spelling(
    desk: DialogDesk, dialog: TrustDialog, spell: Callable[[str], str]
) -> None:
    paste(desk, dialog.page.compare.fields[3], spell(OTHER.fingerprint))
    assert [field.text() for field in dialog.page.compare.fields] == list(public(OTHER).groups)
    assert dialog.page.actions_.trust.isEnabled()


@pytest.mark.parametrize("text", [OWN.fingerprint, OTHER.fingerprint + "0", "x" * 100_000, ""])
def test_pasting_something_else_trusts_nothing(
    desk: DialogDesk, dialog: TrustDialog, text: str
) -> None:
    paste(desk, dialog.page.compare.fields[0], text)
    assert not dialog.page.actions_.trust.isEnabled()
    assert not dialog.page.compare.is_equal


def test_arrows_and_backspace_lead_from_field_to_field(
    desk: DialogDesk, dialog: TrustDialog
) -> None:
    fields = dialog.page.compare.fields
    paste(desk, fields[0], OTHER.fingerprint[:8])
    fields[2].setFocus()
    desk.qtbot.keyClick(fields[2], Qt.Key.Key_Backspace)
    assert fields[1].hasFocus()
    assert fields[1].cursorPosition() == 4
    desk.qtbot.keyClick(fields[1], Qt.Key.Key_Right)
    assert fields[2].hasFocus()
    desk.qtbot.keyClick(fields[2], Qt.Key.Key_Left)
    assert fields[1].hasFocus()
    fields[0].setFocus()
    fields[0].setCursorPosition(0)
    desk.qtbot.keyClick(fields[0], Qt.Key.Key_Left)
    assert fields[0].hasFocus()


def test_another_key_is_compared_again(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.see(trust, desk.open(trust, IMPOSTOR))
    paste(desk, dialog.page.compare.fields[0], OTHER.fingerprint)
    assert dialog.page.actions_.trust.isEnabled()
    dialog.show_key(IMPOSTOR.fingerprint)
    assert not dialog.page.actions_.trust.isEnabled()
    assert [field.text() for field in dialog.page.compare.fields] == [""] * 8
    dialog.show_key(OTHER.fingerprint)
    assert not dialog.page.actions_.trust.isEnabled()


def test_comparison_goes_on_while_another_program_changes_the_list(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    paste(desk, dialog.page.compare.fields[0], OTHER.fingerprint[:20])
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        code = (
            "import sys; from pathlib import Path\n"
            "from inspector.jobs.trust_store import forget\n"
            "from inspector.verify.trust import PublicKey\n"
            "forget([PublicKey.of('', bytes.fromhex(sys.argv[1]))], Path(sys.argv[2]))"
        )
        arguments = [sys.executable, "-c", code, OWN.raw.hex(), str(desk.path)]
        subprocess.run(arguments, check=True, timeout=300)
    assert rows(dialog)["Trusted"] == [PITH.key_id]
    assert dialog.page.compare.summary.word == "5 of 8 groups equal, 3 still to come"
    assert not dialog.page.detail.remark.isVisible(), "nobody else is known for the registry"


def test_shipped_key_that_was_forgotten_is_compared_too(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        forget([PITH], desk.path)
    dialog.show_key(PITH.fingerprint)
    actions = dialog.page.actions_
    assert not actions.trust.isEnabled()
    assert not actions.forget.isVisible(), "it is forgotten already"
    paste(desk, dialog.page.compare.fields[0], PITH.fingerprint)
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        actions.trust.click()
    assert trust.trusted.standing(PITH.raw) is Standing.TRUSTED


def test_enter_in_the_list_leads_to_the_comparison(desk: DialogDesk, dialog: TrustDialog) -> None:
    desk.qtbot.keyClick(dialog.keys.view, Qt.Key.Key_Return)
    assert dialog.page.compare.fields[0].hasFocus()
    desk.qtbot.keyClick(dialog.page.compare.fields[0], Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter decides nothing"
    assert dialog.page.actions_.asked is None
