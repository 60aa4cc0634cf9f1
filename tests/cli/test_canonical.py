"""``canonical`` prints the exact bytes that are hashed, for any JSON."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import UNREADABLE, VERIFIED, Ended, Program, vector
from tests.conftest import BUNDLE, SAMPLES, STATE, SUITE, leaves, sample, sample_path, suite
from tests.vectors.sealing import canonical

Within = Callable[..., Ended]
DUPLICATES = {"y_object_duplicated_key", "y_object_duplicated_key_and_value"}
STATED = {"canonical_sha256", "content_sha256", "event_id", "state_sha256", "bundle_sha256"}


@suite("n")
def test_no_json_is_refused(within: Within, file: Path) -> None:
    ended = within("canonical", file)
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert ended.err


@suite("y")
def test_json_is_written_as_python_writes_it(within: Within, file: Path) -> None:
    ended = within("canonical", file)
    if file.stem in DUPLICATES:
        assert (ended.code, ended.out) == (UNREADABLE, b"")
    else:
        assert (ended.code, ended.out) == (VERIFIED, canonical(json.loads(file.read_bytes())))


@suite("i")
def test_what_may_be_either_is_written_or_refused(within: Within, file: Path) -> None:
    ended = within("canonical", file)
    if ended.code == VERIFIED:
        assert ended.out == canonical(json.loads(file.read_bytes()))
    else:
        assert (ended.code, ended.out) == (UNREADABLE, b"")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("y_structure_lonely_int", VERIFIED),
        ("y_object_duplicated_key", UNREADABLE),
        ("n_structure_open_array_object", UNREADABLE),
        ("n_structure_no_data", UNREADABLE),
        ("n_structure_null-byte-outside-string", UNREADABLE),
        ("i_structure_500_nested_arrays", VERIFIED),
    ],
)
def test_canonical_suite_ends_with_the_right_code(inspector: Program, name: str, code: int) -> None:
    assert inspector("canonical", SUITE / f"{name}.json").code == code


@pytest.mark.parametrize(
    "name", ["floats", "big-integers", "name-order", "strings", "deep-payload"]
)
def test_whole_document_is_written_to_the_last_member(inspector: Program, name: str) -> None:
    ended = inspector("canonical", "--whole", vector(name))
    assert (ended.code, ended.err) == (VERIFIED, b"")
    assert ended.out == canonical(json.loads(vector(name).read_bytes()))


def test_at_a_bundle_its_signature_is_left_out_and_told(inspector: Program) -> None:
    value = json.loads(sample(BUNDLE))
    del value["bundle_signature"]
    ended = inspector("canonical", sample_path(BUNDLE))
    assert ended.out == canonical(value)
    assert "bundle_signature" in ended.notes


@pytest.mark.parametrize("name", SAMPLES)
def test_hash_at_every_stated_hash_is_that_hash(within: Within, name: str) -> None:
    stated = _stated_hashes(json.loads(sample(name)))
    assert stated
    for pointer, value in stated.items():
        ended = within("canonical", sample_path(name), "--pointer", pointer, "--hash")
        assert (ended.code, ended.text) == (VERIFIED, value + "\n"), pointer
        data = within("canonical", sample_path(name), "--pointer", pointer).out
        assert hashlib.sha256(data).hexdigest() == value


def _stated_hashes(document: Any) -> dict[str, str]:
    return {
        path: str(value).removeprefix("sha256:")
        for path, value in leaves(document)
        if path.rpartition("/")[2] in STATED
    }


@pytest.mark.parametrize("pointer", ["/no/such/member", "canonical_record", "/events/9", "/~2"])
def test_pointer_that_leads_nowhere_is_refused(inspector: Program, pointer: str) -> None:
    ended = inspector("canonical", sample_path(BUNDLE), "--pointer", pointer)
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert "no_such_value" in ended.notes


def test_enormous_index_in_a_pointer_is_refused(inspector: Program) -> None:
    pointer = "/events/" + "9" * 5000
    assert inspector("canonical", sample_path(BUNDLE), "--pointer", pointer).code == UNREADABLE


def test_value_at_a_pointer_is_written_with_nothing_behind_it(inspector: Program) -> None:
    ended = inspector("canonical", sample_path(STATE), "--pointer", "/event_count")
    assert (ended.out, ended.err) == (b"2", b"")


def test_other_spellings_of_the_file_are_told_beside_the_bytes_that_are_hashed(
    inspector: Program,
) -> None:
    (inspector.folder / "numbers.json").write_text('{"a": [1E2, 1.10, 1.5], "b": -0, "c": "x"}')
    ended = inspector("canonical", "numbers.json")
    assert ended.out == b'{"a":[100.0,1.1,1.5],"b":0,"c":"x"}'
    assert "/a/0: 1E2 in the file, 100.0 hashed" in ended.notes
    assert "/b: -0 in the file, 0 hashed" in ended.notes
    ended = inspector("canonical", "numbers.json", "--pointer", "/a/1")
    assert (ended.out, ended.notes.strip()) == (b"1.1", "/a/1: 1.10 in the file, 1.1 hashed")
    assert inspector("canonical", "numbers.json", "--pointer", "/a/2").notes == ""
    assert inspector("canonical", "numbers.json", "--pointer", "/c").notes == ""
