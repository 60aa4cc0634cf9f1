"""Small dialogs: choosing a file, saving, exporting, fetching or browsing an address, about.

Each shows text of documents as plain text, and none blocks the event loop.
"""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.address_field import AddressField, Describe
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.plain_text import clip

_LONGEST_ADDRESS = 1_000
_LONGEST_LINK = 2_100
"""Longer than any address that a value can link to, so links are shown completely."""


def file_dialog(parent: QWidget) -> QFileDialog:
    """The dialog that chooses documents."""
    dialog = QFileDialog(parent, translate("Dialogs", "Open Pith documents"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [
            translate(
                "Dialogs",
                "Documents and archives (*.json *.jsonl *.ndjson *.zip *.tar *.tgz *.gz *.bz2 *.xz "
                "*.zst)",
            ),
            translate("Dialogs", "All files (*)"),
        ]
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _saving(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def saving_dialog(parent: QWidget, name: str) -> QFileDialog:
    """The dialog to save computed bytes; it asks before replacing a file."""
    dialog = _saving(parent, translate("Dialogs", "Save bytes"))
    dialog.selectFile(name)
    return dialog


def export_dialog(parent: QWidget, name: str) -> QFileDialog:
    """The dialog to save a comparison; the suffix of the name decides the format."""
    page = translate("Dialogs", "A page to read and to print (*.html)")
    data = translate("Dialogs", "Data for other programs (*.json)")
    dialog = _saving(parent, translate("Dialogs", "Export the comparison"))
    dialog.setNameFilters([page, data])
    ends = {page: "html", data: "json"}
    dialog.setDefaultSuffix(ends[page])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(ends[chosen]))
    dialog.selectFile(name)
    return dialog


def _message(parent: QWidget, title: str, text: str) -> QMessageBox:
    """A box with plain text only: by default Qt guesses whether text is mark-up."""
    dialog = QMessageBox(parent)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setWindowTitle(title)
    dialog.setText(text)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def fetch_dialog(parent: QWidget, host: str, address: str, named: str) -> QMessageBox:
    """Asks whether to fetch an address, shown completely, with the host separately.

    ``named`` is what is looked up there, "" for nothing.
    """
    dialog = _message(
        parent,
        translate("Dialogs", "Fetch a document"),
        translate("Dialogs", "Fetch from {}?").format(clip(host)),
    )
    dialog.setInformativeText(
        translate(
            "Dialogs", "{}\n\nOnly this address, and one that it leads to, is fetched over https."
        ).format("\n".join(filter(None, (named, clip(address, _LONGEST_ADDRESS)))))
    )
    fetch = dialog.addButton(translate("Dialogs", "Fetch"), QMessageBox.ButtonRole.AcceptRole)
    dialog.addButton(QMessageBox.StandardButton.Cancel)
    dialog.setDefaultButton(fetch)
    return dialog


def browse_dialog(parent: QWidget, host: str, address: str) -> QMessageBox:
    """Asks whether to open an address, shown completely, with the host separately.

    The default answer is no, since the address is from the document.
    """
    dialog = _message(
        parent,
        translate("Dialogs", "Open in browser"),
        translate("Dialogs", "Open {} in the browser?").format(clip(host)),
    )
    dialog.setInformativeText(
        translate(
            "Dialogs",
            "{}\n\nThe address is made of what the document says. This program fetches nothing; "
            "the browser does.",
        ).format(clip(address, _LONGEST_LINK))
    )
    dialog.addButton(translate("Dialogs", "Open"), QMessageBox.ButtonRole.AcceptRole)
    dialog.setDefaultButton(dialog.addButton(QMessageBox.StandardButton.Cancel))
    dialog.accepted.connect(lambda: _open(host, address))
    return dialog


def _open(host: str, address: str) -> None:
    """Open the address in the browser, if QUrl sees the same host as the user."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.isValid() and url.scheme() == "https" and url.host() == host:
        QDesktopServices.openUrl(url)


def refusal_dialog(parent: QWidget, why: str) -> QMessageBox:
    """Says why nothing of what was pasted or dropped was opened."""
    dialog = _message(
        parent, translate("Dialogs", "Open"), translate("Dialogs", "Nothing was opened")
    )
    dialog.setInformativeText(why)
    return dialog


def about_dialog(parent: QWidget, version: str) -> QMessageBox:
    dialog = _message(
        parent,
        translate("Dialogs", "About Pith Inspector"),
        translate("Dialogs", "Pith Inspector {}").format(version),
    )
    dialog.setInformativeText(
        translate(
            "Dialogs",
            "Opens a signed record of a scientific paper and says what is proven, what is only "
            "stated and what is wrong. Nothing inside a document is fetched by itself, and the "
            "inspected file is never written.",
        )
    )
    return dialog


class AddressDialog(QDialog):
    """Asks for an address, a Pith Number or an arXiv id."""

    entered = Signal(str)

    def __init__(self, theme: Theme, tell: Describe, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open address or Pith Number"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.address = AddressField(theme, tell)
        v_box(self.address, on=self, edges=(24, 24, 24, 16))
        self.address.entered.connect(self._on_entered)

    def _on_entered(self, text: str) -> None:
        self.accept()
        self.entered.emit(text)
