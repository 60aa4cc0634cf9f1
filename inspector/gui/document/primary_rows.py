"""Where a value of the document stands in the tree: under its home, the first group holding it.

Built off the GUI thread, since it looks at every entry.
"""

from inspector.gui.document.rows import Outline, key_of
from inspector.tree.shape import TreeShape


class PrimaryRows:
    """From a node of the document to its row."""

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
        """The key of the row for ``node``: its own, or its group's where it has none."""
        entry = self.entry(node)
        return self.above_entries.get(node, 0) if entry is None else key_of(entry, node)

    def entry(self, node: int) -> int | None:
        """The number of the entry that ``node`` is or lies under."""
        found = [
            self._entries[place]
            for place in (node, *self._table.ancestors(node))
            if place in self._entries
        ]
        return min(found, default=None)

    def _find_above_entries(self, outline: Outline[TreeShape]) -> dict[int, int]:
        """The nodes above the entries, which have no row, each with its first group."""
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
