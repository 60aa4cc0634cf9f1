"""A paper's text as it was given: what it marks as title and abstract, and all of it in lines.

Nothing here is normalised: how a title or an abstract is hashed is for ``verify`` to know.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_DESCRIPTOR = re.compile(r"\s*+(?:title|abstract)\b\s*+[:.—–-]?\s*+", re.IGNORECASE)


class PaperFormat(StrEnum):
    """How the text was read; the value is the word for it."""

    PLAIN = "plain text"
    HTML = "html"
    ATOM = "Atom"
    OAI = "OAI"


class Origin(NamedTuple):
    """Where in the text something stands.

    ``name`` is the marked-up place ("citation_abstract"), empty for a run of lines; ``entry``
    counts from 1 and is 0 where there is only one; ``first`` and ``last`` count lines from 1.
    """

    name: str = ""
    entry: int = 0
    first: int = 0
    last: int = 0


class Passage(NamedTuple):
    """What may be a title or an abstract, with its line breaks as they were."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class PaperText:
    """``titles`` and ``abstracts`` are the likeliest first; ``lines`` are all of the text.

    ``unescaped`` are the same lines with html's references resolved, empty where nothing changes.
    """

    form: PaperFormat
    titles: tuple[Passage, ...]
    abstracts: tuple[Passage, ...]
    lines: tuple[str, ...]
    unescaped: tuple[str, ...] = ()


def without_descriptor(text: str) -> str:
    """A title or an abstract without the word "Title" or "Abstract" in front of it."""
    found = _DESCRIPTOR.match(text)
    return text[found.end() :] if found else text
