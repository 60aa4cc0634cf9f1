"""What the window says unasked of the list of keys and of key files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.widgets.notices import Notice
from inspector.jobs.given_key_files import read_key_file
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, Desk

WAIT = 120_000
VECTORS = Path(__file__).parents[1] / "vectors"


def until(desk: Desk, holds: Callable[[], bool]) -> None:
    desk.qtbot.waitUntil(holds, timeout=WAIT)


def notices(window: object) -> list[str]:
    shown = window.findChildren(Notice)  # type: ignore[attr-defined]
    return [notice.accessibleName() for notice in shown if notice.isVisible()]


def test_list_that_cannot_be_read_is_told_and_nothing_is_verified(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "settings" / "keys.json"
    path.mkdir(parents=True)
    desk.session = desk.session._replace(trust=TrustedKeys())  # as the command line hands it over
    window = desk.window(BUNDLE, key_list=path)
    until(desk, lambda: len(notices(window)) == 1)
    (told,) = notices(window)
    assert "The list of keys cannot be read" in told
    assert "no key is trusted, so nothing is verified" in told
    assert str(path) in told
    path.rmdir()
    until(desk, lambda: not notices(window))


def test_notice_that_was_hidden_may_come_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "settings" / "keys.json"
    path.mkdir(parents=True)
    window = desk.window(BUNDLE, key_list=path)
    until(desk, lambda: len(notices(window)) == 1)
    window.findChildren(Notice)[-1].button.click()
    until(desk, lambda: not notices(window))
    path.rmdir()
    until(desk, lambda: window.keys_commands.keys.problem is None)
    path.write_bytes(b"damaged")
    until(desk, lambda: len(notices(window)) == 1)


def test_document_that_is_its_own_trust_is_said_so(desk: Desk, tmp_path: Path) -> None:
    desk.session = desk.session._replace(key_files=(read_key_file(BUNDLE),))
    window = desk.window()
    window.open_commands.open_sources([BUNDLE])
    until(desk, lambda: "is given as its own trust" in window.status.note)


def test_compare_fingerprint_opens_the_keys_at_that_key(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(str(VECTORS / "unknown-key.json"), key_list=tmp_path / "keys.json")
    checked = window.inspections.inspection.checked
    (signer,) = checked.signers
    window.keys_commands.compare_fingerprint(signer.fingerprint)
    shown = window.findChild(TrustDialog)

    def is_there() -> bool:
        known = shown.keys.view.current
        return known is not None and known.key.fingerprint == signer.fingerprint

    until(desk, is_there)
    assert shown.isVisible()


def test_a_key_is_seen_whole_as_soon_as_the_list_is_opened(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(BUNDLE, key_list=tmp_path / "keys.json")
    window.actions_["trusted_keys"].trigger()
    views: list[QPlainTextEdit] = []

    def is_shown() -> bool:
        dialog = window.keys_commands._dialog
        views[:] = dialog.page.detail.findChildren(QPlainTextEdit)
        return any(view.accessibleName().startswith("Public key") for view in views)

    desk.qtbot.waitUntil(is_shown)
    desk.rest(window)
    for _ in range(3):
        desk.app.processEvents()
    for view in views:
        desk.qtbot.waitUntil(lambda view=view: view.verticalScrollBar().maximum() == 0)  # type: ignore[misc]
