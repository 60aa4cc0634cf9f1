"""The page in place of a document that could not be read: what came, where and why, what to do."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.errors import InspectorError
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import Marked
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.flow import FlowLayout, Rule, ScrollPage
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.remark import Chip
from inspector.gui.widgets.text import BreakingLabel, Label
from inspector.gui.window import refused_bytes
from inspector.gui.window.remedies import place, remedy
from inspector.visible import visible

_EDGE = 24
_BETWEEN = 24
_NARROW = 900
_SIDE = 360
_LINES = (4, 26)
_LONGEST_SOURCE = 4_000


class ErrorPage(ScrollPage):
    """Shows one error; the program goes on."""

    reload_wanted = Signal()

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__(theme)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.came = _Came(theme)
        self.remedies = _Remedies(theme, window)
        self.remedies.again.clicked.connect(self.reload_wanted)
        holder = QWidget()
        holder.setAutoFillBackground(True)
        holder.setBackgroundRole(self.palette().ColorRole.Base)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._row.setContentsMargins(_EDGE, 16, _EDGE, _EDGE)
        self._row.setSpacing(_BETWEEN)
        self._row.addWidget(self.came, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.remedies, 0, Qt.AlignmentFlag.AlignTop)
        self.setWidget(holder)

    def show_error(self, source: str, error: InspectorError) -> None:
        self.came.setVisible(error.received is not None and bool(error.received.size))
        self.came.show_error(error)
        self.remedies.show_error(source, error)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """What to do stands beside what came, and above it where the window is narrow."""
        direction = QBoxLayout.Direction
        is_narrow = self.viewport().width() < self.theme.pixels(_NARROW)
        is_alone = self.came.isHidden()
        self._row.setDirection(direction.BottomToTop if is_narrow else direction.LeftToRight)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(self.remedies, top | left if is_alone else top)
        side = self.theme.pixels(_SIDE)
        self.remedies.setMinimumWidth(0 if is_narrow else side)
        self.remedies.setMaximumWidth(2 * side if is_narrow or is_alone else side)
        self.came.limit_lines()


class _Came(QWidget):
    """The bytes that came, as text with line numbers or in hex, the place marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._error: InspectorError | None = None
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("What came, as text"))
        self.much = Label(theme, Text.LABEL, ColourRole.MUTED).wrap()
        self.text, self.hex = Chip(theme, self.tr("Text")), Chip(theme, self.tr("Hex"))
        group = QButtonGroup(self)
        heading = Label(theme, Text.HEADING, ColourRole.TEXT, self.tr("What came"))
        note = self.tr("as text, nothing in it is run or fetched")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(heading)
        row.addWidget(Label(theme, Text.LABEL, ColourRole.MUTED, note).wrap(), 1)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.box)
        layout.addWidget(self.much)

    def show_error(self, error: InspectorError) -> None:
        self._error = error
        (self.hex if refused_bytes.is_binary(error) else self.text).setChecked(True)
        self._show()

    def limit_lines(self) -> None:
        self.box.limit_lines(*_LINES)

    def _show(self) -> None:
        error = self._error
        if error is None or error.received is None:
            self.box.show_marked(Marked(""), wrap=False)
            return
        is_hex = self.hex.isChecked()
        shown = refused_bytes.as_bytes if is_hex else refused_bytes.as_lines
        self.box.show_marked(shown(error.received, error), wrap=False)
        self.much.setText(refused_bytes.how_much(error.received, is_hex=is_hex))
        self.limit_lines()


class _Remedies(QWidget):
    """What to do now: a sentence, and a button for each way that the bytes allow."""

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self._error: InspectorError | None = None
        self.sentence = Label(theme, Text.BODY).wrap().selectable()
        self.address = BreakingLabel(theme, Text.MONO)
        self.fetch = QPushButton(self.tr("Fetch that file…"))
        self.fetch.setProperty("primary", True)
        self.paper = QPushButton(self.tr("Use as the paper's text…"))
        self.again, self.other = QPushButton(self.tr("Reload")), QPushButton(self.tr("Open file…"))
        self._named = self._part(
            Label(
                theme, Text.BODY, text=self.tr("The page names this address for a record's file:")
            ).wrap(),
            self.address,
            self.fetch,
        )
        self._as_paper = self._part(
            Label(
                theme,
                Text.BODY,
                text=self.tr(
                    "It may be the text of a paper, to look for the title and the abstract of a "
                    "record in."
                ),
            ).wrap(),
            self.paper,
        )
        self._facts = QFormLayout()
        self._rows = {
            name: BreakingLabel(theme, Text.MONO, ColourRole.TEXT)
            for name in (self.tr("Source"), self.tr("Where"), self.tr("Error"))
        }
        self._build()
        self.fetch.clicked.connect(self._on_fetch)
        self.paper.clicked.connect(self._on_paper)
        self.other.clicked.connect(window.open_file)

    def show_error(self, source: str, error: InspectorError) -> None:
        self._error = error
        self.sentence.setText(remedy(error))
        came = error.received
        address = came.address if came else ""
        self.address.setText(visible(address))
        self._named.setVisible(bool(address))
        self._as_paper.setVisible(came is not None and came.whole is not None)
        where = clip(place(error), _LONGEST_SOURCE)
        texts = clip(source, _LONGEST_SOURCE), where, error.code
        for label, text in zip(self._rows.values(), texts, strict=True):
            label.setText(text)
            self._facts.setRowVisible(label, bool(text))

    def _on_fetch(self) -> None:
        if self._error is not None and self._error.received is not None:
            self._window.offer_source(self._error.received.address)

    def _on_paper(self) -> None:
        came = self._error.received if self._error is not None else None
        if came is not None and came.whole is not None:
            below = self.paper.mapToGlobal(QPoint(0, self.paper.height()))
            self._window.use_as_paper(came.whole, below)

    def _part(self, *parts: QWidget) -> QWidget:
        """Parts below a hairline, buttons as wide as their words."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Rule(self._theme))
        for part in parts:
            is_button = isinstance(part, QPushButton)
            layout.addWidget(
                part, 0, Qt.AlignmentFlag.AlignLeft
            ) if is_button else layout.addWidget(part)
        return holder

    def _build(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8, line_gap=8)
        for button in (self.again, self.other):
            row.addWidget(button)
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, label in self._rows.items():
            self._facts.addRow(Label(self._theme, Text.LABEL, ColourRole.FAINT, name), label)
            label.setAccessibleName(name)
            label.selectable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Label(self._theme, Text.HEADING, ColourRole.TEXT, self.tr("What to do")))
        layout.addWidget(self.sentence)
        layout.addWidget(self._named)
        layout.addWidget(self._as_paper)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(buttons)
        layout.addLayout(self._facts)
        layout.addStretch()
