"""How a hash or a signature was computed: the steps, where to look, and a line to repeat it."""

from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.models.signs import Sign
from inspector.gui.models.text import whole
from inspector.gui.models.trace_text import ShownStep, ShownTrace
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.views.remark import Remark
from inspector.gui.views.scroll_page import ScrollPage, section
from inspector.gui.views.text import Label, SignLabel
from inspector.gui.views.trace_step import TraceStep
from inspector.gui.views.wrapped_text import WrappedText

_WORKING_AFTER = 150
"""Milliseconds before it is said that something is being computed."""
_ROOM = 24
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
        self._steps: list[TraceStep] = []
        self._pause = QTimer(self, singleShot=True, interval=_WORKING_AFTER)
        self._pause.timeout.connect(lambda: self._say(self.tr("Computing…")))

    def show_working(self) -> None:
        """The traces are being computed; what is there stays for a moment."""
        self._pause.start()

    def show_traces(self, traces: tuple[ShownTrace, ...]) -> None:
        self._pause.stop()
        self._steps = []
        if not traces:
            self._say(self.tr("No hash and no signature speaks of this value by itself."))
            return
        self.fill([self._trace(trace) for trace in traces])
        bad = next((step for step in self._steps if not step.is_good), None)
        if bad is not None:
            # Texts that wrap know their height only after the page has its width.
            QTimer.singleShot(_LAID_OUT_AFTER, bad, lambda: self.ensureWidgetVisible(bad, 0, _ROOM))

    def takes(self, pointer: str) -> bool:
        """Whether a step that is shown takes the value at ``pointer``."""
        return self.isVisible() and any(step.path == pointer for step in self._steps)

    def mark_pointer(self, pointer: str) -> None:
        """Mark the steps that take the value at ``pointer``."""
        for step in self._steps:
            step.mark(step.path == pointer)

    def _say(self, sentence: str) -> None:
        self._steps = []
        self.fill([Label(self.theme, Text.BODY, Tone.MUTED, sentence).wrap()])

    def _trace(self, trace: ShownTrace) -> QWidget:
        first_bad = next((step for step in trace.steps if not step.is_good), None)
        parts: list[QWidget] = [self._heading(trace, first_bad.sign if first_bad else trace.sign)]
        after: list[ShownStep | None] = [*trace.steps[1:], None]
        for step, following in zip(trace.steps, after, strict=True):
            parts.append(self._step(step, following, trace, is_folded=self._folds(step, first_bad)))
            if step is first_bad:
                parts += self._leads(trace)
        parts.append(self._shell(trace))
        return section(*parts)

    def _folds(self, step: ShownStep, first_bad: ShownStep | None) -> bool:
        """In a trace that fails, the steps before take one line each, but for the bytes."""
        return first_bad is not None and step.number < first_bad.number and step.data is None

    def _heading(self, trace: ShownTrace, outcome: Sign) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.theme, Text.HEADING, Tone.TEXT, trace.check), 1)
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
        name = f"{trace.check.rpartition(' ')[2]}.bin"
        view.save_wanted.connect(lambda data: self.save_wanted.emit(Bytes(name, data)))
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
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Label(self.theme, Text.HEADING, Tone.TEXT, self.tr("Check it yourself")), 1)
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
            note = Label(self.theme, Text.LABEL, Tone.MUTED, whole(trace.shell_note)).wrap()
            column.addWidget(note)
        return holder
