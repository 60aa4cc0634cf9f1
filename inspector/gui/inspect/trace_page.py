"""How a hash or a signature was computed: the steps, where to look, and a line to repeat it."""

import time
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.inspect.trace_step import TraceStep
from inspector.gui.inspect.trace_text import ShownStep, ShownTrace
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.remark import Remark
from inspector.gui.widgets.scroll_page import ScrollPage
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import Label, SignLabel
from inspector.gui.widgets.wrapped_text import WrappedText

_WORKING_AFTER = 150
"""Milliseconds before it is said that something is being computed."""
_ROOM = 24
_BETWEEN_STEPS = 6
_TURN = 0.02
"""Seconds that the page is filled for at a time."""
_LAID_OUT_AFTER = 60


class Bytes(NamedTuple):
    """Bytes to save, and a name for the file."""

    name: str
    data: bytes


class TracePage(ScrollPage):
    """Shows the traces of one value, worst first."""

    step_chosen = Signal(str)
    """The JSON Pointer of the value that a step takes."""
    save_wanted = Signal(object)
    copied = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        # In a very narrow pane nothing is out of reach.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._steps: list[TraceStep] = []
        self._parts: Iterator[QWidget] | None = None
        self._pointer: str | None = None
        self._pause = QTimer(self, singleShot=True, interval=_WORKING_AFTER)
        self._pause.timeout.connect(lambda: self._say(self.tr("Computing…")))

    def show_working(self) -> None:
        """The traces are being computed; what is there stays for a moment."""
        self._pause.start()

    def show_traces(self, traces: tuple[ShownTrace, ...]) -> None:
        self._pause.stop()
        self._steps, self._pointer = [], None
        if not traces:
            self._say(self.tr("No hash and no signature speaks of this by itself."))
            return
        self._column = self.begin(_BETWEEN_STEPS)
        self._parts = (part for trace in traces for part in self._trace(trace))
        self._add_parts()

    @property
    def is_complete(self) -> bool:
        """Whether all parts are there: they are made a few at a time, so that nobody waits."""
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
            # Texts that wrap know their height only after the page has its width.
            QTimer.singleShot(_LAID_OUT_AFTER, bad, lambda: self.ensureWidgetVisible(bad, 0, _ROOM))

    def takes(self, pointer: str) -> bool:
        """Whether a step that is shown takes the value at ``pointer``."""
        return self.isVisible() and any(step.path == pointer for step in self._steps)

    def mark_pointer(self, pointer: str) -> None:
        """Mark the steps that take the value at ``pointer``."""
        self._pointer = pointer
        for step in self._steps:
            step.mark(step.path == pointer)

    def _move(self, step: TraceStep, by: int) -> None:
        """To the step that is so many after ``step``; at either end nothing happens."""
        place = self._steps.index(step) + by
        if 0 <= place < len(self._steps):
            self._steps[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._steps[place], 0, _ROOM)

    def _say(self, sentence: str) -> None:
        self._steps, self._parts = [], None
        self.fill([Label(self.theme, Text.BODY, Tone.MUTED, sentence).wrap()])

    def _trace(self, trace: ShownTrace) -> Iterator[QWidget]:
        first_bad = next((step for step in trace.steps if not step.is_good), None)
        yield self._heading(trace, first_bad.sign if first_bad else trace.sign)
        after: list[ShownStep | None] = [*trace.steps[1:], None]
        for step, following in zip(trace.steps, after, strict=True):
            yield self._step(step, following, trace, is_folded=self._folds(step, first_bad))
            if step is first_bad:
                yield from self._leads(trace)
        yield self._shell(trace)

    def _folds(self, step: ShownStep, first_bad: ShownStep | None) -> bool:
        """In a trace that fails, the steps before take one line each, but for the bytes."""
        return first_bad is not None and step.number < first_bad.number and step.data is None

    def _heading(self, trace: ShownTrace, outcome: Sign) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(BreakingLabel(self.theme, Text.HEADING, Tone.TEXT, trace.check), 1)
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
        name = f"{trace.check.rpartition(' ')[2]}.bin"
        view.save_wanted.connect(lambda data: self.save_wanted.emit(Bytes(name, data)))
        view.mark(view.path == self._pointer)
        self._steps.append(view)
        return view

    def _leads(self, trace: ShownTrace) -> list[QWidget]:
        boxes: list[QWidget] = []
        for sentence in trace.leads:
            box = Remark(self.theme)
            boxes.append(box)
            sign = Sign("info", Tone.WARN, self.tr("Where to look"))
            box.say(sign, "", f"{sentence} {self.tr('This was computed here; it is no result.')}")
        return boxes

    def _shell(self, trace: ShownTrace) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 14)
        column.setSpacing(4)
        head = QHBoxLayout()
        title = Label(self.theme, Text.HEADING, Tone.TEXT, self.tr("Check it yourself")).wrap()
        head.addWidget(title, 1)
        column.addLayout(head)
        if trace.shell:
            copy = QPushButton(self.tr("Copy shell check"))
            copy.setProperty("flat", True)
            copy.clicked.connect(
                lambda: self.copied.emit(trace.shell, self.tr("Copied the shell check."))
            )
            head.addWidget(copy)
            line = WrappedText(self.theme, trace.shell, Text.SMALL_MONO)
            line.setAccessibleName(self.tr("Shell check"))
            column.addWidget(line)
        if trace.shell_note:
            note = Label(self.theme, Text.LABEL, Tone.MUTED, trace.shell_note).wrap()
            column.addWidget(note)
        return holder
