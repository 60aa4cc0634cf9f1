"""Opening, reloading and closing documents; the user must agree to what is fetched."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.document import incoming, titles
from inspector.gui.document.incoming import IncomingSources, short_source
from inspector.gui.document.recent import Recent, RecentEntry
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import plural, translate
from inspector.gui.widgets.plain_text import for_menu, middle
from inspector.gui.window.inspections import Inspections
from inspector.sources import PastedText, SourceOptions


def ask_to_fetch(
    window: QMainWindow, options: SourceOptions, sources: list[str], then: Callable[[], None]
) -> None:
    """Call ``then`` once the user agreed to each of ``sources`` that must be fetched, in
    sequence."""
    for number, source in enumerate(sources, 1):
        if (plan := incoming.remote_plan(source, options)) is not None:
            from inspector.gui.widgets.dialogs import fetch_dialog  # noqa: PLC0415 - start-up

            dialog = fetch_dialog(window, plan.host, plan.url, incoming.taken_for(plan))
            dialog.accepted.connect(partial(ask_to_fetch, window, options, sources[number:], then))
            dialog.open()
            return
    then()


class OpenCommands(QObject):
    """The commands of the menu File."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        inspections: Inspections,
        recent: Recent,
        *,
        say: Callable[[str], None],
    ) -> None:
        """``say`` shows a message in the status bar."""
        super().__init__(window)
        self._window = window
        self._recent_menu = actions.recent_menu
        self._theme = theme
        self._inspections = inspections
        self._recent = recent
        self._say = say
        for id_, handler in (
            ("open_file", self.open_file),
            ("open_address", self.open_address),
            ("paste", self.paste),
            ("new_tab", inspections.add),
            ("reload", self.reload),
            ("close_document", self.close_document),
            ("quit", window.close),
            ("next_tab", lambda: inspections.step(forward=True)),
            ("previous_tab", lambda: inspections.step(forward=False)),
        ):
            actions.on(id_, handler)
        self._recent_menu.aboutToShow.connect(self._fill_recent)

    def open_source(self, source: str) -> None:
        """Open ``source``; if it must be fetched, ask first."""
        options, open_ = self._inspections.options, self._inspections.open
        ask_to_fetch(self._window, options, [source], lambda: open_(source))

    def open_sources(self, sources: Iterable[str]) -> None:
        """Open each source in a new tab. With several, those that must be fetched wait in their
        tabs."""
        match tuple(sources):
            case (source,):
                self.open_source(source)
            case several:
                self.offer_sources(several)

    def offer_sources(self, sources: Iterable[str]) -> None:
        """Open each source in a new tab, where one that must be fetched waits."""
        self._say_left_out(sum(not self._inspections.offer(source) for source in sources))

    def open_listed(self, sources: list[str]) -> None:
        """Open sources chosen from a list; several are each opened when their tab is first
        shown."""
        if len(sources) == 1:
            self.open_source(sources[0])
        else:
            self._say_left_out(self._inspections.open_all(sources))

    def _say_left_out(self, left_out: int) -> None:
        if left_out:
            self._say(
                plural(
                    "Commands",
                    "%n source was not opened: there are too many tabs.",
                    "%n sources were not opened: there are too many tabs.",
                    left_out,
                )
            )

    def open_incoming(self, found: IncomingSources) -> None:
        """Open what was dropped or pasted, or say why that is not possible."""
        if not found.sources:
            from inspector.gui.widgets.dialogs import refusal_dialog  # noqa: PLC0415 - start-up

            refusal_dialog(self._window, found.says).open()
            return
        self.open_sources(found.sources)
        if found.rest:
            self._say(found.rest)

    def paste(self) -> None:
        name = translate("Commands", "from the clipboard")
        # Qt gives None for an empty clipboard.
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        self.open_incoming(incoming.of_data(data, name, self._inspections.options))

    def open_file(self) -> None:
        from inspector.gui.widgets.dialogs import file_dialog  # noqa: PLC0415 - start-up

        dialog = file_dialog(self._window)
        dialog.filesSelected.connect(self.open_sources)
        dialog.open()

    def open_address(self) -> None:
        from inspector.gui.widgets.dialogs import AddressDialog  # noqa: PLC0415 - start-up

        tell = partial(incoming.describe_typed, options=self._inspections.options)
        dialog = AddressDialog(self._theme, tell, self._window)
        dialog.entered.connect(self.open_source)
        dialog.open()

    def reload(self) -> None:
        tab = self._inspections.current
        tab.reload()
        if isinstance(tab.source, PastedText):
            self._say(
                translate(
                    "Commands", "Read again as it came: the clipboard is not asked once more."
                )
            )

    def close_document(self) -> None:
        self._inspections.close(self._inspections.current)

    def stop(self) -> None:
        """Cancel the opening in the current tab."""
        title = self._inspections.current.title
        self.close_document()
        self._say(translate("Commands", "Stopped opening {}.").format(middle(title, 80)))

    def _fill_recent(self) -> None:
        menu = self._recent_menu
        menu.clear()
        for entry in self._recent.entries:
            menu.addAction(_recent_text(entry)).triggered.connect(self._opener(entry.source))
        menu.addSeparator()
        clear = menu.addAction(translate("Commands", "Clear list"))
        clear.setEnabled(bool(self._recent.entries))
        clear.triggered.connect(self._recent.clear)

    def _opener(self, source: str) -> Callable[[], None]:
        return lambda: self.open_source(source)


def _recent_text(entry: RecentEntry) -> str:
    name = for_menu(short_source(entry.source))
    title = titles.listed(entry.title, entry.verdict, is_proven=entry.is_title_proven, length=50)
    return f"{name}  –  {for_menu(title)}" if title else name
