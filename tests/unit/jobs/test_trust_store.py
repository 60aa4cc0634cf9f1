"""The user's list of keys: written whole or not at all, never lost, never silently damaged."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from inspector.errors import KeyFileError, TrustStoreError
from inspector.jobs import trust_store
from inspector.jobs.trust_store import (
    default_trust,
    forget,
    given_keys,
    read_store,
    set_standing,
    shipped_keys,
    store_path,
)
from inspector.verify.trust import PublicKey, Standing
from tests.vectors.keys import OTHER, OWN, TestKey

PITH = shipped_keys()[0].key


def public(key: TestKey) -> PublicKey:
    return PublicKey.of(key.key_id, key.raw)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "keys.json"


def test_list_lies_in_the_users_settings(own_settings: Path) -> None:
    if sys.platform.startswith("linux"):
        assert store_path() == own_settings / "keys.json"


def test_shipped_key_is_the_one_of_the_format() -> None:
    assert [known.key.fingerprint for known in shipped_keys()] == [
        "8d4b5ee74e4693bcd1df2446408b0d54"
    ]
    assert shipped_keys()[0].standing is Standing.TRUSTED


def test_new_user_trusts_the_shipped_key_and_writes_nothing(path: Path) -> None:
    assert default_trust(path).known == tuple(shipped_keys())
    assert not path.parent.exists()


def test_what_is_set_is_read_again(path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "a file", path)
    set_standing([public(OTHER)], Standing.DISTRUSTED, "another", path)
    found = {known.key: known for known in read_store(path)}
    assert found[public(OWN)].standing is Standing.TRUSTED
    assert found[public(OTHER)].standing is Standing.DISTRUSTED
    assert found[public(OWN)].origin == "a file"
    assert found[public(OWN)].since.endswith("Z")


def test_key_stands_in_the_list_once(path: Path) -> None:
    for standing in (Standing.TRUSTED, Standing.DISTRUSTED, Standing.TRUSTED):
        set_standing([public(OWN)], standing, "", path)
    assert [known.standing for known in read_store(path)] == [Standing.TRUSTED]


def test_shipped_key_can_be_overridden(path: Path) -> None:
    for change, standing in (
        (lambda: set_standing([PITH], Standing.DISTRUSTED, "", path), Standing.DISTRUSTED),
        (lambda: forget([PITH], path), Standing.UNKNOWN),
        (lambda: set_standing([PITH], Standing.TRUSTED, "", path), Standing.TRUSTED),
    ):
        change()
        assert default_trust(path).standing(PITH.raw) is standing


def test_forgotten_key_is_gone(path: Path) -> None:
    set_standing([public(OWN), public(OTHER)], Standing.TRUSTED, "", path)
    forget([public(OWN)], path)
    assert [known.key for known in read_store(path)] == [public(OTHER)]
    forget([public(OWN)], path)


def test_file_is_readable_json(path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "größe\x1b", path)
    data = path.read_bytes()
    assert data.endswith(b"}\n")
    assert json.loads(data)["keys"][0]["fingerprint"] == OWN.fingerprint


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[]", b"{}", b'{"schema": "another"}', b"\xff"),
        b'{"schema":"pith-inspector/keys/1","schema":"pith-inspector/keys/1"}',
        b'{"schema":"pith-inspector/keys/1","keys":[{}]}',
        b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"00","standing":"trusted"}]}',
        b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"%s","standing":"loved"}]}'
        % OWN.raw.hex().encode(),
    ],
    ids=lambda data: data[-30:].decode(errors="replace"),
)
def test_damaged_list_is_told_and_left_as_it_is(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    for work in (
        lambda: default_trust(path),
        lambda: set_standing([public(OWN)], Standing.TRUSTED, "", path),
        lambda: forget([public(OWN)], path),
    ):
        with pytest.raises(TrustStoreError, match=r"damaged|cannot be read"):
            work()
    assert path.read_bytes() == data


def test_list_that_another_program_holds_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    monkeypatch.setattr(trust_store, "_LOCK_SECONDS", 0.1)
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path.with_suffix(".lock"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(TrustStoreError, match="locked"):
            forget([public(OWN)], path)
        assert len(read_store(path)) == 1, "reading needs no lock"
        holder.communicate()
    forget([public(OWN)], path)
    assert read_store(path) == []


def test_list_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TrustStoreError, match="cannot be"):
        set_standing([public(OWN)], Standing.TRUSTED, "", tmp_path / "file" / "keys.json")


def test_list_in_a_folder_without_permission_is_told(tmp_path: Path, no_root: None) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(TrustStoreError, match="cannot be written"):
        set_standing([public(OWN)], Standing.TRUSTED, "", folder / "keys.json")


def test_interrupted_writing_leaves_the_old_list(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TrustStoreError, match="No space left"):
        forget([public(OWN)], path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir() if ".new" in entry.name] == []


def test_lock_is_free_after_a_failure(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"damaged")
    with pytest.raises(TrustStoreError):
        forget([PITH], path)
    with FileLock(path.with_suffix(".lock"), timeout=0.1):
        pass


WRITER = """
import sys
from pathlib import Path
from inspector.jobs.trust_store import set_standing
from inspector.verify.trust import PublicKey, Standing
for number in range(10):
    raw = bytes([int(sys.argv[2]), number]) * 16
    set_standing([PublicKey.of(f"key-{number}", raw)], Standing.TRUSTED, "", Path(sys.argv[1]))
"""


def test_two_programs_at_once_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)])
        for number in (1, 2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(read_store(path)) == 20


def test_threads_at_once_lose_nothing(path: Path) -> None:
    keys = [PublicKey.of(f"key-{number}", bytes([number]) * 32) for number in range(8)]
    threads = [
        threading.Thread(target=set_standing, args=([key], Standing.TRUSTED, "", path))
        for key in keys
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {known.key for known in read_store(path)} == set(keys)


def test_keys_of_a_file_are_trusted_for_this_run() -> None:
    (known,) = given_keys(OWN.raw.hex().encode(), "own.hex")
    assert (known.key.raw, known.standing, known.origin) == (OWN.raw, Standing.TRUSTED, "own.hex")
    with pytest.raises(KeyFileError):
        given_keys(b"", "empty")
