"""Which pairs of two lists changed places: as few items as explain the order on the right.

Where several choices are as good, the list with the smaller item leads, so that swapping the lists
swaps the outcome.
"""

from itertools import compress, count, pairwise
from operator import attrgetter, ne

from inspector.compare.sequence import heaviest
from inspector.compare.values import Match, joined
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint


def kept_and_moved(
    matches: list[Match], left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> tuple[list[Match], list[Match]]:
    """The matches that keep their order, and those that moved; both are in the left's order.

    A plain value that moved and became another is no longer a match: nothing tells it is the same.
    Raises what ``checkpoint`` raises.
    """
    matches = joined(sorted(matches))
    if all(one.right < other.right for one, other in pairwise(matches)):
        return matches, []
    is_turned = _is_turned(left, right)
    leading = sorted(matches, key=attrgetter("right")) if is_turned else matches
    following = [match.left if is_turned else match.right for match in leading]
    numbers = heaviest(following, [match.length for match in leading], checkpoint)
    kept = {leading[number] for number in numbers}
    moved = [match for match in matches if match not in kept]
    unchanged = [part for match in moved for part in _unchanged(match, left, right)]
    return [match for match in matches if match in kept], unchanged


def _is_turned(left: list[Json], right: list[Json]) -> bool:
    first = next(compress(count(), map(ne, left, right)), None)
    if first is None:
        return len(left) > len(right)
    return plain_json(left[first]) > plain_json(right[first])


def _unchanged(match: Match, left: list[Json], right: list[Json]) -> list[Match]:
    """``match`` without its plain values that differ, as they do where 1.0 is matched with 1."""
    row, place, length, way = match
    return joined(
        [
            Match(row + i, place + i, 1, way)
            for i in range(length)
            if isinstance(left[row + i], (dict, list))
            or plain_json(left[row + i]) == plain_json(right[place + i])
        ]
    )
