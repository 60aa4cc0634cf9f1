"""HTML generation that text cannot break: a ``str`` is always text, mark-up has the type ``Html``.

Everything that is not ``Html`` is made visible and escaped in one place, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import starmap
from typing import TypeAlias

from inspector.visible import visible

LONGEST = 2_000
"""Longer texts are cut."""
_VOID = frozenset({"meta"})


@dataclass(frozen=True, slots=True)
class Html:
    """Mark-up that is written to the page without escaping."""

    source: str


Content: TypeAlias = str | Html


def text(words: str, most: int = LONGEST) -> Html:
    """``words`` as text on one line, with hidden characters escaped; cut with an ellipsis."""
    shown = visible(words[:most]) + ("…" if len(words) > most else "")
    return Html(escape(shown, quote=True))


def joined(content: Iterable[Content]) -> Html:
    """All of ``content``, concatenated."""
    return Html("".join(_source(one) for one in content))


def listed(content: Iterable[Content]) -> Html:
    """All of ``content``, separated by commas."""
    return Html(", ".join(_source(one) for one in content))


def tag(name: str, /, *content: Content, **attributes: str) -> Html:
    """One element. In names, ``class_`` means ``class``, and an underscore in others a hyphen.

    Attribute values are escaped like text.
    """
    given = "".join(starmap(_attribute, attributes.items()))
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(content).source}</{name}>")


def page_head(title: Content, style: str, *more: Html) -> Html:
    """The head of a self-contained page, which can neither run nor fetch anything."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *more,
        # Phones turn text that looks like a number or an address into links.
        tag("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
        tag("title", title),
        tag("style", Html(style)),
    )


def code(words: Content) -> Html:
    """Words of a document or of the format, which browsers must not translate."""
    return tag("code", words, translate="no")


def head_row(columns: Iterable[Content]) -> Html:
    """The header cells of a table's columns; a column without a name gets an empty cell."""
    cells = (tag("th", name, scope="col") if name else tag("td") for name in columns)
    return tag("thead", tag("tr", *cells))


def row(name: Content, *cells: Content) -> Html:
    """A row of a table, whose first cell is a header."""
    return tag("tr", tag("th", name, scope="row"), *(tag("td", cell) for cell in cells))


def table(class_: str, columns: Iterable[Content], rows: Iterable[Html]) -> Html:
    """A table with the class ``class_``, column headers and rows."""
    return tag("table", head_row(columns), tag("tbody", *rows), class_=class_)


def _source(content: Content) -> str:
    return content.source if isinstance(content, Html) else text(content).source


def _attribute(name: str, value: str) -> str:
    return f' {name.rstrip("_").replace("_", "-")}="{text(value).source}"'
