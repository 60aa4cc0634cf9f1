"""The line above a timeline: whose it is, what the marks mean, and how the dates are written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.document.timeline_dates import Zone
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.widgets.chip import Chip
from inspector.gui.widgets.flow import FlowLayout
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel

_EDGE = 16
_NARROW = 1_060
_TITLE_FIRST = 10


class TimelineHead(QWidget):
    """Title, numbers, legend; *Fit* and the two time zones."""

    fit_wanted = Signal()
    zone_chosen = Signal(Zone)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = ElidedLabel(theme, Text.BODY, Tone.MUTED)
        self._summary = Label(theme, Text.LABEL, Tone.MUTED)
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
        self._summary.setText(timeline_words.summary(timeline) if timeline else "")
        self._legend.show_timeline(timeline)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_legend(below=event.size().width() < self._theme.pixels(_NARROW))

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.fit.setProperty("flat", True)
        self.fit.setAccessibleName(self.tr("See the whole time axis"))
        self.fit.setToolTip(self.tr("Ctrl and wheel, or + and −, magnify; 0 shows it all again"))
        self.fit.clicked.connect(self.fit_wanted)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(Label(self._theme, Text.TITLE, Tone.TEXT, self.tr("Timeline")))
        self._row.addWidget(self._title, _TITLE_FIRST)
        self._row.addWidget(self._summary)
        self._row.addStretch(1)
        self._row.addWidget(self.fit)
        for zone, chip in self.zones.items():
            self._row.addWidget(chip)
            self._group.addButton(chip)
            chip.clicked.connect(lambda _, chosen=zone: self.zone_chosen.emit(chosen))
        self.zones[Zone.UTC].setChecked(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, 8, _EDGE, 8)
        self._column.setSpacing(6)
        self._column.addLayout(self._row)
        self._column.addWidget(self._legend)

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
    """What the marks mean, those alone that are there to be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        signs = {
            "created": Sign("created", Tone.MUTED, self.tr("created")),
            "signed": Sign("signed", Tone.MUTED, self.tr("signed")),
            "built": Sign("built", Tone.BUNDLE, self.tr("bundle built")),
            "cut": Sign("left-out", Tone.MUTED, self.tr("time left out")),
        }
        self._parts = {name: SignLabel(theme, Text.LABEL) for name in signs}
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
