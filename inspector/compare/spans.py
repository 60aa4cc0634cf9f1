"""Marks where two texts differ, in runs of characters that can be read.

The common prefix and suffix are found at the speed of a copy, and the search between them is
bounded, so the texts may have any length.
"""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate, groupby
from typing import TypeAlias

from inspector.named_tuple import NamedTuple
from inspector.visible import visible

LONGEST = 10_000
"""A longer text is cut to this many characters around the first difference."""
CONTEXT = 200
"""How many characters of a cut text are kept before that difference."""
ELLIPSIS = "…"
_SHORTEST_SHARED = 3
"""Fewer equal characters than this between two differences are coincidence, and marked too."""
_MOST_WORK = 400_000
"""The most pairs of equal pieces that one search looks at."""
_MACHINE_TEXT = re.compile(r"(?:[a-z0-9]+:)?[A-Za-z0-9+/]{30,}={0,2}")
_SHORTEST_MACHINE_TEXT = 32


class TextSpan(NamedTuple):
    """A piece of a text; ``differs`` if the other text has something else there, or nothing."""

    text: str
    differs: bool


Spans: TypeAlias = tuple[TextSpan, ...]


class _CommonRun(NamedTuple):
    """Characters that both texts have: where they begin on each side, and how many they are."""

    left: int
    right: int
    size: int


class _TextWindow(NamedTuple):
    """The part of a text that is shown. Only ``middle`` differs from the other text."""

    head: str
    middle: str
    tail: str
    before: Spans
    behind: Spans


def differing(left: str, right: str) -> tuple[Spans, Spans]:
    """Both texts as spans. None is empty, and no grapheme is split.

    The spans joined are the text. A text longer than LONGEST is cut around the first difference,
    with a span ELLIPSIS for each part left out, which ``differs`` if something in it does. In two
    hashes or signatures of one length only the first differing character is marked: nearly all
    differ, so marking all would say nothing.
    """
    one, other = _windows(left, right)
    if len(left) == len(right) and _is_machine_text(one) and _is_machine_text(other):
        marks = _only_first(one.middle), _only_first(other.middle)
    elif one.middle <= other.middle:
        marks = _marks(one.middle, other.middle)
    else:
        # The search is not symmetric; so it is always made in the same order.
        marks = _marks(other.middle, one.middle)[::-1]
    return _assembled(one, marks[0]), _assembled(other, marks[1])


# --- the part of a text that is shown ---------------------------------------------------------


def _windows(left: str, right: str) -> tuple[_TextWindow, _TextWindow]:
    texts = left, right
    lengths = len(left), len(right)
    start = nearest_cut(
        common_prefix_length(left, right), lambda count: all(may_cut(text, count) for text in texts)
    )
    end = nearest_cut(
        common_suffix_length(left, right, min(lengths) - start),
        lambda count: all(may_cut(text, len(text) - count) for text in texts),
    )
    begin = 0
    if start < max(lengths) > LONGEST:
        begin = nearest_cut(max(0, start - CONTEXT), partial(may_cut, left))
    one, other = (_window(text, begin, start, len(text) - end) for text in texts)
    return one, other


def _window(text: str, begin: int, start: int, end: int) -> _TextWindow:
    """The window from ``begin`` on of a text that differs from ``start`` to ``end``."""
    stop = len(text)
    if stop - begin > LONGEST:
        stop = nearest_cut(begin + LONGEST, partial(may_cut, text))
    return _TextWindow(
        text[begin : min(start, stop)],
        text[start : min(end, stop)],
        text[end:stop],
        (TextSpan(ELLIPSIS, differs=False),) if begin else (),
        (TextSpan(ELLIPSIS, max(start, stop) < end),) if stop < len(text) else (),
    )


def _is_machine_text(window: _TextWindow) -> bool:
    text = window.head + window.middle + window.tail
    return len(text) >= _SHORTEST_MACHINE_TEXT and _MACHINE_TEXT.fullmatch(text) is not None


def _assembled(window: _TextWindow, marks: Iterable[TextSpan]) -> Spans:
    spans = (TextSpan(window.head, differs=False), *marks, TextSpan(window.tail, differs=False))
    join_matches = (
        TextSpan("".join(span.text for span in run), differs)
        for differs, run in groupby(
            (span for span in spans if span.text), lambda span: span.differs
        )
    )
    return (*window.before, *join_matches, *window.behind)


# --- the marks --------------------------------------------------------------------------------


def _only_first(text: str) -> list[TextSpan]:
    return [TextSpan(text[:1], differs=True), TextSpan(text[1:], differs=False)]


def _marks(left: str, right: str) -> tuple[list[TextSpan], list[TextSpan]]:
    ones, others = graphemes(left), graphemes(right)
    runs = _shared_runs(ones, others, _SHORTEST_SHARED)
    if runs is None:
        runs = _shared_runs(_words(ones), _words(others), 1) or []
    kept = _without_coincidences(runs, _CommonRun(len(left), len(right), 0))
    return (
        _alternating(left, [(run.left, run.size) for run in kept]),
        _alternating(right, [(run.right, run.size) for run in kept]),
    )


def _words(pieces: list[str]) -> list[str]:
    """Graphemes joined to words, each with the white space that follows it."""
    words: list[str] = []
    before = ""
    for piece in pieces:
        if words and (piece.isspace() or (before.isalnum() and piece[0].isalnum())):
            words[-1] += piece
        else:
            words.append(piece)
        before = piece[0]
    return words


def _shared_runs(left: list[str], right: list[str], shortest: int) -> list[_CommonRun] | None:
    """The longest run of pieces that both have, then the longest before and after it, and so on.

    Runs of fewer than ``shortest`` pieces are dropped, and the search ends after _MOST_WORK. None
    where that is not enough for the first run.
    """
    counts = Counter(right)
    work = list(accumulate((1 + counts[piece] for piece in left), initial=0))
    if work[-1] > _MOST_WORK:
        return None
    places, other_places = _places(left), _places(right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    done = 0
    runs: list[_CommonRun] = []
    stretches = deque([(0, len(left), 0, len(right))])
    while stretches:
        begin, end, other_begin, other_end = stretches.popleft()
        done += work[end] - work[begin]
        if done > _MOST_WORK:
            break
        row, other_row, count = matcher.find_longest_match(begin, end, other_begin, other_end)
        if count >= shortest:
            size = places[row + count] - places[row]
            runs.append(_CommonRun(places[row], other_places[other_row], size))
            stretches.append((begin, row, other_begin, other_row))
            stretches.append((row + count, end, other_row + count, other_end))
    return sorted(runs)


def _places(pieces: list[str]) -> list[int]:
    """The offset of each piece in the text, and the end of the last one."""
    return list(accumulate(map(len, pieces), initial=0))


def _without_coincidences(runs: list[_CommonRun], end: _CommonRun) -> list[_CommonRun]:
    """The runs without coincidences, which two unrelated texts also share."""
    kept = [_CommonRun(0, 0, 0)]
    for run in (*runs, end):
        while len(kept) > 1 and _is_coincidence(kept[-2], kept[-1], run):
            kept.pop()
        kept.append(run)
    return kept[1:-1]


def _is_coincidence(before: _CommonRun, run: _CommonRun, after: _CommonRun) -> bool:
    """Whether the differences before and after a run are both longer than the run itself."""
    return run.size < _SHORTEST_SHARED or run.size < min(_gap(before, run), _gap(run, after))


def _gap(run: _CommonRun, following: _CommonRun) -> int:
    return max(following.left - run.left, following.right - run.right) - run.size


def _alternating(text: str, shared: list[tuple[int, int]]) -> list[TextSpan]:
    """``text`` in spans; those at ``shared`` (start and size) do not differ."""
    spans = []
    at = 0
    for begin, size in shared:
        spans.append(TextSpan(text[at:begin], differs=True))
        spans.append(TextSpan(text[begin : begin + size], differs=False))
        at = begin + size
    return [*spans, TextSpan(text[at:], differs=True)]


# --- common prefix and suffix -----------------------------------------------------------------

_BLOCK = 16_384


def common_prefix_length(left: str, right: str) -> int:
    """The length of the common prefix. Compares blocks, to be as fast as a copy."""
    most = min(len(left), len(right))
    at = 0
    while at < most and left.startswith(right[at : at + _BLOCK], at):
        at += _BLOCK
    for place in range(at, most):
        if left[place] != right[place]:
            return place
    return most


def common_suffix_length(left: str, right: str, most: int) -> int:
    """The length of the common suffix, at most ``most``."""
    at = 0
    while at < most and left.endswith(_last(right, at), 0, len(left) - at):
        at += _BLOCK
    for place in range(at + 1, most + 1):
        if left[-place] != right[-place]:
            return place - 1
    return most


def _last(text: str, at: int) -> str:
    """The block that ends ``at`` characters before the end."""
    end = len(text) - at
    return text[max(0, end - _BLOCK) : end]


# --- graphemes --------------------------------------------------------------------------------

_LONGEST_GRAPHEME = 32
"""The most characters of a grapheme; a hostile one could be megabytes long."""
_FIRST_MARK = "\u0300"
_DRAWN_ON = frozenset("\u0e33\u0eb3\uff9e\uff9f")
"""Letters drawn on the one before: Thai and Lao vowels, half-width voicing marks."""
_RANGES_DRAWN_ON = (
    ("\u1161", "\u11ff"),  # Hangul vowels and finals
    ("\ud7b0", "\ud7fb"),
    ("\U0001f3fb", "\U0001f3ff"),  # skin tones
)
_FLAGS = ("\U0001f1e6", "\U0001f1ff")


def graphemes(text: str) -> list[str]:
    """The graphemes of a text, nearly by UAX 29: a letter with the marks drawn on it.

    An invisible character is a grapheme of its own, since the program shows it as an escape.
    """
    found = []
    begin = 0
    for place in range(1, len(text)):
        if place - begin >= _LONGEST_GRAPHEME or not _continues(text[place - 1], text[place]):
            found.append(text[begin:place])
            begin = place
    return [*found, text[begin:]] if text else found


def nearest_cut(place: int, may_cut_at: Callable[[int], bool]) -> int:
    """The last index up to ``place`` that is between graphemes, or the limit of a long one."""
    first = max(0, place - _LONGEST_GRAPHEME)
    return next((earlier for earlier in range(place, first, -1) if may_cut_at(earlier)), first)


def may_cut(text: str, place: int) -> bool:
    """Whether ``place`` is between two graphemes, or at an end of ``text``."""
    return not 0 < place < len(text) or not _continues(text[place - 1], text[place])


def _continues(before: str, character: str) -> bool:
    if character < _FIRST_MARK:
        return False
    if unicodedata.category(character)[0] == "M":
        return visible(character) == character
    if _within(character, _FLAGS):
        return _within(before, _FLAGS)
    return character in _DRAWN_ON or any(_within(character, ends) for ends in _RANGES_DRAWN_ON)


def _within(character: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= character <= ends[1]
