"""What a side of a comparison is, in a line: a document, a part of one, or what was computed."""

from inspector.compare.side import Side
from inspector.document.access import list_at, object_in
from inspector.document.document import Document
from inspector.document.json_types import JsonObject
from inspector.document.kinds import NAMES, Kind
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets.sentences import said
from inspector.merge.rebuild import entry_count
from inspector.verify.format import Cover
from inspector.verify.report import Report
from inspector.verify.result import PASS

_STATE = "/state"


def note(side: Side, pointer: str, events: int | None) -> str:
    """ "state on its own, 2 entries". ``pointer`` is what of the document was compared, ``events``
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
        held = entry_count(document.value)
        return plural("Compare", "state on its own, %n entry", "state on its own, %n entries", held)
    return said(NAMES[document.kind])


def _inside(bundle: JsonObject, report: Report) -> str:
    """ "state inside a signed bundle, 8 events"; signed is what a signature that holds covers."""
    signed = (one.status is PASS and one.cover is Cover.BUNDLE for one in report.signatures)
    is_signed = any(signed)
    held = entry_count(object_in(bundle, "state") or {})
    if is_signed:
        return plural(
            "Compare",
            "state inside a signed bundle, %n entry",
            "state inside a signed bundle, %n entries",
            held,
        )
    return plural(
        "Compare", "state inside a bundle, %n entry", "state inside a bundle, %n entries", held
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
