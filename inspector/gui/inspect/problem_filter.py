"""The switch that leaves only problems in the tree, and beside it what counts as one."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip


class ProblemFilter(QWidget):
    """Failures and warnings are problems; what could not be checked is where the user says so."""

    changed = Signal(bool)
    """Whether only problems are wanted; also where that stays and their kinds change."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts_unchecked = False
        self.switch = QPushButton(self.tr("Only problems"))
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self.changed)
        self.kinds = QPushButton()
        self.kinds.setProperty("flat", True)
        self.kinds.setToolTip(tooltip(self.tr("Choose what counts as a problem")))
        self.kinds.setAccessibleName(self.tr("Choose what counts as a problem"))
        self.kinds.clicked.connect(self._offer_kinds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.switch)
        row.addWidget(self.kinds)
        self._draw()
        theme.changed.connect(self._draw)

    @property
    def says_nothing_is_left(self) -> str:
        """The sentence for a tree in which no row is left."""
        if self.counts_unchecked:
            return self.tr("Every check passed.")
        return self.tr("No check failed, and none warns.")

    def kinds_menu(self) -> QMenu:
        """What counts as a problem, the present choice marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        choices = {
            False: self.tr("Failures and warnings"),
            True: self.tr("Failures, warnings and what could not be checked"),
        }
        for counts_unchecked, text in choices.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(counts_unchecked is self.counts_unchecked)
            action.triggered.connect(partial(self._choose, counts_unchecked))
            group.addAction(action)
        return menu

    def _offer_kinds(self) -> None:
        self.kinds_menu().popup(self.kinds.mapToGlobal(QPoint(0, self.kinds.height())))

    def _choose(self, counts_unchecked: bool) -> None:
        """Take the choice, and show the problems by it."""
        self.counts_unchecked = counts_unchecked
        if self.switch.isChecked():
            self.changed.emit(True)
        self.switch.setChecked(True)

    def _draw(self) -> None:
        self.kinds.setIcon(self._theme.icon("open", ColourRole.MUTED))
