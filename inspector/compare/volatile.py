"""Changes that say only that something was made at another time, so that the others can be seen.

A time is known by the name of its member. What follows from one is known by its name and by a time
that did change: an event's hash is its id, is signed, is listed in the state, and goes into the
state's hash and the bundle's. A hash or a signature that fails on a side follows from nothing.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.compare.comparison import Comparison
from inspector.compare.kinds import ABSENT, ChangeKind
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.format import HASH_IDS, SIGNATURE_IDS
from inspector.verify.report import Report
from inspector.verify.result import FAIL

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
FOLLOWING = frozenset(DEFAULT[6:])
"""Those that are volatile only where a time changed that they follow from."""
_SEALS = frozenset({"signature", "bundle_signature"})
"""Objects that are left out of the hashes that follow from what stands around them."""
_WHOLE = frozenset({"applied_event_ids", "state_sha256", "bundle_sha256"})
"""Follow from the times of the whole document, the others from those of their event."""
_CHECKS = HASH_IDS | SIGNATURE_IDS | {"event.id"}
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
    following = _Following(comparison, items)
    changes = comparison.pairs.changes
    holders = array("I")
    volatile = bytearray()
    touched: set[int] = set()
    for number, pair in enumerate(changes):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("looking for volatile fields", number, len(changes)))
        item, is_volatile = items.of(pair)
        is_volatile = is_volatile and following.may_follow(pair, item)
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

    def name(self, pair: int) -> str:
        """The name of the nearest member that is one of the names, at the pair or above it."""
        while not self._is_named(pair):
            pair = self._pairs.parent(pair)
        return str(self._step(pair))

    def is_in(self, pair: int, names: frozenset[str]) -> bool:
        """Whether the member is one of an object with one of these names."""
        return self._step(self._pairs.parent(pair)) in names


class _Following:
    """Which hashes, ids and signatures can follow from a time that changed, and from nothing else.

    Those of FOLLOWING are held against the other volatile changes, which are times.
    """

    def __init__(self, comparison: Comparison, items: _Items) -> None:
        self._comparison, self._items = comparison, items
        self._times: set[int] = set()
        """The items in which a time changed that goes into their hash."""
        for pair in comparison.pairs.changes:
            item, is_volatile = items.of(pair)
            if is_volatile and items.name(pair) not in FOLLOWING and not items.is_in(pair, _SEALS):
                self._times.add(item)
        self._failing = [_failing(side.report) for side in (comparison.left, comparison.right)]

    def may_follow(self, pair: int, item: int) -> bool:
        """Of a volatile change: a time, or what a changed time explains."""
        name = self._items.name(pair)
        if name not in FOLLOWING:
            return True
        if self._items.is_in(pair, frozenset({"receipt"})) or self._fails(pair):
            return False  # a receipt's signature is over the record, which has no such time
        is_of_whole = name in _WHOLE or self._items.is_in(pair, frozenset({"bundle_signature"}))
        return bool(self._times) if is_of_whole else item in self._times

    def _fails(self, pair: int) -> bool:
        pairs = self._comparison.pairs
        sides = self._comparison.left, self._comparison.right
        nodes = pairs.left(pair), pairs.right(pair)
        return any(
            node != ABSENT and side.table.pointer(node) in failing
            for side, node, failing in zip(sides, nodes, self._failing, strict=True)
        )


def _failing(report: Report) -> set[str]:
    """The places of hashes, ids and signatures that fail."""
    found = set()
    for result in report.results:
        if result.status is FAIL and result.id in _CHECKS:
            is_signature = result.id in SIGNATURE_IDS
            found.add(f"{result.path}/signature_b64" if is_signature else result.path)
    return found
