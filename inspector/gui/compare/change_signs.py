"""The icon, the tone and the word of every kind of difference; none of them is green or red."""

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison, Counts
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import N_, number, plural, translate
from inspector.gui.widgets.signs import Sign

_KINDS = {
    ChangeKind.ADDED: Sign("added", Tone.ADDED, N_("Changes", "added")),
    ChangeKind.REMOVED: Sign("removed", Tone.REMOVED, N_("Changes", "removed")),
    ChangeKind.CHANGED: Sign("changed", Tone.CHANGED, N_("Changes", "changed")),
    ChangeKind.MOVED: Sign("moved", Tone.MOVED, N_("Changes", "moved")),
}
_COUNTED = {
    ChangeKind.ADDED: N_("Changes", "{} added"),
    ChangeKind.REMOVED: N_("Changes", "{} removed"),
    ChangeKind.CHANGED: N_("Changes", "{} changed"),
    ChangeKind.MOVED: N_("Changes", "{} moved"),
}
_INSIDE = {
    ChangeKind.ADDED: N_("Changes", "inside what was added"),
    ChangeKind.REMOVED: N_("Changes", "inside what was removed"),
    ChangeKind.CHANGED: N_("Changes", "inside what was changed"),
}


def of_kind(kind: ChangeKind) -> Sign:
    sign = _KINDS[kind]
    return sign._replace(word=translate("Changes", sign.word))


def of_counts(counts: Counts) -> tuple[Sign, ...]:
    """All four counts, the empty ones muted; one sign where nothing differs."""
    if not counts.total:
        return (Sign("equal", Tone.MUTED, translate("Changes", "Nothing differs")),)
    return tuple(_counted(kind, count) for kind, count in zip(ChangeKind, counts, strict=True))


def of_pair(comparison: Comparison, pair: int) -> Sign:
    """What a pair is, be it a change, a part of one, or the same on both sides.

    Where one side could not be read, nothing is said of the other's values.
    """
    pairs = comparison.pairs
    if (kind := pairs.kind(pair)) is ChangeKind.MOVED:
        rows = (
            comparison.left.table.row(pairs.left(pair)),
            comparison.right.table.row(pairs.right(pair)),
        )
        word = translate("Changes", "moved {} → {}").format(*(number(row + 1) for row in rows))
        return of_kind(kind)._replace(word=word)
    if kind is not None:
        return of_kind(kind)
    if (around := pairs.inside(pair)) is not None:
        return of_kind(around)._replace(word=translate("Changes", _INSIDE[around]))
    if ABSENT in (pairs.left(pair), pairs.right(pair)):
        return Sign("nothing", Tone.MUTED, translate("Changes", "nothing to compare with"))
    if below := pairs.below(pair):
        word = plural("Changes", "%n difference inside", "%n differences inside", below)
        return Sign("unequal", Tone.MUTED, word)
    return Sign("equal", Tone.MUTED, translate("Changes", "the same"))


def place(place: int | None, total: int) -> str:
    """ "difference 7 of 16", or how many there are where none is selected."""
    if place is not None and total:
        said = translate("Changes", "difference {} of {}")
        return said.format(number(place), number(total))
    if not total:
        return translate("Changes", "no difference")
    return plural("Changes", "%n difference", "%n differences", total)


def _counted(kind: ChangeKind, count: int) -> Sign:
    word = translate("Changes", _COUNTED[kind]).format(number(count))
    sign = _KINDS[kind]._replace(word=word)
    return sign if count else sign._replace(tone=Tone.MUTED)
