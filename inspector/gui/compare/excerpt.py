"""Of two long texts what lies around the place where they part, with what differs there marked.

How long that is decides how long a window is busy with it: neither a search for what differs nor
Qt's layout of a line without end is done for more.
"""

from functools import partial

from inspector.compare.spans import (
    CONTEXT,
    ELLIPSIS,
    Span,
    Spans,
    common_prefix_length,
    differing,
    may_cut,
    nearest_cut,
)

LONGEST = 3_000
"""Of a longer text so many characters are given."""


def excerpts(left: str, right: str) -> tuple[Spans, Spans]:
    """Both in spans; an ellipsis stands for what is left out before and behind."""
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
    """What differs at the end may have its like behind the end of the other."""
    return (*spans[:-1], spans[-1]._replace(differs=False))


def _framed(text: str, begin: int, end: int, spans: Spans) -> Spans:
    before = (Span(ELLIPSIS, differs=False),) if begin else ()
    behind = (Span(ELLIPSIS, differs=False),) if end < len(text) else ()
    return (*before, *spans, *behind)
