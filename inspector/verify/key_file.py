"""Reading a KEYFILE: public keys that the user provides.

The formats are JSON with ``public_keys``, a single such entry, a mirror manifest, 32 bytes in hex
or base64, PEM, OpenSSH public keys and JSON Web Keys. A key whose spellings, fingerprints or dates
disagree is refused, since which one is meant cannot be known. Other files that people give in place
of a key file are refused with a sentence that names what they are.
"""

import codecs
from typing import TYPE_CHECKING

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind, kind_of
from inspector.document.reader import read_json
from inspector.errors import KeyFileError, NotPithError, TrailingDataError, UnreadableError
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.keys import (
    KEY_BYTES,
    KEY_MEMBERS,
    KeyEntry,
    NamedKeys,
    encoding,
    entries,
    fingerprints,
    private_entry,
    spelled,
    spelled_lines,
    unknown_members,
    unknown_word,
)
from inspector.verify.result import FAIL
from inspector.verify.shapes import SHAPES
from inspector.verify.trust import PublicKey
from inspector.verify.weak_keys import is_weak_key

if TYPE_CHECKING:
    from inspector.verify.key_formats import OtherKey
    from inspector.verify.refused_keys import UnusableKeyFile

MOST_BYTES = 10_000_000
_HOLDERS = frozenset(("public_keys", "public_key", "signing_key"))
_OF_A_MANIFEST = frozenset(("manifest_type", "manifest_version", "mirrors"))


class KeyFileEntry(NamedTuple):
    """A key of a KEYFILE.

    ``rotates_at`` is the text that the file states, whether or not it is a date; a value of another
    type is given as JSON. ``unknown`` are members with no known meaning, such as ``revoked_at``.
    """

    key: PublicKey
    rotates_at: str | None = None
    unknown: tuple[str, ...] = ()


def read_keys(data: bytes) -> list[KeyFileEntry]:
    """The keys in ``data``, the bytes of a KEYFILE.

    Raises KeyFileError if there is no key, or if one cannot be used: malformed, contradictory,
    weak, or of an algorithm other than Ed25519. The error names private keys, fingerprints and
    other formats.
    """
    if len(data) > MOST_BYTES:
        raise KeyFileError("A key file has at most {} bytes", MOST_BYTES)
    text = _text(data)
    if text is None:
        from inspector.verify.refused_keys import named_bytes  # noqa: PLC0415 - start-up

        raise KeyFileError(named_bytes(data).sentence)
    if (raw := _bare(text)) is not None:
        key = PublicKey.of("", raw)
        refuse_weak(key)
        return [KeyFileEntry(key)]
    try:
        value = read_json(text.encode()).value
    except UnreadableError as error:
        return _of_text(text, error)
    return _of_json(text, value)


def own_keys(data: bytes) -> list[KeyFileEntry]:
    """The keys of a KEYFILE of the program's own, in which nobody's private key can be: the
    patterns to find one take long to compile."""
    return _of_public(data.decode(), read_json(data).value)


def _of_text(text: str, error: UnreadableError) -> list[KeyFileEntry]:
    """The keys of a text that is neither bare bytes nor, as ``error`` says, JSON."""
    from inspector.document.content import HEAD, by_text  # noqa: PLC0415 - start-up
    from inspector.document.magic import by_bytes  # noqa: PLC0415 - start-up
    from inspector.document.refusal import specific_error  # noqa: PLC0415 - start-up
    from inspector.verify.embedded_keys import named_embedded, named_hidden  # noqa: PLC0415 - start-up
    from inspector.verify.key_formats import keys_in_text  # noqa: PLC0415 - start-up
    from inspector.verify.refused_keys import (  # noqa: PLC0415 - start-up
        UnusableKeyFile,
        named_private,
        named_text,
    )

    if (private := named_private(text)) is not None:
        raise KeyFileError(private.sentence)
    try:
        found = keys_in_text(text)
    except KeyFileError as refused:
        if (hidden := named_hidden(text)) is not None:
            raise KeyFileError(hidden.sentence) from refused
        raise
    if found:
        return _of_others(found)
    named = named_text(text) or (None if "{" in text else named_embedded(text))
    if named is None:
        head = text[:HEAD]
        looks = by_bytes(head.encode()) or by_text(head)
        named = None if looks is None else UnusableKeyFile(looks.what)
    is_several = isinstance(error, TrailingDataError)  # named by its first text, as a document is
    why = (error if is_several else specific_error(error, text.encode())).message
    otherwise = msg("This key file cannot be read: {}", why)
    raise _no_key(named, otherwise) from error


def _of_json(text: str, value: Json) -> list[KeyFileEntry]:
    from inspector.verify.refused_keys import (  # noqa: PLC0415 - start-up
        PRIVATE_ENTRY,
        named_private,
    )

    if (private := named_private(text)) is not None:
        raise KeyFileError(private.sentence)
    if isinstance(value, dict) and (path := private_entry(Kind.MIRROR_MANIFEST, value)) is not None:
        raise KeyFileError(PRIVATE_ENTRY.sentence, path=path)
    return _of_public(text, value)


def _of_public(text: str, value: Json) -> list[KeyFileEntry]:
    """The keys of a JSON value without a private key."""
    stated = _entries(value)
    found = [_sound(entry, _unknown(value)) for entry in stated if _is_key(entry.value)]
    if isinstance(value, dict) and ("kty" in value or "keys" in value):
        from inspector.verify.key_formats import jwk_keys  # noqa: PLC0415 - start-up

        others = jwk_keys(value)
        if found and others:
            raise KeyFileError(
                "The file states keys in two ways: as Pith does, and as JSON Web Keys"
            )
        if others:
            return _of_others(others)
    if not found:
        from inspector.verify.embedded_keys import (  # noqa: PLC0415 - start-up
            may_hold_private,
            named_member,
        )
        from inspector.verify.refused_keys import (  # noqa: PLC0415 - start-up
            PRIVATE_ENTRY,
            READABLE,
            named_object,
            named_text,
        )

        if may_hold_private(text, value):
            raise KeyFileError(PRIVATE_ENTRY.sentence)
        named = named_object(value) or named_text(text) or named_member(text, value)
        none = msg("The file holds no public key in a form that is read here. {}", READABLE)
        raise _no_key(named, none)
    return _agreed(found, _entries_about(found, stated))


def _entries_about(found: list[KeyFileEntry], stated: list[KeyEntry]) -> list[KeyFileEntry]:
    """What entries without a key's bytes state about the keys ``found`` with their fingerprint or
    id."""
    others = [entry.value for entry in stated if not _is_key(entry.value)]
    if not others:
        return []
    named = NamedKeys((entry.key, (entry.key.key_id,)) for entry in found)
    return [
        KeyFileEntry(key, _rotates_at(value), unknown_members(value))
        for value in others
        for key in named.of(value)
    ]


def _of_others(found: "list[OtherKey]") -> list[KeyFileEntry]:
    """The keys of other programs' formats, each once. Like 32 bare bytes, they have no id."""
    from inspector.verify.key_formats import in_line  # noqa: PLC0415 - start-up

    unknown: dict[bytes, dict[str, None]] = {}
    for one in found:
        try:
            refuse_weak(PublicKey.of("", one.raw), one.path)
        except KeyFileError as error:
            raise KeyFileError(in_line(one.line, error.message), path=error.path) from error
        unknown.setdefault(one.raw, {}).update(dict.fromkeys(one.unknown))
    return [
        KeyFileEntry(PublicKey.of("", raw), unknown=tuple(names)) for raw, names in unknown.items()
    ]


def _no_key(named: "UnusableKeyFile | None", otherwise: Message) -> KeyFileError:
    return KeyFileError(named.sentence if named else otherwise)


def refuse_weak(key: PublicKey, path: str | None = None) -> None:
    """Raise KeyFileError if anybody can sign under the key. Such a key must never be trusted."""
    if is_weak_key(key.raw):
        text = msg("This key is refused: it belongs to nobody, and anybody can sign with it")
        raise KeyFileError(text, path=path)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _text(data: bytes) -> str | None:
    """The text of a file as text editors save it; None if it is not text."""
    codec, mark = _codec(data)
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _codec(data: bytes) -> tuple[str, bytes]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, mark
    if b"\0" in data and not any(data[1::2]):  # Latin letters in UTF-16 without its mark
        return "utf-16-le", b""
    if b"\0" in data and not any(data[::2]):
        return "utf-16-be", b""
    return "utf-8", b""


def _bare(text: str) -> bytes | None:
    """The 32 bytes that the whole text spells, however its digits are grouped; else None."""
    lines = spelled_lines(text)
    if len(lines) > 1 and any(len(line) in (KEY_BYTES, KEY_BYTES // 2) for line in lines):
        return None  # several keys, or several fingerprints
    raw = spelled(text)
    return raw if raw is not None and len(raw) == KEY_BYTES else None


def _entries(value: Json) -> list[KeyEntry]:
    if not isinstance(value, dict):
        return []
    return entries(Kind.MIRROR_MANIFEST, value)


def _is_key(value: JsonObject) -> bool:
    return any(name in value for name in KEY_MEMBERS)


def _sound(entry: KeyEntry, of_file: tuple[str, ...]) -> KeyFileEntry:
    """The entry, checked. ``of_file`` are unknown members around the entries, which may concern
    each key."""
    results = (
        encoding(entry),
        fingerprints(entry.value, entry.key, entry.path),
    )
    for result in results:
        if result.status is FAIL:
            raise KeyFileError(result.message, path=entry.path)
    if (odd := unknown_word(entry.value)) is not None:
        raise KeyFileError("The key's {} is not {}, the one that is known", *odd, path=entry.path)
    if not isinstance(entry.value.get("key_id", ""), str):
        raise KeyFileError("The key's key_id is not a string", path=entry.path)
    if entry.key is None:
        raise KeyFileError("The key cannot be read", path=entry.path)
    refuse_weak(entry.key, entry.path)
    own = unknown_members(entry.value) if entry.path else ()
    unknown = tuple(dict.fromkeys((*own, *of_file)))
    return KeyFileEntry(entry.key, _rotates_at(entry.value), unknown)


def _rotates_at(value: JsonObject) -> str | None:
    stated = value.get("rotates_at")
    if stated is None or isinstance(stated, str):
        return stated
    return reference_json(stated).decode()


def _unknown(value: Json) -> tuple[str, ...]:
    """The unknown members at the top of the file; the patterns of addresses are known."""
    if not isinstance(value, dict):
        return ()
    try:
        known = _HOLDERS | SHAPES[kind_of(value)].members.keys()
    except NotPithError:
        known = _HOLDERS
    is_manifest = "manifest_type" in value
    if is_manifest:
        known |= _OF_A_MANIFEST
    return tuple(
        name
        for name in unknown_members(value)
        if name not in known and not (is_manifest and b"{suffix}" in reference_json(value[name]))
    )


def _agreed(found: list[KeyFileEntry], spoken: list[KeyFileEntry]) -> list[KeyFileEntry]:
    """The entries ``found``, each with the dates and unknown members stated for its key.

    These come from any entry for the same key, also from those in ``spoken``. Raises KeyFileError
    if they state two dates for one key.
    """
    dates: dict[bytes, str] = {}
    unknown: dict[bytes, dict[str, None]] = {}
    for entry in (*found, *spoken):
        stated = entry.rotates_at
        if stated is not None and dates.setdefault(entry.key.raw, stated) != stated:
            raise KeyFileError("The file states two dates at which one key ends (rotates_at)")
        unknown.setdefault(entry.key.raw, {}).update(dict.fromkeys(entry.unknown))
    return [
        KeyFileEntry(entry.key, dates.get(entry.key.raw), tuple(unknown[entry.key.raw]))
        for entry in found
    ]
