"""The points of a bundle's history in words: after which event, of what type, of which date."""

from inspector.document.access import list_at, text_at
from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.gui.document.timeline_dates import Zone, day_and_time, missing, read
from inspector.gui.translation import number, translate
from inspector.gui.widgets.plain_text import clip

_TYPE = 60
_TO_THE_MINUTE = len("00:00")


def after(document: Document, count: int) -> str:
    """ "after event 3: graph_snapshot, 2026-05-18 00:00", in UTC. ``count`` begins at 1."""
    event = list_at(document.value, "events")[count - 1]
    type_ = text_at(event, "event_type")
    name = clip(type_, _TYPE) if type_ else translate("History", "no type")
    created = event.get("created_at") if isinstance(event, dict) else None
    return translate("History", "after event {}: {}, {}").format(
        number(count), name, _date(created)
    )


def _date(created: Json) -> str:
    date = read(created)
    if date.second is None:
        return missing(date)
    day, time = day_and_time(date.second, Zone.UTC)
    return f"{day} {time[:_TO_THE_MINUTE]}"
