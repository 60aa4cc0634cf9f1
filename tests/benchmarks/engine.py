"""Figures of the engine and of the command line: verify_one and cli_start."""

import os
import subprocess
import sys
from base64 import b64decode
from importlib.resources import files
from typing import Any

import orjson
from nacl.signing import VerifyKey

from inspector.document.reader import read_document
from inspector.jobs.trust_store import shipped_keys
from inspector.verify.report import Verdict
from inspector.verify.trust import TrustedKeys
from inspector.verify.verifier import verify
from tests.benchmarks.timing import Figure, paired, timed

_SAMPLE = files("inspector.resources.samples") / "bundle-1711.04623.json"
_CALLS = 100


def verify_one(rounds: int) -> Figure:
    """Bytes of the sample bundle to the full report, against its four bare signature checks."""
    data = _SAMPLE.read_bytes()
    trust = TrustedKeys(tuple(shipped_keys()))
    checks = _bare_checks(orjson.loads(data))

    def work() -> None:
        for _ in range(_CALLS):
            report = verify(read_document(data), trust)
        assert report.verdict is Verdict.VERIFIED

    def bare() -> None:
        for _ in range(_CALLS):
            for key, message, signature in checks:
                key.verify(message, signature)

    figure = paired("verify_one", lambda: timed(work), lambda: timed(bare), goal=2.4, rounds=rounds)
    return figure._replace(
        seconds=figure.seconds / _CALLS,
        baseline_seconds=(figure.baseline_seconds or 0) / _CALLS,
    )


def _bare_checks(bundle: dict[str, Any]) -> list[tuple[VerifyKey, bytes, bytes]]:
    """Key, message and signature of the receipt, both events and the bundle."""
    key = VerifyKey(b64decode(bundle["public_keys"][0]["public_key_b64"]))
    receipt = bundle["events"][0]["payload"]["receipt"]
    signed = [(receipt["canonical_sha256"], receipt)]
    signed += [(event["content_sha256"], event["signature"]) for event in bundle["events"]]
    signed.append((bundle["bundle_signature"]["bundle_sha256"], bundle["bundle_signature"]))
    return [
        (key, bytes.fromhex(digest), b64decode(holder["signature_b64"]))
        for digest, holder in signed
    ]


def cli_start(rounds: int) -> Figure:
    """The process ``verify SAMPLE``, against one that imports orjson and PyNaCl."""
    work = [sys.executable, "-m", "inspector", "verify", str(_SAMPLE)]
    bare = [sys.executable, "-c", "import orjson, nacl.signing"]
    return paired(
        "cli_start",
        lambda: timed(lambda: _run(work)),
        lambda: timed(lambda: _run(bare)),
        goal=1.7,
        rounds=3 * rounds,
    )


def _run(command: list[str]) -> None:
    # The program as it is installed: compiled. The warm-up round writes what is missing.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
