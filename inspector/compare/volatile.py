"""Changes that the user may hide: volatile ones, and those at pointers that the user named.

A volatile change only shows that something was made at another time. A time is recognised by the
name of its member. A hash, id or signature is volatile if its name is listed and a time that it
depends on changed: an event's hash is its id, is signed, is listed in the state and goes into the
hashes of state and bundle. A value that fails its check is never volatile, and nothing is before
all checks were made.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison, Counts
from inspector.document.pointer import split
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
"""Names of volatile members.

Not listed are submitted_at, a date of the paper that goes into the Pith Number; rotates_at, which
limits what a key may sign; prev_event and supersedes, whose meaning is the event that they name;
and every hash of something without such a time.
"""
FOLLOWING = frozenset(DEFAULT[6:])
"""Members that are volatile only if a time that they depend on changed."""
_SIGNATURE_OBJECTS = frozenset({"signature", "bundle_signature"})
"""Objects that the hash of the object around them leaves out."""
_WHOLE = frozenset({"applied_event_ids", "state_sha256", "bundle_sha256"})
"""Members that depend on all times of the document; the others depend on those of their event."""
_CHECKS = HASH_IDS | SIGNATURE_IDS | {"event.id"}
_BETWEEN_CHECKPOINTS = 5_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which changes of one comparison are hidden."""

    count: int = 0
    _flags: bytes = field(default=b"", repr=False)

    def is_hidden(self, pair: int) -> bool:
        """Whether the change ``pair`` is hidden. Only for pairs that are changes."""
        return pair < len(self._flags) and self._flags[pair] != 0


def hidden(
    comparison: Comparison, names: Sequence[str], checkpoint: Checkpoint = unwatched
) -> Hidden:
    """The volatile changes of items in which nothing else changed. Raises CancelledError.

    The item of a change is the nearest list element that is or contains it, else the top-level
    member. A change is volatile if it is at or below a member with one of ``names`` inside its
    item, or if the item is in a list with such a name. A change in a list element counts as one in
    every element around it. An item that was itself added, removed or moved is volatile only in
    a list with such a name.
    """
    items = _Items(comparison, frozenset(names))
    following = _DerivedChanges(comparison, items)
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
    """The item of each change. Results for shared ancestors are cached."""

    def __init__(self, comparison: Comparison, names: frozenset[str]) -> None:
        self._pairs = comparison.pairs
        self._tables = comparison.left.table, comparison.right.table
        self._names = names
        self._known: dict[int, tuple[int, bool]] = {}

    def of(self, change: int) -> tuple[int, bool]:
        """The pair of the item, and whether the change is volatile by its name."""
        found = self._as_item(change)
        if found is None:
            item, is_volatile = self._item_around(self._pairs.parent(change))
            return item, is_volatile or self._is_named(change)
        if not self.is_element(change) and self._pairs.kind(change) is not ChangeKind.CHANGED:
            return change, False
        return found

    def around(self, item: int) -> int:
        """The item that contains this one; for the root, the root."""
        return self._item_around(self._pairs.parent(item))[0]

    def is_element(self, pair: int) -> bool:
        """Whether the pair stands in a list."""
        return isinstance(self._step(pair), int)

    def _item_around(self, pair: int) -> tuple[int, bool]:
        """The item of a container, and whether one of the names is on the path to it."""
        path = []
        while (found := self._known.get(pair) or self._as_item(pair)) is None:
            path.append(pair)
            pair = self._pairs.parent(pair)
        self._known[pair] = found
        for below in reversed(path):
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
        """The nearest of the volatile names, at the pair or above it."""
        while not self._is_named(pair):
            pair = self._pairs.parent(pair)
        return str(self._step(pair))

    def is_in(self, pair: int, names: frozenset[str]) -> bool:
        """Whether the pair's parent has one of these names."""
        return self._step(self._pairs.parent(pair)) in names


class _DerivedChanges:
    """Which changed hashes, ids and signatures are explained by a time that changed."""

    def __init__(self, comparison: Comparison, items: _Items) -> None:
        self._comparison, self._items = comparison, items
        self._times: set[int] = set()
        """The items with a changed time that goes into their hash."""
        for pair in comparison.pairs.changes:
            item, is_volatile = items.of(pair)
            if (
                is_volatile
                and items.name(pair) not in FOLLOWING
                and not items.is_in(pair, _SIGNATURE_OBJECTS)
            ):
                self._times.add(item)
        sides = comparison.left, comparison.right
        self._failing = [_failing(side.verified) for side in sides if side.verified is not None]

    def may_follow(self, pair: int, item: int) -> bool:
        """Whether a volatile change is a time, or is explained by one."""
        name = self._items.name(pair)
        if name not in FOLLOWING:
            return True
        if not self._comparison.is_verified:
            return False
        if self._items.is_in(pair, frozenset({"receipt"})) or self._fails(pair):
            return False  # a receipt's signature covers the record, which has no such time
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
    """The pointers of hashes, ids and signatures whose checks fail."""
    found = set()
    for result in report.results:
        if result.status is FAIL and result.id in _CHECKS:
            is_signature = result.id in SIGNATURE_IDS
            found.add(f"{result.path}/signature_b64" if is_signature else result.path)
    return found


# --- ignored by the user ----------------------------------------------------------------------


class Ignored:
    """The changes of one comparison that are at or below one of ``pointers`` on either side.

    A pointer need not lead to a value: the same ones may be used for many documents. Raises
    PointerError for a malformed one.
    """

    __slots__ = ("_known", "_pairs", "counts", "pointers")

    def __init__(self, comparison: Comparison, pointers: Sequence[str] = ()) -> None:
        self._pairs = pairs = comparison.pairs
        self.pointers = tuple(pointers)
        found = {pair for pointer in pointers for pair in _pairs_at(comparison, pointer)}
        self._known = {0: False} | dict.fromkeys(found, True)
        kinds = [pairs.kind(pair) for pair in pairs.changes if found and self.is_ignored(pair)]
        self.counts = Counts(*(kinds.count(kind) for kind in ChangeKind))
        """How many changes of each kind are ignored."""

    @property
    def count(self) -> int:
        """How many changes are ignored."""
        return self.counts.total

    def is_ignored(self, pair: int) -> bool:
        """Whether the pair or an ancestor is ignored."""
        path = []
        while pair not in self._known:
            path.append(pair)
            pair = self._pairs.parent(pair)
        self._known |= dict.fromkeys(path, self._known[pair])
        return self._known[pair]


def remaining(comparison: Comparison, ignored: Ignored) -> Counts:
    """How many changes of each kind are not ignored."""
    return Counts(*(a - b for a, b in zip(comparison.counts, ignored.counts, strict=True)))


def _pairs_at(comparison: Comparison, pointer: str) -> Iterator[int]:
    """The pairs of the value at ``pointer`` on either side, or of the compared parts inside it."""
    split(pointer)
    pairs, parts = comparison.pairs, comparison.parts
    for side, of_node, paths in (
        (comparison.left, pairs.of_left, [part.left for part in parts]),
        (comparison.right, pairs.of_right, [part.right for part in parts]),
    ):
        node, rest = side.table.nearest(pointer)
        if not rest and (pair := of_node(node)) is not None:
            yield pair
        within = (path for path in paths if path.startswith(pointer + "/"))
        found = (of_node(side.table.find(path)) for path in within)
        yield from (pair for pair in found if pair is not None)
