"""Reports on our own vectors and samples, made with the vectors' key in the list."""

import json
from typing import Any

from inspector.document.reader import read_document
from inspector.errors import InspectorError
from inspector.evidence.evidence import SavedReport
from inspector.evidence.making import ReportOrigin, evidence_of
from inspector.messages import ENGLISH, Language
from inspector.notes.notes import Note
from inspector.verify.report import unreadable
from inspector.verify.trust import TrustedKeys
from tests.conftest import report_on
from tests.unit.compare.documents import own_trust
from tests.vectors.builder import FOLDER

AT = "2026-06-01 12:00:00 UTC"
HOSTILE = (
    "</pre></td><script>alert(1)</script>",
    "![picture](https://evil.example/a.png) [link](javascript:alert(1))",
    "`` `code` ``` ~~~ | a | b | <b>bold</b> **strong** _em_ # head",
    "https://evil.example www.evil.example evil@evil.example a@@b <https://evil.example>",
    "=HYPERLINK(1) +1 -1 @SUM(1) &lt;b&gt; &amp; $x$",
    "1. one\n2. two\n\n# Verified\n---\n> quote",
    "\x00\x1b[31m\u202eevil\u2066\u200b\ufeff\u2028\r\n\t\\u202e",
    "論文の題名 عنوان البحث",
)


def evidence_on(
    data: bytes,
    *,
    name: str = "paper.json",
    language: Language = ENGLISH,
    notes: tuple[Note, ...] = (),
    trust: TrustedKeys | None = None,
    **origin: Any,
) -> SavedReport:
    trust = trust or own_trust()
    told = ReportOrigin(name, **origin)
    try:
        document = read_document(data)
    except InspectorError as error:
        found = unreadable(error)
        return evidence_of(data, found, None, trust, origin=told, at=AT, language=language)
    report = report_on(document, trust)
    return evidence_of(
        data, report, document, trust, origin=told, at=AT, notes=notes, language=language
    )


def of_vector(of: str, **more: Any) -> SavedReport:
    return evidence_on(vector(of), **more)


def vector(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()


def hostile(text: str) -> bytes:
    """A bundle with ``text`` everywhere that a page can show text of a document."""
    value = json.loads(vector("good"))
    paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
    paper["title"] = paper["authors_text"] = text
    value["pith_number"] = text
    value["events"][0]["event_type"] = text
    for holder in (value["bundle_signature"], value["events"][0]["signature"]):
        holder["signed_at"] = holder["key_id"] = holder["public_key_fingerprint"] = text
    value["events"][1]["content_sha256"] = text
    value["public_keys"][0]["key_id"] = text
    value[text] = {text: text}
    return json.dumps(value).encode()
