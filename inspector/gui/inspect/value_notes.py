"""Joins the notes of a document to what shows them: tree, detail and findings."""

from PySide6.QtCore import QObject

from inspector.errors import InspectorError, NotesDamagedError
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.notes_block import NotesBlock, NotesPlace
from inspector.gui.inspect.tree_pane import TreePane
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import clip, whole
from inspector.notes.notes import Note


class ValueNotes(QObject):
    """The notes on what is selected in one inspection."""

    def __init__(
        self, block: NotesBlock, tree: TreePane, inspection: Inspection, window: WindowActions
    ) -> None:
        super().__init__(block)
        self._block = block
        self._tree = tree
        self._notes = inspection.notes
        self._selection = inspection.selection
        self._window = window
        self._notes.changed.connect(self._on_changed)
        self._notes.put_aside.connect(self._on_put_aside)
        self._selection.node_changed.connect(self._show)
        self._selection.group_changed.connect(self._show)
        self._selection.cleared.connect(self._show)
        block.kept.connect(self._on_kept)
        block.remove_wanted.connect(self._on_remove_wanted)
        block.left.connect(self._show)
        block.copied.connect(lambda text: window.copy(text, self.tr("Copied the note.")))

    def write(self) -> None:
        """Begin a note on the selected value."""
        if self._place is not None:
            self._block.write()
        else:
            self._window.say(self.tr("Notes cannot be kept here and now."))

    @property
    def _place(self) -> NotesPlace | None:
        pointer = self._selection.pointer
        if pointer is None or not self._notes.is_ready:
            return None
        return NotesPlace(self._notes.sha256, pointer)

    def _on_changed(self) -> None:
        self._tree.model.show_notes(self._notes.placed)
        self._show()

    def _show(self, *_: object) -> None:
        node = self._selection.node
        here = () if node is None else self._notes.placed.at.get(node, ())
        items = tuple((note, self._remarks(note)) for note in here)
        self._block.show_notes(self._place, items, self._problem, self._notes.author)

    def _remarks(self, note: Note) -> tuple[str, ...]:
        found = []
        if note.id in self._notes.placed.split:
            found.append(self.tr("One of several versions of this note; all of them are kept."))
        if note.pointer != self._selection.pointer:
            lost = self.tr("Its place is not in this document: {}")
            found.append(lost.format(clip(note.pointer, 200)))
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

    def _on_kept(self, note: Note | None, text: str) -> None:
        if (place := self._place) is None:
            return
        kept = self.tr("The note is kept.")

        def then() -> None:
            self._block.was_kept(place)
            self._window.say(kept)

        def refused(error: InspectorError) -> None:
            self._block.refuse(place, whole(error.message))
            self._window.say(whole(error.message))

        if note is None:
            self._notes.add(place.pointer, text, then, refused)
        else:
            self._notes.edit(note, text, then, refused)

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
