"""Everything the detail pane says of one value, as plain values; bounded, whatever the value."""

from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.gui.models import labels, signs
from inspector.gui.models.json_text import indented
from inspector.gui.models.opened import Checked, Opened
from inspector.gui.models.signs import Sign
from inspector.gui.models.text import clip, whole
from inspector.gui.translation import translate
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.coverage import Cover, Coverage
from inspector.verify.result import FAIL, SEVERITY, Result, Status, Tally

_MOST_RESULTS = 40
_LONGEST_COMPARED = 2_000
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


class Explained(NamedTuple):
    """One check of the catalogue."""

    check: str
    means: str
    limits: str


class Detail(NamedTuple):
    """``findings`` are the worst, ``left_out`` the number of others of the same value."""

    crumbs: tuple[str, ...]
    pointer: str
    sign: Sign | None
    findings: tuple[Finding, ...]
    left_out: int
    below: str
    value: str
    is_hash: bool
    covers: tuple[Sign, ...]
    cover_note: str
    raw: str
    raw_goes_on: bool
    explained: tuple[Explained, ...]
    is_checked: bool


def of_node(opened: Opened, checked: Checked | None, node: int) -> Detail:
    """What is known of the value ``node``."""
    table = opened.outline.table
    return _detail(opened, checked, node, _crumbs(opened, node), table.pointer(node))


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
    opened: Opened, checked: Checked | None, node: int, crumbs: tuple[str, ...], pointer: str
) -> Detail:
    value = opened.outline.table.value(node)
    own = checked.marks.own(node) if checked else []
    worst_first = sorted(own, key=lambda result: -SEVERITY[result.status])[:_MOST_RESULTS]
    tally = checked.marks.tally(node) if checked else Tally()
    covers, note = _covering(checked, pointer, value)
    raw, goes_on = indented(value)
    text = clip(value, _LONGEST_COMPARED) if isinstance(value, str) else ""
    return Detail(
        crumbs,
        pointer,
        signs.of_results(own) or signs.of_branch(tally),
        tuple(_finding(result) for result in worst_first),
        len(own) - len(worst_first),
        _sentence(translate("Detail", "Under it"), _less(tally, own)),
        text,
        _is_hash(text),
        covers,
        note,
        raw,
        goes_on,
        tuple(_explained(worst_first)),
        checked is not None,
    )


def _crumbs(opened: Opened, node: int) -> tuple[str, ...]:
    """The names from the group down to the value, as the tree shows them."""
    outline, table = opened.outline, opened.outline.table
    if (entry := opened.homes.entry(node)) is None:
        return (labels.name_of(table, node),)
    names = [labels.name_of(table, node)]
    place = node
    while place != outline.node(entry):
        place = table.parent(place)
        names.append(labels.name_of(table, place))
    names.append(translate("Groups", outline.groups[outline.group_of(entry)].name))
    return tuple(reversed(names))


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


def _covering(checked: Checked | None, pointer: str, value: Json) -> tuple[tuple[Sign, ...], str]:
    if checked is None:
        return (), translate("Detail", "Checking…")
    coverage = checked.report.coverage
    covers = coverage.covers(pointer)
    if covers:
        found = tuple(signs.of_cover(cover) for cover in Cover if cover in covers)
        return found, translate("Detail", "A signature that holds covers all of this value.")
    if isinstance(value, (dict, list)) and value and _is_partly_covered(coverage, pointer):
        note = translate(
            "Detail", "No signature covers all of this value; parts of it are covered."
        )
    else:
        note = translate("Detail", "No signature in this file covers this value.")
    return (signs.no_cover(),), note


def _is_partly_covered(coverage: Coverage, pointer: str) -> bool:
    return any(
        region.path == pointer or region.path.startswith(pointer + "/")
        for region in coverage.regions
    )


def _explained(results: list[Result]) -> list[Explained]:
    checks = [CATALOGUE[id_] for id_ in dict.fromkeys(result.id for result in results)]
    return [Explained(check.id, check.means, check.limits) for check in checks]
