"""A paper's text as given: the passages marked as title and abstract, and all lines.

Nothing is normalised here; ``verify`` knows how titles and abstracts are hashed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from inspector.named_tuple import NamedTuple

_DESCRIPTOR = re.compile(r"\s*+(?:title|abstract)\b\s*+[:.—–-]?\s*+", re.IGNORECASE)


class PaperFormat(StrEnum):
    """The format in which the text was read; the value is the word for it."""

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


# --- how to read a text, by its beginning -------------------------------------------------------

ROOTS = re.compile(r"feed|entry|OAI-PMH|GetRecord|ListRecords|record|metadata|arXiv(?:Raw|Old)?|dc")
"""The elements that arXiv's Atom and OAI-PMH, or a part cut out of them, begin with."""

_PROLOGUE = re.compile(r"(?:\s++|(?>(?s:<\?.*?\?>))|(?>(?s:<!--.*?-->)))*+")
_ELEMENT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})(?=[\s/>])")
_HTML = re.compile(
    r"html|head|body|meta|title|main|article|section|header|div|span|p|a|h[1-6]|blockquote|table|"
    r"[uo]l|pre|b|i|em|strong",
    re.IGNORECASE,
)
_HTML_TYPE = re.compile(r"<!doctype\s++html\b", re.IGNORECASE)
_HTML_INSIDE = re.compile(r"</(?:html|body|div|span|p|h[1-6]|blockquote|td|li)\s*+>", re.IGNORECASE)


def form_of(text: str) -> PaperFormat | None:
    """The form of ``text``; None for XML, whose root says which it is."""
    prologue = _PROLOGUE.match(text)
    begin = prologue.end() if prologue else 0
    element = _ELEMENT.match(text, begin)
    name = element[1] if element else ""
    if _HTML_TYPE.match(text, begin) or _HTML.fullmatch(name):
        return PaperFormat.HTML
    if (
        ROOTS.fullmatch(name)
        or text.lstrip().startswith("<?xml")
        or text.startswith("<!DOCTYPE", begin)
    ):
        return None
    return PaperFormat.HTML if _HTML_INSIDE.search(text) else PaperFormat.PLAIN
