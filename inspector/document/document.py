"""A document as it was read: its bytes and its value. Nothing in it is verified."""

from dataclasses import dataclass
from functools import cached_property

from inspector.document.canonical import Serializer, serializer
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.measure import Measure, measure


@dataclass(frozen=True)
class JsonText:
    """Any JSON text that was read strictly; ``data`` are the bytes as they came."""

    data: bytes
    value: Json

    @cached_property
    def size(self) -> Measure:
        """Counted at first use: a large document can be shown before."""
        return measure(self.value)

    @property
    def write(self) -> Serializer:
        """The canonical JSON serialiser that is right for every value inside this one."""
        return serializer(plain=self.size.plain)


@dataclass(frozen=True)
class Document(JsonText):
    """A Pith document: an object of one of the known types."""

    value: JsonObject
    kind: Kind

    @property
    def pith_number(self) -> str | None:
        """The stated Pith Number; that it is the right one is for a check to say."""
        stated = self.value.get("pith_number")
        return stated if isinstance(stated, str) else None
