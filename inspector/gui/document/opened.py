"""What workers pass to the window of a document: immutable; all expensive work is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector.gui.document.findings import ExplainedFindings
from inspector.gui.document.problems import Problems
from inspector.gui.document.rows import Outline, PrimaryRows
from inspector.gui.document.signers import sole
from inspector.gui.document.value_coverage import ValueCoverage, of_several
from inspector.jobs.memory import collector_aside
from inspector.jobs.opening import Loaded, load, verify_loaded
from inspector.jobs.session import Session
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress
from inspector.tree.node_results import NodeResults
from inspector.verify.coverage import Coverage
from inspector.verify.overview import Overview, overview
from inspector.verify.report import Report, Signer
from inspector.verify.result import FAIL, UNCHECKED, WARN, Result, Status, Tally
from inspector.verify.trust import TrustedKeys

if TYPE_CHECKING:
    from inspector.paper.text import PaperText

PROBLEMS = (FAIL, WARN, UNCHECKED)
"""The statuses other than pass, worst first."""


class Opened(Loaded):
    """A document with the rows of the window; nothing in it is verified yet."""

    def __init__(self, *_loaded: object) -> None:
        self.outline = Outline(self.table, self.groups)
        self.primary_rows = PrimaryRows(self.outline)


class Checked(NamedTuple):
    """A document with the results for the keys ``trust`` and the paper's text ``paper``, if given.

    ``tallies`` are those of the groups. ``signers`` are the keys with valid signatures.
    ``signed_by`` is whose key made every signature, or "".
    """

    opened: Opened
    report: Report
    node_results: NodeResults
    counts: Tally
    findings: dict[Status, tuple[Result, ...]]
    tallies: tuple[Tally, ...]
    problems: Problems
    covering: tuple[ValueCoverage, ...]
    overview: Overview
    explained: ExplainedFindings | None
    trust: TrustedKeys
    signers: tuple[Signer, ...] = ()
    signed_by: str = ""
    paper: "PaperText | None" = None


@collector_aside()
def open_document(source: str, session: Session, checkpoint: Checkpoint) -> Opened:
    return Opened(*load(source, session, checkpoint))


@collector_aside()
def check_document(
    opened: Opened, session: Session, checkpoint: Checkpoint, paper: "PaperText | None" = None
) -> Checked:
    report, by_node = verify_loaded(opened, session, checkpoint, paper)
    findings = {
        status: tuple(result for result in report.results if result.status is status)
        for status in PROBLEMS
    }
    tallies = _group_tallies(opened, by_node)
    odd = [result for status in PROBLEMS for result in findings[status]]
    problems = Problems(opened.outline, by_node, tallies)
    counts = report.counts
    covers = _group_covers(opened, report.coverage, checkpoint)
    found = overview(report, opened.document)
    made = report.signers
    return Checked(
        opened,
        report,
        by_node,
        counts,
        findings,
        tallies,
        problems,
        covers,
        overview=found,
        explained=None if found.cause is None else ExplainedFindings.of(found.cause, odd),
        trust=session.trust,
        signers=made,
        signed_by=sole(report, made),
        paper=paper,
    )


def release_documents(held: list[Opened | Checked]) -> None:
    """Free documents a few values at a time; ``held`` has the last references."""
    tables = [one.opened.table if isinstance(one, Checked) else one.outline.table for one in held]
    held.clear()
    for table in tables:
        table.dismantle()


def _group_tallies(opened: Opened, by_node: NodeResults) -> tuple[Tally, ...]:
    """The results of each group: of its entries, and of their ancestors without a row."""
    outline = opened.outline
    sums = [
        _sum([by_node.tally(node) for node in group.entries if any(by_node.tally(node))])
        for group in outline.groups
    ]
    for node, group in opened.primary_rows.above_entries.items():
        own = by_node.own(node)
        sums[group] = _sum([sums[group], Tally.of(own)])
    return tuple(sums)


def _group_covers(
    opened: Opened, coverage: Coverage, checkpoint: Checkpoint
) -> tuple[ValueCoverage, ...]:
    """The coverage of all entries of each group."""
    table = opened.table
    found = []
    for group in opened.outline.groups:
        checkpoint(Progress("laying out what is signed", 0, 0))
        found.append(of_several(coverage, map(table.pointer, group.entries)))
    return tuple(found)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True))) if tallies else Tally()
