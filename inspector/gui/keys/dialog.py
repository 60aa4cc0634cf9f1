"""The dialog of the user's keys. A key is trusted only after its fingerprint was compared."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.document.opened import Checked
from inspector.gui.keys.key_page import KeyPage
from inspector.gui.keys.keys_pane import KeysPane
from inspector.gui.keys.trust import TrustList
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets import signs
from inspector.gui.widgets.lines import Rule
from inspector.gui.widgets.plain_text import clip, tooltip, whole
from inspector.gui.widgets.remark import Remark
from inspector.gui.widgets.text import Label
from inspector.verify.result import FAIL
from inspector.verify.trust import KnownKey, PublicKey

_EDGE = 24
_SIZE = (1_000, 720)
_LONGEST_PATH = 4_000


class TrustDialog(QDialog):
    """The list of keys and one key of it. ``documents`` gives those that are open and checked."""

    def __init__(
        self,
        theme: Theme,
        trust_list: TrustList,
        documents: Callable[[], list[Checked]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._list = trust_list
        self._documents = documents
        self.setWindowTitle(self.tr("Trusted keys"))
        self.problem = Remark(theme)
        self.keys = KeysPane(theme, str(trust_list.path or ""))
        self.page = KeyPage(theme, trust_list, documents)
        self._invitation = _Invitation(theme)
        self._pages = QStackedWidget()
        self._build(theme)
        self._connect()
        self.resize(*(theme.pixels(edge) for edge in _SIZE))
        self._on_listed()

    def show_key(self, fingerprint: str) -> None:
        """Go to the key with this fingerprint, as soon as it is in the list."""
        self.keys.view.choose(fingerprint)

    def documents_changed(self) -> None:
        """Other documents are open than before, or they were verified anew."""
        self.page.foresee()

    def _build(self, theme: Theme) -> None:
        for page in (self._invitation, self.page):
            self._pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.keys)
        row.addWidget(Rule(theme, vertical=True))
        row.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.problem)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.keys.view.chosen.connect(self._on_chosen)
        self.keys.view.activated.connect(self.page.go_on)
        self.keys.import_wanted.connect(self._choose_file)
        self.page.close_wanted.connect(self.close)
        self._list.listed.connect(self._on_listed)
        self._list.failed.connect(self.page.say_failed)
        self._list.imported.connect(self._on_imported)

    # --- what happened --------------------------------------------------------------------

    def _on_listed(self) -> None:
        self.page.written()
        self._say_problem()
        self.keys.view.show_keys(self._list.entries)

    def _on_chosen(self, known: KnownKey | None) -> None:
        self._pages.setCurrentWidget(self._invitation if known is None else self.page)
        if known is not None:
            self.page.show_key(known)

    def _say_problem(self) -> None:
        error, path = self._list.problem, self._list.path
        reason = "" if error is None else whole(error.message)
        self.keys.import_button.setEnabled(not reason)
        self.keys.import_button.setToolTip(tooltip(reason) if reason else "")
        if error is None:
            self.problem.hide()
            return
        text = reason
        if path is not None:
            text = self.tr(
                "{} It lies at {} and is left as it is. Until it can be read, no key is trusted, "
                "and nothing can be changed here."
            ).format(reason, clip(str(path), _LONGEST_PATH))
        self.problem.say(signs.of_status(FAIL), self.tr("Your list of keys is not in use"), text)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import keys as candidates"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Key files (*.json *.txt *.hex *.pub)"), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._list.import_file)
        dialog.open()

    def _on_imported(self, keys: list[PublicKey]) -> None:
        """The file's first key is shown; the open documents say under which names it signs."""
        self.show_key(keys[0].fingerprint)
        for checked in self._documents():
            self._list.note_seen(checked)

    # --- Qt's events ----------------------------------------------------------------------

    def reject(self) -> None:
        """Escape takes back a question first."""
        if not self.page.take_back():
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.keys.view.setFocus()
        self.page.foresee()


class _Invitation(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 16)
        text = self.tr("Choose a key in the list.")
        layout.addWidget(Label(theme, Text.BODY, Tone.MUTED, text).wrap())
        layout.addStretch()
