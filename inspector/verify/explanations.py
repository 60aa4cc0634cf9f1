"""Help on each check of the catalogue: what it proves, what can make it fail, what it cannot show.

These texts are for readers only; verifying a document does not use them.
"""

from inspector.named_tuple import NamedTuple


class Explanation(NamedTuple):
    """The help on one check, in sentences.

    ``means`` is what the check proves when it passes. ``failing`` lists possible causes of a
    failure, never which of them it was. ``limits`` is what the check cannot show either way.
    """

    means: str
    failing: str
    limits: str


EXPLANATIONS: dict[str, Explanation] = {
    "document.encoding": Explanation(
        "A Pith document is UTF-8 without a byte order mark. A file with a mark, or in UTF-16, is "
        "read, and this is the warning that it was; of plain UTF-8 nothing is said.",
        "This check never fails. A program on the way wrote the text in its own encoding.",
        "It says nothing about the text: every hash is over canonical JSON, which is the same in "
        "every encoding. The SHA-256 of the file is another than that of a copy in UTF-8.",
    ),
    "document.schema": Explanation(
        "Each member that the format requires is present, and each that it names has its type, "
        "all the way down.",
        "The document was cut or changed, or a program wrote it by other rules. Checks that need "
        "what is missing could not be made.",
        "It says nothing about what the values claim.",
    ),
    "document.unknown": Explanation(
        "The format names every member of this document, and has a rule for each payload.",
        "This check never fails. What the format does not name is left unchecked, each at its "
        "place.",
        "What such a member says is not known; it can be signed and still say anything.",
    ),
    "document.version": Explanation(
        "The rules of this program were written for these versions of the format.",
        "This check never fails. A version that is missing or not a known one is left unchecked.",
        "Where a version is not known, the rules may differ from those that were applied.",
    ),
    "record.canonical_hash": Explanation(
        "canonical_sha256 is the SHA-256 of the canonical JSON of canonical_record.",
        "The record was changed after it was hashed, or the hash was; or a program wrote the JSON "
        "otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the two members fit each other.",
    ),
    "record.pith_number": Explanation(
        "Its tail is the base32 of the record's hash, cut; its year is that of submission.",
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
        "The source that stands outside the canonical record repeats the one inside it.",
        "One of the two was changed, or they come from two records. The record's hash, and a "
        "receipt that holds, stand for the one inside the canonical record.",
        "It does not say that the source exists. A warning says that arXiv gives no such ids.",
    ),
    "alias.value": Explanation(
        "An alias is derived from the source or from the tail of the Pith Number.",
        "The alias is another record's, it was changed, or its kind is only written like a known "
        "one.",
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
        "Whether that key is to be trusted is for key.trust to say. A warning says that a key is "
        "not at hand and that its id looks like a trusted one's.",
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
        "It does not cover the signature object itself, nor its date. In an integrity report it is "
        "at best unchecked: how the signed hash is made is not known, so the signature does not "
        "say what the event says.",
    ),
    "event.signer": Explanation(
        "The signature holds, and key_id and fingerprint in signer and in signature name the key "
        "that verifies it.",
        "One of the names was changed, or a program wrote the name of one key and the fingerprint "
        "of another. A signature that holds still holds for the key that verifies it.",
        "The name signer_id is only what the document says: its claim. A warning says that a key "
        "is not at hand and that its id looks like a trusted one's.",
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
        "The type is written like a known one and is not it: in capitals, with blanks, or with "
        "characters that only look so.",
        "An unknown type is left unchecked: its hash and signature are checked all the same.",
    ),
    "event.links": Explanation(
        "Each event that is named comes earlier in the same document.",
        "The event that is named is not in this document or comes later in it. The document may "
        "hold only some of the record's events, or their order or a name was changed.",
        "A warning says that two events follow or supersede the same one, so that the history "
        "forks. What superseding does to the state is not known.",
    ),
    "snapshot.title": Explanation(
        "title_canon_sha256 is the SHA-256 of the title in lower case, as written or in the "
        "Unicode form NFC.",
        "The title or its hash was changed. Until it is known which, the title is only a claim.",
        "A warning says that the hash is met in another Unicode form alone. Which form the "
        "registry hashes is not documented.",
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
        "The section is empty and its hash is another, or it is not empty and has the hash of an "
        "empty one: something was changed, or the hash was made by another rule.",
        "For a section that is not empty a match proves itself, a mismatch proves nothing.",
    ),
    "snapshot.abstract": Explanation(
        "The excerpt is the beginning of the abstract whose hash the record states: in lower case, "
        "white space folded.",
        "The excerpt is not the beginning of the abstract in the given text, or it breaks off too "
        "early.",
        "The document holds 600 characters at most: for a longer abstract the paper's text must "
        "be given. A warning says that an excerpt that should be the whole has another hash, or "
        "that it is too long.",
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
        "The key is in your own list of trusted keys, under the id that the document gives it.",
        "You distrust the key, or it bears the id of a key that you trust and has other bytes. "
        "Ids that differ only in case, blanks or invisible characters count as one. The signer "
        "may have a new key under the old name, or the key is somebody else's.",
        "A warning says that your list does not hold the key, that it holds it under another id, "
        "or that the id looks like a trusted one. A key inside a document proves nothing about "
        "itself; trust comes from your list alone.",
    ),
    "key.period": Explanation(
        "The latest date of all that the key signed here is before its rotates_at, in the document "
        "and in your own key file.",
        "The key was used after it was to be replaced, or one of the dates is wrong.",
        "Dates are only what the signer wrote. Where nothing says when the key ends, a date is "
        "missing or cannot be read, or the key's entry has a member that is not known, the check "
        "is left unchecked.",
    ),
    "state.hash": Explanation(
        "state_sha256 is the SHA-256 of the state without state_sha256.",
        "The state was changed after it was hashed, or the hash was; or a program wrote the JSON "
        "otherwise than Python's json does. It does not say which, nor by whom.",
        "A hash without a signature proves only that the members fit each other.",
    ),
    "state.counts": Explanation(
        "The counts of valid and invalid events and of conflicts are the lengths of the lists they "
        "count.",
        "Something was added to a list or taken out of it, or a count was changed or made by "
        "another rule.",
        "It does not say that the right events were applied. More valid events than are applied "
        "are left unchecked: a rule that is not known may count them.",
    ),
    "state.merge": Explanation(
        "The state, recomputed from the bundle's events and aliases, is the same JSON value. Of a "
        "state on its own: its record is the one that its record_created entry holds.",
        "The state or the events were changed after they were merged, or they were merged by "
        "rules that this program does not know.",
        "Rules for superseded, invalid and conflicting events are not known: there state.bounds "
        "says what holds all the same.",
    ),
    "state.bounds": Explanation(
        "What holds under every merge rule holds: number, record and aliases are the bundle's, "
        "each entry is the event of its id, and no entry is without an event.",
        "The state or the events were changed after they were merged, or the state is of other "
        "events.",
        "It does not say that the right events were applied. Of a state on its own it compares "
        "the state with itself.",
    ),
    "state.event_id": Explanation(
        "The event rebuilt from the entry has the SHA-256 that event_id names.",
        "The entry or its id was changed, or its event named one that is not in this state, which "
        "an entry does not show.",
        "An entry does not show prev_event and supersedes: none, and each event of the state, are "
        "tried for them.",
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
        "Whether that key is to be trusted is for key.trust to say. A warning says that a key is "
        "not at hand and that its id looks like a trusted one's.",
    ),
    "integrity.snapshot_hash": Explanation(
        "snapshot_sha256 is the SHA-256 of the detectors and the findings.",
        "A finding or a detector was changed after they were hashed, or the hash was. It does not "
        "say which, nor by whom.",
        "No signature covers this hash: the findings are consistent with it, and nobody vouches "
        "for them.",
    ),
    "integrity.counts": Explanation(
        "The totals by severity and by detector are those of the findings, and clean does not "
        "contradict them.",
        "A finding was added or taken out, a number was changed, or it was made by another rule.",
        "It does not say that the findings are right, nor that nothing else could be found.",
    ),
    "link.subject": Explanation(
        "The address is https and the first Pith Number in its path is this record's.",
        "The address is not https, it can be read in two ways, or it names no record or another "
        "one.",
        "Nothing is fetched: what the address answers is not known.",
    ),
    "status.flags": Explanation(
        "A flag of verification_status says what this document shows.",
        "The flag or what it is about was changed, or the flag was set at another time or from "
        "more than this document holds.",
        "Flags about things outside the document are left unchecked.",
    ),
    "time.order": Explanation(
        "Submitted, created, signed, built and the bundle's signature follow one another, no other "
        "name of the paper is younger than the bundle, and none of them lies in the future, with a "
        "minute for clocks that differ.",
        "This check never fails, it warns. A clock was wrong, or a date was changed.",
        "Dates are only what was written. One that is missing or cannot be read is left unchecked.",
    ),
}
