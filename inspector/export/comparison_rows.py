"""The differences as rows of a page: the left, what differs, the right; as many as fit on a page.

A row says its places, its values, and how the two came to stand side by side.
"""

from collections.abc import Iterator

from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Change, Comparison
from inspector.compare.pairs import match_reasons
from inspector.compare.volatile import Ignored
from inspector.export.comparison_values import alone, beginning, side_by_side
from inspector.export.markup import Content, Html, head_row, joined, tag, text
from inspector.export.nature_words import note
from inspector.export.page_words import place

MOST = 5_000
"""Differences of one page."""
_MOST_MARKUP = 8_000_000
"""Characters of them; their places count as they are, however much of them is shown."""
_LONGEST_NAME = 120
_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.CHANGED: "◆",
    ChangeKind.MOVED: "⇄",
}


def kind_word(kind: ChangeKind, word: str) -> Html:
    """A sign and a word in the colour of the kind; a listener hears the word alone."""
    sign = tag("span", _SIGNS[kind], aria_hidden="true")
    return tag("strong", sign, f" {word}", class_=kind)


def changes(comparison: Comparison, ignored: Ignored, total: int) -> Iterator[Html]:
    """A table in pieces, a row each, and how many of ``total`` it leaves out."""
    names = (text(side.name, _LONGEST_NAME) for side in (comparison.left, comparison.right))
    left, right = (tag("span", name, class_="name", translate="no") for name in names)
    yield Html('<table class="changes">')
    yield head_row((joined(["Left: ", left]), "Difference", joined(["Right: ", right])))
    yield Html("<tbody>")
    written = 0
    for written, row in enumerate(_bounded(comparison, ignored, total), 1):  # noqa: B007 - counted
        yield row
    yield Html("</tbody></table>")
    if written < total:
        said = f"This page leaves out {total - written:,} more of {total:,} differences. "
        yield tag("p", said, "The comparison exported as JSON has them.", class_="more")


def _bounded(comparison: Comparison, ignored: Ignored, total: int) -> Iterator[Html]:
    room, number = _MOST_MARKUP, 0
    for change in comparison.changes():
        if ignored.is_ignored(change.pair):
            continue
        number += 1
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
    if change.kind is ChangeKind.CHANGED and (said := note(change.left, change.right)):
        yield tag("span", said, class_="note")
