"""The catalogue of checks: one row a rule, by its stable id.

``module`` names the module of this folder that holds the rule, ``holds`` is the sentence shown
when it does, and ``question`` says what is left open where it could not be made. What a check
proves and what it cannot tell is in ``explanations``, apart, since whoever only verifies has no
use for it.
"""

from typing import NamedTuple


class Check(NamedTuple):
    """One rule that documents are held against."""

    id: str
    module: str
    holds: str
    question: str


_ROWS = (
    Check(
        "document.encoding",
        "encoding",
        "The file is UTF-8 without a byte order mark.",
        "How the file spells its characters",
    ),
    Check(
        "document.schema",
        "schema",
        "Every required member is there with the right type.",
        "Whether every required member is there",
    ),
    Check(
        "document.unknown",
        "schema",
        "The format names every member of the document.",
        "What members that the format does not name say",
    ),
    Check(
        "document.version",
        "schema",
        "The document's type and versions are known ones.",
        "Whether it follows the rules that are known",
    ),
    Check(
        "record.canonical_hash",
        "record",
        "The canonical record has the stated SHA-256.",
        "Whether the record is the one that its hash names",
    ),
    Check(
        "record.pith_number",
        "record",
        "The Pith Number follows from the canonical record.",
        "Whether the Pith Number belongs to this record",
    ),
    Check(
        "record.short_pith_number",
        "record",
        "The short Pith Number is the beginning of the tail.",
        "Whether the short Pith Number is of this record",
    ),
    Check(
        "record.source",
        "record",
        "The source repeats that of the canonical record.",
        "Whether the source is the record's",
    ),
    Check(
        "alias.value",
        "aliases",
        "The alias has the value that follows from the record.",
        "Whether another name is of this record",
    ),
    Check(
        "receipt.hash",
        "receipt",
        "The receipt names the hash of the canonical record beside it.",
        "Whether the receipt is for this record",
    ),
    Check(
        "receipt.signature",
        "signatures",
        "The receipt's signature over the record's hash is valid.",
        "Whether the receipt is signed",
    ),
    Check(
        "receipt.signer",
        "signatures",
        "The receipt names the key that verifies it.",
        "Whose key signed the receipt",
    ),
    Check(
        "event.content_hash",
        "events",
        "The event has the stated SHA-256.",
        "Whether an event is the one that its hash names",
    ),
    Check(
        "event.id",
        "events",
        "The event's id is made of its hash.",
        "Whether an event's id is made of its hash",
    ),
    Check(
        "event.signature",
        "signatures",
        "The event's signature over its hash is valid.",
        "Whether an event is signed",
    ),
    Check(
        "event.signer",
        "signatures",
        "The event and its signature name the key that verifies it.",
        "Whose key signed an event",
    ),
    Check(
        "event.subject",
        "events",
        "The event speaks of this Pith Number.",
        "Whether an event speaks of this record",
    ),
    Check(
        "event.unique",
        "events",
        "No other event has this id.",
        "Whether an event stands here only once",
    ),
    Check(
        "event.type",
        "events",
        "The event's type is a known one.",
        "What an event of this type does",
    ),
    Check(
        "event.links",
        "events",
        "prev_event and supersedes name earlier events of this document.",
        "Which event an event follows or replaces",
    ),
    Check(
        "snapshot.title",
        "snapshots",
        "The title has the hash that the canonical record states.",
        "Whether the title is the one that was hashed",
    ),
    Check(
        "snapshot.metadata",
        "snapshots",
        "The snapshot repeats the canonical record's licence, categories, date and source.",
        "Whether licence, categories and date are the record's",
    ),
    Check(
        "snapshot.counts",
        "snapshots",
        "The counts agree with the lists.",
        "Whether the counts are those of the lists",
    ),
    Check(
        "snapshot.section_hash",
        "snapshots",
        "The section has the stated hash.",
        "Whether a section is the one that was hashed",
    ),
    Check(
        "snapshot.abstract",
        "snapshots",
        "The abstract has the hash that the canonical record states.",
        "Whether the abstract shown is the one that was hashed",
    ),
    Check(
        "key.encoding",
        "keys",
        "Both spellings of the key are the same 32 bytes.",
        "Whether both spellings are of one key",
    ),
    Check(
        "key.fingerprint",
        "keys",
        "Both fingerprints are those of the key.",
        "Whether the fingerprints are those of the key",
    ),
    Check("key.unique", "keys", "No other key has this id.", "Whether no other key has this id"),
    Check(
        "key.trust",
        "keys",
        "The key is one that you trust.",
        "Whether the key is one that you trust",
    ),
    Check(
        "key.period",
        "keys",
        "Every signature by this key was dated before it rotates.",
        "Whether the key had ended when it signed",
    ),
    Check(
        "state.hash",
        "state",
        "The state has the stated SHA-256.",
        "Whether the state is the one that its hash names",
    ),
    Check(
        "state.counts",
        "state",
        "The state's counts agree with its lists.",
        "Whether the state's counts are those of its lists",
    ),
    Check(
        "state.merge",
        "state",
        "The state is what the events give.",
        "Whether the state is what the events give",
    ),
    Check(
        "state.bounds",
        "state_bounds",
        "What holds of a state under every merge rule holds.",
        "Whether the state is one that some rule could give",
    ),
    Check(
        "state.event_id",
        "state_history",
        "The entry, rebuilt as an event, has the stated id.",
        "Whether an entry is the event that its id names",
    ),
    Check(
        "bundle.hash",
        "bundle",
        "The bundle has the stated SHA-256.",
        "Whether the file is the one that its hash names",
    ),
    Check(
        "bundle.signature",
        "signatures",
        "The bundle's signature over its hash is valid.",
        "Whether the whole file is signed",
    ),
    Check(
        "bundle.signer",
        "signatures",
        "The bundle's signature names the key that verifies it.",
        "Whose key signed the whole file",
    ),
    Check(
        "integrity.snapshot_hash",
        "integrity",
        "The findings have the stated hash. No signature covers it.",
        "Whether the findings are those that their hash names",
    ),
    Check(
        "integrity.counts",
        "integrity",
        "The numbers are those of the findings.",
        "Whether the numbers are those of the findings",
    ),
    Check(
        "link.subject",
        "links",
        "The link leads to this Pith Number, over https.",
        "Whether a link leads to this record",
    ),
    Check(
        "status.flags",
        "flags",
        "The flag agrees with what was found.",
        "Whether a status flag is right",
    ),
    Check(
        "time.order",
        "times",
        "Creation, signature and building follow one another, none in the future.",
        "Whether the dates follow one another",
    ),
)

CATALOGUE: dict[str, Check] = {check.id: check for check in _ROWS}
