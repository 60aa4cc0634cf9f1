"""Everything above the trees of a comparison: both sides, history, and changed proofs.

It follows the loader by itself.
"""

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side, event_count
from inspector.document.document import Document
from inspector.errors import InspectorError, ProgramFaultError
from inspector.gui.compare import head_text, pair_row
from inspector.gui.compare.comparison_tab import ComparisonTab, ShownComparison
from inspector.gui.compare.head import CompareHead
from inspector.gui.compare.head_text import SideText
from inspector.gui.compare.proofs import ProofsRow
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import FittedWidget, FlowLayout, Hairline, h_box, v_box
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.progress import Progress

# --- two sliders for the history of one bundle --------------------------------------------------

_PAGES = 10
_MOST_TICKS = 40
_GROOVE, _RADIUS, _TICK, _RING = 4, 7, 8, 3
_HEIGHT, _LEAST = 26, 120


class EventSlider(QSlider):
    """Painted here so that handle and focus are visible on every background; the rest is Qt's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setMinimumWidth(theme.pixels(_LEAST))
        self.setFixedHeight(theme.pixels(_HEIGHT))
        # The style reserves as much space at the ends as the handle with its ring needs.
        width = 2 * (theme.pixels(_RADIUS) + _RING + 1)
        self.setStyleSheet(
            f"QSlider::groove {{ border: none; background: transparent; height: {width}px; }}"
            f" QSlider::handle {{ border: none; background: transparent; width: {width}px; }}"
        )
        theme.changed.connect(self.update)

    def show_range(self, count: int, at: int) -> None:
        """Show ``count`` events with the slider at event ``at``, from 1."""
        self.setRange(1, max(1, count))
        self.setPageStep(max(1, count // _PAGES))
        self.setValue(at)
        self.setEnabled(count > 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, pixels = self._theme.colours, self._theme.pixels
        ends = self._handle(self.minimum()), self._handle(self.maximum())
        handle = self._handle(self.sliderPosition())
        tone = colours.accent if self.isEnabled() else colours.edge
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.edge), 1))
            for tick in self._ticks():
                painter.drawLine(tick - QPoint(0, pixels(_TICK)), tick + QPoint(0, pixels(_TICK)))
            self._draw_groove(painter, ends[0], ends[1], colours.edge)
            self._draw_groove(painter, ends[0], handle, tone)
            painter.setBrush(QColor(tone))
            painter.setPen(QPen(QColor(colours.surface), 2))
            painter.drawEllipse(handle, pixels(_RADIUS), pixels(_RADIUS))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawEllipse(handle, pixels(_RADIUS) + _RING, pixels(_RADIUS) + _RING)

    def _draw_groove(self, painter: QPainter, begin: QPoint, end: QPoint, colour: str) -> None:
        width = self._theme.pixels(_GROOVE)
        pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(begin, end)

    def _ticks(self) -> list[QPoint]:
        """One tick per event, if there are few."""
        if self.maximum() > _MOST_TICKS:
            return []
        return [self._handle(value) for value in range(self.minimum(), self.maximum() + 1)]

    def _handle(self, value: int) -> QPoint:
        """The centre of the handle according to the style, which handles the mouse."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        option.sliderPosition = option.sliderValue = value
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(control, option, part, self).center()


_EDGE = 24
_NARROW = 860
_LABEL = 340
_ANY_WIDTH = 16_777_215


class HistoryBar(FittedWidget):
    """A slider for each side, from the first event to the last, with a label."""

    moved = Signal(int, int)
    """The event numbers of the left and of the right, from 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document: Document | None = None
        self._sides = self.tr("Left"), self.tr("Right")
        self._names = [
            Label(theme, TextStyle.LABEL, ColourRole.FAINT, side) for side in self._sides
        ]
        self.sliders = [EventSlider(theme) for _ in self._sides]
        self.labels = [BreakingLabel(theme, TextStyle.LABEL) for _ in self._sides]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, 6, _EDGE, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.arrange(0)
        for slider in self.sliders:
            slider.valueChanged.connect(self._on_moved)

    @property
    def at(self) -> tuple[int, int]:
        """The event numbers of the left and of the right."""
        left, right = self.sliders
        return left.value(), right.value()

    def show_history(self, document: Document, left: int, right: int) -> None:
        """Show the history of a bundle with at least one event, without emitting ``moved``."""
        self._document = document
        count = event_count(document)
        for slider, at in zip(self.sliders, (left, right), strict=True):
            with QSignalBlocker(slider):
                slider.show_range(count, at)
            slider.update()
        self._say()

    def arrange(self, width: int) -> None:
        """Each label is beside its slider, all with one width, or below it if space is short."""
        is_narrow = width < self._theme.pixels(_NARROW)
        middle = Qt.AlignmentFlag.AlignVCenter
        for side, (name, slider, label) in enumerate(
            zip(self._names, self.sliders, self.labels, strict=True)
        ):
            row = 2 * side
            self._grid.addWidget(name, row, 0, middle)
            self._grid.addWidget(slider, row, 1)
            self._grid.addWidget(label, *((row + 1, 1) if is_narrow else (row, 2)), middle)
            width = 0 if is_narrow else self._theme.pixels(_LABEL)
            label.setMinimumWidth(width)
            label.setMaximumWidth(width or _ANY_WIDTH)

    def _on_moved(self) -> None:
        self._say()
        self.moved.emit(*self.at)

    def _say(self) -> None:
        if self._document is None:
            return
        for side, slider, label in zip(self._sides, self.sliders, self.labels, strict=True):
            label.setText(head_text.after(self._document, slider.value()))
            slider.setAccessibleName(f"{side}: {label.text()}")
        self.fit()


# --- the tool row: stepping, filters, and more --------------------------------------------------

_TOOLS_EDGE = 16
_TOOLS_HEIGHT = 28
_TOOLS_NARROW = 760


class ToolRow(FittedWidget):
    """The buttons, which the view connects, and their state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.previous = QPushButton(self.tr("Previous"))
        self.next = QPushButton(self.tr("Next"))
        self.place = Label(theme, TextStyle.BODY, ColourRole.MUTED)
        self.only = Chip(theme, self.tr("Only differences"))
        self.hide_volatile = Chip(theme, self.tr("Hide volatile fields"))
        self.edit = QPushButton(self.tr("Fields…"))
        self.swap = QPushButton(self.tr("Swap sides"))
        self.export = QPushButton(self.tr("Export…"))
        self.offer_export(is_checking=False)
        self._name()
        self._build()
        self._draw()
        self.clear_place()
        theme.changed.connect(self._draw)

    def clear_place(self) -> None:
        """Nothing is compared, which is not to say that nothing differs."""
        self.show_place(None, 0)
        self.place.setText("")

    def show_place(self, place: int | None, total: int) -> None:
        """Show which of ``total`` differences is selected, from 1; None for none."""
        self.place.setText(pair_row.place(place, total))
        # so that the chips do not move while the number changes
        widest = max(pair_row.place(None, total), pair_row.place(total, total), key=len)
        width = self.place.fontMetrics().horizontalAdvance(widest)
        self.place.setMinimumWidth(width + 4)
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)
        self.fit()

    def offer_export(self, *, is_checking: bool) -> None:
        """An export contains both verdicts, so it is offered only once they are known."""
        why = self.tr("The sides are still being checked.") if is_checking else ""
        self.export.setEnabled(not is_checking)
        self.export.setToolTip(tooltip(why) if why else "")
        self.export.setAccessibleDescription(why)

    def show_filters(self, *, only_differences: bool, volatile: bool) -> None:
        """Show the current filters without emitting signals."""
        self.only.setChecked(only_differences)
        self.hide_volatile.setChecked(volatile)

    def arrange(self, width: int) -> None:
        directions = QBoxLayout.Direction
        is_narrow = width < self._theme.pixels(_TOOLS_NARROW)
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)

    def _name(self) -> None:
        for button, name in (
            (self.previous, self.tr("Previous difference")),
            (self.next, self.tr("Next difference")),
            (self.edit, self.tr("Edit the list of volatile fields")),
        ):
            button.setAccessibleName(name)
        for button in (self.edit, self.swap, self.export):
            button.setProperty("flat", True)
        for button in (self.previous, self.next, self.edit, self.swap, self.export):
            button.setMinimumHeight(self._theme.pixels(_TOOLS_HEIGHT))
        self.hide_volatile.setToolTip(self.tr("Times, and what follows from them"))

    def _build(self) -> None:
        tools, ends = QWidget(), QWidget()
        steps = self.previous, self.next, self.place
        for box, parts in (
            (tools, (*steps, self.only, self.hide_volatile, self.edit)),
            (ends, (self.swap, self.export)),
        ):
            FlowLayout(box, gap=6, line_gap=6).fill(parts)
        self._row = h_box(on=self, spacing=6, edges=(_TOOLS_EDGE, 6, _TOOLS_EDGE, 6))
        self._row.addWidget(tools, 1)
        self._row.addWidget(ends)

    def _draw(self) -> None:
        size = self._theme.pixels(SMALL)
        for button, icon, tone in (
            (self.previous, "up", ColourRole.TEXT),
            (self.next, "open", ColourRole.TEXT),
            (self.swap, "swap", ColourRole.ACCENT),
        ):
            button.setIconSize(QSize(size, size))
            button.setIcon(self._theme.icon(icon, tone))


# --- both sides, their history and the proofs ---------------------------------------------------

_AFTER_MOVING = 60
"""Milliseconds without movement before the state at a slider is computed."""


class CompareTop(QWidget):
    """Shows the sides of a ``ComparisonTab`` while they load."""

    def __init__(self, theme: Theme, comparison: ComparisonTab) -> None:
        super().__init__()
        self._comparison = comparison
        self.head = CompareHead(theme)
        self.history = HistoryBar(theme)
        self.proofs = ProofsRow(theme)
        self._rule = Hairline(theme)
        # Shown content is not laid out again, which takes some milliseconds each time.
        self._compared: ComparedProofs | None = None
        self._said: dict[bool, tuple[SideText, bool]] = {}
        self._moving = QTimer(self, singleShot=True, interval=_AFTER_MOVING)
        v_box(self.head, Hairline(theme), self.history, self.proofs, self._rule, on=self, spacing=0)
        self.history.hide()
        self._connect()
        self._show_busy()

    def show_comparison(self, shown: ShownComparison) -> None:
        for is_left in (True, False):
            self._on_side(is_left)
        self.head.show_centre(shown.centre)
        if self._compared is not shown.compared:
            self._compared = shown.compared
            if shown.compared.comparison.is_verified:
                self.proofs.show_lines(shown.proofs)
            else:
                self.proofs.clear()
        self.show_proofs(True)

    def show_proofs(self, are_there: bool) -> None:
        """Without two compared sides there are no proofs."""
        self._compared = self._compared if are_there else None
        self.proofs.setVisible(are_there)
        self._rule.setVisible(are_there)

    def _connect(self) -> None:
        loader = self._comparison.loader
        loader.started.connect(self._show_busy)
        loader.checking.connect(self._on_checking)
        loader.progressed.connect(self._on_progressed)
        loader.side_ready.connect(self._on_side)
        loader.side_verified.connect(self._on_side)
        loader.side_failed.connect(self._on_side_failed)
        loader.failed.connect(self._on_failed)
        self.history.moved.connect(lambda *_: self._moving.start())
        self._moving.timeout.connect(lambda: loader.walk(*self.history.at))

    # --- slots --------------------------------------------------------------------------------

    def _show_busy(self) -> None:
        loader = self._comparison.loader
        self._compared = None
        self._said.clear()
        for is_left, state in ((True, loader.left), (False, loader.right)):
            if state is not None:
                text = head_text.side_loading(state.request.source, self._other(is_left))
                self.head.show_busy(text, is_left=is_left)
        self.head.show_centre(head_text.centre_reading())
        self.proofs.clear()

    def _on_progressed(self, progress: Progress) -> None:
        if self._comparison.is_compared:
            self.proofs.progress.show_progress(progress)
            return
        loader = self._comparison.loader
        for is_left, state in ((True, loader.left), (False, loader.right)):
            if state is not None and state.is_coming:
                self.head.show_progress(progress, is_left=is_left)

    def _on_checking(self) -> None:
        """The results so far used another list of keys."""
        for is_left in (True, False):
            self._on_side(is_left)

    def _on_side(self, is_left: bool, _: object = None) -> None:
        loader = self._comparison.loader
        state = loader.left if is_left else loader.right
        if state is None or state.side is None:
            return
        side = self._in_sight(state.side, is_left=is_left)
        document = loader.document(is_left=is_left)
        events = event_count(document) if side.at is not None and document else None
        other = self._other(is_left)
        text = head_text.side_of(side, self._part(is_left=is_left), other=other, events=events)
        # Once both are compared, the row of proofs shows the progress.
        is_busy = state.is_coming and not self._comparison.is_compared
        self._say(text, is_left=is_left, is_busy=is_busy)
        self._show_history()

    def _say(self, text: SideText, *, is_left: bool, is_busy: bool = False) -> None:
        if self._said.get(is_left) == (text, is_busy):
            return
        self._said[is_left] = text, is_busy
        if is_busy:
            self.head.show_busy(text, is_left=is_left)
        else:
            self.head.show_side(text, is_left=is_left)

    def _on_side_failed(self, is_left: bool, error: InspectorError) -> None:
        loader = self._comparison.loader
        state = loader.left if is_left else loader.right
        source = state.request.source if state else ""
        text = head_text.side_unreadable(source, error, self._other(is_left))
        self._say(text, is_left=is_left)
        errors = [one.error if one else None for one in (loader.left, loader.right)]
        is_fault = any(isinstance(one, ProgramFaultError) for one in errors)
        centre = head_text.centre_one_unreadable(both=all(errors), is_fault=is_fault)
        self.head.show_centre(centre)

    def _on_failed(self, error: InspectorError) -> None:
        self.head.show_centre(head_text.centre_of_error(error))

    def _show_history(self) -> None:
        """Show the sliders if both sides are points of one bundle's history."""
        loader = self._comparison.loader
        document = loader.document(is_left=True)
        left, right = loader.left, loader.right
        is_shown = self._comparison.is_history and document is not None
        self.history.setVisible(is_shown)
        if is_shown and document is not None and left is not None and right is not None:
            self.history.show_history(document, left.request.at or 1, right.request.at or 1)

    def _in_sight(self, side: Side, *, is_left: bool) -> Side:
        """The side, or the one whose values are still shown until it is compared."""
        shown = self._comparison.current
        if shown is None:
            return side
        comparison = shown.compared.comparison
        known = comparison.left if is_left else comparison.right
        return side if known.table is side.table else known

    def _other(self, is_left: bool) -> str:
        """The source of the other side."""
        loader = self._comparison.loader
        state = loader.right if is_left else loader.left
        return state.request.source if state is not None else ""

    def _part(self, *, is_left: bool) -> str:
        """The JSON Pointer of the compared part of a side, if it is one part."""
        shown = self._comparison.current
        if shown is None or len(shown.compared.comparison.parts) != 1:
            return ""
        part = shown.compared.comparison.parts[0]
        return part.left if is_left else part.right
