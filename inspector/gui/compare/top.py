"""What stands above the trees of a comparison: both sides, the history that they are points of, and
the proofs that changed. It follows the reading of the sides by itself."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side, event_count
from inspector.errors import InspectorError, ProgramFaultError
from inspector.gui.compare import head_text
from inspector.gui.compare.comparison_tab import ComparisonTab, ShownComparison
from inspector.gui.compare.head import CompareHead
from inspector.gui.compare.head_text import SideText
from inspector.gui.compare.history_bar import HistoryBar
from inspector.gui.compare.proofs_row import ProofsRow
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.flow import Rule
from inspector.progress import Progress

_AFTER_MOVING = 60
"""Milliseconds that a slider rests before its place is computed."""


class CompareTop(QWidget):
    """Shows the sides of a ``ComparisonTab`` as they come about."""

    stop_wanted = Signal()
    proofs_wanted = Signal()

    def __init__(self, theme: Theme, comparison: ComparisonTab) -> None:
        super().__init__()
        self._comparison = comparison
        self.head = CompareHead(theme)
        self.history = HistoryBar(theme)
        self.proofs = ProofsRow(theme)
        self._rule = Rule(theme)
        # What is shown already is not laid out again: each time takes some milliseconds.
        self._compared: ComparedProofs | None = None
        self._texts: dict[bool, SideText] = {}
        self._moving = QTimer(self, singleShot=True, interval=_AFTER_MOVING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, Rule(theme), self.history, self.proofs, self._rule):
            layout.addWidget(part)
        self.history.hide()
        self._connect()
        self._show_busy()

    def show_comparison(self, shown: ShownComparison) -> None:
        comparison = shown.compared.comparison
        self._on_side(True, comparison.left)
        self._on_side(False, comparison.right)
        self.head.show_centre(shown.centre)
        if self._compared is not shown.compared:
            self._compared = shown.compared
            self.proofs.show_lines(shown.proofs)
        self.show_proofs(True)

    def show_proofs(self, are_there: bool) -> None:
        """Without two sides that are compared there are none to speak of."""
        self._compared = self._compared if are_there else None
        self.proofs.setVisible(are_there)
        self._rule.setVisible(are_there)

    def _connect(self) -> None:
        comparing = self._comparison.comparing
        comparing.started.connect(self._show_busy)
        comparing.checking.connect(self._show_busy)
        comparing.progressed.connect(self._on_progressed)
        comparing.side_ready.connect(self._on_side)
        comparing.side_failed.connect(self._on_side_failed)
        comparing.failed.connect(self._on_failed)
        self.head.cancelled.connect(lambda _: self.stop_wanted.emit())
        self.proofs.all_wanted.connect(self.proofs_wanted)
        self.history.moved.connect(lambda *_: self._moving.start())
        self._moving.timeout.connect(lambda: comparing.walk(*self.history.at))

    # --- what happened ------------------------------------------------------------------------

    def _show_busy(self) -> None:
        comparing = self._comparison.comparing
        self._compared = None
        self._texts.clear()
        for is_left, state in ((True, comparing.left), (False, comparing.right)):
            if state is not None:
                text = head_text.side_loading(state.request.source)
                self.head.show_busy(text, is_left=is_left)
        self.head.show_centre(head_text.centre_reading())
        self.proofs.clear()

    def _on_progressed(self, progress: Progress) -> None:
        comparing = self._comparison.comparing
        for is_left, state in ((True, comparing.left), (False, comparing.right)):
            if state is not None and state.side is None and state.error is None:
                self.head.show_progress(progress, is_left=is_left)

    def _on_side(self, is_left: bool, side: Side) -> None:
        document = self._comparison.comparing.document(is_left=is_left)
        events = event_count(document) if side.at is not None and document else None
        part = self._part(is_left=is_left)
        self._say(head_text.side_of(side, part, events=events), is_left=is_left)
        self._show_history()

    def _say(self, text: SideText, *, is_left: bool) -> None:
        if self._texts.get(is_left) != text:
            self._texts[is_left] = text
            self.head.show_side(text, is_left=is_left)

    def _on_side_failed(self, is_left: bool, error: InspectorError) -> None:
        comparing = self._comparison.comparing
        state = comparing.left if is_left else comparing.right
        source = state.request.source if state else ""
        self._say(head_text.side_unreadable(source, error), is_left=is_left)
        errors = [one.error if one else None for one in (comparing.left, comparing.right)]
        is_fault = any(isinstance(one, ProgramFaultError) for one in errors)
        centre = head_text.centre_one_unreadable(both=all(errors), is_fault=is_fault)
        self.head.show_centre(centre)

    def _on_failed(self, error: InspectorError) -> None:
        self.head.show_centre(head_text.centre_of_error(error))

    def _show_history(self) -> None:
        """The sliders, where both sides are points of one bundle's history."""
        comparing = self._comparison.comparing
        document = comparing.document(is_left=True)
        left, right = comparing.left, comparing.right
        is_shown = self._comparison.is_history and document is not None
        self.history.setVisible(is_shown)
        if is_shown and document is not None and left is not None and right is not None:
            self.history.show_history(document, left.request.at or 1, right.request.at or 1)

    def _part(self, *, is_left: bool) -> str:
        """The JSON Pointer of what is compared of a side, where it is one part."""
        shown = self._comparison.current
        if shown is None or len(shown.compared.comparison.parts) != 1:
            return ""
        part = shown.compared.comparison.parts[0]
        return part.left if is_left else part.right
