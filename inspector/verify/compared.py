"""What the two values of a result are called, by check: neither side need be the right one.

``expected`` and ``actual`` are names of the report; whoever shows them says where each is from.
"""

from typing import NamedTuple

from inspector.messages import Message, msg
from inspector.verify.format import HASH_IDS, SIGNER_IDS


class ValueOrigins(NamedTuple):
    """What the two values of a result are: where each comes from."""

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
    "time.order": ValueOrigins(msg("The date here"), msg("The date before")),
}
"""For each check of the catalogue, whether or not it compares two values today."""
