"""Which proofs changed, worst first: the verdict and both axes, then the checks by their kind.

The two axes stand apart always; neither is ever folded into the verdict or the other.
"""

from collections import Counter
from itertools import islice
from typing import NamedTuple

from inspector.compare.proofs import Compared, Proof, rank
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.signs import Sign
from inspector.verify.report import Report
from inspector.verify.result import Status

_MOST_LINES = 24
"""More never fit into a row."""


class ProofLine(NamedTuple):
    """What changed: its name, its sign on each side, None where it is not there."""

    name: str
    left: Sign | None
    right: Sign | None
    spoken: str


class ProofLines(NamedTuple):
    """``lines`` are the worst, the first ``axes`` of them the verdict and both axes.

    ``counts`` is how many proofs each line stands for; ``proofs`` are all the checks, worst first.
    """

    lines: tuple[ProofLine, ...]
    axes: int
    counts: tuple[int, ...]
    proofs: tuple[Proof, ...]

    @property
    def total(self) -> int:
        """How many proofs changed."""
        return self.axes + len(self.proofs)


NO_LINES = ProofLines((), 0, (), ())


def proof_lines(compared: Compared) -> ProofLines:
    """To be made in a worker: there may be a hundred thousand proofs."""
    comparison = compared.comparison
    heads = _axes(comparison.left.report, comparison.right.report)
    proofs = tuple(sorted(compared.proofs, key=rank))
    kinds = Counter((one.id, one.left, one.right) for one in proofs)
    shown = list(islice(kinds.items(), _MOST_LINES))
    lines = (*heads, *(_check(*kind, count) for kind, count in shown))
    counts = (*(1 for _ in heads), *(count for _, count in shown))
    return ProofLines(lines, len(heads), counts, proofs)


def more(lines: ProofLines, shown: int) -> str:
    """How many of the proofs stand behind the first ``shown`` lines; "" where none does."""
    left = lines.total - sum(lines.counts[:shown])
    return plural("Proofs", "and %n more", "and %n more", left) if left else ""


def count(lines: ProofLines) -> str:
    """ "92 checks changed", the verdict and the axes aside."""
    return plural("Proofs", "%n check changed", "%n checks changed", len(lines.proofs))


def of_status(status: Status | None) -> Sign | None:
    return None if status is None else signs.of_status(status)


def word(sign: Sign | None) -> str:
    return sign.word if sign else translate("Proofs", "not there")


def _axes(left: Report, right: Report) -> list[ProofLine]:
    found = []
    if left.verdict is not right.verdict:
        found.append(
            _line(
                translate("Proofs", "Verdict"),
                signs.of_verdict(left.verdict),
                signs.of_verdict(right.verdict),
            )
        )
    if left.integrity is not right.integrity:
        one, other = (
            signs.of_integrity(report.integrity) if report.integrity else None
            for report in (left, right)
        )
        found.append(_line(translate("Proofs", "Integrity"), one, other))
    if left.trust is not right.trust:
        one, other = (
            signs.of_trust(report.trust) if report.trust else None for report in (left, right)
        )
        found.append(_line(translate("Proofs", "Trust"), one, other))
    return found


def _check(id_: str, left: Status | None, right: Status | None, count: int) -> ProofLine:
    name = id_ if count == 1 else translate("Proofs", "{} in {} places").format(id_, number(count))
    return _line(name, of_status(left), of_status(right))


def _line(name: str, left: Sign | None, right: Sign | None) -> ProofLine:
    spoken = translate("Proofs", "{}: left {}, right {}").format(name, word(left), word(right))
    return ProofLine(name, left, right, spoken)
