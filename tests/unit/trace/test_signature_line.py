"""The shell line for a signature is run: OpenSSL agrees with the trace, or a note says why not."""

import hashlib
import os
import re
import subprocess
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from nacl.bindings import crypto_core_ed25519_scalar_mul, crypto_scalarmult_ed25519_base_noclamp

from inspector.document.reader import read_document
from inspector.trace.shell import NOT_VERIFIED, VERIFIED
from inspector.trace.steps import Outcome, Trace
from inspector.trace.trace import trace_result
from inspector.verify.trust import TrustedKeys
from tests.conftest import report_on
from tests.unit.trace.tracing import document_of, the
from tests.vectors.drafts import bundle
from tests.vectors.keys import OWN, TestKey
from tests.vectors.sealing import seal
from tests.vectors.vector import text

ORDER = 2**252 + 27742317777372353535851937790883648493
WEAK = [
    b"\x01" + bytes(31),
    bytes(32),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]


@cache
def openssl_is_too_old() -> bool:
    """Missing, or unable to verify Ed25519: LibreSSL, or OpenSSL before 3."""
    if which("openssl") is None:
        return True
    said = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=False)
    name, _, version = said.stdout.partition(" ")
    return name != "OpenSSL" or int(version.partition(".")[0]) < 3


needs_openssl = pytest.mark.skipif(
    openssl_is_too_old(), reason="openssl is not installed, or older than version 3"
)


def run(found: Trace, folder: Path, shell: str = "sh") -> tuple[int, str]:
    done = subprocess.run(
        [shell, "-c", found.signature_shell],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    # From version 3.5 on it says on stderr, too, that a signature does not hold.
    assert done.stderr == "" or done.returncode == 1, done.stderr
    assert list(folder.iterdir()) == []
    return done.returncode, done.stdout.strip()


def signed_by(key: TestKey, change: Any = None) -> Trace:
    """The trace of the signature over a bundle that ``key`` sealed."""
    value = seal(bundle(key=key), key)
    if change is not None:
        holder = value["bundle_signature"]
        holder["signature_b64"] = b64encode(change(b64decode(holder["signature_b64"]))).decode()
    document = read_document(text(value))
    trust = TrustedKeys()
    (result,) = (r for r in report_on(document, trust).results if r.id == "bundle.signature")
    found = trace_result(document, result, trust)
    assert found is not None
    return found


class WeakKey(TestKey):
    """A key of small order, with signatures that anybody can make for it."""

    weak = b""

    @property
    def raw(self) -> bytes:
        return self.weak

    def sign(self, digest: str) -> str:
        """The equation accepts one of 64, for any message."""
        for number in range(1, 65):
            scalar = number.to_bytes(32, "little")
            point = crypto_scalarmult_ed25519_base_noclamp(scalar)
            whole = hashlib.sha512(point + self.weak + bytes.fromhex(digest)).digest()
            if int.from_bytes(whole, "little") % ORDER % 8 == 0:
                return b64encode(point + scalar).decode()
        raise AssertionError


@needs_openssl
@pytest.mark.parametrize(
    ("name", "pointer", "id_"),
    [
        ("good", "/bundle_signature", "bundle.signature"),
        ("good", "/events/0/signature", "event.signature"),
        ("good-record", "/receipt", "receipt.signature"),
        ("hostile-title", "/bundle_signature", "bundle.signature"),
    ],
)
def test_openssl_says_of_a_valid_signature_that_it_is(
    name: str, pointer: str, id_: str, tmp_path: Path
) -> None:
    found = the(name, pointer, id_)
    assert found.outcome is Outcome.VALID
    assert run(found, tmp_path) == (0, VERIFIED)
    assert found.signature_prints == VERIFIED


@needs_openssl
@pytest.mark.parametrize("name", ["bundle.signature", "event.signature"])
def test_openssl_says_of_a_forged_signature_that_it_is_none(name: str, tmp_path: Path) -> None:
    document = document_of(name)
    result = next(r for r in report_on(document).results if r.id == name and r.status == "fail")
    found = trace_result(document, result, TrustedKeys())
    assert found is not None
    assert found.outcome is Outcome.INVALID
    assert run(found, tmp_path) == (1, NOT_VERIFIED)
    assert found.signature_prints == NOT_VERIFIED


def with_second_scalar(signature: bytes) -> bytes:
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    return signature[:32] + scalar.to_bytes(32, "little")


@needs_openssl
def test_openssl_too_refuses_a_second_spelling_of_the_scalar(tmp_path: Path) -> None:
    found = signed_by(OWN, with_second_scalar)
    assert found.outcome is Outcome.INVALID
    assert run(found, tmp_path) == (1, NOT_VERIFIED)
    assert found.signature_prints == NOT_VERIFIED


@needs_openssl
@pytest.mark.parametrize("raw", WEAK, ids=bytes.hex)
def test_key_that_openssl_accepts_and_the_program_does_not_is_told(
    raw: bytes, tmp_path: Path
) -> None:
    key = WeakKey(OWN.key_id, OWN.secret)
    object.__setattr__(key, "weak", raw)
    found = signed_by(key)
    assert found.outcome is Outcome.INVALID
    assert run(found, tmp_path) == (0, VERIFIED)
    assert found.signature_prints == ""
    assert "anybody can sign" in str(found.signature_note)


@needs_openssl
def test_point_of_small_order_in_a_signature_is_told_too(tmp_path: Path) -> None:
    secret = bytearray(hashlib.sha512(bytes(OWN.secret)).digest()[:32])
    secret[0] &= 248
    secret[31] = secret[31] & 63 | 64
    scalar = (int.from_bytes(secret, "little") % ORDER).to_bytes(32, "little")
    hashed = [step.computed for step in signed_by(OWN).steps if step.computed]
    point = b"\x01" + bytes(31)
    whole = hashlib.sha512(point + OWN.raw + bytes.fromhex(hashed[-1])).digest()
    times = (int.from_bytes(whole, "little") % ORDER).to_bytes(32, "little")
    found = signed_by(OWN, lambda _: point + crypto_core_ed25519_scalar_mul(times, scalar))
    assert found.outcome is Outcome.INVALID
    assert run(found, tmp_path) == (0, VERIFIED)
    assert found.signature_prints == ""
    assert "small order" in str(found.signature_note)


@needs_openssl
@pytest.mark.parametrize("shell", ["bash", "dash", "zsh"])
def test_line_is_for_any_shell_of_posix(shell: str, tmp_path: Path) -> None:
    if which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    found = the("good", "/bundle_signature", "bundle.signature")
    assert run(found, tmp_path, shell) == (0, VERIFIED)


def test_line_holds_nothing_that_a_document_can_choose_but_as_digits() -> None:
    lines = {
        the(name, "/bundle_signature", "bundle.signature").signature_shell
        for name in ("good", "hostile-title", "key-id-with-an-invisible-sign")
    }
    assert len(lines) == 3
    assert len({re.sub("[A-Za-z0-9+/]{40,}=*", "…", line) for line in lines}) == 1
    assert all(line.isascii() and line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "name",
    [
        *("event.content_hash", "signature-not-base64", "no-key-at-hand", "integrity-report"),
        *("event-unsigned", "unknown-algorithm"),
    ],
)
def test_signature_that_was_not_checked_has_no_line(name: str) -> None:
    document = document_of(name)
    results = [one for one in report_on(document).results if one.id.endswith(".signature")]
    found = [trace_result(document, one, TrustedKeys()) for one in results]
    unchecked = [one for one in found if one and one.signature_prints == ""]
    assert unchecked
    assert {one.signature_shell for one in unchecked} == {""}
    assert all(one.outcome is not Outcome.VALID for one in unchecked)


def test_what_is_no_signature_has_no_line_of_openssl() -> None:
    found = the("good", "/bundle_signature/bundle_sha256", "bundle.hash")
    assert found.signature_shell == ""
