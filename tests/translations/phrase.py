"""A text of the program as far as it is known before it runs: words, and gaps between them."""

import re
from typing import NamedTuple, TypeAlias


class Gap(NamedTuple):
    """A part that only a run can tell.

    ``kind`` is empty for text from outside, "number" for a number with its thousands parted,
    "sentence" or "reason" for another sentence of the program's, else that of a part which is
    translated by itself.
    """

    kind: str = ""


Phrase: TypeAlias = tuple[str | Gap, ...]

OUTSIDE: Phrase = (Gap(),)
NUMBER: Phrase = (Gap("number"),)
SENTENCE: Phrase = (Gap("sentence"),)
REASON: Phrase = (Gap("reason"),)
_NAMED_GAP = re.compile(r"\{\w*\}")


def worded(phrases: list[Phrase]) -> list[Phrase]:
    """The same with one gap in place of all that is a name or an address rather than words."""
    found = [one if is_worded(one) else OUTSIDE for one in phrases]
    return [*dict.fromkeys(found)] or [OUTSIDE]


def is_worded(phrase: Phrase) -> bool:
    """Whether there is something in it to be translated, be it quotation marks."""
    texts = [piece for piece in phrase if isinstance(piece, str)]
    return any(piece.kind for piece in phrase if isinstance(piece, Gap)) or any(
        "“" in text or (" " in text and any(map(str.isalpha, text))) for text in texts
    )


def filled(piece: str | Gap) -> Phrase:
    """A text with gaps that ``str.format`` fills."""
    if isinstance(piece, Gap):
        return (piece,)
    texts = _NAMED_GAP.split(piece)
    return tuple(part for text in texts for part in (text, Gap()))[:-1]


def joined(phrase: Phrase) -> Phrase:
    """The same with what is side by side as one; a text with its middle left out is one gap."""
    found: list[str | Gap] = []
    for piece in phrase:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece == Gap() and found[-2:] == [Gap(), "…"]:
            found.pop()
        elif piece == Gap() and found[-1:] == [Gap()]:
            continue
        elif piece != "":
            found.append(piece)
    return tuple(found)
