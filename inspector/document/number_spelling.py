"""Numbers that a text spells in another way than canonical JSON: ``1E2``, ``1.10``, ``-0``.

What is hashed is the canonical spelling, 100.0 for ``1E2``; the reader's values hold no other.
"""

import re
from collections.abc import Iterator

from inspector.progress import Checkpoint, Progress, unwatched

_TEXT = rb'"(?:[^"\\]++|\\.)*+"'
_STRING = re.compile(_TEXT, re.DOTALL)
_STRETCH = re.compile(rb'[^"]*+(?:' + _TEXT + rb'[^"]*+){0,256}', re.DOTALL)
"""Bounded, since nothing else runs and nobody is asked during a match. Not possessive: up to
Python 3.11.4 such a repeat can end too far (gh-106052)."""
_NUMBER = re.compile(rb"-?[0-9][0-9.eE+-]*+")
_SUSPECT = re.compile(rb"[0-9][.eE]|-0")
_MINUS_ZERO = re.compile(rb"-0(?![.eE0-9])")


def odd_numbers(text: bytes, checkpoint: Checkpoint = unwatched) -> Iterator[tuple[int, str]]:
    """Each number of a sound JSON text in UTF-8 that canonical JSON writes otherwise: which of
    all numbers in the text it is, counted from 0, and how the text spells it."""
    count = 0
    for part in _without_strings(text, checkpoint):
        literals = _NUMBER.findall(part)
        if _SUSPECT.search(part):
            for number, literal in enumerate(literals, count):
                spelled = literal.decode()
                if spelled != canonical_number(spelled):
                    yield number, spelled
        count += len(literals)


def canonical_number(literal: str) -> str:
    """How canonical JSON writes the number that ``literal`` spells."""
    is_float = any(sign in literal for sign in ".eE")
    return repr(float(literal)) if is_float else literal if literal != "-0" else "0"


def may_be_odd(text: bytes, numbers: set[type]) -> bool:
    """Whether a text may have such numbers, by the types of its values: floats, or ``-0``."""
    return float in numbers or _MINUS_ZERO.search(text) is not None


def _without_strings(text: bytes, checkpoint: Checkpoint) -> Iterator[bytes]:
    """The text in stretches that cut through no number, each string in it a quotation mark."""
    at = 0
    while at < len(text) and (match := _STRETCH.match(text, at)) is not None and match.end() > at:
        checkpoint(Progress("reading", at, len(text)))
        at = match.end()
        yield _STRING.sub(b'"', match[0])
