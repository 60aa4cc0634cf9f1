"""The program's source as syntax trees: what a name stands for, and who calls what.

Names are taken for what they are in most programs: a method is known by its name alone.
"""

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Function:
    """A function, or a module for what stands outside of all its functions."""

    def __init__(self, module: "Module", node: ast.FunctionDef | ast.Module, owner: str) -> None:
        self.module = module
        self.node = node
        self.owner = owner
        """The class that it is a method of, else empty."""

    @property
    def name(self) -> str:
        return self.node.name if isinstance(self.node, ast.FunctionDef) else ""

    @property
    def is_property(self) -> bool:
        decorators = getattr(self.node, "decorator_list", ())
        return any(ast.unparse(one).endswith("property") for one in decorators)

    @cached_property
    def parameters(self) -> list[str]:
        """The names that a call's arguments are bound to."""
        if isinstance(self.node, ast.Module):
            return []
        names = [one.arg for one in (*self.node.args.args, *self.node.args.kwonlyargs)]
        return names[1:] if self.owner else names

    @cached_property
    def own(self) -> list[ast.AST]:
        """The nodes of the body, without those of functions defined in it."""
        found: list[ast.AST] = []
        waiting: list[ast.AST] = list(ast.iter_child_nodes(self.node))
        while waiting:
            node = waiting.pop(0)
            if not isinstance(node, ast.FunctionDef):
                found.append(node)
                waiting += ast.iter_child_nodes(node)
        return found

    def returned(self) -> Iterator[ast.expr]:
        for node in self.own:
            if isinstance(node, ast.Return) and node.value is not None:
                yield node.value

    def assigned(self, name: str) -> Iterator[tuple[ast.expr, int | None]]:
        """What is put into ``name``, and which element of it where it is taken apart."""
        for node in self.own:
            for target, value in _assignments(node):
                if isinstance(target, ast.Name) and target.id == name:
                    yield value, None
                elif isinstance(target, ast.Tuple):
                    for index, element in enumerate(target.elts):
                        if isinstance(element, ast.Name) and element.id == name:
                            yield value, index

    def appended(self, name: str) -> Iterator[ast.expr]:
        """What is appended to the list ``name``."""
        for node in self.own:
            if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{name}.append":
                yield node.args[0]


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=[target], value=value):
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                yield from zip(target.elts, value.elts, strict=False)
            else:
                yield target, value
        case ast.AnnAssign(target=target, value=value) if value is not None:
            yield target, value
        case ast.NamedExpr(target=target, value=value):
            yield target, value


class Module:
    """One module and where the names in it come from."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.name = ".".join(path.relative_to(root).with_suffix("").parts)
        self.package = self.name.rpartition(".")[0]
        self.tree = ast.parse(path.read_bytes())
        self.top = Function(self, self.tree, "")
        self.functions = [self.top, *self._functions(self.tree, "")]
        self.imported = {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    def _functions(self, node: ast.AST, owner: str) -> Iterator[Function]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                yield Function(self, child, owner)
            inner = child.name if isinstance(child, ast.ClassDef) else owner
            yield from self._functions(child, "" if isinstance(child, ast.FunctionDef) else inner)


class Program:
    """All modules below ``root`` but those of the command line, which stays English."""

    def __init__(self, root: Path = ROOT) -> None:
        folder = root / "inspector"
        paths = sorted(folder.rglob("*.py"))
        # What they say is read on a terminal or on a page of its own, in English.
        apart = {folder / "cli", folder / "export", folder / "start"}
        found = [Module(path, root) for path in paths if apart.isdisjoint(path.parents)]
        self.modules = {module.name: module for module in found}
        self._calls: dict[str, list[tuple[ast.Call, Function]]] = {}
        for function in self.functions():
            for node in function.own:
                if isinstance(node, ast.Call) and (name := called(node)):
                    self._calls.setdefault(name, []).append((node, function))

    def functions(self) -> Iterator[Function]:
        for module in self.modules.values():
            yield from module.functions

    def calls(self, name: str) -> list[tuple[ast.Call, Function]]:
        """Every call of something with this name, and where it stands."""
        return self._calls.get(name, [])

    def calls_of(self, function: Function) -> Iterator[tuple[ast.Call, Function]]:
        """Every call of a function; of a method every call of its name."""
        name = function.owner if function.name == "__init__" else function.name
        for call, where in self.calls(name):
            if function.owner or self.called(call, where) is function:
                yield call, where

    def called(self, call: ast.Call, where: Function) -> Function | None:
        """The function that a call is of, where it is one of the program's own."""
        name, module = called(call), where.module
        if isinstance(call.func, ast.Name):
            if (home := module.imported.get(name)) is not None:
                return self._function(*home)
            return self._function(module.name, name)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            holder = call.func.value.id
            if holder == "self":
                return self._function(module.name, name)
            if holder in module.imported:
                return self._function(".".join(module.imported[holder]), name)
        return None

    def constant(self, name: str, module: Module) -> tuple[ast.expr, Function] | None:
        """What a module's name stands for, be it imported."""
        place, name = module.imported.get(name, (module.name, name))
        if place not in self.modules:
            return None
        home = self.modules[place].top
        value = next((value for value, index in home.assigned(name) if index is None), None)
        return None if value is None else (value, home)

    def constant_of(self, node: ast.Attribute, module: Module) -> tuple[ast.expr, Function] | None:
        """The same of a name in a module that is imported as a whole."""
        if not isinstance(node.value, ast.Name):
            return None
        home = self.modules.get(".".join(module.imported.get(node.value.id, ())))
        return None if home is None else self.constant(node.attr, home)

    def _function(self, module: str, name: str) -> Function | None:
        functions = self.modules[module].functions if module in self.modules else ()
        return next((one for one in functions if one.name == name), None)


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def argument(call: ast.Call, function: Function, name: str) -> ast.expr | None:
    """What a call gives for the parameter ``name``; None where it is left to its default."""
    return argument_at(call, function.parameters.index(name), name)


def argument_at(call: ast.Call, index: int, name: str) -> ast.expr | None:
    """The argument at ``index``, or by ``name``."""
    by_name = next((one.value for one in call.keywords if one.arg == name), None)
    return call.args[index] if index < len(call.args) else by_name
