"""The stored list of keys: written completely or not at all, never lost or silently damaged."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from platformdirs import user_config_path

from inspector.errors import KeyFileError, TrustStoreError
from inspector.jobs import saving
from inspector.jobs.trust_file import read_store
from inspector.jobs.trust_store import (
    MOST_SEEN,
    default_trust,
    forget,
    given_keys,
    note_given,
    note_seen,
    read_list,
    set_standing,
    shipped_keys,
    store_path,
)
from inspector.verify.keys import LONGEST_NAME, MOST_NAMES, SeenKey
from inspector.verify.trust import (
    UNKNOWN_COMPARISON,
    ComparedBy,
    KeyComparison,
    KnownKey,
    PublicKey,
    Standing,
    TrustedKeys,
)
from tests.conftest import public
from tests.vectors.keys import OTHER, OWN, TestKey

PITH = shipped_keys()[0].key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "keys.json"


def test_list_is_in_the_users_settings(own_settings: Path) -> None:
    if sys.platform.startswith("linux"):
        assert store_path() == own_settings / "keys.json"


@pytest.mark.parametrize(
    ("given", "home"),
    [
        *((None, "/home/ada"), ("", "/home/ada/"), ("/etc/own", "/home/ada"), ("/etc/own", None)),
        *(("own", "/home/ada"), (" ", "/home/ada"), ("/etc/own ", ""), (None, "/"), (None, "//a")),
    ],
)
def test_list_is_where_platformdirs_puts_it(
    monkeypatch: pytest.MonkeyPatch, given: str | None, home: str | None
) -> None:
    for name, value in (("XDG_CONFIG_HOME", given), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    folder = user_config_path("pith-inspector", appauthor=False)
    assert store_path() == folder / "keys.json"


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


def test_key_is_in_the_list_once(path: Path) -> None:
    for standing in (Standing.TRUSTED, Standing.DISTRUSTED, Standing.TRUSTED):
        set_standing([public(OWN)], standing, "", path)
    assert [known.standing for known in read_store(path)] == [Standing.TRUSTED]


def test_key_that_is_trusted_again_without_an_id_keeps_its_own(path: Path) -> None:
    """An impostor is recognised by the id of the key that it imitates."""
    for named in (public(OWN), shipped_keys()[0].key):
        set_standing([named], Standing.TRUSTED, "", path)
        set_standing([PublicKey.of("", named.raw)], Standing.TRUSTED, "", path)
        trust = default_trust(path)
        assert trust.name_of(named.raw) == named.key_id
        assert trust.posed_as(named.key_id, OTHER.raw) == named


def test_id_that_a_document_gave_a_seen_key_is_not_taken_for_the_users_own(path: Path) -> None:
    note_seen(seen(OTHER), "a.json", path)
    set_standing([PublicKey.of("", OTHER.raw)], Standing.TRUSTED, "", path)
    assert default_trust(path).name_of(OTHER.raw) == ""


def test_first_of_several_ids_of_a_key_is_kept(path: Path) -> None:
    other = PublicKey.of("another-id", OWN.raw)
    set_standing([public(OWN), other], Standing.TRUSTED, "", path)
    assert [known.key for known in read_store(path)] == [public(OWN)]


def test_shipped_key_can_be_overridden(path: Path) -> None:
    changes: list[tuple[Callable[[], object], Standing]] = [
        (lambda: set_standing([PITH], Standing.DISTRUSTED, "", path), Standing.DISTRUSTED),
        (lambda: forget([PITH], path), Standing.UNKNOWN),
        (lambda: set_standing([PITH], Standing.TRUSTED, "", path), Standing.TRUSTED),
    ]
    for change, standing in changes:
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
        b'{"schema":"pith-inspector/keys/1"}',
        b'{"schema":"pith-inspector/keys/1","keys":{}}',
        b'{"schema":"pith-inspector/keys/1","keys":[{}]}',
        b'{"schema":"pith-inspector/keys/1","keys":[]}' + b" " * 10_000_000,
        b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"00","standing":"trusted"}]}',
        b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"%s","standing":"loved"}]}'
        % OWN.raw.hex().encode(),
        *(
            b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"%s",'
            b'"standing":"trusted","signers":%s}]}' % (OWN.raw.hex().encode(), signers)
            for signers in (b'"pith.science"', b"[1]", b"null")
        ),
        *(
            b'{"schema":"pith-inspector/keys/1","keys":[{"public_key_hex":"%s",'
            b'"standing":"trusted",%s}]}' % (OWN.raw.hex().encode(), member)
            for member in (b'"rotates_at":1', b'"unknown_members":"x"', b'"unknown_members":[1]')
        ),
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
        lambda: note_seen([SeenKey(public(OWN))], "", path),
    ):
        with pytest.raises(TrustStoreError, match=r"damaged|cannot be read"):
            work()
    assert path.read_bytes() == data
    found = read_list(path)
    assert found.problem is not None
    assert found.entries == (), "the list may distrust the shipped key"


@pytest.mark.parametrize("in_the_way", ["keys.json", "keys.lock"])
def test_folder_in_the_place_of_a_file_is_told(path: Path, in_the_way: str) -> None:
    (path.parent / in_the_way).mkdir(parents=True)
    with pytest.raises(TrustStoreError, match="cannot be"):
        set_standing([public(OWN)], Standing.TRUSTED, "", path)
    with pytest.raises(TrustStoreError, match="cannot be"):
        note_seen([SeenKey(public(OWN))], "", path)
    found = read_list(path)
    is_unread = in_the_way == "keys.json"
    assert (found.problem is not None) is is_unread
    assert (found.trust.standing(PITH.raw) is Standing.UNKNOWN) is is_unread
    assert (path.parent / in_the_way).is_dir()
    assert not [entry.name for entry in path.parent.iterdir() if ".new" in entry.name]


def test_linked_list_is_written_through_under_one_lock(path: Path, tmp_path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    path.chmod(0o600)
    link = tmp_path / "other settings" / "keys.json"
    link.parent.mkdir()
    link.symlink_to(path)
    set_standing([public(OTHER)], Standing.DISTRUSTED, "", link)
    assert link.is_symlink()
    assert {known.key for known in read_store(path)} == {public(OWN), public(OTHER)}
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(link.parent) == ["keys.json"]


def test_drafts_of_earlier_versions_are_removed(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "keys.json.4711.new").touch()
    (path.parent / "keys.json.mine.new").touch()
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    assert set(os.listdir(path.parent)) - {"keys.lock"} == {"keys.json", "keys.json.mine.new"}


def test_list_that_another_program_holds_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    monkeypatch.setattr(saving, "_LOCK_SECONDS", 0.1)
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
        with pytest.raises(TrustStoreError, match="locked"):
            note_seen([SeenKey(public(OTHER))], "", path)
        assert len(read_store(path)) == 1, "reading needs no lock"
        assert read_list(path).problem is None
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
from inspector.jobs.trust_store import note_seen, set_standing
from inspector.verify.keys import SeenKey
from inspector.verify.trust import PublicKey, Standing
path = Path(sys.argv[1])
for number in range(10):
    key = PublicKey.of(f"key-{number}", bytes([int(sys.argv[2]), number]) * 16)
    if sys.argv[2] == "1":
        set_standing([key], Standing.TRUSTED, "", path)
    else:
        note_seen([SeenKey(key, ("somebody",))], "", path)
"""


def test_two_programs_at_once_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)])
        for number in (1, 2)
    ]
    assert [writer.wait(300) for writer in writers] == [0, 0]
    found = read_list(path)
    assert len(found.of(Standing.UNKNOWN)) == 10, "one program saw these"
    assert len(found.of(Standing.TRUSTED)) == 10 + 1, "the other trusts these"


def test_threads_at_once_lose_nothing(path: Path) -> None:
    keys = [PublicKey.of(f"key-{number}", bytes([number]) * 32) for number in range(2, 10)]
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


def seen(*keys: TestKey) -> list[SeenKey]:
    return [SeenKey(public(key), ("registry.example",)) for key in keys]


def test_seen_key_is_remembered_and_not_trusted(path: Path) -> None:
    assert note_seen(seen(OTHER), "a.json, inside the bundle", path)
    found = read_list(path)
    (known,) = found.of(Standing.UNKNOWN)
    assert known.key == public(OTHER)
    assert known.origin == "a.json, inside the bundle"
    assert known.since.endswith("Z")
    assert known.signers == ("registry.example",)
    assert found.trust.known == tuple(shipped_keys()), "a seen key is not even at hand"
    assert default_trust(path) == found.trust


def test_only_what_is_new_is_written(path: Path) -> None:
    assert note_seen(seen(OTHER), "first.json", path)
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert not note_seen(seen(OTHER), "second.json", path)
    assert not note_seen([], "third.json", path)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert note_seen([SeenKey(public(OTHER), ("another name",))], "fourth.json", path)
    (known,) = read_store(path)
    assert known.origin == "first.json"
    assert known.signers == ("registry.example", "another name")


def test_shipped_key_needs_no_remembering(path: Path) -> None:
    assert not note_seen([SeenKey(PITH, ("pith.science",))], "", path)
    assert not path.parent.exists()


def test_seeing_a_key_leaves_what_the_user_says_of_it(path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "mine", path)
    set_standing([public(OTHER)], Standing.DISTRUSTED, "theirs", path)
    assert note_seen(seen(OWN, OTHER), "a.json", path), "the names they sign under are news"
    found = {known.key: known for known in read_store(path)}
    assert found[public(OWN)].standing is Standing.TRUSTED
    assert found[public(OTHER)].standing is Standing.DISTRUSTED
    assert found[public(OWN)].origin == "mine"
    assert found[public(OWN)].signers == ("registry.example",)


def test_trusted_key_keeps_where_and_when_it_was_met(path: Path) -> None:
    note_seen(seen(OTHER), "a.json", path)
    (met,) = read_store(path)
    set_standing([public(OTHER)], Standing.TRUSTED, "by hand", path, ["elsewhere.example"])
    (known,) = read_store(path)
    assert (known.origin, known.since) == (met.origin, met.since)
    assert known.signers == ("registry.example", "elsewhere.example")
    forget([public(OTHER)], path)
    assert read_store(path) == []


def many(count: int, first: int = 0) -> list[SeenKey]:
    numbers = range(first, first + count)
    return [SeenKey(PublicKey.of(f"key-{n}", n.to_bytes(2, "big") * 16)) for n in numbers]


def test_only_the_oldest_seen_keys_are_removed(path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    set_standing([public(OTHER)], Standing.DISTRUSTED, "", path)
    forget([PITH], path)
    for first in range(0, MOST_SEEN + 50, 50):
        note_seen(many(50, first), "", path)
    found = read_list(path)
    names = [known.key.key_id for known in found.of(Standing.UNKNOWN)]
    assert names == [PITH.key_id, *(f"key-{n}" for n in range(50, MOST_SEEN + 50))]
    assert found.trust.standing(OWN.raw) is Standing.TRUSTED
    assert found.trust.standing(OTHER.raw) is Standing.DISTRUSTED
    assert found.trust.standing(PITH.raw) is Standing.UNKNOWN, "forgotten, it stays so"


def test_hostile_names_are_listed_by_their_beginnings(path: Path) -> None:
    key = PublicKey.of("\u202e" * 1_000_000, OTHER.raw)
    names = tuple(f"name {number}" for number in range(1_000))
    note_seen([SeenKey(key, ("x" * 1_000_000, *names))], "y" * 1_000_000, path)
    note_seen([SeenKey(key, names[::-1])], "", path)
    (known,) = read_store(path)
    assert known.key.key_id == "\u202e" * LONGEST_NAME
    assert known.signers == names[:MOST_NAMES]
    assert path.stat().st_size < 10_000


def test_origin_may_be_a_file_name_that_is_no_text(path: Path) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, os.fsdecode(b"\xff.json"), path)
    assert read_store(path)[0].origin == "\\xff.json"


def test_list_of_before_there_were_signers_is_read(path: Path) -> None:
    set_standing([public(OWN), PITH], Standing.TRUSTED, "", path)
    stored = json.loads(path.read_bytes())
    for entry in stored["keys"]:
        del entry["signers"]
    path.write_text(json.dumps(stored))
    found = {known.key: known.signers for known in read_list(path).entries}
    assert found == {public(OWN): (), PITH: ("pith.science",)}


def entry_of(known: KnownKey) -> dict[str, object]:
    return {"rotates_at": known.rotates_at, "unknown_members": known.unknown_members}


def given(**members: object) -> list[KnownKey]:
    return given_keys(json.dumps(OWN.entry() | members).encode(), "own.json")


def test_what_a_key_file_states_of_an_end_is_kept(path: Path) -> None:
    stated = {"rotates_at": "2026-12-31T00:00:00Z", "unknown_members": ("revoked_at",)}
    (known,) = given(rotates_at="2026-12-31T00:00:00Z", revoked_at=None)
    assert entry_of(known) == stated
    set_standing([known], Standing.TRUSTED, "own.json", path)
    for change in (
        lambda: None,
        lambda: set_standing([public(OWN)], Standing.DISTRUSTED, "", path),
        lambda: set_standing(given(), Standing.TRUSTED, "", path),
        lambda: note_seen(seen(OWN), "a.json", path),
        lambda: note_given(given(rotates_at="2030-01-01T00:00:00Z"), "own.json", path),
    ):
        change()
        assert entry_of(read_store(path)[0]) == stated
    (trusted,) = [known for known in default_trust(path).known if known.key == public(OWN)]
    assert entry_of(trusted) == stated
    previewed = read_list(path).with_standing(public(OWN), Standing.TRUSTED).trust
    assert stated in [entry_of(known) for known in previewed.known]
    set_standing(given(rotates_at="2030-01-01T00:00:00Z"), Standing.TRUSTED, "", path)
    assert read_store(path)[0].rotates_at == "2030-01-01T00:00:00Z", "another date is news"
    forget([public(OWN)], path)
    set_standing([public(OWN)], Standing.TRUSTED, "", path)
    assert entry_of(read_store(path)[0]) == {"rotates_at": None, "unknown_members": ()}


def test_candidate_of_a_key_file_keeps_its_end(path: Path) -> None:
    assert note_given(given(rotates_at="soon"), "own.json", path)
    assert not note_given(given(rotates_at="soon"), "own.json", path)
    (known,) = read_store(path)
    assert (known.standing, known.rotates_at) == (Standing.UNKNOWN, "soon")
    set_standing([known.key], Standing.TRUSTED, "", path)
    assert read_store(path)[0].rotates_at == "soon"


def test_hostile_key_file_fills_no_list(path: Path) -> None:
    members = {f"{'x' * 1_000}{number}": 1 for number in range(1_000)}
    set_standing(given(rotates_at="9" * 100_000, **members), Standing.TRUSTED, "", path)
    assert path.stat().st_size < 10_000
    (known,) = read_store(path)
    assert known.rotates_at
    assert known.unknown_members


def test_weak_key_of_a_document_is_not_trusted(path: Path) -> None:
    key = PublicKey.of("k", bytes(32))
    with pytest.raises(KeyFileError):
        set_standing([public(OWN), key], Standing.TRUSTED, "", path)
    assert not path.exists()
    set_standing([key], Standing.DISTRUSTED, "", path)
    stored = path.read_text().replace("distrusted", "trusted")
    path.write_text(stored)
    assert read_store(path)[0].standing is Standing.UNKNOWN, "an older list may hold it"


def test_list_as_it_would_be_is_not_written(path: Path) -> None:
    note_seen(seen(OTHER), "", path)
    before = path.read_bytes()
    listed = read_list(path)
    for standing in Standing:
        changed = listed.with_standing(public(OTHER), standing)
        assert changed.trust.standing(OTHER.raw) is standing
        assert changed.trust.standing(PITH.raw) is Standing.TRUSTED
    assert path.read_bytes() == before


# --- how a key was compared -------------------------------------------------------------------


def comparison(path: Path, key: TestKey) -> KeyComparison:
    return next(one for one in read_list(path).entries if one.key.raw == key.raw).comparison


def trust(path: Path, by: ComparedBy = ComparedBy.NOTHING) -> None:
    set_standing([public(OWN)], Standing.TRUSTED, "a file", path, compared=by)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (ComparedBy.TYPED, "fingerprint compared {}, typed in"),
        (ComparedBy.PASTED, "fingerprint compared {}, pasted"),
        (ComparedBy.ARGUMENT, "fingerprint compared {}, given on the command line"),
        (ComparedBy.NOTHING, "trusted without a comparison, {}"),
    ],
)
def test_how_and_when_a_key_was_compared_is_kept(path: Path, by: ComparedBy, said: str) -> None:
    trust(path, by)
    found = comparison(path, OWN)
    (stored,) = json.loads(path.read_bytes())["keys"]
    assert stored["comparison"] == {"by": by, "at": found.at}
    assert found.by is by
    day, minute = found.at[:10], found.at[11:16]
    assert str(found.sentence) == said.format(f"{day} {minute} UTC")


def test_comparison_outlasts_trust_without_one_and_not_distrust(path: Path) -> None:
    trust(path, ComparedBy.TYPED)
    trust(path)
    assert comparison(path, OWN).by is ComparedBy.TYPED
    set_standing([public(OWN)], Standing.DISTRUSTED, "", path)
    assert comparison(path, OWN) == UNKNOWN_COMPARISON
    trust(path)
    assert comparison(path, OWN).by is ComparedBy.NOTHING


def test_list_of_before_there_were_comparisons_says_that_it_does_not_know(path: Path) -> None:
    trust(path, ComparedBy.TYPED)
    stored = json.loads(path.read_bytes())
    later = {"by": "oracle", "at": "2026-01-01"}
    odd: object
    for odd in (None, "typed", [], {}, later, {"by": ["typed"]}):
        stored["keys"][0]["comparison"] = odd
        path.write_text(json.dumps(stored))
        assert comparison(path, OWN) == UNKNOWN_COMPARISON, odd
    del stored["keys"][0]["comparison"]
    path.write_text(json.dumps(stored))
    found = comparison(path, OWN)
    assert str(found.sentence) == "how it was compared is not known"
    assert default_trust(path).standing(OWN.raw) is Standing.TRUSTED
    trust(path, ComparedBy.PASTED)
    assert comparison(path, OWN).by is ComparedBy.PASTED


def test_date_of_a_comparison_that_is_none_is_shown_with_nothing_hidden(path: Path) -> None:
    trust(path, ComparedBy.TYPED)
    stored = json.loads(path.read_bytes())
    stored["keys"][0]["comparison"]["at"] = "yesterday\u202e\n" + "x" * 1_000_000
    path.write_text(json.dumps(stored))
    said = str(comparison(path, OWN).sentence)
    assert said.startswith(r"fingerprint compared yesterday\u202e\n")
    assert len(said) < 120


def test_shipped_key_came_with_the_program_and_was_not_compared(path: Path) -> None:
    found = read_list(path).trust.comparison_of(PITH.fingerprint)
    assert found is not None
    assert not found.was_made
    assert str(found.sentence) == "came with the program, not compared"
    set_standing([PITH], Standing.TRUSTED, "", path, compared=ComparedBy.TYPED)
    found = read_list(path).trust.comparison_of(PITH.fingerprint)
    assert found is not None
    assert found.by is ComparedBy.TYPED
    forget([PITH], path)
    assert read_list(path).trust.comparison_of(PITH.fingerprint) is None


def test_a_key_file_that_says_it_was_compared_is_not_believed(path: Path) -> None:
    claim = {"by": "typed", "at": "2026-01-01T00:00:00Z"}
    keys = given(comparison=claim, compared="typed")
    assert [known.comparison for known in keys] == [UNKNOWN_COMPARISON]
    assert "comparison" in keys[0].unknown_members
    found = TrustedKeys(tuple(keys)).comparison_of(keys[0].key.fingerprint)
    assert found is not None
    assert not found.was_made
    set_standing(keys, Standing.TRUSTED, "theirs.json", path)
    (entry,) = read_store(path)
    assert entry.comparison.by is ComparedBy.NOTHING
    forget([keys[0].key], path)
    note_given(keys, "theirs.json", path)
    (entry,) = read_store(path)
    assert entry.comparison == UNKNOWN_COMPARISON


def test_the_list_of_somebody_else_is_no_key_file(path: Path) -> None:
    trust(path, ComparedBy.TYPED)
    with pytest.raises(KeyFileError):
        given_keys(path.read_bytes(), "theirs.json")


def test_own_comparison_outweighs_what_a_key_file_given_for_the_run_leaves_out(path: Path) -> None:
    trust(path, ComparedBy.PASTED)
    lent = KnownKey(public(OWN), Standing.TRUSTED, "theirs.json")
    found = read_list(path).trust.with_keys([lent]).comparison_of(OWN.fingerprint)
    assert found is not None
    assert found.by is ComparedBy.PASTED


def test_older_entry_of_the_shipped_key_does_not_say_that_it_came_uncompared(path: Path) -> None:
    set_standing([PITH], Standing.TRUSTED, "", path, compared=ComparedBy.TYPED)
    stored = json.loads(path.read_bytes())
    del stored["keys"][0]["comparison"]
    path.write_text(json.dumps(stored))
    (found,) = (one for one in read_list(path).entries if one.key.raw == PITH.raw)
    assert found.comparison == UNKNOWN_COMPARISON
