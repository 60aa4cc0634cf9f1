"""Two values beside one another as text, with what differs marked; bounded, whatever they are.

What cannot be seen stands as an escape, and is marked as one where it differs.
"""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.compare.spans import Span
from inspector.document.json_types import Json
from inspector.gui.compare.excerpt import LONGEST, excerpts
from inspector.gui.document.bytes_text import MOST, Marked
from inspector.gui.document.json_text import indented
from inspector.gui.translation import number, translate
from inspector.visible import visible

_MOST_SHOWN = 4_000
"""In characters of a text as it is shown, its escapes included."""
_MOST_PARTS = 100
"""Qt is slow with more marks than these: then the last goes on to the end."""


class ValueText(NamedTuple):
    """``note`` says what the text does not: that it is empty, or that it is cut.

    ``start`` is where the two part, on both sides at the same place of the text.
    """

    marked: Marked
    note: str = ""
    start: int = 0


NO_TEXT = ValueText(Marked(""))


def alone(value: Json) -> ValueText:
    """A value that the other side has nothing like: a text as it is, all else as indented JSON."""
    if isinstance(value, str):
        return _spans(value, (Span(value[:LONGEST], differs=False),))
    text, goes_on = indented(value, MOST)
    return ValueText(Marked(text), _cut(len(text)) if goes_on else "")


def side_by_side(left: Json, right: Json) -> tuple[ValueText, ValueText]:
    """The values of a pair; texts and numbers with their differing characters marked."""
    if isinstance(left, str) and isinstance(right, str):
        return _both(left, right)
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return alone(left), alone(right)
    texts = indented(left, MOST)[0], indented(right, MOST)[0]
    if texts[0] == texts[1]:
        return alone(left), alone(right)
    if _is_number(left) and _is_number(right):
        return _both(*texts)
    return _all_of(texts[0]), _all_of(texts[1])


def _both(left: str, right: str) -> tuple[ValueText, ValueText]:
    one, other = map(_spans, (left, right), excerpts(left, right))
    starts = [begin for text in (one, other) for begin, _ in text.marked.parts[:1]]
    start = min(starts, default=0)
    return one._replace(start=start), other._replace(start=start)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _all_of(text: str) -> ValueText:
    return ValueText(Marked(text, ((0, len(text)),)))


def _spans(text: str, spans: Iterable[Span]) -> ValueText:
    """Spans of ``text`` made visible, each line break as an escape before it."""
    shown, length, given = [], 0, 0
    parts: list[tuple[int, int]] = []
    for span in spans:
        piece = "\\n\n".join(map(visible, span.text.split("\n")))[: _MOST_SHOWN - length]
        if span.differs and piece:
            parts.append((length, length + len(piece)))
        shown.append(piece)
        length += len(piece)
        given += len(span.text)
    if len(parts) > _MOST_PARTS:
        parts = [*parts[: _MOST_PARTS - 1], (parts[_MOST_PARTS - 1][0], parts[-1][1])]
    return ValueText(Marked("".join(shown), tuple(parts)), _note(text, given, length))


def _note(text: str, given: int, length: int) -> str:
    if not text:
        return translate("ValueText", "empty text")
    return _part_of(len(text)) if given < len(text) or length == _MOST_SHOWN else ""


def _part_of(length: int) -> str:
    said = translate("ValueText", "A part of the text, which has {} characters.")
    return said.format(number(length))


def _cut(length: int) -> str:
    said = translate("ValueText", "The value goes on: these are its first {} characters.")
    return said.format(number(length))
