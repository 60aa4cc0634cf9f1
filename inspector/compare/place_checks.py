"""What the checks say of one value: those that speak of it, and those whose hash or signature is
made of it and of what is around it.

A text that was changed has no check of its own: that it is not what was hashed shows further up.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.pointer import join
from inspector.tree.marks import Marks
from inspector.tree.nodes import NodeTable
from inspector.verify.format import SEALS, SIGNED, STATE, Seal
from inspector.verify.result import SEVERITY, Result


class _Sealed(NamedTuple):
    """A check of all that ``seal`` is made of in an object; it stands at ``member`` of the object.

    ``member`` is a path of names; an empty one is the object itself.
    """

    seal: Seal
    member: tuple[str, ...]
    check: str


_SEALED = (
    *(_Sealed(seal, seal.stated, seal.hash_id) for seal in SEALS),
    *(_Sealed(seal, seal.signature, seal.signature_id) for seal in SIGNED.values()),
    _Sealed(STATE, (), "state.merge"),
)


def checks_at(table: NodeTable, marks: Marks, node: int) -> list[Result]:
    """The results that speak of ``node``, worst first, else from the value outwards."""
    found = [*marks.own(node), *_around(table, marks, node)]
    return sorted(found, key=lambda result: -SEVERITY[result.status])


def _around(table: NodeTable, marks: Marks, node: int) -> Iterator[Result]:
    inner = ""
    for place in (node, *table.ancestors(node)):
        for sealed in _SEALED:
            at = _member(table, place, sealed) if sealed.seal.includes(inner) else None
            if at is not None and at != node:
                yield from (result for result in marks.own(at) if result.id == sealed.check)
        inner = table.name(place)


def _member(table: NodeTable, place: int, sealed: _Sealed) -> int | None:
    """Where a check of what the object ``place`` seals stands; None where it has none."""
    value, pointer = table.value(place), ""
    for name in sealed.member:
        if not isinstance(value, dict) or name not in value:
            return None
        value, pointer = value[name], join(pointer, name)
    return table.find(table.pointer(place) + pointer) if pointer else place
