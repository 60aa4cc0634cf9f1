"""Everything shown below the trees about the selected pair; bounded for all values."""

from functools import partial
from itertools import islice

from inspector.compare.columns import ABSENT, ChangeKind, MatchedBy
from inspector.compare.comparison import Comparison
from inspector.compare.difference_cause import cause_sentence
from inspector.compare.pairs import match_reasons
from inspector.compare.side import Side
from inspector.compare.spans import (
    CONTEXT,
    ELLIPSIS,
    Spans,
    TextSpan,
    common_prefix_length,
    differing,
    may_cut,
    nearest_cut,
)
from inspector.document.json_types import Json, is_number
from inspector.gui.compare import head_text, pair_row
from inspector.gui.compare.comparison_tree import ComparisonTree
from inspector.gui.document import labels
from inspector.gui.document.bytes_text import MOST, MarkedText
from inspector.gui.document.copied import plain_line
from inspector.gui.document.rows import entry_of, node_of
from inspector.gui.document.value_facts import indented
from inspector.gui.translation import N_, number, plural, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import pointed, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.tree.node_results import NodeResults, checks_covering
from inspector.verify.look_alikes import telling_apart, unmistakable_pointer
from inspector.verify.result import PASS, Result
from inspector.visible import exact_characters, visible_in_json

# --- the results of one side at one place, in a few lines, worst first --------------------------

_MOST_PROBLEMS = 4
_MOST_PASSES = 6


class CheckLine(NamedTuple):
    """One line on the checks of a side: sign, ids, sentence; no sign if there is no check."""

    side: str
    sign: StatusBadge | None
    check: str
    sentence: str


def check_lines(
    name: str, side: Side, node: int | None, by_node: NodeResults | None
) -> tuple[CheckLine, ...]:
    """The lines for a side called ``name``.

    ``by_node`` is None for a computed state, and while the side is being verified.
    """
    if node is None:
        return ()
    if side.verified is None:
        return (CheckLine(name, signs.checking(), "", ""),)
    if by_node is None:
        said = translate("PairDetail", "This state was computed here. No check speaks of it.")
        return (CheckLine(name, None, "", said),)
    results = checks_covering(side.table, by_node, node)
    if not results:
        said = translate("PairDetail", "No check speaks of this value.")
        return (CheckLine(name, None, "", said),)
    problems = [result for result in results if result.status is not PASS]
    lines = [
        CheckLine(name, signs.of_result(one), one.id, whole(one.message))
        for one in problems[:_MOST_PROBLEMS]
    ]
    if (left := len(problems) - _MOST_PROBLEMS) > 0:
        said = plural("PairDetail", "and %n more result", "and %n more results", left)
        lines.append(CheckLine(name, None, "", said))
    if passed := [result for result in results if result.status is PASS]:
        lines.append(_passes(name, passed))
    return tuple(lines)


def _passes(name: str, passed: list[Result]) -> CheckLine:
    """All passing checks in one line; a single one has its sentence."""
    sign = signs.of_status(PASS)
    if len(passed) == 1:
        return CheckLine(name, sign, passed[0].id, whole(passed[0].message))
    ids = list(dict.fromkeys(result.id for result in passed))
    said = ", ".join(ids[:_MOST_PASSES])
    if len(ids) > _MOST_PASSES:
        said = translate("PairDetail", "{} and {} more").format(
            said, number(len(ids) - _MOST_PASSES)
        )
    return CheckLine(name, sign, said, "")


def of_key(paired: ComparisonTree, key: int) -> tuple[str, ...]:
    """The names from the group down to the pair of the row ``key``, without group and buckets."""
    outline, entry = paired.outline, entry_of(key)
    pair, top = node_of(key), outline.node(entry)
    names = [_name(paired.comparison, pair)]
    while pair != top:
        pair = outline.table.parent(pair)
        names.append(_name(paired.comparison, pair))
    names.append(translate("Groups", outline.groups[outline.group_of(entry)].name))
    return tuple(reversed(names))


def from_root(comparison: Comparison, pair: int) -> tuple[str, ...]:
    """The member names from the top down; the document's name for the root."""
    way = [pair, *comparison.pairs.ancestors(pair)]
    names = [_name(comparison, place) for place in way if place] or [_name(comparison, 0)]
    return tuple(reversed(names))


def _name(comparison: Comparison, pair: int) -> str:
    if (left := comparison.pairs.left(pair)) != ABSENT:
        return labels.name_of(comparison.left.table, left)
    return labels.name_of(comparison.right.table, comparison.pairs.right(pair))


LONGEST = 3_000
"""Longer texts are cut to this many characters."""


def excerpts(left: str, right: str) -> tuple[Spans, Spans]:
    """Both texts as spans, with an ellipsis for the parts left out before and after."""
    if max(len(left), len(right)) <= LONGEST:
        return differing(left, right)
    begin = 0
    if left != right:
        start = max(0, common_prefix_length(left, right) - CONTEXT)
        begin = nearest_cut(start, partial(may_cut, left))
    ends = [_end(text, begin) for text in (left, right)]
    ones, others = differing(left[begin : ends[0]], right[begin : ends[1]])
    if ends[0] < len(left) and ends[1] < len(right) and _part_before_the_end(ones, others):
        ones, others = _without_tail(ones), _without_tail(others)
    return _framed(left, begin, ends[0], ones), _framed(right, begin, ends[1], others)


def _end(text: str, begin: int) -> int:
    if len(text) - begin <= LONGEST:
        return len(text)
    return nearest_cut(begin + LONGEST, partial(may_cut, text))


def _part_before_the_end(*texts: Spans) -> bool:
    return any(span.differs for spans in texts for span in spans[:-1])


def _without_tail(spans: Spans) -> Spans:
    """A difference at the cut end may have its counterpart after the other's end."""
    return (*spans[:-1], spans[-1]._replace(differs=False))


def _framed(text: str, begin: int, end: int, spans: Spans) -> Spans:
    before = (TextSpan(ELLIPSIS, differs=False),) if begin else ()
    behind = (TextSpan(ELLIPSIS, differs=False),) if end < len(text) else ()
    return (*before, *spans, *behind)


_MOST_SHOWN = 4_000
"""In characters as shown, including escapes."""
_MOST_PARTS = 100
"""Qt is slow with more marks; then the last one extends to the end."""


class ValueText(NamedTuple):
    """``note`` says what the text does not: that it is empty or cut.

    ``start`` is the index of the first difference, the same on both sides.
    """

    marked: MarkedText
    note: str = ""
    start: int = 0


NO_TEXT = ValueText(MarkedText(""))


def alone(value: Json) -> ValueText:
    """A value without a counterpart: a text as it is, anything else as indented JSON."""
    if isinstance(value, str):
        return _spans(value, (TextSpan(value[:LONGEST], differs=False),))
    text, goes_on = indented(value, MOST)
    return ValueText(MarkedText(text), _cut(len(text)) if goes_on else "")


def side_by_side(left: Json, right: Json) -> tuple[ValueText, ValueText]:
    """The values of a pair; in texts and numbers differing characters are marked."""
    if isinstance(left, str) and isinstance(right, str):
        return _both(left, right)
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return alone(left), alone(right)
    texts = indented(left, MOST)[0], indented(right, MOST)[0]
    if texts[0] == texts[1]:
        return alone(left), alone(right)
    if is_number(left) and is_number(right):
        return _both(*texts)
    return _all_of(texts[0]), _all_of(texts[1])


def _both(left: str, right: str) -> tuple[ValueText, ValueText]:
    ones, others = excerpts(left, right)
    escaped = telling_apart(*("".join(span.text for span in spans) for spans in (ones, others)))
    one, other = _spans(left, ones, escaped), _spans(right, others, escaped)
    starts = [begin for text in (one, other) for begin, _ in text.marked.parts[:1]]
    start = min(starts, default=0)
    return one._replace(start=start), other._replace(start=start)


def _all_of(text: str) -> ValueText:
    return ValueText(MarkedText(text, ((0, len(text)),)))


def _spans(text: str, spans: Spans, escaped: str = "") -> ValueText:
    """``text`` as visible spans, with an escape before each line break."""
    whole = "".join(span.text for span in spans)
    characters = zip(whole, exact_characters(whole, escaped), strict=True)
    shown, length, given = [], 0, 0
    parts: list[tuple[int, int]] = []
    for span in spans:
        pieces = (
            f"{exact}\n" if one == "\n" else exact
            for one, exact in islice(characters, len(span.text))
        )
        piece = "".join(pieces)[: _MOST_SHOWN - length]
        if span.differs and piece:
            parts.append((length, length + len(piece)))
        shown.append(piece)
        length += len(piece)
        given += len(span.text)
    if len(parts) > _MOST_PARTS:
        parts = [*parts[: _MOST_PARTS - 1], (parts[_MOST_PARTS - 1][0], parts[-1][1])]
    return ValueText(MarkedText("".join(shown), tuple(parts)), _cut_note(text, given, length))


def _cut_note(text: str, given: int, length: int) -> str:
    if not text:
        return translate("ValueText", "empty text")
    return _part_of(len(text)) if given < len(text) or length == _MOST_SHOWN else ""


def _part_of(length: int) -> str:
    said = translate("ValueText", "A part of the text, which has {} characters.")
    return said.format(number(length))


def _cut(length: int) -> str:
    said = translate("ValueText", "The value goes on: these are its first {} characters.")
    return said.format(number(length))


_POINTER = 2_000
_WORDS = {
    MatchedBy.NAME: N_("PairDetail", "name"),
    MatchedBy.TYPE_AND_TIME: N_("PairDetail", "event_type and created_at"),
    MatchedBy.KIND_AND_VALUE: N_("PairDetail", "alias_kind and alias_value"),
    MatchedBy.VALUE: N_("PairDetail", "equal value"),
    MatchedBy.LIKENESS: N_("PairDetail", "likeness"),
    MatchedBy.POSITION: N_("PairDetail", "position"),
}
"""The kinds of match that are not themselves the name of a member."""


class PairSide(NamedTuple):
    """One side of a pair: its JSON Pointer and its value, both safe to show."""

    pointer: str
    value: ValueText


class PairDetail(NamedTuple):
    """``below`` gives the number of deeper differences; ``note`` says how the two differ if that is
    not visible. A side is None if it has nothing there."""

    crumbs: tuple[str, ...]
    sign: StatusBadge
    matched: str
    below: str
    left: PairSide | None
    right: PairSide | None
    note: str
    checks: tuple[CheckLine, ...]


def of_pair(
    comparison: Comparison,
    pair: int,
    left_results: NodeResults | None,
    right_results: NodeResults | None,
    crumbs: tuple[str, ...] = (),
) -> PairDetail:
    """What is known about ``pair``.

    ``left_results`` and ``right_results`` are None for a computed state. ``crumbs`` are the names
    on the path as shown in the tree, else those from the root.
    """
    left = _node(comparison.pairs.left(pair))
    right = _node(comparison.pairs.right(pair))
    texts = _texts(comparison, left, right)
    checks = (
        *check_lines(translate("PairDetail", "Left"), comparison.left, left, left_results),
        *check_lines(translate("PairDetail", "Right"), comparison.right, right, right_results),
    )
    return PairDetail(
        crumbs or from_root(comparison, pair),
        pair_row.of_pair(comparison, pair),
        _matched(comparison, pair),
        _below(comparison, pair),
        _side(comparison.left, left, texts[0]),
        _side(comparison.right, right, texts[1]),
        _note(comparison, pair, left, right),
        checks,
    )


def _node(node: int) -> int | None:
    return None if node == ABSENT else node


def _side(side: Side, node: int | None, value: ValueText | None) -> PairSide | None:
    if node is None or value is None:
        return None
    pointer = pointed(side.table.pointer(node), _POINTER)
    return PairSide(pointer or translate("PairDetail", "the whole document"), value)


def _texts(
    comparison: Comparison, left: int | None, right: int | None
) -> tuple[ValueText | None, ValueText | None]:
    if left is not None and right is not None:
        return side_by_side(comparison.left.table.value(left), comparison.right.table.value(right))
    return (
        None if left is None else alone(comparison.left.table.value(left)),
        None if right is None else alone(comparison.right.table.value(right)),
    )


def _note(comparison: Comparison, pair: int, left: int | None, right: int | None) -> str:
    if comparison.pairs.kind(pair) is not ChangeKind.CHANGED or left is None or right is None:
        return ""
    sentence = cause_sentence(
        comparison.left.table.value(left), comparison.right.table.value(right)
    )
    return said(sentence) if sentence else ""


# --- where it is and why these two ---------------------------------------------------------


def _matched(comparison: Comparison, pair: int) -> str:
    """ "matched by event_id, then by name"."""
    if comparison.pairs.matched_by(pair) is MatchedBy.NOTHING:
        return _on_one_side(comparison, pair)
    ways = match_reasons(comparison.pairs, pair)
    if not ways:
        return translate("PairDetail", "compared as a whole")
    first, *others = ways
    said = _word(first)
    for other in others:
        said = translate("PairDetail", "{}, then by {}").format(said, _word(other))
    return translate("PairDetail", "matched by {}").format(said)


def _on_one_side(comparison: Comparison, pair: int) -> str:
    if comparison.pairs.left(pair) == ABSENT:
        return translate("PairDetail", "only on the right")
    return translate("PairDetail", "only on the left")


def _word(way: MatchedBy) -> str:
    return translate("PairDetail", _WORDS[way]) if way in _WORDS else way.value


def _below(comparison: Comparison, pair: int) -> str:
    """What differs deeper, if the pair is a change with further differences inside."""
    pairs = comparison.pairs
    deeper = pairs.below(pair) - 1 if pairs.kind(pair) is not None else 0
    if deeper <= 0:
        return ""
    return plural("PairDetail", "%n difference inside", "%n differences inside", deeper)


def difference_text(comparison: Comparison, pair: int, notice: str = "") -> str:
    """The pair as text to be copied, with the sentence on how the two differ, if there is one.

    ``notice`` says which file is no longer what was read.

    Both values are canonical JSON on one line with hidden characters escaped, so a text cannot be
    mistaken for a number, nor a line in it for one of the copy.
    """
    pairs = comparison.pairs
    note = _note(comparison, pair, _node(pairs.left(pair)), _node(pairs.right(pair)))
    return "\n\n".join(
        (
            *([notice] if notice else []),
            "\n".join(map(plain_line, head_text.copied_sides(comparison))),
            pair_row.of_pair(comparison, pair).word,
            *([note] if note else []),
            _copied_side(translate("Difference", "Left: {}"), comparison.left, pairs.left(pair)),
            _copied_side(translate("Difference", "Right: {}"), comparison.right, pairs.right(pair)),
        )
    )


def _copied_side(heading: str, side: Side, node: int) -> str:
    if node == ABSENT:
        return heading.format(translate("Difference", "not there"))
    pointer = unmistakable_pointer(side.table.pointer(node))
    place = pointer or translate("Difference", "the whole document")
    text = visible_in_json(side.document.write(side.table.value(node)).decode())
    return f"{heading.format(place)}\n{text}"
