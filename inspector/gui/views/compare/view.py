"""All that is shown of one comparison: its head, the proofs that changed, the two trees side by
side, and the difference that is selected."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from inspector.compare import volatile
from inspector.compare.comparison import pair_at
from inspector.compare.history import event_count
from inspector.compare.kinds import ABSENT
from inspector.compare.side import Side
from inspector.errors import InspectorError
from inspector.gui.controllers.comparison import Comparison
from inspector.gui.models.compare import head_text, pair_crumbs, pair_detail
from inspector.gui.models.compare.difference_text import difference_text
from inspector.gui.models.compare.paired import Paired
from inspector.gui.models.compare.shown import Shown
from inspector.gui.models.rows import is_bucket, is_group, node_of
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.views.compare.detail import CompareDetail
from inspector.gui.views.compare.head import CompareHead
from inspector.gui.views.compare.history_bar import HistoryBar
from inspector.gui.views.compare.proofs_row import ProofsRow
from inspector.gui.views.compare.tool_row import ToolRow
from inspector.gui.views.compare.trees import PairTrees
from inspector.gui.views.lines import Rule
from inspector.jobs.exporting import Form
from inspector.progress import Progress

_DETAIL_HEIGHT = 188
_DETAIL_MOST = 0.4
_AFTER_PAINTING = 30
"""Milliseconds."""
_AFTER_MOVING = 60
"""Milliseconds that a slider rests before its place is computed."""


class ComparisonView(QWidget):
    """Shows a ``Comparison``."""

    menu_wanted = Signal(QPoint)
    stop_wanted = Signal()
    said = Signal(str)
    copied = Signal(str, str)
    """A text for the clipboard, and the words to say of it."""
    place_wanted = Signal(str, str)
    """A source, and the JSON Pointer of what is to be looked at in it."""
    filters_changed = Signal()

    def __init__(self, theme: Theme, runner: Runner, comparison: Comparison) -> None:
        super().__init__()
        self._theme = theme
        self._runner = runner
        self.comparison = comparison
        self._is_shared_out = False
        self.head = CompareHead(theme)
        self.history = HistoryBar(theme)
        self.proofs = ProofsRow(theme)
        self.tools = ToolRow(theme)
        self.trees = PairTrees(theme)
        self.detail = CompareDetail(theme)
        self._moving = QTimer(self, singleShot=True, interval=_AFTER_MOVING)
        # What is selected is shown once the trees have been painted: both at once take too long.
        self._detailing = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self._show_busy()

    @property
    def shows_only_differences(self) -> bool:
        return self.tools.only.isChecked()

    def start(self) -> None:
        """Begin to read, once the view that shows what comes of it has been painted."""
        QTimer.singleShot(_AFTER_PAINTING, self, self.comparison.start)

    def step(self, *, forward: bool) -> None:
        """Go to the next or the previous difference; after the last comes the first."""
        paired = self.trees.paired
        if not self.trees.step(forward=forward) and paired is not None and paired.keys:
            self.said.emit(
                self.tr("From the last difference to the first.")
                if forward
                else self.tr("From the first difference to the last.")
            )

    def select_pointer(self, pointer: str) -> None:
        """Select what stands at ``pointer`` on the left, or else on the right."""
        shown = self.comparison.current
        if shown is None:
            return
        comparison = shown.compared.comparison
        pair = pair_at(comparison, pointer, is_left=True)
        if pair is None:
            pair = pair_at(comparison, pointer, is_left=False)
        if pair is not None:
            self.trees.select_key(shown.paired.key(pair))

    def show_only_differences(self, only: bool) -> None:
        self.tools.show_filters(only_differences=only, volatile=self.comparison.hides_volatile)
        self.trees.show_only_differences(only)
        self.filters_changed.emit()

    def copy_difference(self) -> None:
        """Put the selected pair on the clipboard; large values are written in a worker."""
        shown, pair = self.comparison.current, self._pair
        if shown is None or pair is None:
            return
        said = self.tr("Copied the difference.")
        comparison = shown.compared.comparison
        job = self._runner.start(lambda _: difference_text(comparison, pair), self)
        job.on_success(lambda text: self.copied.emit(text, said))

    def edit_volatile(self) -> None:
        """Ask which fields are volatile."""
        from inspector.gui.views.compare.volatile_dialog import (  # noqa: PLC0415 - seldom
            VolatileDialog,
        )

        names = self.comparison.volatile_names
        dialog = VolatileDialog(self._theme, names, volatile.DEFAULT, self)
        dialog.changed.connect(self.comparison.use_names)
        dialog.open()

    def export(self) -> None:
        """Ask for a file, and write the comparison to it."""
        from inspector.gui.views.dialogs import export_dialog  # noqa: PLC0415 - seldom

        if self.comparison.current is None:
            return
        dialog = export_dialog(self, self.tr("comparison"))
        dialog.fileSelected.connect(self._on_export_wanted)
        dialog.open()

    def _on_export_wanted(self, path: str) -> None:
        """The end of the name says what is written."""
        is_json = path.lower().endswith(Form.JSON)
        self.comparison.export(path, Form.JSON if is_json else Form.HTML)

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.history.hide()
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.trees)
        self._body.addWidget(self.detail)
        self._body.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._of_comparison = self.proofs, Rule(self._theme)
        above: tuple[QWidget, ...] = self.head, Rule(self._theme), self.history
        for part in (*above, *self._of_comparison, self.tools, Rule(self._theme)):
            layout.addWidget(part)
        layout.addWidget(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if not self._is_shared_out and self._body.height() > 0:
            self._is_shared_out = True
            height = self._body.height()
            detail = min(self._theme.pixels(_DETAIL_HEIGHT), round(height * _DETAIL_MOST))
            self._body.setSizes([height - detail, detail])

    def _connect(self) -> None:
        comparing = self.comparison.comparing
        comparing.started.connect(self._show_busy)
        comparing.checking.connect(self._show_busy)
        comparing.progressed.connect(self._on_progressed)
        comparing.side_ready.connect(self._on_side)
        comparing.side_failed.connect(self._on_side_failed)
        comparing.failed.connect(self._on_failed)
        comparing.closed.connect(self._clear)
        self.comparison.shown.connect(self._on_shown)
        self.comparison.alone.connect(self._on_alone)
        self.comparison.said.connect(self.said)
        self.head.cancelled.connect(lambda _: self.stop_wanted.emit())
        self.tools.stepped.connect(lambda forward: self.step(forward=forward))
        self.tools.only_differences.connect(self.show_only_differences)
        self.tools.volatile.connect(self.comparison.hide_volatile)
        self.tools.volatile_edit_wanted.connect(self.edit_volatile)
        self.tools.swap_wanted.connect(comparing.swap)
        self.tools.export_wanted.connect(self.export)
        self.proofs.all_wanted.connect(self._show_proofs)
        self.trees.selected.connect(self._on_selected)
        self.trees.menu_wanted.connect(self.menu_wanted)
        self.detail.copy_wanted.connect(self.copy_difference)
        self._detailing.timeout.connect(self._show_detail)
        self.history.moved.connect(lambda *_: self._moving.start())
        self._moving.timeout.connect(lambda: comparing.walk(*self.history.at))

    # --- what happened ------------------------------------------------------------------------

    def _show_busy(self) -> None:
        comparing = self.comparison.comparing
        for is_left, half in ((True, comparing.left), (False, comparing.right)):
            if half is not None:
                text = head_text.side_loading(half.sided.source)
                self.head.show_busy(text, is_left=is_left)
        self.head.show_centre(head_text.centre_reading())
        self.proofs.clear()

    def _on_progressed(self, progress: Progress) -> None:
        comparing = self.comparison.comparing
        for is_left, half in ((True, comparing.left), (False, comparing.right)):
            if half is not None and half.side is None and half.error is None:
                self.head.show_progress(progress, is_left=is_left)

    def _on_side(self, is_left: bool, side: Side) -> None:
        document = self.comparison.comparing.document(is_left=is_left)
        events = event_count(document) if side.at is not None and document else None
        part = self._part(is_left=is_left)
        self.head.show_side(head_text.side_of(side, part, events=events), is_left=is_left)
        self._show_history()

    def _on_side_failed(self, is_left: bool, error: InspectorError) -> None:
        comparing = self.comparison.comparing
        half = comparing.left if is_left else comparing.right
        source = half.sided.source if half else ""
        self.head.show_side(head_text.side_unreadable(source, error), is_left=is_left)
        both = all(one is not None and one.error for one in (comparing.left, comparing.right))
        self.head.show_centre(head_text.centre_one_unreadable(both=both))
        self._clear()

    def _on_failed(self, error: InspectorError) -> None:
        self.head.show_centre(head_text.centre_of_error(error))
        self._clear()

    def _on_shown(self, shown: Shown) -> None:
        """Head and proofs at once, the trees in the next turn: each takes its time."""
        comparison = shown.compared.comparison
        self._on_side(True, comparison.left)
        self._on_side(False, comparison.right)
        self.head.show_centre(shown.centre)
        self.proofs.show_lines(shown.proofs)
        self.tools.show_filters(
            only_differences=self.shows_only_differences,
            volatile=self.comparison.hides_volatile,
        )
        self._offer(is_compared=True)
        self.filters_changed.emit()
        QTimer.singleShot(0, self, self._show_trees)

    def _show_trees(self) -> None:
        shown = self.comparison.current
        if shown is None or shown.paired is self.trees.paired:
            return
        pointer = self._pointer
        self.trees.show_paired(shown.paired)
        self._on_selected()
        QTimer.singleShot(0, self, lambda: self._go_back_to(pointer))

    def _go_back_to(self, pointer: str | None) -> None:
        """Select what was selected before, or the first difference."""
        if pointer is not None and self._pair is None:
            self.select_pointer(pointer)
        if self._pair is None:
            self.trees.step(forward=True)

    def _on_alone(self, paired: Paired) -> None:
        self.trees.show_paired(paired)

    def _clear(self) -> None:
        """Nothing is compared."""
        self.trees.clear()
        self.detail.clear()
        self.tools.show_place(None, 0)
        self._offer(is_compared=False)

    def _offer(self, *, is_compared: bool) -> None:
        """What there is only of a comparison is not there without one."""
        self.tools.setEnabled(is_compared)
        for part in (*self._of_comparison, self.detail):
            part.setVisible(is_compared)

    def _on_selected(self, _: object = None) -> None:
        """Say which row the user is on; what it holds is shown in the next turn."""
        self.tools.show_place(*self.trees.place_of(self.trees.current_key))
        self._detailing.start()

    def _show_detail(self) -> None:
        shown, pair = self.comparison.current, self._pair
        if shown is None:
            return
        if pair is None:
            self.detail.clear()
        else:
            comparison = shown.compared.comparison
            crumbs = pair_crumbs.of_key(shown.paired, self.trees.current_key or 0)
            detail = pair_detail.of_pair(comparison, pair, *shown.marks, crumbs)
            self.detail.show_detail(detail)

    def _show_history(self) -> None:
        """The sliders, where both sides are points of one bundle's history."""
        comparison = self.comparison
        document = comparison.comparing.document(is_left=True)
        is_shown = comparison.is_history and document is not None
        self.history.setVisible(is_shown)
        left, right = comparison.comparing.left, comparison.comparing.right
        if is_shown and document is not None and left is not None and right is not None:
            self.history.show_history(document, left.sided.at or 1, right.sided.at or 1)

    def _show_proofs(self) -> None:
        from inspector.gui.views.compare.proofs_dialog import (  # noqa: PLC0415 - seldom
            ProofsDialog,
        )

        shown = self.comparison.current
        if shown is not None:
            dialog = ProofsDialog(self._theme, shown.proofs, self)
            dialog.place_wanted.connect(self._on_place_wanted)
            dialog.open()

    def _on_place_wanted(self, pointer: str, is_left: bool) -> None:
        """Show what a check speaks of: in the trees where it was compared, else by itself."""
        shown = self.comparison.current
        if shown is None:
            return
        comparison = shown.compared.comparison
        pair = pair_at(comparison, pointer, is_left=is_left)
        if pair is not None:
            self.trees.select_key(shown.paired.key(pair))
        else:
            side = comparison.left if is_left else comparison.right
            self.place_wanted.emit(side.source, pointer)

    def _part(self, *, is_left: bool) -> str:
        """The JSON Pointer of what is compared of a side, where it is one part."""
        shown = self.comparison.current
        if shown is None or len(shown.compared.comparison.parts) != 1:
            return ""
        part = shown.compared.comparison.parts[0]
        return part.left if is_left else part.right

    # --- what is selected ---------------------------------------------------------------------

    @property
    def _pair(self) -> int | None:
        key = self.trees.current_key
        return None if key is None or is_group(key) or is_bucket(key) else node_of(key)

    @property
    def _pointer(self) -> str | None:
        """Where the user is, to come back to in a comparison that takes the place of this one."""
        pair, paired = self._pair, self.trees.paired
        if pair is None or paired is None:
            return None
        comparison = paired.comparison
        if (left := comparison.pairs.left(pair)) != ABSENT:
            return comparison.left.table.pointer(left)
        return comparison.right.table.pointer(comparison.pairs.right(pair))
