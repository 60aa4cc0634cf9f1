"""Helpers for the dialog of keys: opening it, filling it in, reading it."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.keys.trust_list import TrustList
from inspector.gui.theme.theme import Scheme, Theme
from inspector.jobs.trust_store import shipped_keys
from tests.gui.keys.desk import TrustDesk

PITH = shipped_keys()[0].key


class DialogDesk(TrustDesk):
    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.app = app
        self.font = QFont(app.font())
        self.dialogs: list[TrustDialog] = []
        self.theme = Theme(app, Scheme.LIGHT, blue_orange=False)
        self.window = QWidget()
        self.window.setStyleSheet(self.theme.sheet)
        self.window.show()
        qtbot.addWidget(self.window)

    def dialog(self, trust: TrustList) -> TrustDialog:
        made = TrustDialog(self.theme, trust, lambda: self.documents, self.window)
        self.dialogs.append(made)
        made.show()
        made.activateWindow()
        self.until(made.isActiveWindow)
        return made

    def enlarge(self, factor: int) -> None:
        """The fonts of a user with low vision."""
        large = QFont(self.font)
        large.setPixelSize(13 * factor)
        self.app.setFont(large)
        self.theme = Theme(self.app, Scheme.LIGHT, blue_orange=False)
        self.window.setStyleSheet(self.theme.sheet)

    def close(self) -> None:
        for dialog in self.dialogs:
            dialog.close()
            dialog.deleteLater()
        self.dialogs.clear()
        super().close()
        self.app.setFont(self.font)
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.app.processEvents()


def rows(dialog: TrustDialog) -> dict[str, list[str]]:
    """The names in each group of the list."""
    model = dialog.keys.view.model()
    found = {}
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        names = [model.index(at, 0, group).data() for at in range(model.rowCount(group))]
        assert group.data(COUNT_ROLE) == len(names)
        found[group.data()] = names
    return found


def type_in(desk: DialogDesk, digits: str) -> None:
    """Type into the widget with the focus, as a user does."""
    for digit in digits:
        field = desk.app.focusWidget()
        assert field is not None
        desk.qtbot.keyClick(field, digit)


def paste(desk: DialogDesk, field: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    desk.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def fact(dialog: TrustDialog, name: str) -> str:
    """The detail's value beside this name; "" if there is none."""
    beginning = f"{name}: "
    for view in dialog.page.detail.findChildren(QPlainTextEdit):
        if view.accessibleName().startswith(beginning):
            return view.toPlainText()
    return ""


def follows(desk: DialogDesk, dialog: TrustDialog) -> list[str]:
    """The preview: the sentence, then one line per document."""
    follow = dialog.page.follow
    desk.until(lambda: not follow.sentence.text().startswith("Looking"))
    spoken = [child.accessibleName() for child in follow.findChildren(QWidget)]
    return [follow.accessibleName(), *(line for line in spoken if "→" in line)]
