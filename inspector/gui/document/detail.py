"""Everything that the detail pane shows of one value, bounded, and the action for each finding."""

from collections.abc import Callable

from inspector.document.json_types import Json
from inspector.gui.document import labels, signers, value_facts
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.value_coverage import covering, words
from inspector.gui.document.value_facts import ValueFact, indented
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.translation import N_, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import pointed, said_exactly, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.messages import Message
from inspector.named_tuple import NamedTuple
from inspector.verify.catalogue import CATALOGUE, COMPARED
from inspector.verify.overview_facts import Remedy, RemedyKind, remedy_of
from inspector.verify.result import FAIL, SEVERITY, Result, Status, Tally
from inspector.visible import exact

# --- what the user can do about a finding: the words of a button, and its action ----------------
# No action promises a result: each leads to where something can be given, compared or looked at.

_ACTIONS: dict[RemedyKind, tuple[str, Callable[[WindowActions, str], None]]] = {
    RemedyKind.PAPER: (
        N_("Findings", "Give the paper's text…"),
        lambda window, _: window.run("paper_text"),
    ),
    RemedyKind.KEYS: (
        N_("Findings", "Compare fingerprint…"),
        lambda window, fingerprint: window.compare_fingerprint(fingerprint),
    ),
    RemedyKind.BUNDLE: (
        N_("Findings", "Get the bundle…"),
        lambda window, number: window.open_source(number),
    ),
}


class FindingAction(NamedTuple):
    """``remedy`` is None if there is none; then the place ``pointer`` can be shown."""

    remedy: Remedy | None
    pointer: str = ""

    @property
    def text(self) -> str:
        if self.remedy is None:
            return translate("Findings", "Show in the tree")
        return translate("Findings", _ACTIONS[self.remedy.kind][0])

    def take(self, window: WindowActions, show: Callable[[str], None]) -> None:
        """Run the action; ``show`` selects a JSON Pointer."""
        if self.remedy is None:
            show(self.pointer)
        else:
            _ACTIONS[self.remedy.kind][1](window, self.remedy.about)


def action_of(checked: Checked, result: Result) -> FindingAction:
    """The action of one finding."""
    remedy = remedy_of(checked.report, checked.opened.document, result)
    return FindingAction(remedy, result.path)


# --- what is said of one value ------------------------------------------------------------------


def crumbs_of_node(opened: Opened, node: int) -> tuple[str, ...]:
    """The names from the group down to the value."""
    outline, table = opened.outline, opened.table
    names = [labels.name_of(table, node)]
    if (entry := opened.primary_rows.entry(node)) is None:
        return tuple(names)
    place = node
    while place != outline.node(entry):
        place = table.parent(place)
        names.append(labels.name_of(table, place))
    names.append(translate("Groups", outline.groups[outline.group_of(entry)].name))
    return tuple(reversed(names))


_MOST_RESULTS = 40
_MOST_ENTRIES = 1_000
"""Entries of a group shown as raw JSON; more is never shown."""
_LONGEST_COMPARED = 2_000
_LONGEST_POINTER = 4_000
LONGEST_VALUE = 100_000
_STRETCH = 1_000
_SHORTEST_HASH = 32


class ComparedTexts(NamedTuple):
    """Two texts to be compared; one of them is "" if the check had only the other.

    ``differs`` is the index of the first difference, or -1. ``names`` say where each is from.
    """

    expected: str
    actual: str
    differs: int
    is_hash: bool
    names: tuple[str, str]


class Finding(NamedTuple):
    """One result: sign, check, sentence, compared texts, and the action for it or None."""

    sign: StatusBadge
    check: str
    sentence: str
    compared: ComparedTexts | None
    action: FindingAction | None = None


class Detail(NamedTuple):
    """What is known about a value or a group.

    ``findings`` are the worst, ``left_out`` the number of others of the same value. ``value`` is a
    text for reading, "" for other values; ``value_goes_on``: it is only the beginning. ``json`` is
    the value itself, or the entries of a group. ``checks`` are the ids of the checks about the
    value.
    """

    crumbs: tuple[str, ...]
    pointer: str
    place: str
    sign: StatusBadge | None
    findings: tuple[Finding, ...]
    left_out: int
    below: str
    value: str
    value_goes_on: bool
    is_hash: bool
    facts: tuple[ValueFact, ...]
    covers: tuple[StatusBadge, ...]
    cover_note: str
    json: Json
    checks: tuple[str, ...]
    is_checked: bool


def of_node(opened: Opened, checked: Checked | None, node: int) -> Detail:
    """The detail of the value ``node``."""
    table = opened.table
    return _detail(opened, checked, node, crumbs_of_node(opened, node), table.pointer(node))


def of_group(opened: Opened, checked: Checked | None, group: int) -> Detail:
    """The detail of a group: of its entries, wherever they are in the document."""
    outline = opened.outline
    name = translate("Groups", outline.groups[group].name)
    node = _holder(opened, group)
    detail = _detail(opened, checked, node, (name,), outline.table.pointer(node))
    detail = detail._replace(json=_entries(opened, group, node), value="", facts=())
    if len(outline.groups[group].entries) != outline.table.child_count(node):
        detail = detail._replace(place=translate("Detail", "some values of the document"))
    if checked is None:
        return detail
    tally = checked.tallies[group]
    above = [place for place, home in opened.primary_rows.above_entries.items() if home == group]
    own = [result for place in above for result in checked.node_results.own(place)]
    shown = sorted(own, key=lambda result: -SEVERITY[result.status])[:_MOST_RESULTS]
    covers, note = words(checked.covering[group])
    return detail._replace(
        sign=signs.of_branch(tally),
        findings=tuple(finding(result, checked) for result in shown),
        left_out=len(own) - len(shown),
        below=_sentence(translate("Detail", "In this group"), tally),
        covers=covers,
        cover_note=note,
        checks=tuple(dict.fromkeys(result.id for result in shown)),
    )


def _entries(opened: Opened, group: int, holder: int) -> Json:
    """The entries as one value: their whole container, or else the entries by name or in a list."""
    table, entries = opened.table, opened.outline.groups[group].entries
    if len(entries) == table.child_count(holder):
        return table.value(holder)
    nodes = entries[:_MOST_ENTRIES]
    if all(isinstance(table.step(node), str) and table.parent(node) == holder for node in nodes):
        return {str(table.step(node)): table.value(node) for node in nodes}
    return [table.value(node) for node in nodes]


def _detail(
    opened: Opened, checked: Checked | None, node: int, names: tuple[str, ...], pointer: str
) -> Detail:
    table = opened.table
    value = table.value(node)
    own = checked.node_results.own(node) if checked else []
    worst_first = sorted(own, key=lambda result: -SEVERITY[result.status])[:_MOST_RESULTS]
    tally = checked.node_results.tally(node) if checked else Tally()
    covers, note = words(covering(checked.report.coverage, pointer, value) if checked else None)
    text, text_goes_on = readable(value) if isinstance(value, str) else ("", False)
    cause = checked.overview.cause if checked else None
    is_cause = cause is not None and pointer == cause.pointer
    return Detail(
        names,
        pointer,
        pointed(pointer, _LONGEST_POINTER) or translate("Detail", "the whole document"),
        signs.cause() if is_cause else signs.of_results(own) or signs.of_branch(tally),
        tuple(finding(result, checked) for result in worst_first),
        len(own) - len(worst_first),
        _sentence(translate("Detail", "Under it"), _less(tally, own)),
        text,
        text_goes_on,
        _is_hash(text),
        _signer(checked, pointer)
        or (
            *value_facts.spelling(value, table.spelling(node)),
            *value_facts.facts(table.name(node), value, table.value(table.parent(node))),
        ),
        covers,
        note,
        value,
        tuple(dict.fromkeys(result.id for result in worst_first)),
        checked is not None,
    )


def _signer(checked: Checked | None, pointer: str) -> tuple[ValueFact, ...]:
    """For a signature, who made it by the user's list, and what the document claims."""
    made = checked.report.signatures if checked else ()
    signature = next((one for one in made if one.path == pointer), None)
    if signature is None:
        return ()
    found = []
    if signature.standing is not None:
        by = signers.by_key(signature.standing, signature.name, signature.fingerprint)
        found.append(ValueFact(translate("Detail", "Signed by"), by))
        if checked and (compared := checked.trust.comparison_of(signature.fingerprint)):
            found.append(ValueFact(translate("Detail", "Comparison"), said(compared.sentence)))
    key_id = "" if signature.name else signature.key_id
    if claim := signers.claimed((signature.signer_id,), (key_id,)):
        found.append(ValueFact(translate("Detail", "Says it is"), claim))
    return tuple(found)


def readable(text: str) -> tuple[str, bool]:
    """Text with its line breaks, and hidden characters escaped; cut if very long.

    Returns the text and whether it was cut.
    """
    shown: list[str] = []
    begin = length = 0
    while begin < len(text) and length < LONGEST_VALUE:
        lines = text[begin : begin + _STRETCH].split("\n")
        shown.append("\\n\n".join(map(exact, lines)))
        length += len(shown[-1])
        begin += _STRETCH
    return "".join(shown)[:LONGEST_VALUE], begin < len(text) or length > LONGEST_VALUE


def _holder(opened: Opened, group: int) -> int:
    table, entries = opened.table, opened.outline.groups[group].entries
    first = table.parent(entries[0])
    return first if table.parent(entries[-1]) == first else 0


def finding(result: Result, checked: Checked | None = None) -> Finding:
    """What is shown of a result. The action to show its place is left out at that place."""
    action = None if checked is None else action_of(checked, result)
    if action is not None and action.remedy is None:
        action = None
    sign, said_of = signs.of_result(result), whole(result.message)
    return Finding(sign, result.id, said_of, _compared(result), action)


def rule(check: str) -> str:
    """What is checked, for the heading of all findings of one check."""
    return translate("Findings", "Rule: {}").format(said(Message(CATALOGUE[check].holds)))


def _compared(result: Result) -> ComparedTexts | None:
    if result.expected is None and result.actual is None:
        return None
    expected, actual = _both_plain(result.expected, result.actual)
    differs = -1
    if expected and actual and expected != actual and result.status is FAIL:
        pairs = enumerate(zip(expected, actual, strict=False))
        shorter = min(len(expected), len(actual))
        differs = next((place for place, (one, two) in pairs if one != two), shorter)
    names = said(COMPARED[result.id].expected), said(COMPARED[result.id].actual)
    return ComparedTexts(expected, actual, differs, _is_hash(expected) or _is_hash(actual), names)


def _both_plain(one: Json, other: Json) -> tuple[str, str]:
    """Two texts that differ do not look the same."""
    if one is None or other is None:
        return _plain(one), _plain(other)
    from inspector.verify.look_alikes import telling_apart  # noqa: PLC0415 - start-up

    escaped = telling_apart(one, other, with_blanks=True)
    return _plain(one, escaped), _plain(other, escaped)


def _plain(value: Json, escaped: str = "") -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return said_exactly(value, _LONGEST_COMPARED, escaped)
    return indented(value, _LONGEST_COMPARED, flat=True)[0]


def _is_hash(text: str) -> bool:
    tail = text.rpartition(":")[2]
    return len(tail) >= _SHORTEST_HASH and all(digit in "0123456789abcdef" for digit in tail)


def _less(tally: Tally, own: list[Result]) -> Tally:
    return Tally(*(all_ - one for all_, one in zip(tally, Tally.of(own), strict=True)))


def _sentence(place: str, tally: Tally) -> str:
    """ "Under this value: 1 fail, 3 pass." or ""."""
    worst_first = sorted(zip(Status, tally, strict=True), key=lambda pair: -SEVERITY[pair[0]])
    parts = [signs.counted(status, count) for status, count in worst_first if count]
    return f"{place}: {', '.join(parts)}." if parts else ""
