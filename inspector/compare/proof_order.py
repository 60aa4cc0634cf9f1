"""Which of the changed proofs come first, and which say little: those of what one side lacks."""

from inspector.compare.proofs import Proof
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.result import PASS, SEVERITY

_PLACES = {id_: place for place, id_ in enumerate(CATALOGUE)}


def rank(proof: Proof) -> tuple[int, int]:
    """Worst first by the worse of both sides, then as the catalogue lists the checks."""
    severities = [SEVERITY[status] for status in (proof.left, proof.right) if status is not None]
    return -max(severities, default=0), _PLACES.get(proof.id, len(_PLACES))


def is_quiet(proof: Proof) -> bool:
    """Whether the check passes, and the other side has nothing that it could be made of."""
    return {proof.left, proof.right} == {PASS, None}
