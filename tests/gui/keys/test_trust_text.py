"""Hostile names in the dialog of keys; all text can be read and reached."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from inspector.gui.document import key_text
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.keys.key_model import GROUPS
from inspector.gui.keys.trust_list import TrustList
from inspector.gui.theme.theme import Scheme
from inspector.jobs.trust_store import note_seen
from inspector.verify.keys import SeenKey
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import public
from tests.gui.keys.desk import REGISTRY, WAIT
from tests.gui.keys.dialog_desk import PITH, DialogDesk, fact, follows, paste
from tests.vectors.keys import OTHER, OWN

NAME = "<b>x</b>&amp;\u202e\u200b" + "W" * 150
SIGNER = "<i>pith.science</i>\u2066" + "Q" * 150


# --- hostile text, keyboard, fonts --------------------------------------------------------


@pytest.fixture
def hostile(desk: DialogDesk) -> TrustDialog:
    key = PublicKey.of(NAME, OTHER.raw)
    note_seen([SeenKey(key, (SIGNER,))], "<a href=x>y</a>\u202e.json, inside the bundle", desk.path)
    mine = PublicKey.of("mine<b>\u202e" + "M" * 150, OWN.raw)
    note_seen([SeenKey(mine, (SIGNER,))], "", desk.path)
    trust = desk.list()
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        trust.trust(mine, "")
    dialog = desk.dialog(trust)
    dialog.show_key(OTHER.fingerprint)
    return dialog


def texts(dialog: TrustDialog) -> Iterator[str]:
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text(), label.text()
        yield from (label.text(), label.accessibleName())
    for view in dialog.findChildren(QPlainTextEdit):
        yield from (view.toPlainText(), view.accessibleName())
    model = dialog.keys.view.model()
    for row in range(len(GROUPS)):
        group = model.index(row, 0)
        for at in range(model.rowCount(group)):
            index = model.index(at, 0, group)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield index.data(role)


def test_hostile_text_stays_plain_and_visible(hostile: TrustDialog) -> None:
    found = list(texts(hostile))
    assert not any(character in text for text in found for character in "\u202e\u200b\u2066")
    assert any("\\u202e" in text for text in found)
    tips = [widget.toolTip() for widget in hostile.findChildren(QWidget)]
    index = hostile.keys.view.currentIndex()
    assert all("<b>" not in tip for tip in (*tips, index.data(Qt.ItemDataRole.ToolTipRole)))
    name = fact(hostile, "Name")
    assert name.startswith("“")
    assert name.endswith("W" * 150 + "”"), "all of it is in the detail"
    assert SIGNER[-150:] in fact(hostile, "Signs as")
    assert hostile.page.detail.remark.isVisible()
    hostile.page.actions_.forget.click()
    assert "\u202e" not in hostile.page.actions_.question.text()


@pytest.mark.parametrize(
    ("factor", "size"), [(1, (620, 500)), (1, (1_000, 720)), (2, (1_300, 900))]
)
def test_no_text_is_cut(
    desk: DialogDesk, request: pytest.FixtureRequest, factor: int, size: tuple[int, int]
) -> None:
    desk.enlarge(factor)
    hostile: TrustDialog = request.getfixturevalue("hostile")
    hostile.resize(*size)
    paste(desk, hostile.page.compare.fields[0], OWN.fingerprint)
    desk.rest()
    # Texts that wrap know their height only after the page has its width.
    desk.qtbot.waitUntil(lambda: _all_is_seen_of(hostile), timeout=WAIT)


def _all_is_seen_of(dialog: TrustDialog) -> None:
    for view in dialog.page.detail.findChildren(QPlainTextEdit):
        assert view.verticalScrollBar().maximum() == 0, view.accessibleName()
    for button in (*dialog.page.actions_.findChildren(QWidget), *dialog.page.compare.fields):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width()
            assert button.height() >= button.minimumSizeHint().height() - 2
    for field in dialog.page.compare.fields:
        assert field.fontMetrics().horizontalAdvance("0000") < field.width() - 8
    for label in dialog.page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_everything_is_reached_by_the_keyboard(desk: DialogDesk, dialog: TrustDialog) -> None:
    paste(desk, dialog.page.compare.fields[0], OTHER.fingerprint)
    seen: set[QWidget] = set()
    for _ in range(40):
        desk.qtbot.keyClick(desk.app.focusWidget(), Qt.Key.Key_Tab)
        focused = desk.app.focusWidget()
        assert focused is not None
        seen.add(focused)
    actions = dialog.page.actions_
    wanted = {dialog.keys.view, dialog.keys.import_button, *dialog.page.compare.fields}
    wanted |= {actions.trust, actions.distrust, actions.forget, actions.copy, actions.close_}
    assert wanted <= seen
    for widget in seen:
        name = widget.accessibleName() or getattr(widget, "text", str)()
        assert name, widget


def test_colours_change_while_it_is_open(desk: DialogDesk, dialog: TrustDialog) -> None:
    light = dialog.grab().toImage()
    for scheme, blue_orange in ((Scheme.DARK, False), (Scheme.DARK, True), (Scheme.LIGHT, False)):
        desk.theme.choose(scheme, blue_orange=blue_orange)
        desk.window.setStyleSheet(desk.theme.sheet)
        shown = dialog.grab().toImage()
        assert (shown.pixelColor(5, 300) == light.pixelColor(5, 300)) == (scheme is Scheme.LIGHT)


def test_what_is_said_of_a_key_never_calls_it_safe() -> None:
    said = [key_text.explanation(standing) for standing in Standing]
    assert not any(word in text.lower() for text in said for word in ("safe", "valid", "secure"))


@pytest.mark.parametrize(
    ("since", "shown"),
    [
        ("2026-11-21T02:57:09Z", "2026-11-21 02:57 UTC"),
        ("2026-11-21T02:57:09+02:00", "2026-11-21 00:57 UTC"),
        ("", ""),
        ("yesterday\u202e", "yesterday\\u202e"),
        ("0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+23:59"),
    ],
)
def test_dates_of_the_list(since: str, shown: str) -> None:
    assert key_text.first_met(KnownKey(PITH, Standing.TRUSTED, "", since)) == shown


def test_more_keys_than_a_sentence_holds_are_counted() -> None:
    keys = [PublicKey.of(f"key-{number}", bytes([number]) * 32) for number in range(5)]
    trusted = TrustedKeys(
        tuple(KnownKey(key, Standing.TRUSTED, "", signers=(REGISTRY,)) for key in keys)
    )
    known = KnownKey(public(OTHER), Standing.UNKNOWN, "", signers=("nobody", REGISTRY))
    odd = key_text.oddity(known, trusted)
    assert odd is not None
    assert "key-0, key-1, key-2 and 2 more" in odd.text
    assert key_text.oddity(known._replace(signers=("nobody",)), trusted) is None


def test_document_row_names_a_hostile_file_plainly(
    desk: DialogDesk, trust: TrustList, dialog: TrustDialog
) -> None:
    desk.documents.clear()
    desk.open(trust, OTHER, "<b>\u202e" + "n" * 150 + ".json")
    dialog.documents_changed()
    (_, line) = follows(desk, dialog)
    assert line.startswith("<b>\\u202ennn")
