"""The line below a timeline: the facts of the current event."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.document.timeline_dates import Zone
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.widgets.flow import FlowLayout
from inspector.gui.widgets.text import Label, SignLabel

_HEIGHT = 20


class TimelineFoot(QWidget):
    """Type, result, dates and id of an event; how to choose one where none is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = Label(theme, Text.HEADING)
        self.sign = SignLabel(theme)
        self.created = Label(theme, Text.LABEL, Tone.MUTED)
        self.signed = Label(theme, Text.LABEL, Tone.MUTED)
        self.event_id = Label(theme, Text.MONO, Tone.MUTED)
        self._facts = (self.sign, self.name, self.created, self.signed, self.event_id)
        hint = self.tr("Click or Enter selects the event in the tree. Arrow keys move.")
        self._hint = Label(theme, Text.LABEL, Tone.MUTED, hint)
        line = QWidget()
        flow = FlowLayout(line, gap=14)
        for part in (*self._facts, self._hint):
            part.setFixedHeight(theme.pixels(_HEIGHT))
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(line)
        self.show_event(None, None, Zone.UTC)

    def show_event(self, timeline: Timeline | None, row: int | None, zone: Zone) -> None:
        is_shown = timeline is not None and row is not None
        for part in self._facts:
            part.setVisible(is_shown)
        self._hint.setVisible(not is_shown)
        if timeline is not None and row is not None:
            event = timeline.events[row]
            self.name.setText(timeline_words.name(event))
            self.sign.show_sign(timeline_words.sign(event))
            self.created.setText(timeline_words.created(event, zone))
            self.signed.setText(timeline_words.signed(event, zone))
            self.event_id.setText(timeline.event_id(row))
            # A sign that was hidden would keep the width it had.
            self.sign.updateGeometry()
