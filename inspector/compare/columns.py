"""The pairs of a comparison as columns, and how the children of one pair are laid out in them."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from inspector.compare.kinds import ABSENT, MatchedBy
from inspector.document.json_types import Json

CODES: Final = {way: code for code, way in enumerate(MatchedBy)}
"""A way of matching as one byte."""

KIND_BITS = 0b0111
ADDED, REMOVED, CHANGED, MOVED = 1, 2, 3, 4
"""A kind of change as a number of the lowest bits; 0 is none."""
INSIDE = 0b1000
"""The kind is that of a value further above, of which the pair is a part."""


class Nothing:
    """The value of a gap; unlike null it equals nothing of JSON."""


NOTHING: Final = Nothing()
_GAP = array("i", [ABSENT])


_Given: TypeAlias = tuple[Sequence[int], Sequence[Json | Nothing]]


@dataclass(slots=True)
class Columns:
    """The pairs as columns, one value a pair. Rows are positions among siblings of one side.

    ``children`` are those laid out so far; ``starts`` has the first child of each pair that has
    some, ascending, and ``owners`` beside it the pair.
    """

    left_rows: "array[int]" = field(default_factory=lambda: array("i"))
    right_rows: "array[int]" = field(default_factory=lambda: array("i"))
    lefts: list[Json | Nothing] = field(default_factory=list)
    rights: list[Json | Nothing] = field(default_factory=list)
    flags: bytearray = field(default_factory=bytearray)
    ways: bytearray = field(default_factory=bytearray)
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
        way: MatchedBy = MatchedBy.NOTHING,
    ) -> None:
        """Pairs in a row: the rows and values of each side, None for a gap."""
        count = len((left or right or ((), ()))[0])
        if count == 1:
            self._append_one(left, right, flags, CODES[way])
            return
        self.left_rows.extend(_GAP * count if left is None else left[0])
        self.right_rows.extend(_GAP * count if right is None else right[0])
        self.lefts += [NOTHING] * count if left is None else left[1]
        self.rights += [NOTHING] * count if right is None else right[1]
        self.flags += bytes((flags,)) * count
        self.ways += bytes((CODES[way],)) * count

    def _append_one(self, left: _Given | None, right: _Given | None, flags: int, way: int) -> None:
        """The same for one pair, as most are: without making ranges and lists of it."""
        self.left_rows.append(ABSENT if left is None else left[0][0])
        self.right_rows.append(ABSENT if right is None else right[0][0])
        self.lefts.append(NOTHING if left is None else left[1][0])
        self.rights.append(NOTHING if right is None else right[1][0])
        self.flags.append(flags)
        self.ways.append(way)

    def adopt(self, pair: int, first: int) -> None:
        """Make all pairs from ``first`` on the children of ``pair``."""
        end = len(self.flags)
        if first < end:
            self.starts.append(first)
            self.owners.append(pair)
        self.children[pair] = range(first, end)

    def parent(self, pair: int) -> int:
        return self.owners[bisect_right(self.starts, pair) - 1] if pair else 0


def lay_equal(columns: Columns, one: Json | Nothing, other: Json | Nothing) -> None:
    """The children of two values that are equal: members by name, items one by one."""
    if isinstance(one, dict) and isinstance(other, dict):
        rows: Sequence[int] = range(len(one))
        values = [*other.values()]
        if list(one) != list(other):
            places = {name: place for place, name in enumerate(other)}
            rows = [places[name] for name in one]
            values = [other[name] for name in one]
        columns.append((range(len(one)), [*one.values()]), (rows, values), way=MatchedBy.NAME)
    elif isinstance(one, list) and isinstance(other, list):
        straight = range(len(one))
        columns.append((straight, one), (straight, other), way=MatchedBy.VALUE)


def lay_apart(columns: Columns, pair: int, one: Json | Nothing, other: Json | Nothing) -> None:
    """The children of a value that stands alone, or of two of different type: beside gaps."""
    flags = columns.flags[pair] & KIND_BITS | INSIDE
    for value, is_left in ((one, True), (other, False)):
        if value and isinstance(value, (dict, list)):
            values = [*value.values()] if isinstance(value, dict) else value
            given = range(len(values)), values
            left, right = (given, None) if is_left else (None, given)
            columns.append(left, right, flags=flags)
