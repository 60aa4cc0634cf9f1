"""What a stated hash is the hash of: the value, and the members that are left out of it.

Asked at a hash, the answer is what that hash covers; asked at an object that is hashed without
its own hash or signature, the object without them; elsewhere the value itself, whole.
"""

from typing import NamedTuple

from inspector.document.access import object_at, without
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join, resolve, split
from inspector.errors import PointerError
from inspector.merge.rebuild import entries, rebuild
from inspector.merge.state import STATE_HASH
from inspector.verify.bundle import NOT_HASHED as NOT_IN_BUNDLE
from inspector.verify.events import NOT_HASHED as NOT_IN_EVENT

_NOTHING: frozenset[str] = frozenset()
_NOT_IN_STATE = frozenset({STATE_HASH})
_UP = {
    "content_sha256": 1,
    "event_id": 1,
    STATE_HASH: 1,
    "bundle_sha256": 2,
}
"""From a stated hash, how many steps up the object lies that it is the hash of."""


class Hashed(NamedTuple):
    """The value at ``path`` without the members ``left_out``: what is written and hashed.

    ``put_in`` are members that an entry of a state gets back to be the event that it was.
    """

    value: Json
    path: str
    left_out: frozenset[str]
    put_in: frozenset[str] = _NOTHING


def hashed_at(value: Json, pointer: str) -> Hashed:
    """What is hashed at ``pointer``. Raises PointerError where it leads nowhere."""
    target = resolve(value, pointer)
    tokens = split(pointer)
    if isinstance(target, str) and tokens:
        if tokens[-1] == "event_id" and (entry := _entry(value, tokens[:-1])) is not None:
            return entry
        subject = _subject(value, tokens)
        pointer = pointer if subject is None else subject
        target = resolve(value, pointer)
    left_out = _left_out(target) if isinstance(target, dict) else _NOTHING
    shown: Json = without(target, left_out) if isinstance(target, dict) else target
    return Hashed(shown, pointer, left_out)


def _entry(value: Json, tokens: list[str]) -> Hashed | None:
    """The entry of a state at ``tokens``, rebuilt as the event that its event_id names."""
    inner = object_at(value, "state")
    state, above = (
        (inner, "/state") if inner is not None and tokens[:1] == ["state"] else (value, "")
    )
    current, path = object_at(state, "current"), _pointer(tokens)
    for entry in entries(current or {}, above + "/current"):
        if entry.path == path and isinstance(state, dict):
            event = rebuild(entry, state.get("pith_number"))
            put_in = frozenset(event.keys() - entry.value.keys())
            return Hashed(without(event, NOT_IN_EVENT), path, frozenset({"event_id"}), put_in)
    return None


def _subject(value: Json, tokens: list[str]) -> str | None:
    """The pointer of what the hash at ``tokens`` is the hash of."""
    name = tokens[-1]
    if name == "canonical_sha256":
        # Beside the record, or in the receipt beside it.
        beside = (join(_pointer(tokens[:-up]), "canonical_record") for up in (1, 2))
        return next((place for place in beside if _exists(value, place)), None)
    up = _UP.get(name)
    return None if up is None or up > len(tokens) else _pointer(tokens[:-up])


def _pointer(tokens: list[str]) -> str:
    pointer = ""
    for token in tokens:
        pointer = join(pointer, token)
    return pointer


def _exists(value: Json, pointer: str) -> bool:
    try:
        resolve(value, pointer)
    except PointerError:
        return False
    return True


def _left_out(target: JsonObject) -> frozenset[str]:
    if "bundle_type" in target:
        return NOT_IN_BUNDLE & target.keys()
    if "state_type" in target:
        return _NOT_IN_STATE & target.keys()
    if "event_type" in target and "content_sha256" in target:
        return NOT_IN_EVENT & target.keys()
    return _NOTHING
