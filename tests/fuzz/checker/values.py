"""JSON as Pith hashes it: strict reading, canonical bytes, hashes, encodings, dates, folding."""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from datetime import datetime, timedelta, timezone
from typing import Any

MOST_DEPTH, MOST_DIGITS, MOST_VALUES = 500, 4_300, 10_000_000
ABSENT = object()
"""What a member that is not there is: not null."""


class UnreadableError(Exception):
    """The bytes are not JSON with a single reading."""


def read(data: bytes) -> tuple[Any, bool]:
    """The JSON value of ``data``, and whether it is plain UTF-8 without a mark."""
    text, plain = _text(data)
    if not text.strip(" \t\r\n"):
        raise UnreadableError("empty")
    _count(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_members,
            parse_constant=_refuse,
            parse_float=_finite,
            parse_int=_integer,
        )
        canonical(value)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    return value, plain


def _text(data: bytes) -> tuple[str, bool]:
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8")
    match list(map(bool, data[:4])):
        case [True, False, True, False]:
            encoding = "utf-16-le"
        case [False, True, False, True]:
            encoding = "utf-16-be"
    try:
        return data.decode(encoding), encoding == "utf-8"
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8") from error


def _count(text: str) -> None:
    """Refuse JSON that is too deep or has too many values, by the punctuation outside strings."""
    if text.count("[") + text.count("{") + text.count(",") <= MOST_DEPTH:
        return
    marks = re.sub(r'[^\[\]{},"\\]+|\\.', "", text)
    marks = re.sub(r'"[^"]*"', "", marks)
    if 1 + marks.count(",") + marks.count("[") + marks.count("{") > MOST_VALUES:
        raise UnreadableError("too many values")
    if _depth(marks) > MOST_DEPTH:
        raise UnreadableError("too deep")


def _depth(marks: str) -> int:
    """The nesting depth, by the brackets outside strings."""
    deepest = depth = 0
    for sign in marks:
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise UnreadableError("duplicate name")
    return members


def _refuse(word: str) -> Any:
    raise UnreadableError(f"{word} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise UnreadableError("beyond a double")
    return number


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise UnreadableError("too many digits")
    return int(digits)


def canonical(value: Any) -> bytes:
    """Python's json: sorted names, no white space, raw UTF-8. Lone surrogates are refused."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: Any, other: Any) -> bool:
    """JSON equality: ``true`` is not ``1``, ``1`` is not ``1.0``; ABSENT equals nothing."""
    if one is ABSENT or other is ABSENT:
        return False
    return canonical(one) == canonical(other)


def get(value: Any, *steps: str | int) -> Any:
    """The value at ``steps`` below ``value``, or ABSENT."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step, ABSENT)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ABSENT
    return value


def text_at(value: Any, *steps: str | int) -> str | None:
    found = get(value, *steps)
    return found if isinstance(found, str) else None


def integer_at(value: Any, *steps: str | int) -> int | None:
    found = get(value, *steps)
    return found if type(found) is int else None


def items_at(value: Any, *steps: str | int) -> list[Any]:
    found = get(value, *steps)
    return found if isinstance(found, list) else []


def pointer(*steps: str | int) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode()[:26]


def from_base64(text: str | None) -> bytes | None:
    """The bytes of padded base64, None where it is none."""
    try:
        return None if text is None else base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None


def from_hex(text: str | None) -> bytes | None:
    if text is None or not re.fullmatch(r"(?:[0-9a-fA-F]{2})*", text):
        return None
    return bytes.fromhex(text)


_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)


def date(text: Any) -> datetime | None:
    """A date as FORMAT writes it: seconds or fractions of it, ``Z`` or an offset."""
    match = _DATE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    *whole, fraction, sign, hours, minutes = match.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
        year, month, day, hour, minute, second = map(int, whole)
        micro = int((fraction or "0").ljust(6, "0")[:6])
        return datetime(year, month, day, hour, minute, second, micro, zone)
    except (ValueError, OverflowError):
        return None


_INVISIBLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800)),
    *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
"""Unicode's Default_Ignorable_Code_Point, and the empty braille pattern."""


def is_unseen(sign: str) -> bool:
    return (
        sign.isspace()
        or unicodedata.category(sign) in ("Cc", "Cf")
        or any(first <= ord(sign) <= last for first, last in _INVISIBLE)
    )


def fold_id(key_id: str) -> str:
    """A key id as a person reads it: ids with equal results look the same."""
    for _ in range(2):
        key_id = unicodedata.normalize("NFKC", key_id).casefold()
    return "".join(sign for sign in key_id if not is_unseen(sign))


def fold_word(word: str) -> str:
    """An alias kind or event type without differences of width, case and blanks."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(sign for sign in folded if not sign.isspace())
