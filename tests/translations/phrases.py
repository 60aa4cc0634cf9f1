"""What an expression of the program can read, as far as its source says: text and gaps.

Every way through an expression counts, and a gap is what only a run can tell. What a function is
given is looked up where it is called, so that a sentence is known wherever it is put together.
"""

import ast
import itertools
from collections.abc import Iterable, Iterator

from inspector.document.kinds import Kind
from inspector.verify.coverage import Cover
from tests.translations.phrase import (
    NUMBER,
    OUTSIDE,
    REASON,
    SENTENCE,
    Gap,
    Phrase,
    filled,
    joined,
    worded,
)
from tests.translations.program import Function, Program, argument, called

NOT_MADE = "Not made: "

PARTS = {"short": "value", "_holder": "holder", "_name": "name"}
"""Functions whose texts are parts that are translated by themselves."""
CLAUSES = {("Lead", "found"): "clause"}
"""Variables, by the class of the method that they are in, of which the same is true."""
_SENTENCES = frozenset({"message", "detail", "note"})
"""Attributes that hold a sentence of the program's."""
_CHOICES = {"document.kind": Kind, "claim.cover": Cover}
"""Attributes with one of a few words."""
_FURTHEST = 10
"""A text that is handed on by more functions is none of ours: it came from a document."""
_UNTOLD = frozenset({"archive_form", "visible", "clip"})
"""Functions whose words are no text of the interface, or text from outside."""


class Phrases:
    """What the expressions of a program can read."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._busy: set[tuple[Function, str]] = set()
        self.lowered: set[str] = set()
        """The kinds of gap that stand somewhere with a small first letter."""

    def of(self, expression: ast.expr, where: Function) -> list[Phrase]:
        """Every text that ``expression`` in the function ``where`` can be."""
        return [*dict.fromkeys(map(joined, self._of(expression, where)))]

    def returned(self, function: Function) -> list[Phrase]:
        """Every text that ``function`` can give."""
        phrases = (self._of(value, function) for value in function.returned())
        return [*dict.fromkeys(map(joined, itertools.chain.from_iterable(phrases)))]

    def _of(self, node: ast.expr, where: Function) -> Iterable[Phrase]:
        match node:
            case ast.Constant(value=value):
                return [(value,)] if isinstance(value, str) else [OUTSIDE] * (value is not None)
            case ast.JoinedStr(values=values):
                return self._product(self._pieces(values, where))
            case ast.FormattedValue(format_spec=spec) if spec is not None:
                return [NUMBER if "," in ast.unparse(spec) else OUTSIDE]
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._product([self._of(left, where), self._of(right, where)])
            case ast.Name(id=name):
                return self._variable(name, where)
            case ast.Attribute():
                return self._attribute(node, where)
            case ast.Call():
                return self._call(node, where)
        choices = self._choices(node, where)
        return itertools.chain.from_iterable(self._of(value, where) for value in choices)

    def _choices(self, node: ast.expr, where: Function) -> list[ast.expr]:
        """The expressions of which one is the value of ``node``."""
        match node:
            case ast.IfExp(body=one, orelse=other):
                return [one, other]
            case ast.BoolOp(values=values) | ast.Dict(values=values):
                return values
            case ast.NamedExpr(value=value) | ast.GeneratorExp(elt=value):
                return [value]
            case ast.FormattedValue(value=value):
                return [value]
            case ast.Subscript(value=value) if self._is_table(value, where):
                return [value]
        return [ast.Constant(0)]

    def _product(self, pieces: Iterable[Iterable[Phrase]]) -> Iterator[Phrase]:
        for found in itertools.product(*pieces):
            yield tuple(itertools.chain.from_iterable(found))

    def _pieces(self, values: list[ast.expr], where: Function) -> Iterator[Iterable[Phrase]]:
        """The pieces of an f-string; ``{x[0].lower()}{x[1:]}`` is one, with a small letter."""
        lowered = ""
        for value in values:
            text = ast.unparse(value.value) if isinstance(value, ast.FormattedValue) else ""
            if lowered and text == f"{lowered}[1:]":
                continue
            lowered = text.removesuffix("[0].lower()") if text.endswith("[0].lower()") else ""
            if lowered:
                phrases = self._variable(lowered, where)
                self.lowered |= {one.kind for (one,) in phrases if isinstance(one, Gap)}
                yield phrases
            else:
                yield self._of(value, where)

    def _is_table(self, value: ast.expr, where: Function) -> bool:
        """Whether ``value`` is a dictionary that stands in the source."""
        if isinstance(value, ast.Name):
            known = self._program.constant(value.id, where.module)
            return known is not None and isinstance(known[0], ast.Dict)
        return isinstance(value, ast.Dict)

    # --- names ----------------------------------------------------------------------------

    def _variable(self, name: str, where: Function) -> list[Phrase]:
        if kind := CLAUSES.get((where.owner, name)):
            return [(Gap(kind),)]
        if assigned := [*where.assigned(name)]:
            return self._assigned(name, assigned, where)
        if name in where.parameters:
            return self._parameter(name, where)
        if (known := self._program.constant(name, where.module)) is not None:
            return [*self._of(*known)]
        return [OUTSIDE]

    def clause(self, name: str, where: Function) -> list[Phrase]:
        """The texts of a variable that is a part by itself."""
        return self._assigned(name, [*where.assigned(name)], where)

    def _assigned(
        self, name: str, assigned: list[tuple[ast.expr, int | None]], where: Function
    ) -> list[Phrase]:
        if (where, name) in self._busy:
            return []
        self._busy.add((where, name))
        found: list[Phrase] = []
        for value, index in assigned:
            places = [(value, where)] if index is None else [*self._elements(value, index, where)]
            for expression, place in places:
                found += self._of(expression, place)
            if not places:
                found.append(OUTSIDE)
        self._busy.remove((where, name))
        return found or [OUTSIDE]

    def _elements(
        self, node: ast.expr, index: int, where: Function
    ) -> Iterator[tuple[ast.expr, Function]]:
        """The element ``index`` of every tuple that an expression can be."""
        match node:
            case ast.Tuple(elts=elements):
                yield elements[index], where
            case ast.IfExp(body=one, orelse=other):
                yield from self._elements(one, index, where)
                yield from self._elements(other, index, where)
            case ast.Call() if (function := self._program.called(node, where)) is not None:
                for value in function.returned():
                    yield from self._elements(value, index, function)

    def _parameter(self, name: str, where: Function) -> list[Phrase]:
        """What the callers give; text from outside where nobody gives a text of ours."""
        if (where, name) in self._busy:
            return []
        if len(self._busy) >= _FURTHEST:
            return [OUTSIDE]
        self._busy.add((where, name))
        found: list[Phrase] = []
        for call, place in self._program.calls_of(where):
            if (value := argument(call, where, name)) is not None:
                found += self._of(value, place)
        self._busy.remove((where, name))
        return worded(found)

    def _attribute(self, node: ast.Attribute, where: Function) -> list[Phrase]:
        if node.attr in _SENTENCES:
            return [SENTENCE]
        text = ast.unparse(node)
        for ending, words in _CHOICES.items():
            if text == ending or text.endswith("." + ending):
                return [(str(word),) for word in words]
        if (known := self._program.constant_of(node, where.module)) is not None:
            return [*self._of(*known)]
        if (where, node.attr) in self._busy:
            return []
        self._busy.add((where, node.attr))
        found = [*self._held(node.attr, where)]
        self._busy.remove((where, node.attr))
        return worded(found)

    def _held(self, name: str, where: Function) -> Iterator[Phrase]:
        """What an attribute of this package's objects can be, by its name."""
        for function in self._program.functions():
            if function.module.package != where.module.package:
                continue
            if function.is_property and function.name == name:
                yield from self.returned(function)
            for node in function.own:
                match node:
                    case ast.Assign(targets=[ast.Attribute(attr=attribute)], value=value):
                        if attribute == name and function.owner == where.owner:
                            yield from self._of(value, function)
                    case ast.keyword(arg=attribute, value=value):
                        if attribute == name and not name.startswith("_"):
                            yield from self._of(value, function)

    # --- calls ----------------------------------------------------------------------------

    def _call(self, node: ast.Call, where: Function) -> list[Phrase]:
        name = called(node)
        if name in PARTS:
            return [(Gap(PARTS[name]),)]
        if name in _UNTOLD:
            return [OUTSIDE]
        if isinstance(node.func, ast.Attribute) and name in ("format", "get", "removeprefix"):
            return self._of_method(node.func.value, node, where)
        if name == "join" and isinstance(node.args[0], ast.Name):
            return self._listed(node.args[0].id, where)
        if name == "next":
            return [*self._of(node.args[0], where)]
        function = self._program.called(node, where)
        if function is None or (function, "()") in self._busy:
            return [OUTSIDE]
        self._busy.add((function, "()"))
        found = self.returned(function)
        self._busy.remove((function, "()"))
        return found or [OUTSIDE]

    def _of_method(self, holder: ast.expr, node: ast.Call, where: Function) -> list[Phrase]:
        name = called(node)
        if name == "get":
            if not self._is_table(holder, where):
                return [OUTSIDE]
            default = self._of(node.args[1], where) if len(node.args) > 1 else ()
            return [*self._of(holder, where), *default]
        phrases = [*self._of(holder, where)]
        if name == "format":
            return [tuple(itertools.chain.from_iterable(map(filled, one))) for one in phrases]
        is_reason = ast.unparse(node.args[0]) == repr(NOT_MADE)
        return [REASON if is_reason and one == SENTENCE else one for one in phrases]

    def _listed(self, name: str, where: Function) -> list[Phrase]:
        """The texts of a list that is put together: each is a sentence by itself."""
        lists = [value for value, _ in where.assigned(name)]
        inside = [node for one in lists for node in ast.walk(one) if isinstance(node, ast.List)]
        elements = [element for one in inside for element in one.elts]
        elements += where.appended(name)
        return [phrase for one in elements for phrase in self._of(one, where)] or [OUTSIDE]
