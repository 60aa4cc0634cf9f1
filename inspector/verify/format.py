"""The format, told once: which hash is of what, what it leaves out, and what signs it.

Verifier, trace, hints, comparison, coverage and timeline read these tables (FORMAT: “Hashes and
signatures”). The shapes of the documents are in ``shapes``.
"""

from enum import StrEnum
from typing import NamedTuple

from inspector.document.json_types import JsonObject, without

ALL_MEMBERS: frozenset[str] = frozenset()
"""What is left out where a value is hashed whole."""


class Cover(StrEnum):
    """The kind of signature that covers a value."""

    RECEIPT = "receipt"
    EVENT = "event"
    BUNDLE = "bundle"


class Seal(NamedTuple):
    """A hash of the format, and the signature over it.

    The hashed value is an object without the members ``left_out``, or its one member ``only``.
    ``stated`` is the way, by names, from that object to the member that states the hash, and
    ``signature`` to the object that signs it, () where nothing does. ``hash_id`` and the other
    ids are those of the checks that speak of it, "" where there is none.
    """

    stated: tuple[str, ...]
    hash_id: str
    left_out: frozenset[str] = ALL_MEMBERS
    only: str = ""
    cover: Cover | None = None
    signature: tuple[str, ...] = ()
    signature_id: str = ""
    signer_id: str = ""
    signed_message: str = ""

    def hashed(self, value: JsonObject) -> JsonObject:
        """Of an object that is hashed without members, what is hashed."""
        return without(value, self.left_out)

    def includes(self, member: str) -> bool:
        """Whether the hash is made of this member of the object."""
        return member == self.only if self.only else member not in self.left_out


RECORD = Seal(
    stated=("canonical_sha256",),
    hash_id="record.canonical_hash",
    only="canonical_record",
    cover=Cover.RECEIPT,
    signature=("receipt",),
    signature_id="receipt.signature",
    signer_id="receipt.signer",
    signed_message="canonical_sha256_bytes",
)
EVENT = Seal(
    stated=("content_sha256",),
    hash_id="event.content_hash",
    left_out=frozenset({"signature", "content_sha256", "event_id"}),
    cover=Cover.EVENT,
    signature=("signature",),
    signature_id="event.signature",
    signer_id="event.signer",
    signed_message="open_graph_event_sha256_bytes",
)
ENTRY = Seal(
    stated=("event_id",),
    hash_id="state.event_id",
    left_out=EVENT.left_out
    | {"event_type", "subject_pith_number", "schema_version", "prev_event", "supersedes"},
)
"""An entry of a state. The event that it was is rebuilt and hashed (``merge.state``), so that
members of its own by these names are not what is hashed."""
STATE = Seal(stated=("state_sha256",), hash_id="state.hash", left_out=frozenset({"state_sha256"}))
BUNDLE = Seal(
    stated=("bundle_signature", "bundle_sha256"),
    hash_id="bundle.hash",
    left_out=frozenset({"bundle_signature"}),
    cover=Cover.BUNDLE,
    signature=("bundle_signature",),
    signature_id="bundle.signature",
    signer_id="bundle.signer",
    signed_message="bundle_sha256_bytes",
)
SEALS = (RECORD, EVENT, ENTRY, STATE, BUNDLE)

SIGNED = {Cover.RECEIPT: RECORD, Cover.EVENT: EVENT, Cover.BUNDLE: BUNDLE}
"""The seal of each kind of signature."""

SIGNATURE_WORDS = {
    cover: (
        ("signature_status", "signed_v1"),
        ("algorithm", "ed25519"),
        ("signed_message", seal.signed_message),
    )
    for cover, seal in SIGNED.items()
}
"""Members of each kind of signature, with the one value whose rules are known."""

SIGNATURE_IDS = frozenset(seal.signature_id for seal in SIGNED.values())
SIGNER_IDS = frozenset(seal.signer_id for seal in SIGNED.values())
HASH_IDS = frozenset({"receipt.hash", *(seal.hash_id for seal in SEALS)})
"""The checks that compare a stated hash with a computed one."""
