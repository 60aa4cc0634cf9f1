"""The abstract inside a paper's text: a run of lines whose normalised text has the stated hash.

Normalised: lower case, each run of white space one space, ends stripped. A match proves itself.
"""

import hashlib
import re

_SPACE = re.compile(r"\s+")
_MOST_LINES = 2_000
_LONGEST_RUN = 60
_MOST_CHARACTERS = 20_000


def normalise(text: str) -> str:
    return _SPACE.sub(" ", text.lower()).strip()


def digest(text: str) -> str:
    """Lower-case hex SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def holds_abstract(text: str, stated: str) -> bool:
    """Whether the whole of ``text``, or some run of its lines, is the text with this hash."""
    if digest(text) == stated:
        return True
    lines = [normalise(line) for line in text.splitlines()[:_MOST_LINES]]
    return any(_starts_here(lines, start, stated) for start, line in enumerate(lines) if line)


def _starts_here(lines: list[str], start: int, stated: str) -> bool:
    running = hashlib.sha256()
    size = 0
    for position, line in enumerate(lines[start : start + _LONGEST_RUN]):
        if not line and position:
            continue
        running.update((" " if size else "").encode() + line.encode())
        size += len(line) + 1
        if running.hexdigest() == stated:
            return True
        if size > _MOST_CHARACTERS:
            return False
    return False
