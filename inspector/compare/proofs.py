"""Which proofs changed: the checks of both reports, paired by what they speak of.

A check belongs to the one of the same id at the same place, as the comparison pairs places; what
only one side has was checked there alone. Of a check of the document as a whole the path depends
on what was found: such are paired by path, and where each side has one left of an id, by that.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from inspector.compare.comparison import Comparison
from inspector.compare.opposite import Lost, Opposite
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.result import Result, Status

_BETWEEN_CHECKPOINTS = 1_000
_Results: TypeAlias = tuple[Result, ...]


class Proof(NamedTuple):
    """A check whose status is another on the other side; None where it was not made there.

    ``path`` is the left's, or the right's where the left has none.
    """

    id: str
    path: str
    left: Status | None
    right: Status | None
    left_path: str | None
    right_path: str | None


class Compared(NamedTuple):
    """A comparison, and the proofs that changed."""

    comparison: Comparison
    proofs: tuple[Proof, ...]


def changed_proofs(comparison: Comparison, checkpoint: Checkpoint = unwatched) -> tuple[Proof, ...]:
    """The checks with two statuses: in the order of the left's report, then of the right's.

    Raises what ``checkpoint`` raises.
    """
    lefts, rights = comparison.left.report.results, comparison.right.report.results
    partners = _Pairing(comparison, checkpoint).partners
    found = []
    for row, one in enumerate(lefts):
        other = rights[partners[row]] if row in partners else None
        if other is None or other.status is not one.status:
            found.append(_proof(one, other))
    taken = set(partners.values())
    found += [_proof(None, one) for row, one in enumerate(rights) if row not in taken]
    return tuple(found)


def _proof(left: Result | None, right: Result | None) -> Proof:
    id_, path = next((one.id, one.path) for one in (left, right) if one is not None)
    statuses = [None if one is None else one.status for one in (left, right)]
    paths = [None if one is None else one.path for one in (left, right)]
    return Proof(id_, path, *statuses, *paths)


class _Pairing:
    """``partners``: the rows of results of the left, each with the row of its like on the right."""

    def __init__(self, comparison: Comparison, checkpoint: Checkpoint) -> None:
        self._lefts = comparison.left.report.results
        self._rights = comparison.right.report.results
        self._from_left = Opposite(comparison, to_left=False)
        self._from_right = Opposite(comparison, to_left=True)
        self._checkpoint = checkpoint
        self.partners: dict[int, int] = {}
        self._by_left_place()
        self._by_right_place()
        self._by_path()
        self._by_id()

    def _by_left_place(self) -> None:
        waiting = _waiting(self._rights, range(len(self._rights)))
        for row, one in enumerate(self._lefts):
            self._tell(row)
            place = self._from_left.find(one.path)
            if isinstance(place, str) and (found := waiting.get((one.id, place))):
                self.partners[row] = found.pop()

    def _by_right_place(self) -> None:
        """Of a bundle on the right more places are known than those that were compared."""
        lefts, rights = self._left_over()
        waiting = _waiting(self._lefts, lefts)
        for row in rights:
            self._tell(row)
            one = self._rights[row]
            place = self._from_right.find(one.path)
            if isinstance(place, str) and (found := waiting.get((one.id, place))):
                self.partners[found.pop()] = row

    def _by_path(self) -> None:
        """Equal paths say nothing where both were compared: there they are two places."""
        lefts, rights = self._left_over()
        waiting = _waiting(self._rights, rights)
        for row in lefts:
            one = self._lefts[row]
            if found := waiting.get((one.id, one.path)):
                places = self._from_left.look(one.path), self._from_right.look(one.path)
                if Lost.NOT_COMPARED in places and Lost.ALONE not in places:
                    self.partners[row] = found.pop()

    def _by_id(self) -> None:
        """A check that each document has once has one partner, wherever it met a difference."""
        lefts, rights = self._left_over()
        ones, others = _only(self._lefts, lefts), _only(self._rights, rights)
        every = range(len(self._lefts)), range(len(self._rights))
        once = _only(self._lefts, every[0]).keys() & _only(self._rights, every[1]).keys()
        for id_ in ones.keys() & others.keys():
            row, other = ones[id_], others[id_]
            places = (
                self._from_left.look(self._lefts[row].path),
                self._from_right.look(self._rights[other].path),
            )
            if id_ in once or Lost.ALONE not in places:
                self.partners[row] = other

    def _left_over(self) -> tuple[list[int], list[int]]:
        """The rows of either side that have no partner yet."""
        taken = set(self.partners.values())
        lefts = [row for row in range(len(self._lefts)) if row not in self.partners]
        return lefts, [row for row in range(len(self._rights)) if row not in taken]

    def _tell(self, row: int) -> None:
        if not row % _BETWEEN_CHECKPOINTS:
            self._checkpoint(Progress("comparing the checks", row, 0))


def _waiting(results: _Results, rows: Sequence[int]) -> dict[tuple[str, str], list[int]]:
    """The rows by what is checked and where, of each the first at the end."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in reversed(rows):
        found.setdefault((results[row].id, results[row].path), []).append(row)
    return found


def _only(results: _Results, rows: Iterable[int]) -> dict[str, int]:
    """Of each id that only one of the rows has, that row."""
    found = {results[row].id: row for row in rows}
    counts = Counter(results[row].id for row in rows)
    return {id_: row for id_, row in found.items() if counts[id_] == 1}
