"""The sources in what is dropped, pasted or typed into the window. Nothing is opened here.

In a text that is not JSON, each line may be a source; prose never becomes a path.
"""

import os
import re
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

from inspector.errors import InspectorError, SourceNotUnderstoodError
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets.plain_text import clip, middle, whole
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.sources import (
    PastedText,
    Plan,
    SourceOptions,
    as_written,
    describe,
    may_be_remote,
)
from inspector.sources.fetched import DEFAULT_OPTIONS
from inspector.sources.reference import without_quotes, without_surroundings
from inspector.visible import visible

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QUrl

_SHOWN = 80
_PAIR = 2
_MOST = 20
"""The most sources opened at once; the number of the others is reported."""
_MOST_REFUSED = 200
_LONGEST_LINE = 4_000
_LONGEST_LIST = 2_000_000
"""In characters, of a text that is not JSON."""
_JSON = r"[\ufeff\s]{0,9999}(?:\{|\[\s{0,9999}[\[{\"\]])"
_EXPLICIT = r"(?i)(?:https?://|pith:|arxiv:|doi:)\S"
_LOOKED_UP = ("pith number", "arxiv id")
_numbers = count(1)


class IncomingSources(NamedTuple):
    """The sources to open, the number of others, and a text about them.

    If there is no source, ``says`` is the reason. ``unusable`` counts what was no source.
    """

    sources: tuple[str, ...]
    left_out: int
    says: str
    unusable: int = 0

    @property
    def pair(self) -> tuple[str, str] | None:
        """Short names of the two sources that could be compared; None unless there are exactly
        two."""
        if len(self.sources) != _PAIR or self.left_out or self.unusable:
            return None
        left, right = (middle(short_source(source), _SHOWN) for source in self.sources)
        return left, right

    @property
    def rest(self) -> str:
        """A sentence on what is not opened, or ""."""
        said = []
        if self.left_out:
            opened, came = len(self.sources), len(self.sources) + self.left_out
            text = translate("Incoming", "Opened the first {} of {}.")
            said.append(text.format(number(opened), number(came)))
        if self.unusable:
            said.append(
                plural(
                    "Incoming",
                    "%n other is no document, address or Pith Number.",
                    "%n others are no document, address or Pith Number.",
                    self.unusable,
                )
            )
        return " ".join(said)


def of_data(data: "QMimeData", name: str, options: SourceOptions) -> IncomingSources:
    """The sources in data of another program; ``name`` is the name for a JSON text in it."""
    if urls := data.urls():
        return of_urls(urls, options)
    if data.hasText():
        return of_text(data.text(), name, options)
    return IncomingSources((), 0, translate("Incoming", "There is no file, address or text in it."))


def of_urls(urls: "Iterable[QUrl]", options: SourceOptions = DEFAULT_OPTIONS) -> IncomingSources:
    """The files and links among ``urls``."""
    return _of_lines((_encoded(url) for url in urls), options)


def of_text(text: str, name: str, options: SourceOptions) -> IncomingSources:
    """A JSON text as a document, or the sources named by the lines of another text."""
    if re.match(_JSON, text):
        says = translate("Incoming", "Open the text as a document")
        return IncomingSources((PastedText(f"{name} {next(_numbers)}", text),), 0, says)
    if len(text) > _LONGEST_LIST:
        return IncomingSources(
            (), 0, translate("Incoming", "The text is no JSON, and too long for a list.")
        )
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if not lines:
        return IncomingSources((), 0, translate("Incoming", "The text is empty."))
    return _of_lines(lines, options)


def _of_lines(lines: Iterable[str], options: SourceOptions) -> IncomingSources:
    sources: dict[str, None] = {}
    refusals: list[InspectorError] = []
    rest: set[str] = set()
    for line in lines:
        if len(sources) == _MOST or len(refusals) == _MOST_REFUSED:  # the rest is not examined
            rest.add(line)
            continue
        try:
            sources[_source_in(line)] = None
        except InspectorError as error:
            refusals.append(error)
    taken, left_out = tuple(sources), len(rest - set(sources))
    if taken:
        return IncomingSources(taken, left_out, _words(taken, left_out, options), len(refusals))
    if len(refusals) == 1:
        return IncomingSources((), 0, whole(refusals[0].message))
    says = translate("Incoming", "There is no JSON in it, and no list of paths or addresses.")
    return IncomingSources((), 0, says)


def _source_in(line: str) -> str:
    """The source in a line. Raises InspectorError.

    An absolute path is accepted unchecked, since its disk may hang. In a sentence the source may be
    one word.
    """
    if len(line) > _LONGEST_LINE:
        raise SourceNotUnderstoodError("A line of {} characters is no source.", len(line))
    path = as_written(without_quotes(line))
    if os.path.isabs(path):
        return path
    plan = describe(line)
    if plan.is_remote:
        return (
            plan.asked.text
            if plan.kind in _LOOKED_UP and plan.asked
            else without_surroundings(line)
        )
    if plan.path and os.path.lexists(plan.path):
        return line
    words = [word for word in line.split() if re.match(_EXPLICIT, without_surroundings(word))]
    if len(words) == 1 and words[0] != line:
        return _source_in(words[0])
    raise SourceNotUnderstoodError(
        "{} is no path, address, Pith Number or arXiv id, nor JSON.", Place(line)
    )


def remote_plan(source: str, options: SourceOptions) -> Plan | None:
    """The plan of a source that is fetched over the network; None for any other source.

    Also None for a source that cannot be opened; opening it gives the reason. No disk is accessed,
    except for a path that reads like an arXiv id, which is looked up in the working folder.
    """
    if not may_be_remote(source):
        return None
    try:
        plan = describe(source, options)
    except InspectorError:
        return None
    return plan if plan.is_remote and not options.offline else None


def taken_for(plan: Plan) -> str:
    """What a source that is looked up by a name was taken for; "" for an address."""
    if plan.kind == "pith number":
        return translate("Incoming", "The Pith Number {}").format(clip(plan.identifier, _SHOWN))
    if plan.kind == "arxiv id" and plan.asked:
        return translate("Incoming", "The paper {}").format(clip(plan.asked.text, _SHOWN))
    return ""


def describe_typed(text: str, options: SourceOptions) -> tuple[str, str]:
    """What a text being typed is taken for, and the whole address if it is fetched."""
    if not text.strip():
        return "", ""
    try:
        if os.path.isabs(as_written(without_quotes(text))):  # its disk may hang
            return translate("Incoming", "A path on this computer"), ""
        plan = describe(text, options)
    except InspectorError as error:
        return whole(error.message), ""
    if not plan.is_remote:
        return "", ""
    named, host = taken_for(plan), middle(plan.host, _SHOWN)
    if not named:
        return translate("Incoming", "An address of {}").format(host), visible(plan.url)
    return translate("Incoming", "{}, looked up at {}").format(named, host), visible(plan.url)


def source_of(url: "QUrl") -> str:
    """The source for a URL of a file or a link; "" for any other."""
    try:
        return _source_in(_encoded(url))
    except InspectorError:
        return _encoded(url) if url.scheme() in ("file", "https", "pith") else ""


def _encoded(url: "QUrl") -> str:
    # Encoded, since a file name may not be UTF-8.
    return url.toString(url.ComponentFormattingOption.FullyEncoded)


def _words(sources: tuple[str, ...], rest: int, options: SourceOptions) -> str:
    if len(sources) > 1:
        words = translate("Incoming", "Open {} documents, each in a tab").format(len(sources))
        if rest:
            words += "\n" + translate("Incoming", "the first {} of {} dropped").format(
                number(len(sources)), number(len(sources) + rest)
            )
        return words
    source = sources[0]
    plan = remote_plan(source, options)
    if plan is None:
        return translate("Incoming", "Open {}").format(middle(short_source(source), _SHOWN))
    host, named = middle(plan.host, _SHOWN), taken_for(plan)
    words = translate("Incoming", "Ask, then fetch from {}").format(host)
    return f"{named}\n{words}" if named else words


def short_source(source: str) -> str:
    """The last part of a path. An address is not shortened, since its host matters."""
    if source.startswith(("https:", "http:")):
        return source
    return source.rstrip("/").rpartition("/")[2] or source
