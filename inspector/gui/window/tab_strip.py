"""The line of document tabs, each with its verdict's sign, and the three views of a document."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from inspector.gui.document.tab_text import TabText
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import clip, for_menu, tooltip

_HEIGHT = 36
_CHIP_HEIGHT = 26
_RIGHT = QTabBar.ButtonPosition.RightSide


class TabStrip(QWidget):
    """Shows which documents are open. It keeps no list: whoever owns it tells every change."""

    chosen = Signal(int)
    closed = Signal(int)
    moved = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bar = QTabBar()
        self.add = _IconButton(theme, "add", self.tr("New tab"), ColourRole.ACCENT)
        self.views: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._build()

    # --- what changed: told by whoever owns the list, so nobody is told back ----------------

    def add_tab(self) -> None:
        with QSignalBlocker(self.bar):
            self.bar.addTab("")
        self._give_close_button(self.bar.count() - 1)

    def show_tab(self, place: int, text: TabText) -> None:
        """The name and all of what is spoken are text of a file name or a document."""
        shown = f"{text.name} · {text.mark}" if text.mark else text.name
        self.bar.setTabText(place, for_menu(shown))
        self.bar.setTabToolTip(place, tooltip(shown))
        self.bar.setAccessibleTabName(place, clip(text.spoken))
        icon, tone = (text.sign.icon, text.sign.tone) if text.sign else ("file", ColourRole.MUTED)
        self.bar.setTabIcon(place, self._theme.icon(icon, tone))
        self.bar.updateGeometry()

    def choose(self, place: int) -> None:
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(place)

    def remove(self, place: int) -> None:
        with QSignalBlocker(self.bar):
            self.bar.removeTab(place)

    def offer_views(self, actions: list[QAction]) -> None:
        """A chip for each of the views of a document."""
        for action in actions:
            chip = QPushButton(action.text().replace("&", ""))
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setFixedHeight(self._theme.pixels(_CHIP_HEIGHT))
            chip.setChecked(action.isChecked())
            chip.setEnabled(action.isEnabled())
            chip.clicked.connect(action.trigger)
            action.toggled.connect(chip.setChecked)
            action.enabledChanged.connect(chip.setEnabled)
            self._group.addButton(chip)
            self._row.addWidget(chip)
            self.views.append(chip)

    def show_views(self, shown: bool) -> None:
        """Show the chips, or hide them for a tab that has no such views."""
        for chip in self.views:
            chip.setVisible(shown)

    def offer_commands(self, actions: dict[str, QAction]) -> None:
        """A button for each command, under the name of its icon."""
        for icon, action in actions.items():
            button = _IconButton(
                self._theme, icon, action.text().replace("&", ""), ColourRole.ACCENT
            )
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setEnabled(action.isEnabled())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self._row.addWidget(button)

    def _build(self) -> None:
        self.bar.setObjectName("documents")
        self.bar.setMovable(True)
        self.bar.setTabsClosable(True)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        self.bar.setAccessibleName(self.tr("Open documents"))
        # Tabs give way before the buttons beside them do.
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar.currentChanged.connect(self.chosen)
        self.bar.tabCloseRequested.connect(self.closed)
        self.bar.tabMoved.connect(self.moved)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.setContentsMargins(8, 0, 16, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self.setMinimumHeight(self._theme.pixels(_HEIGHT))

    def _give_close_button(self, place: int) -> None:
        # Qt's own has neither a name nor a shape that shows on every ground.
        button = _IconButton(self._theme, "close", self.tr("Close tab"), ColourRole.MUTED)
        # By the keyboard a tab is closed with its shortcut.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._on_close_clicked(button))
        self.bar.setTabButton(place, _RIGHT, button)

    def _on_close_clicked(self, button: QToolButton) -> None:
        for place in range(self.bar.count()):
            if self.bar.tabButton(place, _RIGHT) is button:
                self.closed.emit(place)
                return


class _IconButton(QToolButton):
    """A small button whose icon has the theme's colours and whose name is heard and shown."""

    def __init__(self, theme: Theme, icon: str, name: str, tone: ColourRole) -> None:
        super().__init__()
        self._theme = theme
        self._name = icon
        self._tone = tone
        self.setAutoRaise(True)
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._draw()
        theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self.setIcon(self._theme.icon(self._name, self._tone))
