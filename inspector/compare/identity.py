"""What an item of a list says it is: by this, and not by its place, it is found on the other side.

An event is its event_id, an alias its kind and value, a key its fingerprint, a claim its
claim_id, a mirror its base URL, and a hash that stands in a list is what it names.
"""

from typing import TypeAlias

from inspector.compare.kinds import MatchedBy
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
    """What names ``item``, or None for an item that only its value describes."""
    if type(item) is dict:
        for member, second, way in _MEMBERS:
            if type(name := item.get(member)) is str:
                more = item.get(second, "") if second else ""
                return (way, name, more) if type(more) is str else None
    elif type(item) is str and item.startswith(_HASH):
        return MatchedBy.VALUE, item, ""
    return None


def may_be_named(items: list[Json]) -> bool:
    """Whether any item can have an identity: a quick look at a long list, by C's loops."""
    kinds = set(map(type, items))
    if dict in kinds:
        objects = items if len(kinds) == 1 else [item for item in items if type(item) is dict]
        if not _NAMES.isdisjoint(set().union(*objects)):
            return True
    return str in kinds and any(type(item) is str and item.startswith(_HASH) for item in items)


def event_type_and_time(item: Json) -> Identity | None:
    """The second way to know an event: what happened, and when. In a state the list is the type."""
    if not isinstance(item, dict) or not isinstance(time := item.get("created_at"), str):
        return None
    return MatchedBy.TYPE_AND_TIME, _type(item), time


def event_type(item: Json) -> Identity | None:
    """How the events of two different records are told: neither ids nor times can agree."""
    return (MatchedBy.TYPE, _type(item), "") if isinstance(item, dict) else None


def _type(event: dict[str, Json]) -> str:
    named = event.get("event_type")
    return named if isinstance(named, str) else ""
