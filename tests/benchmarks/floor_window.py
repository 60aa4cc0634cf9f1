"""The floor of window_start: about as many widgets of each kind as the program's first picture
has, by hand, with static text and no engine; prints the clock once they are painted.
"""

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

_MENUS = ("File", "Edit", "View", "Go", "Document", "Compare", "Keys", "Help")
_COMMANDS = 7
_ROWS, _ROWS_BELOW = 12, 4
_FACTS = 26


class _Floor(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        for name in _MENUS:
            menu = self.menuBar().addMenu(name)
            for number in range(_COMMANDS):
                action = menu.addAction(f"{name} command {number}")
                if number == 0:
                    action.setShortcut(QKeySequence(f"Ctrl+Shift+{name[0]}"))
        views = QTabBar()
        tabs = QTabBar()
        for name in ("Inspect", "Coverage", "Timeline"):
            views.addTab(name)
        tabs.addTab("bundle-1711.04623.json")
        pages = QSplitter(Qt.Orientation.Vertical)
        upper = QSplitter()
        upper.addWidget(_column(_strip(QLineEdit(), *_buttons(3)), _tree(3)))
        upper.addWidget(_detail())
        pages.addWidget(upper)
        pages.addWidget(_column(_strip(QLineEdit(), *_buttons(5)), _tree(4)))
        stack = QStackedWidget()
        stack.addWidget(_column(_banner(), _strip(views), pages))
        self.setCentralWidget(_column(_strip(tabs, *_buttons(4)), stack, _strip(*_signs(4))))
        self.setStyleSheet("QLabel { padding: 1px; } QPushButton { padding: 3px 8px; }")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._done)

    def _done(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.exit(0)


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def _strip(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def _signs(count: int) -> list[QWidget]:
    """An icon's place and a word each."""
    return [_strip(QLabel(), QLabel(f"{number} passed")) for number in range(count)]


def _buttons(count: int) -> list[QWidget]:
    return [QPushButton(f"Button {n}") if n % 2 else QToolButton() for n in range(count)]


def _banner() -> QWidget:
    lines = [QLabel(f"A line of the banner, {number}") for number in range(6)]
    return _strip(_column(*_signs(2)), _column(*lines), *_buttons(2))


def _tree(columns: int) -> QTreeView:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels([f"Column {number}" for number in range(columns)])
    for row in range(_ROWS):
        items = [QStandardItem(f"Item {row}, {column}") for column in range(columns)]
        for below in range(_ROWS_BELOW):
            items[0].appendRow([QStandardItem(f"{below}, {column}") for column in range(columns)])
        model.appendRow(items)
    tree = QTreeView()
    model.setParent(tree)
    tree.setModel(model)
    tree.setUniformRowHeights(True)
    tree.expand(model.index(0, 0))
    return tree


def _detail() -> QScrollArea:
    facts = [
        _strip(QLabel(), _column(QLabel(f"Fact {n}"), QLabel("What is said of it at length")))
        for n in range(_FACTS)
    ]
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(_column(*facts, *_buttons(6)))
    return area


app = QApplication(sys.argv[:1])
app.setStyle("fusion")
window = _Floor()
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
