"""Rules for the keys in a document: their encodings, their fingerprints, and whose they are.

A key inside a document proves nothing about itself; only the user's own list makes it trusted.
"""

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable
from operator import attrgetter

from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject, list_at, object_at, text_at
from inspector.document.kinds import Kind
from inspector.messages import Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.context import VerificationContext
from inspector.verify.report import Report
from inspector.verify.result import (
    NOT_REACHED,
    PASS,
    Result,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)
from inspector.verify.shapes import KEY_SHAPE
from inspector.verify.trust import PublicKey, Standing, folded_id

KEY_BYTES = 32
_BASE64_LENGTH = 44
_LONGEST_SPELLING = 1_000
KEY_MEMBERS = ("public_key_b64", "public_key_hex")
FINGERPRINTS: tuple[tuple[str, Callable[[PublicKey], str]], ...] = (
    ("fingerprint_sha256_hex", attrgetter("fingerprint")),
    ("fingerprint_sha256_b32_first128bits", attrgetter("fingerprint_base32")),
)
"""The members of a key entry that state a fingerprint, with the function that computes each."""


_WORDS = (("algorithm", "ed25519"), ("format", "raw"))
"""Members of a key entry, with the only value for which the rules are known."""
_MOST_OF_ONE_NAME = 4
"""The limit per name, since each key gets a result for each entry that names it."""


class KeyEntry(NamedTuple):
    """A key entry of a document.

    ``of_base64`` and ``of_hex`` are the bytes its two members give, None if they give none; ``key``
    is None if neither gives 32 bytes.
    """

    path: str
    value: JsonObject
    of_base64: bytes | None
    of_hex: bytes | None
    key: PublicKey | None

    @classmethod
    def at(cls, path: str, value: JsonObject) -> "KeyEntry":
        """Read the entry ``value``, which is at ``path``."""
        one, other = from_base64(value.get("public_key_b64")), from_hex(value.get("public_key_hex"))
        raw, key_id = one or other, text_at(value, "key_id") or ""
        key = PublicKey.of(key_id, raw) if raw is not None and len(raw) == KEY_BYTES else None
        return cls(path, value, one, other, key)


def entries(kind: Kind, value: JsonObject) -> list[KeyEntry]:
    """The key entries of a document, each with its JSON Pointer."""
    return [KeyEntry.at(path, entry) for path, entry in _places(kind, value)]


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
        if any(name in value for name in KEY_MEMBERS):
            found.append(("", value))
    return found


def private_entry(kind: Kind, value: JsonObject) -> str | None:
    """The path of the first key entry that also holds the private key; None if none does.

    In a mirror manifest the private key may also stand beside the entry: then it is "".
    """
    holders = _places(kind, value)
    if "manifest_type" in value:
        holders.append(("", value))
    return next((path for path, holder in holders if _is_private(holder)), None)


def _is_private(entry: JsonObject) -> bool:
    if _is_plain(entry):
        return False
    from inspector.document.private_keys import in_entry  # noqa: PLC0415 - most entries are plain

    return in_entry(entry)


def _is_plain(entry: JsonObject) -> bool:
    """Whether an entry has only the members of the format, and no text of another format."""
    return (
        entry.keys() <= KEY_SHAPE.members.keys()
        and len(text_at(entry, "public_key_b64") or "") <= _BASE64_LENGTH
        and "-BEGIN " not in (text_at(entry, "notes") or "")
    )


class NamedKeys:
    """Keys by fingerprint and by id, for entries that name a key without giving its bytes."""

    def __init__(self, keys: Iterable[tuple[PublicKey, Iterable[str]]]) -> None:
        self._by_name: dict[str, list[PublicKey]] = {}
        for key, key_ids in keys:
            stated = [derive(key) for _, derive in FINGERPRINTS]
            for name in {*map(folded_id, (*stated, *key_ids))}:
                same = self._by_name.setdefault(name, [])
                if len(same) < _MOST_OF_ONE_NAME:
                    same.append(key)

    def of(self, entry: JsonObject) -> list[PublicKey]:
        """The keys that an entry names: by its fingerprints, or by its id if it has none."""
        stated = [text for name, _ in FINGERPRINTS if (text := text_at(entry, name))]
        names = stated or [text_at(entry, "key_id") or ""]
        found = (key for name in names for key in self._by_name.get(folded_id(name), ()))
        return list(dict.fromkeys(found))


def unknown_word(entry: JsonObject) -> tuple[str, str] | None:
    """The member that states another algorithm or encoding, with the word that is known; else
    None."""
    return next(((name, word) for name, word in _WORDS if entry.get(name, word) != word), None)


def unknown_members(entry: JsonObject) -> tuple[str, ...]:
    """The members of a key entry that the format does not define, so that their meaning is not
    known."""
    known = KEY_SHAPE.members.keys()
    return () if entry.keys() <= known else tuple(name for name in entry if name not in known)


def from_base64(value: Json) -> bytes | None:
    """The bytes of strict base64 with padding, else None."""
    if not isinstance(value, str):
        return None
    try:
        raw = a2b_base64(value, strict_mode=True)
        return raw if b2a_base64(raw, newline=False) == value.encode() else None
    except ValueError:  # the base class of binascii.Error
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


def spelled_lines(text: str) -> list[bytes]:
    """The bytes that each line encodes by itself, without the lines that encode nothing."""
    lines = text.strip().splitlines() if len(text) <= _LONGEST_SPELLING else []
    return [raw for line in lines if (raw := spelled(line)) is not None]


def spelled(text: str) -> bytes | None:
    """The bytes encoded as hex in either case or as base64, ignoring blanks; else None."""
    text = text.strip()
    if len(text) > _LONGEST_SPELLING:
        return None
    packed = "".join(text.split())
    digits = packed.lower().removeprefix("0x").replace(":", "")
    return from_hex(digits) or from_base64(packed) or None


def check(case: VerificationContext, found: list[KeyEntry]) -> None:
    """Make all checks of the document's keys, and add each key to those that signatures are
    verified with."""
    raws_by_id: dict[str, set[bytes]] = {}
    for entry in found:
        if entry.key:
            case.keys.add_candidate(entry.key, entry.path)
            raws_by_id.setdefault(entry.key.key_id, set()).add(entry.key.raw)
    for entry in found:
        case.add(encoding(entry))
        case.add(fingerprints(entry.value, entry.key, entry.path))
        case.add(unique(entry, raws_by_id))
    if case.document.kind is Kind.BUNDLE and "public_keys" not in case.value:
        case.extend(missing(id_, "/public_keys") for id_ in _OF_AN_ENTRY)


_OF_AN_ENTRY = ("key.encoding", "key.fingerprint", "key.unique")


def encoding(read: KeyEntry) -> Result:
    """key.encoding: the base64 and hex members give the same 32 bytes."""
    path, entry, one, other = read.path, read.value, read.of_base64, read.of_hex
    base64, hex_ = entry.get("public_key_b64"), entry.get("public_key_hex")
    has_base64, has_hex = (name in entry for name in KEY_MEMBERS)
    if has_base64 and has_hex and one != other:
        detail = msg("The two spellings of the key are not the same bytes")
        if one is None or other is None:
            detail = msg("One of the two spellings of the key cannot be read")
        return failed("key.encoding", path, detail, base64, hex_)
    if not has_base64 and not has_hex:
        return missing("key.encoding", f"{path}/public_key_b64")
    raw = one if has_base64 else other
    if raw is None or len(raw) != KEY_BYTES:
        detail = msg("The key is not 32 bytes in base64 or lower-case hex")
        return failed("key.encoding", path, detail)
    if (odd := unknown_word(entry)) is not None:
        name, word = odd
        detail = msg("{} is not the known {}, so its rules may differ", name, Value(word))
        return unchecked("key.encoding", f"{path}/{name}", detail, word, entry[name])
    for name in KEY_MEMBERS:
        if name not in entry:
            return missing("key.encoding", f"{path}/{name}")
    return passed("key.encoding", path)


def fingerprints(entry: JsonObject, key: PublicKey | None, path: str) -> Result:
    """key.fingerprint: both fingerprints are prefixes of the SHA-256 of the key."""
    if key is None:
        detail = msg("the key could not be read")
        return unchecked("key.fingerprint", path, detail, reason=NOT_REACHED)
    absent = []
    for name, derive in FINGERPRINTS:
        place = f"{path}/{name}"
        if name not in entry:
            absent.append(missing("key.fingerprint", place))
        elif entry[name] != (computed := derive(key)):
            detail = msg("The stated fingerprint is not that of the key")
            return failed("key.fingerprint", place, detail, computed, entry[name])
    if absent:
        return absent[0]
    return passed("key.fingerprint", path, key.fingerprint, key.fingerprint)


def unique(entry: KeyEntry, raws_by_id: dict[str, set[bytes]]) -> Result:
    """key.unique: no two keys have the same id."""
    path = entry.path
    if entry.key is None:
        detail = msg("the key could not be read")
        return unchecked("key.unique", path, detail, reason=NOT_REACHED)
    if text_at(entry.value, "key_id") is None:
        return missing("key.unique", path + "/key_id")
    key_id = entry.key.key_id
    if len(raws_by_id[key_id]) > 1:
        detail = msg("Two keys of the document have this id")
        return failed("key.unique", path, detail, None, key_id)
    return passed("key.unique", path)


# --- trust ------------------------------------------------------------------------------------


def trust(
    case: VerificationContext, key: PublicKey, names: Iterable[str], path: str, *, is_used: bool
) -> Result:
    """key.trust: the standing of the key in the user's list, by the key's bytes.

    ``names`` are the ids that the document gives the key. An id of a trusted key with other bytes
    makes the key an impostor, even if these bytes are trusted under another id, or distrusted and
    not used.
    """
    standing, shown = case.trust.standing(key.raw), key.fingerprint
    if standing is Standing.DISTRUSTED and is_used:
        case.distrusted_paths.add(path)
        return failed("key.trust", path, msg("You distrust this key"), None, shown)
    names = [name for name in names if name]
    known = {entry.key.key_id for entry in case.trust.of_key(key.raw)}
    if standing is Standing.TRUSTED and known.issuperset(names):
        return passed("key.trust", path, shown, shown)
    for name in names:
        if (real := case.trust.posed_as(name, key.raw)) is not None:
            detail = msg(
                "This key has the id of a key that you trust, {}, but other bytes",
                Value(real.key_id),
            )
            return failed("key.trust", path, detail, real.fingerprint, shown)
    if standing is Standing.DISTRUSTED:
        detail = msg("You distrust this key; it has signed nothing here")
        return warned("key.trust", path, detail, None, shown)
    for name in names:
        if (real := case.trust.imitated(name, key.raw)) is not None:
            detail = msg(
                "The id of this key, {}, looks like that of a trusted key, {}, and is not it",
                Value(name),
                Value(real.key_id),
            )
            return warned("key.trust", path, detail, real.fingerprint, shown)
    if standing is Standing.TRUSTED:
        return _trusted_as(case, key, names, known, path)
    return warned("key.trust", path, msg("This key is not in your list"), None, shown)


def _trusted_as(
    case: VerificationContext, key: PublicKey, names: list[str], known: set[str], path: str
) -> Result:
    """key.trust of a trusted key to which the document gives other ids than the list does."""
    other = next((name for name in names if name not in known), None)
    if other is not None and "" not in known:
        detail = msg(
            "You trust this key as {}; the document calls it {}",
            Value(case.trust.name_of(key.raw)),
            Value(other),
        )
        return warned("key.trust", path, detail, key.fingerprint, key.fingerprint)
    return passed("key.trust", path, key.fingerprint, key.fingerprint)


def check_trust(case: VerificationContext, found: list[KeyEntry]) -> None:
    """Check key.trust of the document's keys, and of other keys with a valid signature in it."""
    names: dict[bytes, dict[str, None]] = {}
    for use in case.uses:
        names.setdefault(use.key.raw, {}).update(dict.fromkeys(use.names))
    told: set[bytes] = set()
    for entry in found:
        if entry.key:
            raw = entry.key.raw
            is_used = raw in names
            told.add(raw)
            claimed = [entry.key.key_id, *names.get(raw, ())]
            result = trust(case, entry.key, claimed, entry.path, is_used=is_used)
            case.add(result) if is_used else case.add_exempt(result)
    for use in case.uses:
        raw = use.key.raw
        if raw not in told:
            told.add(raw)
            case.add(trust(case, use.key, names[raw], use.path, is_used=True))
    for path in case.naming_distrusted:
        if path not in case.distrusted_paths:
            case.distrusted_paths.add(path)
            detail = msg("The signature names a key that you distrust")
            case.add(failed("key.trust", path, detail))


# --- keys that signed -------------------------------------------------------------------------

MOST_NAMES = 8
LONGEST_NAME = 200
_MOST_KEYS = 20


class SeenKey(NamedTuple):
    """A key with a valid signature, and the distinct names under which it signed."""

    key: PublicKey
    names: tuple[str, ...] = ()


def signers(document: Document, report: Report) -> list[SeenKey]:
    """The first few keys that the document contains and that made a valid signature in it.

    A key listed here is not thereby trusted. Names and numbers come from the document, so they are
    bounded.
    """
    names: dict[str, list[str]] = {}
    for signature in report.signatures:
        if signature.status is PASS:
            names.setdefault(signature.fingerprint, []).append(signature.signer_id)
    carried: dict[str, PublicKey] = {}
    for entry in entries(document.kind, document.value):
        if entry.key and entry.key.fingerprint in names:
            carried.setdefault(entry.key.fingerprint, entry.key)
    first = [mark for mark in names if mark in carried][:_MOST_KEYS]
    return [SeenKey(carried[mark], together((), names[mark])) for mark in first]


def together(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """``old`` and ``new`` names without repeats, at most a few; names that are too long are left
    out."""
    found = dict.fromkeys(old)
    for name in new:
        if 0 < len(name) <= LONGEST_NAME and len(found) < MOST_NAMES:
            found[name] = None
    return tuple(found)
