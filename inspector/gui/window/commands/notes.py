"""The notes in the window: their folder, undo, stepping through them, import and export."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from inspector.errors import InspectorError
from inspector.gui.actions import Actions
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.notes import DocumentNotes
from inspector.gui.document.tab import Tab
from inspector.gui.inspect.document_page import DocumentPage
from inspector.gui.runner import Runner
from inspector.gui.translation import plural
from inspector.gui.widgets.plain_text import middle, whole
from inspector.gui.window.inspections import Inspections
from inspector.jobs.notes_store import NotesImport, export_notes, notes_path
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from inspector.notes.notes_file import NotesOf

_SHOWN = 80


class NotesCommands(QObject):
    """Acts on the notes of the current document."""

    changed = Signal(Tab)
    """The notes or the undo stack of this tab's document changed."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        runner: Runner,
        inspections: Inspections,
        *,
        folder: Path | None,
        author: Callable[[], str],
        page: Callable[[], DocumentPage | None],
        say: Callable[[str], None],
    ) -> None:
        """``folder`` is that of the user's notes, None for a run without. ``page`` shows the tree
        of the current document and returns its page."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._inspections = inspections
        self._folder = folder
        self._author = author
        self._page = page
        self._say = say
        for id_, handler in (
            ("add_note", self._add),
            ("note_document", self._note_document),
            ("undo_note", self._undo),
            ("redo_note", self._redo),
            ("next_note", partial(self._step, forward=True)),
            ("previous_note", partial(self._step, forward=False)),
            ("export_notes", self._export),
            ("import_notes", self._import),
        ):
            actions.on(id_, handler)
        inspections.added.connect(self._join)
        for tab in inspections.items:
            self._join(tab)

    def _join(self, tab: Tab) -> None:
        if isinstance(tab, Inspection):
            tab.notes.keep_in(self._folder, self._author)
            tab.notes.changed.connect(partial(self.changed.emit, tab))

    def keep_drafts(self) -> None:
        """Save all drafts, because the window closes."""
        for inspection in self._inspections.documents:
            inspection.notes.closing.emit()

    @property
    def _notes(self) -> DocumentNotes | None:
        inspection = self._inspections.inspection
        return None if inspection is None else inspection.notes

    # --- writing and stepping -----------------------------------------------------------------

    def _add(self) -> None:
        if (page := self._page()) is not None:
            page.notes.write()

    def _note_document(self) -> None:
        if (page := self._page()) is not None:
            page.show_overview()
            page.notes.write()

    def _undo(self) -> None:
        if (notes := self._notes) is not None:
            notes.undo(lambda: self._say(self.tr("Undone.")), self._on_refused)

    def _redo(self) -> None:
        if (notes := self._notes) is not None:
            notes.redo(lambda: self._say(self.tr("Done again.")), self._on_refused)

    def _step(self, *, forward: bool) -> None:
        """Go to the next value with a note, in document order."""
        inspection, page = self._inspections.inspection, self._page()
        if inspection is None or inspection.opened is None or page is None:
            return
        table = inspection.opened.table
        places = sorted(inspection.notes.placed.at, key=table.address)
        if not places:
            self._say(self.tr("There are no notes on this document."))
            return
        here = table.address(inspection.selection.node or 0)
        if forward:
            found = [node for node in places if table.address(node) > here]
            inspection.selection.select_node((found or places)[0])
        else:
            found = [node for node in places if table.address(node) < here]
            inspection.selection.select_node((found or places)[-1])

    def _on_refused(self, error: InspectorError) -> None:
        self._say(whole(error.message))

    # --- files ------------------------------------------------------------------------------

    def _export(self) -> None:
        inspection = self._inspections.inspection
        if inspection is None or not inspection.notes.placed.notes or inspection.opened is None:
            self._say(self.tr("There are no notes on this document."))
            return
        from inspector.notes.notes_file import NotesOf  # noqa: PLC0415 - start-up

        found = NotesOf(inspection.notes.sha256, inspection.notes.placed.notes)
        dialog = self._dialog(self.tr("Export notes"))
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setFileMode(dialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("json")
        name = Path(inspection.opened.name).stem or "document"
        dialog.selectFile(self.tr("{} notes").format(name) + ".json")
        location = inspection.opened.location
        dialog.fileSelected.connect(partial(self.export_to, found, location))
        dialog.open()

    def export_to(self, found: "NotesOf", location: str, path: str) -> None:
        """Write notes to ``path``, which the user agreed to replace."""
        kept = "" if self._folder is None else str(notes_path(self._folder, found.sha256))

        def work(_: Checkpoint) -> None:
            export_notes(found, Path(path), not_onto=[location, kept], force=True)

        count = len(found.notes)
        said = plural("Notes", "%n note written to {}.", "%n notes written to {}.", count)
        job = self._runner.start(work, self, must_end=True)
        job.on_success(lambda _: self._say(said.format(middle(path, _SHOWN))))
        job.on_failure(self._on_refused)

    def _import(self) -> None:
        dialog = self._dialog(self.tr("Import notes"))
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def import_from(self, path: str) -> None:
        """Add the notes of a file to those on the current document."""
        if (notes := self._notes) is not None:
            notes.import_file(path, self._on_imported, self._on_refused)

    def _on_imported(self, found: NotesImport) -> None:
        came, known, split = len(found.change.added), found.known, len(found.split)
        parts = [plural("Notes", "%n note came in.", "%n notes came in.", came)]
        if known:
            parts.append(plural("Notes", "%n was there already.", "%n were there already.", known))
        if split:
            parts.append(
                plural(
                    "Notes",
                    "Of %n note there are several versions now; all are kept.",
                    "Of %n notes there are several versions now; all are kept.",
                    split,
                )
            )
        self._say(" ".join(parts))

    def _dialog(self, title: str) -> "QFileDialog":
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - start-up

        dialog = QFileDialog(self._window, title)
        dialog.setNameFilters([self.tr("Notes (*.json)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
