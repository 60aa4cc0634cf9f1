"""The differences as rows of an HTML table: the left, what differs, the right; limited in number.

A row has the places, the values, and why the two were compared.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate, groupby, islice, takewhile

from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Change, Comparison
from inspector.compare.difference_cause import cause_sentence
from inspector.compare.pairs import match_reasons
from inspector.compare.spans import ELLIPSIS, Spans, TextSpan, differing, may_cut, nearest_cut
from inspector.document.json_types import Json, is_number
from inspector.export.markup import Content, Html, head_row, joined, tag, text
from inspector.export.page_words import place
from inspector.verify.look_alikes import telling_apart
from inspector.visible import exact, exact_characters

_MOST = 2_000
"""The limit on the characters of one value."""
_LINE = 40
"""Characters per line."""
_BEFORE = 400
"""Characters of a long text kept before the first difference."""
_MOST_LINES = 45
"""The limit on lines, which no sheet of paper exceeds."""
_FEW_LINES = 6
_encoder = json.JSONEncoder(ensure_ascii=False, indent=2)


def alone(value: Json) -> Html:
    """A value without a counterpart: a text in quotation marks, else indented JSON."""
    if isinstance(value, str):
        return _text(value, (TextSpan(value[: _MOST + 1], differs=False),))
    return _indented(value, _MOST_LINES)


def side_by_side(left: Json, right: Json) -> tuple[Html, Html]:
    """The values of a pair; in texts and numbers the differing characters are marked."""
    if isinstance(left, str) and isinstance(right, str):
        ones, others = differing(left, right)
        if max(_cost(left), _cost(right)) > _MOST:
            ones, others = _from_difference(ones, others)
        escaped = telling_apart(*("".join(span.text for span in spans) for spans in (ones, others)))
        return _text(left, ones, escaped), _text(right, others, escaped)
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return alone(left), alone(right)
    if is_number(left) and is_number(right):
        numbers = differing(json.dumps(left), json.dumps(right))
        return _block(_marked(numbers[0])), _block(_marked(numbers[1]))
    return _all_of(left), _all_of(right)


def beginning(value: Json) -> Html:
    """The beginning of an unchanged value, enough to recognise it."""
    return alone(value) if isinstance(value, str) else _indented(value, _FEW_LINES)


def _all_of(value: Json) -> Html:
    if isinstance(value, str):
        return _text(value, (TextSpan(value[: _MOST + 1], differs=True),))
    return _block(_marked((TextSpan(json.dumps(value), differs=True),)))


# --- a text -------------------------------------------------------------------------------


def _text(value: str, spans: Spans, escaped: str = "") -> Html:
    """``spans`` are those of ``value``, or of its part around the first difference."""
    shown: list[TextSpan] = []
    room = _MOST
    for span in spans:
        piece = _beginning(span.text, room)
        shown.append(span._replace(text=piece))
        room -= _cost(piece)
        if piece != span.text:
            shown.append(TextSpan(ELLIPSIS, span.differs))
            break
    is_cut = "".join(span.text for span in shown) != value
    note = f"Cut: a part of a text of {len(value):,} characters." if is_cut else ""
    quote = tag("span", '"', class_="quote")
    return _block(joined([quote, _marked(shown, escaped), quote]), note)


def _cost(words: str) -> int:
    """The space that ``words`` use; a line break fills up its line."""
    return len(words) + _LINE * words.count("\n")


def _beginning(words: str, room: int) -> str:
    """As much of ``words`` as fits, without splitting a grapheme."""
    if _cost(words) <= room:
        return words
    return words[: nearest_cut(_fitting(words, room), partial(may_cut, words))]


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many of the first characters fit."""
    costs = accumulate(map(_cost, characters))
    return sum(1 for _ in takewhile(lambda cost: cost <= room, costs))


def _from_difference(ones: Spans, others: Spans) -> tuple[Spans, Spans]:
    """The spans with only the end of a long common beginning, the same on both sides."""
    shared = min(_shared(ones), _shared(others))
    start = "".join(span.text for span in ones)[:shared]
    begin = nearest_cut(shared - _fitting(reversed(start), _BEFORE), partial(may_cut, start))
    return _from(begin, ones), _from(begin, others)


def _shared(spans: Spans) -> int:
    """The number of characters before the first difference."""
    return sum(len(span.text) for span in takewhile(lambda span: not span.differs, spans))


def _from(begin: int, spans: Spans) -> Spans:
    """``spans`` without the first ``begin`` characters, replaced by an ellipsis."""
    left = [TextSpan(ELLIPSIS, differs=False)] if begin else []
    for span in spans:
        left.append(span._replace(text=span.text[begin:]))
        begin = max(0, begin - len(span.text))
    return tuple(left)


def _marked(spans: Iterable[TextSpan], escaped: str = "") -> Html:
    """Text with its line breaks; each stands as an escape, too, as does all that is hidden, and
    what is in ``escaped``."""
    spans = [span for span in spans if span.text]
    words = "".join(span.text for span in spans)
    characters = zip(words, exact_characters(words, escaped), strict=True)
    return joined(_span(span, list(islice(characters, len(span.text)))) for span in spans)


def _span(span: TextSpan, characters: list[tuple[str, str]]) -> Html:
    lines = joined(_run(shown, is_escape=is_escape) for is_escape, shown in _runs(characters))
    return tag("mark", lines) if span.differs else lines


def _runs(characters: list[tuple[str, str]]) -> Iterator[tuple[bool, str]]:
    """Runs of what stands as it is, and of escapes; a line break follows its own."""
    for is_escape, run in groupby(characters, key=lambda both: both[0] != both[1]):
        yield is_escape, "".join(shown + "\n" * (one == "\n") for one, shown in run)


def _run(shown: str, *, is_escape: bool) -> Html:
    if not is_escape:
        return text(shown, len(shown))
    lines = (
        tag("span", text(line, len(line)), class_="escape").source if line else ""
        for line in shown.split("\n")
    )
    return Html("\n".join(lines))


# --- JSON ---------------------------------------------------------------------------------


def _indented(value: Json, most_lines: int) -> Html:
    """Indented JSON, generated only as far as it is shown; texts in it contain no line break."""
    written: list[str] = []
    room, lines = _MOST, 0
    for piece in _encoder.iterencode(value):
        lines += "\n" in piece[:2]
        if lines >= most_lines or len(piece) > room:
            return _block(_json([*written, piece[:room] * (lines < most_lines)]), _cut(value))
        written.append(piece)
        room -= len(piece)
    return _block(_json(written))


def _json(pieces: list[str]) -> Html:
    lines = "".join(pieces).split("\n")
    return Html("\n".join(text(line, len(line)).source for line in lines))


def _cut(value: Json) -> str:
    if isinstance(value, dict):
        return f"Cut: the beginning of an object of {len(value):,} members."
    if isinstance(value, list):
        return f"Cut: the beginning of a list of {len(value):,} items."
    return "Cut: the beginning of a number."


def _block(content: Content, note: str = "") -> Html:
    value = tag("pre", content, translate="no")
    return joined([value, tag("p", note, class_="cut")]) if note else value


MOST = 5_000
"""The limit on differences per page."""
_MOST_MARKUP = 8_000_000
"""The limit on their characters; places count completely, however much of them is shown."""
_LONGEST_NAME = 120
_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.CHANGED: "◆",
    ChangeKind.MOVED: "⇄",
}


def kind_word(kind: ChangeKind, word: str) -> Html:
    """A sign and a word in the colour of the kind; a screen reader reads only the word."""
    sign = tag("span", _SIGNS[kind], aria_hidden="true")
    return tag("strong", sign, f" {word}", class_=kind)


def side_names(comparison: Comparison) -> tuple[Html, Html]:
    """What both sides are called; two names that look alike have escapes where they differ."""
    left, right = comparison.left.name, comparison.right.name
    escaped = telling_apart(left, right, with_blanks=True)
    shown = (text(exact(one, escaped) if escaped else one, _LONGEST_NAME) for one in (left, right))
    one, other = (tag("span", name, class_="name", translate="no") for name in shown)
    return one, other


def changes(comparison: Comparison) -> Iterator[Html]:
    """The table in pieces of one row each, and how many differences are left out."""
    left, right = side_names(comparison)
    total = comparison.counts.total
    yield Html('<table class="changes">')
    yield head_row((joined(["Left: ", left]), "Difference", joined(["Right: ", right])))
    yield Html("<tbody>")
    written = 0
    for written, row in enumerate(_bounded(comparison, total), 1):  # noqa: B007 - counted
        yield row
    yield Html("</tbody></table>")
    if written < total:
        said = f"This page leaves out {total - written:,} more of {total:,} differences. "
        yield tag("p", said, "The comparison exported as JSON has them.", class_="more")


def _bounded(comparison: Comparison, total: int) -> Iterator[Html]:
    room = _MOST_MARKUP
    for number, change in enumerate(comparison.changes(), 1):
        room -= len(change.left_path or "") + len(change.right_path or "")
        if number > MOST or room < 0:
            return
        row = _row(comparison, change, f"{number:,} of {total:,}")
        room -= len(row.source)
        yield row


def _row(comparison: Comparison, change: Change, number: str) -> Html:
    left, right = _values(change)
    middle = (
        tag("span", number, class_="number"),
        kind_word(change.kind, _word(comparison, change)),
        tag("span", _matched(comparison, change), class_="how"),
        *_note(change),
    )
    return tag(
        "tr",
        _cell(change.left_path, left),
        tag("th", *middle, scope="row"),
        _cell(change.right_path, right),
        class_=change.kind,
    )


def _cell(path: str | None, value: Html) -> Html:
    if path is None:
        return tag("td", "not there", class_="gap")
    return tag("td", place(path), value)


def _values(change: Change) -> tuple[Html, Html]:
    if change.kind is ChangeKind.MOVED:
        return beginning(change.left), beginning(change.right)
    if change.kind is ChangeKind.CHANGED:
        return side_by_side(change.left, change.right)
    return alone(change.left), alone(change.right)


def _word(comparison: Comparison, change: Change) -> str:
    if change.kind is not ChangeKind.MOVED:
        return change.kind
    pairs, left, right = comparison.pairs, comparison.left.table, comparison.right.table
    one, other = left.row(pairs.left(change.pair)), right.row(pairs.right(change.pair))
    return f"moved {one + 1:,} → {other + 1:,}"


def _matched(comparison: Comparison, change: Change) -> str:
    if change.left_path is None:
        return "only on the right"
    if change.right_path is None:
        return "only on the left"
    found = match_reasons(comparison.pairs, change.pair)
    return f"matched by {', then by '.join(found)}" if found else "compared as a whole"


def _note(change: Change) -> Iterator[Content]:
    if change.kind is ChangeKind.CHANGED and (said := cause_sentence(change.left, change.right)):
        yield tag("span", str(said), class_="note")
