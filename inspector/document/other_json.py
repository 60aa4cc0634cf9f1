"""Guesses what JSON is that is no document, from its text: a file of this program, a part of a
document, a key, or JSON with a document inside.

A guess is no proof, and each sentence says so.
"""

import json
import re

from inspector.document.content import (
    BLANK,
    ESCAPED_JSON,
    IN_A_STRING,
    LIST_KEY,
    LOOK_AT_IT,
    RECORD_NAME,
    RECORD_NAMED,
    SAVE,
    Content,
    content_kind,
)
from inspector.document.kinds import TYPE_MEMBERS, kind_of
from inspector.errors import NotPithError, UntypedError
from inspector.messages import msg

_OWN = re.compile(r"\s*\{\s*\"schema\"\s*:\s*\"pith-inspector/(report|diff|evidence|notes)/")
_ITS_DOCUMENT = msg("Open the document that it is about.")
_OWN_FILES = {
    "report": content_kind("own_file", msg("what verify --json printed"), _ITS_DOCUMENT),
    "diff": content_kind("own_file", msg("what diff --json printed"), _ITS_DOCUMENT),
    "evidence": content_kind(
        "own_file",
        msg("a saved report on a document"),
        msg("Open the document that it is about. What the report is worth, verify-report says."),
    ),
    "notes": content_kind("own_file", msg("notes on a document"), _ITS_DOCUMENT),
}


def own_file(text: str) -> Content | None:
    """The kind of file that this program wrote; None if it is none."""
    found = _OWN.match(text)
    return _OWN_FILES[found[1]] if found else None


_WEB_KEY = re.compile(r"\{\s*+(?:\"keys\"\s*+:\s*+\[\s*+\{)?+[^{}\[\]]{0,5000}?\"kty\"\s*+:\s*+\"")


def by_json(text: str) -> Content | None:
    """The kind of a JSON text that is no document: a string that contains JSON, a key, or a part of
    a document."""
    start = text.lstrip(BLANK)
    if _WEB_KEY.match(start):
        return content_kind("key", msg("a key of another program (JSON Web Key)"), LIST_KEY)
    if RECORD_NAME.fullmatch(start):
        return RECORD_NAMED
    if start[:1] == '"' and ESCAPED_JSON.match(start, 1):
        return IN_A_STRING
    if _PITH_TYPE.search(start):
        return _NESTED
    if _PITH_IN_STRING.search(start):
        return _IN_ANOTHER
    is_error = _ERROR.match(start) and not _SIGNED.search(start)
    return _part(start) or (_SERVER_ERROR if is_error else None)


def by_first(text: str) -> Content | None:
    """What several JSON texts in a row are, by the first of them, ``text``; None if that is a
    document or no JSON."""
    try:
        kind_of(json.loads(text))
    except UntypedError:
        return None
    except NotPithError:
        return by_json(text) or _NO_DOCUMENTS
    except (ValueError, RecursionError):
        return None
    return None


_NO_DOCUMENTS = content_kind(
    "several",
    msg("several JSON texts in a row, the first of which is no Pith document"),
    SAVE,
)
_TYPE_NAME = r"(?:bundle|state|record|manifest)_type"
_PITH_TYPE = re.compile("|".join(rf'"{member}"\s*:\s*"{word}"' for member, word, _ in TYPE_MEMBERS))
"""A known type: an object of another type is not said to contain a document."""
_PITH_IN_STRING = re.compile(
    rf'\\"{_TYPE_NAME}\\+"\s*:|"(?:eyJ|ewo|ewog|H4sI)(?:[\w+/=-]|\\[nr]){{400}}'
)
_NESTED = content_kind("nested", msg("JSON with a Pith document deep inside of it"), SAVE)
_IN_ANOTHER = content_kind(
    "encoded",
    msg("JSON with another text in a string, perhaps a document"),
    msg("Take the text out of that string, decode it where it is base64, and open what comes out."),
)
_ERROR = re.compile(
    r"\{(?=.{0,1000}$)\s*(?:\"(?:status|statusCode|status_code|code|success|ok|timestamp|type|title)\""
    r"\s*:\s*(?:\"[^\"]*\"|[\w.-]+)\s*,\s*)*\"(?:errors?|message|detail|error_description|fault)\"\s*:",
    re.DOTALL | re.IGNORECASE,
)
"""A short object whose first members say that, or why, something went wrong."""
_SIGNED = re.compile(r'"signature\w*"\s*:')
_SERVER_ERROR = content_kind(
    "error_answer",
    msg("an answer of a server, perhaps an error message"),
    LOOK_AT_IT,
)
_PARTS = (
    (("content_sha256", "event_type"), msg("an event")),
    (("graph_snapshot",), msg("a payload")),
    (("receipt_version", "canonical_sha256"), msg("a receipt")),
    (("signed_message", "signature_b64"), msg("a signature")),
    (("payload_sha256", "signature_b64"), msg("an event of an integrity report")),
    (("title_canon_sha256",), msg("a canonical record")),
    (("alias_kind", "alias_value"), msg("an alias")),
)
"""Members by which a part of a document is known, and what it is, outermost first. Other programs
have some of the names, too, but not together."""
_WHOLE = msg("Open the whole document that it is from.")


def _part(text: str) -> Content | None:
    for members, name in _PARTS:
        if all(f'"{member}"' in text for member in members):
            what = msg("a part of a Pith document ({})", name)
            return content_kind("part", what, _WHOLE)
    return None
