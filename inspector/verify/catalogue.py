"""The catalogue of checks: one row a rule, by its stable id.

``module`` names the module of this folder that holds the rule, ``holds`` is the sentence shown
when it does. What a check proves and what it cannot tell is in ``explanations``, apart, since
whoever only verifies has no use for it.
"""

from typing import NamedTuple


class Check(NamedTuple):
    """One rule that documents are held against."""

    id: str
    module: str
    holds: str


_ROWS = (
    Check("document.schema", "schema", "Every required member is there with the right type."),
    Check("document.version", "schema", "The document's type and versions are known ones."),
    Check("record.canonical_hash", "record", "The canonical record has the stated SHA-256."),
    Check("record.pith_number", "record", "The Pith Number follows from the canonical record."),
    Check(
        "record.short_pith_number",
        "record",
        "The short Pith Number is the beginning of the tail.",
    ),
    Check("record.source", "record", "The source repeats that of the canonical record."),
    Check("alias.value", "aliases", "The alias has the value that follows from the record."),
    Check(
        "receipt.hash",
        "receipt",
        "The receipt names the hash of the canonical record beside it.",
    ),
    Check(
        "receipt.signature",
        "signatures",
        "The receipt's signature over the record's hash is valid.",
    ),
    Check("receipt.signer", "signatures", "The receipt names the key that verifies it."),
    Check("event.content_hash", "events", "The event has the stated SHA-256."),
    Check("event.id", "events", "The event's id is made of its hash."),
    Check("event.signature", "signatures", "The event's signature over its hash is valid."),
    Check(
        "event.signer",
        "signatures",
        "The event and its signature name the key that verifies it.",
    ),
    Check("event.subject", "events", "The event speaks of this Pith Number."),
    Check("event.unique", "events", "No other event has this id."),
    Check("event.type", "events", "The event's type is a known one."),
    Check(
        "event.links",
        "events",
        "prev_event and supersedes name earlier events of this document.",
    ),
    Check(
        "snapshot.title",
        "snapshots",
        "The title has the hash that the canonical record states.",
    ),
    Check(
        "snapshot.metadata",
        "snapshots",
        "The snapshot repeats the canonical record's licence, categories, date and source.",
    ),
    Check("snapshot.counts", "snapshots", "The counts agree with the lists."),
    Check("snapshot.section_hash", "snapshots", "The section has the stated hash."),
    Check(
        "snapshot.abstract",
        "snapshots",
        "The abstract has the hash that the canonical record states.",
    ),
    Check("key.encoding", "keys", "Both spellings of the key are the same 32 bytes."),
    Check("key.fingerprint", "keys", "Both fingerprints are those of the key."),
    Check("key.unique", "keys", "No other key has this id."),
    Check("key.trust", "keys", "The key is one that you trust."),
    Check("key.period", "keys", "Every signature by this key was dated before it rotates."),
    Check("state.hash", "state", "The state has the stated SHA-256."),
    Check("state.counts", "state", "The state's counts agree with its lists."),
    Check("state.merge", "state", "The state is what the events give."),
    Check("state.event_id", "state", "The entry, rebuilt as an event, has the stated id."),
    Check("bundle.hash", "bundle", "The bundle has the stated SHA-256."),
    Check("bundle.signature", "signatures", "The bundle's signature over its hash is valid."),
    Check("bundle.signer", "signatures", "The bundle's signature names the key that verifies it."),
    Check("link.subject", "links", "The link leads to this Pith Number, over https."),
    Check("status.flags", "flags", "The flag agrees with what was found."),
    Check(
        "time.order",
        "times",
        "Creation, signature and building follow one another, none in the future.",
    ),
)

CATALOGUE: dict[str, Check] = {check.id: check for check in _ROWS}
