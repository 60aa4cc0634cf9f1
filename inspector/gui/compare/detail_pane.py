"""The widget for the selected pair: both values, their places, and what the checks say."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from inspector.gui.compare.head import NameLabel
from inspector.gui.compare.pair_detail import NO_TEXT, CheckLine, PairDetail, PairSide, ValueText
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout, ScrollPage, h_box, v_box
from inspector.gui.widgets.text import Label, SignLabel
from inspector.gui.widgets.text_boxes import WRAP, BreakingLabel, WrappedText, wrapped

# --- the results of both sides at one place, one line each --------------------------------------


class CheckLines(QWidget):
    """The side, the sign, and the check with its sentence."""

    def __init__(self, theme: Theme, lines: tuple[CheckLine, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        side = ""
        for row, line in enumerate(lines):
            self._add(row, line, line.side if line.side != side else "")
            side = line.side

    def _add(self, row: int, line: CheckLine, side: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(
            Label(self._theme, TextStyle.LABEL, ColourRole.FAINT, side), row, 0, top
        )
        says = ": ".join(part for part in (line.check, line.sentence) if part)
        tone = ColourRole.TEXT if line.sign else ColourRole.MUTED
        text = BreakingLabel(self._theme, TextStyle.LABEL, tone, says)
        if line.sign is None:
            self._grid.addWidget(text, row, 1, 1, 2)
        else:
            sign = SignLabel(self._theme, TextStyle.LABEL)
            sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(sign, row, 1, top)
            sign.show_sign(line.sign)
            self._grid.addWidget(text, row, 2)
        spoken = (line.side, line.sign.word if line.sign else "", says)
        text.setAccessibleName(", ".join(part for part in spoken if part))


_MOST_LINES = 10
_MARGIN = 8


class ValueBox(BytesBox):
    """Breaks lines between words, and inside words that are too long for a line."""

    def show_value(self, value: ValueText) -> None:
        self.show_marked(value.marked, wrap=True)
        self.setWordWrapMode(WRAP)
        self.setTextCursor(self._between(value.start, value.start))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        lines = self._lines()
        # The style would reserve space for scroll bars even if everything is visible.
        policy = Qt.ScrollBarPolicy
        is_all = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_all else policy.ScrollBarAsNeeded
        )
        spacing = self.fontMetrics().lineSpacing()
        self.setFixedHeight(min(lines, _MOST_LINES) * spacing + 2 * _MARGIN + 4)
        self.centerCursor()

    def _lines(self) -> int:
        """The number of lines that it needs, counted only up to those that fit."""
        width = max(1, self.viewport().width() - 2 * _MARGIN)
        most = _MOST_LINES + 1
        count = 0
        for line in self._marked.text.split("\n", most)[:most]:
            count += max(1, wrapped(line, self.font(), width, most - count).lineCount())
            if count >= most:
                break
        return max(1, count)

    def _mark(self) -> None:
        """Differing characters have the marker's background."""
        super()._mark()
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.colours.marker))
        shape.setForeground(QColor(self._theme.colours.text))
        selections = self.extraSelections()
        for selection in selections:
            selection.format = shape
        self.setExtraSelections(selections)


# --- one side of the selected pair: its value in a box, and its JSON Pointer below it -----------


class PairSideView(QWidget):
    """Shows a ``PairSide``, or that there is nothing on this side.

    ``caption`` is shown when it is not beside the other side.
    """

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        self.caption = Label(theme, TextStyle.CAPTION, ColourRole.FAINT, caption)
        self.box = ValueBox(theme)
        self.pointer = WrappedText(theme, "", TextStyle.SMALL_MONO)
        self.note = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        column = v_box(self.caption, self.box, self.note, self.pointer, on=self, spacing=4)
        column.addStretch()

    def show_side(self, side: PairSide | None) -> None:
        self.box.show_value(side.value if side else NO_TEXT)
        self.pointer.setPlainText(side.pointer if side else "")
        self.pointer.updateGeometry()
        self.note.setText(side.value.note if side else self.tr("Nothing on this side."))
        has_text = side is not None and bool(side.value.marked.text)
        self.box.setVisible(has_text)
        self.pointer.setVisible(side is not None)
        self.note.setVisible(bool(self.note.text()))


_EDGE = 24
_NARROW = 640


class CompareDetail(ScrollPage):
    """Shows one ``PairDetail``, or a hint to choose a row."""

    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.above = NameLabel(theme, TextStyle.BODY, ColourRole.MUTED)
        self.above.elide = Qt.TextElideMode.ElideLeft
        self.name = NameLabel(theme, TextStyle.HEADING)
        self.sign = SignLabel(theme)
        self.matched = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.below = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.copy = QPushButton(self.tr("Copy the difference"))
        self.left = PairSideView(theme, self.tr("Left"))
        self.right = PairSideView(theme, self.tr("Right"))
        for side, value, pointer in (
            (self.left, self.tr("Value on the left"), self.tr("JSON Pointer on the left")),
            (self.right, self.tr("Value on the right"), self.tr("JSON Pointer on the right")),
        ):
            side.box.setAccessibleName(value)
            side.pointer.setAccessibleName(pointer)
        self.note = Label(theme, TextStyle.BODY).wrap().selectable()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < self.theme.pixels(_NARROW)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        for side in (self.left, self.right):
            side.caption.setVisible(is_narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles the copy key unless text is selected."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.copy.isVisible():
            self.copy.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.copy.isVisible():
            self.menu_wanted.emit(event.globalPos())

    def _parts(self) -> tuple[QWidget, ...]:
        line = self.name, self.sign, self.matched, self.below, self.copy
        return (*line, self.left, self.right, self.note, self.checks)

    def _build(self) -> None:
        self.copy.setProperty("flat", True)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line = QWidget()
        self._flow = FlowLayout(self._line, gap=10, line_gap=2)
        self._flow.fill([self.above, self.name, self.sign, self.matched, self.below])
        top = h_box(spacing=16)
        top.addWidget(self._line, 1)
        top.addWidget(self.copy)
        self._sides = h_box(spacing=24)
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
        self.copy.setIcon(self.theme.icon("copy", ColourRole.ACCENT))
