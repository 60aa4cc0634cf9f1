"""The calls in the program's source with their places, from its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Call(NamedTuple):
    """``owner`` is the class whose method makes the call, else empty.

    ``is_later``: it runs when a function is called, not when the module is imported.
    """

    node: ast.Call
    path: Path
    owner: str
    is_later: bool

    @property
    def name(self) -> str:
        """The last name of what is called."""
        return last_name(self.node.func)

    @property
    def text(self) -> str | None:
        """The first argument where it is a literal."""
        return self.literal(0)

    def literal(self, index: int) -> str | None:
        match self.node.args[index : index + 1]:
            case [ast.Constant(value=str(text))]:
                return text
        return None

    def refused(self, why: str) -> ValueError:
        place = f"{self.path}:{self.node.lineno}"
        return ValueError(f"{place}: {why}: {ast.unparse(self.node)}")


def trees(root: Path = ROOT) -> dict[Path, ast.Module]:
    """The syntax tree of every module of the program."""
    paths = sorted((root / "inspector").rglob("*.py"))
    return {path: ast.parse(path.read_bytes()) for path in paths}


def calls(tree: ast.AST, path: Path, owner: str = "", *, is_later: bool = False) -> Iterator[Call]:
    """The calls in ``tree``, outer ones first."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield Call(node, path, owner, is_later)
        match node:
            case ast.ClassDef(name=name):
                yield from calls(node, path, name, is_later=is_later)
            case ast.FunctionDef() if is_later:  # inside a method there is no self of a class
                yield from calls(node, path, is_later=True)
            case ast.FunctionDef() | ast.Lambda():
                yield from calls(node, path, owner, is_later=True)
            case _:
                yield from calls(node, path, owner, is_later=is_later)


def last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return last_name(inner)
    return ""
