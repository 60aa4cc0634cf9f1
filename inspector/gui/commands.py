"""What each command of the window does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from inspector import program_version
from inspector.gui.actions import Actions, shortcuts
from inspector.gui.controllers import incoming
from inspector.gui.controllers.incoming import Incoming
from inspector.gui.controllers.opening import Opening
from inspector.gui.controllers.recent import Recent, RecentEntry
from inspector.gui.models.recent_model import short_source
from inspector.gui.models.text import clip, for_menu, middle
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.translation import translate
from inspector.gui.views.document_page import DocumentPage

if TYPE_CHECKING:
    from inspector.gui.controllers.selection import Selection

_SCHEMES = {Scheme.LIGHT: "light", Scheme.DARK: "dark", Scheme.SYSTEM: "system"}


class Commands(QObject):
    """The handlers behind the action table."""

    said = Signal(str)
    """A plain word for the status bar."""
    emptied = Signal()
    look_chosen = Signal()

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        *,
        runner: Runner,
        opening: Opening,
        recent: Recent,
        selection: "Selection",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._theme = theme
        self._runner = runner
        self._opening = opening
        self._recent = recent
        self._selection = selection
        self._page: DocumentPage | None = None
        self._connect_window()
        self._connect_look()

    def take_over(self, page: DocumentPage) -> None:
        """Serve the page of documents, too."""
        self._page = page
        on, on_toggled = self._actions.on, self._actions.on_toggled
        on("find", self._find)
        on("next_match", lambda: page.tree.stepped.emit(True))
        on("previous_match", lambda: page.tree.stepped.emit(False))
        on("next_finding", lambda: page.findings.step(forward=True))
        on("previous_finding", lambda: page.findings.step(forward=False))
        on_toggled("only_problems", page.tree.filter.setChecked)
        page.tree.filter.toggled.connect(self._actions["only_problems"].setChecked)
        on_toggled("findings", page.findings.setVisible)

    # --- opening and closing --------------------------------------------------------------

    def open_source(self, source: str) -> None:
        """Open ``source``; what is fetched over the network is shown first, and asked about."""
        plan = incoming.remote_plan(source, self._opening.options)
        if plan is None:
            self._opening.open(source)
            return
        from inspector.gui.views.dialogs import fetch_dialog  # noqa: PLC0415 - start-up

        dialog = fetch_dialog(self._window, plan.host, plan.url)
        dialog.accepted.connect(lambda: self._opening.open(source))
        dialog.open()

    def open_dropped(self, found: Incoming) -> None:
        self.open_source(found.source)
        if found.others:
            self.said.emit(incoming.others_ignored(found.others))

    def open_file(self) -> None:
        from inspector.gui.views.dialogs import file_dialog  # noqa: PLC0415 - start-up

        dialog = file_dialog(self._window)
        dialog.fileSelected.connect(self._opening.open)
        dialog.open()

    def open_address(self) -> None:
        from inspector.gui.views.dialogs import AddressDialog  # noqa: PLC0415 - start-up

        dialog = AddressDialog(self._theme, self._window)
        dialog.entered.connect(self.open_source)
        dialog.open()

    def close_document(self) -> None:
        self._opening.close()
        self.emptied.emit()

    def stop(self) -> None:
        """Give up what is being opened."""
        source = self._opening.source or ""
        self.close_document()
        self.said.emit(translate("Commands", "Stopped opening {}.").format(middle(source, 80)))

    def show_findings(self) -> None:
        self._actions["findings"].setChecked(True)
        if self._page is not None:
            self._page.findings.view.setFocus()

    # --- copying --------------------------------------------------------------------------

    def copy_pointer(self) -> None:
        if (pointer := self._selection.pointer) is not None:
            self._put_on_clipboard(pointer, translate("Commands", "Copied the JSON Pointer."))

    def _copy_name(self) -> None:
        if (name := self._selection.name) is not None:
            self._put_on_clipboard(name, translate("Commands", "Copied the name."))

    def _copy_value(self) -> None:
        """A text as it is, anything else as its canonical JSON, which can be long to write."""
        if (write := self._selection.writer()) is not None:
            self._runner.start(lambda _: write(), self).on_success(self._on_written)

    def _on_written(self, text: str) -> None:
        self._put_on_clipboard(text, translate("Commands", "Copied the value."))

    def _put_on_clipboard(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(said)

    # --- the rest -------------------------------------------------------------------------

    def _find(self) -> None:
        if self._page is not None:
            self._page.tree.find_field.setFocus()
            self._page.tree.find_field.selectAll()

    def _about(self) -> None:
        from inspector.gui.views.dialogs import about_dialog  # noqa: PLC0415 - start-up

        about_dialog(self._window, program_version()).open()

    def _shortcuts(self) -> None:
        from inspector.gui.views.dialogs import ShortcutsDialog  # noqa: PLC0415 - start-up

        ShortcutsDialog(self._theme, shortcuts(), self._window).open()

    def _fill_recent(self) -> None:
        menu = self._actions.recent_menu
        menu.clear()
        for entry in self._recent.entries:
            menu.addAction(_recent_text(entry)).triggered.connect(self._opener(entry.source))
        menu.addSeparator()
        clear = menu.addAction(translate("Commands", "Clear list"))
        clear.setEnabled(bool(self._recent.entries))
        clear.triggered.connect(self._recent.clear)

    def _opener(self, source: str) -> Callable[[], None]:
        return lambda: self.open_source(source)

    def _connect_window(self) -> None:
        for id_, handler in (
            ("open_file", self.open_file),
            ("open_address", self.open_address),
            ("reload", self._opening.reload),
            ("close_document", self.close_document),
            ("quit", self._window.close),
            ("copy_value", self._copy_value),
            ("copy_name", self._copy_name),
            ("copy_pointer", self.copy_pointer),
            ("shortcuts", self._shortcuts),
            ("about", self._about),
        ):
            self._actions.on(id_, handler)
        self._actions["findings"].setChecked(True)
        self._actions.recent_menu.aboutToShow.connect(self._fill_recent)

    def _connect_look(self) -> None:
        self._actions[_SCHEMES[self._theme.scheme]].setChecked(True)
        self._actions["blue_orange"].setChecked(self._theme.blue_orange)
        for id_ in (*_SCHEMES.values(), "blue_orange"):
            self._actions.on(id_, self._on_look_chosen)

    def _on_look_chosen(self) -> None:
        scheme = next(s for s, id_ in _SCHEMES.items() if self._actions[id_].isChecked())
        self._theme.choose(scheme, blue_orange=self._actions["blue_orange"].isChecked())
        self.look_chosen.emit()


def _recent_text(entry: RecentEntry) -> str:
    name = for_menu(short_source(entry.source))
    return f"{name}  –  {for_menu(clip(entry.title, 60))}" if entry.title else name
