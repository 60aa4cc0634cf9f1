"""The keys that a document carries: their spelling, their fingerprints, and whose they are.

A key inside a document proves nothing about itself; the user's own list says what it is worth.
"""

from binascii import a2b_base64, b2a_base64
from datetime import datetime
from typing import NamedTuple

from inspector.document.access import list_at, object_at, text_at
from inspector.document.identifiers import fingerprint, fingerprint_base32
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.verify.case import Case, instant
from inspector.verify.result import PASS, Result, failed, passed, unchecked, warned
from inspector.verify.trust import PublicKey, Standing

KEY_BYTES = 32
_KEY_MEMBERS = ("public_key_b64", "public_key_hex")
FINGERPRINTS = (
    ("fingerprint_sha256_hex", fingerprint),
    ("fingerprint_sha256_b32_first128bits", fingerprint_base32),
)
"""The members of a key entry that state a fingerprint, and how each is made of the 32 bytes."""
_LONGEST_SHOWN = 80


class Entry(NamedTuple):
    """A key entry of a document; ``key`` is None where neither spelling gives 32 bytes."""

    path: str
    value: JsonObject
    key: PublicKey | None


def entries(kind: Kind, value: JsonObject) -> list[Entry]:
    """The key entries of a document, each with its JSON Pointer."""
    return [Entry(path, entry, public_key(entry)) for path, entry in _places(kind, value)]


def _places(kind: Kind, value: JsonObject) -> list[tuple[str, JsonObject]]:
    if kind is Kind.SIGNING_KEY:
        return [("", value)]
    found = [
        (f"/public_keys/{index}", entry)
        for index, entry in enumerate(list_at(value, "public_keys"))
        if isinstance(entry, dict)
    ]
    if kind is Kind.MIRROR_MANIFEST:
        found += [
            (f"/{name}", entry)
            for name in ("public_key", "signing_key")
            if (entry := object_at(value, name)) is not None
        ]
        if any(name in value for name in _KEY_MEMBERS):
            found.append(("", value))
    return found


def public_key(entry: JsonObject) -> PublicKey | None:
    """The key of one entry, or None where neither spelling gives 32 bytes."""
    key_id = text_at(entry, "key_id") or ""
    raw = from_base64(entry.get("public_key_b64")) or from_hex(entry.get("public_key_hex"))
    return PublicKey.of(key_id, raw) if raw is not None and len(raw) == KEY_BYTES else None


def from_base64(value: Json) -> bytes | None:
    """The bytes of strict base64 with padding, else None."""
    if not isinstance(value, str):
        return None
    try:
        raw = a2b_base64(value, strict_mode=True)
        return raw if b2a_base64(raw, newline=False) == value.encode() else None
    except ValueError:  # binascii.Error is one
        return None


def from_hex(value: Json) -> bytes | None:
    """The bytes of lower-case hex, else None."""
    if not isinstance(value, str) or not value.isascii():
        return None
    try:
        raw = bytes.fromhex(value)
    except ValueError:
        return None
    return raw if raw.hex() == value else None


def check(case: Case, found: list[Entry]) -> None:
    """All checks of the document's keys; each key becomes a candidate for its signatures."""
    raws_by_id: dict[str, set[bytes]] = {}
    for entry in found:
        if entry.key:
            case.keys.add_candidate(entry.key, entry.path)
            raws_by_id.setdefault(entry.key.key_id, set()).add(entry.key.raw)
    for entry in found:
        case.add(encoding(entry.value, entry.path))
        case.add(fingerprints(entry.value, entry.key, entry.path))
        case.add(unique(entry.value, raws_by_id, entry.path))


def encoding(entry: JsonObject, path: str) -> Result:
    """key.encoding: base64 = hex = 32 bytes."""
    base64, hex_ = entry.get("public_key_b64"), entry.get("public_key_hex")
    one, other = from_base64(base64), from_hex(hex_)
    if base64 is not None and hex_ is not None and one != other:
        return failed(
            "key.encoding",
            path,
            "The two spellings of the key are not the same bytes",
            base64,
            hex_,
        )
    raw = one if base64 is not None else other
    if raw is None or len(raw) != KEY_BYTES:
        return failed("key.encoding", path, "The key is not 32 bytes in base64 or lower-case hex")
    return passed("key.encoding", path)


def fingerprints(entry: JsonObject, key: PublicKey | None, path: str) -> Result:
    """key.fingerprint: both fingerprints are cut from the SHA-256 of the key."""
    if key is None:
        return unchecked("key.fingerprint", path, "Not reached: the key could not be read")
    compared = 0
    for name, derive in FINGERPRINTS:
        if name in entry:
            compared += 1
            if entry[name] != (computed := derive(key.raw)):
                detail = "The stated fingerprint is not that of the key"
                return failed("key.fingerprint", f"{path}/{name}", detail, computed, entry[name])
    if not compared:
        return unchecked("key.fingerprint", path, "Not made: no fingerprint is stated")
    return passed("key.fingerprint", path, key.fingerprint, key.fingerprint)


def unique(entry: JsonObject, raws_by_id: dict[str, set[bytes]], path: str) -> Result:
    """key.unique: one key an id."""
    key_id = text_at(entry, "key_id") or ""
    if len(raws_by_id.get(key_id, ())) > 1:
        return failed("key.unique", path, "Two keys of the document have this id", None, key_id)
    return passed("key.unique", path)


def trust(case: Case, key: PublicKey, path: str, signer: str = "", *, is_used: bool) -> Result:
    """key.trust: what the user's own list says of the key, by its bytes.

    ``signer`` is a name that the key signed under and that the list has trusted keys for. That
    is no failure: a signer may change its key. So may somebody who is not that signer.
    """
    standing = case.trust.standing(key.raw)
    if standing is Standing.DISTRUSTED:
        if not is_used:
            detail = "You distrust this key; it has signed nothing here"
            return warned("key.trust", path, detail, None, key.fingerprint)
        case.distrusted_paths.add(path)
        return failed("key.trust", path, "You distrust this key", None, key.fingerprint)
    if standing is Standing.TRUSTED:
        return passed("key.trust", path, key.fingerprint, key.fingerprint)
    if case.trust.is_impostor(key):
        detail = "This key has the id of a key that you trust, but other bytes"
        return failed(
            "key.trust", path, detail, case.trust.fingerprint_of(key.key_id), key.fingerprint
        )
    detail = "This key is not in your list"
    if signer:
        detail = (
            f"{signer[:_LONGEST_SHOWN]} is known to you with other keys; "
            "compare the fingerprint before you trust this one"
        )
    return warned("key.trust", path, detail, None, key.fingerprint)


def check_trust(case: Case, found: list[Entry]) -> None:
    """key.trust for the keys that the document carries, and for others that signed in it.

    A key that is the document itself counts as used: there is nothing else to speak of.
    """
    used = {use.key.raw for use in case.uses}
    is_itself = case.document.kind in (Kind.SIGNING_KEY, Kind.MIRROR_MANIFEST)
    signers = _known_signers(case, used)
    told: set[bytes] = set()
    for entry in found:
        if entry.key:
            raw = entry.key.raw
            told.add(raw)
            is_used = is_itself or raw in used
            case.add(trust(case, entry.key, entry.path, signers.get(raw, ""), is_used=is_used))
    for use in case.uses:
        raw = use.key.raw
        if raw not in told:
            told.add(raw)
            case.add(trust(case, use.key, use.path, signers.get(raw, ""), is_used=True))


def _known_signers(case: Case, used: set[bytes]) -> dict[bytes, str]:
    """Of each key that signed under a name the user has trusted keys for, the first such name."""
    known = case.trust.known_signers()
    if not known or all(case.trust.standing(raw) is Standing.TRUSTED for raw in used):
        return {}
    raws = {use.path: use.key.raw for use in case.uses}
    found: dict[bytes, str] = {}
    for signature in case.signatures:
        if signature.signer_id in known and signature.status is PASS:
            found.setdefault(raws[signature.path], signature.signer_id)
    return found


def check_periods(case: Case, found: list[Entry]) -> None:
    """key.period for each key of the document."""
    uses = _uses(case)
    for entry in found:
        if entry.key:
            case.add(period(entry.value, uses.get(entry.key.raw, _NEVER), entry.path))


class Use(NamedTuple):
    """When a key signed: the latest date there is, and whether some signature has none."""

    latest: datetime | None = None
    stated: Json = None
    has_undated: bool = False


_NEVER = Use()


def _uses(case: Case) -> dict[bytes, Use]:
    found: dict[bytes, Use] = {}
    for one in case.uses:
        so_far, moment = found.get(one.key.raw, _NEVER), instant(one.signed_at)
        if moment is None:
            so_far = so_far._replace(has_undated=True)
        elif so_far.latest is None or moment > so_far.latest:
            so_far = so_far._replace(latest=moment, stated=one.signed_at)
        found[one.key.raw] = so_far
    return found


def period(entry: JsonObject, use: Use, path: str) -> Result:
    """key.period: every signature by the key is dated before ``rotates_at``."""
    rotates = entry.get("rotates_at")
    if rotates is None:
        return passed("key.period", path)
    end = instant(rotates)
    if end is None:
        return unchecked("key.period", path, "Not made: rotates_at is no date", None, rotates)
    if use.latest is not None and use.latest >= end:
        detail = "A signature by this key is dated after the key rotated"
        return failed("key.period", path, detail, rotates, use.stated)
    if use.has_undated:
        reason = "Not made: a signature by this key has no readable date"
        return unchecked("key.period", path, reason)
    return passed("key.period", path)
