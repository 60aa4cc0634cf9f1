"""The blocks of text that a report's page consists of; HTML and Markdown each render them."""

from enum import StrEnum
from typing import TypeAlias

from inspector.named_tuple import NamedTuple


class PageStyle(StrEnum):
    """What a piece of text is, for the renderer."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    CODE = "code"
    GOOD = "good"
    BAD = "bad"
    ODD = "odd"
    OPEN = "open"
    NONE = "none"


class PageSpan(NamedTuple):
    text: str
    style: PageStyle = PageStyle.PLAIN


PageCell: TypeAlias = tuple[PageSpan, ...]
"""The lines of a cell."""


class PageHeading(NamedTuple):
    text: str
    aside: str = ""


class PageVerdict(NamedTuple):
    """The head of the page: the word and its sentence."""

    word: PageSpan
    sentence: str
    title: str
    title_note: str


class PageParagraph(NamedTuple):
    text: str
    style: PageStyle = PageStyle.PLAIN


class PageFacts(NamedTuple):
    """Labels with their values."""

    rows: tuple[tuple[str, PageCell], ...]


class PageTable(NamedTuple):
    """``name`` identifies the table for the renderer."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PageCell, ...], ...]


class PageShell(NamedTuple):
    """A shell line."""

    text: str


PageBlock: TypeAlias = PageHeading | PageVerdict | PageParagraph | PageFacts | PageTable | PageShell
