"""Check results by tree node: those at the node itself, and the worst at or under it.

Every result counts for all ancestors of its node, so a collapsed branch never hides a failure.
"""

from collections.abc import Iterable, Iterator
from operator import add

from inspector.document.pointer import join, unescape
from inspector.named_tuple import NamedTuple
from inspector.tree.nodes import NodeTable
from inspector.verify.format import HASH_RULES, SIGNED, STATE, HashRule
from inspector.verify.result import SEVERITY, TALLIED, Result, Status, Tally

NOTHING = Tally()
_NONE = [0, 0, 0, 0]
_COLUMNS = {status: column for column, status in enumerate(TALLIED)}
_LONGEST_KEPT = 500
"""Every prefix of a path is cached; for long and deep paths that would take too much memory."""


class NodeResults:
    """The results of one report by the nodes of one table."""

    def __init__(self, table: NodeTable, results: Iterable[Result]) -> None:
        self._own: dict[int, list[Result]] = {}
        self._totals: dict[int, list[int]] = {}
        places = _NodesOfPaths(table)
        for result in results:
            node = places.nearest(result.path)
            own = self._own.get(node)
            if own is None:
                self._own[node] = [result]
                self._totals[node] = [0, 0, 0, 0]
            else:
                own.append(result)
            self._totals[node][_COLUMNS[result.status]] += 1
        self._parents = places.parents
        self._add_upwards()

    def _add_upwards(self) -> None:
        """Add the results of each node to all its ancestors."""
        parents, totals = self._parents, self._totals
        for node in sorted(parents, reverse=True):  # a child's id is greater than its parent's
            if own := totals.get(node):
                above = parents[node]
                totals[above] = [*map(add, totals.get(above, _NONE), own)]

    def with_findings(self, *statuses: Status) -> list[int]:
        """The nodes with a result of one of ``statuses``."""
        found = []
        for node, own in self._own.items():
            for result in own:
                if result.status in statuses:
                    found.append(node)
                    break
        return found

    def ancestors(self, node: int) -> Iterator[int]:
        """The ancestors of a node with results, from its parent to the root."""
        while node:
            node = self._parents[node]
            yield node

    def own(self, node: int) -> list[Result]:
        """The results about this very node."""
        return self._own.get(node, [])

    def tally(self, node: int) -> Tally:
        """The number of results at and under this node."""
        total = self._totals.get(node)
        return Tally(*total) if total else NOTHING


class _NodesOfPaths:
    """The nodes of pointers; common prefixes are resolved once.

    ``parents`` are the parents of all these nodes and of their ancestors.
    """

    def __init__(self, table: NodeTable) -> None:
        self._table = table
        self._found: dict[str, tuple[int, bool]] = {"": (0, True)}
        self.parents: dict[int, int] = {}

    def nearest(self, pointer: str) -> int:
        """The deepest node on the way to ``pointer``."""
        if len(pointer) > _LONGEST_KEPT:
            return self._far(pointer)
        return self._place(pointer)[0]

    def _place(self, pointer: str) -> tuple[int, bool]:
        """That node, and whether the whole pointer was resolved."""
        known = self._found.get(pointer)
        if known is None:
            above, _, token = pointer.rpartition("/")
            node, is_there = self._place(above)
            row = self._table.row_of(node, unescape(token)) if is_there else None
            if row is None:
                known = node, False
            else:
                known = self._table.first_child(node) + row, True
                self.parents[known[0]] = node
            self._found[pointer] = known
        return known

    def _far(self, pointer: str) -> int:
        found, _ = self._table.nearest(pointer)
        node = found
        while node and node not in self.parents:
            self.parents[node] = node = self._table.parent(node)
        return found


# --- checks that cover a value ----------------------------------------------------------------


class _HashCheck(NamedTuple):
    """The check ``check`` of a hash or signature over an object, reported at its ``member``.

    ``member`` is a path of names; the empty path is the object itself.
    """

    rule: HashRule
    member: tuple[str, ...]
    check: str


_HASH_CHECKS = (
    *(_HashCheck(rule, rule.stated, rule.hash_id) for rule in HASH_RULES),
    *(_HashCheck(rule, rule.signature, rule.signature_id) for rule in SIGNED.values()),
    _HashCheck(STATE, (), "state.merge"),
)


def checks_covering(table: NodeTable, by_node: NodeResults, node: int) -> list[Result]:
    """The results that cover ``node``: worst first, then from the value outwards.

    They are the results at the value, and those of hashes and signatures over objects around it. A
    changed text has no check of its own, but the hash of an object around it fails.
    """
    found = [*by_node.own(node), *_around(table, by_node, node)]
    return sorted(found, key=lambda result: -SEVERITY[result.status])


def _around(table: NodeTable, by_node: NodeResults, node: int) -> Iterator[Result]:
    inner = ""
    for place in (node, *table.ancestors(node)):
        for hash_check in _HASH_CHECKS:
            at = _member(table, place, hash_check) if hash_check.rule.includes(inner) else None
            if at is not None and at != node:
                yield from (result for result in by_node.own(at) if result.id == hash_check.check)
        inner = table.name(place)


def _member(table: NodeTable, place: int, hash_check: _HashCheck) -> int | None:
    """The node at which the check of the object ``place`` is reported; None if it does not
    exist."""
    value, pointer = table.value(place), ""
    for name in hash_check.member:
        if not isinstance(value, dict) or name not in value:
            return None
        value, pointer = value[name], join(pointer, name)
    return table.find(table.pointer(place) + pointer) if pointer else place
