"""What identifies an item of a list: it is matched by this and not by its position.

An event is identified by its event_id, an alias by kind and value, a key by its fingerprint, a
claim by its claim_id, a mirror by its base URL, and a hash in a list by itself.
"""

from typing import TypeAlias

from inspector.compare.columns import MatchedBy
from inspector.document.json_types import Json

Identity: TypeAlias = tuple[MatchedBy, str, str]

_HASH = "sha256:"
_MEMBERS = (
    ("event_id", "", MatchedBy.EVENT_ID),
    ("alias_kind", "alias_value", MatchedBy.KIND_AND_VALUE),
    ("fingerprint_sha256_hex", "", MatchedBy.FINGERPRINT),
    ("claim_id", "", MatchedBy.CLAIM_ID),
    ("base_url", "", MatchedBy.BASE_URL),
)
_NAMES = frozenset(member for member, _, _ in _MEMBERS)


def identity(item: Json) -> Identity | None:
    """The identity of ``item``; None where it has only its value."""
    if type(item) is dict:
        for member, second, matched_by in _MEMBERS:
            if type(name := item.get(member)) is str:
                more = item.get(second, "") if second else ""
                return (matched_by, name, more) if type(more) is str else None
    elif type(item) is str and item.startswith(_HASH):
        return MatchedBy.VALUE, item, ""
    return None


def may_be_named(items: list[Json]) -> bool:
    """Whether any item can have an identity. Runs in C, so it is quick for a long list."""
    kinds = set(map(type, items))
    if dict in kinds:
        objects = items if len(kinds) == 1 else [item for item in items if type(item) is dict]
        if not _NAMES.isdisjoint(set().union(*objects)):
            return True
    return str in kinds and any(type(item) is str and item.startswith(_HASH) for item in items)


def event_type_and_time(item: Json) -> Identity | None:
    """The second identity of an event: its type and time. In a state the list says the type."""
    if not isinstance(item, dict) or not isinstance(time := item.get("created_at"), str):
        return None
    return MatchedBy.TYPE_AND_TIME, _type(item), time


def event_type(item: Json) -> Identity | None:
    """Identifies events of two different records, where neither ids nor times can agree."""
    return (MatchedBy.TYPE, _type(item), "") if isinstance(item, dict) else None


def _type(event: dict[str, Json]) -> str:
    named = event.get("event_type")
    return named if isinstance(named, str) else ""
