"""A note for reading: its text, its claimed author and date, and its actions."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.document import dates
from inspector.gui.document.dates import Zone
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import language, translate
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.plain_text import clip, named, pointed
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel, LongText, WrappedText
from inspector.notes.notes import Note
from inspector.visible import visible

_BAR, _INDENT = 5, 14
_LONG, _MANY_LINES, _LONG_WORD = 1_000, 12, 40


class NoteItem(QWidget):
    """One version of a note."""

    edit_wanted = Signal()
    remove_wanted = Signal()
    place_wanted = Signal()

    def __init__(self, theme: Theme, note: Note, remarks: tuple[str, ...], place: str) -> None:
        """``place`` is where the note leads, "" if it is on the current value."""
        super().__init__()
        self._theme = theme
        words = "\n".join(map(visible, note.text.split("\n")))
        if len(words) > _LONG or words.count("\n") > _MANY_LINES:
            text: QWidget = LongText(theme, words)
        elif max(map(len, words.split()), default=0) > _LONG_WORD:
            text = WrappedText(theme, words)
        else:
            text = Label(theme, TextStyle.BODY, ColourRole.TEXT, words).wrap().selectable()
        by = author_and_date(note)
        text.setAccessibleName(f"{self.tr('Note')}: {words}. {by}")
        foot = h_box(spacing=4)
        foot.addWidget(BreakingLabel(theme, TextStyle.LABEL, ColourRole.MUTED, by), 1)
        own = (self.tr("Edit"), self.edit_wanted), (self.tr("Remove"), self.remove_wanted)
        for word, wanted in ((self.tr("Show"), self.place_wanted),) if place else own:
            button = QPushButton(word)
            button.setProperty("flat", True)
            button.setAccessibleDescription(clip(note.text, 80))
            button.clicked.connect(wanted)
            foot.addWidget(button)
        layout = v_box(text, on=self, spacing=2, edges=(theme.pixels(_INDENT), 0, 0, 0))
        if place:
            where = pointed(place, 200)
            layout.addWidget(BreakingLabel(theme, TextStyle.SMALL_MONO, ColourRole.MUTED, where))
        for remark in remarks:
            layout.addWidget(BreakingLabel(theme, TextStyle.LABEL, ColourRole.WARN, remark))
        layout.addLayout(foot)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            bar = QRect(0, 0, self._theme.pixels(_BAR), self.height())
            painter.fillRect(bar, QColor(self._theme.colours.marker))
            bar.setWidth(1)
            painter.fillRect(bar, self._theme.colour(ColourRole.CHANGED))


def author_and_date(note: Note) -> str:
    """Author and date; for an imported note, as the file claims."""
    second = dates.read(note.at).second
    day, time = dates.day_and_time(second or 0, Zone.LOCAL)
    author = named(note.author, 200) if note.author else ""
    when = f"{day} {time[:5]}"
    if note.is_imported:
        said = translate("Notes", "From a file that says it is from {}, {}")
        unnamed = translate("Notes", "From a file, without a name, {}")
        quoted = language().quoted(note.author)
        return said.format(quoted, when) if author else unnamed.format(when)
    return f"{author}, {when}" if author else translate("Notes", "Without a name, {}").format(when)
