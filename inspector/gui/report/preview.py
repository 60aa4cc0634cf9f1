"""The sheets of a report as they will be printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.evidence.evidence import SavedReport
from inspector.gui.document.inspection import FORMER_STAY, Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.report.sheets import Sheets, page_layout, usual_size
from inspector.gui.runner import LatestJob, Runner, Work
from inspector.messages import Language


class ReportPreview(QPrintPreviewDialog):
    """Shows a report and prints it. Once it follows a document, the report is made anew whenever
    that is verified by another list of keys."""

    def __init__(self, parent: QWidget, language: Language, report: SavedReport) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(QPageSize(usual_size())))
        super().__init__(printer, parent)
        self._language = language
        self._report = report
        self._sheets = self.findChildren(QPrintPreviewWidget)
        self._outdated = QTimer(self, singleShot=True, interval=FORMER_STAY)
        self._outdated.timeout.connect(self._take_back)
        self.paintRequested.connect(self._paint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # the dialog paints on the printer, which must outlive it
        self.destroyed.connect(lambda: printer.setCreator(""))

    def follow(
        self,
        inspection: Inspection,
        checked: Checked,
        make: Callable[[Checked], Work[SavedReport]],
        runner: Runner,
    ) -> None:
        """Keep the report as ``inspection`` is verified; it was made of ``checked``."""
        self._job = LatestJob(runner, self)
        self._make = make
        opening = inspection.opening
        opening.checking.connect(self._wait)
        opening.checked.connect(self._renew)
        opening.failed.connect(self.close)
        opening.closed.connect(self.close)
        if inspection.error is not None:
            self.close()
        elif inspection.checked is None:
            self._wait()
        elif inspection.checked is not checked:
            self._renew(inspection.checked)

    def _wait(self) -> None:
        """What is shown no longer counts, and must not be printed."""
        self._job.cancel()
        self._enable(is_on=False)
        if not self._outdated.isActive():
            self._outdated.start()

    def _take_back(self) -> None:
        for sheets in self._sheets:
            sheets.hide()

    def _enable(self, *, is_on: bool) -> None:
        """Not the dialog itself, which must hear Escape: it blocks the window."""
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setEnabled(is_on)

    def _renew(self, checked: Checked) -> None:
        self._wait()
        self._job.start(self._make(checked), self._show, self._give_up)

    def _give_up(self, _: InspectorError) -> None:
        self.close()

    def _show(self, report: SavedReport) -> None:
        self._report = report
        self._outdated.stop()
        self._enable(is_on=True)
        for sheets in self._sheets:
            sheets.updatePreview()
            sheets.show()

    def _paint(self, printer: QPrinter) -> None:
        Sheets(self._report, self._language, printer).paint()
