"""What a page of a report is made of: blocks of text, which HTML and Markdown each write."""

from enum import StrEnum
from typing import TypeAlias

from inspector.named_tuple import NamedTuple


class PageStyle(StrEnum):
    """What a piece of text is, for whoever gives it a look."""

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
"""Lines under one another."""


class PageHeading(NamedTuple):
    text: str
    aside: str = ""


class PageVerdict(NamedTuple):
    """The head of the page: the word, and its one sentence."""

    word: PageSpan
    sentence: str
    title: str
    title_note: str


class PageParagraph(NamedTuple):
    text: str
    style: PageStyle = PageStyle.PLAIN


class PageFacts(NamedTuple):
    """Names, each with what is known of it."""

    rows: tuple[tuple[str, PageCell], ...]


class PageTable(NamedTuple):
    """``name`` is a word for whoever gives it a look."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PageCell, ...], ...]


class PageShell(NamedTuple):
    """A line for a shell."""

    text: str


PageBlock: TypeAlias = PageHeading | PageVerdict | PageParagraph | PageFacts | PageTable | PageShell
