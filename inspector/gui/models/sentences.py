"""The engine's sentences in the language of the interface.

The engine speaks English. ``sentences.json`` lists the templates of all it says, which
``python -m tests.translations`` collects from its code: a sentence is held against them, and its
parts go into the translated template as they are. What fits none stays English.
"""

import pkgutil
import re
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import orjson

from inspector.gui.translation import ENGLISH, number, shown_language, translate

_LONGEST = 4_000
_DEEPEST = 4
_MOST_SENTENCES = 6
_HEAD = 6
_LOOSE = ""
_SENTENCE, _REASON, _NUMBER = "sentence", "reason", "number"
_WRITTEN_NUMBER = re.compile("[0-9]{1,3}(?:,[0-9]{3}){0,6}")
_NOT_MADE = "Not made: "
"""What a reason loses when another sentence gives it."""


class Template(NamedTuple):
    """A sentence with gaps, each ``{}`` in ``text``; ``literals`` are what stands between them."""

    text: str
    literals: tuple[str, ...]
    kinds: tuple[str, ...]

    def rank(self) -> tuple[int, bool, int]:
        """What says more about how a sentence begins comes first, then what says more at all."""
        is_open = not self.literals[0] and self.kinds[0] != _NUMBER
        return -len(self.literals[0]), is_open, -sum(map(len, self.literals))

    def parts(self, sentence: str) -> list[str] | None:
        """What stands in the gaps of ``sentence``; None where it is not made from this.

        Each gap is as short as it can be, so that the sentence is looked through once.
        """
        first, last = self.literals[0], self.literals[-1]
        if not self.kinds:
            return [] if sentence == first else None
        if not sentence.startswith(first) or not sentence.endswith(last):
            return None
        found, at, end = [], len(first), len(sentence) - len(last)
        for literal in self.literals[1:-1]:
            place = sentence.find(literal, at, end)
            if place < 0:
                return None
            found.append(sentence[at:place])
            at = place + len(literal)
        found.append(sentence[at:end])
        return found if at <= end and all(map(_can_hold, self.kinds, found)) else None


Templates: TypeAlias = dict[str, list[Template]]
"""Those of one kind by how they begin; each list begins with what says most."""


def said(message: str) -> str:
    """A sentence of the engine as the interface says it, as long as the language has it."""
    if shown_language() == ENGLISH or len(message) > _LONGEST:
        return message
    return _said(message, shown_language())


@lru_cache(maxsize=1_024)
def _said(message: str, _: str) -> str:
    return _several(message, _MOST_SENTENCES)


def _several(message: str, most: int) -> str:
    """A sentence, or several one after the other."""
    if (whole := _sentence(message, _DEEPEST)) is not None:
        return whole
    cut = message.find(". ") + 1
    if not cut or not most or (first := _sentence(message[:cut], _DEEPEST)) is None:
        return message
    return f"{first} {_several(message[cut + 1 :], most - 1)}"


def _sentence(message: str, depth: int) -> str | None:
    """The translation of one sentence, None where there is none."""
    if (standing := translate("Checks", message)) != message:
        return standing
    body = message.removesuffix(".")
    if (found := _filled(_SENTENCE, body, depth)) is None:
        return None
    return found + message[len(body) :]


def _filled(kind: str, body: str, depth: int) -> str | None:
    """The translation of a sentence or a part, made from the template that says most of it."""
    for template in _candidates(kind, body):
        parts = template.parts(body)
        if parts is not None:
            translated = translate("Sentences", template.text)
            if translated == template.text:
                return None
            pairs = zip(template.kinds, parts, strict=True)
            return translated.format(*(_part(kind, part, depth - 1) for kind, part in pairs))
    return None


def _part(kind: str, part: str, depth: int) -> str:
    """What stands in a gap, in the language where it is the engine's own."""
    if not kind or depth < 0:
        return part
    if kind == _NUMBER:
        return number(int(part.replace(",", "")))
    if kind == _SENTENCE:
        return _sentence(part, depth) or part
    if kind == _REASON:
        return _reason(part, depth)
    return _filled(kind, part, depth) or part


def _reason(part: str, depth: int) -> str:
    """A reason without the words that say that a check was not made."""
    whole = _sentence(_NOT_MADE + part, depth)
    words = translate("Sentences", _NOT_MADE + "{}").removesuffix("{}")
    return part if whole is None else whole.removeprefix(words)


def _candidates(kind: str, body: str) -> list[Template]:
    """The templates that can begin like ``body``, those that say most of it first."""
    templates = _templates().get(kind, {})
    return [*templates.get(body[:_HEAD], ()), *templates.get(_LOOSE, ())]


def _can_hold(kind: str, part: str) -> bool:
    return kind != _NUMBER or _WRITTEN_NUMBER.fullmatch(part) is not None


@cache
def _templates() -> dict[str, Templates]:
    data = pkgutil.get_data("inspector.resources.translations", "sentences.json") or b"{}"
    listed: dict[str, dict[str, list[str]]] = orjson.loads(data)
    return {kind: _by_head(texts) for kind, texts in listed.items()}


def _by_head(texts: dict[str, list[str]]) -> Templates:
    found: Templates = {}
    for text, kinds in texts.items():
        literals = tuple(text.split("{}"))
        head = literals[0][:_HEAD]
        key = head if len(head) == _HEAD else _LOOSE
        found.setdefault(key, []).append(Template(text, literals, tuple(kinds)))
    for templates in found.values():
        templates.sort(key=Template.rank)
    return found
