"""Shows one widget of the comparison in its own window, at any width and font size."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets.text import ElidedLabel

HOSTILE = '<b>x</b><img src="file:///etc/passwd"> & \u202egpj.exe\u200b \x07'
HIDDEN = "\u202e\u200b\x07"
_HEIGHT = 900


class Shelf:
    """Shows widgets, and restores the fonts afterwards."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.qtbot = qtbot
        self._app = app
        self._font = QFont(app.font())
        self._windows: list[QWidget] = []

    def theme(self, fonts: int = 1) -> Theme:
        """The theme of a system whose fonts are ``fonts`` times as large as usual."""
        font = QFont(self._font)
        font.setPixelSize(13 * fonts)
        self._app.setFont(font)
        return Theme(self._app, Scheme.LIGHT, blue_orange=False)

    def show(self, theme: Theme, part: QWidget, width: int, height: int = 0) -> QWidget:
        """The window with ``part``; without a ``height``, above empty space."""
        window = QWidget()
        window.setStyleSheet(theme.sheet)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
        if not height:
            column.addStretch()
        self._windows.append(window)
        window.resize(width, height or _HEIGHT)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.settle()
        return window

    def settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()

    def close(self) -> None:
        for window in self._windows:
            window.close()
            window.deleteLater()
        self._app.setFont(self._font)
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._app.processEvents()


def cut_off(part: QWidget) -> list[str]:
    """The visible texts that have too little space, or are outside of ``part``."""
    return [_text(one) for one in _texts(part) if _is_cut(one) or _is_outside(one, part)]


def spoken(part: QWidget) -> list[str]:
    """Every visible text, and every accessible name."""
    parts = [part, *part.findChildren(QWidget)]
    names = [one.accessibleName() for one in parts if one.isVisibleTo(part)]
    return [*names, *(_text(one) for one in _texts(part))]


def _texts(part: QWidget) -> Iterator[Any]:
    for kind in (QLabel, QAbstractButton):
        for one in part.findChildren(kind):
            if one.isVisibleTo(part) and _text(one):
                yield one


def _text(one: Any) -> str:
    return str(one.text())


def _is_cut(one: Any) -> bool:
    if isinstance(one, ElidedLabel):
        return one.height() < one.fontMetrics().height()
    if isinstance(one, QLabel) and one.wordWrap():
        return one.height() < one.heightForWidth(one.width())
    needed = one.minimumSizeHint()
    return bool(one.width() < needed.width() or one.height() < needed.height())


def _is_outside(one: QWidget, part: QWidget) -> bool:
    place = one.rect().translated(one.mapTo(part, one.rect().topLeft()))
    return not part.rect().contains(place)
