"""A document as a flat, immutable table of nodes: integers in breadth-first order.

Node 0 is the document. The children of a node have consecutive ids, so parents, rows and children
are found by arithmetic, and a million nodes take about 20 bytes each.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice, repeat
from typing import TypeAlias

from inspector.document.canonical import odd_numbers
from inspector.document.document import JsonText
from inspector.document.json_types import Json
from inspector.document.measure import Measure
from inspector.document.pointer import escape, index, split
from inspector.errors import PointerError
from inspector.messages import Place
from inspector.progress import Checkpoint, Progress, unwatched


class TreeShape:
    """A tree of integer ids; subclasses define parents and children."""

    __slots__ = ()

    def __len__(self) -> int:
        raise NotImplementedError

    def parent(self, node: int) -> int:
        """The parent's id; the root is its own parent."""
        raise NotImplementedError

    def children(self, node: int) -> range:
        """The ids of the children, in the tree's order."""
        raise NotImplementedError

    def child_count(self, node: int) -> int:
        return len(self.children(node))

    def row(self, node: int) -> int:
        """The position of ``node`` among its siblings."""
        return node - self.children(self.parent(node)).start if node else 0

    def address(self, node: int) -> tuple[int, ...]:
        """The rows on the path from the root, a sort key for document order."""
        rows = []
        while node:
            rows.append(self.row(node))
            node = self.parent(node)
        return tuple(reversed(rows))

    def ancestors(self, node: int) -> Iterator[int]:
        """The ids from the parent of ``node`` up to the root."""
        while node:
            node = self.parent(node)
            yield node


Step: TypeAlias = str | int
_CONTAINERS = (dict, list)
_BETWEEN_CHECKPOINTS = 20_000
_FEW_MEMBERS = 64
_FREED_AT_ONCE = 1_000


class NodeTable(TreeShape):
    """All values of one JSON document by node id, numbered breadth first.

    Nothing is copied: the table refers to the document's values.
    """

    __slots__ = (
        *("_containers", "_first", "_literals", "_names", "_rows", "_spelled", "_values"),
        "size",
    )

    def __init__(
        self, value: Json, checkpoint: Checkpoint = unwatched, *, text: JsonText | None = None
    ) -> None:
        """``text`` is what ``value`` was read from, for the spellings of its numbers."""
        self._values: list[Json] = [value]
        # For large objects, the member names and their rows, built at first use.
        self._names: dict[int, list[str]] = {}
        self._rows: dict[int, dict[str, int]] = {}
        # Containers with children, ascending, and in parallel the id of each one's first child.
        self._containers = array("I")
        self._first = array("I")
        types = self._grow(checkpoint)
        # The spellings that are not canonical, and the index of each node's; 0 for none.
        self._literals = [""]
        self._spelled = array("I")
        self.size = Measure(
            nodes=len(self._values),
            leaves=len(self._values) - len(self._containers),
            plain=float not in types,
        )
        if text is not None and text.may_be_odd(types):
            self._note_spellings(odd_numbers(text.text, checkpoint))

    def _grow(self, checkpoint: Checkpoint) -> set[type]:
        """Append the children of each run of nodes, with loops over single nodes in C.

        Returns the types of all values.
        """
        values = self._values
        types: set[type] = set()
        begin = 0
        while begin < len(values):
            kinds = [*map(type, values[begin : begin + _BETWEEN_CHECKPOINTS])]
            found = set(kinds)
            types |= found
            if not found.isdisjoint(_CONTAINERS):
                nodes = [
                    node
                    for node, kind in enumerate(kinds, begin)
                    if (kind is dict or kind is list) and values[node]
                ]
                self._append_children(nodes)
            begin += len(kinds)
            checkpoint(Progress("building the tree", begin, 0))
        return types

    def _append_children(self, nodes: list[int]) -> None:
        values, first = self._values, self._first
        self._containers.extend(nodes)
        for node in nodes:
            parent = values[node]
            first.append(len(values))
            if type(parent) is dict:
                values += parent.values()
            elif type(parent) is list:
                values += parent

    def _note_spellings(self, odd: Iterator[tuple[int, str]]) -> None:
        following = next(odd, None)
        if following is None:
            return
        self._spelled = array("I", bytes(array("I").itemsize * len(self._values)))
        places = {"": 0}
        for number, node in enumerate(self._numbers()):
            if following is None:
                break
            if number == following[0]:
                self._spelled[node] = places.setdefault(following[1], len(places))
                following = next(odd, None)
        self._literals = list(places)

    def _numbers(self) -> Iterator[int]:
        """The nodes that are numbers, in the order of the text."""
        values = self._values
        waiting = [iter(range(1))]
        while waiting:
            for node in waiting[-1]:
                kind = type(values[node])
                if kind is int or kind is float:
                    yield node
                elif (kind is dict or kind is list) and values[node]:
                    waiting.append(iter(self.children(node)))
                    break
            else:
                waiting.pop()

    def dismantle(self) -> None:
        """Release the values from the root down, a few at a time; the table is unusable afterwards.

        Dropping the last reference to a large document frees it in one step, during which no other
        thread runs.
        """
        for begin in range(0, len(self._values), _FREED_AT_ONCE):
            end = min(len(self._values), begin + _FREED_AT_ONCE)
            self._values[begin:end] = [None] * (end - begin)

    def __len__(self) -> int:
        return len(self._values)

    def value(self, node: int) -> Json:
        return self._values[node]

    @property
    def has_spellings(self) -> bool:
        """Whether the text spells a number in a way that is not canonical."""
        return len(self._spelled) > 0

    def spelling(self, node: int) -> str:
        """The text's spelling of a number; "" if it is canonical."""
        return self._literals[self._spelled[node]] if self._spelled else ""

    def parent(self, node: int) -> int:
        """The parent's id; the root is its own parent."""
        return self._containers[bisect_right(self._first, node) - 1] if node else 0

    def first_child(self, node: int) -> int:
        """The id of the first child; only for a node that has children."""
        return self._first[bisect_right(self._containers, node) - 1]

    def child_count(self, node: int) -> int:
        value = self._values[node]
        return len(value) if isinstance(value, (dict, list)) else 0

    def children(self, node: int) -> range:
        """The ids of the children, in document order."""
        count = self.child_count(node)
        start = self.first_child(node) if count else 0
        return range(start, start + count)

    def branches(self, *, upwards: bool = False) -> Iterator[tuple[int, int, int]]:
        """Every node that has children: its id, its first child's id, and the id after its last
        child.

        In tree order, or ``upwards`` from the last one to the root.
        """
        if upwards:
            ends = chain((len(self._values),), reversed(self._first))
            return zip(reversed(self._containers), reversed(self._first), ends, strict=False)
        ends = chain(islice(self._first, 1, None), (len(self._values),))
        return zip(self._containers, self._first, ends, strict=False)

    def row(self, node: int) -> int:
        """The position of ``node`` among its siblings."""
        return node - self._first[bisect_right(self._first, node) - 1] if node else 0

    def address(self, node: int) -> tuple[int, ...]:
        """The rows on the path from the root, with one search for each level."""
        rows = []
        while node:
            at = bisect_right(self._first, node) - 1
            rows.append(node - self._first[at])
            node = self._containers[at]
        return tuple(rows[::-1])

    def step(self, node: int) -> Step:
        """The member's name or the element's index; an empty name for the root."""
        return self._step(node)[1] if node else ""

    def _step(self, node: int) -> tuple[int, Step]:
        """The parent of a node other than the root, and the step from there."""
        at = bisect_right(self._first, node) - 1
        row, above = node - self._first[at], self._containers[at]
        parent = self._values[above]
        if not isinstance(parent, dict):
            return above, row
        if len(parent) <= _FEW_MEMBERS:
            return above, [*parent][row]
        names = self._names.get(above)
        if names is None:
            names = self._names[above] = [*parent]
        return above, names[row]

    def name(self, node: int) -> str:
        """The member's name; empty for the elements of a list and for the root."""
        step = self.step(node)
        return step if isinstance(step, str) else ""

    def names(self) -> Iterator[str]:
        """The name of each node, by its id."""
        yield ""
        for node in self._containers:
            parent = self._values[node]
            yield from parent if isinstance(parent, dict) else repeat("", self.child_count(node))

    def pointer(self, node: int) -> str:
        """The JSON Pointer of ``node``."""
        tokens = []
        while node:
            above, step = self._step(node)
            tokens.append(str(step) if isinstance(step, int) else escape(step))
            node = above
        tokens.append("")
        return "/".join(reversed(tokens))

    def find(self, pointer: str) -> int:
        """The node at ``pointer``. Raises PointerError if it leads nowhere."""
        node, rest = self.nearest(pointer)
        if rest:
            raise PointerError("The document has no value at {}", Place(pointer), path=pointer)
        return node

    def nearest(self, pointer: str) -> tuple[int, list[str]]:
        """The deepest node on the way to ``pointer``, and the remaining tokens.

        A result may be about a missing member; it belongs to the object that lacks it.
        """
        node, tokens = 0, split(pointer)
        for position, token in enumerate(tokens):
            row = self.row_of(node, token)
            if row is None:
                return node, tokens[position:]
            node = self.first_child(node) + row
        return node, []

    def row_of(self, node: int, token: str) -> int | None:
        """The row of the child that the unescaped ``token`` names; None if there is none."""
        value = self._values[node]
        if isinstance(value, dict):
            if token not in value:
                return None
            if len(value) <= _FEW_MEMBERS:
                return [*value].index(token)
            rows = self._rows.get(node)
            if rows is None:
                rows = self._rows[node] = {name: row for row, name in enumerate(value)}
            return rows[token]
        return index(token, len(value)) if isinstance(value, list) else None
