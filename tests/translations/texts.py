"""Every text that a user can see, by context: those marked in the window, and the engine's.

lupdate reads Python line by line: it misses texts that go over several lines and all plural
forms. So the syntax trees are walked here, and lupdate gets a list.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from inspector import errors
from inspector.gui.translation import SENTENCES
from inspector.tree.outline import GroupName
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS
from tests.translations.program import ROOT, Call, calls, last_name, trees

ERRORS = frozenset(
    name
    for name, one in vars(errors).items()
    if isinstance(one, type) and issubclass(one, errors.InspectorError)
)
_APART = ("cli", "export", "start")
"""What these packages say is read on a terminal or on a page of its own, in English."""


class Text(NamedTuple):
    """``is_plural``: it names a number, and a language has several forms of it."""

    context: str
    text: str
    is_plural: bool = False


def collect(root: Path = ROOT) -> tuple[Text, ...]:
    """All texts of the program's source, in the order of contexts and places."""
    found = [*_of_catalogue(), *_of_source(trees(root))]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.context))


def _of_catalogue() -> Iterator[Text]:
    yield from (Text("Groups", name) for name in GroupName)
    for check in CATALOGUE.values():
        yield Text(SENTENCES, check.holds)
        yield Text(SENTENCES, check.question)
        yield from (Text("Checks", text) for text in EXPLANATIONS[check.id])


def _of_source(modules: dict[Path, ast.Module]) -> Iterator[Text]:
    messages, constants = _names_of_messages(modules), _constants(modules)
    for path, tree in modules.items():
        parts = path.parts[path.parts.index("inspector") + 1 :]
        for call in calls(tree, path):
            said = [*_of_engine(call, messages)]
            if parts[0] not in _APART:
                yield from said
            if call.name == "Progress" and call.node.args:
                yield Text("Stages", _stage(call, constants))
            if parts[0] == "gui":
                yield from _of_window(call)


# --- what the engine says ---------------------------------------------------------------------


def _of_engine(call: Call, messages: frozenset[str]) -> Iterator[Text]:
    """The template of a sentence; refused where it is put together and could not be translated."""
    if call.name in ERRORS or call.name == "msg":
        if not call.node.args:
            return
        if call.text is not None:
            yield Text(SENTENCES, _sound(call))
        elif call.name == "msg" or not _is_message(call.node.args[0], messages):
            raise call.refused("a sentence is a literal with gaps, or a Message")
    elif call.name == "Count":
        if call.text is None or (many := call.literal(1)) is None:
            raise call.refused("the forms of a number are literals")
        yield Text(SENTENCES, many, is_plural=True)
    elif call.name == "template" and call.text is not None:
        yield Text(SENTENCES, call.text)


def _sound(call: Call) -> str:
    """The template, which has as many gaps as the call has arguments for them."""
    text, given = call.text or "", call.node.args[1:]
    is_told = not any(isinstance(one, ast.Starred) for one in given)
    if is_told and text.count("{}") != len(given):
        raise call.refused(f"{len(given)} arguments for {text.count('{}')} gaps")
    return text


def _is_message(node: ast.expr, messages: frozenset[str]) -> bool:
    """Whether ``node`` is a Message, going by the names that are annotated as one."""
    if isinstance(node, ast.IfExp):
        return _is_message(node.body, messages) and _is_message(node.orelse, messages)
    return last_name(node) in messages


def _names_of_messages(modules: dict[Path, ast.Module]) -> frozenset[str]:
    """The functions, arguments, members and variables that are Messages."""
    found = {"msg"}
    for tree in modules.values():
        for node in ast.walk(tree):
            match node:
                case (
                    ast.FunctionDef(name=name, returns=annotation)
                    | ast.arg(arg=name, annotation=annotation)
                ):
                    pass
                case ast.AnnAssign(target=target, annotation=annotation):
                    name = last_name(target)
                case ast.Assign(targets=[target], value=ast.Call(func=ast.Name(id="msg"))):
                    found.add(last_name(target))
                    continue
                case ast.Assign(targets=[target], value=ast.IfExp(body=one, orelse=other)):
                    if last_name(one) == last_name(other) == "msg":
                        found.add(last_name(target))
                    continue
                case _:
                    continue
            if annotation is not None and ast.unparse(annotation) in ("Message", "Message | None"):
                found.add(name)
    return frozenset(found)


def _stage(call: Call, constants: dict[str, str]) -> str:
    """The words that say what work is going on, written there or named."""
    stage = call.text or constants.get(last_name(call.node.args[0]))
    if stage is None:
        raise call.refused("what goes on is a literal, or a name for one")
    return stage


def _constants(modules: dict[Path, ast.Module]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tree in modules.values():
        for node in tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                    found[name] = text
    return found


# --- what the window marks --------------------------------------------------------------------


def _of_window(call: Call) -> Iterator[Text]:
    """The text that a call marks or looks up; refused where it could not be found at run time."""
    if call.name == "tr":
        if ast.unparse(call.node.func) != "self.tr" or not call.owner or len(call.node.args) > 1:
            raise _untranslated(call)
        yield Text(call.owner, _literal(call, 0))
    elif call.name == "N_":
        yield Text(_literal(call, 0), _literal(call, 1))
    elif call.name == "translate" and isinstance(call.node.func, ast.Name):
        if not call.is_later:
            raise _untranslated(call)
        if isinstance(call.node.args[1], ast.Constant):
            yield Text(_literal(call, 0), _literal(call, 1))
    elif call.name == "plural" and last_name(call.node.args[0]) != "SENTENCES":
        # The forms of a Count, which sentences.py hands on, are collected where it is made.
        yield Text(_literal(call, 0), _literal(call, 2), is_plural=True)


def _literal(call: Call, index: int) -> str:
    text = call.literal(index)
    if text is None:
        raise _untranslated(call)
    return text


def _untranslated(call: Call) -> ValueError:
    return call.refused("this text would not be translated")
