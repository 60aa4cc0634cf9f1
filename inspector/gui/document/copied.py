"""What is copied to be handed on, as plain text and as Markdown: the sentences of the screen.

In Markdown every mark that a document may hold is escaped, and what is exact stands as code.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from inspector import program_version
from inspector.gui.document import detail
from inspector.gui.document.detail import Finding
from inspector.gui.document.findings import ChosenFindings
from inspector.gui.document.opened import Checked
from inspector.gui.translation import number, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip
from inspector.messages import Message
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.result import Result

_LONGEST_POINTER = 4_000


class CopiedFact(NamedTuple):
    """``label`` is "" where none is wanted; ``exact`` is a value, a name or a place, else ""."""

    label: str
    exact: str = ""


class CopiedLine(NamedTuple):
    """A sentence with the word of its result, "" where it has none, and what stands under it."""

    word: str
    text: str
    facts: tuple[CopiedFact, ...] = ()


class CopiedPart(NamedTuple):
    title: str
    lines: tuple[CopiedLine, ...]


Written: TypeAlias = Callable[[Iterable[CopiedPart]], str]


def plain(parts: Iterable[CopiedPart]) -> str:
    """As plain text: a line each, what stands under a sentence further in."""
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
    """As Markdown: headings, and lists in lists."""
    blocks = []
    for part in parts:
        lines = [f"### {_escaped(part.title)}", ""] if part.title else []
        blocks.append("\n".join((*lines, *(text for one in part.lines for text in _items(one)))))
    return "\n\n".join(blocks) + "\n"


def _items(line: CopiedLine) -> Iterator[str]:
    from inspector.evidence.markdown import code  # noqa: PLC0415 - start-up

    yield (
        f"- **{_escaped(line.word)}:** {_escaped(line.text)}"
        if line.word
        else (f"- {_escaped(line.text)}")
    )
    for fact in line.facts:
        label = _escaped(fact.label)
        yield f"  - {f'{label} ' if label else ''}{code(fact.exact) if fact.exact else ''}".rstrip()


def _escaped(text: str) -> str:
    from inspector.evidence.markdown import escaped  # noqa: PLC0415 - start-up

    return escaped(text)


# --- findings ---------------------------------------------------------------------------------


def made_of(checked: Checked) -> CopiedLine:
    """Which bytes it is all about, and by whose list. They may be many: for a worker."""
    digest = hashlib.sha256(checked.opened.document.data).hexdigest()
    text = translate("Copied", "Checked by Pith Inspector {}; “you” is whoever copied this.")
    return CopiedLine("", text.format(program_version()), (CopiedFact("SHA-256", digest),))


def of_findings(checked: Checked, chosen: ChosenFindings) -> tuple[CopiedPart, ...]:
    """One finding, or a group of them: its head, then as many of it as are at hand."""
    lines: list[CopiedLine] = []
    if (group := chosen.group) is not None:
        if group.cause is not None:
            sentence = clip(said(group.cause.sentence))
            lines.append(CopiedLine(signs.cause().word, sentence, (at(group.cause.pointer),)))
        else:
            rule = said(Message(CATALOGUE[group.check].holds))
            text = translate("Findings", "Rule: {}").format(rule)
            counted = signs.counted(group.status, group.size)
            lines.append(CopiedLine(counted, text, (CopiedFact("", group.check),)))
    lines += [of_result(checked, result) for result in chosen.results]
    if (more := chosen.total - len(chosen.results)) > 0:
        lines.append(CopiedLine("", translate("Copied", "And {} more.").format(number(more))))
    return (CopiedPart(clip(checked.opened.name), (*lines, made_of(checked))),)


def of_result(checked: Checked, result: Result) -> CopiedLine:
    """A result as the detail shows it, and where to look where its check failed."""
    shown = detail.finding(result)
    facts = [CopiedFact("", shown.check), at(result.path), *_compared(shown)]
    for hint in checked.report.hints:
        if (hint.check, hint.path) == (result.id, result.path):
            look = translate("Copied", "Where to look: {}").format(clip(said(hint.sentence)))
            facts.append(CopiedFact(look))
    return CopiedLine(shown.sign.word, shown.sentence, tuple(facts))


def _compared(shown: Finding) -> Iterator[CopiedFact]:
    if shown.compared is not None:
        texts = shown.compared.expected, shown.compared.actual
        for name, text in zip(shown.compared.names, texts, strict=True):
            if text:
                yield CopiedFact(f"{name}:", text)


def at(pointer: str) -> CopiedFact:
    """Where it is."""
    place = clip(pointer, _LONGEST_POINTER)
    if not place:
        return CopiedFact(translate("Detail", "the whole document"))
    return CopiedFact(translate("Overview", "at {}").format("").strip(), place)
