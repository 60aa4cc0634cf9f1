"""A canonical record: what a Pith Number names. Hash and address travel with the value."""

from typing import NamedTuple

from inspector.document.access import object_at
from inspector.document.json_types import JsonObject


class CanonicalRecord(NamedTuple):
    """The record at the JSON Pointer ``path``; ``sha256`` was computed from it, not read."""

    value: JsonObject
    path: str
    sha256: str

    @property
    def source(self) -> JsonObject:
        return object_at(self.value, "source") or {}

    @property
    def metadata(self) -> JsonObject:
        return object_at(self.value, "metadata") or {}
