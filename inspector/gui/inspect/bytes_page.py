"""The page with the file's bytes around the selected value.

Each byte belongs to a value: hovering names it, a click or Enter selects it.
"""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QButtonGroup, QTextEdit, QWidget

from inspector.document.document import PLAIN
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import (
    MOST,
    BytesPlaces,
    HexPlaces,
    MarkedText,
    TextPlaces,
    as_hex,
    as_text,
)
from inspector.gui.inspect.located import LocatedValue, PlacedNode
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, said
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.text import ElidedLabel, Label

# --- the box with the bytes ---------------------------------------------------------------------

_NOWHERE = -1


class FileBytes(BytesBox):
    """Places are indexes in the text, -1 for none. A click that selects text chooses nothing."""

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        self._hinted: tuple[tuple[int, int], ...] = ()
        super().__init__(theme)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def hint(self, parts: tuple[tuple[int, int], ...]) -> None:
        """Mark these parts more lightly than the selected value."""
        if parts != self._hinted:
            self._hinted = parts
            self._mark()

    def mark(self, parts: tuple[tuple[int, int], ...]) -> None:
        """Mark other parts of the same text and scroll to the first."""
        self._marked = self._marked._replace(parts=parts)
        self._mark()
        if parts:
            self.setTextCursor(self._between(parts[0][0], parts[0][0]))
            self.ensureCursorVisible()

    def _mark(self) -> None:
        super()._mark()
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.colours.border))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        shape.setUnderlineColor(QColor(self._theme.colours.muted))
        hints = []
        for start, end in self._hinted:
            hint = QTextEdit.ExtraSelection()
            hint.cursor = self._between(start, end)
            hint.format = shape
            hints.append(hint)
        if hints:  # the selected value stays visible inside it
            self.setExtraSelections([*hints, *self.extraSelections()])

    def _at(self, point: QPoint) -> int:
        return self.place_in_text(self.cursorForPosition(point).position())

    # --- Qt's events ----------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(self._at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.chosen.emit(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the pointed byte, Enter chooses."""
        place = self.place_in_text(self.textCursor().position())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(place)
            return
        super().keyPressEvent(event)
        now = self.place_in_text(self.textCursor().position())
        if now != place:
            self.pointed.emit(now)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(_NOWHERE)


# --- the page -----------------------------------------------------------------------------------


class BytesPage(QWidget):
    """Shows a limited part of the file with one value marked."""

    pointed = Signal(int)
    """The node of the byte under the pointer."""
    node_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._located: LocatedValue | None = None
        self._places: BytesPlaces | None = None
        self.box = FileBytes(theme)
        self.box.setAccessibleName(self.tr("Bytes of the file"))
        self.place = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.name = ElidedLabel(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._note = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.text = Chip(theme, self.tr("Text"))
        self.hex = Chip(theme, self.tr("Hex"))
        self._build()
        self.box.pointed.connect(self._on_pointed)
        self.box.chosen.connect(self._on_chosen)

    def show_located(self, located: LocatedValue) -> None:
        """Mark a value, with its name, in the bytes of the file."""
        self._located = located
        self._show()

    def move_to(self, node: int) -> bool:
        """Mark the value ``node`` if it is already shown; return whether it was."""
        moved = self._located.moved_to(node) if self._located is not None else None
        if moved is None:
            return False
        self._located = moved
        self._say_place(moved)
        if self._places is not None:
            self.box.mark(self._places.parts(moved.window.start, moved.window.end))
        return True

    def hint(self, node: int) -> None:
        """Mark the shown bytes of another value lightly; -1 for none."""
        placed = self._located.of(node) if self._located is not None else None
        self._hint(placed)

    def say_pointed(self, name: str) -> None:
        """Show the name of the value under the pointer."""
        self.name.set_text(name)

    def clear(self) -> None:
        """Release the file."""
        self._located = self._places = None
        self.box.hint(())
        self.box.show_marked(MarkedText(""), wrap=True)
        self._note.hide()
        self.place.setText("")
        self.name.set_text("")

    def _build(self) -> None:
        group = QButtonGroup(self)
        row = h_box(spacing=8)
        row.addWidget(self.place, 1)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        self.text.setChecked(True)
        layout = v_box(row, on=self, spacing=8, edges=(0, 0, 12, 0))
        layout.addWidget(self.box, 1)
        layout.addWidget(self.name)
        layout.addWidget(self._note)

    def _show(self) -> None:
        located = self._located
        if located is None:
            return
        self._say_place(located)
        window, codec = located.window, located.encoding.codec
        self.box.hint(())
        if self.hex.isChecked():
            self._places = HexPlaces(window.data)
            marked = as_hex(window.data, window.offset, window.start, window.end)
        else:
            self._places = TextPlaces(window.data, codec)
            marked = as_text(window.data, window.start, window.end, codec)
        self.box.show_marked(marked, wrap=not self.hex.isChecked())
        self._say_how()

    def _say_place(self, located: LocatedValue) -> None:
        self._note.setVisible(located.window.goes_on)
        self._note.setText(
            self.tr("The value goes on: these are its first {} bytes.").format(number(MOST))
        )
        place = self.tr("Bytes {} to {} of {}").format(
            number(located.span.name_start + 1), number(located.span.end), number(located.size)
        )
        if located.encoding is not PLAIN:
            place = f"{place} ({said(located.encoding.name)})"
        if located.begins:
            begins = number(located.begins + 1)
            counted = self.tr("counted from byte {} of the source").format(begins)
            place = f"{place}, {counted}"
        self.place.setText(place)

    def _say_how(self) -> None:
        self.name.set_text(self.tr("Click a value to select it, or go to it and press Enter."))

    # --- whose bytes ----------------------------------------------------------------------

    def _placed(self, place: int) -> PlacedNode | None:
        """The value whose bytes are shown at an index of the text."""
        if self._located is None or self._places is None or place < 0:
            return None
        byte = self._places.byte(place)
        return None if byte is None else self._located.at(self._located.window.offset + byte)

    def _hint(self, placed: PlacedNode | None) -> None:
        if self._located is None or self._places is None or placed is None:
            self.box.hint(())
            return
        offset = self._located.window.offset
        self.box.hint(self._places.parts(placed.begin - offset, placed.end - offset))

    def _on_pointed(self, place: int) -> None:
        placed = self._placed(place)
        self._hint(placed)
        if placed is None:
            self._say_how()
        else:
            self.pointed.emit(placed.node)

    def _on_chosen(self, place: int) -> None:
        if (placed := self._placed(place)) is not None:
            self.node_chosen.emit(placed.node)
