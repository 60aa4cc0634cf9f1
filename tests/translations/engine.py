"""The sentences that the engine speaks, as templates: collected from its code, never typed twice.

A place that makes a sentence of which the source says nothing is refused, so that none is missed.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from tests.translations.phrase import SENTENCE, Gap, Phrase, is_worded
from tests.translations.phrases import CLAUSES, PARTS, Phrases
from tests.translations.program import Function, Program, argument_at, called

Templates: TypeAlias = dict[str, tuple[str, ...]]
"""The text of a template, with ``{}`` for a gap, and what each gap holds."""


class _Place(NamedTuple):
    """Where a sentence is made: the argument ``name`` of what is called ``callee``."""

    callee: str
    index: int
    name: str


_PLACES = (
    _Place("failed", 2, "detail"),
    _Place("warned", 2, "detail"),
    _Place("unchecked", 2, "reason"),
    _Place("Result", 5, "detail"),
    _Place("Judgement", 3, "sentence"),
    _Place("Step", 99, "note"),
    _Place("Trace", 4, "shell_note"),
)
_ERRORS = "inspector.errors"
_STAGE = _Place("Progress", 0, "stage")


def sentences(program: Program, phrases: Phrases) -> Templates:
    """Every sentence, without its full stop."""
    found: Templates = {}
    for expression, where in _spoken(program):
        for phrase in phrases.of(expression, where):
            if phrase in ((), SENTENCE, (*SENTENCE, ".")):
                continue
            if not _says_something(phrase):
                place = f"{where.module.path}:{expression.lineno}"
                raise ValueError(f"{place}: what it says is not known: {ast.unparse(expression)}")
            _add(found, phrase)
    for function in _properties(program, "Lead", "sentence"):
        for phrase in phrases.returned(function):
            _add(found, phrase)
    return dict(sorted(found.items()))


def parts(program: Program, phrases: Phrases) -> dict[str, Templates]:
    """The texts that stand in gaps of sentences, by the kind of gap."""
    found: dict[str, Templates] = {}
    for function in program.functions():
        if kind := PARTS.get(function.name):
            _add_parts(found.setdefault(kind, {}), phrases.returned(function))
    for (owner, name), kind in CLAUSES.items():
        for function in _properties(program, owner, "sentence"):
            _add_parts(found.setdefault(kind, {}), phrases.clause(name, function))
    for kind in phrases.lowered:
        lower = {text[:1].lower() + text[1:]: gaps for text, gaps in found[kind].items()}
        found[kind] |= lower
    return {kind: dict(sorted(found[kind].items())) for kind in sorted(found)}


def stages(program: Program, phrases: Phrases) -> list[str]:
    """The words that say what work is going on."""
    found: set[str] = set()
    for call, where in program.calls(_STAGE.callee):
        expression = argument_at(call, _STAGE.index, _STAGE.name)
        if expression is not None:
            found |= {"".join(map(str, phrase)) for phrase in phrases.of(expression, where)}
    return sorted(found)


def _spoken(program: Program) -> Iterator[tuple[ast.expr, Function]]:
    for place in _PLACES:
        for call, where in program.calls(place.callee):
            if (expression := argument_at(call, place.index, place.name)) is not None:
                yield expression, where
    for function in program.functions():
        for node in function.own:
            if isinstance(node, ast.Call) and node.args and _is_error(node, function):
                yield node.args[0], function


def _is_error(call: ast.Call, where: Function) -> bool:
    name = called(call)
    home = where.module.imported.get(name, (where.module.name,))[0]
    return home == _ERRORS and name.endswith("Error") and isinstance(call.func, ast.Name)


def _properties(program: Program, owner: str, name: str) -> Iterator[Function]:
    return (one for one in program.functions() if (one.owner, one.name) == (owner, name))


def _says_something(phrase: Phrase) -> bool:
    return any(isinstance(piece, str) and any(map(str.isalpha, piece)) for piece in phrase)


def _add(found: Templates, phrase: Phrase) -> None:
    text = "".join("{}" if isinstance(piece, Gap) else piece for piece in phrase)
    text = text.removesuffix(".")
    kinds = tuple(piece.kind for piece in phrase if isinstance(piece, Gap))
    if text.count("{") != len(kinds) or text.count("}") != len(kinds):
        raise ValueError(f"{text!r} has braces of its own, which a template cannot have")
    if found.setdefault(text, kinds) != kinds:
        raise ValueError(f"{text!r} has gaps of two kinds: {found[text]} and {kinds}")


def _add_parts(found: Templates, phrases: list[Phrase]) -> None:
    for phrase in phrases:
        if is_worded(phrase):
            _add(found, phrase)
