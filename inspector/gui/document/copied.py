"""Content copied to the clipboard to be sent to others, as plain text and as Markdown.

It has the sentences of the screen. In Markdown, special characters from a document are escaped and
exact values are code.
"""

from collections.abc import Iterable, Iterator

from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import pointed
from inspector.named_tuple import NamedTuple

_LONGEST_POINTER = 4_000


class CopiedFact(NamedTuple):
    """``label`` may be ""; ``exact`` is a value, a name or a place, or ""."""

    label: str
    exact: str = ""


class CopiedLine(NamedTuple):
    """A sentence with the word of its result, or "", and the lines under it."""

    word: str
    text: str
    facts: tuple[CopiedFact, ...] = ()


class CopiedPart(NamedTuple):
    title: str
    lines: tuple[CopiedLine, ...]


NO_PART = CopiedPart("", ())


def plain(parts: Iterable[CopiedPart]) -> str:
    """Plain text, one line each, with the lines under a sentence indented."""
    blocks = []
    for part in parts:
        lines = [part.title] if part.title else []
        blocks.append("\n".join((*lines, *map(plain_line, part.lines))))
    return "\n\n".join(blocks) + "\n"


def plain_line(line: CopiedLine) -> str:
    first = f"- {line.word}: {line.text}" if line.word else f"- {line.text}"
    under = (f"{fact.label} {fact.exact}".strip() for fact in line.facts)
    return "\n".join((first, *(f"    {one}" for one in under)))


def markdown(parts: Iterable[CopiedPart]) -> str:
    """Markdown with headings and nested lists."""
    blocks = []
    for part in parts:
        lines = [f"### {_escaped(part.title)}", ""] if part.title else []
        blocks.append("\n".join((*lines, *(text for one in part.lines for text in _items(one)))))
    return "\n\n".join(blocks) + "\n"


def _items(line: CopiedLine) -> Iterator[str]:
    from inspector.evidence.markdown import code  # noqa: PLC0415 - start-up

    word = f"**{_escaped(line.word)}:** " if line.word else ""
    yield f"- {word}{_escaped(line.text)}"
    for fact in line.facts:
        label = _escaped(fact.label)
        yield f"  - {f'{label} ' if label else ''}{code(fact.exact) if fact.exact else ''}".rstrip()


def _escaped(text: str) -> str:
    from inspector.evidence.markdown import escaped  # noqa: PLC0415 - start-up

    return escaped(text)


def at(pointer: str) -> CopiedFact:
    """The fact that says where something is."""
    place = pointed(pointer, _LONGEST_POINTER)
    if not place:
        return CopiedFact(translate("Detail", "the whole document"))
    return CopiedFact(translate("Overview", "at {}").format("").strip(), place)
