"""Changes that say only that something was made at another time, so that the others can be seen.

A time is known by the name of its member, and so is what follows from one: an event's hash is its
id, is signed, is listed in the state, and goes into the state's hash and the bundle's.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.compare.comparison import Comparison
from inspector.compare.kinds import ABSENT, ChangeKind
from inspector.progress import Checkpoint, Progress, unwatched

DEFAULT = (
    "built_at",
    "created_at",
    "first_computed_at",
    "last_reissued_at",
    "signed_at",
    "updated_at",
    "content_sha256",  # of an event, its created_at and its receipt's dates included
    "event_id",  # is the content_sha256
    "applied_event_ids",
    "state_sha256",  # the state repeats the event ids and created_at
    "bundle_sha256",
    "signature_b64",  # over one of these hashes; only a receipt's is over the record
)
"""Member names. Left out are submitted_at, which is the paper's and part of what the Pith Number
is made of; rotates_at, which bounds what a key may sign; prev_event and supersedes, since which
event another one names is what it says; and every hash of what has no such time in it.
"""
_BETWEEN_CHECKPOINTS = 5_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """Of the changes of one comparison those that are hidden; two are equal where these are."""

    count: int = 0
    _flags: bytes = field(default=b"", repr=False)

    def is_hidden(self, pair: int) -> bool:
        """Of a change; of no other pair."""
        return pair < len(self._flags) and self._flags[pair] != 0


def hidden(
    comparison: Comparison, names: Sequence[str], checkpoint: Checkpoint = unwatched
) -> Hidden:
    """The volatile changes of items in which nothing else changed. Raises CancelledError.

    A change is volatile where it is at, or below, a member with one of ``names`` within its item,
    or where the item stands in a list with such a name. The item is the nearest element of a list,
    the change itself or what holds it, else the member at the top. What changed in an element of
    a list changed in every element around it. An item itself that was added, removed or moved is
    never volatile, but in a list with such a name.
    """
    items = _Items(comparison, frozenset(names))
    changes = comparison.pairs.changes
    holders = array("I")
    volatile = bytearray()
    touched: set[int] = set()
    for number, pair in enumerate(changes):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("looking for volatile fields", number, len(changes)))
        item, is_volatile = items.of(pair)
        holders.append(item)
        volatile.append(is_volatile)
        while not is_volatile and item not in touched:
            touched.add(item)
            outer = items.around(item)
            item = outer if items.is_element(outer) else item
    flags = bytearray(len(comparison.pairs))
    for pair, holder, can_hide in zip(changes, holders, volatile, strict=True):
        flags[pair] = can_hide and holder not in touched
    return Hidden(flags.count(1), bytes(flags.rstrip(b"\0")))


class _Items:
    """The item that each change belongs to; ways that changes share are gone only once."""

    def __init__(self, comparison: Comparison, names: frozenset[str]) -> None:
        self._pairs = comparison.pairs
        self._tables = comparison.left.table, comparison.right.table
        self._names = names
        self._known: dict[int, tuple[int, bool]] = {}

    def of(self, change: int) -> tuple[int, bool]:
        """The pair of the item, and whether the change is volatile in it."""
        found = self._as_item(change)
        if found is None:
            item, is_volatile = self._way_to(self._pairs.parent(change))
            return item, is_volatile or self._is_named(change)
        if not self.is_element(change) and self._pairs.kind(change) is not ChangeKind.CHANGED:
            return change, False
        return found

    def around(self, item: int) -> int:
        """The item that holds this one; of the root the root."""
        return self._way_to(self._pairs.parent(item))[0]

    def is_element(self, pair: int) -> bool:
        """Whether the pair stands in a list."""
        return isinstance(self._step(pair), int)

    def _way_to(self, pair: int) -> tuple[int, bool]:
        """The item of a container, and whether a name of the list stands on the way to it."""
        way = []
        while (found := self._known.get(pair) or self._as_item(pair)) is None:
            way.append(pair)
            pair = self._pairs.parent(pair)
        self._known[pair] = found
        for below in reversed(way):
            found = self._known[below] = (found[0], found[1] or self._is_named(below))
        return found

    def _as_item(self, pair: int) -> tuple[int, bool] | None:
        above = self._pairs.parent(pair)
        if self.is_element(pair):
            return pair, self._is_named(above)
        return None if above else (pair, self._is_named(pair))

    def _is_named(self, pair: int) -> bool:
        return self._step(pair) in self._names

    def _step(self, pair: int) -> str | int:
        table, node = self._tables[0], self._pairs.left(pair)
        if node == ABSENT:
            table, node = self._tables[1], self._pairs.right(pair)
        return table.step(node)
