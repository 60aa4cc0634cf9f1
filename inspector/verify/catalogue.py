"""The catalogue of checks: one row per rule, with its stable id.

``module`` is the module of this package that implements the rule. ``holds`` is the sentence shown
when the check passes, and ``question`` what stays open when it could not be made. What a check
proves and what it cannot show is in ``explanations``, a separate module because verifying alone
does not need it.
"""

from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.format import HASH_IDS, SIGNER_IDS


class Check(NamedTuple):
    """One rule that documents are checked against."""

    id: str
    module: str
    holds: str
    question: str


_ROWS = (
    Check(
        "document.encoding",
        "schema",
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
        "record",
        "The alias has the value that follows from the record.",
        "Whether another name is of this record",
    ),
    Check(
        "receipt.hash",
        "record",
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
        "key_periods",
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
        "events",
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
        "consistency",
        "The link leads to this Pith Number, over https.",
        "Whether a link leads to this record",
    ),
    Check(
        "status.flags",
        "consistency",
        "The flag agrees with what was found.",
        "Whether a status flag is right",
    ),
    Check(
        "time.order",
        "dates",
        "Creation, signature and building follow one another, none in the future.",
        "Whether the dates follow one another",
    ),
)

CATALOGUE: dict[str, Check] = {check.id: check for check in _ROWS}


# --- names of the two values of a result ------------------------------------------------------


class ValueOrigins(NamedTuple):
    """Where the two compared values of a result come from. Neither need be the right one.

    ``expected`` and ``actual`` are the names of the report's members.
    """

    expected: Message
    actual: Message


_HASHED = ValueOrigins(msg("Stated"), msg("Computed"))
_COUNTED = ValueOrigins(msg("Counted"), msg("Stated"))
_FOLLOWS = ValueOrigins(msg("From the record"), msg("Stated"))
_SIGNATURE = ValueOrigins(msg("Of the key that signed"), msg("Stated"))
_KNOWN = ValueOrigins(msg("Known"), msg("Stated"))
_STATE = ValueOrigins(msg("From the events"), msg("In the state"))

COMPARED: dict[str, ValueOrigins] = {
    **dict.fromkeys((*sorted(HASH_IDS), "integrity.snapshot_hash", "snapshot.title"), _HASHED),
    **dict.fromkeys(sorted(SIGNER_IDS), _SIGNATURE),
    **dict.fromkeys(("receipt.signature", "event.signature", "bundle.signature"), _SIGNATURE),
    "document.encoding": ValueOrigins(msg("As UTF-8"), msg("The file")),
    "document.schema": ValueOrigins(msg("By the format"), msg("Here")),
    "document.unknown": ValueOrigins(msg("By the format"), msg("Here")),
    "document.version": _KNOWN,
    "record.pith_number": _FOLLOWS,
    "record.short_pith_number": _FOLLOWS,
    "record.source": ValueOrigins(msg("In the record"), msg("Beside it")),
    "alias.value": _FOLLOWS,
    "event.id": ValueOrigins(msg("From its hash"), msg("Stated")),
    "event.subject": ValueOrigins(msg("Of the document"), msg("Of the event")),
    "event.unique": ValueOrigins(msg("Known"), msg("Stated")),
    "event.type": _KNOWN,
    "event.links": ValueOrigins(msg("Known"), msg("Named")),
    "snapshot.metadata": ValueOrigins(msg("In the record"), msg("In the snapshot")),
    "snapshot.counts": _COUNTED,
    "snapshot.section_hash": ValueOrigins(msg("Of an empty section"), msg("Stated")),
    "snapshot.abstract": ValueOrigins(msg("Hashed"), msg("Excerpt")),
    "key.encoding": ValueOrigins(msg("In base64"), msg("In hex")),
    "key.fingerprint": ValueOrigins(msg("Computed"), msg("Stated")),
    "key.unique": ValueOrigins(msg("Known"), msg("Stated")),
    "key.trust": ValueOrigins(msg("In your list"), msg("Here")),
    "key.period": ValueOrigins(msg("Ends"), msg("Signed")),
    "state.counts": _COUNTED,
    "state.merge": _STATE,
    "state.bounds": ValueOrigins(msg("From the bundle"), msg("In the state")),
    "integrity.counts": _COUNTED,
    "link.subject": ValueOrigins(msg("Of the document"), msg("The address")),
    "status.flags": ValueOrigins(msg("Found here"), msg("Stated")),
    "time.order": ValueOrigins(msg("Of a later step"), msg("Stated")),
}
"""Every check of the catalogue, including those that compare no values."""
