"""The hashes and signatures of the Pith format: what each covers, and which members it leaves out.

The rules are written down only here. Verifier, trace, hints, comparison, coverage and timeline
read these tables. The members of each type of document are in ``shapes``.
"""

from enum import StrEnum

from inspector.document.json_types import JsonObject, without
from inspector.document.kinds import Kind
from inspector.named_tuple import NamedTuple

ALL_MEMBERS: frozenset[str] = frozenset()
"""For a value that is hashed completely."""


class Cover(StrEnum):
    """The kind of signature that covers a value."""

    RECEIPT = "receipt"
    EVENT = "event"
    BUNDLE = "bundle"


class HashRule(NamedTuple):
    """How one hash of the format is computed, and which signature covers it.

    The hashed value is an object without the members ``left_out`` or, if ``only`` is set, that one
    member of the object. ``stated`` and ``signature`` are paths of member names relative to the
    object: to the member that states the hash, and to the object that signs it (() if nothing
    does). ``hash_id``, ``signature_id`` and ``signer_id`` are the ids of the checks that report on
    it, or "".
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
        """The hashed value of an object whose hash leaves members out (``only`` is not set)."""
        return without(value, self.left_out)

    def includes(self, member: str) -> bool:
        """Whether the hash covers this member of the object."""
        return member == self.only if self.only else member not in self.left_out


RECORD = HashRule(
    stated=("canonical_sha256",),
    hash_id="record.canonical_hash",
    only="canonical_record",
    cover=Cover.RECEIPT,
    signature=("receipt",),
    signature_id="receipt.signature",
    signer_id="receipt.signer",
    signed_message="canonical_sha256_bytes",
)
EVENT = HashRule(
    stated=("content_sha256",),
    hash_id="event.content_hash",
    left_out=frozenset({"signature", "content_sha256", "event_id"}),
    cover=Cover.EVENT,
    signature=("signature",),
    signature_id="event.signature",
    signer_id="event.signer",
    signed_message="open_graph_event_sha256_bytes",
)
ENTRY = HashRule(
    stated=("event_id",),
    hash_id="state.event_id",
    left_out=EVENT.left_out
    | {"event_type", "subject_pith_number", "schema_version", "prev_event", "supersedes"},
)
"""An entry of a state. ``merge.state`` rebuilds the event from the entry, and the event is hashed;
members of the entry itself by these names are not hashed."""
STATE = HashRule(
    stated=("state_sha256",), hash_id="state.hash", left_out=frozenset({"state_sha256"})
)
BUNDLE = HashRule(
    stated=("bundle_signature", "bundle_sha256"),
    hash_id="bundle.hash",
    left_out=frozenset({"bundle_signature"}),
    cover=Cover.BUNDLE,
    signature=("bundle_signature",),
    signature_id="bundle.signature",
    signer_id="bundle.signer",
    signed_message="bundle_sha256_bytes",
)
HASH_RULES = (RECORD, EVENT, ENTRY, STATE, BUNDLE)

STATE_RECORD = "/current/record_created/payload"
"""The path of ``record_holder`` in a state."""


def record_holder(kind: Kind) -> str:
    """The path of the object with the canonical record, its hash and its receipt, in a document of
    this type that is about one record."""
    return STATE_RECORD if kind is Kind.STATE else ""


SIGNED = {Cover.RECEIPT: RECORD, Cover.EVENT: EVENT, Cover.BUNDLE: BUNDLE}
"""The hash that each kind of signature signs."""

SIGNATURE_WORDS = {
    cover: (
        ("signature_status", "signed_v1"),
        ("algorithm", "ed25519"),
        ("signed_message", rule.signed_message),
    )
    for cover, rule in SIGNED.items()
}
"""Members of each kind of signature, with the only value for which the rules are known."""

SIGNATURE_IDS = frozenset(rule.signature_id for rule in SIGNED.values())
SIGNER_IDS = frozenset(rule.signer_id for rule in SIGNED.values())
HASH_IDS = frozenset({"receipt.hash", *(rule.hash_id for rule in HASH_RULES)})
"""The checks that compare a stated hash with a computed one."""
