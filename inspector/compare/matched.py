"""Why two values stand side by side, from the root down: "by event_id, then by name"."""

from inspector.compare.kinds import MatchedBy
from inspector.compare.pairs import PairTable


def ways(pairs: PairTable, pair: int) -> tuple[MatchedBy, ...]:
    """The ways by which a pair and those around it were matched, outermost first, each once.

    That members are matched by their names goes without saying until something else was. Empty
    for what stands alone, and for the documents as wholes.
    """
    if pairs.matched_by(pair) is MatchedBy.NOTHING:
        return ()
    way = [pairs.matched_by(place) for place in (pair, *pairs.ancestors(pair))]
    found = [one for one in reversed(way) if one is not MatchedBy.DOCUMENT]
    while len(set(found)) > 1 and found[0] is MatchedBy.NAME:
        del found[0]
    return tuple(dict.fromkeys(found))
