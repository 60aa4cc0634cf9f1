"""The user's keys in the window: the dialog, and updating the tabs when the list changes."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from inspector.errors import InspectorError, TrustStoreError
from inspector.gui.actions import Actions
from inspector.gui.document import signers
from inspector.gui.document.copied import CopiedPart
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.opened import Checked
from inspector.gui.document.tab import Tab
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import whole
from inspector.gui.window.inspections import Inspections
from inspector.jobs.given_key_files import own_trust
from inspector.verify.trust import KnownKey

if TYPE_CHECKING:
    from inspector.gui.keys.dialog import TrustDialog
    from inspector.gui.keys.trust_list import TrustList
    from inspector.gui.widgets.notices import Notice

_AFTER_PAINTING = 300
"""In milliseconds."""


class KeysCommands(QObject):
    """Connects the list of keys to the open documents."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        runner: Runner,
        inspections: Inspections,
        *,
        path: Path | None,
        given: tuple[KnownKey, ...],
        say: Callable[[str], None],
        tell: "Callable[[Notice], None]",
        copy: Callable[[CopiedPart, bool, str], None],
    ) -> None:
        """``path`` is the list's file, None for a run without it; ``given`` are trusted in
        addition. ``tell`` shows a notice, ``copy`` copies as ``WindowActions.copy_part`` does."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._runner = runner
        self._inspections = inspections
        self._path = path
        self._given = given
        self._say = say
        self._tell = tell
        self._copy = copy
        self._dialog: TrustDialog | None = None
        self._notice: Notice | None = None
        actions.on("trusted_keys", self.show_keys)
        actions.on("compare_fingerprint", self._compare_one)
        inspections.added.connect(self._connect_tab)
        inspections.removed.connect(self._on_documents_changed)
        for tab in inspections.items:
            self._connect_tab(tab)

    @cached_property
    def keys(self) -> "TrustList":
        """The list, read and watched from its first use."""
        from inspector.gui.keys.trust_list import TrustList  # noqa: PLC0415 - start-up

        keys = TrustList(self._runner, self._path, self._given, self)
        keys.changed.connect(lambda: self._inspections.use_trust(keys.trusted))
        # without a file this is emitted before ``self.keys`` is set
        keys.listed.connect(lambda: self._on_listed(keys.problem))
        keys.failed.connect(self._on_failed)
        keys.start(self._inspections.trust)
        return keys

    def show_keys(self) -> None:
        """Show the dialog of the keys beside the window."""
        from inspector.gui.keys.dialog import TrustDialog  # noqa: PLC0415 - start-up

        if self._dialog is None:
            self._dialog = TrustDialog(
                self._theme, self.keys, self._inspections.checked, self._window
            )
            self._dialog.keys.view.copied.connect(self._copy)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def compare_fingerprint(self, fingerprint: str) -> None:
        """Show the dialog with the comparison for the key with this fingerprint.

        A key of the current document is first added to the list, whether or not it signed anything.
        """
        inspection = self._inspections.inspection
        if inspection is not None and inspection.opened is not None:
            self.keys.note_carried(inspection.opened, fingerprint)
        self.show_keys()
        if self._dialog is not None:
            self._dialog.compare_key(fingerprint)

    def selected(self) -> str:
        """The fingerprint of the unknown key that the selected value belongs to; "" for none."""
        inspection = self._inspections.inspection
        if inspection is None or inspection.checked is None:
            return ""
        checked, pointer = inspection.checked, inspection.selection.pointer
        return "" if pointer is None else signers.unknown_at(checked.report, checked.trust, pointer)

    def _compare_one(self) -> None:
        inspection = self._inspections.inspection
        if inspection is not None and inspection.checked is not None:
            found = self.selected() or signers.unknown(inspection.checked.signers)
            self.compare_fingerprint(found)

    def _connect_tab(self, tab: Tab) -> None:
        if isinstance(tab, Inspection):
            self._connect_inspection(tab)
        elif self._path is not None:  # a comparison is verified with the list, too
            QTimer.singleShot(_AFTER_PAINTING, self, lambda: self.keys)

    def _connect_inspection(self, inspection: Inspection) -> None:
        inspection.opening.checked.connect(self._on_documents_changed)
        inspection.opening.closed.connect(self._on_documents_changed)
        inspection.opening.checked.connect(self._say_own_trust)
        if self._path is not None:
            inspection.opening.checked.connect(self._on_checked)

    def _on_checked(self, checked: Checked) -> None:
        # after the document was painted
        QTimer.singleShot(_AFTER_PAINTING, self, lambda: self.keys.note_seen(checked))

    def _say_own_trust(self, checked: Checked) -> None:
        document = checked.opened.document
        if (found := own_trust(self._inspections.key_files, document)) is not None:
            self._say(whole(found.sentence))

    def _on_documents_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.documents_changed()

    def _on_listed(self, problem: InspectorError | None) -> None:
        path = self._path
        if isinstance(problem, TrustStoreError) and path is not None:
            self._on_failed(problem)
            if self._notice is None:
                from inspector.gui.window.storage_warning import unreadable_keys_notice  # noqa: PLC0415 - few need it

                self._notice = unreadable_keys_notice(self._theme, problem, path)
                self._notice.button.clicked.connect(self._on_notice_answered)
                self._tell(self._notice)
        elif self._notice is not None:
            self._notice.button.click()

    def _on_notice_answered(self) -> None:
        self._notice = None  # it deletes itself

    def _on_failed(self, error: InspectorError) -> None:
        self._say(whole(error.message))
