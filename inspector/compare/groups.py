"""Sorts pairs into the groups in which a document is shown: Record, Events, Aliases and so on.

Each side is grouped by the rules of its document type; equal groups are then merged.
"""

from collections.abc import Iterable

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison
from inspector.compare.pairs import PairTable
from inspector.document.kinds import Kind
from inspector.tree.outline import Group, GroupName, outline

_STATE = "state"


def grouped(comparison: Comparison) -> tuple[Group, ...]:
    """The groups, with pairs as entries. Every difference is an entry or below one."""
    pairs = comparison.pairs
    lefts, rights = _outlines(comparison)
    found: dict[GroupName, list[int]] = {}
    for name in GroupName:
        ones = _known(map(pairs.of_left, lefts.get(name, ())))
        others = _known(map(pairs.of_right, rights.get(name, ())))
        found[name] = _merged(ones, others)
    everything = {pair for entries in found.values() for pair in entries}
    spread = {pairs.parent(pair) for pair in everything if _is_item(comparison, pair)}
    shown = {name: _shown(pairs, found[name], everything, spread) for name in GroupName}
    return tuple(Group(name, tuple(entries)) for name, entries in shown.items() if entries)


def _outlines(
    comparison: Comparison,
) -> tuple[dict[GroupName, tuple[int, ...]], dict[GroupName, tuple[int, ...]]]:
    """The groups of each side, as nodes; of the state alone where only that is compared."""
    sides = comparison.left, comparison.right
    first = comparison.parts[0]
    roots = [(0, side.document.kind) for side in sides]
    if first.name == _STATE:
        roots = [
            (side.table.find(path), Kind.STATE)
            for side, path in zip(sides, (first.left, first.right), strict=True)
        ]
    left, right = (
        {group.name: group.entries for group in outline(side.table, kind, root)}
        for side, (root, kind) in zip(sides, roots, strict=True)
    )
    return left, right


def _known(pairs: Iterable[int | None]) -> list[int]:
    """Each pair once, without None."""
    return list(dict.fromkeys(pair for pair in pairs if pair is not None))


def _merged(lefts: list[int], rights: list[int]) -> list[int]:
    """In the left's order; what only the right has follows the entry that precedes it there."""
    there = set(lefts)
    followers: dict[int, list[int]] = {}
    before = ABSENT
    for pair in rights:
        if pair in there:
            before = pair
        else:
            followers.setdefault(before, []).append(pair)
    merged = followers.get(ABSENT, [])
    for pair in lefts:
        merged.append(pair)
        merged += followers.get(pair, ())
    return merged


def _shown(
    pairs: PairTable, entries: list[int], everything: set[int], spread: set[int]
) -> list[int]:
    """The entries without a list that is empty on one side and whose items are entries on the
    other. A value that is added, removed or changed as a whole is one entry, not its parts."""
    found: dict[int, None] = {}
    own = set(entries)
    for pair in entries:
        whole = pair if pairs.inside(pair) is None else _whole(pairs, pair)
        if whole not in everything:
            found[whole] = None
        elif whole != pair and whole in own:
            continue
        elif pair not in spread or pairs.kind(pair) is not None:
            found[pair] = None
    return list(found)


def _whole(pairs: PairTable, pair: int) -> int:
    """The change that ``pair`` is a part of."""
    return next(above for above in pairs.ancestors(pair) if pairs.kind(above) is not None)


def _is_item(comparison: Comparison, pair: int) -> bool:
    """Whether the pair is an item of a list, on the side that has it."""
    pairs = comparison.pairs
    node, table = pairs.left(pair), comparison.left.table
    if node == ABSENT:
        node, table = pairs.right(pair), comparison.right.table
    return isinstance(table.step(node), int)
