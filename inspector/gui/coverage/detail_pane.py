"""The detail of the Coverage view: what covers a value, why, and which checks support it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from inspector.gui.coverage import coverage_table
from inspector.gui.coverage.coverage_detail import CoverageDetail
from inspector.gui.coverage.coverage_table import Bar, CoverageTable
from inspector.gui.document.finding_block import FindingBlock
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.layouts import FlowLayout, Hairline, ScrollPage, h_box, section
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.gui.widgets.text_boxes import WrappedText

_HEIGHT = 10
_SHORTEST = 4
_ROUND = 2


class Bars(QWidget):
    """One line per bar, the longest first."""

    def __init__(self, theme: Theme, bars: Sequence[Bar]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        most = max((bar.values for bar in bars), default=1)
        for row, bar in enumerate(bars):
            grid.addWidget(Label(theme, TextStyle.BODY, ColourRole.TEXT, bar.name), row, 0)
            grid.addWidget(_HatchedBar(theme, bar.values / most), row, 1)
            count = Label(theme, TextStyle.WORD, ColourRole.TEXT, number(bar.values))
            count.setAccessibleName(f"{bar.name}: {number(bar.values)}")
            grid.addWidget(count, row, 2, right)


class _HatchedBar(QWidget):
    """A bar as long as ``part`` of its space."""

    def __init__(self, theme: Theme, part: float) -> None:
        super().__init__()
        self._theme = theme
        self._part = part
        self.setMinimumSize(theme.pixels(40), theme.pixels(_HEIGHT) + 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self._theme.pixels(_HEIGHT)
        length = max(self._theme.pixels(_SHORTEST), round((self.width() - 1) * self._part))
        box = QRectF(0.5, (self.height() - height) // 2 + 0.5, length, height)
        edge = self._theme.colour(ColourRole.UNCHECKED)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.sunken))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, _ROUND, _ROUND)


class CoverageDetailPage(ScrollPage):
    """Shows one ``CoverageDetail`` and, below it, the bars of the whole document."""

    fetch_wanted = Signal(str)
    """The Pith Number of the requested bundle."""

    def show_nothing(self, table: CoverageTable | None) -> None:
        """While nothing is selected: a hint and the bars."""
        parts: list[QWidget] = []
        if table is not None:
            invitation = self.tr("Choose a value in the strip or in the tree.")
            parts.append(Label(self.theme, TextStyle.BODY, ColourRole.MUTED, invitation).wrap())
            parts += self._bare(table)
        self.fill(parts)

    def show_detail(self, table: CoverageTable, detail: CoverageDetail) -> None:
        parts = [self._value(detail), Hairline(self.theme), self._covered(detail)]
        if detail.supporting_checks:
            blocks = [FindingBlock(self.theme, found) for found in detail.supporting_checks]
            parts.append(section(self.heading(self.tr("What speaks for it all the same")), *blocks))
        if detail.remedy:
            parts.append(self._remedy(detail))
        self.fill([*parts, *self._bare(table)])

    def _value(self, detail: CoverageDetail) -> QWidget:
        crumbs = QWidget()
        row = h_box(on=crumbs, spacing=0)
        above = ElidedLabel(self.theme, TextStyle.BODY, ColourRole.MUTED)
        above.elide = Qt.TextElideMode.ElideLeft
        above.set_text("".join(f"{name}  ›  " for name in detail.crumbs[:-1]))
        above.setVisible(len(detail.crumbs) > 1)
        name = ElidedLabel(self.theme, TextStyle.HEADING)
        name.set_text(detail.crumbs[-1])
        row.addWidget(above, 2)
        row.addWidget(name, 1)
        row.addStretch()
        value = WrappedText(self.theme, detail.value)
        value.setAccessibleName(self.tr("Value"))
        place = WrappedText(self.theme, detail.place, TextStyle.SMALL_MONO)
        place.setAccessibleName(self.tr("JSON Pointer"))
        place.setVisible(bool(detail.place))
        return section(crumbs, value, place)

    def _covered(self, detail: CoverageDetail) -> QWidget:
        heading = Label(self.theme, TextStyle.BODY, ColourRole.MUTED, self.tr("Covered by"))
        why = Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, detail.why).wrap()
        return section(self._signs(detail.signs, heading), why)

    def _remedy(self, detail: CoverageDetail) -> QWidget:
        parts: list[QWidget] = [self.heading(self.tr("What would cover it"))]
        if detail.missing:
            parts.append(self._signs(detail.missing))
        parts.append(Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, detail.remedy).wrap())
        if detail.bundle_of:
            parts.append(self._offer(detail.bundle_of))
        return section(*parts)

    def _offer(self, number: str) -> QWidget:
        button = QPushButton(self.tr("Get the bundle…"))
        button.clicked.connect(lambda: self.fetch_wanted.emit(number))
        note = self.tr("shows the address first")
        button.setAccessibleDescription(note)
        line = QWidget()
        row = h_box(button, on=line, spacing=12)
        row.addWidget(Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, note).wrap(), 1)
        return line

    def _signs(self, signs: tuple[StatusBadge, ...], *before: QWidget) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=16)
        for view in before:
            flow.addWidget(view)
        for sign in signs:
            label = SignLabel(self.theme)
            label.show_sign(sign)
            flow.addWidget(label)
        return line

    def _bare(self, table: CoverageTable) -> list[QWidget]:
        """The bars of unsigned values; nothing if all are signed."""
        if not table.bars:
            return []
        head = QWidget()
        row = h_box(on=head)
        row.addWidget(self.heading(self.tr("Covered by nothing")), 1)
        total = coverage_table.values(table.whole.bare)
        row.addWidget(Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, total))
        return [Hairline(self.theme), section(head, Bars(self.theme, table.bars))]
