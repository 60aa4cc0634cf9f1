"""Extracts the texts of marked-up papers with lxml: html pages, Atom and OAI-PMH.

This is the only module that uses lxml. No tree is built, since that takes time quadratic in the
attributes of a tag. The number of open elements is bounded, since each end tag is compared with all
of them.
"""

import re
from typing import Any

from lxml.etree import HTMLParser, XMLParser, XMLSyntaxError

from inspector.errors import PaperTextFormError, PaperTextMalformedError, PaperTextUnsafeError
from inspector.named_tuple import NamedTuple
from inspector.paper.text import ROOTS, Origin, PaperFormat, PaperText, Passage
from inspector.progress import Checkpoint, Progress

_UTF8 = "utf-8"
_PIECE = 65_536
_DEEPEST = 500
_MOST_ELEMENTS = 500_000
_MOST_CAPTURES = 3


class _Capture(NamedTuple):
    depth: int
    origin: Origin
    into: list[Passage]
    pieces: list[str]


class Collector:
    """Collects lines and marked passages; lxml calls its methods."""

    def __init__(self) -> None:
        self.titles: list[Passage] = []
        self.abstracts: list[Passage] = []
        self.lines: list[str] = []
        self.depth = 0
        self._elements = 0
        self._line: list[str] = []
        self._captures: list[_Capture] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """An element begins. Raises PaperTextUnsafeError if there are too many."""
        self.depth += 1
        self._elements += 1
        if self.depth > _DEEPEST:
            raise PaperTextUnsafeError("More than {} elements stand inside one another.", _DEEPEST)
        if self._elements > _MOST_ELEMENTS:
            raise PaperTextUnsafeError("It has more than {} elements.", _MOST_ELEMENTS)

    def end(self, tag: str) -> None:
        while self._captures and self._captures[-1].depth >= self.depth:
            capture = self._captures.pop()
            capture.into.append(Passage(capture.origin, "".join(capture.pieces)))
        self.depth -= 1

    def data(self, data: str) -> None:
        self._line.append(data)
        for capture in self._captures:
            capture.pieces.append(data)

    def close(self) -> None:
        self.break_line()

    def capture(self, origin: Origin, into: list[Passage]) -> None:
        """Collect the text up to the end of the element that just began as a passage."""
        if len(self._captures) < _MOST_CAPTURES:
            self._captures.append(_Capture(self.depth, origin, into, []))

    def break_line(self) -> None:
        """Start a new line."""
        if self._line:
            if line := " ".join("".join(self._line).split()):
                self.lines.append(line)
            self._line.clear()
        for capture in self._captures:
            capture.pieces.append("\n")


def feed_html(text: str, target: Collector, checkpoint: Checkpoint) -> None:
    """Parse html into ``target``. Raises PaperTextUnsafeError and CancelledError."""
    receiver: Any = target  # the stubs want a target that takes bytes, which lxml never passes
    _feed(HTMLParser(target=receiver, encoding=_UTF8, no_network=True), text, checkpoint)


def feed_xml(text: str, target: Collector, checkpoint: Checkpoint) -> None:
    """Parse XML into ``target``, ignoring the encoding that it declares.

    Raises PaperTextMalformedError, PaperTextUnsafeError and CancelledError.
    """
    receiver: Any = target
    parser = XMLParser(
        target=receiver,
        encoding=_UTF8,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    _feed(parser, text, checkpoint)


def _feed(parser: HTMLParser | XMLParser, text: str, checkpoint: Checkpoint) -> None:
    """An error in the collector is raised after the current piece."""
    data = text.encode()
    try:
        for begin in range(0, len(data), _PIECE):
            checkpoint(Progress("reading", begin, len(data)))
            parser.feed(data[begin : begin + _PIECE])
        parser.close()
    except XMLSyntaxError as error:
        raise _named(error) from error


def _named(error: XMLSyntaxError) -> PaperTextMalformedError:
    line = error.position[0] if error.position else 0
    if line:
        return PaperTextMalformedError("The XML is not well-formed (line {}).", line)
    return PaperTextMalformedError("The XML is not well-formed.")


# --- arXiv's answers to programs: Atom, with title and summary, and the XML of OAI-PMH --------

_ATOM = "{http://www.w3.org/2005/Atom}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_ENTRIES = frozenset(("entry", "record"))
_TITLES = frozenset(("title",))
_ABSTRACTS = frozenset(("summary", "abstract", "description"))


def read_metadata(text: str, checkpoint: Checkpoint) -> PaperText:
    """The titles and abstracts in the answer. Raises PaperTextError and CancelledError."""
    found = _Metadata()
    feed_xml(text, found, checkpoint)
    titles, abstracts = (
        _numbered(passages, found.entries) for passages in (found.titles, found.abstracts)
    )
    return PaperText(found.form, titles, abstracts, tuple(found.lines), ())


def _numbered(passages: list[Passage], entries: int) -> tuple[Passage, ...]:
    """The passages without an entry number if there is only one entry."""
    if entries > 1:
        return tuple(passages)
    return tuple(Passage(Origin(one.origin.name), one.text) for one in passages)


class _Metadata(Collector):
    """Refuses a document type before reading anything in it.

    None of these formats has one, and only a document type can declare entities.
    """

    def __init__(self) -> None:
        super().__init__()
        self.form = PaperFormat.OAI
        self.entries = 0
        self._entry_from = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise PaperTextUnsafeError("The XML declares a document type or entities: it is not read.")

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        super().start(tag, attrib)
        name = tag.rpartition("}")[2]
        if self.depth == 1:
            self._begin(tag, name)
        if name in _ENTRIES and not self._entry_from:
            self._entry_from = self.depth
            self.entries += 1
        self.break_line()
        if self.form is PaperFormat.ATOM and not self._entry_from:
            return  # the title of a feed is the query
        origin = Origin(f"dc:{name}" if tag.startswith(_DUBLIN_CORE) else name, self.entries)
        if name in _TITLES:
            self.capture(origin, self.titles)
        elif name in _ABSTRACTS:
            self.capture(origin, self.abstracts)

    def end(self, tag: str) -> None:
        if self._entry_from == self.depth:
            self._entry_from = 0
        super().end(tag)
        self.break_line()

    def _begin(self, tag: str, name: str) -> None:
        if not ROOTS.fullmatch(name):
            raise PaperTextFormError("The XML is neither arXiv's Atom nor its OAI-PMH.")
        if tag.startswith(_ATOM):
            self.form = PaperFormat.ATOM


# --- a paper's html page ----------------------------------------------------------------------

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
    """Collects the meta elements, the heading and the block of the abstract; a block is a line.

    Formulas are replaced by the TeX that they were made from, between dollar signs.
    """

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
    """Whether the element is a rendered formula, which a saved page has beside its TeX."""
    return tag == "mjx-container" or attrib.get("class", "").startswith("MathJax")


def _marked(tag: str, classes: list[str], id_: str, wanted: tuple[str, ...]) -> str:
    """The name of the place if a class or the id says what it is, else ""."""
    for name in wanted:
        if name in classes:
            return f"{tag[:_LONGEST_TAG]}.{name}"
    return f"{tag[:_LONGEST_TAG]}#{id_}" if id_ in wanted else ""
