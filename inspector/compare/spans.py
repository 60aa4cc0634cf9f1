"""Two texts as they are marked: the characters that differ, in runs that can be read.

What the two share at their ends is passed over at the speed of a copy, and what is looked into
after that is bounded, so a text may have any length.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate, groupby
from typing import NamedTuple, TypeAlias

from inspector.compare.ends import shared_end, shared_start
from inspector.compare.graphemes import graphemes, may_cut, nearest_cut

LONGEST = 10_000
"""Of a longer text the part around the first difference is given, in so many characters."""
CONTEXT = 200
"""How many characters of it stand before that difference."""
ELLIPSIS = "…"
_SHORTEST_SHARED = 3
"""Between two differences fewer equal characters than this are chance, and are marked as well."""
_MOST_WORK = 400_000
"""How many pairs of equal pieces are looked at in one search."""
_MACHINE_TEXT = re.compile(r"(?:[a-z0-9]+:)?[A-Za-z0-9+/]{30,}={0,2}")
_SHORTEST_MACHINE_TEXT = 32


class Span(NamedTuple):
    """A piece of a text; ``differs`` where the other text has something else, or nothing."""

    text: str
    differs: bool


Spans: TypeAlias = tuple[Span, ...]


class _Run(NamedTuple):
    """Where characters that both have begin on each side, and how many."""

    left: int
    right: int
    size: int


class _Window(NamedTuple):
    """What is shown of one text: all but ``middle`` is the other's as well."""

    head: str
    middle: str
    tail: str
    before: Spans
    behind: Spans


def differing(left: str, right: str) -> tuple[Spans, Spans]:
    """Both texts in spans, those that differ marked; none is empty, no grapheme is cut in two.

    Joined, the spans are the text. Of one longer than LONGEST they are the part around the first
    difference, and a span ELLIPSIS stands for what is left out; it ``differs`` where some of that
    does. Of two hashes or signatures of one length the first differing character is marked alone:
    nearly all differ, so to mark all says nothing.
    """
    one, other = _windows(left, right)
    if len(left) == len(right) and _is_machine_text(one) and _is_machine_text(other):
        marks = _first_alone(one.middle), _first_alone(other.middle)
    elif one.middle <= other.middle:
        marks = _marks(one.middle, other.middle)
    else:
        # A search from the other side may meet other runs; so it is always made from one side.
        marks = _marks(other.middle, one.middle)[::-1]
    return _assembled(one, marks[0]), _assembled(other, marks[1])


# --- what is looked at ------------------------------------------------------------------------


def _windows(left: str, right: str) -> tuple[_Window, _Window]:
    texts = left, right
    lengths = len(left), len(right)
    start = nearest_cut(
        shared_start(left, right), lambda count: all(may_cut(text, count) for text in texts)
    )
    end = nearest_cut(
        shared_end(left, right, min(lengths) - start),
        lambda count: all(may_cut(text, len(text) - count) for text in texts),
    )
    begin = 0
    if start < max(lengths) > LONGEST:
        begin = nearest_cut(max(0, start - CONTEXT), partial(may_cut, left))
    one, other = (_window(text, begin, start, len(text) - end) for text in texts)
    return one, other


def _window(text: str, begin: int, start: int, end: int) -> _Window:
    """``text`` differs from ``start`` to ``end``, and is shown from ``begin`` on."""
    stop = len(text)
    if stop - begin > LONGEST:
        stop = nearest_cut(begin + LONGEST, partial(may_cut, text))
    return _Window(
        text[begin : min(start, stop)],
        text[start : min(end, stop)],
        text[end:stop],
        (Span(ELLIPSIS, differs=False),) if begin else (),
        (Span(ELLIPSIS, max(start, stop) < end),) if stop < len(text) else (),
    )


def _is_machine_text(window: _Window) -> bool:
    text = window.head + window.middle + window.tail
    return len(text) >= _SHORTEST_MACHINE_TEXT and _MACHINE_TEXT.fullmatch(text) is not None


def _assembled(window: _Window, marks: Iterable[Span]) -> Spans:
    spans = (Span(window.head, differs=False), *marks, Span(window.tail, differs=False))
    joined = (
        Span("".join(span.text for span in run), differs)
        for differs, run in groupby(
            (span for span in spans if span.text), lambda span: span.differs
        )
    )
    return (*window.before, *joined, *window.behind)


# --- what is marked ---------------------------------------------------------------------------


def _first_alone(text: str) -> list[Span]:
    return [Span(text[:1], differs=True), Span(text[1:], differs=False)]


def _marks(left: str, right: str) -> tuple[list[Span], list[Span]]:
    ones, others = graphemes(left), graphemes(right)
    runs = _shared_runs(ones, others, _SHORTEST_SHARED)
    if runs is None:
        runs = _shared_runs(_words(ones), _words(others), 1) or []
    told = _without_chance(runs, _Run(len(left), len(right), 0))
    return (
        _alternating(left, [(run.left, run.size) for run in told]),
        _alternating(right, [(run.right, run.size) for run in told]),
    )


def _words(pieces: list[str]) -> list[str]:
    """Graphemes put together to words, each with the white space behind it."""
    words: list[str] = []
    before = ""
    for piece in pieces:
        if words and (piece.isspace() or (before.isalnum() and piece[0].isalnum())):
            words[-1] += piece
        else:
            words.append(piece)
        before = piece[0]
    return words


def _shared_runs(left: list[str], right: list[str], shortest: int) -> list[_Run] | None:
    """The longest run of pieces that both have, then the longest before and behind it, and so on.

    Those of fewer than ``shortest`` pieces are not followed up, nor any after _MOST_WORK; None
    where that does not suffice for the first.
    """
    counts = Counter(right)
    work = list(accumulate((1 + counts[piece] for piece in left), initial=0))
    if work[-1] > _MOST_WORK:
        return None
    places, other_places = _places(left), _places(right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    done = 0
    runs: list[_Run] = []
    stretches = deque([(0, len(left), 0, len(right))])
    while stretches:
        begin, end, other_begin, other_end = stretches.popleft()
        done += work[end] - work[begin]
        if done > _MOST_WORK:
            break
        row, other_row, count = matcher.find_longest_match(begin, end, other_begin, other_end)
        if count >= shortest:
            size = places[row + count] - places[row]
            runs.append(_Run(places[row], other_places[other_row], size))
            stretches.append((begin, row, other_begin, other_row))
            stretches.append((row + count, end, other_row + count, other_end))
    return sorted(runs)


def _places(pieces: list[str]) -> list[int]:
    """Where in the text each piece begins, and where the last one ends."""
    return list(accumulate(map(len, pieces), initial=0))


def _without_chance(runs: list[_Run], end: _Run) -> list[_Run]:
    """The runs that tell something; what else two unrelated texts share would be confetti."""
    told = [_Run(0, 0, 0)]
    for run in (*runs, end):
        while len(told) > 1 and _is_chance(told[-2], told[-1], run):
            told.pop()
        told.append(run)
    return told[1:-1]


def _is_chance(before: _Run, run: _Run, after: _Run) -> bool:
    """Whether what differs on both sides of a run is longer than the run itself."""
    return run.size < _SHORTEST_SHARED or run.size < min(_gap(before, run), _gap(run, after))


def _gap(run: _Run, following: _Run) -> int:
    return max(following.left - run.left, following.right - run.right) - run.size


def _alternating(text: str, shared: list[tuple[int, int]]) -> list[Span]:
    """``text`` in spans; those of ``shared``, each where it begins and its size, do not differ."""
    spans = []
    at = 0
    for begin, size in shared:
        spans.append(Span(text[at:begin], differs=True))
        spans.append(Span(text[begin : begin + size], differs=False))
        at = begin + size
    return [*spans, Span(text[at:], differs=True)]
