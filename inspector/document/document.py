"""A document as it was read: its bytes and its value. Nothing in it is verified."""

from functools import cached_property
from typing import Final

from inspector.document.canonical import Serializer, serializer
from inspector.document.encoding import PLAIN, Encoding, to_utf8
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.measure import Measure, measure


class JsonText:
    """Any JSON text that was read strictly; ``data`` are the bytes as they came."""

    def __init__(self, data: bytes, value: Json, encoding: Encoding = PLAIN) -> None:
        self.data: Final = data
        self.value = value
        self.encoding: Final = encoding

    @property
    def text(self) -> bytes:
        """The text as UTF-8 without a mark: ``data`` itself, where that is how it came."""
        return self.data if self.encoding is PLAIN else to_utf8(self.data, self.encoding)

    @cached_property
    def size(self) -> Measure:
        """Counted at first use: a large document can be shown before."""
        return measure(self.value)

    @property
    def write(self) -> Serializer:
        """The canonical JSON serialiser that is right for every value inside this one."""
        return serializer(plain=self.size.plain)


class Document(JsonText):
    """A Pith document: an object of one of the known types."""

    value: JsonObject

    def __init__(
        self, data: bytes, value: JsonObject, kind: Kind, encoding: Encoding = PLAIN
    ) -> None:
        super().__init__(data, value, encoding)
        self.kind: Final = kind

    @property
    def pith_number(self) -> str | None:
        """The stated Pith Number; that it is the right one is for a check to say."""
        stated = self.value.get("pith_number")
        return stated if isinstance(stated, str) else None
