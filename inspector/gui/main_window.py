"""The main window. It assembles: what is shown is in views, what happens is in controllers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.gui.actions import Actions, Need
from inspector.gui.commands import Commands
from inspector.gui.controllers import incoming
from inspector.gui.controllers.find import Find
from inspector.gui.controllers.opening import Opening
from inspector.gui.controllers.recent import Recent
from inspector.gui.controllers.selection import Selection
from inspector.gui.models import summary
from inspector.gui.models.opened import Checked, Opened
from inspector.gui.models.text import middle
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.views.banner import Banner
from inspector.gui.views.document_page import DocumentPage
from inspector.gui.views.drop_overlay import DropOverlay
from inspector.gui.views.lines import Rule
from inspector.gui.views.status_bar import StatusBar
from inspector.progress import Progress
from inspector.verify.report import unreadable

if TYPE_CHECKING:
    from inspector.gui.views.empty_page import EmptyPage
    from inspector.gui.views.error_page import ErrorPage

_LEAST = (900, 600)
_LEAST_CONTENT = (700, 400)
_NAME = "Pith Inspector"


class _Content(QWidget):
    """Takes the height it is given: a scroll area would else grow it to all it could use."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False


class MainWindow(QMainWindow):
    """One document, or the page to open one."""

    def __init__(
        self, theme: Theme, runner: Runner, opening: Opening, recent: Recent, *, offline: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._runner = runner
        self._opening = opening
        self._recent = recent
        self._present = Need.NOTHING
        self.selection = Selection(self)
        self.finder = Find(runner, self)
        self.banner = Banner(theme)
        self.document_page: DocumentPage | None = None
        self.empty_page: EmptyPage | None = None
        self.error_page: ErrorPage | None = None
        self.status = StatusBar(theme, offline=offline)
        self.overlay = DropOverlay(theme, self)
        self._pages = QStackedWidget()
        self._build()
        self.actions_ = Actions(self)
        self.commands = Commands(
            self,
            self.actions_,
            theme,
            runner=runner,
            opening=opening,
            recent=recent,
            selection=self.selection,
        )
        self._connect()
        self._restyle()

    def start(self) -> None:
        """Show what is being opened, or the page to open something."""
        if self._opening.source is None:
            self.show_empty()
        else:
            self._opening.announce()

    def _build(self) -> None:
        centre = QWidget()
        framed = QVBoxLayout(centre)
        framed.setContentsMargins(0, 0, 0, 0)
        content = _Content()
        framed.addWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (Rule(self._theme), self.banner, Rule(self._theme)):
            layout.addWidget(part)
        layout.addWidget(self._pages, 1)
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
        opening = self._opening
        opening.started.connect(self._on_started)
        opening.progressed.connect(self._on_progressed)
        opening.opened.connect(self._on_opened)
        opening.checked.connect(self._on_checked)
        opening.failed.connect(self._on_failed)
        opening.closed.connect(self._on_closed)
        self.banner.cancelled.connect(self.commands.stop)
        self.status.findings_wanted.connect(self.commands.show_findings)
        self.commands.said.connect(self.status.say)
        self.commands.emptied.connect(self.show_empty)
        self.selection.node_changed.connect(lambda: self._enable(self._present | Need.VALUE))
        self.selection.group_changed.connect(lambda: self._enable(self._present & ~Need.VALUE))
        self._theme.changed.connect(self._restyle)

    # --- pages ----------------------------------------------------------------------------

    def page(self) -> DocumentPage:
        """The page of a document, made when first needed."""
        if self.document_page is None:
            page = DocumentPage(self._theme, self.selection, self.finder)
            page.menu_wanted.connect(self._on_menu_wanted)
            page.pointer_copied.connect(self.commands.copy_pointer)
            self._pages.addWidget(page)
            self.document_page = page
            self.commands.take_over(page)
            QWidget.setTabOrder(page.findings.view, self.status.counts)
        return self.document_page

    def show_empty(self) -> None:
        if self.empty_page is None:
            from inspector.gui.models.recent_model import RecentModel  # noqa: PLC0415 - start-up
            from inspector.gui.views.empty_page import EmptyPage  # noqa: PLC0415 - start-up

            page = EmptyPage(self._theme, RecentModel(self._theme, self))
            page.file_wanted.connect(self.commands.open_file)
            page.source_wanted.connect(self.commands.open_source)
            page.clear_wanted.connect(self._recent.clear)
            self._recent.changed.connect(lambda: page.model.show(self._recent.entries))
            self._pages.addWidget(page)
            self.empty_page = page
        self.empty_page.model.show(self._recent.entries)
        self.banner.hide()
        self._pages.setCurrentWidget(self.empty_page)
        self._entitle("")
        self._enable(Need.NOTHING)
        if self._recent.is_damaged:
            self.status.say(self.tr("The list of recent documents is damaged and was left out."))

    def _show_error(self, source: str, error: InspectorError) -> None:
        if self.error_page is None:
            from inspector.gui.views.error_page import ErrorPage  # noqa: PLC0415 - start-up

            self.error_page = ErrorPage(self._theme)
            self.error_page.reload_wanted.connect(self._opening.reload)
            self.error_page.file_wanted.connect(self.commands.open_file)
            self._pages.addWidget(self.error_page)
        self.error_page.show_error(source, error)
        self._pages.setCurrentWidget(self.error_page)

    # --- what happened --------------------------------------------------------------------

    def _on_started(self, source: str) -> None:
        self.banner.show_summary(summary.of_reading(source))
        self.banner.show()
        self.banner.progress.start()
        self._pages.setCurrentWidget(self.page())
        self._entitle(source)
        self._enable(Need.SOURCE)

    def _on_progressed(self, progress: Progress) -> None:
        self.banner.progress.show_progress(progress)

    def _on_opened(self, opened: Opened) -> None:
        self.selection.set_document(opened)
        self.banner.show_summary(summary.of_checking(opened))
        self.banner.progress.start()
        self.page().show_document(opened)
        self.page().tree.view.setFocus()
        self.status.show_document(opened)
        self._entitle(opened.loaded.name)
        self._enable(Need.SOURCE | Need.DOCUMENT)

    def _on_checked(self, checked: Checked) -> None:
        self.banner.progress.stop()
        self.banner.show_summary(summary.of_checked(checked))
        self.status.show_counts(checked)
        self.page().show_results(checked)
        self._enable(self._present | Need.REPORT)
        if self._opening.source is not None:
            self._recent.remember(self._opening.source, checked.report)

    def _on_failed(self, source: str, error: InspectorError) -> None:
        self.banner.progress.stop()
        self.banner.show_summary(summary.of_error(source, error))
        self._show_error(source, error)
        self._recent.remember(source, unreadable(error))

    def _on_closed(self) -> None:
        self.banner.progress.stop()
        self.selection.set_document(None)
        self.status.clear()
        if self.document_page is not None:
            self.document_page.clear()

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in ("copy_value", "copy_name", "copy_pointer"):
            menu.addAction(self.actions_[id_])
        menu.popup(place)

    def _enable(self, present: Need) -> None:
        self._present = present
        self.actions_.enable(present)

    def _entitle(self, source: str) -> None:
        # Qt takes "[*]" for the mark of an unsaved document.
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
            QTimer.singleShot(0, self, lambda: self.commands.open_dropped(found))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._runner.close()
        super().closeEvent(event)
