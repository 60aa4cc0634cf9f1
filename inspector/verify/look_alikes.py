"""Names that readers take for the same although their characters differ."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from inspector import packed_file
from inspector.verify.unicode_form import bounded_normalize
from inspector.visible import exact, is_invisible

UNICODE_VERSION = "17.0.0"
"""The version of Unicode's table of confusable characters (UTS #39)."""
_MOST_ROUNDS = 8
_LONGEST = 1_000
"""A text with more visible characters is not a name, and looks like no other."""
_LONGEST_SHOWN = 4_000
"""Longer texts are not compared, since each is rewritten several times."""
_ASCII = frozenset(map(chr, range(128)))


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


# --- names as shown ---------------------------------------------------------------------------


def unmistakable(name: str, more: str = "") -> str:
    """The name of a member as shown, so that no other name looks like it.

    In addition to ``exact``, it escapes characters that look like ASCII, marks on ASCII letters,
    and blanks at either end. Letters of other scripts are kept.
    """
    if " " in (name[:1], name[-1:]):
        more += " "
    return exact(name, more if name.isascii() else more + _disguises(name))


def unmistakable_pointer(pointer: str) -> str:
    """A JSON Pointer with names in this form."""
    if pointer.isascii() and " " not in pointer:
        return exact(pointer)
    return "/".join(map(unmistakable, pointer.split("/")))


def _disguises(name: str) -> str:
    """The characters that make ``name`` look like another name."""
    found = {one for one in name if bounded_normalize("NFC", one) != one}
    if _has_marked_ascii(name):
        found |= {one for one in name if unicodedata.category(one)[0] == "M"}
    if any(map(_is_ascii_letter, name)) or _skeleton(name).isascii():
        prototypes = _prototypes()
        found |= {one for one in name if not one.isascii() and prototypes.get(one, one).isascii()}
    return "".join(found)


def telling_apart(one: object, other: object, *, with_blanks: bool = False) -> str:
    """The characters to escape so that two texts that look alike can be distinguished.

    "" if a value is no text, if the texts look different anyway, or if they are too long. With
    ``with_blanks`` a blank may be one of them, if nothing else differs.
    """
    if not (isinstance(one, str) and isinstance(other, str)) or one == other:
        return ""
    if max(len(one), len(other)) > _LONGEST_SHOWN:
        return ""
    if with_blanks and one.split() == other.split():
        return " "
    if (one.isascii() and other.isascii()) or not _could_be_taken(one, other):
        return ""
    counts = Counter(one)
    counts.subtract(other)
    odd = {character for character, count in counts.items() if count}
    return "".join((odd or {*counts}) - _ASCII)


def _could_be_taken(one: str, other: str) -> bool:
    if skeleton_with_blanks(one) == skeleton_with_blanks(other):
        return True
    return bounded_normalize("NFKC", one) == bounded_normalize("NFKC", other)


def _has_marked_ascii(name: str) -> bool:
    marked = (mark for base, mark in pairwise(name) if base.isascii())
    return any(unicodedata.category(mark)[0] == "M" for mark in marked)


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


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
