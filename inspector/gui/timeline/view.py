"""The view *timeline*: every event of a document on one axis of time."""

from math import ceil

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.document.timeline_dates import Zone
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.foot import TimelineFoot
from inspector.gui.timeline.head import TimelineHead
from inspector.gui.timeline.rows import TimelineRows
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import TimelineModel
from inspector.gui.widgets.lines import Rule
from inspector.gui.widgets.text import Label


class TimelineView(QWidget):
    """Shows a ``Timeline``; says which event was chosen, by its node."""

    node_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = TimelineModel(theme, self)
        self.head = TimelineHead(theme)
        self.rows = TimelineRows(theme, self.model)
        self.slider = QScrollBar(Qt.Orientation.Horizontal)
        self.foot = TimelineFoot(theme)
        self._note = Label(theme, Text.BODY, Tone.MUTED)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self.clear()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the events of a document, or that it has none."""
        if not timeline.events:
            self.clear()
            self._note.setText(self.tr("This document holds no events."))
            return
        self.rows.show_timeline(timeline)
        self.head.show_timeline(timeline)
        self._show_facts()
        self._pages.setCurrentIndex(1)

    def show_working(self) -> None:
        self.clear()
        self._note.setText(self.tr("Laying out the events…"))

    def clear(self) -> None:
        self.rows.show_timeline(None)
        self.head.show_timeline(None)
        self._note.setText("")
        self._show_facts()
        self._pages.setCurrentIndex(0)

    def show_node(self, node: int) -> None:
        """Mark the event that ``node`` is or lies in, without telling anybody."""
        if self.model.timeline is not None:
            self.rows.show_row(self.model.timeline.row_of(node))

    def _build(self) -> None:
        self.slider.setAccessibleName(self.tr("Part of the time axis that is seen"))
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setAutoFillBackground(True)
        self._note.setBackgroundRole(QPalette.ColorRole.Base)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            *(self.head, Rule(self._theme), self.rows),
            *(self.slider, Rule(self._theme), self.foot),
        )
        for part in parts:
            layout.addWidget(part, 1 if part is self.rows else 0)
        self._pages.addWidget(self._note)
        self._pages.addWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.rows.lens.changed.connect(self._on_lens_changed)
        self.slider.valueChanged.connect(self.rows.lens.move_to)
        self.rows.row_chosen.connect(self._on_row_chosen)
        self.rows.selectionModel().currentChanged.connect(self._on_current_changed)
        self.head.fit_wanted.connect(self.rows.lens.fit)
        self.head.zone_chosen.connect(self._on_zone_chosen)
        self._on_lens_changed()

    def _show_facts(self) -> None:
        row = self.rows.current_row()
        self.foot.show_event(self.model.timeline, row, self.model.zone)

    def _on_lens_changed(self) -> None:
        lens = self.rows.lens
        with QSignalBlocker(self.slider):
            self.slider.setPageStep(lens.room)
            self.slider.setSingleStep(max(1, lens.room // 10))
            self.slider.setRange(0, ceil(lens.length) - lens.room)
            self.slider.setValue(round(lens.offset))
        self.slider.setVisible(lens.zoom > 1)
        self.head.fit.setEnabled(lens.zoom > 1)

    def _on_row_chosen(self, row: int) -> None:
        self.node_chosen.emit(self.model.event_at(row).node)

    def _on_current_changed(self, _: QModelIndex) -> None:
        self._show_facts()

    def _on_zone_chosen(self, zone: Zone) -> None:
        self.model.show_in(zone)
        self.rows.axis.show_in(zone)
        self._show_facts()
