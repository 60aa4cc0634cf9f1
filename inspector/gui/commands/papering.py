"""The paper's text, given by the user, held against the document in sight."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector.errors import InspectorError
from inspector.gui.actions import Actions
from inspector.gui.controllers.inspection import Inspection
from inspector.gui.controllers.inspections import Inspections
from inspector.gui.models.opened import Checked
from inspector.gui.runner import Job, Runner, Work
from inspector.gui.theme.theme import Theme
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.gui.views.paper.dialog import PaperDialog
    from inspector.paper.text import PaperText


class PaperingCommands(QObject):
    """Reads the text in a worker and verifies the document with it."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        runner: Runner,
        inspections: Inspections,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._runner = runner
        self._inspections = inspections
        self._dialog: PaperDialog | None = None
        self._asked: Inspection | None = None
        self._job: Job[PaperText] | None = None
        actions.on("paper_text", self.show_dialog)

    def show_dialog(self) -> None:
        """The dialog for the text; it stays beside the window."""
        from inspector.gui.views.paper.dialog import PaperDialog  # noqa: PLC0415 - start-up

        if self._dialog is None:
            self._dialog = PaperDialog(self._theme, self._window)
            self._dialog.text_given.connect(lambda text: self._read(partial(_of_text, text)))
            self._dialog.file_given.connect(lambda path: self._read(partial(_of_file, path)))
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _read(self, work: "Work[PaperText]") -> None:
        """Verify the document that is in sight now, whatever tab is gone to meanwhile."""
        if self._job is not None:
            self._job.cancel()
        if self._dialog is not None:
            self._dialog.show_working()
        self._asked = self._inspections.inspection
        self._job = self._runner.start(work, self)
        self._job.on_success(self._on_read).on_failure(self._on_failed)

    def _on_read(self, paper: "PaperText") -> None:
        self._job = None
        asked = self._asked
        if asked in self._inspections.items and asked is not None and asked.opened is not None:
            asked.opening.checked.connect(self._on_checked)
            asked.opening.give_paper(paper)

    def _on_checked(self, checked: Checked) -> None:
        if self._asked is not None:
            self._asked.opening.checked.disconnect(self._on_checked)
        if self._dialog is not None:
            self._dialog.show_findings(checked.report.paper, None)

    def _on_failed(self, error: InspectorError) -> None:
        self._job = None
        if self._dialog is not None:
            self._dialog.show_findings(None, error)


def _of_text(text: str, checkpoint: Checkpoint) -> "PaperText":
    from inspector.paper.reader import read_paper  # noqa: PLC0415 - few ask for it

    return read_paper(text, checkpoint)


def _of_file(path: str, checkpoint: Checkpoint) -> "PaperText":
    from inspector.jobs.paper_file import read_paper_file  # noqa: PLC0415 - few ask for it

    return read_paper_file(path, checkpoint)
