"""``NamedTuple`` as in ``typing``, with classes that are made in a fifth of the time.

``typing.NamedTuple`` compiles a constructor for each class, and there are some sixty of them before
``verify`` begins, more than a hundred before the window's first picture: without this module
``verify`` of one document takes a sixteenth longer. Here classes with the same number of members
share one compiled constructor, each under its own parameter names. Classes are written as with
``typing``, and a type checker sees ``typing.NamedTuple``.
"""

import sys
from collections import namedtuple
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # annotations cannot be read at that point
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - for others to import from here
else:

    @cache
    def _pattern(size):
        return namedtuple("_Pattern", [f"at_{place}" for place in range(size)])

    def _constructor(name, fields, defaults):
        shared = _pattern(len(fields)).__new__
        code = shared.__code__.replace(co_varnames=("_cls", *fields))
        made = FunctionType(code, shared.__globals__, "__new__", defaults)
        made.__qualname__ = f"{name}.__new__"
        return made

    class _Maker(type):
        """Creates the members of a class; subclasses of it are ordinary classes."""

        def __new__(cls, name, bases, body):
            if bases != (tuple,) and NamedTuple in bases:
                fields = tuple(body.get("__annotations__", ()))
                defaults = tuple(body[field] for field in fields if field in body)
                body["__new__"] = _constructor(name, fields, defaults)
                body["__slots__"] = ()
                body["__match_args__"] = body["_fields"] = fields
                pattern = _pattern(len(fields))
                for field, place in zip(fields, pattern._fields, strict=True):
                    body[field] = vars(pattern)[place]
            return type.__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Maker):
        __slots__ = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changes):
            values = tuple(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no {', '.join(changes)}")
            return tuple.__new__(type(self), values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self):
            return tuple(self)
