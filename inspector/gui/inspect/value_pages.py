"""Joins what is computed and what is kept for the selected value: how it came about, its bytes, and
the notes on it.

Selecting a step selects the value that it takes, and selecting bytes the value they belong to;
selecting a value marks its step and its bytes.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from inspector.errors import InspectorError, NotesDamagedError
from inspector.gui.document.copied import NO_PART, CopiedPart
from inspector.gui.document.copied_findings import made_of, on_document
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.notes import Draft, NotesPlace
from inspector.gui.document.opened import Checked
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.detail_pane import DetailPane, Page
from inspector.gui.inspect.findings_pane import FindingsBar
from inspector.gui.inspect.notes_block import NotesBlock, ShownNote
from inspector.gui.inspect.tree_pane import TreePane
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.translation import number, translate
from inspector.gui.widgets.plain_text import clip, middle, whole
from inspector.jobs.notes_store import NotesChange
from inspector.jobs.saving import save_bytes
from inspector.notes.notes import Note
from inspector.progress import Checkpoint

if TYPE_CHECKING:
    from inspector.gui.inspect.bytes_page import BytesPage
    from inspector.gui.inspect.located import Located
    from inspector.gui.inspect.trace_page import Bytes, TracePage
    from inspector.gui.inspect.trace_text import ShownTrace


# --- the pages that are computed ----------------------------------------------------------------

_LONGEST_POINTER = 400


class ValuePages(QObject):
    """The pages *How it was computed* and *Bytes in the file* of one inspection."""

    def __init__(
        self, pane: DetailPane, inspection: Inspection, runner: Runner, window: WindowActions
    ) -> None:
        super().__init__(pane)
        self._window = window
        self._pane = pane
        self._inspection = inspection
        self._runner = runner
        self._tracing = LatestJob(runner, self)
        self._locating = LatestJob(runner, self)
        self._chooses_page = True
        """Until the user chooses a page by hand, the value's kind does."""
        self._is_choosing = False
        selection = inspection.selection
        selection.node_changed.connect(self._on_selected)
        selection.group_changed.connect(self._on_selected)
        inspection.changed.connect(self._on_changed)
        pane.page_chosen.connect(self._on_page_chosen)
        pane.trace_made.connect(self._join_trace)
        pane.bytes_made.connect(self._join_bytes)

    # --- joining --------------------------------------------------------------------------

    def _join_trace(self, page: "TracePage") -> None:
        page.step_chosen.connect(self._on_step_chosen)
        page.save_wanted.connect(self._on_save_wanted)

    def _join_bytes(self, page: "BytesPage") -> None:
        page.node_chosen.connect(self._inspection.selection.select_node)
        page.pointed.connect(self._on_pointed)

    @property
    def _pointer(self) -> str:
        return self._inspection.selection.pointer or ""

    # --- what happened --------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._tracing.cancel()
        if self._inspection.opened is None:
            self._locating.cancel()
            if self._pane.bytes is not None:
                self._pane.bytes.clear()
            if self._pane.trace is not None:
                self._pane.trace.show_traces((), NO_PART)
        elif self._inspection.checked is not None:
            self._on_selected()

    def _on_selected(self) -> None:
        if self._pane.trace is not None and self._pane.trace.takes(self._pointer):
            self._pane.trace.mark_pointer(self._pointer)
            self._show_bytes()
            return
        if self._chooses_page:
            self._is_choosing = True
            if self._inspection.selection.node == 0:
                self._pane.show_page(Page.OVERVIEW)
            else:
                self._pane.show_page(Page.TRACE if self._is_traced() else Page.FOUND)
            self._is_choosing = False
        self._show()

    def _is_traced(self) -> bool:
        """Whether the value itself is a hash or a signature that a check speaks of."""
        checked, node = self._inspection.checked, self._inspection.selection.node
        if checked is None or node is None:
            return False
        from inspector.trace.places import TRACED  # noqa: PLC0415 - start-up

        return any(result.id in TRACED for result in checked.marks.own(node))

    def _on_page_chosen(self) -> None:
        if not self._is_choosing:
            self._chooses_page = False
            self._show()

    def _show(self) -> None:
        if self._pane.page is Page.TRACE:
            self._trace()
        self._show_bytes()

    def _show_bytes(self) -> None:
        opened, pointer = self._inspection.opened, self._pointer
        if self._pane.page is not Page.BYTES or opened is None or self._pane.bytes is None:
            return
        self._locating.cancel()
        if not self._pane.bytes.move_to(self._inspection.selection.node or 0):
            from inspector.gui.inspect.located import locate  # noqa: PLC0415 - start-up

            self._locating.start(lambda point: locate(opened, pointer, point), self._on_located)

    def _trace(self) -> None:
        checked, pointer, page = self._inspection.checked, self._pointer, self._pane.trace
        self._tracing.cancel()
        if checked is not None and page is not None:
            page.show_working()
            self._tracing.start(lambda point: _traces(checked, pointer, point), self._on_traced)

    def _on_located(self, located: "Located") -> None:
        if self._pane.bytes is not None:
            self._pane.bytes.show_located(located)

    def _on_pointed(self, node: int) -> None:
        """Say whose bytes the pointer is on, by the JSON Pointer: a name alone may stand twice."""
        opened, page = self._inspection.opened, self._pane.bytes
        if opened is not None and page is not None:
            pointer = opened.outline.table.pointer(node)
            page.say_pointed(middle(pointer, _LONGEST_POINTER) or self.tr("the whole document"))

    def _on_traced(self, traced: tuple["tuple[ShownTrace, ...]", CopiedPart]) -> None:
        if self._pane.trace is not None:
            self._pane.trace.show_traces(*traced)
            self._pane.trace.mark_pointer(self._pointer)

    def _on_step_chosen(self, pointer: str) -> None:
        self._inspection.selection.select_pointer(pointer)

    def _on_save_wanted(self, wanted: "Bytes") -> None:
        from inspector.gui.widgets.dialogs import saving_dialog  # noqa: PLC0415 - start-up

        window: QWidget = self._pane.window()
        dialog = saving_dialog(window, wanted.name)
        dialog.fileSelected.connect(lambda path: self._save(path, wanted.data))
        dialog.open()

    def _save(self, path: str, data: bytes) -> None:
        """Never onto the inspected file."""
        checked = self._inspection.checked
        source = checked.opened.location if checked else ""
        job = self._runner.start(
            lambda _: save_bytes(Path(path), data, not_onto=source), self, must_end=True
        )
        job.on_success(lambda _: self._on_saved(path)).on_failure(self._on_failed)

    def _on_saved(self, path: str) -> None:
        self._window.say(self.tr("Saved the bytes as {}.").format(middle(path, 120)))

    def _on_failed(self, error: InspectorError) -> None:
        self._window.say(whole(error.message))


def _is_plain_file(location: str, data: bytes) -> bool:
    try:
        return Path(location).stat().st_size == len(data)
    except (OSError, ValueError):
        return False


def _traces(
    checked: Checked, pointer: str, checkpoint: Checkpoint
) -> tuple["tuple[ShownTrace, ...]", CopiedPart]:
    """Also what a copy of them says of the document."""
    from inspector.gui.inspect.trace_text import of_traces  # noqa: PLC0415 - start-up
    from inspector.trace.shell import Saved  # noqa: PLC0415 - start-up
    from inspector.trace.trace import trace  # noqa: PLC0415 - start-up

    opened = checked.opened
    # What was unpacked is not what lies in the file.
    is_file = _is_plain_file(opened.location, opened.document.data)
    found = trace(
        opened.document,
        checked.report,
        checked.trust,
        pointer,
        checkpoint,
        paper=checked.paper,
        saved=Saved(opened.location if is_file else opened.name, is_file),
    )
    document = on_document(checked, (made_of(checked),)) if found else NO_PART
    return of_traces(found, checked.report.hints), document


# --- the notes on it ----------------------------------------------------------------------------

MOST_LISTED = 100


class ValueNotes(QObject):
    """The notes on what is selected in one inspection."""

    def __init__(
        self,
        block: NotesBlock,
        tree: TreePane,
        findings: FindingsBar,
        inspection: Inspection,
        window: WindowActions,
    ) -> None:
        super().__init__(block)
        self._block = block
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
        block.kept.connect(self._on_kept)
        block.remove_wanted.connect(self._on_remove_wanted)
        block.left.connect(self._show)
        self._notes.closing.connect(self._on_closing)
        block.place_wanted.connect(self._selection.select_pointer)
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
        placed = self._notes.placed
        self._tree.model.show_notes(placed)
        self._findings.show_noted(frozenset(note.pointer for note in placed.notes))
        self._show()

    def _show(self, *_: object) -> None:
        node = self._selection.node
        placed = self._notes.placed
        here = () if node is None else placed.at.get(node, ())
        items = [ShownNote(note, self._remarks(note)) for note in here]
        if node == 0:  # of the whole document all are listed
            others = [one for place in sorted(placed.at) if place for one in placed.at[place]]
            items += [ShownNote(note, self._remarks(note), note.pointer) for note in others]
        if (left_out := len(items) - MOST_LISTED) > 0:
            more = self.tr("{} more notes are not listed here; F7 goes from one to the next.")
            last = items[MOST_LISTED - 1]
            remarks = (*last.remarks, more.format(number(left_out)))
            items = [*items[: MOST_LISTED - 1], last._replace(remarks=remarks)]
        self._block.show_notes(self._place, items, self._problem, self._notes.author)

    def _remarks(self, note: Note) -> tuple[str, ...]:
        found = []
        if note.id in self._notes.placed.split:
            found.append(self.tr("One of several versions of this note; all of them are kept."))
        if note.pointer and note in self._notes.placed.at.get(0, ()):
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

    def _on_kept(self, draft: Draft) -> None:
        """The answer may come when the tab is gone; that words are lost is said all the same."""
        kept, lost = self.tr("The note is kept."), self.tr("The note is not kept: {}")

        def then(change: NotesChange) -> None:
            if isValid(self._block):
                self._block.was_kept(draft, change.added)
            if self._notes.sha256 == draft.place.sha256:
                self._window.say(kept)

        def refused(error: InspectorError) -> None:
            why = whole(error.message)
            if isValid(self._block):
                self._block.refuse(draft, why)
            self._window.say(lost.format(why))

        self._notes.keep(draft, then, refused, told=self._block.window())

    def _on_closing(self) -> None:
        """What is being written when tab or window close is kept, rather than lost."""
        self._block.keep_all()
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
