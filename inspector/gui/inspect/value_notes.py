"""Connects the notes on the selection to their marks in the tree, to the findings filter and to the
block in which they are read and written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from inspector.errors import InspectorError, NotesDamagedError
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.notes import Draft, NotesPlace, ShownNote
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.detail_pane import DetailPane
from inspector.gui.inspect.findings_pane import FindingsBar
from inspector.gui.inspect.tree_pane import TreePane
from inspector.gui.translation import number, translate
from inspector.gui.widgets.plain_text import clip, quoted, whole
from inspector.jobs.notes_store import NotesChange
from inspector.notes.notes import Note

if TYPE_CHECKING:
    from inspector.gui.inspect.notes_block import NotesBlock

MOST_LISTED = 100


class ValueNotes(QObject):
    """The notes on what is selected in one inspection."""

    def __init__(
        self,
        detail: DetailPane,
        tree: TreePane,
        findings: FindingsBar,
        inspection: Inspection,
        window: WindowActions,
    ) -> None:
        super().__init__(detail)
        self._detail = detail
        self._tree = tree
        self._findings = findings
        self._notes = inspection.notes
        self._selection = inspection.selection
        self._window = window
        self._notes.changed.connect(self._on_changed)
        self._notes.put_aside.connect(self._on_put_aside)
        self._selection.node_changed.connect(self._show)
        self._selection.group_changed.connect(self._show)
        self._selection.cleared.connect(self._show)
        self._notes.closing.connect(self._on_closing)
        detail.notes_made.connect(self._join)

    def write(self) -> None:
        """Start a note on the selected value."""
        if self._place is not None:
            self._detail.notes.write()
        else:
            self._window.say(self.tr("Notes cannot be kept here and now."))

    @property
    def _place(self) -> NotesPlace | None:
        pointer = self._selection.pointer
        if pointer is None or not self._notes.is_ready:
            return None
        return NotesPlace(self._notes.sha256, pointer)

    def _join(self, block: "NotesBlock") -> None:
        block.kept.connect(self._on_kept)
        block.remove_wanted.connect(self._on_remove_wanted)
        block.left.connect(self._show)
        block.place_wanted.connect(self._selection.select_pointer)
        block.copied.connect(lambda text: self._window.copy(text, self.tr("Copied the note.")))
        self._show()

    def _on_changed(self) -> None:
        placed = self._notes.placed
        self._tree.model.show_notes(placed)
        self._findings.show_noted(frozenset(note.pointer for note in placed.notes))
        self._show()

    def _show(self, *_: object) -> None:
        node = self._selection.node
        placed = self._notes.placed
        here = () if node is None else placed.at.get(node, ())
        items = [ShownNote(note, self._remarks(note)) for note in here]
        if node == 0:  # for the whole document all notes are listed
            others = [one for place in sorted(placed.at) if place for one in placed.at[place]]
            items += [ShownNote(note, self._remarks(note), note.pointer) for note in others]
        if (left_out := len(items) - MOST_LISTED) > 0:
            # imported notes come after the user's own
            items.sort(key=lambda shown: shown.note.is_imported)
            more = self.tr("{} more notes are not listed here; pith-inspector notes list has all.")
            last = items[MOST_LISTED - 1]
            remarks = (*last.remarks, more.format(number(left_out)))
            items = [*items[: MOST_LISTED - 1], last._replace(remarks=remarks)]
        problem = self._problem
        if items or problem or self._detail.has_notes:
            self._detail.notes.show_notes(self._place, items, problem, self._notes.author)

    def _remarks(self, note: Note) -> tuple[str, ...]:
        found = []
        if note.id in self._notes.placed.split:
            found.append(self.tr("One of several versions of this note; all of them are kept."))
        if note.pointer and note in self._notes.placed.at.get(0, ()):
            lost = self.tr("Its place is not in this document: {}")
            found.append(lost.format(quoted(note.pointer, 200)))
        return tuple(found)

    @property
    def _problem(self) -> str:
        problem = self._notes.problem
        if problem is None:
            return ""
        if not isinstance(problem, NotesDamagedError):
            return whole(problem.message)
        aside = self.tr(
            "It is left as it is. When a new note is kept, it is put aside under another name."
        )
        return f"{whole(problem.message)} {aside}"

    # --- what the user does ---------------------------------------------------------------

    def _on_kept(self, draft: Draft) -> None:
        """The answer may arrive after the tab is gone; lost text is reported all the same."""
        kept, lost = self.tr("The note is kept."), self.tr("The note is not kept: {}")

        def then(change: NotesChange) -> None:
            if isValid(self._detail):
                self._detail.notes.was_kept(draft, change.added)
            if self._notes.sha256 == draft.place.sha256:
                self._window.say(kept)

        def refused(error: InspectorError) -> None:
            why = whole(error.message)
            if isValid(self._detail):
                self._detail.notes.refuse(draft, why)
            self._window.say(lost.format(why))

        self._notes.keep(draft, then, refused, told=self._detail.window())

    def _on_closing(self) -> None:
        """What is being written when tab or window close is kept, rather than lost."""
        if self._detail.has_notes:
            self._detail.notes.keep_all()
        self._notes.finish()

    def _on_remove_wanted(self, note: Note) -> None:
        removed = self.tr("The note was removed; Ctrl+Z brings it back.")
        self._notes.remove(
            note,
            lambda: self._window.say(removed),
            lambda error: self._window.say(whole(error.message)),
        )

    def _on_put_aside(self, name: str) -> None:
        said = translate("Notes", "The damaged file of notes was put aside as {}.")
        self._window.say(said.format(clip(name)))
