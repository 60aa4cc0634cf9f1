"""Names files in which a key stands with something around or inside it, as after copying.

Such a file is refused: only a person can say that the rest means nothing. The sentence says what to
take away.
"""

import re

from inspector.document.json_types import Json
from inspector.errors import KeyFileError
from inspector.messages import msg
from inspector.verify.key_formats import keys_in_text
from inspector.verify.keys import KEY_BYTES, spelled
from inspector.verify.refused_keys import ALONE, UnusableKeyFile
from inspector.visible import is_invisible

_HEAD = 65_536
"""In characters: the part of a text that is searched."""
_QUOTATION_MARKS = "\"'`“”„‟‘’‚«»"
_KEY = (
    r"(?:(?:0x)?[0-9A-Fa-f]{64}|[A-Za-z0-9+/]{43}=|(?:did:key:)?z6Mk[1-9A-HJ-NP-Za-km-z]{44})"
    r"(?![\w+/=#-])"
)
_AMID = re.compile(r"(?<![\w+/=#-])" + _KEY)
_MEMBER = re.compile(r"\"[^\"]{0,60}(?:key|public)[^\"]{0,60}\"\s*:\s*\"" + _KEY, re.IGNORECASE)
_DID = UnusableKeyFile(msg("a DID that is damaged, or of a kind that holds no key itself"))


def named_hidden(text: str) -> UnusableKeyFile | None:
    """A text that would be a key but for characters that cannot be seen; None if it is none."""
    hidden = {sign for sign in text if is_invisible(sign) and not sign.isspace()}
    if not hidden or not _is_key("".join(sign for sign in text if sign not in hidden)):
        return None
    codes = ", ".join(sorted(f"U+{ord(sign):04X}" for sign in hidden))
    return UnusableKeyFile(
        msg("a key with characters in it that cannot be seen ({})", codes),
        remedy=msg("Copy the key without them, or get it as a file"),
    )


def named_amid(text: str) -> UnusableKeyFile | None:
    """A text with a key in it; None if there seems to be none."""
    if (hidden := named_hidden(text)) is not None:
        return hidden
    bare = text.strip().strip(_QUOTATION_MARKS)
    if bare != text.strip() and _is_key(bare):
        remedy = msg("Take them away, so that the key stands by itself")
        return UnusableKeyFile(msg("a key in quotation marks"), remedy=remedy)
    if _AMID.search(text[:_HEAD]):
        return UnusableKeyFile(msg("a text in which a key may stand"), remedy=ALONE)
    return _DID if bare.startswith("did:") else None


def named_member(text: str, value: Json) -> UnusableKeyFile | None:
    """JSON, ``value``, with a key in one of its strings; None if there seems to be none."""
    if isinstance(value, str):
        return named_amid(text)
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
