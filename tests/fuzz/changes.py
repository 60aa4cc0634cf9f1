"""Random changes to any JSON document, at any place, as an attacker could make them.

A change takes the source of chance and the document's value, which it alters in place. None
knows of hashes: ``tests.fuzz.reseal`` does. What knows Pith's own parts is in ``tests.fuzz.parts``.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

from tests.fuzz.reseal import copied
from tests.vectors.keys import OWN

Chance: TypeAlias = random.Random
Change = Callable[[Chance, Any], None]

TEXTS = (
    *("", " ", "x", "1", "true", "null", "é", "e\u0301", "İ", "ß", "Ａ", "а", "\U0001d538"),
    *("\u202egnp.exe", "\u200b", "\x00", "\x1b[31m", "a\nb", "<b>x</b>", "=1+1", "\u3164"),
    *("2026-05-20T10:00:00Z", "2026-05-20T10:00:00.5Z", "2999-01-01T00:00:00Z", "yesterday"),
    *("2019-02-30T00:00:00Z", "2026-05-20T10:00:00.123456+00:00", "2020-01-01", "0000-00-00"),
    *("0" * 64, "sha256:" + "0" * 64, "pith:2026:" + "A" * 26, "pith:AAAAAAAA", "AAAAAAAA"),
    *("https://evil.example/pith/" + "A" * 26, "http://registry.example", "javascript:x", "@0"),
    *("1.0", "2.0", "signed_v2", "ed448", "arxiv", "arXiv", "graph_snapshot", "correction"),
    *("2605.01234", "２６０５.01234", "math/0403018", "nonsense id", "elsewhere-v1", OWN.key_id),
)
NUMBERS = (0, 1, 2, 3, -1, 999, 1.0, 0.0, -0.0, 0.1, 1e16, 1e-7, 2**53, 2**63, 2**64, 10**30)
DATES = (
    *("2026-05-20T10:00:00Z", "2026-05-19T00:00:00Z", "2026-05-21T00:00:00Z", "yesterday"),
    *("2027-06-01T00:00:00Z", "2020-01-01T00:00:00Z", "2026-05-20T12:00:00+02:00", ""),
    *("2026-05-20T10:00:00.499999Z", "2999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"),
)
FORMS = tuple(partial(unicodedata.normalize, form) for form in ("NFC", "NFD", "NFKC", "NFKD"))


def any_value(chance: Chance) -> Any:
    """A value of any type."""
    return chance.choice(
        (
            lambda: chance.choice(TEXTS),
            lambda: chance.choice(NUMBERS),
            lambda: chance.choice((True, False)),
            lambda: None,
            list,
            dict,
            lambda: [chance.choice(TEXTS)],
            lambda: {"note": chance.choice(TEXTS)},
        )
    )()


# --- anywhere ------------------------------------------------------------------------------


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a document with each of its names or indexes, the outer ones first."""
    waiting = [value]
    for holder in waiting:
        steps = list(holder) if isinstance(holder, dict) else range(len(holder))
        for step in steps:
            yield holder, step
            if isinstance(holder[step], (dict, list)):
                waiting.append(holder[step])


def _place(chance: Chance, value: Any) -> tuple[Any, Any]:
    found = list(places(value))
    return chance.choice(found) if found else ({"": ""}, "")


def delete(chance: Chance, value: Any) -> None:
    holder, step = _place(chance, value)
    del holder[step]


def retype(chance: Chance, value: Any) -> None:
    holder, step = _place(chance, value)
    holder[step] = any_value(chance)


def near_type(chance: Chance, value: Any) -> None:
    """A value that a careless comparison takes for the same: 1, 1.0, true, "1", [1]."""
    holder, step = _place(chance, value)
    old = holder[step]
    if isinstance(old, (bool, int, float)):
        holder[step] = chance.choice((str(old), [old], bool(old), float(min(old, 10**9)), None))
    elif isinstance(old, str):
        holder[step] = chance.choice(
            ([old], {"0": old}, None, old.upper(), old + " ", old + "\x00")
        )
    elif isinstance(old, list):
        holder[step] = chance.choice(({}, dict(enumerate_text(old)), None, "", [old]))
    elif old is None:
        holder[step] = chance.choice(("", 0, False, [], {}))
    else:
        holder[step] = chance.choice(([], list(old.values()), None, [old]))


def enumerate_text(items: list[Any]) -> Iterator[tuple[str, Any]]:
    return ((str(index), item) for index, item in enumerate(items))


def rename(chance: Chance, value: Any) -> None:
    holder, step = _place(chance, value)
    if isinstance(holder, dict):
        names = [step.upper(), step + " ", step + "s", "x_" + step, step.replace("a", "а")]
        name = chance.choice([*names, *list(holder)[:1]])
        holder[name] = holder.pop(step)


def duplicate(chance: Chance, value: Any) -> None:
    holder, step = _place(chance, value)
    if isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), copied(holder[step]))
    else:
        holder[step + chance.choice(("_", "2", " "))] = copied(holder[step])


def swap(chance: Chance, value: Any) -> None:
    """Swap two leaves, or copy a value over another with its name."""
    one, step = _place(chance, value)
    names = [(h, s) for h, s in places(value) if s == step and h is not one]
    other, place = chance.choice(names) if names else _place(chance, value)
    first, second = copied(one[step]), copied(other[place])
    other[place], one[step] = first, second


def reorder(chance: Chance, value: Any) -> None:
    containers = [holder[step] for holder, step in places(value)]
    lists = [one for one in containers if isinstance(one, list) and len(one) > 1]
    if lists and chance.random() < 0.8:
        chance.shuffle(chance.choice(lists))
        return
    objects = [one for one in containers if isinstance(one, dict) and len(one) > 1]
    if objects:
        chosen = chance.choice(objects)
        names = list(chosen)
        chance.shuffle(names)
        for name in names:
            chosen[name] = chosen.pop(name)


def add_unknown(chance: Chance, value: Any) -> None:
    objects = [value, *(h[s] for h, s in places(value) if isinstance(h[s], dict))]
    names = ("revoked_at", "integrity", "valid_until", "items", "note", "a/b~c", "", "payload")
    chance.choice(objects)[chance.choice(names)] = any_value(chance)


def text_tweak(chance: Chance, value: Any) -> None:
    """A string with a small or a hardly visible change."""
    found = [(h, s) for h, s in places(value) if isinstance(h[s], str)]
    if not found:
        return
    holder, step = chance.choice(found)
    old = holder[step]
    at = chance.randrange(len(old) + 1)
    sign = chance.choice("0aZ9-:/+= \u200b\u00adéａ\n")
    normal = chance.choice(FORMS)
    holder[step] = chance.choice(
        (
            lambda: old[:at] + sign + old[at:],
            lambda: old[:at] + sign + old[at + 1 :],
            lambda: old[:at] + old[at + 1 :],
            lambda: normal(old),
            old.swapcase,
            lambda: chance.choice(TEXTS),
            lambda: old.replace("a", "а").replace("e", "е"),
        )
    )()


def number_tweak(chance: Chance, value: Any) -> None:
    found = [(h, s) for h, s in places(value) if isinstance(h[s], (int, float))]
    if found:
        holder, step = chance.choice(found)
        holder[step] = chance.choice((*NUMBERS, True, False))


def big_value(chance: Chance, value: Any) -> None:
    holder, step = _place(chance, value)
    deep: Any = "the bottom"
    for _ in range(chance.choice((50, 280, 460))):
        deep = [deep] if chance.random() < 0.5 else {"a": deep}
    many = chance.choice((300, 2_000))
    holder[step] = chance.choice(
        (deep, [0] * many, {str(n): n for n in range(many)}, "x" * 20_000, 10**4_000, [{}] * many)
    )


ANYWHERE: tuple[tuple[int, Change], ...] = (
    *((8, delete), (6, retype), (6, near_type), (3, rename), (4, duplicate), (6, swap)),
    *((3, reorder), (5, add_unknown), (8, text_tweak), (3, number_tweak), (1, big_value)),
)
