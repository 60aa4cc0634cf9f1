"""The page for a document that could not be read: what was received, where and why, what to do."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFormLayout,
    QPushButton,
    QWidget,
)

from inspector.errors import InspectorError, Received, ShownLine
from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MarkedText, as_hex
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import N_, number, translate
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import FlowLayout, Hairline, ScrollPage, h_box, v_box
from inspector.gui.widgets.plain_text import clip, pointed, whole
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.visible import visible

# --- remedies -----------------------------------------------------------------------------------

_OF_THE_WINDOW: dict[str, str] = {
    "fault": N_(
        "Remedies", "Nothing was found out about the document. Reload it, or report the fault."
    ),
    "cancelled": N_("Remedies", "Reload to open it after all."),
}
"""By the codes of the errors that only the window can do something about."""
_OTHER = N_("Remedies", "Check the source, then reload.")


def remedy(error: InspectorError) -> str:
    """One sentence: what to do now."""
    if error.remedy is not None:
        return whole(error.remedy)
    return translate("Remedies", _OF_THE_WINDOW.get(error.code, _OTHER))


def place(error: InspectorError) -> str:
    """The place of the error in the document; "" if not known."""
    parts = []
    if error.line is not None and error.column is not None:
        line, column = number(error.line), number(error.column)
        parts.append(translate("Remedies", "line {}, column {}").format(line, column))
    if error.byte is not None:
        parts.append(translate("Remedies", "byte {}").format(number(error.byte)))
    if error.path:
        parts.append(pointed(error.path))
    return ", ".join(parts)


# --- the refused bytes: numbered lines or hex, with the place marked ---------------------------

_GAP = "⋮"
_MARK = "▲"
_BINARY = frozenset({"archive", "binary", "encoding", "encrypted", "image", "null_bytes", "pdf"})


def is_binary(error: InspectorError) -> bool:
    """Whether hex is more informative than text."""
    return error.code in _BINARY


def as_lines(received: Received, error: InspectorError) -> MarkedText:
    """The lines, with a line below the place that points to it."""
    width = max((len(number(line.number)) for line in received.lines), default=1)
    rows: list[str] = []
    parts: tuple[tuple[int, int], ...] = ()
    for row, (start, end, pointer) in _rows(received.lines, error, width):
        if pointer:
            begin = sum(len(one) + 1 for one in rows)
            parts = ((begin + start, begin + end),)
        rows += filter(None, (row, pointer))
    return MarkedText("\n".join(rows), parts)


def as_bytes(received: Received, error: InspectorError) -> MarkedText:
    if error.byte is None:
        return as_hex(received.data, received.offset)
    at = error.byte - 1 - received.offset
    return as_hex(received.data, received.offset, at, at + 1)


def how_much(received: Received, *, is_hex: bool) -> str:
    """How much of the data is shown."""
    if is_hex:
        text, shown, size = (
            translate("Refused", "Bytes shown: {} of {}"),
            received.data,
            received.size,
        )
        return text.format(number(len(shown)), number(size))
    text = translate("Refused", "Lines shown: {} of {}")
    return text.format(number(len(received.lines)), number(received.line_count))


def _rows(
    lines: tuple[ShownLine, ...], error: InspectorError, width: int
) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Each row with its marked part, and the row that points to it or ""."""
    before = 0
    for line in lines:
        if line.number > before + 1:
            yield f"{_GAP:>{width}}", (0, 0, "")
        before = line.number
        lead = f"{number(line.number):>{width}}  " + ("…" if line.column > 1 else "")
        end = "…" if line.goes_on else ""
        if line.number != error.line or error.column is None:
            yield lead + visible(line.text) + end, (0, 0, "")
            continue
        at = error.column - line.column
        pieces = [visible(one) for one in (line.text[:at], line.text[at : at + 1])]
        start = len(lead) + len(pieces[0])
        row = lead + "".join(pieces) + visible(line.text[at + 1 :]) + end
        place = translate("Refused", "line {}, column {}").format(
            number(error.line), number(error.column)
        )
        yield row, (start, start + len(pieces[1]), f"{' ' * start}{_MARK} {place}")


# --- the page -----------------------------------------------------------------------------------

_EDGE = 24
_BETWEEN = 24
_NARROW = 900
_SIDE = 360
_LINES = (4, 26)
_LONGEST_SOURCE = 4_000


class ErrorPage(ScrollPage):
    """Shows one error; the program goes on."""

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__(theme)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.came = _ReceivedBytes(theme)
        self.remedies = _Remedies(theme, window)
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
        """The remedies are beside the bytes, or above them in a narrow window."""
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


class _ReceivedBytes(QWidget):
    """The received bytes, as numbered lines or in hex, with the place marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._error: InspectorError | None = None
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("What came, as text"))
        self.much = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.text, self.hex = Chip(theme, self.tr("Text")), Chip(theme, self.tr("Hex"))
        group = QButtonGroup(self)
        heading = Label(theme, TextStyle.HEADING, ColourRole.TEXT, self.tr("What came"))
        note = self.tr("as text, nothing in it is run or fetched")
        row = h_box(heading, spacing=8)
        row.addWidget(Label(theme, TextStyle.LABEL, ColourRole.MUTED, note).wrap(), 1)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        v_box(row, self.box, self.much, on=self, spacing=8)

    def show_error(self, error: InspectorError) -> None:
        self._error = error
        (self.hex if is_binary(error) else self.text).setChecked(True)
        self._show()

    def limit_lines(self) -> None:
        self.box.limit_lines(*_LINES)

    def _show(self) -> None:
        error = self._error
        if error is None or error.received is None:
            self.box.show_marked(MarkedText(""), wrap=False)
            return
        is_hex = self.hex.isChecked()
        shown = as_bytes if is_hex else as_lines
        self.box.show_marked(shown(error.received, error), wrap=False)
        self.much.setText(how_much(error.received, is_hex=is_hex))
        self.limit_lines()


class _Remedies(QWidget):
    """What to do: a sentence, and a button for each possibility that the bytes allow."""

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self._error: InspectorError | None = None
        self.sentence = Label(theme, TextStyle.BODY).wrap().selectable()
        self.address = BreakingLabel(theme, TextStyle.MONO)
        self.fetch = QPushButton(self.tr("Fetch that file…"))
        self.fetch.setProperty("primary", True)
        self.paper = QPushButton(self.tr("Use as the paper's text…"))
        self.again, self.other = QPushButton(self.tr("Reload")), QPushButton(self.tr("Open file…"))
        self._named = self._part(
            Label(
                theme,
                TextStyle.BODY,
                text=self.tr("The page names this address for a record's file:"),
            ).wrap(),
            self.address,
            self.fetch,
        )
        self._as_paper = self._part(
            Label(
                theme,
                TextStyle.BODY,
                text=self.tr(
                    "It may be the text of a paper, to look for the title and the abstract of a "
                    "record in."
                ),
            ).wrap(),
            self.paper,
        )
        self._facts = QFormLayout()
        self._rows = {
            name: BreakingLabel(theme, TextStyle.MONO, ColourRole.TEXT)
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
        """Widgets below a hairline; buttons are as wide as their text."""
        holder = QWidget()
        layout = v_box(Hairline(self._theme), on=holder, spacing=8)
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
            head = Label(self._theme, TextStyle.LABEL, ColourRole.FAINT, name)
            head.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addRow(head, label)
            label.setAccessibleName(name)
            label.selectable()
        layout = v_box(
            Label(self._theme, TextStyle.HEADING, ColourRole.TEXT, self.tr("What to do")),
            self.sentence,
            self._named,
            self._as_paper,
            Hairline(self._theme),
            buttons,
            self._facts,
            on=self,
            spacing=12,
        )
        layout.addStretch()
