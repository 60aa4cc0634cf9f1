"""The views of the tabs: made when a tab is added, joined to the commands, gone with the tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from inspector.errors import (
    NOTHING_FETCHED,
    MemberAmbiguousError,
    NotFetchedError,
    ProgramFaultError,
)
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.recent import Recent
from inspector.gui.document.tab_text import Tab
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.window.inspection_view import InspectionView
from inspector.verify.report import unreadable

if TYPE_CHECKING:
    from inspector.gui.compare.comparison_tab import ComparisonTab
    from inspector.gui.compare.view import ComparisonView


_NO_VERDICT = (MemberAmbiguousError, NotFetchedError, *NOTHING_FETCHED)
"""Errors of sources of which no one document was read. A link may name any number of them, and what
was found of one before stays true of what came then."""


class TabViews(QObject):
    """A view for each tab, one of them in sight."""

    changed = Signal(object)
    """A tab of which something else is to be said outside its view."""
    filters_changed = Signal()
    """The comparison in sight is looked at in another way."""

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
        """Make the view of ``tab``."""
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
        view.deleteLater()

    def show(self, tab: Tab) -> None:
        self.stack.setCurrentWidget(self._views[tab])

    def _of_inspection(self, inspection: Inspection) -> InspectionView:
        view = InspectionView(self._theme, self._runner, inspection, self._recent, self._window)
        inspection.opening.checked.connect(lambda _: self._remember(inspection))
        inspection.opening.failed.connect(lambda *_: self._remember(inspection))
        inspection.selection.node_changed.connect(lambda _: self.changed.emit(inspection))
        inspection.selection.group_changed.connect(lambda _: self.changed.emit(inspection))
        return view

    def _of_comparison(self, comparison: "ComparisonTab") -> "ComparisonView":
        from inspector.gui.compare.view import ComparisonView  # noqa: PLC0415 - start-up

        view = ComparisonView(self._theme, self._runner, comparison, self._window)
        view.filters_changed.connect(self.filters_changed)
        return view

    def _remember(self, inspection: Inspection) -> None:
        if inspection.source is None or not inspection.lasts:
            return
        if inspection.checked is not None:
            self._recent.remember(inspection.source, inspection.checked.report)
        elif isinstance(inspection.error, ProgramFaultError):
            self._recent.remember_fault(inspection.source)
        elif inspection.error is not None and not isinstance(inspection.error, _NO_VERDICT):
            self._recent.remember(inspection.source, unreadable(inspection.error))
