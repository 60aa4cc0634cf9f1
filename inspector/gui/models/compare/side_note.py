"""What a side of a comparison is, in a line: a document, a part of one, or what was computed."""

from inspector.compare.side import Side
from inspector.document.access import count_at, list_at, object_in
from inspector.document.document import Document
from inspector.document.json_types import JsonObject
from inspector.document.kinds import Kind
from inspector.gui.translation import N_, number, plural, translate
from inspector.verify.coverage import Cover
from inspector.verify.report import Report
from inspector.verify.result import PASS

_LARGEST_COUNT = 2**31 - 1
"""The largest number that Qt finds a plural form for."""
_STATE = "/state"
_KINDS = {
    Kind.RECORD: N_("Compare", "record"),
    Kind.MIRROR_MANIFEST: N_("Compare", "mirror manifest"),
    Kind.SIGNING_KEY: N_("Compare", "signing key"),
    Kind.INTEGRITY_REPORT: N_("Compare", "integrity report"),
}


def note(side: Side, pointer: str, events: int | None) -> str:
    """ "state on its own, 2 events". ``pointer`` is what of the document was compared, ``events``
    how many the bundle has that the state of a side ``at`` one was computed from."""
    if side.at is not None:
        return _computed(side.at, events)
    if is_inside(side, pointer):
        return _inside(side.document.value, side.report)
    return _whole(side.document)


def is_inside(side: Side, pointer: str) -> bool:
    """Whether the state of a bundle was compared, and not the bundle."""
    return side.at is None and side.document.kind is Kind.BUNDLE and pointer == _STATE


def _whole(document: Document) -> str:
    if document.kind is Kind.BUNDLE:
        held = len(list_at(document.value, "events"))
        return plural("Compare", "bundle, %n event", "bundle, %n events", held)
    if document.kind is Kind.STATE:
        if (count := _stated_count(document.value)) is None:
            return translate("Compare", "state on its own")
        return plural("Compare", "state on its own, %n event", "state on its own, %n events", count)
    return translate("Compare", _KINDS[document.kind])


def _inside(bundle: JsonObject, report: Report) -> str:
    """ "state inside a signed bundle, 8 events"; signed is what a signature that holds covers."""
    held = (one.status is PASS and one.cover is Cover.BUNDLE for one in report.signatures)
    is_signed = any(held)
    if (count := _stated_count(object_in(bundle, "state") or {})) is None:
        if is_signed:
            return translate("Compare", "state inside a signed bundle")
        return translate("Compare", "state inside a bundle")
    if is_signed:
        return plural(
            "Compare",
            "state inside a signed bundle, %n event",
            "state inside a signed bundle, %n events",
            count,
        )
    return plural(
        "Compare", "state inside a bundle, %n event", "state inside a bundle, %n events", count
    )


def _computed(at: int, events: int | None) -> str:
    """The verdict beside it is the bundle's: what was computed here proves nothing."""
    if events is None:
        return translate(
            "Compare",
            "state after event {}, computed from the bundle's events; the verdict is the bundle's",
        ).format(number(at))
    return translate(
        "Compare",
        "state after event {} of {}, computed from the bundle's events; "
        "the verdict is the bundle's",
    ).format(number(at), number(events))


def _stated_count(state: JsonObject) -> int | None:
    count = count_at(state, "event_count")
    return count if count is not None and 0 <= count <= _LARGEST_COUNT else None
