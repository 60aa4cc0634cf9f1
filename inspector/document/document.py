"""A Pith document as it was read: its bytes, its value, its type. Nothing in it is verified."""

from dataclasses import dataclass

from inspector.document.canonical import Serializer, serializer
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.measure import Measure


@dataclass(frozen=True, slots=True)
class JsonText:
    """Any JSON text that was read strictly.

    ``data`` are the bytes as they came. ``size.plain`` says whether orjson may write it.
    """

    data: bytes
    value: Json
    size: Measure

    @property
    def write(self) -> Serializer:
        """The canonical JSON serialiser that is right for every value inside this one."""
        return serializer(plain=self.size.plain)


@dataclass(frozen=True, slots=True)
class Document:
    """A Pith document: an object of one of the known types."""

    data: bytes
    value: JsonObject
    size: Measure
    kind: Kind

    @property
    def write(self) -> Serializer:
        """The canonical JSON serialiser that is right for every value inside this one."""
        return serializer(plain=self.size.plain)

    @property
    def pith_number(self) -> str | None:
        """The stated Pith Number; that it is the right one is for a check to say."""
        stated = self.value.get("pith_number")
        return stated if isinstance(stated, str) else None
