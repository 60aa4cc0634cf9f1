"""The checks that cover one value: those at the value itself, and those of hashes and signatures
around it that include it.

A text that was changed has no check of its own: the hash of an object around it fails.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.pointer import join
from inspector.tree.marks import Marks
from inspector.tree.nodes import NodeTable
from inspector.verify.format import SEALS, SIGNED, STATE, Seal
from inspector.verify.result import SEVERITY, Result


class _Sealed(NamedTuple):
    """The check ``check`` of a hash or signature over an object, reported at its ``member``.

    ``member`` is a path of names; the empty path is the object itself.
    """

    seal: Seal
    member: tuple[str, ...]
    check: str


_SEALED = (
    *(_Sealed(seal, seal.stated, seal.hash_id) for seal in SEALS),
    *(_Sealed(seal, seal.signature, seal.signature_id) for seal in SIGNED.values()),
    _Sealed(STATE, (), "state.merge"),
)


def checks_covering(table: NodeTable, marks: Marks, node: int) -> list[Result]:
    """The results that cover ``node``: worst first, then from the value outwards."""
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
    """The node at which the check of the object ``place`` is reported; None where there is none."""
    value, pointer = table.value(place), ""
    for name in sealed.member:
        if not isinstance(value, dict) or name not in value:
            return None
        value, pointer = value[name], join(pointer, name)
    return table.find(table.pointer(place) + pointer) if pointer else place
