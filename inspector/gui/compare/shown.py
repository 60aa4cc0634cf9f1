"""What is shown of a comparison: immutable; all expensive work is done."""

from dataclasses import dataclass

from inspector.compare.comparison import one_sided
from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side
from inspector.compare.volatile import Hidden, hidden
from inspector.gui.compare import head_text, paired
from inspector.gui.compare.head_text import Centre
from inspector.gui.compare.paired import Paired
from inspector.gui.compare.proofs_model import ProofLines, proof_lines
from inspector.jobs.memory import collector_aside
from inspector.progress import Checkpoint
from inspector.tree.marks import Marks


@dataclass(frozen=True, slots=True)
class ShownComparison:
    """``marks`` are the results of each side's checks by node of its table; None for a state that
    was computed, of which no check speaks. ``hidden`` is how many differences are left out."""

    compared: ComparedProofs
    paired: Paired
    marks: tuple[Marks | None, Marks | None]
    proofs: ProofLines
    centre: Centre
    hidden: int


def lay_out(
    compared: ComparedProofs, volatile: tuple[str, ...], checkpoint: Checkpoint
) -> ShownComparison:
    """Prepare a comparison for the window; differences that only follow from the members
    ``volatile`` are hidden. Raises CancelledError."""
    comparison = compared.comparison
    with collector_aside():
        left_out = hidden(comparison, volatile, checkpoint)
        return ShownComparison(
            compared,
            paired.lay_out(comparison, left_out, checkpoint),
            (_marks(comparison.left), _marks(comparison.right)),
            proof_lines(compared),
            head_text.centre_of(comparison, left_out.count),
            left_out.count,
        )


def lay_out_alone(side: Side, is_left: bool, checkpoint: Checkpoint) -> Paired:
    """Prepare the one side that could be read. Raises CancelledError."""
    with collector_aside():
        return paired.lay_out(one_sided(side, is_left=is_left), Hidden(), checkpoint)


def _marks(side: Side) -> Marks | None:
    return Marks(side.table, side.report.results) if side.at is None else None
