"""Strict Ed25519: one signature, one encoding, one key."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.keys import from_base64, from_hex
from inspector.verify.signatures import is_valid
from tests.vectors.keys import OTHER, OWN

MESSAGE = bytes(range(32))
SIGNATURE = b64decode(OWN.sign(MESSAGE.hex()))
ORDER = 2**252 + 27742317777372353535851937790883648493
SMALL_ORDER = [
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
]


def test_signature_is_valid_for_its_key_and_message_alone() -> None:
    assert is_valid(OWN.raw, MESSAGE, SIGNATURE)
    assert not is_valid(OTHER.raw, MESSAGE, SIGNATURE)
    assert not is_valid(OWN.raw, MESSAGE[::-1], SIGNATURE)


@pytest.mark.parametrize("place", range(64))
def test_altered_signature_is_not_valid(place: int) -> None:
    altered = bytearray(SIGNATURE)
    altered[place] ^= 1
    assert not is_valid(OWN.raw, MESSAGE, bytes(altered))


def test_signature_cannot_be_spelled_with_another_scalar() -> None:
    scalar = int.from_bytes(SIGNATURE[32:], "little") + ORDER
    malleated = SIGNATURE[:32] + scalar.to_bytes(32, "little")
    assert not is_valid(OWN.raw, MESSAGE, malleated)


@pytest.mark.parametrize("key", SMALL_ORDER, ids=bytes.hex)
@pytest.mark.parametrize("point", SMALL_ORDER, ids=bytes.hex)
def test_key_of_small_order_signs_nothing(key: bytes, point: bytes) -> None:
    assert not is_valid(key, MESSAGE, point + bytes(32))


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_any_bytes_are_tried_without_an_exception(key: bytes, signature: bytes) -> None:
    assert not is_valid(key, MESSAGE, signature)


@given(st.binary(max_size=70))
def test_bytes_have_one_spelling_in_base64_and_in_hex(raw: bytes) -> None:
    assert from_base64(b64encode(raw).decode()) == raw
    assert from_hex(raw.hex()) == raw


@pytest.mark.parametrize(
    "text",
    ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "Q Q==", "QQ===", "-_8=", "QQ==QQ==", "é", None, 1],
)
def test_other_spellings_of_base64_are_refused(text: object) -> None:
    assert from_base64(text) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["A0", "0", "0g", "a0 b0", " a0", "0xa0", "٠٠", None, 10])
def test_other_spellings_of_hex_are_refused(text: object) -> None:
    assert from_hex(text) is None  # type: ignore[arg-type]
