"""The tab of a comparison: the two sides, and which differences are shown."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector.compare import volatile
from inspector.compare.comparison import one_sided
from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side
from inspector.compare.volatile import Hidden, hidden
from inspector.gui.compare import comparison_tree, head_text
from inspector.gui.compare.comparison_loader import ComparisonLoader
from inspector.gui.compare.comparison_tree import ComparisonTree
from inspector.gui.compare.head_text import Centre, NamedSide
from inspector.gui.compare.proofs_model import NO_LINES, ProofLines, proof_lines
from inspector.gui.compare.side_request import SideRequest, SideState
from inspector.gui.document.tab import Tab
from inspector.gui.document.tab_text import TabText
from inspector.gui.runner import LatestJob, Runner
from inspector.gui.widgets.plain_text import middle, whole
from inspector.jobs.comparing import export_comparison
from inspector.jobs.memory import collector_aside
from inspector.jobs.session import Session
from inspector.progress import Checkpoint
from inspector.tree.node_results import NodeResults


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """A comparison prepared for the window.

    ``node_results`` are those of each side by node; None for a computed state, which has no checks,
    and until a side is verified. ``hidden`` is the number of hidden differences.
    """

    compared: ComparedProofs
    paired: ComparisonTree
    node_results: tuple[NodeResults | None, NodeResults | None]
    proofs: ProofLines
    centre: Centre
    hidden: int


@collector_aside()
def lay_out(
    compared: ComparedProofs,
    volatile: tuple[str, ...],
    before: ComparisonTree | None,
    checkpoint: Checkpoint,
) -> ShownComparison:
    """Prepare a comparison for the window; differences explained by ``volatile`` members are
    hidden.

    The tree ``before`` is reused if its rows are the same, since the user may be working in it.
    Raises CancelledError.
    """
    comparison = compared.comparison
    left_out = hidden(comparison, volatile, checkpoint)
    rows = before
    if rows is None or rows.comparison.pairs is not comparison.pairs or rows.hidden != left_out:
        rows = comparison_tree.lay_out(compared.unverified.comparison, left_out, checkpoint)
    return ShownComparison(
        compared,
        rows,
        (_by_node(comparison.left), _by_node(comparison.right)),
        proof_lines(compared),
        head_text.centre_of(comparison, left_out.count),
        left_out.count,
    )


@collector_aside()
def lay_out_alone(side: Side, is_left: bool, checkpoint: Checkpoint) -> ComparisonTree:
    """Prepare the only side that could be read. Raises CancelledError."""
    return comparison_tree.lay_out(one_sided(side, is_left=is_left), Hidden(), checkpoint)


def _by_node(side: Side) -> NodeResults | None:
    if side.verified is None or side.at is not None:
        return None
    return NodeResults(side.table, side.verified.results)


_SHOWN = 120


class ComparisonTab(Tab):
    """Two sides, or the error of one, and which differences are shown."""

    shown = Signal(ShownComparison)
    """The prepared comparison. Its receiver shows it and then calls ``loader.go_on``, since
    verifying at the same time would compete with painting."""
    alone = Signal(ComparisonTree)
    """The prepared side, if the other could not be read."""

    said = Signal(str)
    """A message for the status bar."""

    def __init__(
        self,
        runner: Runner,
        session: Session,
        left: SideRequest,
        right: SideRequest,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._asked = left, right
        self._is_waiting = True
        """Whether ``start`` was not called yet."""
        self._job = LatestJob(runner, self)
        self.loader = ComparisonLoader(runner, session, self)
        self.current: ShownComparison | None = None
        self.hides_volatile = False
        self.volatile_names: tuple[str, ...] = volatile.DEFAULT
        loader = self.loader
        loader.compared.connect(lambda _: self._lay_out())
        loader.checking.connect(self._take_back)
        loader.closed.connect(self._let_go)
        loader.side_failed.connect(lambda *_: self._show_alone())
        loader.side_ready.connect(lambda *_: self._show_alone())
        loader.failed.connect(lambda _: self._let_go())
        for signal in (
            loader.started,
            loader.checking,
            loader.side_ready,
            loader.side_verified,
            loader.standing_changed,
        ):
            signal.connect(lambda *_: self.changed.emit())

    def start(self) -> None:
        """Read both sides; call it once the view is connected."""
        asked = self._asked
        self._is_waiting = False
        # documents of other tabs must not be kept alive
        self._asked = asked[0].alone, asked[1].alone
        self.loader.start(*asked)

    def hide_volatile(self, hides: bool) -> None:
        """Hide or show differences in fields that change with time."""
        if hides != self.hides_volatile:
            self.hides_volatile = hides
            self._lay_out()

    def use_names(self, names: tuple[str, ...]) -> None:
        """Use these member names as the volatile ones, and hide them."""
        self.volatile_names = names
        self.hides_volatile = True
        self._lay_out()

    def export(self, path: str) -> None:
        """Write the comparison to a file of the format that its name says, never over one of its
        sides."""
        if self.current is None or not self.is_verified:
            # The sides or the list of keys may have changed while the file dialog was open.
            self.said.emit(self.tr("Nothing was exported: the comparison is not finished."))
            return
        compared, now = self.current.compared, datetime.now(UTC)
        made_at = f"{now:%Y-%m-%d %H:%M} UTC"
        left, right = self._called
        since_read = left.standing, right.standing
        job = self._runner.start(
            lambda point: export_comparison(
                compared, Path(path), made_at, point, since_read=since_read
            ),
            self,
            must_end=True,
        )
        exported = self.tr("Exported the comparison as {}.").format(middle(path, _SHOWN))
        job.on_success(lambda _: self.said.emit(exported))
        job.on_failure(lambda error: self.said.emit(whole(error.message)))

    @property
    def is_history(self) -> bool:
        """Whether both sides are states of one bundle at two points of its history."""
        sides = [state.request for state in (self.loader.left, self.loader.right) if state]
        sources = {side.source for side in sides}
        return len(sources) == 1 and all(side.at is not None for side in sides)

    # --- a tab ------------------------------------------------------------------------------

    @property
    def is_compared(self) -> bool:
        return self.current is not None

    @property
    def is_verified(self) -> bool:
        """Whether both shown sides are verified with the current list of keys."""
        return self.current is not None and self.current.compared.comparison.is_verified

    @property
    def label(self) -> TabText:
        return head_text.tab(*self._called)

    @property
    def title(self) -> str:
        return head_text.title(*self._called)

    @property
    def notice(self) -> str:
        """The notice beside both verdicts if the files changed."""
        left, right = self.loader.left, self.loader.right
        is_one = left is None or right is None or left.request.source == right.request.source
        return head_text.notice(*self._called, is_one_file=is_one)

    @property
    def is_busy(self) -> bool:
        return self._is_waiting or self.loader.is_busy or self._job.is_busy

    def look_at(self) -> None:
        self.loader.look()

    def reload(self) -> None:
        self.loader.reload()

    def use(self, session: Session) -> None:
        self.loader.use(session)

    def close(self) -> None:
        self._is_waiting = False
        self.loader.close()

    @property
    def _called(self) -> tuple[NamedSide, NamedSide]:
        left, right = self.loader.left, self.loader.right
        if left is None or right is None:
            left, right = map(SideState, self._asked)
        elif self._are_still_swapped(left, right):
            left, right = right, left
        one, other = left.request.source, right.request.source
        names = (
            head_text.apart(left.called.name, one, other),
            head_text.apart(right.called.name, other, one),
        )
        return left.called._replace(name=names[0]), right.called._replace(name=names[1])

    def _are_still_swapped(self, left: SideState, right: SideState) -> bool:
        """Whether the values shown are still those from before the sides were swapped."""
        if self.current is None or left.side is None or right.side is None:
            return False
        table = self.current.compared.comparison.left.table
        return table is right.side.table and table is not left.side.table

    # --- laying out -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        compared: ComparedProofs | None = self.loader.current
        if compared is None:
            return
        names = self.volatile_names if self.hides_volatile else ()
        before = self.current.paired if self.current else None
        work = partial(lay_out, compared, names, before)
        self._job.start(work, self._on_laid_out, self.loader.fail)

    def _take_back(self) -> None:
        """Results of verification no longer count; the compared values do."""
        if (shown := self.current) is not None:
            compared = shown.compared.unverified
            centre = head_text.centre_of(compared.comparison, shown.hidden)
            before: list[object] = [shown]
            self.current = shown = replace(
                shown, compared=compared, node_results=(None, None), proofs=NO_LINES, centre=centre
            )
            self.shown.emit(shown)
            self._runner.release(before)

    def _show_alone(self) -> None:
        """Show the present side once it is known that the other will not come."""
        left, right = self.loader.left, self.loader.right
        if left is None or right is None or not (left.error or right.error):
            return
        self._let_go()
        side = left.side or right.side
        if side is not None:
            is_left = side is left.side
            self._job.start(partial(lay_out_alone, side, is_left), self._on_alone)

    def _on_alone(self, paired: ComparisonTree) -> None:
        self.alone.emit(paired)
        self.changed.emit()
        self._runner.release([paired])

    def _on_laid_out(self, shown: ShownComparison) -> None:
        if shown.compared is not self.loader.current:
            return  # it used another list of keys and is compared again
        before, self.current = [self.current], shown
        self.shown.emit(shown)
        self.changed.emit()
        self._runner.release(before)

    def _let_go(self) -> None:
        """The shown comparison is no longer the current one."""
        self._job.cancel()
        before, self.current = [self.current], None
        self.changed.emit()
        self._runner.release(before)
