"""Why a value is signed or is not, and which signature would cover it: what the format allows."""

from typing import NamedTuple

from inspector.document.kinds import Kind
from inspector.document.pointer import split
from inspector.gui.models.coverage.coverage_view import CoverageTable
from inspector.gui.translation import N_, number, translate
from inspector.tree.share import Share
from inspector.verify.coverage import Cover

_EVENT_LEFT_OUT = ("signature", "content_sha256", "event_id")
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
_INTEGRITY_EVENT = N_("Coverage", "The event's signature covers payload_sha256 and nothing else.")
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
"""For documents that are never signed as a whole: with a receipt that holds, and without."""

_NEVER = {
    Kind.SIGNING_KEY: N_(
        "Coverage", "Nothing in this format signs a key. Trust in it comes from your own list."
    ),
    Kind.MIRROR_MANIFEST: N_("Coverage", "Nothing in this format signs a mirror manifest."),
    Kind.INTEGRITY_REPORT: N_(
        "Coverage",
        "In an integrity report signatures cover payload_sha256 of its events and nothing else.",
    ),
}


class Remedy(NamedTuple):
    """What would cover a value: the kinds of signature, and where such a one is to be had.

    ``bundle_of`` is the Pith Number of the bundle that would have it, else empty.
    """

    kinds: tuple[Cover, ...]
    sentence: str
    bundle_of: str = ""


def why(table: CoverageTable, share: Share, pointer: str) -> str:
    """Why the values at and under ``pointer`` are signed, or are not."""
    if not share.bare:
        return " ".join(_covered(table, cover) for cover in Cover if share.by(cover))
    reason = _bare(table, pointer)
    if not share.covered:
        return reason
    text = translate("Coverage", "{} of these {} values are signed.")
    return f"{text.format(number(share.covered), number(share.leaves))} {reason}"


def remedy(table: CoverageTable, share: Share, pointer: str) -> Remedy | None:
    """What would cover the values at and under ``pointer``; None where nothing is missing."""
    if not share.bare:
        return None
    kind = table.opened.loaded.document.kind
    if kind in _NEVER:
        return Remedy((), translate("Coverage", "Nothing. The format has no signature for it."))
    if kind is Kind.BUNDLE and (
        Cover.BUNDLE in table.kinds or pointer.startswith("/bundle_signature")
    ):
        return Remedy((), translate("Coverage", "Nothing. No signature covers itself."))
    kinds = (Cover.EVENT, Cover.BUNDLE) if _is_of_event(kind, pointer) else (Cover.BUNDLE,)
    return Remedy(kinds, _where(kind, kinds), table.bundle_of)


def _covered(table: CoverageTable, cover: Cover) -> str:
    is_integrity = table.opened.loaded.document.kind is Kind.INTEGRITY_REPORT
    return translate("Coverage", _INTEGRITY_EVENT if is_integrity else _COVERED[cover])


def _bare(table: CoverageTable, pointer: str) -> str:
    """Why a value has no signature over it."""
    kind = table.opened.loaded.document.kind
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
    event = table.opened.outline.table.find("/" + "/".join(tokens[:_IN_AN_EVENT]))
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
    """Whether a value is, or may be, one of those that an event's signature covers."""
    tokens = split(pointer)
    if kind is Kind.RECORD:
        return True
    if kind is Kind.BUNDLE:
        is_left_out = len(tokens) > _IN_AN_EVENT and tokens[_IN_AN_EVENT] in _EVENT_LEFT_OUT
        return tokens[:1] == ["events"] and not is_left_out
    if tokens[:1] != ["current"] or tokens[1:2] == ["source_aliases"] or tokens[-1] == "event_id":
        return False
    return len(tokens) > _IN_AN_EVENT or tokens[1:] == ["record_created"]
