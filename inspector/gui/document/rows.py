"""Maps rows of the tree to values and back, by integer arithmetic; no Qt, no Python objects.

A row is known by one integer, its key:
- a group: its number;
- an entry of a group, or a value below one: ``(entry number + 1) << 32 | node``, since one value of
  the document may be under two groups;
- a bucket (a thousand neighbours of a larger list): ``BUCKET`` and the key of its first;
- the whole document, if it has a row, which is the first: ``WHOLE``, an entry of no group.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from inspector.tree.nodes import TreeShape
from inspector.tree.outline import Group

T_co = TypeVar("T_co", bound=TreeShape, covariant=True)

ROOT = -1
BUCKET = 1 << 62
BUCKET_SIZE = 1_000
_SHIFT = 32
_NODE = (1 << _SHIFT) - 1
WHOLE = 1 << 61
"""The key of the row for node 0."""


def is_group(key: int) -> bool:
    return 0 <= key <= _NODE


def is_bucket(key: int) -> bool:
    return bool(key & BUCKET) and key != ROOT


def node_of(key: int) -> int:
    """The document's node; only for an entry or a value below one."""
    return key & _NODE


def entry_of(key: int) -> int:
    """The number of the entry that the row ``key`` is or is under; also for a bucket."""
    return ((key & ~BUCKET) >> _SHIFT) - 1


def key_of(entry: int, node: int) -> int:
    return (entry + 1) << _SHIFT | node


class RowFilter(Protocol):
    """Which groups, entries and children are shown, each in ascending order."""

    def groups(self) -> Sequence[int]: ...

    def entries(self, group: int) -> Sequence[int]: ...

    def children(self, node: int) -> Sequence[int]: ...


class Outline(Generic[T_co]):
    """The groups of one document, or of two that are compared, with consecutive entry numbers."""

    def __init__(self, table: T_co, groups: tuple[Group, ...]) -> None:
        self._table = table
        self.groups = groups
        self._offsets = [0]
        for group in groups:
            self._offsets.append(self._offsets[-1] + len(group.entries))

    @property
    def table(self) -> T_co:
        return self._table

    def entries(self, group: int) -> range:
        """The numbers of the entries of ``group``."""
        return range(self._offsets[group], self._offsets[group + 1])

    def entries_at(self, group: int, is_kept: Callable[[int], object]) -> list[int]:
        """The entries of ``group`` whose node satisfies ``is_kept``."""
        numbered = zip(self.entries(group), self.groups[group].entries, strict=True)
        return [entry for entry, node in numbered if is_kept(node)]

    def group_of(self, entry: int) -> int:
        return bisect_right(self._offsets, entry) - 1

    def node(self, entry: int) -> int:
        group = self.group_of(entry)
        return self.groups[group].entries[entry - self._offsets[group]]


class AllRows:
    """All rows of a document."""

    def __init__(self, outline: Outline[TreeShape]) -> None:
        self._outline = outline

    def groups(self) -> Sequence[int]:
        return range(len(self._outline.groups))

    def entries(self, group: int) -> Sequence[int]:
        return self._outline.entries(group)

    def children(self, node: int) -> Sequence[int]:
        return self._outline.table.children(node)


class Rows:
    """Parents, children and positions of the rows that the filter ``pick`` shows.

    ``has_whole``: the first row is the whole document, above the groups.
    """

    def __init__(
        self, outline: Outline[TreeShape], pick: RowFilter, *, has_whole: bool = False
    ) -> None:
        self._outline = outline
        self._pick = pick
        self._has_whole = has_whole

    def count(self, parent: int) -> int:
        """The number of rows directly under ``parent``."""
        if parent == WHOLE:
            return 0
        if parent == ROOT:
            return len(self._pick.groups()) + self._has_whole
        members = self._members(self._owner(parent))
        if is_bucket(parent):
            return min(BUCKET_SIZE, len(members) - self._start(parent, members))
        full = len(members)
        return full if full <= BUCKET_SIZE else -(-full // BUCKET_SIZE)

    def child(self, parent: int, row: int) -> int:
        """The key of the row at ``row`` under ``parent``. Raises IndexError if there is none."""
        if parent == ROOT and self._has_whole:
            return self._pick.groups()[row - 1] if row else WHOLE
        owner = self._owner(parent)
        members = self._members(owner)
        if is_bucket(parent):
            if row >= BUCKET_SIZE:
                raise IndexError(row)
            return self._member_key(owner, members[self._start(parent, members) + row])
        if len(members) > BUCKET_SIZE:
            return BUCKET | self._member_key(owner, members[row * BUCKET_SIZE])
        return self._member_key(owner, members[row])

    def children(self, parent: int) -> list[int]:
        """The keys of all rows under ``parent``."""
        count = self.count(parent)
        owner = self._owner(parent)
        if owner == ROOT or count == 0:
            return [self.child(parent, row) for row in range(count)]
        members = self._members(owner)
        if is_bucket(parent):
            start = self._start(parent, members)
            return self._member_keys(owner, members[start : start + count])
        if len(members) > BUCKET_SIZE:
            firsts = self._member_keys(owner, members[::BUCKET_SIZE])
            return [BUCKET | key for key in firsts]
        return self._member_keys(owner, members)

    def parent(self, key: int) -> int:
        """The key of the parent of ``key``; ROOT for a group."""
        if is_group(key) or key == WHOLE:
            return ROOT
        owner = self._above(key & ~BUCKET)
        if is_bucket(key):
            return owner
        members = self._members(owner)
        if len(members) <= BUCKET_SIZE:
            return owner
        first = _position(members, self._member(owner, key)) // BUCKET_SIZE * BUCKET_SIZE
        return BUCKET | self._member_key(owner, members[first])

    def row(self, key: int) -> int:
        """The position of ``key`` under its parent."""
        if key == WHOLE:
            return 0
        if is_group(key):
            return _position(self._pick.groups(), key) + self._has_whole
        owner = self._above(key & ~BUCKET)
        members = self._members(owner)
        position = _position(members, self._member(owner, key & ~BUCKET))
        if is_bucket(key):
            return position // BUCKET_SIZE
        return position if len(members) <= BUCKET_SIZE else position % BUCKET_SIZE

    def span(self, bucket: int) -> tuple[int, int]:
        """The positions of the first and the last row of a bucket."""
        members = self._members(self._owner(bucket))
        start = self._start(bucket, members)
        return start, min(start + BUCKET_SIZE, len(members)) - 1

    def shows(self, key: int) -> bool:
        """Whether ``key`` and all its ancestors are shown."""
        if key == WHOLE:
            return self._has_whole
        while not is_group(key):
            owner = self._above(key)
            members = self._members(owner)
            member = self._member(owner, key)
            position = bisect_left(members, member)
            if position == len(members) or members[position] != member:
                return False
            key = owner
        return key in self._pick.groups()

    def _owner(self, parent: int) -> int:
        return self._above(parent & ~BUCKET) if is_bucket(parent) else parent

    def _above(self, key: int) -> int:
        """The group or value that contains the value ``key``, ignoring buckets."""
        entry, node = entry_of(key), node_of(key)
        if self._outline.node(entry) == node:
            return self._outline.group_of(entry)
        return key_of(entry, self._outline.table.parent(node))

    def _members(self, owner: int) -> Sequence[int]:
        """What is under ``owner``: groups, entry numbers or nodes."""
        if owner == ROOT:
            return self._pick.groups()
        if is_group(owner):
            return self._pick.entries(owner)
        return self._pick.children(node_of(owner))

    def _member(self, owner: int, key: int) -> int:
        return entry_of(key) if is_group(owner) else node_of(key)

    def _member_key(self, owner: int, member: int) -> int:
        if owner == ROOT:
            return member
        if is_group(owner):
            return key_of(member, self._outline.node(member))
        return key_of(entry_of(owner), member)

    def _member_keys(self, owner: int, members: Sequence[int]) -> list[int]:
        if is_group(owner):
            first, nodes = self._outline.entries(owner).start, self._outline.groups[owner].entries
            return [key_of(entry, nodes[entry - first]) for entry in members]
        above = key_of(entry_of(owner), 0)
        return [above | node for node in members]

    def _start(self, bucket: int, members: Sequence[int]) -> int:
        owner = self._owner(bucket)
        return _position(members, self._member(owner, bucket & ~BUCKET))


def _position(members: Sequence[int], member: int) -> int:
    return members.index(member) if isinstance(members, range) else bisect_left(members, member)


class PrimaryRows:
    """Maps each node of the document to its main row."""

    def __init__(self, outline: Outline[TreeShape]) -> None:
        self._table = outline.table
        self._entries: dict[int, int] = {}
        for group in range(len(outline.groups)):
            for entry, node in zip(
                outline.entries(group), outline.groups[group].entries, strict=True
            ):
                self._entries.setdefault(node, entry)
        self.above_entries = self._find_above_entries(outline)

    def key(self, node: int) -> int:
        """The key of the row for ``node``: its own, or its group's if it has none."""
        entry = self.entry(node)
        return self.above_entries.get(node, 0) if entry is None else key_of(entry, node)

    def entry(self, node: int) -> int | None:
        """The number of the entry that ``node`` is or is under."""
        found = [
            self._entries[place]
            for place in (node, *self._table.ancestors(node))
            if place in self._entries
        ]
        return min(found, default=None)

    def _find_above_entries(self, outline: Outline[TreeShape]) -> dict[int, int]:
        """The nodes above the entries, which have no row, with the first group of each."""
        found: dict[int, int] = {}
        for node, entry in self._entries.items():
            above = self._table.parent(node)
            while above not in found and above not in self._entries:
                if self.entry(above) is not None:
                    break
                found[above] = outline.group_of(entry)
                if not above:
                    break
                above = self._table.parent(above)
        return found
