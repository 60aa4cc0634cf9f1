"""Which events name which others: ``prev_event`` and ``supersedes``, from row to row."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from inspector.document.access import list_at, text_at
from inspector.document.json_types import Json, JsonObject

MOST = 100
"""How many links are kept of one event, and of those that name one event."""


class LinkKind(StrEnum):
    """The member of an event that makes the link."""

    PREV_EVENT = "prev_event"
    SUPERSEDES = "supersedes"


class Link(NamedTuple):
    """``target`` is None where no event of the document has the id that is named."""

    kind: LinkKind
    source: int
    target: int | None


def link_rows(events: Sequence[JsonObject]) -> Mapping[int, tuple[Link, ...]]:
    """The links from and to each of ``events``, by its place among them."""
    by_id: dict[str, int] = {}
    for row, event in enumerate(events):
        if (event_id := text_at(event, "event_id")) is not None:
            by_id.setdefault(event_id, row)
    links: dict[int, list[Link]] = {}
    for row, event in enumerate(events):
        for kind, named in islice(_named(event), MOST):
            target = by_id.get(named) if isinstance(named, str) else None
            link = Link(kind, row, target)
            links.setdefault(row, []).append(link)
            if target is not None and target != row:
                _note(links.setdefault(target, []), link)
    return {row: tuple(found) for row, found in links.items()}


def _named(event: JsonObject) -> Iterator[tuple[LinkKind, Json]]:
    if (previous := event.get("prev_event")) is not None:
        yield LinkKind.PREV_EVENT, previous
    for event_id in list_at(event, "supersedes"):
        yield LinkKind.SUPERSEDES, event_id


def _note(links: list[Link], link: Link) -> None:
    if len(links) < 2 * MOST:
        links.append(link)
