"""What everything that is walked as a tree has: nodes by number, a parent and children for each.

Node 0 is the root. The children of a node have neighbouring numbers, so a row is a subtraction.
"""

from collections.abc import Iterator


class TreeShape:
    """A tree of integers; who derives from it says what a parent and the children are."""

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
        """The rows on the way from the root: nodes in document order sort by it."""
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
