"""The view of an inspection: the banner, and below it a document, an error, a question or nothing.

A document has three views, Inspect, Coverage and Timeline, created when first shown.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.errors import InspectorError, MemberAmbiguousError, NotFetchedError
from inspector.gui.document import incoming, summary, tab_text
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.recent import Recent
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.document_page import DocumentPage
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, v_box
from inspector.gui.widgets.notices import Notice
from inspector.gui.widgets.tab_order import put_after
from inspector.gui.window.banner import Banner
from inspector.sources.file_state import FileState

if TYPE_CHECKING:
    from inspector.gui.contents.page import ContentsPage
    from inspector.gui.window.empty_page import EmptyPage
    from inspector.gui.window.error_page import ErrorPage
    from inspector.gui.window.waiting_page import WaitingPage


class View(StrEnum):
    """The views of a document."""

    INSPECT = "inspect"
    COVERAGE = "coverage"
    TIMELINE = "timeline"


def _coverage(
    theme: Theme, runner: Runner, inspection: Inspection, window: WindowActions
) -> QWidget:
    from inspector.gui.coverage.view import CoveragePage  # noqa: PLC0415 - start-up

    return CoveragePage(theme, runner, inspection, window)


def _timeline(
    theme: Theme, runner: Runner, inspection: Inspection, _window: WindowActions
) -> QWidget:
    from inspector.gui.timeline.view import TimelinePage  # noqa: PLC0415 - start-up

    return TimelinePage(theme, runner, inspection)


_PAGES: dict[View, Callable[[Theme, Runner, Inspection, WindowActions], QWidget]] = {
    View.INSPECT: DocumentPage,
    View.COVERAGE: _coverage,
    View.TIMELINE: _timeline,
}


class InspectionView(QWidget):
    """Shows an ``Inspection``."""

    def __init__(
        self,
        theme: Theme,
        runner: Runner,
        inspection: Inspection,
        recent: Recent,
        window: WindowActions,
    ) -> None:
        super().__init__()
        self._window = window
        self._theme = theme
        self._runner = runner
        self._recent = recent
        self.inspection = inspection
        self.view = View.INSPECT
        self.banner = Banner(theme)
        self._stale: Notice | None = None
        self.pages: dict[View, QWidget] = {}
        """The pages of the views that were shown."""
        self.empty_page: EmptyPage | None = None
        self.error_page: ErrorPage | None = None
        self.waiting_page: WaitingPage | None = None
        self.contents_page: ContentsPage | None = None
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def start(self) -> None:
        """Show what is being opened, or the empty page."""
        inspection = self.inspection
        if inspection.deferred is not None:
            inspection.look_at()
        elif inspection.opening.source is None:
            self.show_empty()
        elif inspection.error is None:
            inspection.opening.announce()

    def show_view(self, view: View) -> None:
        """Switch to another view of the document."""
        self.view = view
        if self.inspection.opened is not None:
            self._stack.setCurrentWidget(self._page_of(view))

    def select_pointer(self, pointer: str) -> None:
        """Select the value at ``pointer``, or the object that lacks it."""
        self.inspection.selection.select_pointer(pointer)

    # --- pages ----------------------------------------------------------------------------

    @property
    def document_page(self) -> DocumentPage | None:
        """The page Inspect; None until a document is opened."""
        return cast("DocumentPage | None", self.pages.get(View.INSPECT))

    def page(self) -> DocumentPage:
        return cast(DocumentPage, self._page_of(View.INSPECT))

    def _page_of(self, view: View) -> QWidget:
        if view not in self.pages:
            page = _PAGES[view](self._theme, self._runner, self.inspection, self._window)
            self.pages[view] = page
            self._stack.addWidget(page)
        return self.pages[view]

    def show_empty(self) -> None:
        if self.empty_page is None:
            from inspector.gui.document.recent import RecentModel  # noqa: PLC0415 - start-up
            from inspector.gui.window.empty_page import EmptyPage  # noqa: PLC0415 - start-up

            tell = partial(incoming.describe_typed, options=self.inspection.opening.options)
            page = EmptyPage(self._theme, RecentModel(self._theme, self), tell, self._window)
            page.recent.clear.clicked.connect(self._recent.clear)
            self._recent.changed.connect(self._fill_recent)
            self._stack.addWidget(page)
            self.empty_page = page
        self._fill_recent()
        self.banner.hide()
        self._stack.setCurrentWidget(self.empty_page)

    def _fill_recent(self) -> None:
        if self.empty_page is not None:
            self.empty_page.model.show(self._recent.entries)

    def _show_error(self, source: str, error: InspectorError) -> None:
        if self.error_page is None:
            from inspector.gui.window.error_page import ErrorPage  # noqa: PLC0415 - start-up

            self.error_page = ErrorPage(self._theme, self._window)
            self.error_page.remedies.again.clicked.connect(self.inspection.opening.reload)
            self._stack.addWidget(self.error_page)
        self.error_page.show_error(source, error)
        self._stack.setCurrentWidget(self.error_page)

    def _ask(self, error: NotFetchedError) -> None:
        if self.waiting_page is None:
            from inspector.gui.window.waiting_page import WaitingPage  # noqa: PLC0415 - start-up

            self.waiting_page = WaitingPage(self._theme)
            self.waiting_page.fetch.clicked.connect(self.inspection.reload)
            self.waiting_page.close_tab.clicked.connect(self._window.stop)
            self._stack.addWidget(self.waiting_page)
        self.waiting_page.ask(error)
        self.banner.hide()
        self._stack.setCurrentWidget(self.waiting_page)
        self.waiting_page.take_focus()

    def _list(self, source: str, error: MemberAmbiguousError) -> None:
        """Show the contents of a source with several documents."""
        if self.contents_page is None:
            from inspector.gui.contents.page import ContentsPage  # noqa: PLC0415 - start-up

            page = ContentsPage(self._theme, self._runner, self._window)
            page.failed.connect(self._show_failure)
            self._stack.addWidget(page)
            self.contents_page = page
        inspection = self.inspection
        self.contents_page.show_source(
            source, inspection.opening.session, error, can_open=inspection.lasts
        )
        self.banner.hide()
        self._stack.setCurrentWidget(self.contents_page)

    @property
    def stale(self) -> Notice:
        """The notice that the file has changed, created on first use."""
        if self._stale is None:
            self._stale = Notice(self._theme, "", self.tr("Reload"))
            self._stale.button.clicked.connect(self.inspection.opening.reload)
            self._stale.hide()
            self._layout.insertWidget(self._layout.indexOf(self.banner) + 1, self._stale)
            put_after(self.banner.progress.cancel, self._stale)
        return self._stale

    def _build(self) -> None:
        self._layout = v_box(self.banner, Hairline(self._theme), on=self, spacing=0)
        self._layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        opening = self.inspection.opening
        opening.started.connect(self._on_started)
        opening.progressed.connect(self.banner.progress.show_progress)
        opening.opened.connect(self._on_opened)
        opening.checking.connect(self._on_checking_again)
        opening.checked.connect(self._on_checked)
        opening.failed.connect(self._on_failed)
        opening.closed.connect(self._on_closed)
        self.inspection.changed.connect(self._on_changed)
        self.banner.progress.cancel.clicked.connect(self._window.stop)
        self.banner.place_wanted.connect(self._on_place_wanted)
        self.banner.key_wanted.connect(self._window.compare_fingerprint)

    # --- slots ----------------------------------------------------------------------------

    def _on_started(self, source: str) -> None:
        self.banner.show_when_seen(summary.of_reading(source))
        self.banner.show()
        self.banner.progress.start()
        self._stack.setCurrentWidget(self.page())

    def _on_place_wanted(self, pointer: str) -> None:
        self._window.run("inspect")
        self.select_pointer(pointer)

    def _on_opened(self, opened: Opened) -> None:
        self._on_checking(opened)
        self.page().show_document(opened)
        if self.isVisible():
            self.page().tree.view.setFocus()
        self.show_view(self.view)

    def _on_checking(self, opened: Opened) -> None:
        self.banner.show_when_seen(summary.of_checking(opened))
        self.banner.progress.start()
        if (page := self.document_page) is not None:
            page.check_again()

    def _on_checking_again(self, opened: Opened) -> None:
        self._on_checking(opened)
        self.show_view(self.view)  # in place of the page for a fault, if the last time broke

    def _on_checked(self, checked: Checked) -> None:
        self.banner.progress.stop()
        self.banner.show_summary(summary.of_checked(checked))
        self.page().show_results(checked)

    def _on_failed(self, source: str, error: InspectorError) -> None:
        self.banner.progress.stop()
        if isinstance(error, NotFetchedError):
            self._ask(error)
            return
        if isinstance(error, MemberAmbiguousError):
            self._list(source, error)
            return
        self._show_failure(source, error)

    def _show_failure(self, source: str, error: InspectorError) -> None:
        self.banner.show_summary(summary.of_error(source, error))
        self.banner.show()
        self._show_error(source, error)

    def _on_closed(self) -> None:
        self.banner.progress.stop()
        if (page := self.document_page) is not None:
            page.clear()
        if self.contents_page is not None:
            self.contents_page.close_list()

    def _on_changed(self) -> None:
        standing = self.inspection.standing
        if standing is not FileState.SAME:
            self.stale.say(tab_text.notice(tab_text.found(standing)))
        if self._stale is not None:
            self._stale.setVisible(standing is not FileState.SAME)
        if self.inspection.is_empty and self.empty_page is not self._stack.currentWidget():
            self.show_empty()
