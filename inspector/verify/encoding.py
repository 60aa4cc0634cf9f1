"""document.encoding: a document that did not come as plain UTF-8 is read all the same, and said.

Every hash of the format is over canonical JSON, which is the same whatever the file's encoding. But
two files with one text then have two hashes of their own, so both are given.
"""

import hashlib

from inspector.document.document import Document
from inspector.document.encoding import PLAIN
from inspector.messages import msg
from inspector.verify.result import Result, warned


def check(document: Document) -> tuple[Result, ...]:
    """One warning; nothing for plain UTF-8, which is what the format asks for."""
    encoding = document.encoding
    if encoding is PLAIN:
        return ()
    detail = msg(
        "The file is {}; its text was read and checked, and a copy in UTF-8 has other bytes",
        encoding.name,
    )
    return (
        warned(
            "document.encoding",
            "",
            detail,
            expected={"encoding": str(PLAIN.name), "sha256": _sha256(document.text)},
            actual={"encoding": str(encoding.name), "sha256": _sha256(document.data)},
        ),
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
