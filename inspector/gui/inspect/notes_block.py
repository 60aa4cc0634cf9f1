"""The notes on the selected value, below its pages: reading, editing and writing.

Unsaved text stays with its value while another one is selected.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from inspector.gui.document.notes import Draft, NotesPlace, ShownNote
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.layouts import Hairline, ScrollPage, h_box, v_box
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.text import Label
from inspector.notes.notes import Note

_BETWEEN = 10
_FIELD, _LEAST_LIST, _LEAST_PAGE = 64, 56, 72
_AROUND = 190
"""The height needed above and between the pages and the notes."""
_MOST = 0.5
"""The largest share of the pane's height."""


class NoteField(QPlainTextEdit):
    """The editor of a note. Ctrl+Z acts on its text while it has the focus."""

    done = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NotesBlock(QWidget):
    """Hidden while there is neither a note nor an editor nor a message about them."""

    kept = Signal(Draft)
    remove_wanted = Signal(Note)
    copied = Signal(str)
    place_wanted = Signal(str)
    room_wanted = Signal(bool)
    """A note is being written and the pane is too low for anything else."""
    left = Signal()
    """The draft was discarded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._place: NotesPlace | None = None
        self._drafts: dict[NotesPlace, Draft] = {}
        self._sent: set[Draft] = set()
        """Drafts that are being saved, as they were then."""
        self._has_notes = self._wants_room = False
        self._list = ScrollPage(theme)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._heading = Label(theme, TextStyle.HEADING)
        self.problem = Label(theme, TextStyle.LABEL, ColourRole.WARN).wrap().selectable()
        self.field = NoteField()
        self._by = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.refusal = Label(theme, TextStyle.LABEL, ColourRole.FAIL).wrap().selectable()
        self._copy = QPushButton(self.tr("Copy"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.keep = QPushButton(self.tr("Keep note"))
        self._editor = QWidget()
        self._build()

    def keep_all(self) -> None:
        """Save all drafts, also those for bytes that were read before."""
        self._save_draft()
        for draft in tuple(self._drafts.values()):
            is_new = draft.text.strip() not in ("", _words_of(draft.note))
            if is_new and draft not in self._sent:
                self._send(draft)

    def show_notes(
        self,
        place: NotesPlace | None,
        items: Sequence[ShownNote],
        problem: str,
        author: str,
    ) -> None:
        """Show the notes on the value at ``place``, or the ``problem`` why there are none."""
        self._save_draft()
        is_new_place, self._place = place != self._place, place
        is_whole = place is not None and not place.pointer
        self._heading.setText(self.tr("All notes") if is_whole else self.tr("Notes on this value"))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._by.setText(_written_by(author))
        parts: list[QWidget] = [self._item(shown) for shown in items]
        column = self._list.begin(_BETWEEN)
        for part in parts:
            column.insertWidget(column.count() - 1, part)
        self._has_notes = bool(parts)
        if is_new_place:
            self._show_draft()
        self.fit()
        self.setVisible(bool(parts or problem) or self._draft is not None)

    def write(self, note: Note | None = None) -> None:
        """Open the editor for a new note or to change one; an existing draft stays."""
        if self._place is None:
            return
        if self._draft is None:
            self._drafts[self._place] = Draft(self._place, note, _words_of(note))
            self._show_draft()
            self.fit()
            self.show()
        self.field.setFocus()

    def was_kept(self, draft: Draft, added: tuple[Note, ...]) -> None:
        """``draft`` was saved as the note in ``added``; text typed since then changes that note."""
        if draft not in self._sent:  # it was discarded while being saved
            return
        self._sent.remove(draft)
        self._save_draft()
        now = self._drafts.get(draft.place)
        if now is not None and now.text != draft.text:
            for note in added:
                self._drafts[draft.place] = now._replace(note=note)
            self._on_typed()
            return
        self._drafts.pop(draft.place, None)
        if draft.place == self._place:
            self._show_draft()

    def refuse(self, draft: Draft, why: str) -> None:
        """The draft was not saved; its text stays in the editor."""
        self._sent.discard(draft)
        if draft.place == self._place:
            self.refusal.setText(why)
            self.refusal.show()
            self._copy.show()
            self._on_typed()
            self.fit()

    # --- parts ----------------------------------------------------------------------------

    def _build(self) -> None:
        self._list.setSizePolicy(
            self._list.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed
        )
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(self.tr("Your words; Ctrl+Enter keeps them"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self._theme.pixels(_FIELD))
        self.field.setProperty("field", True)
        self.field.textChanged.connect(self._on_typed)
        self.field.done.connect(self._keep)
        self.field.left.connect(self._leave)
        self.keep.setProperty("primary", True)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self._cancel)
        self._copy.clicked.connect(lambda: self.copied.emit(self.field.toPlainText()))
        foot = QHBoxLayout()
        foot.addWidget(self._by, 1)
        for button in (self._copy, self.cancel, self.keep):
            foot.addWidget(button)
        v_box(self.field, self.refusal, foot, on=self._editor, spacing=4)
        note = self.tr("kept apart from the document, never in it")
        head = h_box(self._heading)
        head.addStretch()
        head.addWidget(Label(self._theme, TextStyle.LABEL, ColourRole.FAINT, note))
        v_box(
            Hairline(self._theme),
            head,
            self.problem,
            self._list,
            self._editor,
            on=self,
            spacing=6,
            edges=(0, 8, 0, 0),
        )
        self._editor.hide()
        self.hide()

    def _item(self, shown: ShownNote) -> QWidget:
        from inspector.gui.inspect.note_item import NoteItem  # noqa: PLC0415 - start-up

        item = NoteItem(self._theme, *shown)
        item.edit_wanted.connect(partial(self.write, shown.note))
        item.remove_wanted.connect(partial(self.remove_wanted.emit, shown.note))
        item.place_wanted.connect(partial(self.place_wanted.emit, shown.place))
        return item

    def fit(self) -> None:
        """Be as high as the notes, up to a share of the pane; then they scroll.

        While a note is being written in a low pane, everything else is hidden.
        """
        pane, holder = self.parentWidget(), self._list.widget()
        column = None if holder is None else holder.layout()
        editor = self._editor.layout()
        if pane is None or column is None or editor is None:
            return
        is_writing = self._draft is not None
        editor.invalidate()
        field = editor.totalHeightForWidth(self.width()) if is_writing else 0
        self._editor.setMinimumHeight(field)
        left = pane.height() - self._theme.pixels(_AROUND) - field
        room = min(round(pane.height() * _MOST), left - self._theme.pixels(_LEAST_PAGE))
        wanted = column.totalHeightForWidth(self._list.viewport().width()) if self._has_notes else 0
        least = self._theme.pixels(_LEAST_LIST)
        self._list.setVisible(self._has_notes and (room >= least or not is_writing))
        self._list.setFixedHeight(max(least, min(wanted, room)))
        wants_room = is_writing and left < self._theme.pixels(_LEAST_PAGE)
        if wants_room != self._wants_room:
            self._wants_room = wants_room
            self.room_wanted.emit(wants_room)

    # --- what is being written ------------------------------------------------------------

    @property
    def _draft(self) -> Draft | None:
        return None if self._place is None else self._drafts.get(self._place)

    def _save_draft(self) -> None:
        if self._place is not None and (draft := self._draft) is not None:
            self._drafts[self._place] = draft._replace(text=self.field.toPlainText())

    def _show_draft(self) -> None:
        draft = self._draft
        self._editor.setVisible(draft is not None)
        self.refusal.hide()
        self._copy.hide()
        self.field.setPlainText("" if draft is None else draft.text)
        self._on_typed()

    def _on_typed(self) -> None:
        is_free = all(draft.place != self._place for draft in self._sent)
        self.keep.setEnabled(is_free and bool(self.field.toPlainText().strip()))

    def _keep(self) -> None:
        self._save_draft()
        if (draft := self._draft) is not None and self.keep.isEnabled():
            self._send(draft)

    def _send(self, draft: Draft) -> None:
        self._sent.add(draft)
        self._on_typed()
        self.kept.emit(draft)

    def _cancel(self) -> None:
        if self._place is not None:
            self._drafts.pop(self._place, None)
            self._sent = {draft for draft in self._sent if draft.place != self._place}
        self._show_draft()
        self.left.emit()

    def _leave(self) -> None:
        """Esc keeps the typed text; the button discards it."""
        draft = self._draft
        if draft is not None and self.field.toPlainText() == _words_of(draft.note):
            self._cancel()
        else:
            self.cancel.setFocus()


def _words_of(note: Note | None) -> str:
    return "" if note is None else note.text


def _written_by(author: str) -> str:
    if author:
        return translate("Notes", "By {}, a name that the settings give").format(clip(author, 200))
    return translate("Notes", "Without a name; the settings have room for yours")
