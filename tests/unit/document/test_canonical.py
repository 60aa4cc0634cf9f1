"""Canonical JSON equals what Python's json writes, byte for byte."""

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector.document.canonical import (
    digest,
    pieces,
    plain_json,
    reference_json,
    serializer,
)
from inspector.document.document import JsonText
from inspector.document.json_types import Json
from tests.conftest import json_values


def expected(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def nested(levels: int, innermost: Any) -> Any:
    for _ in range(levels):
        innermost = {"inner": [innermost]}
    return innermost


@given(json_values())
def test_reference_is_pythons_json(value: Any) -> None:
    assert reference_json(value) == expected(value)


@given(json_values(st.integers() | st.integers(-(10**60), 10**60)))
def test_plain_is_the_reference_on_values_without_floats(value: Any) -> None:
    assert plain_json(value) == expected(value)


@given(json_values())
def test_a_text_chooses_the_writer_that_is_right_for_its_value(value: Any) -> None:
    assert JsonText(b"", value).write(value) == expected(value)


@given(json_values(), st.integers(0, 8))
def test_joined_pieces_are_the_whole(value: Any, depth: int) -> None:
    assert b"".join(pieces(value, reference_json, depth)) == expected(value)


@given(st.lists(st.integers(0, 9), max_size=300), st.integers(1, 3))
def test_joined_pieces_of_long_lists_are_the_whole(items: list[int], depth: int) -> None:
    value: Any = {"items": items, "lists": [items, [items]]}
    assert b"".join(pieces(value, plain_json, depth)) == expected(value)


def test_small_value_is_one_piece_and_a_large_one_is_not() -> None:
    small: Json = {"payload": {"items": [{"n": n} for n in range(50)]}}
    assert [*pieces(small, plain_json)] == [plain_json(small)]
    large: list[Json] = [small] * 50
    assert max(map(len, pieces(large, plain_json))) < len(plain_json(large)) / 10


@given(json_values())
def test_digest_is_the_hash_of_the_canonical_bytes(value: Any) -> None:
    assert digest(value) == hashlib.sha256(expected(value)).hexdigest()


def test_names_sort_by_code_point_not_by_utf_16() -> None:
    value: Json = {"\U0001d538": 1, "\uffff": 2}
    assert plain_json(value) == reference_json(value) == '{"\uffff":2,"\U0001d538":1}'.encode()


def test_numbers_are_spelled_as_python_does() -> None:
    numbers: list[Json] = [1e16, 1.0, -0.0, 1e-7, 0.00001, 2**64, -(2**63) - 1, 5e-324]
    spelled = b"[1e+16,1.0,-0.0,1e-07,1e-05,18446744073709551616,-9223372036854775809,5e-324]"
    assert reference_json(numbers) == spelled


def test_text_stays_utf_8_and_only_control_characters_are_escaped() -> None:
    assert reference_json("\u2028é\x7f\x1f/") == '"\u2028é\x7f\\u001f/"'.encode()


def test_depth_beyond_orjsons_writer_is_written_all_the_same() -> None:
    deep = nested(240, "the bottom")
    for plain in (True, False):
        assert serializer(plain=plain)(deep) == expected(deep)
