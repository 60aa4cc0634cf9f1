"""Which proofs changed: the checks of both reports, paired by what they check.

A check is paired with the one of the same id at the counterpart of its path, as the comparison
pairs values. The path of a check of the whole document depends on its result: such checks are
paired by equal path, and the last one of an id on each side by that id.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import filterfalse
from operator import attrgetter
from typing import TypeAlias

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison, Pointers
from inspector.compare.sequence import pair_equal
from inspector.compare.side import Side
from inspector.document.json_types import JsonObject, list_at, object_at, object_in, text_at
from inspector.document.kinds import Kind
from inspector.merge.state import entries
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.result import PASS, SEVERITY, Result, Status

_BETWEEN_CHECKPOINTS = 1_000
_ID, _PATH, _ID_AND_PATH = attrgetter("id"), attrgetter("path"), attrgetter("id", "path")
_Results: TypeAlias = tuple[Result, ...]


class Proof(NamedTuple):
    """A check whose status differs between the sides; None on a side where it was not made.

    ``path`` is the left's, or the right's if the left has none.
    """

    id: str
    path: str
    left: Status | None
    right: Status | None
    left_path: str | None
    right_path: str | None


class ComparedProofs(NamedTuple):
    """A comparison and the proofs that changed; none while a side is not verified."""

    comparison: Comparison
    proofs: tuple[Proof, ...]

    @property
    def unverified(self) -> "ComparedProofs":
        """The same comparison without anything that verifying found."""
        left, right = self.comparison.left, self.comparison.right
        left, right = replace(left, verified=None), replace(right, verified=None)
        return ComparedProofs(replace(self.comparison, left=left, right=right), ())


def changed_proofs(comparison: Comparison, checkpoint: Checkpoint = unwatched) -> tuple[Proof, ...]:
    """The checks whose status differs: in the order of the left's report, then of the right's.

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
    """``partners`` maps the index of a result of the left to that of its partner on the right."""

    def __init__(self, comparison: Comparison, checkpoint: Checkpoint) -> None:
        self._lefts = comparison.left.report.results
        self._rights = comparison.right.report.results
        self._from_left = Counterparts(comparison, to_left=False)
        self._from_right = Counterparts(comparison, to_left=True)
        self._checkpoint = checkpoint
        self.partners: dict[int, int] = {}
        # The indexes on each side without a partner so far.
        self._left_over: list[int] = [*range(len(self._lefts))]
        self._right_over: list[int] = [*range(len(self._rights))]
        self._by_left_place()
        self._by_right_place()
        self._by_path()
        self._by_id()

    def _by_left_place(self) -> None:
        places = self._places(self._from_left, self._lefts, self._left_over)
        paths = [*map(_ID_AND_PATH, self._rights)]
        self._add(pair_equal(places, paths, self._left_over, self._right_over))

    def _by_right_place(self) -> None:
        """For a bundle on the right, which has paths outside of what was compared."""
        places = self._places(self._from_right, self._rights, self._right_over)
        paths = [_ID_AND_PATH(self._lefts[row]) for row in self._left_over]
        found = pair_equal(places, paths, self._right_over, self._left_over)
        self._add({row: right for right, row in found.items()})

    def _places(
        self, counterparts: "Counterparts", results: _Results, rows: Sequence[int]
    ) -> list[tuple[str, "_Counterpart"]]:
        """The id of each result, and the path of such a check on the other side."""
        found: list[tuple[str, _Counterpart]] = []
        for begin in range(0, len(rows), _BETWEEN_CHECKPOINTS):
            self._checkpoint(Progress("comparing the checks", begin, 0))
            block = [results[row] for row in rows[begin : begin + _BETWEEN_CHECKPOINTS]]
            found += zip(map(_ID, block), counterparts.of_checks(map(_PATH, block)), strict=True)
        return found

    def _by_path(self) -> None:
        """Only for paths that were not compared: compared ones would have been paired before."""
        waiting = _by_id_and_path(self._rights, self._right_over)
        partners = {}
        for row in self._left_over:
            one = self._lefts[row]
            if found := waiting.get((one.id, one.path)):
                places = self._from_left.of_value(one.path), self._from_right.of_value(one.path)
                if NoCounterpart.NOT_COMPARED in places and NoCounterpart.ALONE not in places:
                    partners[row] = found.pop()
        self._add(partners)

    def _by_id(self) -> None:
        """A check that each report has once is paired, whatever path its result names."""
        ones = _only(self._lefts, self._left_over)
        others = _only(self._rights, self._right_over)
        shared = ones.keys() & others.keys()
        counts = [Counter(map(_ID, one)) for one in (self._lefts, self._rights) if shared]
        for id_ in shared:
            row, other = ones[id_], others[id_]
            places = (
                self._from_left.of_value(self._lefts[row].path),
                self._from_right.of_value(self._rights[other].path),
            )
            is_single = all(count[id_] == 1 for count in counts)
            if is_single or NoCounterpart.ALONE not in places:
                self.partners[row] = other

    def _add(self, partners: dict[int, int]) -> None:
        self.partners |= partners
        taken = set(partners.values())
        self._left_over = [*filterfalse(partners.__contains__, self._left_over)]
        self._right_over = [*filterfalse(taken.__contains__, self._right_over)]


def _by_id_and_path(results: _Results, rows: Sequence[int]) -> dict[tuple[str, str], list[int]]:
    """The indexes by id and path; in each list the first result is last, to be popped first."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in reversed(rows):
        found.setdefault((results[row].id, results[row].path), []).append(row)
    return found


def _only(results: _Results, rows: Iterable[int]) -> dict[str, int]:
    """The index of each id that occurs only once in ``rows``."""
    found = {results[row].id: row for row in rows}
    counts = Counter(results[row].id for row in rows)
    return {id_: row for id_, row in found.items() if counts[id_] == 1}


# --- the order of proofs ----------------------------------------------------------------------

_CATALOGUE_ORDER = {id_: place for place, id_ in enumerate(CATALOGUE)}


def rank(proof: Proof) -> tuple[int, int]:
    """Sort key: by the worse status of both sides, worst first, then in the catalogue's order."""
    severities = [SEVERITY[status] for status in (proof.left, proof.right) if status is not None]
    return -max(severities, default=0), _CATALOGUE_ORDER.get(proof.id, len(_CATALOGUE_ORDER))


def is_quiet(proof: Proof) -> bool:
    """Whether the check passes on one side and the other side has nothing to check."""
    return {proof.left, proof.right} == {PASS, None}


# --- paths of the other side ------------------------------------------------------------------

_ITEM = re.compile(r".*/[0-9]++(?=/|\Z)", re.DOTALL)
"""The path of the innermost list item that a path leads into."""
_EVENTS = "/events/"
_ALIASES = "/source_aliases"


class NoCounterpart(Enum):
    """Why a path has no counterpart."""

    NOT_COMPARED = "not compared"
    ALONE = "one side has it alone"


_Counterpart: TypeAlias = str | NoCounterpart


class Counterparts:
    """Translates the paths of one report to the JSON Pointers of their counterparts.

    A bundle's report has paths of its events and aliases. Where its state is compared with a
    document that is no bundle, they are translated to where the state repeats them. The report of
    a computed state is that of its bundle, so its paths do not lead into the state; between two
    bundles equal paths then still mean the same.
    """

    def __init__(self, comparison: Comparison, *, to_left: bool) -> None:
        sides = comparison.left, comparison.right
        here, there = sides[to_left], sides[not to_left]
        self._comparison, self._to_left = comparison, to_left
        self._here, self._there = here, Pointers(there.table)
        self._parts = [part.right if to_left else part.left for part in comparison.parts]
        is_bundle, is_other = (side.report.document is Kind.BUNDLE for side in (here, there))
        self._repeated = _repeated(here) if is_bundle and not is_other else {}
        self._translates = here.at is None and (there.at is None or not (is_bundle and is_other))
        self._is_whole = comparison.is_whole
        self._holders: dict[str, _Counterpart] = {}
        self._items: dict[str, dict[str, _Counterpart]] = {}
        """Of lists that were looked into, by path, the counterpart of each item by its token."""

    def of_checks(self, paths: Iterable[str]) -> Iterator[_Counterpart]:
        """The paths that such checks would have on the other side.

        Only the list item around each is known to exist there; below it, names are the same.
        Checks of one item follow one another, and those of another have the same ways from it.
        """
        item, place = "", None
        known: set[str] = set()
        for path in paths:
            way = path[len(item) :]
            if place is not None and way in known and path.startswith(item):
                yield place + way
                continue
            found = self._of_one_check(path)
            match = _ITEM.match(path)
            item = match[0] if match else ""
            held = self._holders.get(item) if self._translates and item else None
            place = held if isinstance(held, str) else None
            if item:
                known.add(path[len(item) :])
            yield found

    def _of_one_check(self, path: str) -> _Counterpart:
        place = self._of_check(path) if self._translates else NoCounterpart.NOT_COMPARED
        inner = None if isinstance(place, str) else self._inner(path)
        return place if inner is None else self._of_check(inner)

    def of_value(self, path: str) -> _Counterpart:
        """The pointer of the counterpart of a value, which exists."""
        place = self._of_value(path) if self._translates else NoCounterpart.NOT_COMPARED
        inner = None if isinstance(place, str) else self._inner(path)
        return place if inner is None else self._of_value(inner)

    def _of_check(self, path: str) -> _Counterpart:
        match = _ITEM.match(path)
        holder = match[0] if match else ""
        if not holder and not self._is_whole:
            return self._of_value(path)
        place = self._holders.get(holder)
        if place is None:
            place = self._holders[holder] = self._of_holder(holder)
        if isinstance(place, str):
            return place + path[len(holder) :]
        # A compared part may be inside a value that is not compared itself.
        holds_part = any(part.startswith(holder + "/") for part in self._parts)
        return self._of_value(path) if holds_part else place

    def _of_holder(self, path: str) -> _Counterpart:
        """That of a list item; all items of a list are looked up at once."""
        above, _, token = path.rpartition("/")
        items = self._items.get(above)
        if items is None:
            items = self._items[above] = self._items_of(above)
        place = items.get(token)
        return self._of_value(path) if place is None else place

    def _items_of(self, path: str) -> dict[str, _Counterpart]:
        """The counterparts of a list's items; empty if the two values are not two lists."""
        node, rest = self._here.table.nearest(path)
        pair = self._pair(node)
        if rest or pair is None:
            return {}
        pairs = self._comparison.pairs
        other = pairs.left(pair) if self._to_left else pairs.right(pair)
        pointer, value = self._there.at(other)
        if not isinstance(self._here.table.value(node), list) or not isinstance(value, list):
            return {}
        rows = pairs.rows(pair)
        return {
            str(row): NoCounterpart.ALONE if place == ABSENT else f"{pointer}/{place}"
            for row, place in (map(reversed, rows) if self._to_left else rows)
        }

    def _pair(self, node: int) -> int | None:
        pairs = self._comparison.pairs
        return pairs.of_right(node) if self._to_left else pairs.of_left(node)

    def _of_value(self, path: str) -> _Counterpart:
        node, rest = self._here.table.nearest(path)
        pairs, pair = self._comparison.pairs, self._pair(node)
        if pair is None:
            return NoCounterpart.NOT_COMPARED
        pointer, _ = self._there.at(pairs.left(pair) if self._to_left else pairs.right(pair))
        if pointer is None:
            return NoCounterpart.ALONE
        # A check may be of a member that is missing: it is looked for under its parent.
        return pointer + path[len(self._here.table.pointer(node)) :] if rest else pointer

    def _inner(self, path: str) -> str | None:
        """Where the compared state repeats the value that the bundle has at ``path``."""
        holder = _holder(path)
        inner = self._repeated.get(holder)
        return None if inner is None else inner + path[len(holder) :]


def _holder(path: str) -> str:
    """The path of the event or of the list of aliases that ``path`` leads into, or ""."""
    if path.startswith(_EVENTS):
        return _EVENTS + path[len(_EVENTS) :].partition("/")[0]
    return _ALIASES if path.startswith(_ALIASES) else ""


def _repeated(side: Side) -> dict[str, str]:
    """Where the compared state repeats a bundle's aliases and events, by their pointers."""
    if side.at is None:
        state: JsonObject = object_at(side.document.value, "state") or {}
        ids = [text_at(event, "event_id") for event in list_at(side.document.value, "events")]
        path = "/state/current"
    else:
        state = side.document.value
        ids = [id_ for id_ in list_at(state, "applied_event_ids") if isinstance(id_, str)]
        path = "/current"
    held = entries(object_in(state, "current") or {}, path)
    places = {text_at(entry.value, "event_id"): entry.path for entry in held}
    found = {
        f"{_EVENTS}{row}": places[id_]
        for row, id_ in enumerate(ids)
        if id_ is not None and id_ in places
    }
    return found | {_ALIASES: path + _ALIASES}
