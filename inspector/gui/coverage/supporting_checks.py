"""The passing checks about a value that no signature covers.

A hash is no signature: whoever changes a value can change its hash too. So each sentence says what
the check ties the value to, and whether that is signed.
"""

from collections.abc import Iterator
from itertools import pairwise

from inspector.document.pointer import parent, split
from inspector.gui.document.detail import Finding
from inspector.gui.document.opened import Checked
from inspector.gui.translation import N_, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import whole
from inspector.messages import Message
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.format import ENTRY, EVENT, SIGNATURE_IDS, STATE, Cover, record_holder
from inspector.verify.result import PASS, Result

_SILENT = frozenset(
    {
        *("document.schema", "document.unknown", "document.version"),
        *("event.type", "event.unique", "integrity.counts", "time.order"),
    }
)
"""Checks that do not tie a value to another."""
_MOST = 6
_DEEPEST = 8
"""Checks about more than their own place are reported near the root."""


_HASHES = {
    ENTRY: N_(
        "Witnesses",
        "The event rebuilt from this entry has the stated id. An id is a hash, not a signature.",
    ),
    EVENT: N_("Witnesses", "The event has the stated hash. A hash is not a signature."),
    STATE: N_("Witnesses", "The state has the stated hash. A hash is not a signature."),
}
"""The sentence for a value covered by a hash that no signature covers."""
_SAID = {rule.hash_id: says for rule, says in _HASHES.items()}
_TIED = {
    "snapshot.title": (
        N_(
            "Witnesses",
            "Its hash is title_canon_sha256, and that value is covered by the receipt.",
        ),
        N_("Witnesses", "Its hash is title_canon_sha256, which no signature covers."),
    ),
    "record.canonical_hash": (
        N_("Witnesses", "It is the hash of the canonical record, which the receipt covers."),
        N_("Witnesses", "It is the hash of the canonical record, which no signature covers."),
    ),
} | dict.fromkeys(
    ("alias.value", "record.pith_number", "record.short_pith_number"),
    (
        N_("Witnesses", "It follows from the canonical record, which the receipt covers."),
        N_("Witnesses", "It follows from the canonical record, which no signature covers."),
    ),
)
_TIED |= {"receipt.hash": _TIED["record.canonical_hash"]}
_TIED |= dict.fromkeys(
    ("record.source", "snapshot.metadata"),
    (
        N_("Witnesses", "It repeats the canonical record, which the receipt covers."),
        N_("Witnesses", "It repeats the canonical record, which no signature covers."),
    ),
)
"""Checks that tie a value to the canonical record: the sentence if that is signed, and if not."""

_OF_ITS_EVENT = frozenset(
    {"record.canonical_hash", "record.pith_number", "record.source", "receipt.hash"}
)
"""Checks that compare a value of an event with the record in the event."""

_MERGE = "state.merge"
_MERGED = N_(
    "Witnesses",
    "The state is what the events of this file give. Whether those are signed is shown with them.",
)
_SIGNATURE = N_("Witnesses", "It is a valid signature. No signature covers itself.")
_MEMBERS = {
    "alias.value": frozenset({"alias_kind", "alias_value"}),
    "snapshot.metadata": frozenset({"license", "primary_cat", "cross_cats", "submitted_at"}),
    "record.source": frozenset({"source_kind", "source_id", "source_version"}),
    "receipt.signature": frozenset({"signature_b64"}),
    "event.signature": frozenset({"signature_b64"}),
    "bundle.signature": frozenset({"signature_b64"}),
    "receipt.signer": frozenset({"key_id", "public_key_fingerprint"}),
    "event.signer": frozenset({"key_id", "public_key_fingerprint"}),
    "bundle.signer": frozenset({"key_id", "public_key_fingerprint"}),
}
"""Checks reported at an object, with the members that they are about."""


def supporting_checks(checked: Checked, node: int) -> tuple[Finding, ...]:
    """The passing checks about the value ``node``, nearest first."""
    found = {
        result.id: result
        for result in _about(checked, node)
        if result.status is PASS and result.id not in _SILENT
    }
    return tuple(
        Finding(
            signs.of_result(result),
            id_,
            _sentence(id_, is_record_signed=_is_record_signed(checked, result)),
            None,
        )
        for id_, result in list(found.items())[:_MOST]
    )


def _about(checked: Checked, node: int) -> Iterator[Result]:
    """Results at the value, at its ancestors, and of the hashes that cover it."""
    by_node, table = checked.node_results, checked.opened.table
    yield from by_node.own(node)
    way = [node, *table.ancestors(node)]
    for child, place in list(pairwise(way))[-_DEEPEST:]:
        step = table.name(child)
        for result in by_node.own(place):
            if result.id == _MERGE or step in _MEMBERS.get(result.id, ()):
                yield result
        value = table.value(place)
        for rule in _HASHES:
            (member,) = rule.stated
            if isinstance(value, dict) and member in value and rule.includes(step):
                stated = table.find(f"{table.pointer(place)}/{member}")
                yield from (result for result in by_node.own(stated) if result.id == rule.hash_id)


def _is_record_signed(checked: Checked, result: Result) -> bool:
    """Whether a valid receipt covers the record that ``result`` compared its value with.

    That is the record beside it: an event may have another one than the document.
    """
    place = record_holder(checked.opened.document.kind)
    first, row, *_ = [*split(result.path), "", ""]
    if first == "events" and result.id in _OF_ITS_EVENT:
        place = f"/events/{row}/payload"
    elif result.id == "record.canonical_hash":
        place = parent(result.path)
    return Cover.RECEIPT in checked.report.coverage.covers(place + "/canonical_record")


def _sentence(id_: str, *, is_record_signed: bool) -> str:
    if id_ in _TIED:
        says = _TIED[id_][0 if is_record_signed else 1]
    elif id_ in _SAID:
        says = _SAID[id_]
    elif id_ == _MERGE:
        says = _MERGED
    elif id_ in SIGNATURE_IDS:
        says = _SIGNATURE
    else:
        return whole(Message(CATALOGUE[id_].holds))
    return translate("Witnesses", says)
