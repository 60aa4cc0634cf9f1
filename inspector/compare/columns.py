"""The pairs of a comparison, stored as columns: a million pairs as objects would not fit."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import accumulate, chain, count
from typing import Final, TypeAlias, cast

from inspector.document.json_types import Json, JsonObject
from inspector.progress import Checkpoint, Progress, unwatched, watched

_BETWEEN_CHECKPOINTS = 5_000
ABSENT = -1
"""The node or index on a side that has no value there."""


class ChangeKind(StrEnum):
    """The kind of a change. The strings are part of the report format."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class MatchedBy(StrEnum):
    """Why two values are compared with each other. The strings are part of the report format."""

    NOTHING = ""
    DOCUMENT = "document"
    NAME = "name"
    EVENT_ID = "event_id"
    TYPE_AND_TIME = "event_type and created_at"
    TYPE = "event_type"
    KIND_AND_VALUE = "alias_kind and alias_value"
    FINGERPRINT = "fingerprint"
    CLAIM_ID = "claim_id"
    BASE_URL = "base_url"
    VALUE = "equal value"
    LIKENESS = "likeness"
    POSITION = "position"


MATCH_CODES: Final = {member: code for code, member in enumerate(MatchedBy)}
"""Each MatchedBy as one byte."""

KIND_BITS = 0b0111
ADDED, REMOVED, CHANGED, MOVED = 1, 2, 3, 4
"""A ChangeKind as a number in the lowest bits; 0 is no change."""
INSIDE = 0b1000
"""The kind is that of an ancestor: the pair is a part of a value that was added, removed …"""


class Nothing:
    """The type of NOTHING, the value on the empty side of a pair. No JSON value equals it."""


NOTHING: Final = Nothing()
_ABSENT_ROW = array("i", [ABSENT])
_MANY = 4_096
_FEW = 8
_FIRST_ROWS = array("i", range(_MANY))
_BY_NAME, _BY_VALUE = (bytes((MATCH_CODES[way],)) for way in (MatchedBy.NAME, MatchedBy.VALUE))

SAME, MOVED_TO = 0b0100_0000, 0b1000_0000
"""Flags added to the code of a MatchedBy: the canonical JSON is the same; the item moved."""
_BYTES = tuple(bytes((way,)) for way in range(256))
_CODES = bytes(way & 0b0011_1111 for way in range(256))
_FLAGS = bytes((REMOVED, *(MOVED if way & MOVED_TO else 0 for way in range(1, 256))))
"""The flags of a pair for each kind of match."""

_Given: TypeAlias = tuple[Sequence[int], Sequence[Json | Nothing]]
"""Rows of one side, and their values."""


class Alignment:
    """Which items of two lists belong together: by the rows of the left, the partner of each."""

    __slots__ = ("_gaps", "is_in_order", "partners", "ways")

    def __init__(self, size: int) -> None:
        self.partners = _ABSENT_ROW * size
        """The row on the right, or ABSENT."""
        self.ways = bytearray(size)
        """How it was matched, 0 for no partner: a code of MatchedBy with SAME and MOVED_TO."""
        self.is_in_order = True
        """Whether the partners are known to ascend."""
        self._gaps: list[tuple[int, int, int]] | None = None

    def add(self, row: int, place: int, length: int, way: int) -> None:
        """Pair ``length`` items from ``row`` on with as many from ``place`` on."""
        if length == 1:
            self.partners[row] = place
            self.ways[row] = way
        else:
            self.partners[row : row + length] = _rows(place, place + length)
            self.ways[row : row + length] = _BYTES[way] * length

    def unpair(self, row: int) -> None:
        """Take back that an item has a partner."""
        self.partners[row], self.ways[row] = ABSENT, 0
        self._gaps = None

    def gaps(self, places: int) -> list[tuple[int, int, int]]:
        """The right items without a partner, of ``places`` items in all.

        Each run is given by the left row before which it is shown, its begin and its end: it
        follows the nearest item before it that both sides have. Call it only after all matches were
        added.
        """
        if self._gaps is None:
            self._gaps = self._found_gaps(places)
        return self._gaps

    def _found_gaps(self, places: int) -> list[tuple[int, int, int]]:
        if len(self.ways) - self.ways.count(0) == places:
            return []
        alone = {*range(places)}.difference(self.partners)
        lone = sorted(alone)
        begins = [place for place in lone if place - 1 not in alone]
        ends = [place + 1 for place in lone if place + 1 not in alone]
        before = [begin - 1 for begin in begins if begin]
        if len(before) > _FEW:
            rows = dict(zip(self.partners, count(), strict=False))
        else:
            rows = {place: self.partners.index(place) for place in before}
        fronts = [rows[begin - 1] + 1 if begin else 0 for begin in begins]
        return sorted(zip(fronts, begins, ends, strict=True))


@dataclass(slots=True)
class Columns:
    """One entry per pair in each column. A row is a position among the siblings of one side.

    ``children`` holds the children created so far. ``starts`` is ascending and holds the first
    child of each pair that has children; ``owners`` holds that pair at the same index.
    """

    left_rows: "array[int]" = field(default_factory=lambda: array("i"))
    right_rows: "array[int]" = field(default_factory=lambda: array("i"))
    lefts: list[Json | Nothing] = field(default_factory=list)
    rights: list[Json | Nothing] = field(default_factory=list)
    flags: bytearray = field(default_factory=bytearray)
    matched_by: bytearray = field(default_factory=bytearray)
    children: dict[int, range] = field(default_factory=dict)
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    owners: "array[int]" = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.flags)

    def append(
        self,
        left: _Given | None,
        right: _Given | None,
        *,
        flags: int = 0,
        matched_by: MatchedBy = MatchedBy.NOTHING,
    ) -> None:
        """Append consecutive pairs by the rows and values of each side; None for an empty side."""
        number = len((left or right or ((), ()))[0])
        self.left_rows.extend(_ABSENT_ROW * number if left is None else left[0])
        self.right_rows.extend(_ABSENT_ROW * number if right is None else right[0])
        self.lefts += [NOTHING] * number if left is None else left[1]
        self.rights += [NOTHING] * number if right is None else right[1]
        self.flags += bytes((flags,)) * number
        self.matched_by += bytes((MATCH_CODES[matched_by],)) * number

    def append_beside(self, lefts: Collection[Json], rights: Collection[Json], code: bytes) -> None:
        """Append pairs of values that have equal rows, from 0 on."""
        number = len(lefts)
        rows = _rows(0, number)
        self.left_rows += rows
        self.right_rows += rows
        self.lefts += lefts
        self.rights += rights
        self.flags += bytes(number)
        self.matched_by += code * number

    def append_members(self, pairs: Sequence[int]) -> tuple[int, list[Json], list[Json], list[int]]:
        """Append the children of pairs of objects with the same names in the same order.

        Each object has at least one member. Returns the first child, the values of both sides, and
        the number of children of each pair.
        """
        first = len(self.flags)
        ones = cast("list[JsonObject]", [*map(self.lefts.__getitem__, pairs)])
        others = cast("list[JsonObject]", [*map(self.rights.__getitem__, pairs)])
        lefts = [*chain.from_iterable(map(dict.values, ones))]
        rights = [*chain.from_iterable(map(dict.values, others))]
        sizes = [*map(len, ones)]
        rows = array("i", [*chain.from_iterable(map(range, sizes))])
        self.left_rows += rows
        self.right_rows += rows
        self.lefts += lefts
        self.rights += rights
        self.flags += bytes(len(rows))
        self.matched_by += _BY_NAME * len(rows)
        ends = [*accumulate(sizes, initial=first)]
        self.starts.extend(ends[:-1])
        self.owners.extend(pairs)
        self.children.update(zip(pairs, map(range, ends, ends[1:]), strict=True))
        return first, lefts, rights, sizes

    def append_aligned(self, found: Alignment, one: list[Json], other: list[Json]) -> bytearray:
        """Append the pairs of two lists' items and return how each was found.

        They are in the left's order; items that only the right has are in its gaps.
        """
        at, ways = 0, bytearray()
        values: Sequence[Json | Nothing] = [*other, NOTHING] if 0 in found.ways else other
        for row, begin, end in (*found.gaps(len(other)), (len(one), 0, 0)):
            places = found.partners[at:row]
            self.left_rows += _rows(at, row)
            self.right_rows += places
            self.lefts += one[at:row]
            place = max(places[0], 0) if places else 0
            if places == _rows(place, place + row - at):
                self.rights += other[place : place + row - at]
            else:
                self.rights += [values[place] for place in places]  # ABSENT leads to the last one
            ways += found.ways[at:row]
            self.flags += found.ways[at:row].translate(_FLAGS)
            if begin < end:
                self.left_rows += _ABSENT_ROW * (end - begin)
                self.right_rows += _rows(begin, end)
                self.lefts += [NOTHING] * (end - begin)
                self.rights += other[begin:end]
                ways += bytes(end - begin)
                self.flags += bytes((ADDED,)) * (end - begin)
            at = row
        self.matched_by += ways.translate(_CODES)
        return ways

    def set_children(self, pair: int, first: int) -> None:
        """Make all pairs from ``first`` on the children of ``pair``."""
        end = len(self.flags)
        if first < end:
            self.starts.append(first)
            self.owners.append(pair)
        self.children[pair] = range(first, end)

    def parent(self, pair: int) -> int:
        """The parent of a pair; the root is its own parent."""
        return self.owners[bisect_right(self.starts, pair) - 1] if pair else 0


def _rows(begin: int, end: int) -> "array[int]":
    return _FIRST_ROWS[begin:end] if end <= _MANY else array("i", range(begin, end))


def add_equal_children(
    columns: Columns,
    one: Json | Nothing,
    other: Json | Nothing,
    checkpoint: Checkpoint = unwatched,
) -> tuple[Collection[Json], Collection[Json]]:
    """Append the children of two equal values, members by name and items by position.

    Returns the values of both sides.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        if [*one] == [*other]:
            columns.append_beside(one.values(), other.values(), _BY_NAME)
            return one.values(), other.values()
        start = Progress("comparing", len(columns), 0)
        names = partial(watched, one, checkpoint, start)
        places = dict(zip(watched(other, checkpoint, start), count()))
        rows, values = [*map(places.__getitem__, names())], [*map(other.__getitem__, names())]
        given = range(len(one)), [*one.values()]
        columns.append(given, (rows, values), matched_by=MatchedBy.NAME)
        return one.values(), values
    if isinstance(one, list) and isinstance(other, list):
        columns.append_beside(one, other, _BY_VALUE)
        return one, other
    return (), ()


def add_unpaired_children(
    columns: Columns, pair: int, one: Json | Nothing, other: Json | Nothing
) -> None:
    """Append the children of a value that one side lacks, or of two values of different types."""
    flags = columns.flags[pair] & KIND_BITS | INSIDE
    for value, is_left in ((one, True), (other, False)):
        if value and isinstance(value, (dict, list)):
            values = [*value.values()] if isinstance(value, dict) else value
            given = range(len(values)), values
            left, right = (given, None) if is_left else (None, given)
            columns.append(left, right, flags=flags)


# --- how many changes, and in which order -----------------------------------------------------


Leads: TypeAlias = dict[int, list[int]]
"""For each pair that was entered, the children that are changes or may contain some; parents come
before their children."""


def change_counts(columns: Columns, leads: Leads) -> dict[int, int]:
    """For each pair that was entered, the number of changes at and below it."""
    below: dict[int, int] = {}
    flags = columns.flags
    for pair, under in reversed(leads.items()):
        number = int(flags[pair] != 0)
        for child in under:
            number += below[child] if child in below else flags[child] != 0
        below[pair] = number
    return below


def changes_in_order(columns: Columns, leads: Leads, checkpoint: Checkpoint) -> "array[int]":
    """The changes: those with a left side in its document order, then the added in the right's."""
    found = array("I")
    added: list[int] = []
    flags = columns.flags
    stack = [0]
    for number in count():
        if not stack:
            break
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("comparing", len(columns), 0))
        pair = stack.pop()
        if flag := flags[pair]:
            (added if flag == ADDED else found).append(pair)
        if pair in leads:
            stack += reversed(leads[pair])
    found.extend(_in_right_order(columns, added, checkpoint))
    checkpoint(Progress("comparing", len(columns), 0))
    return found


def _in_right_order(columns: Columns, added: list[int], checkpoint: Checkpoint) -> Iterator[int]:
    """The added pairs, depth first, the children of each pair in the right's order."""
    leading_to_added: Leads = {}
    for number, pair in enumerate(added):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("comparing", len(columns), 0))
        step = pair
        while step:
            above = columns.parent(step)
            leading_to_added.setdefault(above, []).append(step)
            if len(leading_to_added[above]) > 1:
                break
            step = above
    stack = [0] if added else []
    for number in count():
        if not stack:
            return
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("comparing", len(columns), 0))
        pair = stack.pop()
        if columns.flags[pair] == ADDED:
            yield pair
        under = leading_to_added.get(pair, [])
        stack += sorted(under, key=columns.right_rows.__getitem__, reverse=True)
