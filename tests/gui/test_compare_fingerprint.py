"""Everything that mentions an unknown key leads to comparing its fingerprint."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from inspector.gui.document import signers
from inspector.gui.keys.dialog import TrustDialog
from inspector.jobs.trust_store import read_list
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.gui.conftest import BUNDLE, Desk
from tests.vectors.builder import FOLDER
from tests.vectors.keys import OTHER, OWN

UNKNOWN = str(FOLDER / "unknown-key.json")


@pytest.fixture
def window(desk: Desk, tmp_path: Path) -> Any:
    made = desk.window(UNKNOWN, key_list=tmp_path / "keys.json")
    made.activateWindow()
    desk.qtbot.waitUntil(made.isActiveWindow)
    desk.qtbot.waitUntil(made.current.banner.compare_key.isVisible)
    desk.rest(made)  # verified again by the list that was read meanwhile
    return made


def is_compared(desk: Desk, window: Any, fingerprint: str) -> None:
    """Wait until the dialog is at this key, with the focus in its comparison."""
    desk.qtbot.waitUntil(lambda: window.findChild(TrustDialog) is not None)
    page = window.findChild(TrustDialog).page
    desk.qtbot.waitUntil(page.compare.fields[0].hasFocus)
    digits = " ".join(fingerprint[:4])
    assert page.compare.fields[0].accessibleName().endswith(digits)


def test_the_banner_leads_to_the_comparison_of_the_key(desk: Desk, window: Any) -> None:
    button = window.current.banner.compare_key
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    is_compared(desk, window, OTHER.fingerprint)


def test_a_trusted_key_is_not_offered_for_comparison(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(BUNDLE, key_list=tmp_path / "keys.json")
    assert not window.current.banner.compare_key.isVisible()
    assert not window.actions_["compare_fingerprint"].isEnabled()


def test_the_button_below_the_finding_leads_to_the_comparison_and_the_finding_does_not(
    desk: Desk, window: Any
) -> None:
    overview = window.current.document_page.detail.overview
    row = next(row for row in overview.rows if row.row.action is not None)
    said = row.row.action.text
    assert said == "Compare fingerprint…"
    row.click()
    assert window.current.inspection.selection.pointer == "/public_keys/0"
    desk.rest(window)
    assert window.findChild(TrustDialog) is None
    window.actions_["overview"].trigger()
    buttons = overview.findChildren(QPushButton)
    next(one for one in buttons if one.text() == said).click()
    is_compared(desk, window, OTHER.fingerprint)


@pytest.mark.parametrize("pointer", ["/public_keys/0/key_id", "/bundle_signature/signature_b64"])
def test_the_menu_of_a_key_and_of_its_signature_leads_to_the_comparison(
    desk: Desk, window: Any, pointer: str
) -> None:
    window.current.select_pointer(pointer)
    window._on_menu_wanted(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().endswith("Compare fingerprint…"))
    action.trigger()
    menu.close()
    is_compared(desk, window, OTHER.fingerprint)


def test_the_menu_of_what_no_key_signed_offers_no_comparison(desk: Desk, window: Any) -> None:
    checked = window.current.inspection.checked
    assert signers.unknown_at(checked.report, checked.trust, "/pith_number") == ""


def test_no_key_of_the_list_is_said_not_to_be_in_it(desk: Desk, window: Any) -> None:
    checked = window.current.inspection.checked
    assert signers.unknown_at(checked.report, checked.trust, "/public_keys/0") == OTHER.fingerprint
    for standing in (Standing.TRUSTED, Standing.DISTRUSTED):
        listed = TrustedKeys((KnownKey(PublicKey.of("another name", OTHER.raw), standing, ""),))
        assert signers.unknown_at(checked.report, listed, "/public_keys/0") == ""


def test_a_key_that_signed_nothing_is_listed_when_it_is_to_be_compared(
    desk: Desk, tmp_path: Path, altered: Any
) -> None:
    entry = {"key_id": OWN.key_id, "algorithm": "ed25519", "public_key_hex": OWN.raw.hex()}
    source = altered(lambda value: value["public_keys"].append(entry))
    keys = tmp_path / "keys.json"
    window = desk.window(source, key_list=keys)
    window.keys_commands.compare_fingerprint(OWN.fingerprint)
    is_compared(desk, window, OWN.fingerprint)
    assert read_list(keys).trust.standing(OWN.raw) is Standing.UNKNOWN
    assert PublicKey.of(OWN.key_id, OWN.raw) in [one.key for one in read_list(keys).entries]
