"""Editing the list of volatile fields."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from inspector.compare.volatile import DEFAULT
from inspector.gui.compare.view import VolatileDialog
from tests.gui.compare.shelf import Shelf, spoken

_BUTTON = QDialogButtonBox.StandardButton


class Editing:
    """The dialog, and the lists that it reported."""

    def __init__(self, shelf: Shelf, names: tuple[str, ...]) -> None:
        self.qtbot = shelf.qtbot
        theme = shelf.theme()
        window = shelf.show(theme, QWidget(), 900)
        self.dialog = VolatileDialog(theme, names, DEFAULT, window)
        self.said: list[tuple[str, ...]] = []
        self.dialog.changed.connect(self.said.append)
        self.dialog.show()
        self.dialog.activateWindow()
        self.qtbot.waitUntil(self.dialog.isActiveWindow)

    def press(self, button: QDialogButtonBox.StandardButton) -> None:
        self.qtbot.mouseClick(self.dialog.buttons.button(button), Qt.MouseButton.LeftButton)


def test_it_shows_the_names_one_a_line(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at", "built_at"))
    assert editing.dialog.field.toPlainText() == "signed_at\nbuilt_at"
    assert editing.dialog.names == ("signed_at", "built_at")


def test_another_list_is_said_once_it_is_accepted(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at",))
    editing.dialog.field.setPlainText("  signed_at \n\n a b\nsigned_at\n\tmember\n")
    assert editing.said == []
    editing.press(_BUTTON.Ok)
    assert editing.said == [("signed_at", "a b", "member")]
    assert not editing.dialog.isVisible()


def test_an_empty_list_is_one(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at",))
    editing.dialog.field.clear()
    editing.press(_BUTTON.Ok)
    assert editing.said == [()]


def test_the_same_list_and_a_cancelled_one_are_not_said(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at",))
    editing.dialog.field.setPlainText("\nsigned_at\n")
    editing.press(_BUTTON.Ok)
    editing = Editing(shelf, ("signed_at",))
    editing.dialog.field.setPlainText("other")
    editing.press(_BUTTON.Cancel)
    assert editing.said == []
    assert not editing.dialog.isVisible()


def test_the_defaults_are_put_back_and_can_still_be_cancelled(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at",))
    editing.press(_BUTTON.RestoreDefaults)
    assert editing.dialog.names == DEFAULT
    assert editing.dialog.isVisible()
    editing.press(_BUTTON.Ok)
    assert editing.said == [DEFAULT]


def test_what_hiding_does_is_said_and_every_control_has_a_name(shelf: Shelf) -> None:
    dialog = Editing(shelf, ()).dialog
    assert any("Hidden differences still count" in text for text in spoken(dialog))
    assert dialog.field.accessibleName() == "Volatile fields, one name a line"


def test_tab_leaves_the_field(shelf: Shelf) -> None:
    editing = Editing(shelf, ("signed_at",))
    editing.dialog.field.setFocus()
    editing.qtbot.keyClick(editing.dialog.field, Qt.Key.Key_Tab)
    assert not editing.dialog.field.hasFocus()
    assert editing.dialog.field.toPlainText() == "signed_at"
