"""Documents that once made the program say something false, with their reader's keys."""

import json
from functools import cache
from pathlib import Path

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.verify.report import Report
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from inspector.verify.verifier import verify
from tests.conftest import DATA, NOW

STATEMENTS = DATA / "statements"
NAMES = sorted(path.stem for path in STATEMENTS.glob("*.json") if path.stem != "trust")


def path_of(name: str) -> Path:
    return STATEMENTS / f"{name}.json"


@cache
def trust() -> TrustedKeys:
    held = json.loads((STATEMENTS / "trust.json").read_bytes())
    keys = (
        PublicKey.of(one["key_id"], bytes.fromhex(one["public_key_hex"]))
        for one in held["public_keys"]
    )
    return TrustedKeys(tuple(KnownKey(key, Standing.TRUSTED, "a test") for key in keys))


@cache
def document(name: str) -> Document:
    return read_document(path_of(name).read_bytes())


@cache
def report(name: str) -> Report:
    return verify(document(name), trust(), now=NOW)
