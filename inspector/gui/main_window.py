"""The main window. It assembles: what is shown is in views, what happens is in controllers."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from inspector.errors import NotFetchedError
from inspector.gui.actions import Actions, Need
from inspector.gui.commands.copying import CopyingCommands
from inspector.gui.commands.helping import HelpingCommands
from inspector.gui.commands.looking import LookingCommands
from inspector.gui.commands.opening import OpeningCommands
from inspector.gui.commands.papering import PaperingCommands
from inspector.gui.commands.trusting import TrustingCommands
from inspector.gui.commands.viewing import ViewingCommands
from inspector.gui.controllers import incoming
from inspector.gui.controllers.inspection import Inspection
from inspector.gui.controllers.inspections import Inspections
from inspector.gui.controllers.recent import Recent
from inspector.gui.models import tab_text
from inspector.gui.models.text import middle
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile
from inspector.gui.theme.theme import Theme
from inspector.gui.views.drop_overlay import DropOverlay
from inspector.gui.views.inspection_view import InspectionView, View
from inspector.gui.views.lines import Rule
from inspector.gui.views.status_bar import StatusBar
from inspector.gui.views.tab_strip import TabStrip
from inspector.verify.report import unreadable
from inspector.verify.trust import KnownKey

_LEAST = (900, 600)
_LEAST_CONTENT = (700, 400)
_NAME = "Pith Inspector"
_CONTEXT_MENU = ("copy_value", "copy_name", "copy_pointer", "copy_json", "expand", "collapse")


class _Content(QWidget):
    """Takes the height it is given: a scroll area would else grow it to all it could use."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False


class MainWindow(QMainWindow):
    """The documents that are open, one to a tab."""

    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        runner: Runner,
        inspections: Inspections,
        recent: Recent,
        *,
        settings: Settings,
        settings_file: StateFile | None = None,
        key_list: Path | None = None,
        given_keys: tuple[KnownKey, ...] = (),
        offline: bool,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._runner = runner
        self._recent = recent
        self.inspections = inspections
        self.strip = TabStrip(theme)
        self.status = StatusBar(theme, offline=offline)
        self.overlay = DropOverlay(theme, self)
        self._views: dict[Inspection, InspectionView] = {}
        self._stack = QStackedWidget()
        self._build()
        self.actions_ = Actions(self)
        self.copying = CopyingCommands(self, self.actions_, runner, inspections)
        self.opening = OpeningCommands(self, self.actions_, theme, inspections, recent)
        self.viewing = ViewingCommands(self, self.actions_, lambda: self.current)
        self.looking = LookingCommands(self, self.actions_, theme, settings, settings_file)
        self.trusting = TrustingCommands(
            self, self.actions_, theme, runner, inspections, path=key_list, given=given_keys
        )
        self.papering = PaperingCommands(self, self.actions_, theme, runner, inspections)
        self.helping = HelpingCommands(self, self.actions_, theme)
        self.strip.offer_views([self.actions_[view] for view in View])
        self.strip.offer_commands(
            {"file": self.actions_["open_file"], "reload": self.actions_["reload"]}
        )
        self._connect()
        self._restyle()
        for inspection in inspections.items:
            self._on_added(inspection)

    @property
    def current(self) -> InspectionView:
        """The view of the tab that is seen."""
        return self._views[self.inspections.current]

    def start(self) -> None:
        """Show what is being opened, or the page to open something."""
        self.current.start()
        self._on_current_changed()
        if self._recent.is_damaged:
            self.status.say(self.tr("The list of recent documents is damaged and was left out."))

    def take_over(self, sources: list[str]) -> None:
        """Open what a later start of the program was asked for, and come to the front."""
        self.opening.open_sources(sources)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _build(self) -> None:
        centre = QWidget()
        framed = QVBoxLayout(centre)
        framed.setContentsMargins(0, 0, 0, 0)
        content = _Content()
        framed.addWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (Rule(self._theme), self.strip, Rule(self._theme)):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        # With very large fonts the window scrolls rather than cut its text.
        centre.setMinimumSize(*(self._theme.pixels(edge) for edge in _LEAST_CONTENT))
        scroll = QScrollArea()
        scroll.setWidget(centre)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (scroll, Rule(self._theme), self.status):
            outer.addWidget(widget)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        inspections, strip = self.inspections, self.strip
        inspections.added.connect(self._on_added)
        inspections.removed.connect(self._on_removed)
        inspections.current_changed.connect(self._on_current_changed)
        strip.chosen.connect(lambda place: inspections.choose(inspections.items[place]))
        strip.closed.connect(lambda place: inspections.close(inspections.items[place]))
        strip.moved.connect(inspections.move)
        strip.add.clicked.connect(inspections.add)
        self.status.findings_wanted.connect(self.viewing.show_findings)
        self.opening.said.connect(self.status.say)
        self.copying.said.connect(self.status.say)
        self.trusting.said.connect(self.status.say)
        self._theme.changed.connect(self._restyle)

    # --- tabs -----------------------------------------------------------------------------

    def _on_added(self, inspection: Inspection) -> None:
        view = InspectionView(self._theme, self._runner, inspection, self._recent)
        self._views[inspection] = view
        self._stack.addWidget(view)
        view.menu_wanted.connect(self._on_menu_wanted)
        view.pointer_copied.connect(self.copying.copy_pointer)
        view.copied.connect(self.copying.copy)
        view.file_wanted.connect(self.opening.open_file)
        view.source_wanted.connect(self.opening.open_source)
        view.said.connect(self.status.say)
        view.stop_wanted.connect(self.opening.stop)
        view.only_problems.connect(self.actions_["only_problems"].setChecked)
        inspection.changed.connect(lambda: self._on_changed(inspection))
        inspection.opening.checked.connect(lambda _: self._remember(inspection))
        inspection.opening.failed.connect(lambda *_: self._remember(inspection))
        inspection.selection.node_changed.connect(lambda _: self._enable())
        inspection.selection.group_changed.connect(lambda _: self._enable())
        self.strip.add_tab()
        self._label(inspection)
        if inspection is not self.inspections.items[0]:
            view.start()

    def _on_removed(self, inspection: Inspection, place: int) -> None:
        view = self._views.pop(inspection)
        self.strip.remove(place)
        self._stack.removeWidget(view)
        view.deleteLater()

    def _on_current_changed(self) -> None:
        current = self.inspections.current
        self._stack.setCurrentWidget(self._views[current])
        self.strip.choose(self.inspections.items.index(current))
        self.viewing.take_over()
        self._on_changed(current)

    def _on_changed(self, inspection: Inspection) -> None:
        """Show what has come of ``inspection`` outside its own view."""
        if inspection not in self._views:
            return
        self._label(inspection)
        if inspection is self.inspections.current:
            self.status.show_inspection(inspection.opened, inspection.checked)
            self._entitle(inspection)
            self._enable()

    def _label(self, inspection: Inspection) -> None:
        place = self.inspections.items.index(inspection)
        text = tab_text.of(
            inspection.source,
            inspection.opened,
            inspection.checked,
            inspection.error,
            is_stale=inspection.is_stale,
        )
        self.strip.show_tab(place, text.name, text.sign, text.spoken)

    def _remember(self, inspection: Inspection) -> None:
        if inspection.source is None:
            return
        if inspection.checked is not None:
            self._recent.remember(inspection.source, inspection.checked.report)
        elif inspection.error is not None and not isinstance(inspection.error, NotFetchedError):
            self._recent.remember(inspection.source, unreadable(inspection.error))

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in _CONTEXT_MENU:
            menu.addAction(self.actions_[id_])
        menu.popup(place)

    def _enable(self) -> None:
        inspection = self.inspections.current
        present = Need.NOTHING
        for need, is_there in (
            (Need.TAB, not inspection.is_empty or len(self.inspections.items) > 1),
            (Need.SOURCE, not inspection.is_empty),
            (Need.DOCUMENT, inspection.opened is not None),
            (Need.VALUE, inspection.selection.node is not None),
            (Need.REPORT, inspection.checked is not None),
        ):
            present |= need if is_there else Need.NOTHING
        self.actions_.enable(present)

    def _entitle(self, inspection: Inspection) -> None:
        # Qt takes "[*]" for the mark of an unsaved document.
        opened = inspection.opened
        source = opened.loaded.name if opened else inspection.source or ""
        name = middle(source, 120).replace("[*]", "[*][*]")
        self.setWindowTitle(f"{name} – {_NAME}" if name else _NAME)

    def _restyle(self) -> None:
        self.setStyleSheet(self._theme.sheet)

    # --- Qt's events ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if (found := incoming.of_urls(event.mimeData().urls())) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.overlay.announce(found.says)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.overlay.hide()
        if (found := incoming.of_urls(event.mimeData().urls())) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            # The program that is dragged from waits until this returns.
            QTimer.singleShot(0, self, lambda: self.opening.open_dropped(found))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.closing.emit()
        self._runner.close()
        super().closeEvent(event)
