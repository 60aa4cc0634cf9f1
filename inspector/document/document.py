"""A document as read: its bytes, their encoding, and its value. Nothing in it is verified.

Every hash of a Pith document is over canonical JSON, so another encoding of the same text is no
loss. UTF-16 without a byte order mark is detected from the first bytes (RFC 4627, section 3): a
JSON text begins with two ASCII characters.
"""

import codecs
from functools import cached_property
from typing import Final

from inspector.document.canonical import Serializer, has_minus_zero, serializer
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.measure import Measure, measure
from inspector.errors import EncodingError, LoneSurrogateError, TruncatedError
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple


class Encoding(NamedTuple):
    """A text encoding. ``codec`` is Python's name for it, ``mark`` its byte order mark or b""."""

    name: Message
    codec: str
    mark: bytes = b""


PLAIN = Encoding(msg("UTF-8"), "utf-8")
_LITTLE, _BIG = "utf-16-le", "utf-16-be"
_UNREAD = "utf-32"
_WITH_MARK = (
    Encoding(msg("UTF-8 with a byte order mark"), "utf-8", codecs.BOM_UTF8),
    Encoding(msg("UTF-32"), _UNREAD, codecs.BOM_UTF32_LE),  # begins with the mark of UTF-16
    Encoding(msg("UTF-32"), _UNREAD, codecs.BOM_UTF32_BE),
    Encoding(msg("UTF-16LE with a byte order mark"), _LITTLE, codecs.BOM_UTF16_LE),
    Encoding(msg("UTF-16BE with a byte order mark"), _BIG, codecs.BOM_UTF16_BE),
)
_WITHOUT_MARK: dict[tuple[bool, ...], Encoding] = {
    (True, False, True, False): Encoding(msg("UTF-16LE"), _LITTLE),
    (False, True, False, True): Encoding(msg("UTF-16BE"), _BIG),
    (True, False, False, False): Encoding(msg("UTF-32"), _UNREAD),
    (False, False, False, True): Encoding(msg("UTF-32"), _UNREAD),
}
"""Encodings by which of the first four bytes are not null."""
_HEAD = 4
_MARKED_HEAD = 1_000


def encoding_of(data: bytes) -> Encoding:
    """The encoding of a JSON text, from its first bytes."""
    head = data[:_HEAD]
    if head.isascii() and 0 not in head:
        return PLAIN
    for encoding in _WITH_MARK:
        if head.startswith(encoding.mark):
            return encoding
    pattern = tuple(map(bool, head))
    found = _WITHOUT_MARK.get(pattern, PLAIN)
    # Numbers of four bytes begin many other files; two characters of UTF-32 hardly any.
    if found.codec == _UNREAD and tuple(map(bool, data[_HEAD : 2 * _HEAD])) not in ((), pattern):
        return PLAIN
    return found


def to_utf8(data: bytes, encoding: Encoding) -> bytes:
    """The text of ``data`` in UTF-8 without a byte order mark.

    Data in UTF-8 is not validated. Raises EncodingError if the encoding is not supported,
    TruncatedError and LoneSurrogateError for malformed UTF-16.
    """
    if encoding.codec == PLAIN.codec:
        return data[len(encoding.mark) :]
    if encoding.codec == _UNREAD:
        raise EncodingError("This is UTF-32, which is not read: a Pith document is UTF-8", offset=0)
    try:
        return data[len(encoding.mark) :].decode(encoding.codec).encode()
    except UnicodeDecodeError as error:
        if b"\0" not in data[len(encoding.mark) :][:_MARKED_HEAD]:
            raise EncodingError(
                "The file has the byte order mark of UTF-16, and another encoding behind it",
                offset=0,
            ) from None
        at = len(encoding.mark) + error.start
        if error.end == len(error.object):
            what = msg("The file is {}, and ends inside a character", encoding.name)
            raise TruncatedError(what, offset=len(data)) from None
        what = msg("The file is {}, and half of a surrogate pair stands in it", encoding.name)
        raise LoneSurrogateError(what, offset=at) from None


def file_offset(text: bytes, at: int, encoding: Encoding) -> int:
    """The offset in the file of the byte ``at`` of ``text``, which is the file's text in UTF-8."""
    if encoding.codec == PLAIN.codec:
        return at + len(encoding.mark)
    return len(encoding.mark) + len(text[:at].decode(errors="ignore").encode(encoding.codec))


class JsonText:
    """A JSON text that was read strictly; ``data`` are the bytes as read.

    ``is_as_written``: orjson writes every scalar exactly as the text does.
    """

    def __init__(
        self,
        data: bytes,
        value: Json,
        encoding: Encoding = PLAIN,
        *,
        is_as_written: bool = False,
    ) -> None:
        self.data: Final = data
        self.value = value
        self.encoding: Final = encoding
        self.is_as_written: Final = is_as_written

    @property
    def text(self) -> bytes:
        """The text as UTF-8 without a mark; ``data`` itself if it is that already."""
        return self.data if self.encoding is PLAIN else to_utf8(self.data, self.encoding)

    def may_be_odd(self, types: set[type]) -> bool:
        """Whether the text may contain numbers whose spelling is not canonical, given its values'
        types.

        These are floats, and ``-0``, which orjson does not write.
        """
        return float in types or (not self.is_as_written and has_minus_zero(self.text))

    @cached_property
    def size(self) -> Measure:
        """Computed at first use, so that a large document can be shown before."""
        return measure(self.value)

    @property
    def write(self) -> Serializer:
        """The canonical JSON serialiser that is correct for every value in this one."""
        return serializer(plain=self.size.plain)


class Document(JsonText):
    """A Pith document: an object of one of the known types."""

    value: JsonObject

    def __init__(
        self,
        data: bytes,
        value: JsonObject,
        kind: Kind,
        encoding: Encoding = PLAIN,
        *,
        is_as_written: bool = False,
    ) -> None:
        super().__init__(data, value, encoding, is_as_written=is_as_written)
        self.kind: Final = kind

    @property
    def pith_number(self) -> str | None:
        """The stated Pith Number, which is not verified here."""
        stated = self.value.get("pith_number")
        return stated if isinstance(stated, str) else None
