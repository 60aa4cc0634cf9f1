"""Everything the detail pane says of one value, as plain values; bounded, whatever the value."""

from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.document.visible import visible
from inspector.gui.models import crumbs, signs, value_facts
from inspector.gui.models.covering import covering
from inspector.gui.models.json_text import indented
from inspector.gui.models.opened import Checked, Opened
from inspector.gui.models.signs import Sign
from inspector.gui.models.text import clip, whole
from inspector.gui.models.value_facts import Fact
from inspector.gui.translation import translate
from inspector.verify.result import FAIL, SEVERITY, Result, Status, Tally

_MOST_RESULTS = 40
_LONGEST_COMPARED = 2_000
LONGEST_VALUE = 100_000
_STRETCH = 1_000
_SHORTEST_HASH = 32


class Compared(NamedTuple):
    """Two texts to read one under the other, one of them empty where a check had only the other.

    ``differs`` is where they part, -1 nowhere.
    """

    expected: str
    actual: str
    differs: int
    is_hash: bool


class Finding(NamedTuple):
    """One result: its sign, the check it is of, its sentence, what was compared."""

    sign: Sign
    check: str
    sentence: str
    compared: Compared | None


class Detail(NamedTuple):
    """``findings`` are the worst, ``left_out`` the number of others of the same value.

    ``value`` is a text for reading, empty for other values; where it is only the beginning,
    ``value_goes_on``. ``checks`` are the ids of the checks that speak of the value.
    """

    crumbs: tuple[str, ...]
    pointer: str
    sign: Sign | None
    findings: tuple[Finding, ...]
    left_out: int
    below: str
    value: str
    value_goes_on: bool
    is_hash: bool
    facts: tuple[Fact, ...]
    covers: tuple[Sign, ...]
    cover_note: str
    raw: str
    raw_goes_on: bool
    checks: tuple[str, ...]
    is_checked: bool


def of_node(opened: Opened, checked: Checked | None, node: int) -> Detail:
    """What is known of the value ``node``."""
    table = opened.outline.table
    return _detail(opened, checked, node, crumbs.of_node(opened, node), table.pointer(node))


def of_group(opened: Opened, checked: Checked | None, group: int) -> Detail:
    """What is known of a group: of the value that holds all its entries."""
    outline = opened.outline
    name = translate("Groups", outline.groups[group].name)
    node = _holder(opened, group)
    detail = _detail(opened, checked, node, (name,), outline.table.pointer(node))
    if checked is None:
        return detail
    tally = checked.tallies[group]
    return detail._replace(
        sign=signs.of_branch(tally), below=_sentence(translate("Detail", "In this group"), tally)
    )


def _detail(
    opened: Opened, checked: Checked | None, node: int, names: tuple[str, ...], pointer: str
) -> Detail:
    table = opened.outline.table
    value = table.value(node)
    own = checked.marks.own(node) if checked else []
    worst_first = sorted(own, key=lambda result: -SEVERITY[result.status])[:_MOST_RESULTS]
    tally = checked.marks.tally(node) if checked else Tally()
    covers, note = covering(checked, pointer, value)
    raw, goes_on = indented(value)
    text, text_goes_on = readable(value) if isinstance(value, str) else ("", False)
    return Detail(
        names,
        pointer,
        signs.of_results(own) or signs.of_branch(tally),
        tuple(_finding(result) for result in worst_first),
        len(own) - len(worst_first),
        _sentence(translate("Detail", "Under it"), _less(tally, own)),
        text,
        text_goes_on,
        _is_hash(text),
        value_facts.facts(table.name(node), value, table.value(table.parent(node))),
        covers,
        note,
        raw,
        goes_on,
        tuple(dict.fromkeys(result.id for result in worst_first)),
        checked is not None,
    )


def readable(text: str) -> tuple[str, bool]:
    """Text over as many lines as it has, its line breaks and what is hidden as escapes.

    Cut where it is very long; then True beside it.
    """
    shown: list[str] = []
    begin = length = 0
    while begin < len(text) and length < LONGEST_VALUE:
        lines = text[begin : begin + _STRETCH].split("\n")
        shown.append("\\n\n".join(map(visible, lines)))
        length += len(shown[-1])
        begin += _STRETCH
    return "".join(shown)[:LONGEST_VALUE], begin < len(text) or length > LONGEST_VALUE


def _holder(opened: Opened, group: int) -> int:
    table, entries = opened.outline.table, opened.outline.groups[group].entries
    first = table.parent(entries[0])
    return first if table.parent(entries[-1]) == first else 0


def _finding(result: Result) -> Finding:
    return Finding(signs.of_result(result), result.id, whole(result.message), _compared(result))


def _compared(result: Result) -> Compared | None:
    if result.expected is None and result.actual is None:
        return None
    expected, actual = _plain(result.expected), _plain(result.actual)
    differs = -1
    if expected and actual and expected != actual and result.status is FAIL:
        pairs = enumerate(zip(expected, actual, strict=False))
        shorter = min(len(expected), len(actual))
        differs = next((place for place, (one, two) in pairs if one != two), shorter)
    return Compared(expected, actual, differs, _is_hash(expected) or _is_hash(actual))


def _plain(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return clip(value, _LONGEST_COMPARED)
    return indented(value, _LONGEST_COMPARED, flat=True)[0]


def _is_hash(text: str) -> bool:
    tail = text.rpartition(":")[2]
    return len(tail) >= _SHORTEST_HASH and all(digit in "0123456789abcdef" for digit in tail)


def _less(tally: Tally, own: list[Result]) -> Tally:
    return Tally(*(all_ - one for all_, one in zip(tally, Tally.of(own), strict=True)))


def _sentence(place: str, tally: Tally) -> str:
    """ "Under this value: 1 fail, 3 pass." or nothing."""
    worst_first = sorted(zip(Status, tally, strict=True), key=lambda pair: -SEVERITY[pair[0]])
    parts = [signs.counted(status, count) for status, count in worst_first if count]
    return f"{place}: {', '.join(parts)}." if parts else ""
