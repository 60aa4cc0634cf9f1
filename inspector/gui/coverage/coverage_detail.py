"""All that the view of the coverage says of one value or group; bounded, whatever the value."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector.gui.coverage import coverage_reasons, coverage_words
from inspector.gui.coverage.coverage_view import CoverageTable
from inspector.gui.coverage.supporting_checks import witnesses
from inspector.gui.document import crumbs, labels
from inspector.gui.document.detail import Finding
from inspector.gui.translation import N_, translate
from inspector.gui.widgets.plain_text import LINE, clip, middle
from inspector.gui.widgets.signs import Sign
from inspector.tree.share import Share
from inspector.verify.format import Cover

_LONGEST_POINTER = 1_000
_PARTLY = {
    Cover.RECEIPT: N_("Coverage", "receipt, in part"),
    Cover.EVENT: N_("Coverage", "event, in part"),
    Cover.BUNDLE: N_("Coverage", "bundle, in part"),
}
_SIGNATURES = {
    Cover.RECEIPT: N_("Coverage", "receipt"),
    Cover.EVENT: N_("Coverage", "event signature"),
    Cover.BUNDLE: N_("Coverage", "bundle signature"),
}


class CoverageDetail(NamedTuple):
    """``place`` is the JSON Pointer, made fit to be shown; empty for a group of several places.

    ``missing`` are the kinds of signature that would cover it, and ``remedy`` the sentence about
    them, empty where nothing is missing. ``bundle_of``: as in ``CoverageTable``.
    """

    crumbs: tuple[str, ...]
    value: str
    place: str
    signs: tuple[Sign, ...]
    why: str
    witnesses: tuple[Finding, ...]
    missing: tuple[Sign, ...]
    remedy: str
    bundle_of: str


def of_node(table: CoverageTable, node: int) -> CoverageDetail:
    """What is known of the value ``node``."""
    nodes, share = table.opened.outline.table, table.covers.share(node)
    value = nodes.value(node)
    shown = clip(value, LINE) if isinstance(value, str) and value else None
    found = witnesses(table.checked, node) if share.bare else ()
    detail = _detail(table, share, nodes.pointer(node), [node])
    return detail._replace(
        crumbs=crumbs.of_node(table.opened, node),
        place=detail.place or translate("Coverage", "the whole document"),
        value=labels.value_of(nodes, node).text if shown is None else shown,
        witnesses=found,
    )


def of_group(table: CoverageTable, group: int) -> CoverageDetail:
    """What is known of a group as a whole."""
    outline = table.opened.outline
    entries = outline.groups[group].entries
    parent = outline.table.parent(entries[0])
    holder = parent if outline.table.parent(entries[-1]) == parent else 0
    detail = _detail(table, table.groups[group], outline.table.pointer(holder), entries)
    return detail._replace(
        crumbs=(translate("Groups", outline.groups[group].name),),
        value=labels.group_summary(
            outline.table, outline.groups[group], table.checked.signed_by
        ).text,
    )


def signs_of(share: Share) -> tuple[Sign, ...]:
    """A sign for each kind that covers all of it, or a part of it; else that nothing does."""
    found = tuple(sign for cover in Cover if (sign := sign_of(share, cover)) is not None)
    return found or (coverage_words.sign_of(None),)


def sign_of(share: Share, cover: Cover) -> Sign | None:
    """How far a kind covers it; None where it does not."""
    count = share.by(cover)
    if not count:
        return None
    sign = coverage_words.sign_of(cover)
    if count == share.leaves:
        return sign
    return sign._replace(icon=f"{sign.icon}-part", word=translate("Coverage", _PARTLY[cover]))


def _detail(
    table: CoverageTable, share: Share, pointer: str, nodes: Sequence[int]
) -> CoverageDetail:
    remedy = coverage_reasons.remedy(table, share, pointer)
    kinds = remedy.kinds if remedy else ()
    return CoverageDetail(
        crumbs=(),
        value="",
        place=middle(pointer, _LONGEST_POINTER),
        signs=signs_of(share),
        why=coverage_reasons.why(table, share, nodes),
        witnesses=(),
        missing=tuple(
            coverage_words.sign_of(cover)._replace(word=translate("Coverage", _SIGNATURES[cover]))
            for cover in kinds
        ),
        remedy=remedy.sentence if remedy else "",
        bundle_of=remedy.bundle_of if remedy else "",
    )
