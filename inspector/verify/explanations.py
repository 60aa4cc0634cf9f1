"""What each check of the catalogue proves, what a failure can mean, and what it cannot tell.

Texts to be read by people; nothing that verifies a document reads them.
"""

from typing import NamedTuple


class Explanation(NamedTuple):
    """The help on one check, in sentences.

    ``means`` is what it proves when it passes, ``failing`` what a failure can come from (never
    which of them it was), ``limits`` what it cannot tell either way.
    """

    means: str
    failing: str
    limits: str


EXPLANATIONS: dict[str, Explanation] = {
    "document.schema": Explanation(
        "Each member that the rules need is present and of the right JSON type.",
        "The document was cut or changed, or a program wrote it by other rules. Checks that need "
        "what is missing could not be made.",
        "It says nothing about what the values claim. Members that are not known are let be.",
    ),
    "document.version": Explanation(
        "The rules of this program were written for this version of the format.",
        "This check never fails. Where a version is not a known one, it is left unchecked.",
        "A version that is not known is left unchecked: its rules may differ.",
    ),
    "record.canonical_hash": Explanation(
        "canonical_sha256 is the SHA-256 of the canonical JSON of canonical_record.",
        "The record was changed after it was hashed, or the hash was; or a program wrote the JSON "
        "otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the two members fit each other.",
    ),
    "record.pith_number": Explanation(
        "Its tail is the base32 of the record's hash, its year the year of submission.",
        "The number is another record's, or the record or the number was changed after the one "
        "was derived from the other. It does not say which.",
        "It does not say who made the record.",
    ),
    "record.short_pith_number": Explanation(
        "short_pith_number is “pith:” and the first 8 characters of the tail.",
        "The short number is another record's, or the record or the short number was changed.",
        "Eight characters can be shared by two records.",
    ),
    "record.source": Explanation(
        "source outside the canonical record agrees with source inside it.",
        "One of the two was changed, or they come from two records. The record's hash, and a "
        "receipt that holds, stand for the one inside the canonical record.",
        "It does not say that the source exists.",
    ),
    "alias.value": Explanation(
        "An alias is derived from the source or from the tail of the Pith Number.",
        "The alias is another record's, it was changed, or it was made by a rule that this "
        "program does not know.",
        "Kinds of alias that are not known are left unchecked.",
    ),
    "receipt.hash": Explanation(
        "receipt.canonical_sha256 is the SHA-256 computed from the canonical record.",
        "The receipt was issued for another record, or the record was changed after it was issued.",
        "Nothing else in the receipt is covered by this hash.",
    ),
    "receipt.signature": Explanation(
        "The Ed25519 signature is over the 32 bytes of the canonical record's SHA-256.",
        "The signature was made with another key or over another hash, or it was changed or "
        "damaged. It does not say which.",
        "It covers the canonical record alone, not the receipt's dates. "
        "A valid signature is not a trusted key.",
    ),
    "receipt.signer": Explanation(
        "key_id and fingerprint of the receipt name one and the same key, the one that verifies.",
        "One of the two was changed, or a program wrote the name of one key and the fingerprint "
        "of another. A signature that holds still holds for the key that verifies it.",
        "Whether that key is to be trusted is for key.trust to say.",
    ),
    "event.content_hash": Explanation(
        "content_sha256 is the SHA-256 of the event without signature, content_sha256, event_id.",
        "The event was changed after it was hashed, or the hash was; or a program wrote the JSON "
        "otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    "event.id": Explanation(
        "event_id is “sha256:” and content_sha256.",
        "The id or the hash beside it was changed, or the id was made by another rule.",
        "It compares two stated values; event.content_hash computes the hash.",
    ),
    "event.signature": Explanation(
        "The Ed25519 signature is over the 32 bytes of the event's SHA-256.",
        "The signature was made with another key or over another hash, or it was changed or "
        "damaged. It does not say which.",
        "It does not cover the signature object itself, nor its date.",
    ),
    "event.signer": Explanation(
        "key_id and fingerprint in signer and in signature name one key, the one that verifies.",
        "One of the names was changed, or a program wrote the name of one key and the fingerprint "
        "of another. A signature that holds still holds for the key that verifies it.",
        "The name signer_id is only what the signer wrote.",
    ),
    "event.subject": Explanation(
        "subject_pith_number is the Pith Number of the document.",
        "The event is about another record, or one of the two numbers was changed. Where the "
        "event's hash and signature hold, it was signed with the subject that it states.",
        "It does not say that the event's content is true.",
    ),
    "event.unique": Explanation(
        "Each event stands in the document once.",
        "One event was put in twice, or another was given its id.",
        "Two events with other ids can still say the same.",
    ),
    "event.type": Explanation(
        "The type is one that this program knows how to merge.",
        "This check never fails. Where the type is not a known one, it is left unchecked.",
        "An unknown type is unknown, not forged: its hash and signature are checked all the same.",
    ),
    "event.links": Explanation(
        "Each event that is named comes earlier in the same document.",
        "The event that is named is not in this document or comes later in it. The document may "
        "hold only some of the record's events, or their order or a name was changed.",
        "What superseding does to the state is not known.",
    ),
    "snapshot.title": Explanation(
        "title_canon_sha256 is the SHA-256 of the title in lower case.",
        "The title or its hash was changed, or the title was written in another form when it was "
        "hashed.",
        "For a title beyond ASCII a mismatch proves nothing: its normalisation is not documented.",
    ),
    "snapshot.metadata": Explanation(
        "license, primary_cat, cross_cats, submitted_at and source equal the record's.",
        "One of the two copies was changed, or they were written at different times from "
        "different data. The record's hash stands for the copy in the canonical record.",
        "Authors and abstract are not in the canonical record.",
    ),
    "snapshot.counts": Explanation(
        "Each count is the length of the list it counts.",
        "Something was added to a list or taken out of it, or the count was changed or made by "
        "another rule.",
        "Sections that hold a count but no list cannot be counted.",
    ),
    "snapshot.section_hash": Explanation(
        'An empty section has the hash of {"payload":[]}; for others the rule is a likely one.',
        "The section is empty now and was not when it was hashed, the hash was changed, or it was "
        "made by another rule.",
        "For a section that is not empty a match proves itself, a mismatch proves nothing.",
    ),
    "snapshot.abstract": Explanation(
        "abstract_canon_sha256 is the SHA-256 of the abstract, lower case, white space folded.",
        "This check never fails. Where no part of the given text has the hash, it is left "
        "unchecked: the abstract may not be in that text.",
        "The document holds only its first 600 characters: the paper's text must be given.",
    ),
    "key.encoding": Explanation(
        "public_key_b64 and public_key_hex spell one Ed25519 public key of 32 bytes.",
        "One of the two spellings was changed or damaged, or the value is no Ed25519 public key.",
        "It does not say whose key it is.",
    ),
    "key.fingerprint": Explanation(
        "Both fingerprints are cut from the SHA-256 of the key's 32 bytes.",
        "The key or a fingerprint was changed, or the fingerprint is another key's.",
        "It does not say whose key it is.",
    ),
    "key.unique": Explanation(
        "One key_id names one key in the document.",
        "Two keys go by one name: the name was given twice, or one key was put in under the name "
        "of the other.",
        "Another document may use the id for another key.",
    ),
    "key.trust": Explanation(
        "The key is in your own list of trusted keys.",
        "You distrust the key, or it bears the id of a key that you trust and has other bytes. "
        "The signer may have a new key under the old name, or the key is somebody else's. "
        "A warning says only that your list does not hold the key.",
        "A key inside a document proves nothing about itself; trust comes from your list alone.",
    ),
    "key.period": Explanation(
        "signed_at of each signature by the key is before the key's rotates_at.",
        "The key was used after it was to be replaced, or one of the two dates is wrong.",
        "signed_at is only what the signer wrote.",
    ),
    "state.hash": Explanation(
        "state_sha256 is the SHA-256 of the state without state_sha256.",
        "The state was changed after it was hashed, or the hash was; or a program wrote the JSON "
        "otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    "state.counts": Explanation(
        "event_count and the like are the lengths of the lists they count.",
        "Something was added to a list or taken out of it, or a count was changed or made by "
        "another rule.",
        "It does not say that the right events were applied.",
    ),
    "state.merge": Explanation(
        "The state, recomputed from the bundle's events and aliases, is the same JSON value.",
        "The state or the events were changed after they were merged, or they were merged by "
        "rules that this program does not know.",
        "Rules for superseded, invalid and conflicting events are not known.",
    ),
    "state.event_id": Explanation(
        "The event rebuilt from the entry has the SHA-256 that event_id names.",
        "The entry or its id was changed, or its event superseded another or had a prev_event, "
        "neither of which an entry shows.",
        "It assumes an event that supersedes nothing and has no prev_event.",
    ),
    "bundle.hash": Explanation(
        "bundle_sha256 is the SHA-256 of the bundle without bundle_signature.",
        "Something in the bundle was changed after it was hashed, or the hash was; or a program "
        "wrote the JSON otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    "bundle.signature": Explanation(
        "The Ed25519 signature is over the 32 bytes of the bundle's SHA-256.",
        "The signature was made with another key or over another hash, or it was changed or "
        "damaged. It does not say which.",
        "It does not cover bundle_signature itself, nor its date.",
    ),
    "bundle.signer": Explanation(
        "key_id and fingerprint name one and the same key, the one that verifies.",
        "One of the two was changed, or a program wrote the name of one key and the fingerprint "
        "of another. A signature that holds still holds for the key that verifies it.",
        "Whether that key is to be trusted is for key.trust to say.",
    ),
    "link.subject": Explanation(
        "The address is https and names this record's Pith Number.",
        "The address is not https, or it names no record or another one.",
        "Nothing is fetched: what the address answers is not known.",
    ),
    "status.flags": Explanation(
        "A flag of verification_status says what this document shows.",
        "The flag or what it is about was changed, or the flag was set at another time or from "
        "more than this document holds.",
        "Flags about things outside the document are left unchecked.",
    ),
    "time.order": Explanation(
        "created is not after signed, signed is not after built.",
        "This check never fails, it warns. A clock was wrong, or a date was changed.",
        "Dates are only what was written; this can warn, never fail.",
    ),
}
