"""How a text is to be read, told by how it begins and never by a name."""

import re

from inspector.paper.text import PaperFormat

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
