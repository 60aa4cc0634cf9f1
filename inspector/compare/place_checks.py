"""What the checks say of one value: those that speak of it, and those whose hash or signature is
made of it and of what is around it.

A text that was changed has no check of its own: that it is not what was hashed shows further up.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.pointer import join
from inspector.tree.marks import Marks
from inspector.tree.nodes import NodeTable
from inspector.verify.result import SEVERITY, Result


class _Seal(NamedTuple):
    """Checks of everything in an object but its members ``without``, or of its member ``only``.

    They stand at ``member``, a path of names; an empty one is the object itself.
    """

    member: tuple[str, ...]
    without: frozenset[str]
    checks: frozenset[str]
    only: str = ""

    def covers(self, inner: str) -> bool:
        """Whether they are made of the member ``inner``; an empty name is the whole object."""
        return inner == self.only if self.only else inner not in self.without


_EVENT = frozenset({"content_sha256", "event_id", "signature"})
_RECORD = "canonical_record"
_SEALS = (
    _Seal(("canonical_sha256",), frozenset(), frozenset({"record.canonical_hash"}), only=_RECORD),
    _Seal(("content_sha256",), _EVENT, frozenset({"event.content_hash"})),
    _Seal(("signature",), _EVENT, frozenset({"event.signature"})),
    _Seal(("event_id",), _EVENT, frozenset({"state.event_id"})),
    _Seal((), frozenset({"state_sha256"}), frozenset({"state.merge"})),
    _Seal(("state_sha256",), frozenset({"state_sha256"}), frozenset({"state.hash"})),
    _Seal(
        ("bundle_signature", "bundle_sha256"),
        frozenset({"bundle_signature"}),
        frozenset({"bundle.hash"}),
    ),
    _Seal(("bundle_signature",), frozenset({"bundle_signature"}), frozenset({"bundle.signature"})),
)


def checks_at(table: NodeTable, marks: Marks, node: int) -> list[Result]:
    """The results that speak of ``node``, worst first, else from the value outwards."""
    found = [*marks.own(node), *_around(table, marks, node)]
    return sorted(found, key=lambda result: -SEVERITY[result.status])


def _around(table: NodeTable, marks: Marks, node: int) -> Iterator[Result]:
    inner = ""
    for place in (node, *table.ancestors(node)):
        for seal in _SEALS:
            at = _member(table, place, seal) if seal.covers(inner) else None
            if at is not None and at != node:
                yield from (result for result in marks.own(at) if result.id in seal.checks)
        inner = table.name(place)


def _member(table: NodeTable, place: int, seal: _Seal) -> int | None:
    """Where the checks of a seal on the object ``place`` stand; None where it has none."""
    value, pointer = table.value(place), ""
    for name in seal.member:
        if not isinstance(value, dict) or name not in value:
            return None
        value, pointer = value[name], join(pointer, name)
    return table.find(table.pointer(place) + pointer) if pointer else place
