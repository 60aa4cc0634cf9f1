"""Names that readers take for the same although their characters differ."""

from collections.abc import Iterable
from functools import cache, lru_cache

from inspector import packed_file
from inspector.verify.unicode_form import bounded_normalize
from inspector.visible import is_invisible

UNICODE_VERSION = "17.0.0"
"""Of the table of confusable characters (UTS #39)."""
_MOST_ROUNDS = 8
_LONGEST = 1_000
"""A text with more visible characters is not a name, and looks like no other."""


def folded(text: str) -> str:
    """``text`` in the form in which names are compared: NFKC, case-folded, no invisible characters.

    The steps are repeated until nothing changes: case folding can undo NFKC, and removing an
    invisible character can let its neighbours compose.
    """
    if len(text) > _LONGEST:
        text = _seen(text)
    return _folded(text) if len(text) <= _LONGEST else text


@lru_cache(maxsize=1_024)
def _folded(text: str) -> str:
    if text.isascii():
        return _seen(text.lower())
    for _ in range(_MOST_ROUNDS):
        before = text
        text = _seen(bounded_normalize("NFKC", text).casefold())
        if text == before:
            break
    return text


def look_alike(one: str, other: str) -> bool:
    """Whether two names look the same by Unicode's table of confusable characters."""
    return not skeletons(one).isdisjoint(skeletons(other))


def imitated(name: str, known: Iterable[str]) -> str | None:
    """The first of ``known`` that ``name`` looks like; None if there is none."""
    return next((one for one in sorted(known) if look_alike(name, one)), None)


def skeletons(text: str) -> frozenset[str]:
    """The skeletons of ``text`` as written and as folded. Two names look the same if they share
    one."""
    if len(text) > _LONGEST and len(text := _seen(text)) > _LONGEST:
        return frozenset({text})
    return frozenset({_skeleton(text), _skeleton(folded(text))})


@lru_cache(maxsize=1_024)
def _skeleton(text: str) -> str:
    """The skeleton by UTS #39, section 4: equal for two texts that can be confused."""
    return _in_prototypes(_seen(bounded_normalize("NFD", text)))


def skeleton_with_blanks(text: str) -> str:
    """The skeleton of ``text`` with its blanks and invisible characters kept."""
    return _in_prototypes(bounded_normalize("NFD", text))


def _in_prototypes(text: str) -> str:
    prototypes = _prototypes()
    return bounded_normalize("NFD", "".join(prototypes.get(one, one) for one in text))


def _seen(text: str) -> str:
    unseen = [character for character in set(text) if is_invisible(character)]
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


@cache
def _prototypes() -> dict[str, str]:
    table: dict[str, str] = {}
    data = packed_file("unicode", f"confusables-{UNICODE_VERSION}.txt")
    for line in data.decode().splitlines():
        if not line.startswith("#"):
            character, _, prototype = line.partition(";")
            table[chr(int(character, 16))] = "".join(
                chr(int(code, 16)) for code in prototype.split()
            )
    return table
