"""Opening an address of a document in the browser: first it is shown whole, then it is asked."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from inspector.gui.document.value_facts import LONGEST_LINK, WebLink
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import clip


def browse_dialog(parent: QWidget, link: WebLink) -> QMessageBox:
    """Asks whether to open an address; shows all of it, and the host by itself.

    The answer at hand is no: the address is from the document, not from the user.
    """
    dialog = QMessageBox(parent)
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setWindowTitle(translate("Dialogs", "Open in browser"))
    dialog.setText(translate("Dialogs", "Open {} in the browser?").format(clip(link.host)))
    dialog.setInformativeText(
        translate(
            "Dialogs",
            "{}\n\nThe address is made of what the document says. This program fetches nothing; "
            "the browser does.",
        ).format(clip(link.address, LONGEST_LINK))
    )
    dialog.addButton(translate("Dialogs", "Open"), QMessageBox.ButtonRole.AcceptRole)
    dialog.setDefaultButton(dialog.addButton(QMessageBox.StandardButton.Cancel))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _open(link))
    return dialog


def _open(link: WebLink) -> None:
    """Hand the address to the browser, if it is to Qt what it is to the eye."""
    url = QUrl(link.address, QUrl.ParsingMode.StrictMode)
    if url.isValid() and url.scheme() == "https" and url.host() == link.host:
        QDesktopServices.openUrl(url)
