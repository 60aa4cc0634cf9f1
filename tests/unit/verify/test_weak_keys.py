"""Weak keys: every point of small order in every encoding, and no genuine key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from inspector.jobs.trust_store import shipped_keys
from inspector.verify.weak_keys import is_weak_key

PRIME = 2**255 - 19
SIGN = 1 << 255

LIBSODIUM = tuple(
    bytes.fromhex(spelling)
    for spelling in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""The table of ``ge25519_has_small_order`` in libsodium 1.0.18, which ignores the top bit."""


def with_sign(raw: bytes) -> bytes:
    return raw[:-1] + bytes([raw[-1] | 0x80])


@pytest.mark.parametrize("raw", LIBSODIUM, ids=bytes.hex)
def test_point_of_small_order_is_weak_with_either_sign(raw: bytes) -> None:
    assert is_weak_key(raw)
    assert is_weak_key(with_sign(raw))


@pytest.mark.parametrize("y", range(PRIME, SIGN))
def test_second_spelling_of_a_point_is_weak(y: int) -> None:
    assert is_weak_key(y.to_bytes(32, "little"))
    assert is_weak_key((y | SIGN).to_bytes(32, "little"))


def test_the_table_holds_the_eight_points() -> None:
    """Of the eight points one has order 1, one order 2, two order 4, and four order 8."""
    canonical = [raw for raw in LIBSODIUM if int.from_bytes(raw, "little") < PRIME]
    on_axis = [raw for raw in canonical if int.from_bytes(raw, "little") in (1, PRIME - 1)]
    assert len(on_axis) + 2 * (len(canonical) - len(on_axis)) == 8


@given(st.binary(min_size=32, max_size=32))
def test_key_that_somebody_made_is_not_weak(seed: bytes) -> None:
    assert not is_weak_key(bytes(SigningKey(seed).verify_key))


@pytest.mark.parametrize("raw", [*LIBSODIUM, *map(with_sign, LIBSODIUM)], ids=bytes.hex)
def test_libsodium_takes_no_signature_by_a_weak_key(raw: bytes) -> None:
    """A signature that is valid for every message if such a key is not refused."""
    forged = bytes([1]) + bytes(63)
    with pytest.raises(BadSignatureError):
        VerifyKey(raw).verify(b"any message", forged)


def test_shipped_key_is_not_weak() -> None:
    assert not any(is_weak_key(known.key.raw) for known in shipped_keys())
