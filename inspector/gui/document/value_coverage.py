"""Which signatures cover a value or the values of a group, in the words of the detail pane."""

from collections.abc import Iterable

from inspector.document.json_types import Json
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.verify.coverage import Coverage
from inspector.verify.format import Cover

_LONGEST = 200


class ValueCoverage(NamedTuple):
    """``covers`` are the kinds of signature that cover the whole value except for ``left_out``.

    ``left_out`` are its members that no signature can cover, since they are or name one.
    ``is_in_part``: no kind covers it all, but some of it is covered.
    """

    covers: frozenset[Cover] = frozenset()
    left_out: tuple[str, ...] = ()
    is_in_part: bool = False


def covering(coverage: Coverage, pointer: str, value: Json) -> ValueCoverage:
    """The coverage of the value at ``pointer``."""
    if covers := coverage.covers(pointer):
        return ValueCoverage(covers)
    for region in coverage.regions_at(pointer):
        # A signature leaves out only its own object or hash.
        left = (name for name in value if name in region.without) if isinstance(value, dict) else ()
        return ValueCoverage(frozenset({region.cover}), tuple(sorted(left)))
    is_branch = isinstance(value, (dict, list)) and bool(value)
    return ValueCoverage(is_in_part=is_branch and coverage.is_partly_covered(pointer))


def of_several(coverage: Coverage, pointers: Iterable[str]) -> ValueCoverage:
    """The coverage of the values at ``pointers``; partial unless it is the same for all."""
    common: frozenset[Cover] | None = None
    is_any = False
    for pointer in pointers:
        covers = coverage.covers(pointer)
        is_any = is_any or bool(covers) or coverage.is_partly_covered(pointer)
        common = covers if common is None else common & covers
        if is_any and not common:
            break
    return ValueCoverage(common) if common else ValueCoverage(is_in_part=is_any)


def words(found: ValueCoverage | None) -> tuple[tuple[StatusBadge, ...], str]:
    """A sign for each kind of signature that covers all of it, and a sentence; None means not yet
    known."""
    if found is None:
        return (), translate("Detail", "Checking…")
    if found.covers:
        shown = tuple(signs.of_cover(cover) for cover in Cover if cover in found.covers)
        if not found.left_out:
            return shown, translate("Detail", "All of this is covered by a signature that holds.")
        note = translate("Detail", "All of this but {} is covered by a signature that holds.")
        return shown, note.format(clip(", ".join(found.left_out), _LONGEST))
    if found.is_in_part:
        note = translate("Detail", "No signature covers all of this; parts of it are covered.")
    else:
        note = translate("Detail", "No signature in this file covers any of this.")
    return (signs.no_cover(),), note
