"""State that the traces of one request share: the verification context, and bytes already
serialised.

The rules themselves are in ``verify``; a trace adds the values and bytes that they use.
"""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

from inspector.document.document import Document
from inspector.document.identifiers import CanonicalRecord
from inspector.document.json_types import Json, JsonObject, object_at
from inspector.document.pointer import join, value_at
from inspector.paper.text import PaperText
from inspector.progress import Checkpoint
from inspector.verify import keys
from inspector.verify.context import VerificationContext
from inspector.verify.format import record_holder
from inspector.verify.hashed import Hashed
from inspector.verify.trust import TrustedKeys

_NOTHING: frozenset[str] = frozenset()


class TraceContext:
    """A verification context for the rules, and a cache of what was serialised and hashed.

    ``about`` is the pointer of the object with the record that the document is about.
    """

    def __init__(
        self,
        document: Document,
        trust: TrustedKeys,
        paper: PaperText | None,
        checkpoint: Checkpoint,
    ) -> None:
        self.case = VerificationContext(
            document, trust, paper=paper, now=datetime.now(UTC), checkpoint=checkpoint
        )
        for entry in keys.entries(document.kind, document.value):
            if entry.key:
                self.case.keys.add_candidate(entry.key, entry.path)
        self.kind = document.kind
        self.about = record_holder(self.kind)
        self._written: dict[str, tuple[bytes, str]] = {}

    def at(self, pointer: str) -> Json:
        """The value at ``pointer``; None if there is none."""
        return value_at(self.case.value, pointer)

    def object(self, pointer: str) -> JsonObject:
        """The object at ``pointer``; an empty one if there is none."""
        found = self.at(pointer)
        return found if isinstance(found, dict) else {}

    def write(self, hashed: Hashed) -> tuple[bytes, str]:
        """The canonical bytes of the hashed value, and their SHA-256 in hex."""
        found = self._written.get(hashed.path)
        if found is None:
            buffer = BytesIO()  # one join of a large document would hold the GIL for too long
            for piece in self.case.written(hashed.value):
                buffer.write(piece)
            data = buffer.getvalue()
            found = self._written[hashed.path] = (data, hashlib.sha256(data).hexdigest())
        return found

    def record(self, holder: str) -> tuple[CanonicalRecord, Hashed]:
        """The canonical record of the object at ``holder``, with its computed hash."""
        path = join(holder, "canonical_record")
        value = object_at(self.at(holder), "canonical_record") or {}
        hashed = Hashed(value, path, _NOTHING)
        return CanonicalRecord(value, path, self.write(hashed)[1]), hashed
