"""Everything that a row of a comparison shows, computed once for all its cells and roles."""

from functools import partial
from itertools import islice
from typing import Final

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison, Counts
from inspector.compare.spans import (
    Spans,
    TextSpan,
    common_prefix_length,
    differing,
    may_cut,
    nearest_cut,
)
from inspector.document.json_types import Json, is_number
from inspector.gui.compare.comparison_tree import ComparisonTree
from inspector.gui.document import labels
from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.document.document_model import join_spoken
from inspector.gui.document.labels import ValueSummary
from inspector.gui.document.rows import Rows, entry_of, is_bucket, is_group, node_of
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, language, number, plural, translate
from inspector.gui.widgets.plain_text import CELL, cell, needs_quotes, quoted
from inspector.gui.widgets.signs import StatusBadge
from inspector.messages import OUTER_QUOTES
from inspector.named_tuple import NamedTuple
from inspector.tree.nodes import NodeTable
from inspector.verify.look_alikes import telling_apart
from inspector.visible import exact_characters

_KINDS = {
    ChangeKind.ADDED: StatusBadge("added", ColourRole.ADDED, N_("Changes", "added")),
    ChangeKind.REMOVED: StatusBadge("removed", ColourRole.REMOVED, N_("Changes", "removed")),
    ChangeKind.CHANGED: StatusBadge("changed", ColourRole.CHANGED, N_("Changes", "changed")),
    ChangeKind.MOVED: StatusBadge("moved", ColourRole.MOVED, N_("Changes", "moved")),
}
_COUNTED = {
    ChangeKind.ADDED: N_("Changes", "{} added"),
    ChangeKind.REMOVED: N_("Changes", "{} removed"),
    ChangeKind.CHANGED: N_("Changes", "{} changed"),
    ChangeKind.MOVED: N_("Changes", "{} moved"),
}
_INSIDE = {
    ChangeKind.ADDED: N_("Changes", "inside what was added"),
    ChangeKind.REMOVED: N_("Changes", "inside what was removed"),
    ChangeKind.CHANGED: N_("Changes", "inside what was changed"),
}


def of_kind(kind: ChangeKind) -> StatusBadge:
    sign = _KINDS[kind]
    return sign._replace(word=translate("Changes", sign.word))


def of_counts(counts: Counts) -> tuple[StatusBadge, ...]:
    """All four counts, zeros muted; a single sign if nothing differs."""
    if not counts.total:
        return (StatusBadge("equal", ColourRole.MUTED, translate("Changes", "Nothing differs")),)
    return tuple(_counted(kind, count) for kind, count in zip(ChangeKind, counts, strict=True))


def of_pair(comparison: Comparison, pair: int) -> StatusBadge:
    """The sign of a pair: a change, a part of one, or equal.

    If one side could not be read, nothing is said about the other's values.
    """
    pairs = comparison.pairs
    if (kind := pairs.kind(pair)) is ChangeKind.MOVED:
        rows = (
            comparison.left.table.row(pairs.left(pair)),
            comparison.right.table.row(pairs.right(pair)),
        )
        word = translate("Changes", "moved {} → {}").format(*(number(row + 1) for row in rows))
        return of_kind(kind)._replace(word=word)
    if kind is not None:
        return of_kind(kind)
    if (around := pairs.inside(pair)) is not None:
        return of_kind(around)._replace(word=translate("Changes", _INSIDE[around]))
    if ABSENT in (pairs.left(pair), pairs.right(pair)):
        return StatusBadge(
            "nothing", ColourRole.MUTED, translate("Changes", "nothing to compare with")
        )
    if below := pairs.below(pair):
        word = plural("Changes", "%n difference inside", "%n differences inside", below)
        return StatusBadge("unequal", ColourRole.MUTED, word)
    return StatusBadge("equal", ColourRole.MUTED, translate("Changes", "the same"))


def place(place: int | None, total: int) -> str:
    """ "difference 7 of 16", or only the number of all if none is selected."""
    if place is not None and total:
        said = translate("Changes", "difference {} of {}")
        return said.format(number(place), number(total))
    if not total:
        return translate("Changes", "no difference")
    return plural("Changes", "%n difference", "%n differences", total)


def _counted(kind: ChangeKind, count: int) -> StatusBadge:
    word = translate("Changes", _COUNTED[kind]).format(number(count))
    sign = _KINDS[kind]._replace(word=word)
    return sign if count else sign._replace(tone=ColourRole.MUTED)


class RowSigns:
    """The signs of the rows of ``paired``, by their keys in ``rows``."""

    def __init__(self, paired: ComparisonTree, rows: Rows) -> None:
        self._paired = paired
        self._pairs = paired.outline.table
        self._rows = rows

    def own(self, key: int) -> StatusBadge | None:
        """The sign of the row itself; None if both sides are equal there or differ only further
        below."""
        if is_bucket(key) or is_group(key):
            return None
        pair = node_of(key)
        if (around := self._pairs.inside(pair)) is not None:
            return of_kind(around)._replace(tone=ColourRole.FAINT)
        if self._pairs.kind(pair) is None:
            return None
        sign = of_pair(self._paired.comparison, pair)
        if self._paired.differences.is_hidden(pair):
            return sign._replace(tone=ColourRole.FAINT, word=f"({sign.word})")
        return sign

    def closed(self, key: int) -> StatusBadge | None:
        """The sign of a collapsed row, with the number of differences below it."""
        own, deeper = self.own(key), self._deeper(key)
        if not deeper:
            return own
        if own is None:
            word = plural("PairRows", "%n difference", "%n differences", deeper)
            return StatusBadge("unequal", ColourRole.MUTED, word)
        said = translate("PairRows", "{}, {} inside")
        return own._replace(word=said.format(own.word, number(deeper)))

    def spoken(self, key: int) -> str:
        """The words of a row, including that it is hidden, which is otherwise shown by brackets."""
        sign = self.closed(key)
        if sign is None:
            return ""
        if self._is_hidden(key):
            return translate("PairRows", "{}, hidden").format(sign.word)
        return sign.word

    def kind(self, key: int) -> ChangeKind | None:
        """The row's own kind of change; None if it is no change or hidden."""
        if is_bucket(key) or is_group(key) or self._is_hidden(key):
            return None
        return self._pairs.kind(node_of(key))

    def _is_hidden(self, key: int) -> bool:
        if is_bucket(key) or is_group(key):
            return False
        return self._paired.differences.is_hidden(node_of(key))

    def _deeper(self, key: int) -> int:
        differences = self._paired.differences
        if is_bucket(key):
            return self._in_bucket(key)
        if is_group(key):
            return differences.in_group(key)
        return differences.deeper(node_of(key))

    def _in_bucket(self, bucket: int) -> int:
        owner = self._rows.parent(bucket)
        first, last = (self._rows.child(bucket, row) for row in (0, self._rows.count(bucket) - 1))
        if is_group(owner):
            return self._paired.differences.among_entries(owner, entry_of(first), entry_of(last))
        return self._paired.differences.among(node_of(owner), node_of(first), node_of(last))


LEFT: Final = 0
RIGHT: Final = 1
SIDES: Final = (LEFT, RIGHT)


class RowText:
    """The texts of the rows of ``paired``, by their keys in ``rows``."""

    def __init__(self, paired: ComparisonTree, rows: Rows) -> None:
        self._paired = paired
        self._pairs = paired.outline.table
        self._rows = rows

    def table(self, side: int) -> NodeTable:
        comparison = self._paired.comparison
        return (comparison.right if side else comparison.left).table

    def node(self, pair: int, side: int) -> int:
        """The node of a pair on one side; ABSENT for a gap."""
        return self._pairs.right(pair) if side else self._pairs.left(pair)

    def is_gap(self, key: int, side: int) -> bool:
        """Whether a side is empty."""
        if is_bucket(key):
            key = self._rows.parent(key)
        if is_group(key):
            return not self._paired.sides[side][key].entries
        return self.node(node_of(key), side) == ABSENT

    def name(self, key: int, side: int) -> str:
        """The name of the row on one side; "" for a gap."""
        if self.is_gap(key, side):
            return ""
        if is_bucket(key):
            first, last = self._rows.span(key)
            return translate("PairRows", "{} to {}").format(number(first), number(last))
        if is_group(key):
            return translate("Groups", self._paired.outline.groups[key].name)
        return labels.name_of(self.table(side), self.node(node_of(key), side))

    def value(self, key: int, side: int) -> ValueSummary:
        """The value of the row on one side, in one line; empty for a gap."""
        if is_bucket(key) or self.is_gap(key, side):
            return ValueSummary("")
        if is_group(key):
            return labels.group_summary(self.table(side), self._paired.sides[side][key])
        return labels.value_of(self.table(side), self.node(node_of(key), side))

    def count(self, key: int, side: int) -> int:
        """The number of children of the row on one side."""
        if is_bucket(key) or self.is_gap(key, side):
            return 0
        if is_group(key):
            return len(self._paired.sides[side][key].entries)
        return self.table(side).child_count(self.node(node_of(key), side))


_BEFORE = 100
"""The number of characters kept before it."""
_CUT = "…"
_CELL_MARKS_MOST_KEPT = 512
"""In rows; more than are visible at once."""


class CellMarks:
    """A cache of the marks of recently shown rows."""

    def __init__(self, text: RowText, signs: RowSigns) -> None:
        self._text = text
        self._signs = signs
        self._kept: dict[int, tuple[MarkedText, MarkedText] | None] = {}

    def of(self, key: int, side: int) -> MarkedText | None:
        """The value of the row ``key`` on one side; None if it is shown without marks."""
        if self._signs.kind(key) is not ChangeKind.CHANGED:
            return None
        if key not in self._kept:
            if len(self._kept) >= _CELL_MARKS_MOST_KEPT:
                self._kept.clear()
            pair = node_of(key)
            places = [(self._text.table(side), self._text.node(pair, side)) for side in SIDES]
            found = marked_cells(*(table.value(node) for table, node in places))
            self._kept[key] = found and (
                _with_spelling(found[0], *places[0]),
                _with_spelling(found[1], *places[1]),
            )
        found = self._kept[key]
        return None if found is None else found[side]


def _with_spelling(marked: MarkedText, table: NodeTable, node: int) -> MarkedText:
    return marked._replace(text=marked.text + labels.spelled(table, node))


def marked_cells(left: Json, right: Json) -> tuple[MarkedText, MarkedText] | None:
    """The texts of both cells with the differing parts; None if that would not distinguish them."""
    if isinstance(left, str) and isinstance(right, str):
        if not (left and right):
            return _whole(left), _whole(right)
        one, other = _of_texts(left, right)
        return _as_text(left, one), _as_text(right, other)
    if is_number(left) and is_number(right):
        return _of_texts(repr(left), repr(right))
    if type(left) is type(right) and isinstance(left, dict | list):
        return None
    return _of_its_type(left), _of_its_type(right)


def _whole(value: Json) -> MarkedText:
    """A value that differs completely."""
    text = labels.leaf(value).text
    return MarkedText(text, ((0, len(text)),) if value != "" else ())


def _of_its_type(value: Json) -> MarkedText:
    """A value beside one of another type: a text is quoted, and an empty list differs from an empty
    object."""
    if isinstance(value, str) and value:
        text = quoted(value, CELL)
    elif isinstance(value, dict | list):
        text = labels.summary(value).text if value else str(value)
    else:
        return _whole(value)
    return MarkedText(text, ((0, len(text)),))


def _of_texts(left: str, right: str) -> tuple[MarkedText, MarkedText]:
    start = common_prefix_length(left, right)
    begin = nearest_cut(max(0, start - _BEFORE), partial(may_cut, left))
    end = start + CELL
    one, other = left[begin:end], right[begin:end]
    ones, others = differing(one, other)
    escaped = telling_apart(one, other)
    return _of_text(left, begin, end, ones, escaped), _of_text(right, begin, end, others, escaped)


def _as_text(text: str, marked: MarkedText) -> MarkedText:
    """The same in quotation marks if it would look like a number, another value or a quotation."""
    if not (labels.looks_like_no_text(text) or needs_quotes(text, CELL)):
        return marked
    opening, closing = language().opening_quote, language().closing_quote
    if text.startswith(opening):
        opening, closing = OUTER_QUOTES[0], OUTER_QUOTES[1]
    parts = tuple((begin + len(opening), end + len(opening)) for begin, end in marked.parts)
    return MarkedText(f"{opening}{marked.text}{closing}", parts)


def _of_text(text: str, begin: int, end: int, spans: Spans, escaped: str) -> MarkedText:
    """``text`` from ``begin`` to ``end`` in ``spans``, as its cell shows it."""
    shown = cell(text)
    if _CUT in shown[:-1] and text.isascii():
        return _cut_in_the_middle(shown, len(text), spans)
    before = () if begin == 0 else (TextSpan(_CUT, differs=False),)
    found = marked_exactly((*before, *spans), escaped)
    return found if end >= len(text) else found._replace(text=found.text + _CUT)


def _cut_in_the_middle(shown: str, length: int, spans: Spans) -> MarkedText:
    """A hash: differences in the part left out mark the ellipsis."""
    lead = shown.index(_CUT)
    tail = length - (len(shown) - lead - 1)
    parts = []
    at = 0
    for span in spans:
        end = at + len(span.text)
        if span.differs:
            parts.append((_place(at, lead, tail), _place(end - 1, lead, tail) + 1))
        at = end
    return MarkedText(shown, tuple(parts))


def _place(at: int, lead: int, tail: int) -> int:
    """The index of the character ``at`` of a text in its shortened form."""
    if at < lead:
        return at
    return lead if at < tail else at - tail + lead + 1


def marked_exactly(spans: Spans, escaped: str = "") -> MarkedText:
    """The text of all spans, those marked that differ."""
    characters = iter(exact_characters("".join(span.text for span in spans), escaped))
    text = ""
    parts = []
    for span in spans:
        piece = "".join(islice(characters, len(span.text)))
        if span.differs:
            parts.append((len(text), len(text) + len(piece)))
        text += piece
    return MarkedText(text, tuple(parts))


def spoken_row(text: RowText, signs: RowSigns, marks: CellMarks, key: int) -> str:
    """The whole row, whichever cell is read; what both sides share is said once."""
    word = signs.spoken(key)
    names = [text.name(key, side) for side in SIDES]
    marked = [marks.of(key, side) for side in SIDES]
    values = [one.text if one else text.value(key, side).text for side, one in enumerate(marked)]
    if text.is_gap(key, RIGHT):
        only = translate("PairRows", "only on the left")
        return join_spoken(word, names[LEFT], only, values[LEFT])
    if text.is_gap(key, LEFT):
        only = translate("PairRows", "only on the right")
        return join_spoken(word, names[RIGHT], only, values[RIGHT])
    said = translate("PairRows", "left {}"), translate("PairRows", "right {}")
    if names[LEFT] != names[RIGHT]:
        parts = [join_spoken(*cell) for cell in zip(names, values, strict=True)]
        return join_spoken(word, *(_filled(said, parts)))
    if values[LEFT] != values[RIGHT]:
        return join_spoken(word, names[LEFT], *_filled(said, values))
    return join_spoken(word, names[LEFT], values[LEFT])


def _filled(said: tuple[str, str], parts: list[str]) -> list[str]:
    return [text.format(part) for text, part in zip(said, parts, strict=True)]


_MOST_KEPT = 1_000
"""In rows; many more than are visible at once."""


class PairRow(NamedTuple):
    """Names, values, counts and gaps, for the left and the right side.

    ``own`` is the sign of the row itself, ``closed`` that with everything below it. ``kind`` is
    None if it is no change or a hidden one.
    """

    names: tuple[str, str]
    values: tuple[ValueSummary, ValueSummary]
    counts: tuple[int, int]
    gaps: tuple[bool, bool]
    own: StatusBadge | None
    closed: StatusBadge | None
    kind: ChangeKind | None
    is_group: bool

    @property
    def is_mono(self) -> bool:
        """Whether the values use a fixed-width font: both, so that they can be compared."""
        return all(cell.mono for cell in self.values if cell.text)


class PairRows:
    """The rows of ``paired``, by their keys in ``rows``; recent ones are cached."""

    def __init__(self, paired: ComparisonTree, rows: Rows) -> None:
        self._text = RowText(paired, rows)
        self._signs = RowSigns(paired, rows)
        self._marks = CellMarks(self._text, self._signs)
        self._kept: dict[int, PairRow] = {}

    def of(self, key: int) -> PairRow:
        row = self._kept.get(key)
        if row is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            row = self._kept[key] = self._row(key)
        return row

    def spoken(self, key: int) -> str:
        """What a screen reader says of the row."""
        return spoken_row(self._text, self._signs, self._marks, key)

    def marks(self, key: int, side: int) -> MarkedText | None:
        """The value of a changed row with the differing parts; None if it is shown without
        marks."""
        return self._marks.of(key, side)

    def _row(self, key: int) -> PairRow:
        text, signs = self._text, self._signs
        return PairRow(
            (text.name(key, LEFT), text.name(key, RIGHT)),
            (text.value(key, LEFT), text.value(key, RIGHT)),
            (text.count(key, LEFT), text.count(key, RIGHT)),
            (text.is_gap(key, LEFT), text.is_gap(key, RIGHT)),
            signs.own(key),
            signs.closed(key),
            signs.kind(key),
            is_group(key),
        )
