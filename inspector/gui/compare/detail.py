"""The selected pair of a comparison: both values, where they stand, and what the checks say."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from inspector.gui.compare.check_lines import CheckLines
from inspector.gui.compare.lines_flow import LinesFlow
from inspector.gui.compare.name_label import NameLabel
from inspector.gui.compare.pair_detail import PairDetail
from inspector.gui.compare.pair_side import PairSideView
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.scroll_page import ScrollPage
from inspector.gui.widgets.text import Label, SignLabel

_EDGE = 24
_NARROW = 640


class CompareDetail(ScrollPage):
    """Shows one ``PairDetail``, or an invitation to choose a row."""

    copy_wanted = Signal()
    """The difference is wanted on the clipboard; it may be large, so it is written elsewhere."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.above = NameLabel(theme, Text.BODY, Tone.MUTED)
        self.above.elide = Qt.TextElideMode.ElideLeft
        self.name = NameLabel(theme, Text.HEADING)
        self.sign = SignLabel(theme)
        self.matched = Label(theme, Text.LABEL, Tone.MUTED)
        self.below = Label(theme, Text.LABEL, Tone.MUTED)
        self.copy = QPushButton(self.tr("Copy the difference"))
        self.left = PairSideView(theme, self.tr("Left"))
        self.right = PairSideView(theme, self.tr("Right"))
        for side, value, pointer in (
            (self.left, self.tr("Value on the left"), self.tr("JSON Pointer on the left")),
            (self.right, self.tr("Value on the right"), self.tr("JSON Pointer on the right")),
        ):
            side.box.setAccessibleName(value)
            side.pointer.setAccessibleName(pointer)
        self.note = Label(theme, Text.BODY).wrap().selectable()
        self.checks = CheckLines(theme, ())
        self._build()
        self._draw()
        self.clear()
        theme.changed.connect(self._draw)

    def clear(self) -> None:
        """No row is selected."""
        self.above.set_text(self.tr("Choose a row in the trees."))
        self.above.show()
        for part in self._parts():
            part.hide()
        self._flow.invalidate()
        self.setAccessibleName(self.tr("The selected difference"))

    def show_detail(self, detail: PairDetail) -> None:
        for part in self._parts():
            part.show()
        self.above.set_text("".join(f"{name}  ›  " for name in detail.crumbs[:-1]).rstrip())
        self.above.setVisible(len(detail.crumbs) > 1)
        self.name.set_text(detail.crumbs[-1])
        self.sign.show_sign(detail.sign)
        for label, text in (
            (self.matched, detail.matched),
            (self.below, detail.below),
            (self.note, detail.note),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.left.show_side(detail.left)
        self.right.show_side(detail.right)
        self._show_checks(detail)
        self._flow.invalidate()
        self._line.updateGeometry()
        spoken = (", ".join(detail.crumbs), detail.sign.word, detail.matched, detail.note)
        self.setAccessibleName(". ".join(part for part in spoken if part))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        is_narrow = event.size().width() < self.theme.pixels(_NARROW)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        for side in (self.left, self.right):
            side.caption.setVisible(is_narrow)

    def _parts(self) -> tuple[QWidget, ...]:
        line = self.name, self.sign, self.matched, self.below, self.copy
        return (*line, self.left, self.right, self.note, self.checks)

    def _build(self) -> None:
        self.copy.setProperty("flat", True)
        self.copy.clicked.connect(self.copy_wanted)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line = QWidget()
        self._flow = LinesFlow(self._line, gap=10, line_gap=2)
        self._flow.fill([self.above, self.name, self.sign, self.matched, self.below])
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._line, 1)
        top.addWidget(self.copy)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(24)
        for side in (self.left, self.right):
            self._sides.addWidget(side, 1)
        self._column = self.begin(8)
        self._column.setContentsMargins(_EDGE, 10, _EDGE, 10)
        self._column.insertLayout(0, top)
        self._column.insertLayout(1, self._sides)
        self._column.insertWidget(2, self.note)
        self._column.insertWidget(3, self.checks)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        if (holder := self.widget()) is not None:
            holder.setAutoFillBackground(True)
            holder.setBackgroundRole(QPalette.ColorRole.Base)

    def _show_checks(self, detail: PairDetail) -> None:
        old, self.checks = self.checks, CheckLines(self.theme, detail.checks)
        self._column.replaceWidget(old, self.checks)
        old.hide()
        old.deleteLater()
        self.checks.setVisible(bool(detail.checks))

    def _draw(self) -> None:
        size = self.theme.pixels(SMALL)
        self.copy.setIconSize(QSize(size, size))
        self.copy.setIcon(self.theme.icon("copy", Tone.ACCENT))
