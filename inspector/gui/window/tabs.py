"""The tab strip with the switch for the views of a document, and the view of each tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)

from inspector.errors import (
    NOTHING_FETCHED,
    MemberAmbiguousError,
    NotFetchedError,
    ProgramFaultError,
)
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.recent import Recent
from inspector.gui.document.tab import Tab
from inspector.gui.document.tab_text import TabText
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import clip, for_menu, middle, tooltip
from inspector.gui.window.inspection_view import InspectionView
from inspector.verify.report import unreadable

if TYPE_CHECKING:
    from inspector.gui.compare.comparison_tab import ComparisonTab
    from inspector.gui.compare.view import ComparisonView


# --- the tab strip: tabs with the signs of their verdicts, and the views of a document ----------

_HEIGHT = 36
_CHIP_HEIGHT = 26
_LONGEST_SOURCE = 400
_NARROWEST = 168
"""A tab is not squeezed below this width: a few letters on both sides of the ellipsis remain."""
_RIGHT = QTabBar.ButtonPosition.RightSide


class TabStrip(QWidget):
    """Shows the open documents. It keeps no list: the owner of the list reports every change."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bar = _DocumentTabs(theme)
        self.add = _IconButton(theme, "add", self.tr("New tab"), ColourRole.ACCENT)
        self.views: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._build()

    # --- changes reported by the owner of the list; no signals are emitted for them ---------

    def add_tab(self) -> None:
        with QSignalBlocker(self.bar):
            self.bar.addTab("")
        self._give_close_button(self.bar.count() - 1)

    def show_tab(self, place: int, text: TabText) -> None:
        """Name and spoken text come from file names or documents."""
        shown = f"{text.name} · {text.mark}" if text.mark else text.name
        self.bar.setTabText(place, for_menu(shown))
        tip = f"{shown} · {middle(text.source, _LONGEST_SOURCE)}" if text.source else shown
        self.bar.setTabToolTip(place, tooltip(tip))
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
        """Create a chip for each view of a document."""
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
        """Show the chips, or hide them for a tab without views."""
        for chip in self.views:
            chip.setVisible(shown)

    def offer_commands(self, actions: dict[str, QAction]) -> None:
        """Create a button for each command, by the name of its icon."""
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
        # tabs shrink before the buttons beside them do
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.setContentsMargins(8, 0, 16, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self.setMinimumHeight(self._theme.pixels(_HEIGHT))

    def _give_close_button(self, place: int) -> None:
        # Qt's close button has no accessible name and is hardly visible on some backgrounds
        button = _IconButton(self._theme, "close", self.tr("Close tab"), ColourRole.MUTED)
        # by keyboard, a tab is closed with its shortcut
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._on_close_clicked(button))
        self.bar.setTabButton(place, _RIGHT, button)

    def _on_close_clicked(self, button: QToolButton) -> None:
        for place in range(self.bar.count()):
            if self.bar.tabButton(place, _RIGHT) is button:
                self.bar.tabCloseRequested.emit(place)
                return


class _DocumentTabs(QTabBar):
    """Tabs that scroll once they cannot all be shown with a name that says something."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def minimumTabSizeHint(self, index: int) -> QSize:
        whole = self.tabSizeHint(index)
        narrowest = min(whole.width(), self._theme.pixels(_NARROWEST))
        return super().minimumTabSizeHint(index).expandedTo(QSize(narrowest, 0))


class _IconButton(QToolButton):
    """A small button with an icon in the theme's colours, an accessible name and a tooltip."""

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


# --- the view of each tab: created, connected to the commands, and removed with the tab ---------

_NO_VERDICT = (MemberAmbiguousError, NotFetchedError, *NOTHING_FETCHED)
"""Errors without a single document that was read. A link may name any number of sources, and an
earlier verdict on one of them stays valid for what was received then."""


class TabViews(QObject):
    """The view of each tab, one of which is visible."""

    changed = Signal(object)
    """A tab whose texts outside its view changed."""

    def __init__(
        self,
        theme: Theme,
        runner: Runner,
        recent: Recent,
        window: WindowActions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runner = runner
        self._recent = recent
        self._window = window
        self._views: dict[Tab, InspectionView | ComparisonView] = {}
        self.stack = QStackedWidget()

    def __contains__(self, tab: Tab) -> bool:
        return tab in self._views

    def of(self, tab: Tab) -> "InspectionView | ComparisonView":
        return self._views[tab]

    def add(self, tab: Tab) -> None:
        """Create the view of ``tab``."""
        if isinstance(tab, Inspection):
            view: InspectionView | ComparisonView = self._of_inspection(tab)
        else:
            from inspector.gui.compare.comparison_tab import ComparisonTab  # noqa: PLC0415 - start-up

            if not isinstance(tab, ComparisonTab):
                raise TypeError(f"No view shows a {type(tab).__name__}")
            view = self._of_comparison(tab)
        self._views[tab] = view
        self.stack.addWidget(view)
        tab.changed.connect(lambda: self.changed.emit(tab))

    def remove(self, tab: Tab) -> None:
        view = self._views.pop(tab)
        self.stack.removeWidget(view)
        # in an event of its own, since it has many widgets and its replacement is painted now
        QTimer.singleShot(0, view, view.deleteLater)

    def show(self, tab: Tab) -> None:
        self.stack.setCurrentWidget(self._views[tab])

    def _of_inspection(self, inspection: Inspection) -> InspectionView:
        view = InspectionView(self._theme, self._runner, inspection, self._recent, self._window)
        inspection.opening.checked.connect(lambda _: self._remember(inspection))
        inspection.opening.failed.connect(lambda *_: self._remember(inspection))
        inspection.selection.node_changed.connect(lambda _: self.changed.emit(inspection))
        inspection.selection.group_changed.connect(lambda _: self.changed.emit(inspection))
        inspection.selection.finding_changed.connect(lambda: self.changed.emit(inspection))
        return view

    def _of_comparison(self, comparison: "ComparisonTab") -> "ComparisonView":
        from inspector.gui.compare.view import ComparisonView  # noqa: PLC0415 - start-up

        return ComparisonView(self._theme, self._runner, comparison, self._window)

    def _remember(self, inspection: Inspection) -> None:
        if inspection.source is None or not inspection.lasts:
            return
        if inspection.checked is not None:
            self._recent.remember(inspection.source, inspection.checked.report)
        elif isinstance(inspection.error, ProgramFaultError):
            self._recent.remember_fault(inspection.source)
        elif inspection.error is not None and not isinstance(inspection.error, _NO_VERDICT):
            self._recent.remember(inspection.source, unreadable(inspection.error))
