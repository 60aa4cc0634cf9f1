"""Names files in which a key stands with something around or inside it, as after copying.

Such a file is refused: only a person can say that the rest means nothing. The sentence says what to
take away. A hash and a private key have as many digits as a public key; the words around tell them.
"""

import re
from collections.abc import Iterator

from inspector.document.json_types import Json
from inspector.document.private_keys import in_entry
from inspector.errors import KeyFileError
from inspector.messages import msg
from inspector.verify.key_formats import keys_in_text
from inspector.verify.keys import KEY_BYTES, spelled
from inspector.verify.refused_keys import ALONE, UnusableKeyFile, named_private
from inspector.visible import is_invisible

_HEAD = 65_536
"""In characters: the part of a text that is searched."""
_BLANKS = " \t\r\n"
_QUOTATION_MARKS = "\"'`“”„‟‘’‚«»"
_KEY = (
    r"(?:(?:0x)?[0-9A-Fa-f]{64}(?![\w+/=#-])|[A-Za-z0-9+/]{43}=(?![\w+/=#-])"
    r"|(?:did:key:)?z6Mk[1-9A-HJ-NP-Za-km-z]{44}(?![\w+/=-]|#z))"
)
_EMBEDDED = re.compile(r"(?<![\w+/#-])" + _KEY)
_OF_HASH = (
    r"sha[_-]?[1-5]|md5|blake|hash|digest|fingerprint|thumbprint|checksum|commit\b|key_?id"
    r"|fingerabdruck|prüfsumme"
)
_MEMBER = re.compile(
    rf"\"(?![^\"]{{0,120}}(?:{_OF_HASH}))[^\"]{{0,60}}(?:key|public)[^\"]{{0,60}}\"\s*:\s*\"{_KEY}",
    re.IGNORECASE,
)
_IS_HASH = re.compile(_OF_HASH, re.IGNORECASE)
_BEFORE_FILE = re.compile(r" [ *]\S")
"""As sha256sum prints a hash before the name of its file."""
_IS_PRIVATE = re.compile(
    r"(?:privat|secret|seed|geheim|(?<![a-z])(?:priv|sk)(?![a-z]))(?!.*(?:pub|öffentlich))"
    r"(?:[^.!?]|[.!?](?=\S)){0,40}\Z",
    re.IGNORECASE,
)
"""In one sentence with the key, and nearer to it than the word public."""
_OF_A_KEY = re.compile(r"\"[^\"]{0,60}(?:key|public|private|secret|kty|crv)", re.IGNORECASE)
_LONGEST_LABEL = 100
_DID = re.compile(r"did:[a-z0-9]+:\S+")
_A_PRIVATE_KEY = UnusableKeyFile(msg("a text with a private key in it"), is_private=True)


def named_hidden(text: str) -> UnusableKeyFile | None:
    """A text that would be a key but for characters that cannot be seen; None if it is none."""
    if text.isascii() or len(text) > _HEAD:
        return None
    hidden = {sign for sign in set(text) if is_invisible(sign) and sign not in _BLANKS}
    if not hidden:
        return None
    bare = text.translate({ord(sign): " " if sign.isspace() else None for sign in hidden})
    if (private := named_private(bare)) is not None:
        return private
    if not _is_key(bare):
        return None
    codes = ", ".join(sorted(f"U+{ord(sign):04X}" for sign in hidden))
    return UnusableKeyFile(
        msg("a key with characters in it that cannot be seen ({})", codes),
        remedy=msg("Copy the key without them, or get it as a file"),
    )


def named_embedded(text: str) -> UnusableKeyFile | None:
    """A text with a key in it; None if there seems to be none."""
    if (hidden := named_hidden(text)) is not None:
        return hidden
    bare = text.strip().strip(_QUOTATION_MARKS)
    if bare != text.strip() and _is_key(bare):
        remedy = msg("Take them away, so that the key stands by itself")
        return UnusableKeyFile(msg("a key in quotation marks"), remedy=remedy)
    labels = list(_labels(text[:_HEAD]))
    if any(map(_IS_PRIVATE.search, labels)):
        return _A_PRIVATE_KEY
    if not all(map(_IS_HASH.search, labels)):
        return UnusableKeyFile(msg("a text in which a key may stand"), remedy=ALONE)
    is_did = _DID.fullmatch(bare) is not None
    name = msg("a DID that is damaged, or of a kind that holds no key itself")
    return UnusableKeyFile(name) if is_did else None


def _labels(text: str) -> Iterator[str]:
    """What stands before each key: in its line, or else in the line above."""
    for found in _EMBEDDED.finditer(text):
        if not _BEFORE_FILE.match(text, found.end()):
            before = text[max(0, found.start() - _LONGEST_LABEL) : found.start()]
            yield before.rstrip().rpartition("\n")[2]


def may_hold_private(text: str, value: Json) -> bool:
    """Whether JSON without a public key that is read, ``value``, seems to hold a private one.

    Members such as ``d`` and ``k`` hold other things, too, where nothing else speaks of keys.
    """
    return len(text) <= _HEAD and _OF_A_KEY.search(text) is not None and in_entry(value)


def named_member(text: str, value: Json) -> UnusableKeyFile | None:
    """JSON, ``value``, with a key in one of its strings; None if there seems to be none."""
    if isinstance(value, str):
        return named_embedded(text)
    if _MEMBER.search(text[:_HEAD]):
        return UnusableKeyFile(msg("JSON in which a key may stand"), remedy=ALONE)
    return None


def _is_key(text: str) -> bool:
    raw = spelled(text)
    if raw is not None:
        return len(raw) == KEY_BYTES
    try:
        return bool(keys_in_text(text))
    except KeyFileError:
        return False
