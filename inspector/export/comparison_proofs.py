"""What a page says of the proofs that changed: worst first; what one side lacks is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import starmap

from inspector.compare.comparison import Comparison
from inspector.compare.proofs import ComparedProofs, Proof, is_quiet, rank
from inspector.export.markup import Html, code, joined, listed, row, table, tag
from inspector.export.page_words import (
    integrity_word,
    place,
    status_word,
    trust_word,
    verdict_word,
)
from inspector.verify.result import PASS

_MOST = 500
_COLUMNS = ("Proof", "Left", "Right", "Place")


def changed_proofs(compared: ComparedProofs) -> Html:
    """The verdict and both axes, then the checks; never is one folded into another."""
    told = sorted((proof for proof in compared.proofs if not is_quiet(proof)), key=rank)
    rows = [*_axes(compared.comparison), *map(_check, told[:_MOST])]
    said = [*_quiet(compared.proofs)]
    if len(told) > _MOST:
        said.insert(0, tag("p", f"And {len(told) - _MOST:,} more with another outcome."))
    if rows:
        said.insert(0, table("proofs", _COLUMNS, rows))
    return joined(said or [tag("p", "No proof changed.")])


def _axes(comparison: Comparison) -> Iterator[Html]:
    left, right = comparison.left.report, comparison.right.report
    if left.verdict is not right.verdict:
        yield row("Verdict", verdict_word(left.verdict), verdict_word(right.verdict), "")
    if left.integrity is not right.integrity:
        yield row("Integrity", integrity_word(left.integrity), integrity_word(right.integrity), "")
    if left.trust is not right.trust:
        yield row("Trust", trust_word(left.trust), trust_word(right.trust), "")


def _check(proof: Proof) -> Html:
    words = status_word(proof.left), status_word(proof.right)
    return row(code(proof.id), *words, _place(proof.left_path, proof.right_path))


def _place(left: str | None, right: str | None) -> Html:
    if left is None or right is None or left == right:
        return place(right or "" if left is None else left)
    return joined([place(left), ", on the right ", place(right)])


def _quiet(proofs: Iterable[Proof]) -> Iterator[Html]:
    """How many pass and are made on one side alone, of each check."""
    quiet = sorted(filter(is_quiet, proofs), key=rank)
    lefts = Counter(proof.id for proof in quiet if proof.left is PASS)
    rights = Counter(proof.id for proof in quiet if proof.right is PASS)
    for side, found in ("left", lefts), ("right", rights):
        if found:
            checks = "check was" if found.total() == 1 else "checks were"
            lead = f"{found.total():,} passing {checks} made on the {side} alone: "
            yield tag("p", lead, listed(starmap(_counted, found.items())), ".")


def _counted(id_: str, count: int) -> Html:
    return joined([code(id_), f" ({count:,})" if count > 1 else ""])
