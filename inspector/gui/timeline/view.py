"""The Timeline view: head, rows on a time axis, and the current event; computed in a worker."""

from math import ceil

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from inspector.gui.document.dates import Zone
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage
from inspector.gui.runner import Runner
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline, timeline_model
from inspector.gui.timeline.rows import TimelineRows
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import TimelineModel
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import FlowLayout, Hairline, h_box, v_box
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel

# --- the line below a timeline: the current event -----------------------------------------------

_HEIGHT = 20


class TimelineFoot(QWidget):
    """Type, result, dates and id of the current event, or a hint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = Label(theme, TextStyle.HEADING)
        self.sign = SignLabel(theme)
        self.created = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.signed = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.event_id = Label(theme, TextStyle.MONO, ColourRole.MUTED)
        self._facts = (self.sign, self.name, self.created, self.signed, self.event_id)
        hint = self.tr("Click or Enter selects the event in the tree. Arrow keys move.")
        self._hint = Label(theme, TextStyle.LABEL, ColourRole.MUTED, hint)
        line = QWidget()
        flow = FlowLayout(line, gap=14)
        for part in (*self._facts, self._hint):
            part.setFixedHeight(theme.pixels(_HEIGHT))
            flow.addWidget(part)
        v_box(line, on=self, edges=(16, 8, 16, 8))
        self.show_event(None, None, Zone.UTC)

    def show_event(self, timeline: Timeline | None, row: int | None, zone: Zone) -> None:
        is_shown = timeline is not None and row is not None
        for part in self._facts:
            part.setVisible(is_shown)
        self._hint.setVisible(not is_shown)
        if timeline is not None and row is not None:
            event = timeline.events[row]
            self.name.setText(timeline_model.event_name(event))
            self.sign.show_sign(timeline_model.event_sign(event))
            self.created.setText(timeline_model.created(event, zone))
            self.signed.setText(timeline_model.signed(event, zone))
            self.event_id.setText(timeline.event_id(row))
            # a hidden sign would keep its old width
            self.sign.updateGeometry()


_EDGE = 16
_NARROW = 1_060
_TITLE_FIRST = 10


class TimelineHead(QWidget):
    """Title, numbers, legend; *Fit* and the two time zones."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = ElidedLabel(theme, TextStyle.BODY, ColourRole.MUTED)
        self._summary = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._legend = _Legend(theme)
        self.fit = QPushButton(self.tr("Fit"))
        self.zones = {
            Zone.UTC: Chip(theme, self.tr("UTC")),
            Zone.LOCAL: Chip(theme, self.tr("Local")),
        }
        self.zones[Zone.UTC].setAccessibleName(self.tr("Dates in UTC"))
        self.zones[Zone.LOCAL].setAccessibleName(self.tr("Dates in local time"))
        self._group = QButtonGroup(self)
        self._build()

    def show_timeline(self, timeline: Timeline | None) -> None:
        self._title.set_text(timeline.title if timeline else "")
        self._summary.setText(timeline_model.summary(timeline) if timeline else "")
        self._legend.show_timeline(timeline)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend(below=event.size().width() < self._theme.pixels(_NARROW))

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.fit.setProperty("flat", True)
        self.fit.setAccessibleName(self.tr("See the whole time axis"))
        self.fit.setToolTip(self.tr("Ctrl and wheel, or + and −, magnify; 0 shows it all again"))
        self._row = h_box(
            Label(self._theme, TextStyle.TITLE, ColourRole.TEXT, self.tr("Timeline")), spacing=8
        )
        self._row.addWidget(self._title, _TITLE_FIRST)
        self._row.addWidget(self._summary)
        self._row.addStretch(1)
        self._row.addWidget(self.fit)
        for chip in self.zones.values():
            self._row.addWidget(chip)
            self._group.addButton(chip)
        self.zones[Zone.UTC].setChecked(True)
        self._column = v_box(
            self._row, self._legend, on=self, spacing=6, edges=(_EDGE, 8, _EDGE, 8)
        )

    def _place_legend(self, *, below: bool) -> None:
        if below == (self._column.indexOf(self._legend) >= 0):
            return
        if below:
            self._row.removeWidget(self._legend)
            self._column.addWidget(self._legend)
        else:
            self._column.removeWidget(self._legend)
            place = self._row.indexOf(self.fit)
            self._row.insertWidget(place, self._legend, 0, Qt.AlignmentFlag.AlignVCenter)


class _Legend(QWidget):
    """The meaning of those marks that occur."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        signs = {
            "created": StatusBadge("created", ColourRole.MUTED, self.tr("created")),
            "signed": StatusBadge("signed", ColourRole.MUTED, self.tr("signed")),
            "built": StatusBadge("built", ColourRole.BUNDLE, self.tr("bundle built")),
            "cut": StatusBadge("left-out", ColourRole.MUTED, self.tr("time left out")),
        }
        self._parts = {name: SignLabel(theme, TextStyle.LABEL) for name in signs}
        flow = FlowLayout(self, gap=20)
        for name, part in self._parts.items():
            part.show_sign(signs[name])
            flow.addWidget(part)

    def show_timeline(self, timeline: Timeline | None) -> None:
        self.setVisible(timeline is not None)
        if timeline is not None:
            self._parts["built"].setVisible(timeline.built.at is not None)
            self._parts["cut"].setVisible(timeline.scale.cut_width > 0)
            self.updateGeometry()


class TimelineView(QWidget):
    """Shows a ``Timeline``; reports the node of the chosen event."""

    node_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = TimelineModel(theme, self)
        self.head = TimelineHead(theme)
        self.rows = TimelineRows(theme, self.model)
        self.slider = QScrollBar(Qt.Orientation.Horizontal)
        self.foot = TimelineFoot(theme)
        self._note = Label(theme, TextStyle.BODY, ColourRole.MUTED)
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
        """Select the event that ``node`` is or is in, without emitting signals."""
        if self.model.timeline is not None:
            self.rows.show_row(self.model.timeline.row_of(node))

    def _build(self) -> None:
        self.slider.setAccessibleName(self.tr("Part of the time axis that is seen"))
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setAutoFillBackground(True)
        self._note.setBackgroundRole(QPalette.ColorRole.Base)
        content = QWidget()
        layout = v_box(on=content, spacing=0)
        parts: tuple[QWidget, ...] = (
            *(self.head, Hairline(self._theme), self.rows),
            *(self.slider, Hairline(self._theme), self.foot),
        )
        for part in parts:
            layout.addWidget(part, 1 if part is self.rows else 0)
        self._pages.addWidget(self._note)
        self._pages.addWidget(content)
        v_box(self._pages, on=self)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.rows.scale_view.changed.connect(self._on_zoom_changed)
        self.slider.valueChanged.connect(self.rows.scale_view.move_to)
        self.rows.row_chosen.connect(self._on_row_chosen)
        self.rows.selectionModel().currentChanged.connect(self._on_current_changed)
        self.head.fit.clicked.connect(self.rows.scale_view.fit)
        for zone, chip in self.head.zones.items():
            chip.clicked.connect(lambda _, chosen=zone: self._on_zone_chosen(chosen))
        self._on_zoom_changed()

    def _show_facts(self) -> None:
        row = self.rows.current_row()
        self.foot.show_event(self.model.timeline, row, self.model.zone)

    def _on_zoom_changed(self) -> None:
        scale_view = self.rows.scale_view
        with QSignalBlocker(self.slider):
            self.slider.setPageStep(scale_view.room)
            self.slider.setSingleStep(max(1, scale_view.room // 10))
            self.slider.setRange(0, ceil(scale_view.length) - scale_view.room)
            self.slider.setValue(round(scale_view.offset))
        self.slider.setVisible(scale_view.zoom > 1)
        self.head.fit.setEnabled(scale_view.zoom > 1)

    def _on_row_chosen(self, row: int) -> None:
        self.node_chosen.emit(self.model.event_at(row).node)

    def _on_current_changed(self, _: QModelIndex) -> None:
        self._show_facts()

    def _on_zone_chosen(self, zone: Zone) -> None:
        self.model.show_in(zone)
        self.rows.axis.show_in(zone)
        self._show_facts()


# --- the page of an inspection ------------------------------------------------------------------


class TimelinePage(LazyPage[Timeline]):
    """Shows the events of an inspection's document on a time axis."""

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        self.view = TimelineView(theme)
        super().__init__(
            runner, inspection, self.view, timeline.of_checked, self.view.show_timeline
        )
