"""The view of a comparison: head, changed proofs, the two trees, and the selected difference."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QSplitter,
    QWidget,
)

from inspector.compare import volatile
from inspector.compare.columns import ABSENT
from inspector.compare.comparison import pair_at
from inspector.gui.compare import pair_detail
from inspector.gui.compare.comparison_tab import ComparisonTab, ShownComparison
from inspector.gui.compare.comparison_tree import ComparisonTree
from inspector.gui.compare.detail_pane import CompareDetail
from inspector.gui.compare.pair_detail import difference_text
from inspector.gui.compare.proofs import ProofsDialog
from inspector.gui.compare.top import CompareTop, ToolRow
from inspector.gui.compare.trees import PairTrees
from inspector.gui.document.copied import CopiedPart
from inspector.gui.document.rows import is_bucket, is_group, node_of
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.runner import Runner
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, v_box
from inspector.gui.widgets.notices import Notice
from inspector.gui.widgets.text import Label

# --- the dialogs --------------------------------------------------------------------------------

_DIALOG_EDGE = 24
_DIALOG_SIZE = (520, 520)
_BUTTON = QDialogButtonBox.StandardButton


class VolatileDialog(QDialog):
    """Shows the names; reports them when accepted, if they changed."""

    changed = Signal(tuple)

    def __init__(
        self, theme: Theme, names: tuple[str, ...], default: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._default = default
        self.setWindowTitle(self.tr("Volatile fields"))
        self.field = QPlainTextEdit("\n".join(names))
        self.field.setFont(theme.font(TextStyle.MONO))
        self.field.setTabChangesFocus(True)
        self.field.setProperty("field", True)
        self.field.setAccessibleName(self.tr("Volatile fields, one name a line"))
        wanted = _BUTTON.Ok | _BUTTON.Cancel | _BUTTON.RestoreDefaults
        self.buttons = QDialogButtonBox(wanted)
        self.restore = self.buttons.button(_BUTTON.RestoreDefaults)
        self.restore.setText(self.tr("Restore defaults"))
        self.restore.clicked.connect(self._restore)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._build(theme)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the field, each once, without surrounding white space."""
        lines = (line.strip() for line in self.field.toPlainText().split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def _build(self, theme: Theme) -> None:
        what = self.tr(
            "Names of members, one a line: times, and what follows from them, such as hashes, ids "
            "and signatures."
        )
        means = self.tr(
            "Hidden differences still count, and are shown where something else in the same item "
            "changed."
        )
        layout = v_box(
            Label(theme, TextStyle.BODY, ColourRole.TEXT, what).wrap(),
            on=self,
            spacing=12,
            edges=(_DIALOG_EDGE, 16, _DIALOG_EDGE, 16),
        )
        layout.addWidget(self.field, 1)
        layout.addWidget(Label(theme, TextStyle.BODY, ColourRole.MUTED, means).wrap())
        layout.addWidget(self.buttons)
        wanted = QSize(*(theme.pixels(edge) for edge in _DIALOG_SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _restore(self) -> None:
        self.field.setPlainText("\n".join(self._default))

    def _accept(self) -> None:
        self.accept()
        if self.names != self._names:
            self.changed.emit(self.names)


class ComparisonDialogs(QObject):
    """Each dialog is created when needed; none blocks the event loop."""

    def __init__(
        self,
        theme: Theme,
        comparison: ComparisonTab,
        show_place: Callable[[str, bool], None],
        copy: Callable[[CopiedPart, bool, str], None],
        parent: QWidget,
    ) -> None:
        """``show_place`` takes a JSON Pointer, and whether it is one of the left document."""
        super().__init__(parent)
        self._theme = theme
        self._comparison = comparison
        self._show_place = show_place
        self._copy = copy
        self._window = parent

    def edit_volatile(self) -> None:
        """Ask which fields are volatile."""
        names = self._comparison.volatile_names
        dialog = VolatileDialog(self._theme, names, volatile.DEFAULT, self._window)
        dialog.changed.connect(self._comparison.use_names)
        dialog.open()

    def export(self) -> None:
        """Ask for a file, and write the comparison to it."""
        from inspector.gui.widgets.dialogs import export_dialog  # noqa: PLC0415 - seldom

        if not self._comparison.is_verified:
            return
        dialog = export_dialog(self._window, self.tr("comparison"))
        dialog.fileSelected.connect(self._comparison.export)
        dialog.open()

    def show_proofs(self) -> None:
        """All the checks that changed."""
        shown = self._comparison.current
        if shown is not None:
            dialog = ProofsDialog(self._theme, shown.proofs, self._window)
            dialog.table.place_wanted.connect(self._show_place)
            dialog.table.copied.connect(self._copy)
            # its content is outdated once another list of keys is used
            self._comparison.loader.checking.connect(dialog.reject)
            dialog.open()


_DETAIL_HEIGHT = 188
_DETAIL_MOST = 0.4
_AFTER_PAINTING = 30
"""Milliseconds."""


class ComparisonView(QWidget):
    """Shows a ``ComparisonTab``."""

    def __init__(
        self, theme: Theme, runner: Runner, comparison: ComparisonTab, window: WindowActions
    ) -> None:
        super().__init__()
        self._window = window
        self._theme = theme
        self._runner = runner
        self.comparison = comparison
        self._is_shared_out = False
        self.top = CompareTop(theme, comparison)
        self.stale = Notice(theme, "", self.tr("Reload"))
        self.dialogs = ComparisonDialogs(
            theme, comparison, self._on_place_wanted, window.copy_part, self
        )
        self.tools = ToolRow(theme)
        self.trees = PairTrees(theme)
        self.detail = CompareDetail(theme)
        # Shown after the trees were painted: both at once take too long.
        self._detailing = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    @property
    def shows_only_differences(self) -> bool:
        return self.tools.only.isChecked()

    def start(self) -> None:
        """Start reading after the first paint."""
        QTimer.singleShot(_AFTER_PAINTING, self, self.comparison.start)

    def step(self, *, forward: bool) -> None:
        """Go to the next or the previous difference, cyclically."""
        paired = self.trees.paired
        if not self.trees.step(forward=forward) and paired is not None and paired.keys:
            self._window.say(
                self.tr("From the last difference to the first.")
                if forward
                else self.tr("From the first difference to the last.")
            )

    def select_pointer(self, pointer: str) -> None:
        """Select the value at ``pointer`` on the left, or else on the right."""
        shown = self._seen
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
        self._window.tick("only_differences", only)

    def copy_difference(self) -> None:
        """Copy the selected pair to the clipboard; large values are written in a worker."""
        shown, pair = self._seen, self._pair
        if shown is None or pair is None:
            return
        said = self.tr("Copied the difference.")
        comparison, notice = shown.compared.comparison, self.comparison.notice
        job = self._runner.start(lambda _: difference_text(comparison, pair, notice), self)
        job.on_success(lambda text: self._window.copy(text, said))

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.trees)
        self._body.addWidget(self.detail)
        self._body.setStretchFactor(0, 1)
        layout = v_box(self.top, self.stale, self.tools, Hairline(self._theme), on=self, spacing=0)
        layout.addWidget(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_shared_out and self._body.height() > 0:
            self._is_shared_out = True
            height = self._body.height()
            detail = min(self._theme.pixels(_DETAIL_HEIGHT), round(height * _DETAIL_MOST))
            self._body.setSizes([height - detail, detail])

    def _connect(self) -> None:
        loader = self.comparison.loader
        for signal in (loader.side_failed, loader.failed, loader.closed):
            signal.connect(self._clear)
        self.comparison.shown.connect(self._on_shown)
        self.comparison.alone.connect(self._on_alone)
        self.comparison.said.connect(self._window.say)
        self.comparison.changed.connect(self._on_changed)
        self.stale.button.clicked.connect(self.comparison.reload)
        for side in (self.top.head.left, self.top.head.right):
            side.progress.cancel.clicked.connect(self._window.stop)
        self.top.proofs.button.clicked.connect(self.dialogs.show_proofs)
        self.tools.previous.clicked.connect(lambda: self.step(forward=False))
        self.tools.next.clicked.connect(lambda: self.step(forward=True))
        self.tools.only.clicked.connect(self.show_only_differences)
        self.tools.hide_volatile.clicked.connect(self.comparison.hide_volatile)
        self.tools.edit.clicked.connect(self.dialogs.edit_volatile)
        self.tools.swap.clicked.connect(loader.swap)
        self.tools.export.clicked.connect(self.dialogs.export)
        self.trees.selected.connect(self._on_selected)
        self.trees.menu_wanted.connect(self._window.show_menu)
        self.trees.copy_wanted.connect(self.copy_difference)
        self.detail.menu_wanted.connect(self._window.show_menu)
        self.detail.copy.clicked.connect(self.copy_difference)
        self._detailing.timeout.connect(self._show_detail)

    # --- slots --------------------------------------------------------------------------------

    def _on_shown(self, shown: ShownComparison) -> None:
        """Update the head at once and the trees in the next event, since each takes time."""
        self.top.show_comparison(shown)
        self.tools.show_filters(
            only_differences=self.shows_only_differences,
            volatile=self.comparison.hides_volatile,
        )
        self._offer(is_compared=True)
        QTimer.singleShot(0, self, self._show_trees)

    def _show_trees(self) -> None:
        shown = self.comparison.current
        if shown is None:
            return
        if shown.paired is self.trees.paired:
            self._detailing.start()  # same rows, with more results
            QTimer.singleShot(0, self, self.comparison.loader.go_on)
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
        QTimer.singleShot(0, self, self.comparison.loader.go_on)

    def _on_alone(self, paired: ComparisonTree) -> None:
        self.trees.show_paired(paired)

    def _on_changed(self) -> None:
        """The sides were verified, or no longer are, or a file changed on disk."""
        tab = self.comparison
        self.tools.offer_export(is_checking=tab.is_compared and not tab.is_verified)
        said = self.comparison.notice
        self.stale.say(said)
        self.stale.setVisible(bool(said))

    def _clear(self, *_: object) -> None:
        """Nothing is compared."""
        self.trees.clear()
        self.detail.clear()
        self.tools.clear_place()
        self._offer(is_compared=False)

    def _offer(self, *, is_compared: bool) -> None:
        """Enable what needs a comparison."""
        self.tools.setEnabled(is_compared)
        self.top.show_proofs(is_compared)
        self.detail.setVisible(is_compared)

    def _on_selected(self) -> None:
        """Report the current row; its detail is shown in the next event."""
        self.tools.show_place(*self.trees.place_of(self.trees.current_key))
        self._detailing.start()

    def _show_detail(self) -> None:
        shown, pair = self._seen, self._pair
        if shown is None:
            return
        if pair is None:
            self.detail.clear()
        else:
            comparison = shown.compared.comparison
            crumbs = pair_detail.of_key(shown.paired, self.trees.current_key or 0)
            detail = pair_detail.of_pair(comparison, pair, *shown.node_results, crumbs)
            self.detail.show_detail(detail)

    def _on_place_wanted(self, pointer: str, is_left: bool) -> None:
        """Show the value of a check: in the trees if it was compared, else in its document."""
        shown = self._seen
        if shown is None:
            return
        comparison = shown.compared.comparison
        pair = pair_at(comparison, pointer, is_left=is_left)
        if pair is not None:
            self.trees.select_key(shown.paired.key(pair))
        else:
            side = comparison.left if is_left else comparison.right
            self._window.show_place(side.source, pointer)

    # --- what is selected ---------------------------------------------------------------------

    @property
    def _seen(self) -> ShownComparison | None:
        """The comparison in the trees.

        A new one gets there an event later, and the old one's rows are other pairs in it.
        """
        shown = self.comparison.current
        return shown if shown is not None and shown.paired is self.trees.paired else None

    @property
    def _pair(self) -> int | None:
        key = self.trees.current_key
        return None if key is None or is_group(key) or is_bucket(key) else node_of(key)

    @property
    def _pointer(self) -> str | None:
        """The current place, to come back to in a comparison that replaces this one."""
        pair, paired = self._pair, self.trees.paired
        if pair is None or paired is None:
            return None
        comparison = paired.comparison
        if (left := comparison.pairs.left(pair)) != ABSENT:
            return comparison.left.table.pointer(left)
        return comparison.right.table.pointer(comparison.pairs.right(pair))
