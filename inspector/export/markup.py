"""HTML that text cannot break out of: a plain string is always text, mark-up has a type of its own.

There is one place where text is made visible and escaped, and all that is not ``Html`` goes
through it, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import starmap
from typing import TypeAlias

from inspector.visible import visible

LONGEST = 2_000
"""Of a longer text the beginning is written."""
_VOID = frozenset({"meta"})


@dataclass(frozen=True, slots=True)
class Html:
    """Mark-up as it is written to the page; nobody escapes it again."""

    source: str


Content: TypeAlias = str | Html


def text(words: str, most: int = LONGEST) -> Html:
    """``words`` as text on one line: what is hidden in them as escapes, an ellipsis where cut."""
    shown = visible(words[:most]) + ("…" if len(words) > most else "")
    return Html(escape(shown, quote=True))


def joined(content: Iterable[Content]) -> Html:
    """All of ``content`` in a row."""
    return Html("".join(_source(one) for one in content))


def listed(content: Iterable[Content]) -> Html:
    """All of ``content``, with commas."""
    return Html(", ".join(_source(one) for one in content))


def tag(name: str, /, *content: Content, **attributes: str) -> Html:
    """One element. Names are words of our own; ``class_`` is ``class``, ``http_equiv`` has a dash.

    The values of attributes are text like any other.
    """
    given = "".join(starmap(_attribute, attributes.items()))
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(content).source}</{name}>")


def page_head(title: Content, style: str, *more: Html) -> Html:
    """The head of a page that needs nothing else: it can run and fetch nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *more,
        # A phone makes links of what looks like a number or an address.
        tag("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
        tag("title", title),
        tag("style", Html(style)),
    )


def code(words: Content) -> Html:
    """Words of a document or of the format, which no browser translates."""
    return tag("code", words, translate="no")


def head_row(columns: Iterable[Content]) -> Html:
    """The heads of a table's columns; one without a name has none."""
    cells = (tag("th", name, scope="col") if name else tag("td") for name in columns)
    return tag("thead", tag("tr", *cells))


def row(name: Content, *cells: Content) -> Html:
    """A row of a table, whose first cell is the head of the others."""
    return tag("tr", tag("th", name, scope="row"), *(tag("td", cell) for cell in cells))


def table(class_: str, columns: Iterable[Content], rows: Iterable[Html]) -> Html:
    return tag("table", head_row(columns), tag("tbody", *rows), class_=class_)


def _source(content: Content) -> str:
    return content.source if isinstance(content, Html) else text(content).source


def _attribute(name: str, value: str) -> str:
    return f' {name.rstrip("_").replace("_", "-")}="{text(value).source}"'
