"""The dialogs before and after saving a report."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QMessageBox,
    QWidget,
)

from inspector.gui.theme.theme import Theme
from inspector.gui.translation import N_, plural, translate
from inspector.gui.widgets.buttons import CheckBox, ChoiceBox
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.plain_text import middle

_SHOWN = 80


class ReportFile(Enum):
    """The format: the suffix of the file, and its name."""

    HTML = (".html", N_("Report", "A page to read and to check again (HTML)"))
    PDF = (".pdf", N_("Report", "Sheets to print (PDF)"))
    MARKDOWN = (".md", N_("Report", "Text with marks (Markdown)"))
    JSON = (".json", N_("Report", "The data alone, for programs (JSON)"))

    @property
    def ending(self) -> str:
        return self.value[0]

    @property
    def words(self) -> str:
        return translate("Report", self.value[1])


class SaveReportDialog(QDialog):
    """Asks for the format, and whether to include the document's path and the notes.

    Notes may be private, so they are included only if that is ticked.
    """

    chosen = Signal(ReportFile, bool, bool)
    """The format, whether paths are left out, and whether notes are included."""

    def __init__(self, theme: Theme, parent: QWidget, notes: int = 0) -> None:
        """``notes`` is the number of notes on the document."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = ChoiceBox(theme)
        for one in ReportFile:
            self.kind.addItem(one.words, one)
        self.without_paths = CheckBox(
            theme, self.tr("&Leave out the folder that the document lies in"), on=False
        )
        told = plural("Report", "&With the note on it", "&With the %n notes on it", notes)
        self.with_notes = CheckBox(theme, told, on=False)
        self.with_notes.setVisible(notes > 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("&Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        form = QFormLayout()
        form.addRow(self.tr("&Report as"), self.kind)
        layout = v_box(on=self, spacing=16, edges=(24, 24, 24, 16))
        for part in (form, self.without_paths, self.with_notes, buttons):
            layout.addLayout(part) if isinstance(part, QFormLayout) else layout.addWidget(part)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)

    def _on_accepted(self) -> None:
        self.accept()
        self.chosen.emit(
            self.kind.currentData(), self.without_paths.isChecked(), self.with_notes.isChecked()
        )


def report_file_dialog(parent: QWidget, name: str, file: ReportFile) -> QFileDialog:
    """The dialog to choose the file; it asks before replacing one."""
    dialog = QFileDialog(parent, translate("Report", "Save report"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{file.words} (*{file.ending})")
    dialog.setDefaultSuffix(file.ending[1:])
    dialog.selectFile(f"{name}{file.ending}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def saved_dialog(parent: QWidget, path: str, sha256: str) -> QMessageBox:
    """Shows where the report was saved, and its SHA-256."""
    dialog = QMessageBox(parent)
    dialog.setIcon(QMessageBox.Icon.Information)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setWindowTitle(translate("Report", "Report saved"))
    dialog.setText(translate("Report", "Saved as {}.").format(middle(path, _SHOWN)))
    said = translate(
        "Report",
        "SHA-256 of the file:\n{}\n\nWhoever gets the report can compare it. It shows a change by "
        "accident; who made the report, only a signature shows. The report says how to make one.",
    )
    dialog.setInformativeText(said.format(sha256))
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
    dialog.setTextInteractionFlags(selectable | keys)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def no_printer_dialog(parent: QWidget) -> QMessageBox:
    dialog = QMessageBox(parent)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setWindowTitle(translate("Report", "Print report"))
    dialog.setText(translate("Report", "No printer was found on this computer."))
    said = translate(
        "Report", "Save the report as PDF instead: it has the same sheets, to print elsewhere."
    )
    dialog.setInformativeText(said)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
