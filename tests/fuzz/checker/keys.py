"""Keys and signatures: key entries, signers, and their standing in the user's list."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as BadKeyError
from nacl.signing import VerifyKey

from tests.fuzz.checker.case import FAIL, KEY_ENTRY, PASS, UNCHECKED, WARN, Case, Known, Signature
from tests.fuzz.checker.values import (
    ABSENT,
    base32,
    date,
    fold_id,
    from_base64,
    from_hex,
    get,
    items_at,
    text_at,
)

MESSAGES = {
    "receipt": "canonical_sha256_bytes",
    "event": "open_graph_event_sha256_bytes",
    "bundle": "bundle_sha256_bytes",
}


class Entry(NamedTuple):
    """A key entry of the document; ``raw`` is None if its bytes cannot be read."""

    path: str
    value: Any
    key_id: str | None
    raw: bytes | None


def fingerprint(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:32]


def entries(case: Case) -> list[Entry]:
    if case.kind == "bundle":
        places = [
            (f"/public_keys/{index}", item)
            for index, item in enumerate(items_at(case.value, "public_keys"))
        ]
    elif case.kind == "mirror manifest":
        places = [("/public_key", case.value["public_key"])] if "public_key" in case.value else []
    else:
        places = [("", case.value)] if case.kind == "signing key" else []
    return [Entry(path, item, text_at(item, "key_id"), _raw(item)) for path, item in places]


def _raw(entry: Any) -> bytes | None:
    b64, digits = text_at(entry, "public_key_b64"), text_at(entry, "public_key_hex")
    for raw in (from_base64(b64), from_hex(digits)):
        if raw is not None and len(raw) == 32:
            return raw
    return None


def check_entries(case: Case) -> None:
    if case.kind == "bundle" and "public_keys" not in case.value:
        case.add("key.encoding", "/public_keys", UNCHECKED, "absent")
    seen: dict[str, bytes | None] = {}
    for entry in entries(case):
        _check_encoding(case, entry)
        _check_fingerprints(case, entry)
        if entry.key_id is None:
            case.add("key.unique", entry.path + "/key_id", UNCHECKED)
            continue
        if entry.raw is None:
            case.add("key.unique", entry.path, UNCHECKED, "the key cannot be read")
            continue
        other = entry.key_id in seen and seen[entry.key_id] != entry.raw
        case.add("key.unique", entry.path, FAIL if other else PASS)
        seen.setdefault(entry.key_id, entry.raw)


def _check_encoding(case: Case, entry: Entry) -> None:
    b64, digits = get(entry.value, "public_key_b64"), get(entry.value, "public_key_hex")
    one = from_base64(b64) if isinstance(b64, str) else None
    other = from_hex(digits) if isinstance(digits, str) else None
    stated = [raw for text, raw in ((b64, one), (digits, other)) if text is not ABSENT]
    if any(raw is None or len(raw) != 32 for raw in stated) or (len(stated) == 2 and one != other):
        status = FAIL
    else:
        words = get(entry.value, "algorithm"), get(entry.value, "format")
        is_known = words[0] in ("ed25519", ABSENT) and words[1] in ("raw", ABSENT)
        status = PASS if is_known and len(stated) == 2 else UNCHECKED
    case.add("key.encoding", entry.path, status)


def _check_fingerprints(case: Case, entry: Entry) -> None:
    names = ("fingerprint_sha256_hex", "fingerprint_sha256_b32_first128bits")
    stated = [get(entry.value, name) for name in names]
    if entry.raw is None:
        case.add("key.fingerprint", entry.path, UNCHECKED, "the key cannot be read")
        return
    right = [fingerprint(entry.raw), base32(hashlib.sha256(entry.raw).digest())]
    wrong = any(
        value is not ABSENT and value != expected
        for value, expected in zip(stated, right, strict=True)
    )
    missing = ABSENT in stated
    status = FAIL if wrong else UNCHECKED if missing else PASS
    case.add("key.fingerprint", entry.path, status)


# --- signatures ----------------------------------------------------------------------------


def check_signature(
    case: Case, cover: str, value: Any, path: str, hashed: str | None, *, signer: Any = None
) -> bool:
    """``*.signature`` and ``*.signer`` of one signature object; whether the signature holds.

    ``hashed``: the hash that was recomputed and is the stated one; None where it is not.
    ``signer``: an event's signer object, which names the key, too; None for other signatures.
    """
    status, raw = _signature_status(case, cover, value, hashed)
    case.add(f"{cover}.signature", path, status)
    case.signatures.append(Signature(cover, path, value, status, raw))
    if raw is None:
        case.add(f"{cover}.signer", path, UNCHECKED)
        return False
    named = [get(value, "key_id"), get(value, "public_key_fingerprint")]
    if cover == "event":
        named += [get(signer, "key_id"), get(signer, "public_key_fingerprint")]
    ids = _ids_of(case, raw)
    right = [isinstance(name, str) and name in ids for name in named[::2]] + [
        name == fingerprint(raw) for name in named[1::2]
    ]
    stated = [*named[::2], *named[1::2]]
    if any(name is not ABSENT and not fits for name, fits in zip(stated, right, strict=True)):
        case.add(f"{cover}.signer", path, FAIL)
    else:
        case.add(f"{cover}.signer", path, UNCHECKED if ABSENT in stated else PASS)
    return True


def _signature_status(
    case: Case, cover: str, value: Any, hashed: str | None
) -> tuple[str, bytes | None]:
    if hashed is None or not isinstance(value, dict):
        return UNCHECKED, None
    words = ("signed_v1", "ed25519", MESSAGES[cover])
    names = ("signature_status", "algorithm", "signed_message")
    if tuple(get(value, name) for name in names) != words:
        return UNCHECKED, None
    if "signature_b64" not in value:
        return UNCHECKED, None
    signature = from_base64(text_at(value, "signature_b64"))
    if signature is None or len(signature) != 64:
        return FAIL, None
    candidates = lookup(case, text_at(value, "public_key_fingerprint"), text_at(value, "key_id"))
    for raw in candidates:
        if holds(raw, signature, hashed):
            return PASS, raw
    return (FAIL if candidates else UNCHECKED), None


def holds(raw: bytes, signature: bytes, hashed: str) -> bool:
    try:
        VerifyKey(raw).verify(bytes.fromhex(hashed), signature)
    except (BadSignatureError, BadKeyError, ValueError):
        return False
    return True


def lookup(case: Case, stated: str | None, key_id: str | None) -> list[bytes]:
    """The keys that a signature names: by fingerprint, else by id."""
    known = [(entry.key_id, entry.raw) for entry in entries(case) if entry.raw is not None]
    known += [(key.key_id, key.raw) for key in case.keys]
    by_fingerprint = [raw for _, raw in known if raw and fingerprint(raw) == stated]
    by_id = [raw for name, raw in known if raw and key_id is not None and name == key_id]
    return list(dict.fromkeys(by_fingerprint or by_id))


def _ids_of(case: Case, raw: bytes) -> set[str]:
    carried = {entry.key_id for entry in entries(case) if entry.raw == raw and entry.key_id}
    return carried | {key.key_id for key in case.keys if key.raw == raw}


# --- trust ---------------------------------------------------------------------------------


def signed_with(case: Case) -> set[bytes]:
    return {signature.raw for signature in case.signatures if signature.raw is not None}


def _fingerprints(raw: bytes) -> tuple[str, ...]:
    whole = hashlib.sha256(raw)
    return fingerprint(raw), whole.hexdigest(), base32(whole.digest()).lower()


def is_distrusted(case: Case) -> bool:
    """Whether a signature, checked or not, is by a distrusted key or names one."""
    trusted_ids = {key.key_id for key in case.keys if key.trusted}
    for key in case.keys:
        if key.trusted:
            continue
        for value, raw in _naming(case):
            key_id = text_at(value, "key_id") or text_at(value, "signing_key_id")
            if (
                raw == key.raw
                or str(get(value, "public_key_fingerprint")).lower() in _fingerprints(key.raw)
                or (key_id == key.key_id and key_id not in trusted_ids)
            ):
                return True
    return False


def _naming(case: Case) -> Iterator[tuple[Any, bytes | None]]:
    """What names a key as a signer: each signature, with the key that verified it, and the signer
    of each event and of each entry of a state."""
    yield from ((signature.value, signature.raw) for signature in case.signatures)
    for event in items_at(case.value, "events"):
        yield get(event, "signer"), None
    current = get(case.value, "current") if case.kind == "state" else {}
    for list_ in current.values() if isinstance(current, dict) else ():
        for entry in list_ if isinstance(list_, list) else [list_]:
            yield get(entry, "signer"), None


def trust_of(case: Case, key_id: str | None, raw: bytes, *, signed: bool) -> tuple[str, str]:
    """The status of ``key.trust`` for a key under an id, with a note."""
    trusted = [key for key in case.keys if key.trusted]
    is_distrusted = any(not key.trusted and key.raw == raw for key in case.keys)
    if is_distrusted and signed:
        return FAIL, "distrusted"
    if key_id is not None:
        folded = fold_id(key_id)
        alike = [key for key in trusted if fold_id(key.key_id) == folded]
        if alike and raw not in {key.raw for key in alike}:
            return FAIL, f"poses as {alike[0].key_id}"
    if is_distrusted:
        return WARN, "distrusted"
    if key_id is None:
        return UNCHECKED, "no id"
    if any(key.raw == raw and key.key_id == key_id for key in trusted):
        return PASS, ""
    if any(key.raw == raw for key in trusted):
        return WARN, "trusted under another id"
    imitated = next((k.key_id for k in trusted if looks_like(k.key_id, key_id)), None)
    return WARN, f"looks like {imitated}" if imitated else "not in the list"


_ALIKE = str.maketrans(
    "асеоріјѕхуѵһԁɡӏմոցօսᴠαονρτυι",
    "aceopijsxyvhdglungouvaovptui",
)
_ALIKE_DIGITS = str.maketrans("01|", "oll")


def looks_like(one: str, other: str) -> bool:
    """Whether two ids differ only by letters that look alike (a small table: names only)."""
    skeletons = {fold_id(name).translate(_ALIKE).translate(_ALIKE_DIGITS) for name in (one, other)}
    return one != other and len(skeletons) == 1


def check_trust(case: Case) -> dict[bytes, list[str]]:
    """``key.trust`` of each entry, and of each key that signed without standing in the document;
    the statuses by the bytes of the key."""
    found: dict[bytes, list[str]] = {}
    signed = signed_with(case)
    for entry in entries(case):
        if entry.raw is None:
            case.add("key.trust", entry.path, UNCHECKED, "the key cannot be read")
            continue
        status, note = trust_of(case, entry.key_id, entry.raw, signed=entry.raw in signed)
        case.add("key.trust", entry.path, status, note)
        found.setdefault(entry.raw, []).append(status)
    for signature in case.signatures:
        if signature.raw is not None and signature.raw not in found:
            own = next(key for key in case.keys if key.raw == signature.raw)
            status, note = trust_of(case, own.key_id, own.raw, signed=True)
            case.add("key.trust", signature.path, status, note)
            found.setdefault(own.raw, []).append(status)
    return found


def axis(case: Case, trust: dict[bytes, list[str]]) -> str:
    """The trust of the whole document: the first that fits."""
    if is_distrusted(case):
        return "distrusted"
    if case.kind != "bundle" or not isinstance(case.value.get("bundle_signature"), dict):
        return "unsigned"
    covers = [signature.cover for signature in case.signatures]
    if not {"receipt", "event", "bundle"} <= set(covers):
        return "incomplete"
    if any(signature.status != PASS for signature in case.signatures):
        return "incomplete"
    trusted = {key.raw for key in case.keys if key.trusted}
    signed = signed_with(case)
    if signed <= trusted and all(set(trust[raw]) == {PASS} for raw in signed):
        return "trusted"
    return "unknown"


# --- the time in which a key was in use ----------------------------------------------------


def check_periods(case: Case) -> dict[bytes, list[str]]:
    """``key.period`` of each key that signed, where a source gives a date or says something that
    is not known; the statuses by the bytes of the key."""
    found: dict[bytes, list[str]] = {}
    for raw in sorted(signed_with(case)):
        sources = [(e.value, e.path) for e in entries(case) if _speaks_of(case, e, raw)]
        ends: list[Any] = [value["rotates_at"] for value, _ in sources if "rotates_at" in value]
        odd = any(set(value) - set(KEY_ENTRY) for value, _ in sources)
        own: list[Known] = [key for key in case.keys if key.raw == raw]
        ends += [key.rotates_at for key in own]
        odd = odd or any(key.odd for key in own)
        ends = [end for end in ends if end is not None]
        for signature in case.signatures:
            if signature.raw == raw and (ends or odd):
                status = _period(case, signature, ends, odd=odd)
                case.add("key.period", sources[0][1] if sources else signature.path, status)
                found.setdefault(raw, []).append(status)
    return found


def _speaks_of(case: Case, entry: Entry, raw: bytes) -> bool:
    """An entry that spells no key speaks of that with its fingerprint, or with its id."""
    if entry.raw is not None:
        return entry.raw == raw
    stated = [text_at(entry.value, "fingerprint_sha256_hex")]
    stated.append(text_at(entry.value, "fingerprint_sha256_b32_first128bits"))
    if any(stated):
        right = {fingerprint(raw), base32(hashlib.sha256(raw).digest()).lower()}
        return any(one.lower() in right for one in stated if one)
    return entry.key_id is not None and fold_id(entry.key_id) in map(fold_id, _ids_of(case, raw))


def _period(case: Case, signature: Signature, ends: list[Any], *, odd: bool) -> str:
    stated = [get(signature.value, "signed_at"), *_covered_dates(case, signature)]
    dates = [date(text) for text in stated]
    limits = [date(end) for end in ends]
    readable: list[datetime] = [moment for moment in dates if moment is not None]
    known = [limit for limit in limits if limit is not None]
    if readable and known and max(readable) >= min(known):
        return FAIL
    return UNCHECKED if odd or None in dates or None in limits else PASS


def _covered_dates(case: Case, signature: Signature) -> list[Any]:
    """The dates under a signature; those deeper inside count where they can be read."""
    events = items_at(case.value, "events")
    way = signature.path.split("/")[1:-1]
    if signature.cover == "event":
        event = get(events, int(way[1]))
        return [get(event, "created_at"), *_dates_inside(get(event, "payload"))]
    if signature.cover == "receipt":
        holder = case.value
        for step in way:
            holder = get(holder, int(step) if step.isdigit() else step)
        return _dates_inside(holder)
    inside = [get(alias, "created_at") for alias in items_at(case.value, "source_aliases")]
    for event in events:
        inside += [get(event, "created_at"), get(event, "signature", "signed_at")]
        inside += _dates_inside(get(event, "payload"))
    return [get(case.value, "built_at"), *(text for text in inside if date(text))]


def _dates_inside(payload: Any) -> list[Any]:
    found = [
        get(payload, "canonical_record", "metadata", "submitted_at"),
        get(payload, "graph_snapshot", "paper", "submitted_at"),
        *(get(payload, "receipt", f"{name}_at") for name in _OF_A_RECEIPT),
    ]
    return [text for text in found if date(text)]


_OF_A_RECEIPT = ("first_computed", "last_reissued", "signed")
