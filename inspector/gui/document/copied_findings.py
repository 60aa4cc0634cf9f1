"""Findings as copied to others, with the document that they are about."""

import hashlib
from collections.abc import Iterator

from inspector import program_version
from inspector.document.document import Document
from inspector.gui.document import detail
from inspector.gui.document.copied import CopiedFact, CopiedLine, CopiedPart, at
from inspector.gui.document.detail import Finding
from inspector.gui.document.findings import ChosenFindings
from inspector.gui.document.opened import Checked
from inspector.gui.translation import number, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, quoted
from inspector.verify.result import Result


def made_of(checked: Checked) -> CopiedLine:
    """The line on which bytes were checked and with whose list; hashes them, so call it in a
    worker."""
    return checked_here((CopiedFact("SHA-256", sha256(checked.opened.document)),))


def checked_here(facts: tuple[CopiedFact, ...] = ()) -> CopiedLine:
    text = translate("Copied", "Checked by Pith Inspector {}; “you” is whoever copied this.")
    return CopiedLine("", text.format(program_version()), facts)


def not_checked_here() -> CopiedLine:
    text = translate("Copied", "Copied before Pith Inspector {} had checked both.")
    return CopiedLine("", text.format(program_version()))


def sha256(document: Document) -> str:
    return hashlib.sha256(document.data).hexdigest()


def on_document(checked: Checked, lines: tuple[CopiedLine, ...]) -> CopiedPart:
    """``lines`` under the document's name, which its sender chose: it must not read as a result."""
    title = translate("Copied", "On the document {}").format(quoted(checked.opened.name))
    return CopiedPart(title, lines)


def of_findings(checked: Checked, chosen: ChosenFindings) -> tuple[CopiedPart, ...]:
    """One finding, or a group of them: its heading, then as many findings as are given."""
    lines: list[CopiedLine] = []
    if (group := chosen.group) is not None:
        if group.cause is not None:
            sentence = clip(said(group.cause.sentence))
            lines.append(CopiedLine(signs.cause().word, sentence, (at(group.cause.pointer),)))
        else:
            counted = signs.counted(group.status, group.size)
            lines.append(
                CopiedLine(counted, detail.rule(group.check), (CopiedFact("", group.check),))
            )
    lines += [of_result(checked, result) for result in chosen.results]
    if (more := chosen.total - len(chosen.results)) > 0:
        lines.append(CopiedLine("", translate("Copied", "And {} more.").format(number(more))))
    return (on_document(checked, (*lines, made_of(checked))),)


def of_result(checked: Checked, result: Result) -> CopiedLine:
    """A result as the detail pane shows it, with hints if its check failed."""
    shown = detail.finding(result)
    facts = [CopiedFact("", shown.check), at(result.path), *_compared(shown)]
    for sentence in checked.report.hint_sentences.get((result.id, result.path), ()):
        look = translate("Copied", "Where to look: {}").format(clip(said(sentence)))
        facts.append(CopiedFact(look))
    return CopiedLine(shown.sign.word, shown.sentence, tuple(facts))


def _compared(shown: Finding) -> Iterator[CopiedFact]:
    if shown.compared is not None:
        texts = shown.compared.expected, shown.compared.actual
        for name, text in zip(shown.compared.names, texts, strict=True):
            if text:
                yield CopiedFact(f"{name}:", text)
