"""Comparing two documents: choosing them, and the commands of the menu Compare."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.recent import Recent
from inspector.gui.theme.theme import Theme
from inspector.gui.window.commands.open import ask_to_fetch
from inspector.gui.window.inspections import Inspections
from inspector.sources.file_state import FileState

if TYPE_CHECKING:
    from inspector.gui.compare.compare_options import Choice
    from inspector.gui.compare.side_request import SideRequest
    from inspector.gui.compare.view import ComparisonView


class CompareCommands(QObject):
    """Chooses what to compare; the other commands act on the current comparison."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        inspections: Inspections,
        recent: Recent,
        *,
        view: "Callable[[], ComparisonView | None]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._theme = theme
        self._inspections = inspections
        self._recent = recent
        self._view = view
        actions.on("compare_with", self.choose)
        self._connect_view()

    # --- choosing ---------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask what to compare the current document with."""
        inspection = self._inspections.inspection
        if inspection is None or inspection.opened is None:
            return
        from inspector.gui.compare.choose_dialog import ChooseDialog  # noqa: PLC0415
        from inspector.gui.compare.compare_options import OtherTab, compare_options  # noqa: PLC0415 - start-up

        opened = inspection.opened
        tabs = [
            OtherTab(place, item.label)
            for place, item in enumerate(self._inspections.items)
            if isinstance(item, Inspection)
            and item is not inspection
            and not (item.is_empty or item.waits)
        ]
        others = [entry for entry in self._recent.entries if entry.source != inspection.source]
        options = self._inspections.options
        found = compare_options(opened.document, tabs, others, options)
        dialog = ChooseDialog(self._theme, opened.name, found, options, self._window)
        dialog.chosen.connect(partial(self._on_chosen, inspection))
        dialog.open()

    def compare_sources(self, left: str, right: str) -> None:
        """Compare two sources; a document that is open is not read again."""
        self._inspections.compare(self._side_for(left), self._side_for(right))

    def compare_asking(self, left: str, right: str) -> None:
        """Compare two sources; what must be fetched is shown first."""
        options, sources = self._inspections.options, [left, right]
        ask_to_fetch(self._window, options, sources, lambda: self.compare_sources(left, right))

    def _on_chosen(self, inspection: Inspection, choice: "Choice") -> None:
        """Compare ``inspection`` with the choice; the user agreed to what is fetched."""
        from inspector.gui.compare.compare_options import (  # noqa: PLC0415 - start-up
            HistoryStates,
            WithOwnEvents,
            WithSource,
            WithTab,
        )
        from inspector.gui.compare.side_request import own_sides  # noqa: PLC0415 - start-up

        if inspection not in self._inspections.items or inspection.opened is None:
            return
        left = self._side_of(inspection)
        if isinstance(choice, WithOwnEvents | HistoryStates):
            document = inspection.opened.document
            self._inspections.compare(*own_sides(choice, left, document))
        elif isinstance(choice, WithTab):
            other = self._inspections.items[choice.place]
            if isinstance(other, Inspection):
                self._inspections.compare(left, self._side_of(other))
        elif isinstance(choice, WithSource):
            self._inspections.compare(left, self._side_for(choice.source))

    def _side_for(self, source: str) -> "SideRequest":
        """The side for ``source``, with the document of its tab if there is one."""
        from inspector.gui.compare.side_request import SideRequest  # noqa: PLC0415 - start-up

        for inspection in self._inspections.documents:
            if inspection.source == source and inspection.standing is FileState.SAME:
                return self._side_of(inspection)
        return SideRequest(source)

    def _side_of(self, inspection: Inspection) -> "SideRequest":
        from inspector.gui.compare.side_request import SideRequest  # noqa: PLC0415 - start-up

        baseline = inspection.opening.baseline
        return SideRequest(inspection.source or "", checked=inspection.checked, baseline=baseline)

    # --- the current comparison -------------------------------------------------------------

    def sync_actions(self) -> None:
        """Update the checkable commands to the current comparison."""
        if (view := self._view()) is not None:
            self._actions["only_differences"].setChecked(view.shows_only_differences)
            self._actions["hide_volatile"].setChecked(view.comparison.hides_volatile)

    def show_place(self, source: str, pointer: str) -> None:
        """Show ``pointer`` of a side in a tab of its own."""
        self._inspections.open(source)
        inspection = self._inspections.inspection
        if inspection is not None and inspection.opened is not None:
            inspection.selection.select_pointer(pointer)

    def _connect_view(self) -> None:
        on, on_toggled = self._actions.on, self._actions.on_toggled
        on("next_difference", self._on_view(lambda view: view.step(forward=True)))
        on("previous_difference", self._on_view(lambda view: view.step(forward=False)))
        on("expand", self._on_view(lambda view: view.trees.expand_subtree()))
        on("collapse", self._on_view(lambda view: view.trees.collapse_subtree()))
        on("volatile_fields", self._on_view(lambda view: view.dialogs.edit_volatile()))
        on("swap_sides", self._on_view(lambda view: view.comparison.loader.swap()))
        on("copy_difference", self._on_view(lambda view: view.copy_difference()))
        on("export_comparison", self._on_view(lambda view: view.dialogs.export()))
        on_toggled("only_differences", self._on_only_differences)
        on_toggled("hide_volatile", self._on_hide_volatile)

    def _on_view(self, do: "Callable[[ComparisonView], object]") -> Callable[[], None]:
        def handler() -> None:
            if (view := self._view()) is not None:
                do(view)

        return handler

    def _on_only_differences(self, only: bool) -> None:
        if (view := self._view()) is not None:
            view.show_only_differences(only)

    def _on_hide_volatile(self, hides: bool) -> None:
        if (view := self._view()) is not None:
            view.comparison.hide_volatile(hides)
