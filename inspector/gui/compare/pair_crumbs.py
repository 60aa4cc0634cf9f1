"""The names on the way to a pair: as the trees show them, from its group down, or from the root."""

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison
from inspector.gui.compare.paired import Paired
from inspector.gui.document import labels
from inspector.gui.document.rows import entry_of, node_of
from inspector.gui.translation import translate


def of_key(paired: Paired, key: int) -> tuple[str, ...]:
    """The names from the group down to the pair that the row ``key`` is: no group, no bucket."""
    outline, entry = paired.outline, entry_of(key)
    pair, top = node_of(key), outline.node(entry)
    names = [_name(paired.comparison, pair)]
    while pair != top:
        pair = outline.table.parent(pair)
        names.append(_name(paired.comparison, pair))
    names.append(translate("Groups", outline.groups[outline.group_of(entry)].name))
    return tuple(reversed(names))


def from_root(comparison: Comparison, pair: int) -> tuple[str, ...]:
    """The names from the members of the document down; that of the document for the root."""
    way = [pair, *comparison.pairs.ancestors(pair)]
    names = [_name(comparison, place) for place in way if place] or [_name(comparison, 0)]
    return tuple(reversed(names))


def _name(comparison: Comparison, pair: int) -> str:
    if (left := comparison.pairs.left(pair)) != ABSENT:
        return labels.name_of(comparison.left.table, left)
    return labels.name_of(comparison.right.table, comparison.pairs.right(pair))
