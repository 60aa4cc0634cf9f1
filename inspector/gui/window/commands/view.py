"""Commands for the views of a document, for find and for findings."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.inspect.document_page import DocumentPage
from inspector.gui.window.inspection_view import InspectionView, View


class ViewCommands(QObject):
    """The commands of the menus View and Go, and Find; they act on the current tab."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        view: Callable[[], InspectionView | None],
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._view = view
        self._connect_views()
        self._connect_page()

    def show_view(self, view: View) -> None:
        self._actions[view].setChecked(True)
        if (shown := self._view()) is not None:
            shown.show_view(view)

    def show_findings(self) -> None:
        self.show_view(View.INSPECT)
        self._actions["findings"].setChecked(True)
        if (page := self._page) is not None:
            page.findings.view.setFocus()

    def sync_actions(self) -> None:
        """Update the checkable commands to the current tab."""
        if (view := self._view()) is not None:
            self._actions[view.view].setChecked(True)
        if (page := self._page) is not None:
            self._actions["only_problems"].setChecked(page.tree.filter.isChecked())
            page.findings.setVisible(self._actions["findings"].isChecked())

    def bring_page(self) -> DocumentPage | None:
        """Switch to the page with the tree and return it; None if there is no document."""
        if (page := self._page) is not None:
            self.show_view(View.INSPECT)
        return page

    @property
    def _page(self) -> DocumentPage | None:
        view = self._view()
        return view.document_page if view is not None else None

    def _connect_views(self) -> None:
        for view in View:
            self._actions.on(view, partial(self.show_view, view))
        self._actions[View.INSPECT].setChecked(True)

    def _connect_page(self) -> None:
        on, on_toggled = self._actions.on, self._actions.on_toggled
        on("find", self._on_page(lambda page: page.tree.start_find()))
        on("next_match", self._on_page(lambda page: page.tree.find_field.stepped.emit(True)))
        on("previous_match", self._on_page(lambda page: page.tree.find_field.stepped.emit(False)))
        on("overview", self._on_page(lambda page: page.show_overview()))
        on("show_cause", self._on_page(lambda page: page.show_cause()))
        on("next_finding", self._on_page(lambda page: page.findings.step(forward=True)))
        on("previous_finding", self._on_page(lambda page: page.findings.step(forward=False)))
        on("expand", self._on_page(lambda page: page.tree.expand_subtree()))
        on("collapse", self._on_page(lambda page: page.tree.collapse_subtree()))
        self._actions["findings"].setChecked(True)
        on_toggled("only_problems", self._on_only_problems)
        on_toggled("findings", self._on_findings)

    def _on_page(self, do: Callable[[DocumentPage], object]) -> Callable[[], None]:
        """A handler that switches to the page with the tree and calls ``do`` with it."""

        def handler() -> None:
            if (page := self.bring_page()) is not None:
                do(page)

        return handler

    def _on_only_problems(self, only: bool) -> None:
        if (page := self._page) is not None:
            page.tree.filter.setChecked(only)

    def _on_findings(self, shown: bool) -> None:
        if (page := self._page) is not None:
            page.findings.setVisible(shown)
