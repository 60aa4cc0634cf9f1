"""Aligns two lists: which items are the same one, and in which rows they are shown side by side.

Items that carry an identity are matched by it: an event by its event_id, an alias by kind and
value, a key by its fingerprint, a claim by its claim_id, a mirror by its base URL, and a hash in a
list by itself. All others are matched by value. Matches that are out of order are moves. Swapping
the lists swaps the result.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import compress, count, pairwise
from operator import attrgetter, itemgetter, ne
from typing import TypeAlias

from inspector.compare.columns import ABSENT, MatchedBy, Run
from inspector.compare.sequence import heaviest_increasing
from inspector.compare.values import Match, join_matches, match_values
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress

Identity: TypeAlias = tuple[MatchedBy, str, str]

_new = tuple.__new__  # what Run() itself calls, several times as slow
_Named = Iterable[tuple[int, Identity | None]]
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


def align(
    left: list[Json], right: list[Json], *, same_record: bool, checkpoint: Checkpoint
) -> Iterator[Run]:
    """The rows of two lists in the left's order. What only the right has follows the nearest
    preceding item that both have. Raises what ``checkpoint`` raises."""
    if not (may_be_named(left) or may_be_named(right)):
        matches = match_values(left, right, checkpoint)
    else:
        names = [identity(item) for item in left], [identity(item) for item in right]
        matches = _match_by_identity(left, right, names, same_record=same_record)
        rows = [row for row, name in enumerate(names[0]) if name is None]
        places = [place for place, name in enumerate(names[1]) if name is None]
        if rows and places:
            found = match_values([left[i] for i in rows], [right[i] for i in places], checkpoint)
            matches += [
                Match(rows[row + i], places[place + i], 1, matched_by, is_same)
                for row, place, length, matched_by, is_same in found
                for i in range(length)
            ]
    checkpoint(Progress("aligning", len(left), len(left)))
    kept, moved = kept_and_moved(matches, left, right, checkpoint)
    moved_rows = {match.left for match in moved}
    checkpoint(Progress("aligning", len(left), len(left)))
    return rows_of([*kept, *moved], len(left), len(right), moved_rows)


def rows_of(
    matches: list[Match], rows: int, places: int, moved_rows: Collection[int] = ()
) -> Iterator[Run]:
    """The rows of a left list of ``rows`` items and a right list of ``places`` items, paired by
    ``matches``, in the left's order. ``moved_rows`` are where the matches that moved begin."""
    matches = sorted(matches)
    gaps = {}
    if sum(map(itemgetter(2), matches)) < places:
        gaps = _gaps(sorted(matches, key=attrgetter("right")), places)
    if 0 in gaps:
        yield gaps[0]
    row = 0
    for match in matches:
        left, right, length, matched_by, is_same = match
        if left > row:
            yield Run(row, ABSENT, left - row, MatchedBy.NOTHING)
        yield _new(Run, (left, right, length, matched_by, left in moved_rows, is_same))
        row = left + length
        if right + length in gaps:
            yield gaps[right + length]
    if row < rows:
        yield Run(row, ABSENT, rows - row, MatchedBy.NOTHING)


def _gaps(matches: list[Match], places: int) -> dict[int, Run]:
    """The runs of right items without a partner, by where each begins; ``matches`` are in the
    right's order."""
    found = {}
    begin = 0
    for _, right, length, *_ in (*matches, Match(0, places, 0, MatchedBy.NOTHING)):
        if right > begin:
            found[begin] = Run(ABSENT, begin, right - begin, MatchedBy.NOTHING)
        begin = right + length
    return found


def _match_by_identity(
    left: list[Json],
    right: list[Json],
    names: tuple[list[Identity | None], list[Identity | None]],
    *,
    same_record: bool,
) -> list[Match]:
    matches = _match_named(enumerate(names[0]), enumerate(names[1]))
    for identify in (event_type_and_time, *(() if same_record else (event_type,))):
        rows, places = {match.left for match in matches}, {match.right for match in matches}
        matches += _match_named(
            _unmatched_events(left, names[0], rows, identify),
            _unmatched_events(right, names[1], places, identify),
        )
    return matches


def _unmatched_events(
    items: list[Json],
    names: list[Identity | None],
    taken: set[int],
    identify: Callable[[Json], Identity | None],
) -> _Named:
    """The events without a partner so far, each with its identity by ``identify``."""
    return [
        (place, identify(items[place]))
        for place, name in enumerate(names)
        if name is not None and name[0] is MatchedBy.EVENT_ID and place not in taken
    ]


def _match_named(left: _Named, right: _Named) -> list[Match]:
    """Match items of equal identity; of several equal ones the first goes with the first."""
    places = _by_name(right)
    return [
        Match(row, places[name], 1, name[0][0])
        for name, row in _by_name(left).items()
        if name in places
    ]


def _by_name(items: _Named) -> dict[tuple[Identity, int], int]:
    seen: Counter[Identity] = Counter()
    found = {}
    for place, name in items:
        if name is not None:
            found[name, seen[name]] = place
            seen[name] += 1
    return found


# --- moves --------------------------------------------------------------------------------------


def kept_and_moved(
    matches: list[Match], left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> tuple[list[Match], list[Match]]:
    """The matches that keep their order, and those that moved: as few items as explain the right's
    order. Both are in the left's order.

    Of several equally good choices that of the list with the smaller first differing item is taken,
    so that swapping the lists swaps the result. A string or number that moved and changed is no
    longer a match, since nothing shows that it is the same one. Raises what ``checkpoint`` raises.
    """
    matches = join_matches(sorted(matches))
    if all(one.right < other.right for one, other in pairwise(matches)):
        return matches, []
    checkpoint(Progress("aligning", 0, len(left)))
    is_turned = _right_leads(left, right)
    leading = sorted(matches, key=attrgetter("right")) if is_turned else matches
    following = [match.left if is_turned else match.right for match in leading]
    lengths = [match.length for match in leading]
    numbers = heaviest_increasing(following, lengths, checkpoint)
    kept_rows = {leading[number].left for number in numbers}
    moved = [match for match in matches if match.left not in kept_rows]
    unchanged = []
    for match in moved:
        if match.length == 1 and isinstance(left[match.left], (dict, list)):
            unchanged.append(match)
        else:
            unchanged += _unchanged(match, left, right)
    return [match for match in matches if match.left in kept_rows], unchanged


def _right_leads(left: list[Json], right: list[Json]) -> bool:
    first = next(compress(count(), map(ne, left, right)), None)
    if first is None:
        return len(left) > len(right)
    return plain_json(left[first]) > plain_json(right[first])


def _unchanged(match: Match, left: list[Json], right: list[Json]) -> list[Match]:
    """``match`` without its strings and numbers that differ: 1.0 is matched with 1."""
    row, place, length, matched_by, _ = match
    return join_matches(
        [
            Match(row + i, place + i, 1, matched_by)
            for i in range(length)
            if isinstance(left[row + i], (dict, list))
            or plain_json(left[row + i]) == plain_json(right[place + i])
        ]
    )
