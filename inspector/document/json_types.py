"""JSON values in Python: their types, and access to members with an expected type.

A member of another type reads as missing: document.schema reports the wrong type, and all other
rules can go on. Types are compared with ``is`` for speed; the reader creates no subclasses.
"""

from typing import TypeAlias

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
JsonObject: TypeAlias = dict[str, Json]


def is_number(value: Json) -> bool:
    """Whether it is a number of JSON: true and false are none."""
    return type(value) is int or type(value) is float


def object_at(value: Json, name: str) -> JsonObject | None:
    """The object in this member, or None."""
    found = value.get(name) if type(value) is dict else None
    return found if type(found) is dict else None


def object_in(value: Json, *names: str) -> JsonObject | None:
    """The object at the end of this path of names, or None."""
    found = value if isinstance(value, dict) else None
    for name in names:
        found = object_at(found, name)
    return found


def list_at(value: Json, name: str) -> list[Json]:
    """The list in this member, or an empty one."""
    found = value.get(name) if type(value) is dict else None
    return found if type(found) is list else []


def text_at(value: Json, name: str) -> str | None:
    """The string in this member, or None."""
    found = value.get(name) if type(value) is dict else None
    return found if type(found) is str else None


def count_at(value: Json, name: str) -> int | None:
    """The integer in this member, or None; a bool is no integer."""
    found = value.get(name) if type(value) is dict else None
    return found if type(found) is int else None


def without(value: JsonObject, names: frozenset[str]) -> JsonObject:
    """A shallow copy of ``value`` that leaves out the members ``names``."""
    copied = value.copy()
    for name in names:
        copied.pop(name, None)
    return copied
