"""The main window: assembles the tabs with their views, the menus and the status bar.

The actions of commands are in ``commands``.
"""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QScrollArea, QWidget

from inspector.gui.actions import OF_DIFFERENCE, OF_VALUE, Actions
from inspector.gui.document import incoming
from inspector.gui.document.incoming import IncomingSources
from inspector.gui.document.recent import Recent
from inspector.gui.document.tab import Tab
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, v_box
from inspector.gui.widgets.notices import Notice
from inspector.gui.window import inspections
from inspector.gui.window.commands.compare import CompareCommands
from inspector.gui.window.commands.copy import CopyCommands
from inspector.gui.window.commands.keys import KeysCommands
from inspector.gui.window.commands.notes import NotesCommands
from inspector.gui.window.commands.open import OpenCommands
from inspector.gui.window.commands.paper import PaperCommands
from inspector.gui.window.commands.program import HelpCommands, PreferencesCommands
from inspector.gui.window.commands.report import ReportCommands
from inspector.gui.window.commands.view import ViewCommands
from inspector.gui.window.inspection_view import InspectionView, View
from inspector.gui.window.inspections import Inspections
from inspector.gui.window.status_bar import StatusBar
from inspector.gui.window.tabs import TabStrip, TabViews
from inspector.verify.trust import KnownKey

if TYPE_CHECKING:
    from inspector.gui.compare.view import ComparisonView
    from inspector.gui.window.drop_overlay import DropOverlay

_LEAST = (900, 600)
_LEAST_CONTENT = (700, 400)
_NAME = "Pith Inspector"


class _Content(QWidget):
    """Keeps the height that it gets: a scroll area would enlarge it to its size hint."""

    def hasHeightForWidth(self) -> bool:
        return False


class _Centre(QWidget):
    """At least ``least`` in size, and as high as its content needs: its texts wrap."""

    def __init__(self, least: QSize) -> None:
        super().__init__()
        self._least = least

    def minimumSizeHint(self) -> QSize:
        height = super().minimumSizeHint().height()
        return self._least.expandedTo(QSize(0, height))


class MainWindow(QMainWindow):
    """The open documents and comparisons, each in a tab."""

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
        notes_folder: Path | None = None,
        offline: bool,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._runner = runner
        self._recent = recent
        self._dragged: IncomingSources | None = None
        """The content of a drag over the window."""
        self.inspections = inspections
        # timers must end in their thread: with the window, not when Python collects them
        inspections.setParent(self)
        self.strip = TabStrip(theme)
        self.status = StatusBar(theme, offline=offline)
        self.actions_ = Actions(self)
        self._add_commands(settings, settings_file, key_list, given_keys, notes_folder)
        self.views = TabViews(theme, runner, recent, self._offered_to_views(), self)
        self._build()
        self.strip.offer_views([self.actions_[view] for view in View])
        self.strip.offer_commands(
            {"file": self.actions_["open_file"], "reload": self.actions_["reload"]}
        )
        self._connect()
        self._restyle()
        for tab in inspections.items:
            self._on_added(tab)

    @property
    def current(self) -> "InspectionView | ComparisonView":
        """The view of the current tab."""
        return self.views.of(self.inspections.current)

    @property
    def inspection_view(self) -> InspectionView | None:
        """The current view, if it is of one document; else None."""
        view = self.current
        return view if isinstance(view, InspectionView) else None

    @property
    def comparison_view(self) -> "ComparisonView | None":
        """The current view, if it is of a comparison; else None."""
        view = self.current
        return None if isinstance(view, InspectionView) else view

    @cached_property
    def overlay(self) -> "DropOverlay":
        """The overlay for drags; created for the first one."""
        from inspector.gui.window.drop_overlay import DropOverlay  # noqa: PLC0415 - start-up

        return DropOverlay(self._theme, self)

    def start(self) -> None:
        """Show what is being opened, or the empty page."""
        self.current.start()
        self._on_current_changed()
        if self._recent.is_damaged:
            self.status.say(self.tr("The list of recent documents is damaged and was left out."))

    def open_requested(self, sources: list[str], asks: bool = True) -> None:
        """Open what a later start or the desktop requests, and come to the front.

        ``asks``: a source that must be fetched waits in its tab.
        """
        open_all = self.open_commands.offer_sources if asks else self.open_commands.open_sources
        open_all(sources)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def tell(self, notice: Notice) -> None:
        """Show a notice about the program between the tabs and their content."""
        self._parts.insertWidget(self._parts.indexOf(self.views.stack), notice)
        notice.show()

    def _add_commands(
        self,
        settings: Settings,
        settings_file: StateFile | None,
        key_list: Path | None,
        given_keys: tuple[KnownKey, ...],
        notes_folder: Path | None,
    ) -> None:
        """Create what acts for the commands, in the order in which they use each other."""
        theme, runner, recent = self._theme, self._runner, self._recent
        actions, inspections, say = self.actions_, self.inspections, self.status.say
        self.copy_commands = CopyCommands(self, actions, runner, inspections, say=say)
        self.open_commands = OpenCommands(self, actions, theme, inspections, recent, say=say)
        self.view_commands = ViewCommands(self, actions, lambda: self.inspection_view)
        self.preferences_commands = PreferencesCommands(
            self, actions, theme, settings, settings_file
        )
        self.keys_commands = KeysCommands(
            self,
            actions,
            theme,
            runner,
            inspections,
            path=key_list,
            given=given_keys,
            say=say,
            tell=self.tell,
            copy=self.copy_commands.copy_part,
        )
        self.notes_commands = NotesCommands(
            self,
            actions,
            runner,
            inspections,
            folder=notes_folder,
            author=lambda: self.preferences_commands.settings.author,
            page=self.view_commands.bring_page,
            say=say,
        )
        self.report_commands = ReportCommands(self, actions, theme, runner, inspections, say=say)
        self.paper_commands = PaperCommands(self, actions, theme, runner, inspections, say=say)
        self.compare_commands = CompareCommands(
            self, actions, theme, inspections, recent, view=lambda: self.comparison_view
        )
        self.help_commands = HelpCommands(
            self, actions, theme, lambda: self.comparison_view is not None
        )

    def _build(self) -> None:
        # with very large fonts the window scrolls instead of cutting text
        centre = _Centre(QSize(*(self._theme.pixels(edge) for edge in _LEAST_CONTENT)))
        framed = v_box(on=centre)
        content = _Content()
        framed.addWidget(content)
        self._parts = layout = v_box(
            Hairline(self._theme), self.strip, Hairline(self._theme), on=content, spacing=0
        )
        layout.addWidget(self.views.stack, 1)
        scroll = QScrollArea()
        scroll.setWidget(centre)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        v_box(scroll, Hairline(self._theme), self.status, on=whole, spacing=0)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        inspections, strip = self.inspections, self.strip
        inspections.added.connect(self._on_added)
        inspections.removed.connect(self._on_removed)
        inspections.current_changed.connect(self._on_current_changed)
        tabs = strip.bar
        tabs.currentChanged.connect(lambda place: inspections.choose(inspections.items[place]))
        tabs.tabCloseRequested.connect(lambda place: inspections.close(inspections.items[place]))
        tabs.tabMoved.connect(inspections.move)
        strip.add.clicked.connect(inspections.add)
        self.status.counts.clicked.connect(self.view_commands.show_findings)
        self.closing.connect(self.notes_commands.keep_drafts)
        self.notes_commands.changed.connect(self._on_changed)
        self.views.changed.connect(self._on_changed)
        self._theme.sheet_changed.connect(self._restyle)
        self._theme.changed.connect(self._label_all)

    def _offered_to_views(self) -> WindowActions:
        return WindowActions(
            run=lambda id_: self.actions_[id_].trigger(),
            command=lambda id_: self.actions_[id_],
            tick=lambda id_, is_on: self.actions_[id_].setChecked(is_on),
            say=self.status.say,
            copy=self.copy_commands.copy,
            copy_part=self.copy_commands.copy_part_of_tab,
            copy_pointer=self.copy_commands.copy_pointer,
            open_file=self.open_commands.open_file,
            open_source=self.open_commands.open_source,
            offer_source=lambda source: self.open_commands.offer_sources((source,)),
            use_as_paper=self.paper_commands.offer,
            open_listed=self.open_commands.open_listed,
            compare=self.compare_commands.compare_asking,
            show_place=self.compare_commands.show_place,
            compare_fingerprint=self.keys_commands.compare_fingerprint,
            show_menu=self._on_menu_wanted,
            stop=self.open_commands.stop,
        )

    # --- tabs -----------------------------------------------------------------------------

    def _on_added(self, tab: Tab) -> None:
        self.views.add(tab)
        self.strip.add_tab()
        if self.isVisible():  # otherwise it is labelled when the window is shown
            self._label(tab)
        if tab is not self.inspections.items[0]:
            self.views.of(tab).start()

    def _on_removed(self, tab: Tab, place: int) -> None:
        self.strip.remove(place)
        self.views.remove(tab)

    def _on_current_changed(self) -> None:
        current = self.inspections.current
        self.views.show(current)
        self.strip.choose(self.inspections.items.index(current))
        self.strip.show_views(self.inspections.inspection is not None)
        self.view_commands.sync_actions()
        self._on_changed(current)

    def _on_changed(self, tab: Tab) -> None:
        """Update what is shown of ``tab`` outside its view; before the window is shown, only
        once."""
        if tab not in self.views or not self.isVisible():
            return
        self._label(tab)
        if tab is self.inspections.current:
            inspection = self.inspections.inspection
            if inspection is None:
                self.status.show_comparison()
            else:
                self.status.show_inspection(inspection.opened, inspection.checked)
            # Qt replaces "[*]" by the mark of an unsaved document
            title = tab.title.replace("[*]", "[*][*]")
            self.setWindowTitle(f"{title} – {_NAME}" if title else _NAME)
            self.compare_commands.sync_actions()
            self.actions_.enable(inspections.met_requirements(self.inspections))

    def _label(self, tab: Tab) -> None:
        self.strip.show_tab(self.inspections.items.index(tab), tab.label)

    def _label_all(self) -> None:
        for tab in self.inspections.items:
            self._label(tab)

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in OF_VALUE if self.inspection_view is not None else OF_DIFFERENCE:
            menu.addAction(self.actions_[id_])
        if fingerprint := self.keys_commands.selected():
            menu.addSeparator()
            compare = menu.addAction(self.actions_["compare_fingerprint"].text())
            compare.triggered.connect(lambda: self.keys_commands.compare_fingerprint(fingerprint))
        menu.popup(place)

    def _restyle(self) -> None:
        self.setStyleSheet(self._theme.sheet)

    # --- Qt's events ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for tab in self.inspections.items:
            self._on_changed(tab)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._dragged = self._incoming(event)
        self._answer(event, self._dragged)
        self.overlay.announce(self._dragged)
        self.overlay.aim(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.overlay.aim(event.position().toPoint())
        self._answer(event, self._dragged)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dragged = None
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        compares = self.overlay.wants_compare(event.position().toPoint())
        self.overlay.hide()
        found, self._dragged = self._dragged or self._incoming(event), None
        self._answer(event, found)
        if compares:
            take = partial(self.compare_commands.compare_asking, *found.sources)
        else:
            take = partial(self.open_commands.open_incoming, found)
        # the source of the drag is blocked until this returns
        QTimer.singleShot(0, self, take)

    def _incoming(self, event: QDropEvent) -> IncomingSources:
        name = self.tr("dropped text")
        return incoming.of_data(event.mimeData(), name, self.inspections.options)

    @staticmethod
    def _answer(event: QDropEvent, found: IncomingSources | None) -> None:
        """Accepted even if nothing can be opened: otherwise Qt would not report when the drag
        leaves."""
        takes = found is not None and found.sources
        event.setDropAction(Qt.DropAction.CopyAction if takes else Qt.DropAction.IgnoreAction)
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        self._runner.stop()
        super().closeEvent(event)
