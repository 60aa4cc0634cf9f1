"""The pointers at which a trace is shown: the stated value, the hashed value, the signature's
object.

These are more places than the path of its result.
"""

from inspector.document.pointer import parent
from inspector.named_tuple import NamedTuple
from inspector.verify.format import BUNDLE, ENTRY, EVENT, RECORD, SIGNED, STATE, HashRule
from inspector.verify.integrity import HASHED
from inspector.verify.keys import FINGERPRINTS
from inspector.verify.result import Result


class _Places(NamedTuple):
    """Where a trace is shown besides the ``path`` of its result.

    Each member lists relative pointers: ``beside`` relative to the object that contains ``path``,
    ``around`` to the object around that one, ``about`` to the object with the record that the
    document is about, ``inside`` to ``path`` itself. ``under`` means everywhere under ``path``.
    """

    inside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    under: bool = False


_METADATA = "/canonical_record/metadata/"
_KEY_MEMBERS = tuple(
    f"/{name}" for name in ("public_key_b64", "public_key_hex", *dict(FINGERPRINTS))
)
_HOLDER = _Places(beside=("",))


def _of_hash(rule: HashRule, *beside: str) -> _Places:
    """A hash is also shown at the value that it is computed from."""
    hashed = f"/{rule.only}" if rule.only else ""
    if len(rule.stated) > 1:
        return _Places(around=(hashed,))
    return _Places(beside=(hashed, *beside))


_PLACES = {
    RECORD.hash_id: _of_hash(RECORD),
    "record.pith_number": _Places(),
    "record.short_pith_number": _Places(),
    "receipt.hash": _Places(beside=("",), around=("/canonical_record",)),
    "receipt.signature": _Places(beside=("/canonical_record", "/canonical_sha256"), under=True),
    EVENT.hash_id: _of_hash(EVENT, "/event_id"),
    "event.id": _HOLDER,
    "event.signature": _Places(
        beside=("", "/content_sha256", "/event_id", "/payload_sha256"), under=True
    ),
    "alias.value": _Places(inside=("/alias_kind", "/alias_value")),
    STATE.hash_id: _of_hash(STATE),
    ENTRY.hash_id: _of_hash(ENTRY),
    BUNDLE.hash_id: _of_hash(BUNDLE),
    "bundle.signature": _Places(beside=("",), under=True),
    "snapshot.title": _Places(about=(_METADATA + "title_canon_sha256",)),
    "snapshot.abstract": _Places(about=(_METADATA + "abstract_canon_sha256",)),
    "snapshot.section_hash": _HOLDER,
    "key.fingerprint": _Places(inside=_KEY_MEMBERS),
    "integrity.snapshot_hash": _Places(beside=("", *(f"/{name}" for name in HASHED))),
}
_MEMBERS = {
    "record.canonical_hash": ("canonical_sha256",),
    "record.pith_number": ("pith_number", "subject_pith_number"),
    "record.short_pith_number": ("short_pith_number",),
    "receipt.hash": ("canonical_sha256",),
    "receipt.signature": ("receipt", "signature_b64"),
    "event.content_hash": ("content_sha256", "payload_sha256"),
    "event.id": ("event_id",),
    "state.hash": ("state_sha256",),
    "state.event_id": ("event_id",),
    "bundle.hash": ("bundle_sha256", "bundle_signature"),
    "snapshot.title": ("title",),
    "snapshot.abstract": ("abstract_excerpt",),
    "snapshot.section_hash": ("snapshot_sha256",),
    "integrity.snapshot_hash": ("snapshot_sha256",),
}
"""The members that state what these checks compare. A result elsewhere reports a missing member,
for which there are no steps."""
TRACED = frozenset(_PLACES)
"""The ids of the checks whose steps can be shown."""


def speaks_of(result: Result, pointer: str, about: str) -> bool:
    """Whether the trace of ``result`` is shown at ``pointer``.

    ``about`` is the pointer of the object with the record that the document is about.
    """
    places = _PLACES.get(result.id)
    if places is None:
        return False
    path = key_entry(result.path) if result.id == "key.fingerprint" else signature_at(result.path)
    if pointer == path or (places.under and pointer.startswith(path + "/")):
        return True
    holder = parent(path)
    return (
        any(pointer == path + place for place in places.inside)
        or any(pointer == holder + place for place in places.beside)
        or any(pointer == parent(holder) + place for place in places.around)
        or any(pointer == about + place for place in places.about)
    )


def speaks_of_a_hash(result: Result) -> bool:
    """Whether the check of ``result`` compared something."""
    members = _MEMBERS.get(result.id)
    return members is None or result.path.rpartition("/")[2] in members


def key_entry(path: str) -> str:
    """The key entry that a result of key.fingerprint is about: ``path`` or the object around it."""
    return parent(path) if path.rpartition("/")[2] in dict(FINGERPRINTS) else path


_SIGNATURES = tuple(f"/{rule.signature[-1]}/signature_b64" for rule in SIGNED.values())


def signature_at(path: str) -> str:
    """The signature whose missing text a result reports at ``path``; any other path as it is."""
    return parent(path) if path.endswith(_SIGNATURES) else path
