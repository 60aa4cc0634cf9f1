"""The page on how a hash or a signature was computed: steps, hints, and a shell line to repeat
it."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.document.bytes_text import MOST, as_hex, as_text
from inspector.gui.document.copied import NO_PART, CopiedPart
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.name_chips import NameChips
from inspector.gui.inspect.trace_text import (
    ShellLine,
    ShownKey,
    ShownStep,
    ShownTrace,
    copied_step,
    copied_trace,
)
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.layouts import ScrollPage, h_box, named_rows, v_box
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel
from inspector.gui.widgets.text_boxes import BreakingLabel, ByteText, WrappedText
from inspector.named_tuple import NamedTuple

_LEAST_LINES, _MOST_LINES = 1, 6


class DataStep(QWidget):
    """Shows the bytes that are hashed."""

    def __init__(self, theme: Theme, data: bytes) -> None:
        super().__init__()
        self._data = data
        self.box = BytesBox(theme)
        self.box.setAccessibleName(self.tr("The bytes"))
        self.text = Chip(theme, self.tr("Text"))
        self.hex = Chip(theme, self.tr("Hex"))
        self.save = QPushButton(self.tr("Save bytes…"))
        self.save.setProperty("flat", True)
        self._note = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self._build()
        self.text.setChecked(True)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.box.limit_lines(_LEAST_LINES, _MOST_LINES)

    def _build(self) -> None:
        group = QButtonGroup(self)
        row = h_box(spacing=8)
        for chip in (self.text, self.hex):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(self._show)
        row.addWidget(self.save)
        row.addStretch()
        v_box(row, self.box, self._note, on=self, spacing=6)
        self._note.setVisible(len(self._data) > MOST)
        self._note.setText(
            self.tr("These are the first {} of {} bytes.").format(
                number(MOST), number(len(self._data))
            )
        )

    def _show(self) -> None:
        part = self._data[:MOST]
        is_hex = self.hex.isChecked()
        self.box.show_marked(as_hex(part) if is_hex else as_text(part), wrap=not is_hex)
        self.box.limit_lines(_LEAST_LINES, _MOST_LINES)


_GUTTER = 30
_TOP = 4
_LINE = 22


class TraceStep(QWidget):
    """Shows one ``ShownStep``; a click, Enter or Space selects the value that it takes."""

    chosen = Signal(str)
    moved = Signal(int)
    """An arrow key was pressed: 1 for the next step, -1 for the previous one."""
    save_wanted = Signal(bytes)
    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, step: ShownStep, after: ShownStep | None) -> None:
        super().__init__()
        self._theme = theme
        self._step = step
        self._after = after
        self._is_marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            self.tr("step {}, {}, {}").format(step.number, step.title, step.sign.word)
        )
        self.setAccessibleDescription(step.note)
        self._body = v_box(on=self, spacing=6, edges=(theme.pixels(_GUTTER), _TOP, 4, 8))
        self._build()
        theme.changed.connect(self.update)

    @property
    def path(self) -> str:
        return self._step.path

    @property
    def is_good(self) -> bool:
        return self._step.is_good

    def mark(self, is_marked: bool) -> None:
        """Show whether the value of this step is selected."""
        self._is_marked = is_marked
        self.update()

    # --- Qt's events ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._step.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._step.path)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            if self._is_marked:
                painter.fillRect(self.rect(), QColor(colours.selection))
                painter.fillRect(0, 0, 2, self.height(), QColor(colours.accent))
            self._draw_gutter(painter)
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw_gutter(self, painter: QPainter) -> None:
        size = self._theme.pixels(SMALL)
        left, top = 6, _TOP + (self._theme.pixels(_LINE) - size) // 2
        sign = self._step.sign
        painter.drawPixmap(left, top, self._theme.pixmap(sign.icon, sign.tone))
        if self._after is not None:
            style = Qt.PenStyle.SolidLine if self._after.is_reached else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self._theme.colours.edge), 1, style))
            middle = left + size // 2
            painter.drawLine(middle, top + size + 3, middle, self.height())

    # --- what it is made of ---------------------------------------------------------------

    def _build(self) -> None:
        theme, step = self._theme, self._step
        self._body.addLayout(self._head())
        if step.kept or step.left_out or step.put_in:
            self._body.addWidget(NameChips(theme, step.kept, step.left_out, step.put_in))
        if step.data is not None:
            data = DataStep(theme, step.data)
            data.save.clicked.connect(lambda: self.save_wanted.emit(step.data))
            self._body.addWidget(data)
        if step.expected or step.computed:
            self._body.addLayout(self._compared())
        if step.signature or step.key:
            self._body.addLayout(self._signed(step.key))
        if step.reason:
            self._body.addWidget(
                BreakingLabel(theme, TextStyle.LABEL, ColourRole.MUTED, step.reason)
            )

    def _head(self) -> QHBoxLayout:
        theme, step = self._theme, self._step
        row = h_box(spacing=8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Label(theme, TextStyle.HEADING, ColourRole.FAINT, str(step.number)), 0, top)
        words = v_box(
            Label(theme, TextStyle.HEADING, ColourRole.TEXT, step.title).wrap(), spacing=1
        )
        if step.note:
            words.addWidget(BreakingLabel(theme, TextStyle.LABEL, ColourRole.MUTED, step.note))
        row.addLayout(words, 1)
        tone = (
            ColourRole.MUTED
            if step.sign.tone is ColourRole.PASS and not step.expected
            else step.sign.tone
        )
        row.addWidget(Label(theme, TextStyle.WORD, tone, step.sign.word), 0, top)
        return row

    def _compared(self) -> QGridLayout:
        """The stated above the computed value, with digits aligned."""
        step = self._step
        rows = [(self.tr("Stated"), step.expected), (self.tr("Computed"), step.computed)]
        return named_rows(
            self._theme,
            (
                (
                    name,
                    ByteText(self._theme, text, grouped=step.is_hash, marked=step.differs),
                    text,
                )
                for name, text in rows
                if text
            ),
        )

    def _signed(self, key: ShownKey | None) -> QGridLayout:
        theme, signature = self._theme, self._step.signature
        rows: list[tuple[str, QWidget, str]] = []
        if signature:
            view = ByteText(theme, signature, grouped=False)
            rows.append((self.tr("Signature"), view, signature))
        if key is not None:
            raw, mark = key.raw, key.fingerprint
            rows += [
                (self.tr("Key"), ByteText(theme, raw, grouped=True), raw),
                (self.tr("Fingerprint"), ByteText(theme, mark, grouped=False), mark),
                (self.tr("Name"), self._name(key), key.name),
            ]
            if date := key.signed_at:
                label = BreakingLabel(theme, TextStyle.MONO, ColourRole.TEXT, date)
                rows.append((self.tr("Signed"), label, date))
        return named_rows(theme, rows)

    def _name(self, key: ShownKey) -> QWidget:
        holder = QWidget()
        row = h_box(on=holder, spacing=12)
        name = WrappedText(self._theme, key.name)
        name.setAccessibleName(key.name)
        # no wider than the name, so that the standing is beside it
        metrics = name.fontMetrics()
        name.setMaximumWidth(metrics.horizontalAdvance(key.name) + metrics.averageCharWidth())
        row.addWidget(name, 1)
        standing = SignLabel(self._theme)
        row.addWidget(standing)
        standing.show_sign(key.standing)
        return holder


_WORKING_AFTER = 150
"""Milliseconds before a message says that work is in progress."""
_ROOM = 24
_BETWEEN_STEPS = 6
_TURN = 0.02
"""Seconds per turn for filling the page."""
_LAID_OUT_AFTER = 60


class NamedBytes(NamedTuple):
    """Bytes to save, and a name for the file."""

    name: str
    data: bytes


class TracePage(ScrollPage):
    """Shows the traces of one value, worst first."""

    step_chosen = Signal(str)
    """The JSON Pointer of the value of a step."""
    save_wanted = Signal(NamedBytes)

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__(theme)
        self._window = window
        # so that everything can be reached in a very narrow pane
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._steps: list[TraceStep] = []
        self._parts: Iterator[QWidget] | None = None
        self._pointer: str | None = None
        self._document = NO_PART
        self._pause = QTimer(self, singleShot=True, interval=_WORKING_AFTER)
        self._pause.timeout.connect(lambda: self._say(self.tr("Computing…")))

    def show_working(self) -> None:
        """The traces are being computed; the present content stays for a moment."""
        self._pause.start()

    def show_waiting(self) -> None:
        """The document is being verified; results of an earlier verification are removed."""
        self._pause.stop()
        self._say(self.tr("The document is still being checked. The steps are shown after that."))

    def show_traces(self, traces: tuple[ShownTrace, ...], document: CopiedPart) -> None:
        """Show traces; ``document`` describes the document in copies."""
        self._pause.stop()
        self._steps, self._pointer, self._document = [], None, document
        if not traces:
            self._say(self.tr("No hash and no signature speaks of this by itself."))
            return
        self._column = self.begin(_BETWEEN_STEPS)
        self._parts = (part for trace in traces for part in self._trace(trace))
        self._add_parts()

    @property
    def is_complete(self) -> bool:
        """Whether all widgets exist; they are created a few at a time, to keep the window
        responsive."""
        return self._parts is None

    def _add_parts(self) -> None:
        if self._parts is None:
            return
        deadline = time.perf_counter() + _TURN
        for part in self._parts:
            self._column.insertWidget(self._column.count() - 1, part)
            if time.perf_counter() > deadline:
                QTimer.singleShot(0, self._column, self._add_parts)
                return
        self._parts = None
        bad = next((step for step in self._steps if not step.is_good), None)
        if bad is not None:
            # Wrapped texts know their height only once the page has its width.
            QTimer.singleShot(_LAID_OUT_AFTER, bad, lambda: self.ensureWidgetVisible(bad, 0, _ROOM))

    def takes(self, pointer: str) -> bool:
        """Whether a shown step takes the value at ``pointer``."""
        return self.isVisible() and any(step.path == pointer for step in self._steps)

    def mark_pointer(self, pointer: str) -> None:
        """Mark the steps that take the value at ``pointer``."""
        self._pointer = pointer
        for step in self._steps:
            step.mark(step.path == pointer)

    def _move(self, step: TraceStep, by: int) -> None:
        """Focus the step ``by`` after ``step``; nothing happens at either end."""
        place = self._steps.index(step) + by
        if 0 <= place < len(self._steps):
            self._steps[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._steps[place], 0, _ROOM)

    def _show_menu(self, place: QPoint, trace: ShownTrace, step: ShownStep) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = self.tr("Copied all steps.")
        part = copied_trace(trace, self._document)
        menu.addAction(self.tr("Copy step"), lambda: self._copy_step(trace, step))
        menu.addAction(self.tr("Copy all steps"), lambda: self._window.copy_part(part, False, said))
        menu.addAction(
            self.tr("Copy all steps as Markdown"), lambda: self._window.copy_part(part, True, said)
        )
        menu.popup(place)

    def _copy_step(self, trace: ShownTrace, step: ShownStep) -> None:
        part = copied_step(trace, step, self._document)
        self._window.copy_part(part, False, self.tr("Copied the step."))

    def _say(self, sentence: str) -> None:
        self._steps, self._parts = [], None
        self.fill([Label(self.theme, TextStyle.BODY, ColourRole.MUTED, sentence).wrap()])

    def _trace(self, trace: ShownTrace) -> Iterator[QWidget]:
        first_bad = next((step for step in trace.steps if not step.is_good), None)
        yield self._heading(trace, first_bad.sign if first_bad else trace.sign)
        after: list[ShownStep | None] = [*trace.steps[1:], None]
        for step, following in zip(trace.steps, after, strict=True):
            yield self._step(step, following, trace, is_folded=self._folds(step, first_bad))
            if step is first_bad:
                yield from self._hints(trace)
        yield self._shell(trace)

    def _folds(self, step: ShownStep, first_bad: ShownStep | None) -> bool:
        """In a failed trace, the steps before the failure take one line each, except the bytes."""
        return first_bad is not None and step.number < first_bad.number and step.data is None

    def _heading(self, trace: ShownTrace, outcome: StatusBadge) -> QWidget:
        holder = QWidget()
        row = h_box(on=holder)
        row.addWidget(BreakingLabel(self.theme, TextStyle.HEADING, ColourRole.TEXT, trace.check), 1)
        sign = SignLabel(self.theme)
        row.addWidget(sign)
        sign.show_sign(outcome)
        return holder

    def _step(
        self, step: ShownStep, after: ShownStep | None, trace: ShownTrace, *, is_folded: bool
    ) -> TraceStep:
        shown = step._replace(kept=()) if is_folded else step
        view = TraceStep(self.theme, shown, after)
        view.chosen.connect(self.step_chosen)
        view.moved.connect(lambda by: self._move(view, by))
        view.copy_wanted.connect(lambda: self._copy_step(trace, step))
        view.menu_wanted.connect(lambda place: self._show_menu(place, trace, step))
        name = f"{trace.check.rpartition(' ')[2]}.bin"
        view.save_wanted.connect(lambda data: self.save_wanted.emit(NamedBytes(name, data)))
        view.mark(view.path == self._pointer)
        self._steps.append(view)
        return view

    def _hints(self, trace: ShownTrace) -> list[QWidget]:
        boxes: list[QWidget] = []
        for sentence in trace.hints:
            box = Remark(self.theme)
            boxes.append(box)
            sign = StatusBadge("info", ColourRole.WARN, self.tr("Where to look"))
            box.say(sign, "", f"{sentence} {self.tr('This was computed here; it is no result.')}")
        return boxes

    def _shell(self, trace: ShownTrace) -> QWidget:
        holder = QWidget()
        column = v_box(on=holder, spacing=4, edges=(0, 8, 0, 14))
        title = self.tr("Check it yourself")
        column.addWidget(Label(self.theme, TextStyle.HEADING, ColourRole.TEXT, title).wrap())
        for shown in trace.lines:
            self._add_line(column, shown)
        return holder

    def _add_line(self, column: QVBoxLayout, shown: ShellLine) -> None:
        if shown.line:
            copy = QPushButton(self.tr("Copy shell check"))
            copy.setProperty("flat", True)
            copy.setAccessibleDescription(shown.name)
            said = self.tr("Copied the shell check.")
            copy.clicked.connect(lambda: self._window.copy(shown.line, said))
            head = QHBoxLayout()
            head.addWidget(
                Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, shown.name).wrap(), 1
            )
            head.addWidget(copy)
            column.addLayout(head)
            line = WrappedText(self.theme, shown.line, TextStyle.SMALL_MONO)
            line.setAccessibleName(f"{self.tr('Shell check')}: {shown.name}")
            column.addWidget(line)
        if shown.note:
            column.addWidget(
                Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, shown.note).wrap()
            )
