"""What the two values of a result are called, by check: neither side need be the right one.

``expected`` and ``actual`` are names of the report; whoever shows them says where each is from.
"""

from typing import NamedTuple

from inspector.messages import Message, msg
from inspector.verify.format import HASH_IDS, SIGNER_IDS


class Compared(NamedTuple):
    """What the two values of a result are: where each comes from."""

    expected: Message
    actual: Message


_HASHED = Compared(msg("Stated"), msg("Computed"))
_COUNTED = Compared(msg("Counted"), msg("Stated"))
_FOLLOWS = Compared(msg("From the record"), msg("Stated"))
_SIGNATURE = Compared(msg("Of the key that signed"), msg("Stated"))
_KNOWN = Compared(msg("Known"), msg("Stated"))
_STATE = Compared(msg("From the events"), msg("In the state"))

COMPARED: dict[str, Compared] = {
    **dict.fromkeys((*sorted(HASH_IDS), "integrity.snapshot_hash", "snapshot.title"), _HASHED),
    **dict.fromkeys(sorted(SIGNER_IDS), _SIGNATURE),
    **dict.fromkeys(("receipt.signature", "event.signature", "bundle.signature"), _SIGNATURE),
    "document.schema": Compared(msg("By the format"), msg("Here")),
    "document.unknown": Compared(msg("By the format"), msg("Here")),
    "document.version": _KNOWN,
    "record.pith_number": _FOLLOWS,
    "record.short_pith_number": _FOLLOWS,
    "record.source": Compared(msg("In the record"), msg("Beside it")),
    "alias.value": _FOLLOWS,
    "event.id": Compared(msg("From its hash"), msg("Stated")),
    "event.subject": Compared(msg("Of the document"), msg("Of the event")),
    "event.unique": Compared(msg("Known"), msg("Stated")),
    "event.type": _KNOWN,
    "event.links": Compared(msg("Known"), msg("Named")),
    "snapshot.metadata": Compared(msg("In the record"), msg("In the snapshot")),
    "snapshot.counts": _COUNTED,
    "snapshot.section_hash": Compared(msg("Of an empty section"), msg("Stated")),
    "snapshot.abstract": Compared(msg("Hashed"), msg("Excerpt")),
    "key.encoding": Compared(msg("In base64"), msg("In hex")),
    "key.fingerprint": Compared(msg("Computed"), msg("Stated")),
    "key.unique": Compared(msg("Known"), msg("Stated")),
    "key.trust": Compared(msg("In your list"), msg("Here")),
    "key.period": Compared(msg("Ends"), msg("Signed")),
    "state.counts": _COUNTED,
    "state.merge": _STATE,
    "state.bounds": Compared(msg("From the bundle"), msg("In the state")),
    "integrity.counts": _COUNTED,
    "link.subject": Compared(msg("Of the document"), msg("The address")),
    "status.flags": Compared(msg("Found here"), msg("Stated")),
    "time.order": Compared(msg("The date here"), msg("The date before")),
}
"""For each check of the catalogue, whether or not it compares two values today."""
