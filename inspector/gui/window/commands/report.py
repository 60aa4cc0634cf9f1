"""Saves or prints the report on the current document."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector.gui import translation
from inspector.gui.actions import Actions
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.runner import Runner, Work
from inspector.gui.theme.theme import Theme
from inspector.gui.window.inspections import Inspections
from inspector.notes.notes import Note
from inspector.progress import Checkpoint
from inspector.sources.file_state import FileState

if TYPE_CHECKING:
    from inspector.evidence.evidence import SavedReport
    from inspector.gui.report.preview import ReportPreview
    from inspector.gui.report.save_dialog import ReportFile
    from inspector.messages import Language


class ReportCommands(QObject):
    """Makes the report in a worker, in the language of the window."""

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
        actions.on("save_report", self.save)
        actions.on("print_report", self.print)

    # --- saving -----------------------------------------------------------------------------

    def save(self) -> None:
        """Ask how to save the report on the current document."""
        inspection = self._inspections.inspection
        if inspection is not None and (checked := inspection.checked) is not None:
            from inspector.gui.report.save_dialog import SaveReportDialog  # noqa: PLC0415 - seldom

            notes = inspection.notes.placed.notes
            dialog = SaveReportDialog(self._theme, self._window, len(notes))
            dialog.chosen.connect(partial(self._choose_file, inspection, checked, notes=notes))
            dialog.open()

    def _choose_file(
        self,
        inspection: Inspection,
        checked: Checked,
        kind: "ReportFile",
        without_paths: bool,
        with_notes: bool,
        *,
        notes: tuple[Note, ...],
    ) -> None:
        from inspector.gui.report.save_dialog import report_file_dialog  # noqa: PLC0415

        name = Path(checked.opened.name).stem or "document"
        title = self.tr("{} report").format(name)
        dialog = report_file_dialog(self._window, title, kind)
        told = notes if with_notes else ()

        def save(path: str) -> None:
            now = _judged_now(inspection, checked)
            if now is None:
                self._say_not_saved()
                return
            since_read = _since_read(inspection, now)
            self.save_as(now, kind, without_paths, path, notes=told, since_read=since_read)

        dialog.fileSelected.connect(save)
        dialog.open()

    def _say_not_saved(self) -> None:
        self._say(self.tr("Nothing was saved: the document is being checked again."))

    def save_as(
        self,
        checked: Checked,
        kind: "ReportFile",
        without_paths: bool,
        path: str,
        *,
        notes: tuple[Note, ...] = (),
        since_read: FileState = FileState.SAME,
    ) -> None:
        """Write the report on ``checked`` to ``path``, which the user agreed to replace."""
        language = translation.language()

        def work(point: Checkpoint) -> str:
            from inspector.jobs.reporting import save  # noqa: PLC0415 - seldom

            report = _report(
                *(checked, since_read, language, point), without_paths=without_paths, notes=notes
            )
            content = _content(report, kind, language)
            location = checked.opened.location
            return save(Path(path), content, not_onto=[location], force=True)

        job = self._runner.start(work, self, must_end=True)
        job.on_success(partial(self._on_saved, path))
        job.on_failure(lambda error: self._say(translation.said(error.message)))

    def _on_saved(self, path: str, sha256: str) -> None:
        from inspector.gui.report.save_dialog import saved_dialog  # noqa: PLC0415

        saved_dialog(self._window, path, sha256).open()

    # --- printing ---------------------------------------------------------------------------

    def print(self) -> None:
        """Show a print preview; if nothing can print, say so."""
        inspection = self._inspections.inspection
        if inspection is None or (checked := inspection.checked) is None:
            return
        if not _can_print():
            from inspector.gui.report.save_dialog import no_printer_dialog  # noqa: PLC0415

            no_printer_dialog(self._window).open()
            return
        language = translation.language()

        def make(of: Checked) -> Work["SavedReport"]:
            return partial(_report, of, inspection.standing, language)

        def show(report: "SavedReport") -> None:
            if inspection.opened is checked.opened:
                self.preview(language, report).follow(inspection, checked, make, self._runner)

        self._runner.start(make(checked), self).on_success(show)

    def preview(self, language: "Language", report: "SavedReport") -> "ReportPreview":
        from inspector.gui.report.preview import ReportPreview  # noqa: PLC0415 - seldom

        dialog = ReportPreview(self._window, language, report)
        dialog.open()
        return dialog


def _can_print() -> bool:
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - seldom
    except ImportError:
        return False
    return bool(QPrinterInfo.availablePrinterNames())


def _judged_now(inspection: Inspection, checked: Checked) -> Checked | None:
    """``checked`` by the list of keys of now, which may have changed while the dialogs were open;
    None while that is being found out."""
    return inspection.checked if inspection.opened is checked.opened else checked


def _since_read(inspection: Inspection, checked: Checked) -> FileState:
    """Whether the file still is what ``checked`` is of; its tab may have been reloaded since."""
    then, now = checked.opened, inspection.opened
    if (
        now is not None
        and now.location == then.location
        and now.document.data != then.document.data
    ):
        return FileState.CHANGED
    return inspection.standing


def _report(
    checked: Checked,
    since_read: FileState,
    language: "Language",
    checkpoint: Checkpoint,
    *,
    without_paths: bool = False,
    notes: tuple[Note, ...] = (),
) -> "SavedReport":
    from inspector.evidence.making import evidence_of  # noqa: PLC0415 - seldom
    from inspector.jobs.reporting import now, origin_of  # noqa: PLC0415

    loaded = checked.opened
    origin = origin_of(loaded.name, loaded.location, loaded.hosts, without_paths=without_paths)
    return evidence_of(
        loaded.document.data,
        checked.report,
        loaded.document,
        checked.trust,
        origin=replace(origin, since_read=since_read),
        at=now(),
        paper=checked.paper,
        notes=notes,
        language=language,
        checkpoint=checkpoint,
    )


def _content(report: "SavedReport", kind: "ReportFile", language: "Language") -> bytes:
    from inspector.gui.report.save_dialog import ReportFile  # noqa: PLC0415
    from inspector.jobs.reporting import ReportForm, report_bytes  # noqa: PLC0415

    if kind is ReportFile.PDF:
        from inspector.gui.report.sheets import pdf, usual_size  # noqa: PLC0415

        return pdf(report, language, usual_size())
    return report_bytes(report, ReportForm(kind.ending), language)
