"""Everything that the Coverage view shows about one value or group; bounded for all values."""

from collections import deque
from collections.abc import Sequence

from inspector.document.kinds import Kind
from inspector.document.pointer import split
from inspector.gui.coverage import coverage_table
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.coverage.supporting_checks import supporting_checks
from inspector.gui.document import labels
from inspector.gui.document.detail import Finding, crumbs_of_node
from inspector.gui.translation import N_, number, translate
from inspector.gui.widgets.plain_text import LINE, middle_pointed, said_exactly
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.tree.covers import Share
from inspector.verify.format import EVENT, Cover

_MOST_LOOKED_AT = 1_000
_MOST_PLACES = 4
_LONGEST_PLACE = 60
_IN_AN_EVENT = len(("events", "0"))
_COVERED = {
    Cover.RECEIPT: N_(
        "Coverage",
        "The receipt signs the hash of the canonical record. This stands in that record, or in a "
        "copy with the same hash.",
    ),
    Cover.EVENT: N_(
        "Coverage",
        "The event's signature covers all of the event but signature, content_sha256 and event_id.",
    ),
    Cover.BUNDLE: N_(
        "Coverage", "The bundle's signature covers all of the file but bundle_signature."
    ),
}
_ALONE = {
    Kind.STATE: (
        N_(
            "Coverage",
            "A state carries no signature of its own. Its receipt covers canonical_record and "
            "nothing else.",
        ),
        N_(
            "Coverage",
            "A state carries no signature of its own, and no receipt in it was shown to hold.",
        ),
    ),
    Kind.RECORD: (
        N_(
            "Coverage",
            "A record carries no signature of its own. Its receipt covers canonical_record and "
            "nothing else.",
        ),
        N_(
            "Coverage",
            "A record carries no signature of its own, and no receipt in it was shown to hold.",
        ),
    ),
}
"""For document types that are never signed as a whole: with a valid receipt, and without."""

_NEVER = {
    Kind.SIGNING_KEY: N_(
        "Coverage", "Nothing in this format signs a key. Trust in it comes from your own list."
    ),
    Kind.MIRROR_MANIFEST: N_("Coverage", "Nothing in this format signs a mirror manifest."),
    Kind.INTEGRITY_REPORT: N_(
        "Coverage",
        "Nothing in an integrity report is shown to be signed: how the hash that its events sign "
        "is made is not known.",
    ),
}


class CoverRemedy(NamedTuple):
    """What would cover a value: the kinds of signature, and where to get one.

    ``bundle_of`` is the Pith Number of the bundle that would have it, or "".
    """

    kinds: tuple[Cover, ...]
    sentence: str
    bundle_of: str = ""


def why(table: CoverageTable, share: Share, nodes: Sequence[int]) -> str:
    """Why the values at and under ``nodes`` are signed or not, for each part of them."""
    signed = [_signed_part(share, cover) for cover in Cover if share.by(cover)]
    if not share.bare:
        return " ".join(signed)
    bare = _bare_parts(table, nodes)
    if not share.covered:
        return bare
    text = translate("Coverage", "{} of these {} values are signed.")
    said = text.format(number(share.covered), number(share.leaves))
    return " ".join((said, *signed, translate("Coverage", "The others: {}").format(bare)))


def _signed_part(share: Share, cover: Cover) -> str:
    said, count = translate("Coverage", _COVERED[cover]), share.by(cover)
    if count == share.leaves:
        return said
    return translate("Coverage", "{} of them: {}").format(number(count), said)


def _bare_parts(table: CoverageTable, nodes: Sequence[int]) -> str:
    """Why values under ``nodes`` are not signed; each reason with its places."""
    reasons: dict[str, list[str]] = {}
    nodes_of = table.opened.table
    for node in _parts(table, nodes):
        pointer = nodes_of.pointer(node)
        reasons.setdefault(_bare(table, pointer), []).append(pointer)
    if len(reasons) == 1:
        return next(iter(reasons))
    return " ".join(_placed(reason, places) for reason, places in reasons.items())


def _parts(table: CoverageTable, nodes: Sequence[int]) -> list[int]:
    """The nodes with unsigned values; for the document and its events each member.

    Everything in one event, or in another member of the document, has the same reason.
    """
    nodes_of = table.opened.table
    found: list[int] = []
    waiting = deque(nodes)
    while waiting and len(found) < _MOST_LOOKED_AT:
        node = waiting.popleft()
        if not table.covers.count(node, None):
            continue
        if not node or (nodes_of.pointer(node) == "/events" and nodes_of.child_count(node)):
            waiting.extend(nodes_of.children(node))
        else:
            found.append(node)
    return found


def _placed(reason: str, places: list[str]) -> str:
    shown = ", ".join(middle_pointed(place, _LONGEST_PLACE) for place in places[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        more = translate("Coverage", "{} more").format(number(len(places) - _MOST_PLACES))
        shown = f"{shown}, {more}"
    return translate("Coverage", "{} ({})").format(reason, shown)


def remedy_for(table: CoverageTable, share: Share, pointer: str) -> CoverRemedy | None:
    """What would cover the values at and under ``pointer``; None if nothing is missing."""
    if not share.bare:
        return None
    kind = table.opened.document.kind
    if kind in _NEVER:
        return CoverRemedy(
            (), translate("Coverage", "Nothing. The format has no signature for it.")
        )
    if kind is Kind.BUNDLE and (
        Cover.BUNDLE in table.kinds or pointer.startswith("/bundle_signature")
    ):
        return CoverRemedy((), translate("Coverage", "Nothing. No signature covers itself."))
    kinds = (Cover.EVENT, Cover.BUNDLE) if _is_of_event(kind, pointer) else (Cover.BUNDLE,)
    return CoverRemedy(kinds, _where(kind, kinds), table.bundle_of)


def _bare(table: CoverageTable, pointer: str) -> str:
    """Why a value is not signed."""
    kind = table.opened.document.kind
    if kind in _NEVER:
        return translate("Coverage", _NEVER[kind])
    if kind in _ALONE:
        holds, fails = _ALONE[kind]
        return translate("Coverage", holds if Cover.RECEIPT in table.kinds else fails)
    if Cover.BUNDLE in table.kinds:
        return translate("Coverage", _COVERED[Cover.BUNDLE])
    tokens = split(pointer)
    if tokens[:1] != ["events"] or len(tokens) < _IN_AN_EVENT:
        return translate("Coverage", "No bundle signature in this file was shown to hold.")
    event = table.opened.table.find("/" + "/".join(tokens[:_IN_AN_EVENT]))
    if table.covers.count(event, Cover.EVENT):
        return translate(
            "Coverage",
            "No bundle signature in this file was shown to hold, and the event's own covers all of "
            "the event but signature, content_sha256 and event_id.",
        )
    return translate(
        "Coverage", "Neither the bundle's signature nor that of this event was shown to hold."
    )


def _where(kind: Kind, kinds: tuple[Cover, ...]) -> str:
    if kind is Kind.BUNDLE:
        return translate("Coverage", "None in this file was shown to hold.")
    if kind is Kind.RECORD:
        return translate("Coverage", "A bundle carries both, over what it repeats of the record.")
    if len(kinds) > 1:
        return translate("Coverage", "A bundle carries both.")
    return translate("Coverage", "A bundle carries it, over the state as a whole.")


def _is_of_event(kind: Kind, pointer: str) -> bool:
    """Whether an event's signature covers the value, or might."""
    tokens = split(pointer)
    if kind is Kind.RECORD:
        return True
    if kind is Kind.BUNDLE:
        is_left_out = len(tokens) > _IN_AN_EVENT and tokens[_IN_AN_EVENT] in EVENT.left_out
        return tokens[:1] == ["events"] and not is_left_out
    if tokens[:1] != ["current"] or tokens[1:2] == ["source_aliases"] or tokens[-1] == "event_id":
        return False
    return len(tokens) > _IN_AN_EVENT or tokens[1:] == ["record_created"]


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
    """``place`` is the JSON Pointer made safe to show; "" for a group of several places.

    ``missing`` are the kinds of signature that would cover it, ``remedy`` the sentence about them
    or "". ``bundle_of`` is as in ``CoverageTable``.
    """

    crumbs: tuple[str, ...]
    value: str
    place: str
    signs: tuple[StatusBadge, ...]
    why: str
    supporting_checks: tuple[Finding, ...]
    missing: tuple[StatusBadge, ...]
    remedy: str
    bundle_of: str


def of_node(table: CoverageTable, node: int) -> CoverageDetail:
    """The detail of the value ``node``."""
    nodes, share = table.opened.table, table.covers.share(node)
    value = nodes.value(node)
    shown = said_exactly(value, LINE) if isinstance(value, str) and value else None
    found = supporting_checks(table.checked, node) if share.bare else ()
    detail = _detail(table, share, nodes.pointer(node), [node])
    return detail._replace(
        crumbs=crumbs_of_node(table.opened, node),
        place=detail.place or translate("Coverage", "the whole document"),
        value=labels.value_of(nodes, node).text if shown is None else shown,
        supporting_checks=found,
    )


def of_group(table: CoverageTable, group: int) -> CoverageDetail:
    """The detail of a whole group."""
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


def signs_of(share: Share) -> tuple[StatusBadge, ...]:
    """A sign for each kind that covers it completely or partly, or one for no cover."""
    found = tuple(sign for cover in Cover if (sign := sign_of(share, cover)) is not None)
    return found or (coverage_table.cover_sign(None),)


def sign_of(share: Share, cover: Cover) -> StatusBadge | None:
    """How far a kind covers it; None if not at all."""
    count = share.by(cover)
    if not count:
        return None
    sign = coverage_table.cover_sign(cover)
    if count == share.leaves:
        return sign
    return sign._replace(icon=f"{sign.icon}-part", word=translate("Coverage", _PARTLY[cover]))


def _detail(
    table: CoverageTable, share: Share, pointer: str, nodes: Sequence[int]
) -> CoverageDetail:
    remedy = remedy_for(table, share, pointer)
    kinds = remedy.kinds if remedy else ()
    return CoverageDetail(
        crumbs=(),
        value="",
        place=middle_pointed(pointer, _LONGEST_POINTER),
        signs=signs_of(share),
        why=why(table, share, nodes),
        supporting_checks=(),
        missing=tuple(
            coverage_table.cover_sign(cover)._replace(
                word=translate("Coverage", _SIGNATURES[cover])
            )
            for cover in kinds
        ),
        remedy=remedy.sentence if remedy else "",
        bundle_of=remedy.bundle_of if remedy else "",
    )


_LONGEST_IN_STRIP = 200


def of_values(table: CoverageTable, begin: int, end: int) -> str:
    """The place and cover of one value; for several, how many are signed."""
    share = table.covers.between(begin, end)
    if end - begin > 1:
        text = translate("Coverage", "Values {} to {} of {}: {} of {} signed")
        numbers = (begin + 1, end, table.whole.leaves, share.covered, share.leaves)
        return text.format(*map(number, numbers))
    pointer = table.opened.table.pointer(table.covers.leaf(begin))
    text = translate("Coverage", "Value {} of {}, {}: {}")
    return text.format(
        number(end),
        number(table.whole.leaves),
        middle_pointed(pointer, _LONGEST_IN_STRIP),
        _kinds(share),
    )


def _kinds(share: Share) -> str:
    found = [coverage_table.cover_sign(cover).word for cover in Cover if share.by(cover)]
    return ", ".join(found or [coverage_table.cover_sign(None).word])
