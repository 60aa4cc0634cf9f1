"""Any two JSON objects as sides of a comparison, and strategies for pairs of them."""

import copy
import unicodedata
from collections.abc import Callable
from typing import Any, cast

from hypothesis import strategies as st

from inspector.compare.comparison import Comparison, compare
from inspector.compare.side import Side, Unusable
from inspector.document.canonical import reference_json
from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.errors import NotPithError
from inspector.jobs.comparing import SideSpec, side_or_error
from inspector.jobs.session import Session
from inspector.progress import Checkpoint, unwatched
from inspector.tree.nodes import NodeTable
from inspector.verify.report import unreadable
from tests.conftest import json_containers, json_values


def side(value: Any) -> Side:
    """``value`` as a side that was not verified."""
    document = Document(reference_json(value), cast("JsonObject", value), Kind.STATE)
    return Side("memory", "memory", document, NodeTable(value), unreadable(NotPithError("none")))


def read_side(source: str, session: Session, *, at: int | None = None) -> Side:
    """A side that was read and verified. Raises InspectorError."""
    found = side_or_error(SideSpec(source, at), session)
    if isinstance(found, Unusable):
        raise found.error
    return found


def compared(left: Any, right: Any, checkpoint: Checkpoint = unwatched) -> Comparison:
    """Two objects compared as wholes."""
    return compare(side(left), side(right), checkpoint)


def canonical(value: Json) -> bytes:
    """In Python 1, 1.0 and true are equal; in canonical JSON they are not."""
    return reference_json(value)


def reordered(value: Json, order: Callable[[list[str]], list[str]]) -> Json:
    """``value`` with the members of each object in another order."""
    if isinstance(value, dict):
        return {name: reordered(value[name], order) for name in order(list(value))}
    if isinstance(value, list):
        return [reordered(item, order) for item in value]
    return value


# --- values that are likely to meet each other ------------------------------------------------

_NAMES = st.sampled_from(["a", "b", "", "~", "/", "-", "0", "~1", "a/b", "é", "payload"])
_WORDS = st.sampled_from(["", "a", "b", "text", "text.", "\u00e9", "e\u0301", "a\u200bb", "ab"])
_NUMBERS = st.sampled_from([0, -1, 1, 2, 0.0, -0.0, 1.0, 1e16, 10**16, 10**40, 0.1])
_HASHES = st.sampled_from(["sha256:00", "sha256:11", "sha256:22"])
_LEAVES = st.none() | st.booleans() | _NUMBERS | _WORDS | _HASHES
_IDS = st.sampled_from(["one", "two", "three"])


def _named(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Items with identities, some of them repeated."""
    times = st.sampled_from(["2026-01-01", "2026-01-02"])
    types = st.sampled_from(["link", "note"])
    event = {"event_id": _IDS}
    loose = {"event_type": types, "created_at": times, "payload": inner}
    return (
        st.fixed_dictionaries(event, optional=loose)
        | st.fixed_dictionaries({"claim_id": _IDS}, optional={"text": inner})
        | st.fixed_dictionaries(
            {"alias_kind": st.sampled_from(["doi", "arxiv"]), "alias_value": _IDS | inner},
            optional={"source": inner},
        )
        | st.fixed_dictionaries({"fingerprint_sha256_hex": _IDS}, optional={"key_id": inner})
        | st.fixed_dictionaries({"base_url": _IDS}, optional={"name": inner})
    )


MEETING_VALUES = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner | _named(inner), max_size=7)
        | st.dictionaries(_NAMES, inner, max_size=4)
        | _named(inner)
    ),
    max_leaves=25,
)
"""JSON values from a small stock, so that two of them often have something in common. Made once:
to make a strategy takes longer than to draw from it."""

_NUMBERED = {"pith_number": st.sampled_from(["pith:1", "pith:2"]), "current": MEETING_VALUES}
MEETING_OBJECTS = st.fixed_dictionaries(
    {"list": st.lists(MEETING_VALUES, max_size=9)}, optional=_NUMBERED
) | st.dictionaries(_NAMES, MEETING_VALUES, max_size=4)
"""Objects with lists in them; some have a Pith Number, by which records are told apart."""

ANY_VALUES = json_values()
ANY_OBJECTS = json_containers().map(lambda value: {"value": value})


# --- a value that was edited ------------------------------------------------------------------

_EDITS = st.integers(1, 6)
_INDEXES = st.integers(0, 60)
_ITEM_EDITS = st.sampled_from(["remove", "move", "turn", "repeat", "change", "respell"])
_MEMBER_EDITS = st.sampled_from(["remove", "turn", "rename", "change", "respell"])


def _pick(draw: st.DrawFn, choices: list[Any]) -> Any:
    return choices[draw(_INDEXES) % len(choices)]


def _containers(value: Json) -> list[Any]:
    found: list[Any] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            found.append(one)
            waiting += one.values() if isinstance(one, dict) else one
    return found


def _respelt(value: Json) -> Json:
    """A different value that looks like or equals ``value`` in Python, if there is one."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) and abs(value) < 2**53:
        return float(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and str(value) != "-0.0" else -value
    if isinstance(value, str):
        other = unicodedata.normalize("NFD", value)
        return other if other != value else value + "\u200b"
    return [value]


def _edit_item(draw: st.DrawFn, items: list[Any]) -> None:
    place, target = draw(_INDEXES) % len(items), draw(_INDEXES) % len(items)
    match draw(_ITEM_EDITS):
        case "remove":
            del items[place]
        case "move":
            items.insert(target, items.pop(place))
        case "turn":
            items.reverse()
        case "repeat":
            items.insert(target, copy.deepcopy(items[place]))
        case "change":
            items[place] = draw(MEETING_VALUES)
        case _:
            items[place] = _respelt(items[place])


def _edit_member(draw: st.DrawFn, members: dict[str, Any]) -> None:
    name = _pick(draw, sorted(members))
    match draw(_MEMBER_EDITS):
        case "remove":
            del members[name]
        case "turn":
            members[name] = members.pop(name)
        case "rename":
            members[draw(_NAMES)] = members.pop(name)
        case "change":
            members[name] = draw(MEETING_VALUES)
        case _:
            members[name] = _respelt(members[name])


def edited(draw: st.DrawFn, value: Json) -> Any:
    """A copy of ``value`` with up to six edits, anywhere."""
    found = copy.deepcopy(value)
    for _ in range(draw(_EDITS)):
        container = _pick(draw, _containers(found))
        if not container or not draw(_INDEXES) % 4:
            new = draw(MEETING_VALUES)
            if isinstance(container, list):
                container.insert(draw(_INDEXES) % (len(container) + 1), new)
            else:
                container[draw(_NAMES)] = new
        elif isinstance(container, list):
            _edit_item(draw, container)
        else:
            _edit_member(draw, container)
    return found


@st.composite
def _two_objects(draw: st.DrawFn) -> tuple[Any, Any]:
    left = draw(_LEFTS)
    match draw(_ONE_OF_SIX):
        case 0:
            return left, draw(MEETING_OBJECTS)
        case 1:
            return left, {"value": draw(ANY_VALUES)}
        case _:
            return left, edited(draw, left)


_LEFTS = MEETING_OBJECTS | MEETING_OBJECTS | ANY_OBJECTS
_ONE_OF_SIX = st.integers(0, 5)
TWO_OBJECTS = _two_objects()
"""Two objects: mostly one and its edited copy, else two that have nothing to do with it."""
