"""The paper's text, given by the user and compared with the current document."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from inspector.errors import InspectorError
from inspector.gui.actions import Actions
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.tab import Tab
from inspector.gui.runner import Job, Runner, Work
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import for_menu, middle, tooltip, whole
from inspector.gui.window.inspections import Inspections
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.gui.paper.dialog import PaperDialog
    from inspector.paper.text import PaperText


_SHOWN = 70
_IN_TIP = 400
_OF_NO_DIALOG = -1
"""The edition of a text from a file that is not in the dialog."""


class _GivenPaperText:
    """A text given for one tab, and the result of reading it."""

    def __init__(self, edition: int, job: "Job[PaperText]") -> None:
        self.edition = edition
        self.job: Job[PaperText] | None = job
        self.paper: PaperText | None = None
        self.error: InspectorError | None = None


class PaperCommands(QObject):
    """Reads the text in a worker and verifies the document with it.

    Each tab may have another text. The dialog shows the result of its own text for the current tab
    only. A file that is no document but may be a paper's text is offered for any open document.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        runner: Runner,
        inspections: Inspections,
        *,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._runner = runner
        self._inspections = inspections
        self._say = say
        self._dialog: PaperDialog | None = None
        self._given: dict[Inspection, _GivenPaperText] = {}
        self._edition = 0
        """Changes with each change of the text, and with each file."""
        actions.on("paper_text", self.show_dialog)
        inspections.removed.connect(self._on_removed)

    def show_dialog(self) -> None:
        """Show the dialog for the text beside the window."""
        if self._dialog is None:
            self._dialog = self._new_dialog()
        self._show()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _new_dialog(self) -> "PaperDialog":
        from inspector.gui.paper.dialog import PaperDialog  # noqa: PLC0415 - start-up

        dialog = PaperDialog(self._theme, self._window)
        dialog.edited.connect(self._on_edited)
        dialog.text_given.connect(lambda text: self._read(partial(_of_text, text), self._edition))
        dialog.file_given.connect(self._on_file_given)
        self._inspections.current_changed.connect(self._show)
        self._inspections.added.connect(self._join)
        for tab in self._inspections.items:
            self._join(tab)
        return dialog

    def _join(self, tab: Tab) -> None:
        tab.changed.connect(self._show)

    def _on_removed(self, tab: Tab) -> None:
        if isinstance(tab, Inspection) and (given := self._given.pop(tab, None)) and given.job:
            given.job.cancel()

    def _on_edited(self) -> None:
        self._edition += 1
        self._show()

    def _on_file_given(self, path: str) -> None:
        self._edition += 1
        self._read(partial(_of_file, path), self._edition)

    # --- a text from a file that was opened -------------------------------------------------

    def offer(self, data: bytes, at: QPoint) -> None:
        """Ask, at this position of the screen, which document the text is the paper of."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        names = Counter(tab.title for tab in self._inspections.documents)
        for tab in self._inspections.documents:
            if tab.opened is not None:
                name = tab.title if names[tab.title] == 1 else middle(tab.source or "", _SHOWN)
                action = menu.addAction(for_menu(name))
                action.setToolTip(tooltip(middle(tab.source or "", _IN_TIP)))
                action.triggered.connect(partial(self._use, data, tab))
        menu.addSeparator()
        other = menu.addAction(translate("Commands", "Open a document for it…"))
        other.triggered.connect(partial(self._ask_for_document, data))
        menu.popup(at)

    def _ask_for_document(self, data: bytes) -> None:
        from inspector.gui.widgets.dialogs import file_dialog  # noqa: PLC0415 - start-up

        dialog = file_dialog(self._window)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._open_and_use, data))
        dialog.open()

    def _open_and_use(self, data: bytes, path: str) -> None:
        self._inspections.open(path)
        if (tab := self._inspections.inspection) is not None:
            self._use(data, tab)

    def _use(self, data: bytes, tab: Inspection) -> None:
        self._inspections.choose(tab)
        self._read(partial(_of_text, data), _OF_NO_DIALOG)

    # --- reading ----------------------------------------------------------------------------

    def _read(self, work: "Work[PaperText]", edition: int) -> None:
        """Verify the document that is current now, even if the user switches tabs."""
        asked = self._inspections.inspection
        if asked is None:
            return
        before = self._given.get(asked)
        if before is not None and before.job is not None:
            before.job.cancel()
        job = self._runner.start(work, self)
        given = self._given[asked] = _GivenPaperText(edition, job)
        job.on_success(partial(self._on_read, asked, given))
        job.on_failure(partial(self._on_failed, given))
        self._show()

    def _on_read(self, asked: Inspection, given: _GivenPaperText, paper: "PaperText") -> None:
        given.job, given.paper = None, paper
        asked.opening.give_paper(paper)
        if given.edition == _OF_NO_DIALOG:
            text = translate("Commands", "Read as the text of the paper of {}.")
            self._say(text.format(asked.title))
        self._show()

    def _on_failed(self, given: _GivenPaperText, error: InspectorError) -> None:
        given.job, given.error = None, error
        if given.edition == _OF_NO_DIALOG:
            self._say(whole(error.message))
        self._show()

    def _show(self) -> None:
        """Show the result for the current tab, if it is that of the text in the dialog."""
        if self._dialog is None:
            return
        tab = self._inspections.inspection
        self._dialog.show_tab(tab.title if tab is not None and tab.opened is not None else None)
        given = self._given.get(tab) if tab is not None else None
        if tab is None or given is None or given.edition != self._edition:
            self._dialog.show_nothing()
        elif given.error is not None:
            self._dialog.show_failure(given.error)
        elif given.job is not None or (tab.checked is None and tab.is_busy):
            self._dialog.show_working()
        elif tab.checked is not None and tab.checked.paper is given.paper:
            self._dialog.show_findings(tab.checked.report.paper)
        else:  # the document was read again since, without the text
            self._dialog.show_nothing()


def _of_text(text: str | bytes, checkpoint: Checkpoint) -> "PaperText":
    from inspector.paper.reader import read_paper  # noqa: PLC0415 - few ask for it

    return read_paper(text, checkpoint)


def _of_file(path: str, checkpoint: Checkpoint) -> "PaperText":
    from inspector.jobs.reading import read_paper_file  # noqa: PLC0415 - few ask for it

    return read_paper_file(path, checkpoint)
