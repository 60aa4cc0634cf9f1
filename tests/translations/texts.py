"""Every text that a user can see, by its context: what the window marks, what the engine says.

lupdate reads Python line by line: it misses texts inside f-strings and all plural forms. So the
syntax tree is read here, and lupdate gets a list.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from inspector.tree.outline import GroupName
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS
from tests.translations import engine
from tests.translations.phrases import Phrases
from tests.translations.program import Function, Program, called

SENTENCE = "sentence"


class Text(NamedTuple):
    """``is_plural``: it names a number, and a language has several forms of it."""

    context: str
    text: str
    is_plural: bool = False


class Texts(NamedTuple):
    """``templates`` are the engine's sentences and their parts, by kind."""

    texts: tuple[Text, ...]
    templates: dict[str, engine.Templates]


def collect() -> Texts:
    """All texts of the program's source, in the order of contexts and places."""
    program = Program()
    phrases = Phrases(program)
    templates = {SENTENCE: engine.sentences(program, phrases)}
    templates |= engine.parts(program, phrases)
    found = [*_of_window(program), *_of_engine(templates, engine.stages(program, phrases))]
    return Texts(tuple(sorted(dict.fromkeys(found), key=lambda one: one.context)), templates)


def _of_engine(templates: dict[str, engine.Templates], stages: list[str]) -> Iterator[Text]:
    yield from (Text("Stages", stage) for stage in stages)
    yield from (Text("Groups", name) for name in GroupName)
    yield from (Text("Sentences", text) for texts in templates.values() for text in texts)
    for check in CATALOGUE.values():
        yield Text("Checks", check.holds)
        yield from (Text("Checks", text) for text in EXPLANATIONS[check.id])


def _of_window(program: Program) -> Iterator[Text]:
    for function in program.functions():
        if not function.module.name.startswith("inspector.gui."):
            continue
        for node in function.own:
            if isinstance(node, ast.Call):
                yield from _marked(node, function)


def _marked(call: ast.Call, where: Function) -> Iterator[Text]:
    """The text that a call marks or looks up; refused where it could not be found at run time."""
    name = called(call)
    if name == "tr":
        yield Text(where.owner, _literal(call, 0, where))
        if ast.unparse(call.func) != "self.tr" or not where.owner or len(call.args) > 1:
            raise _refused(call, where)
    elif name == "N_":
        yield Text(_literal(call, 0, where), _literal(call, 1, where))
    elif name == "translate" and isinstance(call.func, ast.Name):
        if not where.name and not _is_later(call, where):
            raise _refused(call, where)
        if isinstance(call.args[1], ast.Constant):
            yield Text(_literal(call, 0, where), _literal(call, 1, where))
    elif name == "plural" and len(call.args) == 4:
        yield Text(_literal(call, 0, where), _literal(call, 2, where), is_plural=True)


def _literal(call: ast.Call, index: int, where: Function) -> str:
    argument = call.args[index]
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        raise _refused(call, where)
    return argument.value


def _is_later(call: ast.Call, where: Function) -> bool:
    """Whether a call outside of functions waits in a lambda until a language is chosen."""
    lambdas = (node for node in where.own if isinstance(node, ast.Lambda))
    return any(call in ast.walk(one) for one in lambdas)


def _refused(call: ast.Call, where: Function) -> ValueError:
    place = f"{where.module.path}:{call.lineno}"
    return ValueError(f"{place}: this text would not be translated: {ast.unparse(call)}")
