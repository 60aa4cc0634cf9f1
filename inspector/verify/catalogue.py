"""The catalogue of checks: one row a rule, by its stable id.

``module`` names the module of this folder that holds the rule, ``holds`` is the sentence shown
when it does, ``means`` and ``limits`` are the help page: what it proves, what it cannot tell.
"""

from typing import NamedTuple


class Check(NamedTuple):
    """One rule that documents are held against."""

    id: str
    module: str
    holds: str
    means: str
    limits: str


_ROWS = (
    Check(
        "document.schema",
        "schema",
        "Every required member is there with the right type.",
        "Each member that the rules need is present and of the right JSON type.",
        "It says nothing about what the values claim. Members that are not known are let be.",
    ),
    Check(
        "document.version",
        "schema",
        "The document's type and versions are known ones.",
        "The rules of this program were written for this version of the format.",
        "A version that is not known is left unchecked: its rules may differ.",
    ),
    Check(
        "record.canonical_hash",
        "record",
        "The canonical record has the stated SHA-256.",
        "canonical_sha256 is the SHA-256 of the canonical JSON of canonical_record.",
        "A hash without a signature proves only that the two members fit each other.",
    ),
    Check(
        "record.pith_number",
        "record",
        "The Pith Number follows from the canonical record.",
        "Its tail is the base32 of the record's hash, its year the year of submission.",
        "It does not say who made the record.",
    ),
    Check(
        "record.short_pith_number",
        "record",
        "The short Pith Number is the beginning of the tail.",
        "short_pith_number is “pith:” and the first 8 characters of the tail.",
        "Eight characters can be shared by two records.",
    ),
    Check(
        "record.source",
        "record",
        "The source repeats that of the canonical record.",
        "source outside the canonical record agrees with source inside it.",
        "It does not say that the source exists.",
    ),
    Check(
        "alias.value",
        "aliases",
        "The alias has the value that follows from the record.",
        "An alias is derived from the source or from the tail of the Pith Number.",
        "Kinds of alias that are not known are left unchecked.",
    ),
    Check(
        "receipt.hash",
        "receipt",
        "The receipt names the hash of the canonical record beside it.",
        "receipt.canonical_sha256 is the SHA-256 computed from the canonical record.",
        "Nothing else in the receipt is covered by this hash.",
    ),
    Check(
        "receipt.signature",
        "signatures",
        "The receipt's signature over the record's hash is valid.",
        "The Ed25519 signature is over the 32 bytes of the canonical record's SHA-256.",
        "It covers the canonical record alone, not the receipt's dates. "
        "A valid signature is not a trusted key.",
    ),
    Check(
        "receipt.signer",
        "signatures",
        "The receipt names the key that verifies it.",
        "key_id and fingerprint of the receipt name one and the same key, the one that verifies.",
        "Whether that key is to be trusted is for key.trust to say.",
    ),
    Check(
        "event.content_hash",
        "events",
        "The event has the stated SHA-256.",
        "content_sha256 is the SHA-256 of the event without signature, content_sha256, event_id.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    Check(
        "event.id",
        "events",
        "The event's id is made of its hash.",
        "event_id is “sha256:” and content_sha256.",
        "It compares two stated values; event.content_hash computes the hash.",
    ),
    Check(
        "event.signature",
        "signatures",
        "The event's signature over its hash is valid.",
        "The Ed25519 signature is over the 32 bytes of the event's SHA-256.",
        "It does not cover the signature object itself, nor its date.",
    ),
    Check(
        "event.signer",
        "signatures",
        "The event and its signature name the key that verifies it.",
        "key_id and fingerprint in signer and in signature name one key, the one that verifies.",
        "The name signer_id is only what the signer wrote.",
    ),
    Check(
        "event.subject",
        "events",
        "The event speaks of this Pith Number.",
        "subject_pith_number is the Pith Number of the document.",
        "It does not say that the event's content is true.",
    ),
    Check(
        "event.unique",
        "events",
        "No other event has this id.",
        "Each event stands in the document once.",
        "Two events with other ids can still say the same.",
    ),
    Check(
        "event.type",
        "events",
        "The event's type is a known one.",
        "The type is one that this program knows how to merge.",
        "An unknown type is unknown, not forged: its hash and signature are checked all the same.",
    ),
    Check(
        "event.links",
        "events",
        "prev_event and supersedes name earlier events of this document.",
        "Each event that is named comes earlier in the same document.",
        "What superseding does to the state is not known.",
    ),
    Check(
        "snapshot.title",
        "snapshots",
        "The title has the hash that the canonical record states.",
        "title_canon_sha256 is the SHA-256 of the title in lower case.",
        "For a title beyond ASCII a mismatch proves nothing: its normalisation is not documented.",
    ),
    Check(
        "snapshot.metadata",
        "snapshots",
        "The snapshot repeats the canonical record's licence, categories, date and source.",
        "license, primary_cat, cross_cats, submitted_at and source equal the record's.",
        "Authors and abstract are not in the canonical record.",
    ),
    Check(
        "snapshot.counts",
        "snapshots",
        "The counts agree with the lists.",
        "Each count is the length of the list it counts.",
        "Sections that hold a count but no list cannot be counted.",
    ),
    Check(
        "snapshot.section_hash",
        "snapshots",
        "The section has the stated hash.",
        'An empty section has the hash of {"payload":[]}; for others the rule is a likely one.',
        "For a section that is not empty a match proves itself, a mismatch proves nothing.",
    ),
    Check(
        "snapshot.abstract",
        "snapshots",
        "The abstract has the hash that the canonical record states.",
        "abstract_canon_sha256 is the SHA-256 of the abstract, lower case, white space folded.",
        "The document holds only its first 600 characters: the paper's text must be given.",
    ),
    Check(
        "key.encoding",
        "keys",
        "Both spellings of the key are the same 32 bytes.",
        "public_key_b64 and public_key_hex spell one Ed25519 public key of 32 bytes.",
        "It does not say whose key it is.",
    ),
    Check(
        "key.fingerprint",
        "keys",
        "Both fingerprints are those of the key.",
        "Both fingerprints are cut from the SHA-256 of the key's 32 bytes.",
        "It does not say whose key it is.",
    ),
    Check(
        "key.unique",
        "keys",
        "No other key has this id.",
        "One key_id names one key in the document.",
        "Another document may use the id for another key.",
    ),
    Check(
        "key.trust",
        "keys",
        "The key is one that you trust.",
        "The key is in your own list of trusted keys.",
        "A key inside a document proves nothing about itself; trust comes from your list alone.",
    ),
    Check(
        "key.period",
        "keys",
        "Every signature by this key was dated before it rotates.",
        "signed_at of each signature by the key is before the key's rotates_at.",
        "signed_at is only what the signer wrote.",
    ),
    Check(
        "state.hash",
        "state",
        "The state has the stated SHA-256.",
        "state_sha256 is the SHA-256 of the state without state_sha256.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    Check(
        "state.counts",
        "state",
        "The state's counts agree with its lists.",
        "event_count and the like are the lengths of the lists they count.",
        "It does not say that the right events were applied.",
    ),
    Check(
        "state.merge",
        "state",
        "The state is what the events give.",
        "The state, recomputed from the bundle's events and aliases, is the same JSON value.",
        "Rules for superseded, invalid and conflicting events are not known.",
    ),
    Check(
        "state.event_id",
        "state",
        "The entry, rebuilt as an event, has the stated id.",
        "The event rebuilt from the entry has the SHA-256 that event_id names.",
        "It assumes an event that supersedes nothing and has no prev_event.",
    ),
    Check(
        "bundle.hash",
        "bundle",
        "The bundle has the stated SHA-256.",
        "bundle_sha256 is the SHA-256 of the bundle without bundle_signature.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    Check(
        "bundle.signature",
        "signatures",
        "The bundle's signature over its hash is valid.",
        "The Ed25519 signature is over the 32 bytes of the bundle's SHA-256.",
        "It does not cover bundle_signature itself, nor its date.",
    ),
    Check(
        "bundle.signer",
        "signatures",
        "The bundle's signature names the key that verifies it.",
        "key_id and fingerprint name one and the same key, the one that verifies.",
        "Whether that key is to be trusted is for key.trust to say.",
    ),
    Check(
        "link.subject",
        "links",
        "The link leads to this Pith Number, over https.",
        "The address is https and names this record's Pith Number.",
        "Nothing is fetched: what the address answers is not known.",
    ),
    Check(
        "status.flags",
        "flags",
        "The flag agrees with what was found.",
        "A flag of verification_status says what this document shows.",
        "Flags about things outside the document are left unchecked.",
    ),
    Check(
        "time.order",
        "times",
        "Creation, signature and building follow one another, none in the future.",
        "created is not after signed, signed is not after built.",
        "Dates are only what was written; this can warn, never fail.",
    ),
)

CATALOGUE: dict[str, Check] = {check.id: check for check in _ROWS}
