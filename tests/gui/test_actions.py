"""The table of commands."""

from collections import Counter

from inspector.gui.actions import TABLE, shortcuts
from tests.gui.conftest import BUNDLE, Desk


def test_no_shortcut_has_two_commands() -> None:
    keys = Counter(spec.keys for spec in TABLE if spec.keys)
    assert max(keys.values()) == 1
    assert len(shortcuts()) == len(keys)


def test_no_menu_has_a_mnemonic_twice() -> None:
    marks = Counter(
        (spec.menu, spec.text[spec.text.index("&") + 1].lower())
        for spec in TABLE
        if "&" in spec.text
    )
    assert max(marks.values()) == 1


def test_commands_are_enabled_when_they_make_sense(desk: Desk) -> None:
    window = desk.window()

    def enabled(id_: str) -> bool:
        return bool(window.actions_[id_].isEnabled())

    assert enabled("open_file")
    assert not any(map(enabled, ("reload", "copy_value", "find", "next_finding")))
    desk.open(window, BUNDLE)
    assert all(map(enabled, ("reload", "find", "next_finding", "only_problems")))
    assert enabled("copy_value")  # the whole document is selected
    window.current.inspection.selection.select_group(0)
    assert not enabled("copy_value")


def test_dialogs_open_and_close(desk: Desk) -> None:
    window = desk.window()
    for id_ in ("open_file", "open_address", "about"):
        window.actions_[id_].trigger()
        desk.app.processEvents()
        dialog = desk.app.activeModalWidget()
        assert dialog is not None, id_
        dialog.close()
        desk.app.processEvents()
