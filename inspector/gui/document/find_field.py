"""Text fields that search while the user types: Enter goes to the next match, Escape clears."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from inspector.gui.document import find
from inspector.gui.document.find import Scope
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme

_SEARCH_AFTER = 200
"""Milliseconds."""


class StepField(QLineEdit):
    """Reports the text once typing pauses; Enter goes to the next match, Shift+Enter back."""

    searched = Signal(str)
    stepped = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_enter(self, *, forward: bool) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.searched.emit(self.text())
        else:
            self.stepped.emit(forward)


class FindField(StepField):
    """The find field of the tree. Its menu inserts a scope into the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(self.tr("Find text, name or pointer"))
        self.setAccessibleName(self.tr("Find in the document"))
        lead = QLineEdit.ActionPosition.LeadingPosition
        self._sign = self.addAction(theme.icon("search", ColourRole.MUTED), lead)
        self._opener = self.addAction(theme.icon("open", ColourRole.MUTED), lead)
        for action in (self._sign, self._opener):
            action.setText(self.tr("Choose where to look"))
            action.triggered.connect(self.open_menu)
        theme.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def open_menu(self) -> None:
        """Show the scopes; the chosen one is inserted at the beginning of the text."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu(self) -> QMenu:
        """The scopes, the current one marked, and the kinds of result."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        current = find.parse(self.text()).scope
        names = {
            Scope.EVERYTHING: self.tr("Names and values"),
            Scope.NAMES: self.tr("Names"),
            Scope.VALUES: self.tr("Values"),
            Scope.POINTER: self.tr("JSON Pointer"),
        }
        for scope, name in names.items():
            # Text after a tab is right-aligned, where other menus have shortcuts.
            action = menu.addAction(f"{name}\t{find.prefix_of(scope)}")
            action.setCheckable(True)
            action.setChecked(scope is current)
            action.triggered.connect(partial(self._rescope, scope))
            group.addAction(action)
        self._add_results(menu.addMenu(self.tr("Result")))
        return menu

    def _add_results(self, menu: QMenu) -> None:
        for outcome in find.outcomes():
            text = find.prefix_of(Scope.RESULT) + outcome.sign.word
            action = menu.addAction(f"{outcome.sign.word}\t{text}")
            action.setIcon(self._theme.icon(outcome.sign.icon, outcome.sign.tone))
            action.triggered.connect(partial(self._write, text))

    def _rescope(self, scope: Scope) -> None:
        self._write(find.rescoped(self.text(), scope))

    def _write(self, text: str) -> None:
        self.setText(text)
        self.setFocus()

    def _on_theme_changed(self) -> None:
        self._sign.setIcon(self._theme.icon("search", ColourRole.MUTED))
        self._opener.setIcon(self._theme.icon("open", ColourRole.MUTED))
