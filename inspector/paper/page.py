"""A paper's html page: what its meta elements, its heading and its abstract's block hold.

A block is a line. Formulas count as the TeX that they were made from, between dollar signs.
"""

import re

from inspector.paper.markup import Collector, feed_html
from inspector.paper.text import Origin, PaperFormat, PaperText, Passage
from inspector.progress import Checkpoint

_META_TITLES = ("citation_title", "dc.title", "og:title", "twitter:title")
_META_ABSTRACTS = (
    "citation_abstract",
    "dc.description",
    "description",
    "og:description",
    "twitter:description",
)
_TITLE_CLASSES = ("title", "ltx_title_document")
_ABSTRACT_CLASSES = ("abstract", "ltx_abstract")
_LIKELIEST = ("citation_title", "h1.title", "citation_abstract", "blockquote.abstract")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|center|d[dlt]|details|div|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|head|header|hr|html|li|main|meta|nav|[ou]l|option|p|pre|section|"
    r"summary|table|tbody|t[dhr]|tfoot|thead|title"
)
_NOT_SHOWN = frozenset(("script", "style", "template", "noscript", "svg"))
_LONGEST_TAG = 40


def read_page(text: str, checkpoint: Checkpoint) -> PaperText:
    """What is on the page. Raises PaperTextError and CancelledError."""
    page = _Page()
    feed_html(text, page, checkpoint)
    return PaperText(
        PaperFormat.HTML, _ranked(page.titles), _ranked(page.abstracts), tuple(page.lines), ()
    )


def _ranked(found: list[Passage]) -> tuple[Passage, ...]:
    places = {name: place for place, name in enumerate(_LIKELIEST)}
    return tuple(sorted(found, key=lambda one: places.get(one.origin.name, len(places))))


class _Page(Collector):
    def __init__(self) -> None:
        super().__init__()
        self._silent_from = 0
        self._formula_from = 0
        self._preformatted_from = 0

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        super().start(tag, attrib)
        if self._silent_from:
            return
        if tag == "math" and (tex := attrib.get("alttext")):
            super().data(f"${tex}$")
            self._silent_from = self.depth
        elif tag == "script" and attrib.get("type", "").startswith("math/tex"):
            self._formula_from = self.depth
            super().data("$")
        elif tag in _NOT_SHOWN or _is_rendered_formula(tag, attrib):
            self._silent_from = self.depth
        else:
            self._enter(tag, attrib)

    def end(self, tag: str) -> None:
        if self._formula_from == self.depth:
            super().data("$")
            self._formula_from = 0
        ends_line = not self._silent_from and _BLOCK.fullmatch(tag) is not None
        if self._silent_from == self.depth:
            self._silent_from = 0
        if self._preformatted_from == self.depth:
            self._preformatted_from = 0
        super().end(tag)
        if ends_line:
            self.break_line()

    def data(self, data: str) -> None:
        if self._silent_from:
            return
        if not self._preformatted_from:
            super().data(data)
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self.break_line()
            super().data(line)

    def _enter(self, tag: str, attrib: dict[str, str]) -> None:
        if _BLOCK.fullmatch(tag):
            self.break_line()
        if tag == "pre" and not self._preformatted_from:
            self._preformatted_from = self.depth
        if tag == "meta":
            self._read_meta(attrib)
            return
        classes = attrib.get("class", "").split()
        if name := _marked(tag, classes, attrib.get("id", ""), _ABSTRACT_CLASSES):
            self.capture(Origin(name), self.abstracts)
        elif name := _marked(tag, classes, "", _TITLE_CLASSES) or ("h1" if tag == "h1" else ""):
            self.capture(Origin(name), self.titles)

    def _read_meta(self, attrib: dict[str, str]) -> None:
        name = (attrib.get("name") or attrib.get("property") or "").lower()
        content = attrib.get("content", "")
        if name in _META_TITLES:
            self.titles.append(Passage(Origin(name), content))
        elif name in _META_ABSTRACTS:
            self.abstracts.append(Passage(Origin(name), content))


def _is_rendered_formula(tag: str, attrib: dict[str, str]) -> bool:
    """What a browser has made of a formula, which stands beside its TeX in a saved page."""
    return tag == "mjx-container" or attrib.get("class", "").startswith("MathJax")


def _marked(tag: str, classes: list[str], id_: str, wanted: tuple[str, ...]) -> str:
    """How the place is called where a class or the id says what it is, else empty."""
    for name in wanted:
        if name in classes:
            return f"{tag[:_LONGEST_TAG]}.{name}"
    return f"{tag[:_LONGEST_TAG]}#{id_}" if id_ in wanted else ""
