"""Which value a stated hash is computed from, and which members it leaves out.

For the pointer of a hash, the answer is what that hash covers. For an object that is hashed without
its own hash or signature, it is that object without them. For any other value it is the whole
value.
"""

from inspector.document.canonical import digest, reference_json
from inspector.document.json_types import Json, JsonObject, object_at, text_at
from inspector.document.pointer import exists, parent, resolve
from inspector.merge.state import STATE_HASH, StateEntry, entry_at, rebuild
from inspector.named_tuple import NamedTuple
from inspector.verify.format import ALL_MEMBERS, BUNDLE, EVENT, STATE, HashRule
from inspector.verify.state_history import NO_LINKS, History, Links


class Hashed(NamedTuple):
    """The value that is serialised and hashed: ``value`` at ``path`` without the members
    ``left_out``.

    ``put_in`` are members added to an entry of a state to rebuild the event that it was.
    """

    value: Json
    path: str
    left_out: frozenset[str]
    put_in: frozenset[str] = ALL_MEMBERS

    @classmethod
    def of(cls, rule: HashRule, value: JsonObject, path: str) -> "Hashed":
        """What the hash of an object at ``path`` is computed from."""
        return cls(rule.hashed(value), path, rule.left_out & value.keys())

    @classmethod
    def entry(cls, entry: StateEntry, pith_number: Json, links: Links = NO_LINKS) -> "Hashed":
        """What the event_id of an entry of a state is computed from: the event rebuilt from the
        entry."""
        event, held = rebuild(entry, pith_number), entry.value
        event |= {"prev_event": links.prev_event, "supersedes": list(links.supersedes)}
        put_in = {name for name in event if name not in held or event[name] is not held[name]}
        left_out = EVENT.left_out & held.keys()
        return cls(EVENT.hashed(event), entry.path, left_out, frozenset(put_in))


def hashed_at(value: Json, pointer: str, *, seeks_links: bool = False) -> Hashed:
    """What is hashed at ``pointer``. Raises PointerError if it leads nowhere.

    ``seeks_links``: for an entry of a state, also try the ids of the state for prev_event and
    supersedes of its event, which takes long where none fits.
    """
    target = resolve(value, pointer)
    found = _of_hash(value, pointer, seeks_links) if isinstance(target, str) else None
    return found or _whole(target, pointer)


def _of_hash(value: Json, pointer: str, seeks_links: bool) -> Hashed | None:
    """What the hash at ``pointer`` is computed from; None if its member name is not that of a
    hash."""
    above, name = parent(pointer), pointer.rpartition("/")[2]
    if name == "canonical_sha256":
        # The hash stands beside the record, or in the receipt beside the record.
        beside = (place + "/canonical_record" for place in (above, parent(above)))
        place = next((place for place in beside if exists(value, place)), None)
        return None if place is None else _whole(resolve(value, place), place)
    if name == "event_id" and (entry := _entry(value, above, seeks_links)) is not None:
        return entry
    if name == "bundle_sha256":
        if not above:
            return None
        above = parent(above)
    rule, holder = _RULES.get(name), resolve(value, above)
    return Hashed.of(rule, holder, above) if rule and isinstance(holder, dict) else None


def _entry(value: Json, path: str, seeks_links: bool) -> Hashed | None:
    """The entry of a state at ``path``, rebuilt as the event that its event_id names."""
    inner = object_at(value, "state")
    is_inside = inner is not None and path.startswith("/state/")
    state, above = (inner, "/state") if is_inside else (value, "")
    entry = entry_at(object_at(state, "current") or {}, above + "/current", path)
    if entry is None or not isinstance(state, dict):
        return None
    links, stated = None, text_at(entry.value, "event_id")
    if seeks_links and stated is not None:
        links, _ = History(state, digest, reference_json).links(entry, stated)
    return Hashed.entry(entry, state.get("pith_number"), links or NO_LINKS)


def _whole(target: Json, path: str) -> Hashed:
    """``target`` without its own hash and signature, if it is an object that has them."""
    if isinstance(target, dict):
        if "bundle_type" in target:
            return Hashed.of(BUNDLE, target, path)
        if "state_type" in target:
            return Hashed.of(STATE, target, path)
        if "event_type" in target and "content_sha256" in target:
            return Hashed.of(EVENT, target, path)
    return Hashed(target, path, ALL_MEMBERS)


_RULES = {
    "content_sha256": EVENT,
    "event_id": EVENT,
    STATE_HASH: STATE,
    "bundle_sha256": BUNDLE,
}
"""The rule for each name of a stated hash."""
