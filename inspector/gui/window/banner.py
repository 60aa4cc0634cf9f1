"""The banner: the verdict and its sentence, facts about the document, and both axes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.document.summary import Axis, Summary, SummaryFact
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout, Hairline, h_box, invalidate_all, v_box
from inspector.gui.widgets.notices import ProgressLine
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel

_NARROW = 1100
_LEAST_SENTENCE = 280
"""If the sentence has less width, the axes are below it."""
_AXIS_WIDTH = 236
_ANY_WIDTH = 16_777_215
_VERDICT_ICON = 40
_AXIS_ICON = 20
_FACT_HEIGHT = 20
_WIDEST_WHOLE = 600


class Banner(QFrame):
    """Shows one ``Summary``."""

    place_wanted = Signal(str)
    """The JSON Pointer of the cause."""
    key_wanted = Signal(str)
    """The fingerprint of a key that is not in the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._summary: Summary | None = None
        self._waiting: Summary | None = None
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._icon = QLabel()
        self.verdict = Label(theme, TextStyle.VERDICT)
        self.sentence = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self.show_cause = QPushButton(self.tr("Show"))
        self.show_cause.setProperty("primary", True)
        self.show_cause.setAccessibleName(self.tr("Show the cause"))
        self.show_cause.clicked.connect(self._on_show)
        self.show_cause.hide()
        self.compare_key = QPushButton(self.tr("Compare fingerprint…"))
        self.compare_key.setProperty("primary", True)
        self.compare_key.clicked.connect(self._on_compare)
        self.compare_key.hide()
        self.title = ElidedLabel(theme, TextStyle.TITLE)
        self.claim = SignLabel(theme, TextStyle.LABEL)
        self._facts = QWidget()
        self.progress = ProgressLine(theme)
        self._integrity = _AxisView(theme, self.tr("INTEGRITY"))
        self._trust = _AxisView(theme, self.tr("TRUST"))
        self._build()
        theme.changed.connect(self._redraw)

    def show_when_seen(self, summary: Summary) -> None:
        """Show ``summary`` now if the banner is visible, else when it becomes visible.

        A later summary replaces it: most documents are verified before the window is shown.
        """
        if self.isVisible():
            self.show_summary(summary)
        else:
            self._waiting = summary

    def show_summary(self, summary: Summary) -> None:
        self._summary, self._waiting = summary, None
        self.verdict.setText(summary.verdict.word)
        self.verdict.set_tone(summary.verdict.tone)
        self.sentence.setText(summary.sentence)
        self.show_cause.setVisible(bool(summary.shows))
        self.compare_key.setVisible(bool(summary.unknown_key))
        self.title.set_text(summary.title)
        self.title.set_tone(ColourRole.MUTED if summary.claim else ColourRole.TEXT)
        self.claim.show_sign(
            StatusBadge("claim", ColourRole.MUTED, summary.claim) if summary.claim else None
        )
        self.claim.setToolTip(tooltip(summary.reason) if summary.reason else "")
        self.claim.setAccessibleDescription(summary.reason)
        self._show_facts(summary.facts)
        self._integrity.show_axis(summary.integrity)
        self._trust.show_axis(summary.trust)
        self.axes.setVisible(summary.integrity is not None or summary.trust is not None)
        self.setAccessibleName(f"{summary.verdict.word}. {summary.sentence}")
        self._redraw()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting is not None:
            self.show_summary(self._waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = self.width() < self._theme.pixels(_NARROW)
        self._place_axes(below=is_narrow or self._room() < self._theme.pixels(_LEAST_SENTENCE))
        self._stack_axes()
        self._keep_height()

    def _whole_room(self) -> int:
        """The width of the text without axes beside it; the layout may not know it yet."""
        margins = self._row.contentsMargins()
        taken = self._theme.pixels(_VERDICT_ICON) + self._row.spacing()
        return self.width() - margins.left() - margins.right() - taken

    def _room(self) -> int:
        """The width of the sentence beside the verdict, the buttons and the axes."""
        gap = self._first.spacing()
        beside = [self.verdict, *(one for one in self._buttons if not one.isHidden())]
        taken = sum(one.sizeHint().width() + gap for one in beside)
        if not self.axes.isHidden():
            taken += 2 * self._theme.pixels(_AXIS_WIDTH) + self._row.spacing()
        return self._whole_room() - taken

    def _keep_height(self) -> None:
        """In a low window a layout would reduce the height of wrapped texts and cut them."""
        # Layouts cache size hints from when parts were hidden; with these the page below would be
        # laid out twice.
        invalidate_all(self._row)
        needed = self._row.heightForWidth(self.width())
        if 0 <= needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def _on_show(self) -> None:
        if self._summary is not None:
            self.place_wanted.emit(self._summary.shows)

    def _on_compare(self) -> None:
        if self._summary is not None:
            self.key_wanted.emit(self._summary.unknown_key)

    def _build(self) -> None:
        self._first = h_box(spacing=12)
        self._first.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignTop)
        self._first.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignTop)
        self._buttons = (self.show_cause, self.compare_key)
        for button in self._buttons:
            self._first.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        # align the first lines, also if the sentence has several
        drop = self.verdict.fontMetrics().ascent() - self.sentence.fontMetrics().ascent()
        self.sentence.setContentsMargins(0, drop, 0, 0)
        self._flow = FlowLayout(self._facts)
        self._text = v_box(self._first, spacing=4)
        named = h_box(spacing=12)
        named.addWidget(self.title, 1)
        named.addWidget(self.claim)
        named.addStretch()
        self._text.addLayout(named)
        for part in (self._facts, self.progress):
            self._text.addWidget(part)
        self._text.addStretch()
        self.axes = QWidget()
        self._axes_row = h_box(self._integrity, self._trust, on=self.axes, spacing=0)
        # each as wide as its text; equal halves would cut the longer one
        self._axes_row.addStretch(1)
        self._row = h_box(on=self, spacing=16, edges=(24, 14, 24, 14))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._text, 1)
        self._row.addWidget(self.axes)

    def _place_axes(self, *, below: bool) -> None:
        under = self._text.indexOf(self.axes) >= 0
        if below == under:
            return
        if below:
            self._row.removeWidget(self.axes)
            self._text.insertWidget(self._text.count() - 1, self.axes)
        else:
            self._text.removeWidget(self.axes)
            self._row.addWidget(self.axes)
        for axis in (self._integrity, self._trust):
            axis.lay_out(in_one_line=below)

    def _stack_axes(self) -> None:
        """Below the text, the axes are on two lines if one line would cut the second."""
        direction = QHBoxLayout.Direction
        self._axes_row.setDirection(direction.LeftToRight)
        is_below = self._text.indexOf(self.axes) >= 0
        if is_below and self.axes.sizeHint().width() > self._whole_room():
            self._axes_row.setDirection(direction.TopToBottom)

    def _show_facts(self, facts: tuple[SummaryFact, ...]) -> None:
        # in a visible widget, layouts treat new children as hidden until the next event
        self._facts.hide()
        while (item := self._flow.takeAt(0)) is not None:
            if (view := item.widget()) is not None:
                view.deleteLater()
        for fact in facts:
            self._flow.addWidget(_fact_view(self._theme, fact))
        self._facts.setVisible(bool(facts))
        self._facts.updateGeometry()

    def _redraw(self) -> None:
        if self._summary is not None:
            sign = self._summary.verdict
            self._icon.setPixmap(self._theme.pixmap(sign.icon, sign.tone, _VERDICT_ICON))


def _fact_view(theme: Theme, fact: SummaryFact) -> QWidget:
    view = QWidget()
    view.setFixedHeight(theme.pixels(_FACT_HEIGHT))
    row = h_box(Label(theme, TextStyle.LABEL, ColourRole.FAINT, fact.label), on=view, spacing=8)
    text = _fact_text(theme, TextStyle.MONO if fact.mono else TextStyle.LABEL, fact.text)
    text.setAccessibleName(f"{fact.label}: {fact.text}")
    row.addWidget(text)
    return view


def _fact_text(theme: Theme, kind: TextStyle, words: str) -> Label:
    """A text that may be wider than the window is shortened, since wrapping would need more
    height."""
    whole = Label(theme, kind, ColourRole.TEXT, words)
    if whole.sizeHint().width() <= theme.pixels(_WIDEST_WHOLE):
        return whole.selectable()
    text = ElidedLabel(theme, kind, ColourRole.TEXT)
    text.elide = Qt.TextElideMode.ElideMiddle
    text.set_text(words)
    text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return text


class _AxisView(QWidget):
    """One axis: its name, an icon and a word, a line of counts."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._rule = Hairline(theme, vertical=True)
        self._heading = Label(theme, TextStyle.CAPTION, ColourRole.FAINT, name)
        self._sign = SignLabel(theme, TextStyle.TITLE, _AXIS_ICON)
        self._note = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._outer = h_box(self._rule, on=self, spacing=24)
        self._inner = QVBoxLayout()
        self._outer.addLayout(self._inner, 1)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for part in (self._heading, self._sign):
            self._inner.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        # as wide as the axis, since the layout computes its height for that width
        self._inner.addWidget(self._note)
        self._inner.addStretch()
        self.lay_out(in_one_line=False)

    def show_axis(self, axis: Axis | None) -> None:
        self.setVisible(axis is not None)
        if axis is not None:
            self._sign.show_sign(axis.sign)
            self._note.setText(axis.note)
            # outer layouts drop their cached size hints only with the next event
            self._inner.invalidate()
            self.updateGeometry()
            self.setAccessibleName(f"{self._name}: {axis.sign.word}, {axis.note}")

    def lay_out(self, *, in_one_line: bool) -> None:
        direction = QHBoxLayout.Direction
        self._inner.setDirection(direction.LeftToRight if in_one_line else direction.TopToBottom)
        self._inner.setSpacing(10 if in_one_line else 5)
        self._rule.setVisible(not in_one_line)
        self._outer.setContentsMargins(0, 0, 32 if in_one_line else 0, 0)
        self._note.setWordWrap(not in_one_line)
        width = self._theme.pixels(_AXIS_WIDTH)
        self.setMinimumWidth(0 if in_one_line else width)
        self.setMaximumWidth(_ANY_WIDTH if in_one_line else width)
