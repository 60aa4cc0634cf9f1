"""Everything that is said below the trees of one selected pair; bounded, whatever the values."""

from typing import NamedTuple

from inspector.compare.columns import ABSENT, ChangeKind, MatchedBy
from inspector.compare.comparison import Comparison
from inspector.compare.pairs import match_reasons
from inspector.compare.side import Side
from inspector.gui.compare import change_signs, pair_crumbs
from inspector.gui.compare import difference_cause_text as nature_text
from inspector.gui.compare.check_text import CheckLine, check_lines
from inspector.gui.compare.value_text import ValueText, alone, side_by_side
from inspector.gui.translation import N_, plural, translate
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.signs import Sign
from inspector.tree.marks import Marks

_POINTER = 2_000
_WORDS = {
    MatchedBy.NAME: N_("PairDetail", "name"),
    MatchedBy.TYPE_AND_TIME: N_("PairDetail", "event_type and created_at"),
    MatchedBy.KIND_AND_VALUE: N_("PairDetail", "alias_kind and alias_value"),
    MatchedBy.VALUE: N_("PairDetail", "equal value"),
    MatchedBy.LIKENESS: N_("PairDetail", "likeness"),
    MatchedBy.POSITION: N_("PairDetail", "position"),
}
"""The ways that are no name of a member by itself."""


class PairSide(NamedTuple):
    """One side of a pair: its JSON Pointer and its value, both safe to show."""

    pointer: str
    value: ValueText


class PairDetail(NamedTuple):
    """``below`` says how many differences lie deeper; ``note`` how the two differ, where it does
    not show by itself. A side is None where it has nothing there."""

    crumbs: tuple[str, ...]
    sign: Sign
    matched: str
    below: str
    left: PairSide | None
    right: PairSide | None
    note: str
    checks: tuple[CheckLine, ...]


def of_pair(
    comparison: Comparison,
    pair: int,
    marks_left: Marks | None,
    marks_right: Marks | None,
    crumbs: tuple[str, ...] = (),
) -> PairDetail:
    """What is known of ``pair``.

    ``marks`` are those of each side's own table; None for a state that was computed here.
    ``crumbs`` are the names on the way to it as the tree shows them, else those from the root.
    """
    left = _node(comparison.pairs.left(pair))
    right = _node(comparison.pairs.right(pair))
    texts = _texts(comparison, left, right)
    checks = (
        *check_lines(translate("PairDetail", "Left"), comparison.left, left, marks_left),
        *check_lines(translate("PairDetail", "Right"), comparison.right, right, marks_right),
    )
    return PairDetail(
        crumbs or pair_crumbs.from_root(comparison, pair),
        change_signs.of_pair(comparison, pair),
        _matched(comparison, pair),
        _below(comparison, pair),
        _side(comparison.left, left, texts[0]),
        _side(comparison.right, right, texts[1]),
        _note(comparison, pair, left, right),
        checks,
    )


def _node(node: int) -> int | None:
    return None if node == ABSENT else node


def _side(side: Side, node: int | None, value: ValueText | None) -> PairSide | None:
    if node is None or value is None:
        return None
    pointer = clip(side.table.pointer(node), _POINTER)
    return PairSide(pointer or translate("PairDetail", "the whole document"), value)


def _texts(
    comparison: Comparison, left: int | None, right: int | None
) -> tuple[ValueText | None, ValueText | None]:
    if left is not None and right is not None:
        return side_by_side(comparison.left.table.value(left), comparison.right.table.value(right))
    return (
        None if left is None else alone(comparison.left.table.value(left)),
        None if right is None else alone(comparison.right.table.value(right)),
    )


def _note(comparison: Comparison, pair: int, left: int | None, right: int | None) -> str:
    if comparison.pairs.kind(pair) is not ChangeKind.CHANGED or left is None or right is None:
        return ""
    return nature_text.note(comparison.left.table.value(left), comparison.right.table.value(right))


# --- where it is and why these two ---------------------------------------------------------


def _matched(comparison: Comparison, pair: int) -> str:
    """ "matched by event_id, then by name"."""
    if comparison.pairs.matched_by(pair) is MatchedBy.NOTHING:
        return _on_one_side(comparison, pair)
    ways = match_reasons(comparison.pairs, pair)
    if not ways:
        return translate("PairDetail", "compared as a whole")
    first, *others = ways
    said = _word(first)
    for other in others:
        said = translate("PairDetail", "{}, then by {}").format(said, _word(other))
    return translate("PairDetail", "matched by {}").format(said)


def _on_one_side(comparison: Comparison, pair: int) -> str:
    if comparison.pairs.left(pair) == ABSENT:
        return translate("PairDetail", "only on the right")
    return translate("PairDetail", "only on the left")


def _word(way: MatchedBy) -> str:
    return translate("PairDetail", _WORDS[way]) if way in _WORDS else way.value


def _below(comparison: Comparison, pair: int) -> str:
    """What lies deeper than the change itself, where the pair is one and has more inside."""
    pairs = comparison.pairs
    deeper = pairs.below(pair) - 1 if pairs.kind(pair) is not None else 0
    if deeper <= 0:
        return ""
    return plural("PairDetail", "%n difference inside", "%n differences inside", deeper)
