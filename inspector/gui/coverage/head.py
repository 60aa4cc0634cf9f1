"""The head of the coverage: how much is signed, the strip of all values, and what its signs say."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.coverage.coverage_table import CoverageTable, Legend
from inspector.gui.coverage.strip import MARGIN, CoverageStrip
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.flow import FlowLayout
from inspector.gui.widgets.text import Label, SignLabel

_EDGE = 24
_HEADLINE_MOST = 0.4


class CoverageHead(QWidget):
    """Shows a ``CoverageTable`` as a whole; at every width as high as its text needs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.headline = Label(theme, Text.TITLE)
        self.sentence = Label(theme, Text.BODY, ColourRole.MUTED).wrap()
        self.strip = CoverageStrip(theme)
        self.scale = Label(theme, Text.LABEL, ColourRole.FAINT)
        self._legend = QWidget()
        self._build()
        self.strip.laid_out.connect(self._say_scale)

    def show_table(self, table: CoverageTable | None) -> None:
        self.headline.setText(table.headline if table else "")
        self.sentence.setText(table.sentence if table else "")
        self._place_sentence()
        self._show_legend(table.legend if table else ())
        self.strip.show_table(table)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Fixed height; otherwise the parent may shrink it."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_sentence()
            self._fit()

    def _build(self) -> None:
        self._first = QHBoxLayout()
        self._first.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._first.addWidget(self.headline, 0, Qt.AlignmentFlag.AlignTop)
        self._first.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignTop)
        self._flow = FlowLayout(self._legend, gap=28, line_gap=2)
        strip, legend = QHBoxLayout(), QHBoxLayout()
        # The ring of the focus goes beyond the edge that all else stands at.
        strip.setContentsMargins(_EDGE - MARGIN, 0, _EDGE - MARGIN, 0)
        strip.addWidget(self.strip)
        legend.setContentsMargins(_EDGE, 0, _EDGE, 0)
        legend.addWidget(self._legend)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 10)
        self._column.setSpacing(6)
        for row in (self._first, strip, legend):
            self._column.addLayout(row)

    def _fit(self) -> None:
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))

    def _place_sentence(self) -> None:
        """Beside the headline on one line of writing, or below it where that leaves little room."""
        is_below = self.headline.sizeHint().width() > self.width() * _HEADLINE_MOST
        direction = QHBoxLayout.Direction
        self._first.setDirection(direction.TopToBottom if is_below else direction.LeftToRight)
        self._first.setSpacing(2 if is_below else 12)
        drop = self.headline.fontMetrics().ascent() - self.sentence.fontMetrics().ascent()
        self.sentence.setContentsMargins(0, 0 if is_below else drop, 0, 0)

    def _show_legend(self, legend: tuple[Legend, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (view := item.widget()) is not None and view is not self.scale:
                view.deleteLater()
        for entry in legend:
            self._flow.addWidget(_entry(self._theme, entry))
        self._flow.addWidget(self.scale)
        self._legend.updateGeometry()

    def _say_scale(self) -> None:
        """What a box stands for, which follows from the width."""
        count = self.strip.values_per_box
        if count <= 1:
            text = self.tr("one box a value, in the order of the file")
        else:
            text = self.tr("one box for {} values, in the order of the file")
        self.scale.setText(text.format(number(count)))
        self._legend.updateGeometry()
        self._fit()


def _entry(theme: Theme, entry: Legend) -> QWidget:
    view = QWidget()
    row = QHBoxLayout(view)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    sign = SignLabel(theme)
    sign.show_sign(entry.sign)
    row.addWidget(sign)
    row.addWidget(Label(theme, Text.LABEL, ColourRole.MUTED, entry.note))
    view.setAccessibleName(f"{entry.sign.word}: {entry.note}")
    return view
