"""Aligns two lists: which items are the same one, and which of them moved.

Items that carry an identity are matched by it: an event by its event_id, an alias by kind and
value, a key by its fingerprint, a claim by its claim_id, a mirror by its base URL, and a hash in a
list by itself. All others are matched by value. Matches that are out of order are moves. Swapping
the lists swaps the result.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import chain, compress, count, islice, repeat
from operator import lt, ne, or_, sub
from typing import TypeAlias

from inspector.compare.columns import (
    MATCH_CODES,
    MOVED_TO,
    SAME,
    Alignment,
    MatchedBy,
)
from inspector.compare.sequence import heaviest_increasing, pair_equal
from inspector.compare.values import match_values
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, watched

Identity: TypeAlias = tuple[int, str, str]
"""The code of a MatchedBy, since hashing an enum is slow, and what the item is called."""

_HASH = "sha256:"
_BY_EVENT_ID = MATCH_CODES[MatchedBy.EVENT_ID]
_MEMBERS = (
    ("event_id", "", _BY_EVENT_ID),
    ("alias_kind", "alias_value", MATCH_CODES[MatchedBy.KIND_AND_VALUE]),
    ("fingerprint_sha256_hex", "", MATCH_CODES[MatchedBy.FINGERPRINT]),
    ("claim_id", "", MATCH_CODES[MatchedBy.CLAIM_ID]),
    ("base_url", "", MATCH_CODES[MatchedBy.BASE_URL]),
)
_BY_VALUE, _BY_TYPE, _BY_TYPE_AND_TIME = (
    MATCH_CODES[way] for way in (MatchedBy.VALUE, MatchedBy.TYPE, MatchedBy.TYPE_AND_TIME)
)
_IS_UNEQUAL = bytes(way not in {0, _BY_VALUE, _BY_VALUE | SAME} for way in range(256))
_AS_MOVED = bytes(way and way | MOVED_TO for way in range(256))
_MAY_BE_OTHER = bytes(way & MOVED_TO and not way & SAME for way in range(256))
_BLOCK = 500
_NAMES = frozenset(member for member, _, _ in _MEMBERS)


def identity(item: Json) -> Identity | None:
    """The identity of ``item``; None if only its value identifies it."""
    if type(item) is dict:
        for member, second, way in _MEMBERS:
            if type(name := item.get(member)) is str:
                more = item.get(second, "") if second else ""
                return (way, name, more) if type(more) is str else None
    elif type(item) is str and item.startswith(_HASH):
        return _BY_VALUE, item, ""
    return None


def may_be_named(items: list[Json]) -> bool:
    """Whether any item can have an identity. Runs in C, so it is quick for a long list."""
    kinds = set(map(type, items))
    if dict in kinds:
        objects = items if len(kinds) == 1 else [item for item in items if type(item) is dict]
        blocks = (objects[at : at + _BLOCK] for at in range(0, len(objects), _BLOCK))
        if not all(_NAMES.isdisjoint(set().union(*block)) for block in blocks):
            return True
    return str in kinds and any(type(item) is str and item.startswith(_HASH) for item in items)


def event_type_and_time(item: Json) -> Identity | None:
    """The second identity of an event: its type and time. In a state the list says the type."""
    if not isinstance(item, dict) or not isinstance(time := item.get("created_at"), str):
        return None
    return _BY_TYPE_AND_TIME, _type(item), time


def event_type(item: Json) -> Identity | None:
    """Identifies events of two different records, where neither ids nor times can agree."""
    return (_BY_TYPE, _type(item), "") if isinstance(item, dict) else None


def _type(event: dict[str, Json]) -> str:
    named = event.get("event_type")
    return named if isinstance(named, str) else ""


def align(
    left: list[Json], right: list[Json], *, same_record: bool, checkpoint: Checkpoint
) -> Alignment:
    """Which items of two lists are the same one, and which of them moved. Raises what
    ``checkpoint`` raises."""
    found = None if may_be_named(left) else match_values(left, right, checkpoint)
    if found is None or may_be_named(_unequal(found, right)):
        found = _match_named(left, right, same_record=same_record, checkpoint=checkpoint)
    if not found.is_in_order:
        _mark_moved(found, left, right, checkpoint)
    return found


def _unequal(found: Alignment, right: list[Json]) -> list[Json]:
    """The right items that equal no left one: only they can have identities that the left lacks."""
    places = compress(found.partners, found.ways.translate(_IS_UNEQUAL))
    lone = (right[begin:end] for _, begin, end in found.gaps(len(right)))
    return [*map(right.__getitem__, places), *chain.from_iterable(lone)]


def _match_named(
    left: list[Json], right: list[Json], *, same_record: bool, checkpoint: Checkpoint
) -> Alignment:
    """Match items by identity, and those without one by value."""
    found = Alignment(len(left))
    found.is_in_order = False
    ones = _named(left, range(len(left)), checkpoint)
    others = _named(right, range(len(right)), checkpoint)
    _add_equal(found, ones, others, checkpoint)
    for identify in (event_type_and_time, *(() if same_record else (event_type,))):
        taken = set(found.partners)
        rows = [row for row in _events(ones) if not found.ways[row]]
        places = [place for place in _events(others) if place not in taken]
        again = (
            _named(left, rows, checkpoint, identify),
            _named(right, places, checkpoint, identify),
        )
        _add_equal(found, *again, checkpoint)
    rows = [row for row in range(len(left)) if row not in ones]
    places = [place for place in range(len(right)) if place not in others]
    if rows and places:
        inner = match_values([left[i] for i in rows], [right[i] for i in places], checkpoint)
        for row, place, way in zip(rows, inner.partners, inner.ways, strict=True):
            if way:
                found.add(row, places[place], 1, way)
    return found


def _named(
    items: list[Json],
    indexes: Collection[int],
    checkpoint: Checkpoint,
    identify: Callable[[Json], Identity | None] = identity,
) -> dict[int, Identity]:
    """The identities of the items at ``indexes``, as far as they have one."""
    looked_at = watched(indexes, checkpoint, Progress("aligning", 0, len(indexes)))
    return {at: name for at in looked_at if (name := identify(items[at])) is not None}


def _events(names: dict[int, Identity]) -> Iterator[int]:
    return (at for at, name in names.items() if name[0] == _BY_EVENT_ID)


def _add_equal(
    found: Alignment,
    ones: dict[int, Identity],
    others: dict[int, Identity],
    checkpoint: Checkpoint,
) -> None:
    """Pair items of equal identity; several with one identity are paired in order."""
    pairs = pair_equal([*ones.values()], [*others.values()], [*ones], [*others], checkpoint)
    for row, place in watched(pairs.items(), checkpoint, Progress("aligning", 0, len(pairs))):
        found.add(row, place, 1, ones[row][0])


# --- moves --------------------------------------------------------------------------------------


def _mark_moved(
    found: Alignment, left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> None:
    """Mark as few items as explain the right's order.

    Of several equally good choices that of the list with the smaller first differing item is taken,
    so that swapping the lists swaps the result. A string or number that moved and changed is no
    longer paired, since nothing shows that it is the same one. Raises what ``checkpoint`` raises.
    """
    partners, ways = found.partners, found.ways
    if not any(ways):
        return
    checkpoint(Progress("aligning", 0, len(left)))
    # Items that follow one another on both sides, and were found in the same way, stay together.
    steps = map(sub, islice(partners, 1, None), partners)
    is_other = map(or_, map(ne, steps, repeat(1)), map(ne, ways, islice(ways, 1, None)))
    begins = [0, *compress(count(1), is_other)]
    lengths = [*map(sub, [*begins[1:], len(ways)], begins)]
    if 0 in ways:
        is_paired = [*map(ways.__getitem__, begins)]
        begins, lengths = [*compress(begins, is_paired)], [*compress(lengths, is_paired)]
    following = places = [*map(partners.__getitem__, begins)]
    if all(map(lt, places, islice(places, 1, None))):
        return
    checkpoint(Progress("aligning", 0, len(left)))
    if _right_leads(left, right):
        order = sorted(range(len(places)), key=places.__getitem__)
        begins, lengths = ([*map(column.__getitem__, order)] for column in (begins, lengths))
        following = begins
    moved = ways.translate(_AS_MOVED)
    for number in heaviest_increasing(following, lengths, checkpoint):
        kept = slice(begins[number], begins[number] + lengths[number])
        moved[kept] = ways[kept]
    found.ways = moved
    doubtful = [*compress(count(), moved.translate(_MAY_BE_OTHER))]
    for row in watched(doubtful, checkpoint, Progress("aligning", 0, len(doubtful))):
        if _is_other_scalar(left[row], right[partners[row]]):
            found.unpair(row)


def _is_other_scalar(one: Json, other: Json) -> bool:
    return not isinstance(one, (dict, list)) and plain_json(one) != plain_json(other)


def _right_leads(left: list[Json], right: list[Json]) -> bool:
    first = next(compress(count(), map(ne, left, right)), None)
    if first is None:
        return len(left) > len(right)
    return plain_json(left[first]) > plain_json(right[first])
