"""``keys``: the user's list, and its effect on verdicts."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from zipfile import ZipFile

import pytest

from inspector.jobs.trust_store import note_seen
from inspector.sources import read_back
from inspector.verify.keys import SeenKey
from inspector.verify.trust import PublicKey
from tests.cli.conftest import (
    FAILED,
    UNPROVEN,
    UNREADABLE,
    USAGE,
    VERIFIED,
    Program,
    vector,
)
from tests.conftest import BUNDLE, sample_path
from tests.vectors.keys import IMPOSTOR, OTHER, OWN

PITH = "pith-v1-2026-05"


def standings(inspector: Program) -> dict[str, str]:
    ended = inspector("keys", "list", "--json")
    assert ended.code == VERIFIED
    return {entry["fingerprint"]: entry["standing"] for entry in ended.reports}


def test_new_user_trusts_the_shipped_key(inspector: Program, own_settings: Path) -> None:
    ended = inspector("keys", "list")
    assert ended.code == VERIFIED
    assert "8d4b 5ee7 4e46 93bc d1df 2446 408b 0d54" in ended.text
    assert PITH in ended.text
    assert not own_settings.exists(), "looking writes nothing"


def test_no_id_of_a_key_goes_on_as_the_words_about_it(inspector: Program, tmp_path: Path) -> None:
    words = "test-v1  fingerprint compared, typed in"
    file = tmp_path / "k.json"
    file.write_text(json.dumps({**OWN.entry(), "key_id": words}))
    trusted = inspector("keys", "trust", file, "--yes")
    assert trusted.code == VERIFIED, trusted.notes
    for told in (trusted.notes, inspector("keys", "list").text):
        assert f"“{words}”" in told
        assert told.count(words) == 1


def test_trusted_distrusted_and_forgotten_key_changes_the_verdict(inspector: Program) -> None:
    good, file = vector("good"), vector("trusted-keys")
    assert inspector("verify", good).code == UNPROVEN
    for command, name, code in (
        ("trust", str(file), VERIFIED),
        ("distrust", OWN.fingerprint, FAILED),
        ("trust", OWN.key_id, VERIFIED),
        ("forget", str(file), UNPROVEN),
    ):
        assert inspector("keys", command, name, "--yes").code == VERIFIED
        assert inspector("verify", good).code == code
    assert inspector("verify", sample_path(BUNDLE)).code == VERIFIED, "the other key is as it was"


def test_shipped_key_can_be_distrusted_forgotten_and_trusted_again(inspector: Program) -> None:
    for command, code in (("distrust", FAILED), ("forget", UNPROVEN), ("trust", VERIFIED)):
        assert inspector("keys", command, PITH, "--yes").code == VERIFIED
        assert inspector("verify", sample_path(BUNDLE)).code == code


def test_distrust_outweighs_a_key_given_for_this_run(inspector: Program) -> None:
    file = vector("trusted-keys")
    assert inspector("keys", "distrust", file, "--yes").code == VERIFIED
    assert inspector("verify", "--trust", file, vector("good")).code == FAILED


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"public_keys": [OTHER.entry()]}).encode(),
        json.dumps(OTHER.entry()).encode(),
        json.dumps({"manifest_type": "pith_mirror_manifest", "public_key": OTHER.entry()}).encode(),
        OTHER.raw.hex().encode() + b"\n",
        OTHER.entry()["public_key_b64"].encode(),
        b"ssh-ed25519 " + b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + OTHER.raw) + b" me\n",
    ],
    ids=["public_keys", "one entry", "manifest", "hex", "base64", "OpenSSH"],
)
def test_key_file_of_every_form_is_taken(inspector: Program, content: bytes) -> None:
    (inspector.folder / "key").write_bytes(content)
    assert inspector("keys", "trust", "key", "--yes").code == VERIFIED
    assert standings(inspector)[OTHER.fingerprint] == "trusted"
    assert inspector("verify", vector("unknown-key")).code == VERIFIED


@pytest.mark.parametrize(("answer", "changed"), [(b"y\n", True), (b"n\n", False), (b"", False)])
def test_without_yes_the_user_is_asked(inspector: Program, answer: bytes, changed: bool) -> None:
    ended = inspector("keys", "trust", vector("other-keys"), stdin=answer)
    assert (ended.code == VERIFIED) is changed
    assert ended.out == b""
    assert OTHER.fingerprint[:4] in ended.notes, "the fingerprint is shown before it is trusted"
    assert (OTHER.fingerprint in standings(inspector)) is changed


def test_number_of_keys_is_said_where_a_file_given_for_one_run_holds_several(
    inspector: Program,
) -> None:
    (inspector.folder / "two").write_text(
        f'{{"public_keys":{json.dumps([OWN.entry(), OTHER.entry()])}}}'
    )
    ended = inspector("verify", "--trust", "two", vector("good"))
    assert "“two” holds 2 keys; all are trusted in this run" in ended.notes
    one = inspector("verify", "--trust", vector("other-keys"), vector("good"))
    assert "trusted in this run" not in one.notes


def test_unusable_key_file_changes_nothing(inspector: Program, own_settings: Path) -> None:
    for name in (vector("not-pith"), "missing", vector("key.encoding")):
        assert inspector("keys", "trust", name, "--yes").code == UNREADABLE
    assert not (own_settings / "keys.json").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema":"pith-inspector/keys/1","keys":[1]}']
)
def test_damaged_list_is_told_and_left_as_it_is(
    inspector: Program, own_settings: Path, content: bytes
) -> None:
    own_settings.mkdir(parents=True)
    (own_settings / "keys.json").write_bytes(content)
    assert inspector("keys", "list").code == UNREADABLE
    assert inspector("keys", "trust", vector("other-keys"), "--yes").code == UNREADABLE
    assert inspector("verify", vector("good")).code == USAGE
    assert inspector("verify", "--no-default-trust", vector("good")).code == UNPROVEN
    assert (own_settings / "keys.json").read_bytes() == content


def put_in_place(path: Path, what: str) -> None:
    """Put something that is no list at the path of the list."""
    path.parent.mkdir(parents=True)
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a folder":
        path.mkdir()
    elif what == "a link to nothing":
        path.symlink_to(path.with_name("missing.json"))
    elif what == "a link to itself":
        path.symlink_to(path)
    elif what == "a link to a device":
        path.symlink_to("/dev/zero")
    elif what == "a folder that is a link to nothing":
        path.parent.rmdir()
        path.parent.symlink_to("missing")
    elif what == "a file that may not be read":
        path.touch(0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize(
    "what",
    [
        "a pipe",
        "a folder",
        "a link to nothing",
        "a link to itself",
        "a link to a device",
        "a folder that is a link to nothing",
        "a file that may not be read",
    ],
)
def test_what_is_no_list_is_never_an_empty_one(
    inspector: Program, own_settings: Path, what: str, request: pytest.FixtureRequest
) -> None:
    """Otherwise a distrusted key would count as unknown, or the shipped one as trusted."""
    if what == "a file that may not be read":
        request.getfixturevalue("no_root")
    put_in_place(own_settings / "keys.json", what)
    place = own_settings / "keys.json" if own_settings.exists() else own_settings
    before = os.lstat(place)
    shipped = sample_path(BUNDLE)
    for arguments, code in (
        (("keys", "list"), UNREADABLE),
        (("keys", "trust", vector("other-keys"), "--yes"), UNREADABLE),
        (("keys", "distrust", PITH, "--yes"), UNREADABLE),
        (("verify", shipped), USAGE),
        (("diff", shipped, shipped), USAGE),
        (("open", shipped), USAGE),
        (("verify", "--no-default-trust", shipped), UNPROVEN),
    ):
        ended = inspector(*arguments)
        assert ended.code == code, arguments
        assert (code == UNPROVEN) or "The list of keys cannot be read" in ended.notes
        assert (code == UNPROVEN) or not ended.out
    after = os.lstat(place)
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


@pytest.fixture
def seen(own_settings: Path) -> Path:
    """Another key, and one with the name of ours, seen by a window; returns the list's path."""
    path = own_settings / "keys.json"
    met = [
        SeenKey(PublicKey.of(key.key_id, key.raw), ("registry.example",))
        for key in (OTHER, IMPOSTOR)
    ]
    note_seen(met, "a\u202e.json, inside the bundle", path)
    return path


def test_seen_keys_are_a_group_of_their_own(inspector: Program, seen: Path) -> None:
    assert inspector("keys", "distrust", vector("trusted-keys"), "--yes").code == VERIFIED
    ended = inspector("keys", "list")
    headings = [line for line in ended.text.splitlines() if not line.startswith(" ")]
    assert headings == ["Trusted: 1", "Seen, not trusted: 2", "Distrusted: 1"]
    rows = ended.text.splitlines()
    called = "documents call its signer pith.science"
    end = "shipped with Pith Inspector  came with the program, not compared"
    assert rows[1].endswith(f"{PITH}  {called}  {end}")
    assert "registry.example" in rows[3]
    assert "a\\u202e.json, inside the bundle" in rows[3]
    assert standings(inspector)[OTHER.fingerprint] == "unknown"


def test_seen_key_is_trusted_by_its_fingerprint_alone(inspector: Program, seen: Path) -> None:
    document = vector("unknown-key")
    assert inspector("verify", document).code == UNPROVEN
    ended = inspector("keys", "trust", OTHER.key_id, "--yes")
    assert ended.code == UNREADABLE
    assert "named by its fingerprint" in ended.notes
    spaced = " ".join(PublicKey.of("", OTHER.raw).groups).upper()
    assert inspector("keys", "trust", spaced, "--yes").code == VERIFIED
    assert inspector("verify", document).code == VERIFIED
    (entry,) = [
        entry
        for entry in inspector("keys", "list", "--json").reports
        if entry["fingerprint"] == OTHER.fingerprint
    ]
    assert entry["signers"] == ["registry.example"]
    assert entry["origin"] == "a\u202e.json, inside the bundle", "where it was first met"


def test_name_that_a_seen_key_bears_too_means_the_users_own(inspector: Program, seen: Path) -> None:
    """Otherwise a document could get its key trusted under another's name."""
    assert inspector("keys", "trust", vector("trusted-keys"), "--yes").code == VERIFIED
    assert inspector("keys", "distrust", OWN.key_id, "--yes").code == VERIFIED
    assert inspector("keys", "trust", OWN.key_id, "--yes").code == VERIFIED
    found = standings(inspector)
    assert found[OWN.fingerprint] == "trusted"
    assert found[IMPOSTOR.fingerprint] == "unknown"


def test_key_file_that_a_seen_key_is_named_after_is_read(
    inspector: Program, own_settings: Path
) -> None:
    (inspector.folder / "key.hex").write_text(OWN.raw.hex())
    note_seen([SeenKey(PublicKey.of("key.hex", OTHER.raw))], "", own_settings / "keys.json")
    assert inspector("keys", "trust", "key.hex", "--yes").code == VERIFIED
    assert standings(inspector)[OWN.fingerprint] == "trusted"
    assert standings(inspector)[OTHER.fingerprint] == "unknown"


def test_command_line_remembers_no_key_that_it_sees(inspector: Program, own_settings: Path) -> None:
    assert inspector("verify", vector("unknown-key")).code == UNPROVEN
    assert inspector("open", vector("unknown-key")).code == UNPROVEN
    assert not own_settings.exists()


def test_name_that_documents_give_a_signer_says_nothing_of_another_key(
    inspector: Program, own_settings: Path
) -> None:
    trusted = [SeenKey(PublicKey.of(OWN.key_id, OWN.raw), ("registry.example",))]
    note_seen(trusted, "", own_settings / "keys.json")
    assert inspector("keys", "trust", OWN.fingerprint, "--yes").code == VERIFIED
    ended = inspector("verify", vector("unknown-key"))
    assert ended.code == UNPROVEN
    assert "registry.example is known" not in ended.text
    assert "This key is not in your list." in ended.text


def test_a_key_file_is_remembered_by_its_whole_path_byte_for_byte(inspector: Program) -> None:
    (inspector.folder / "own.hex").write_text("ab" * 32)
    odd = os.fsencode(inspector.folder) + b"/caf\xe9.hex"
    try:
        with open(odd, "w") as file:
            file.write("cd" * 32)
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    for name in ("own.hex", os.path.basename(os.fsdecode(odd))):
        assert inspector("keys", "trust", "--yes", name).code == VERIFIED
    listed = inspector("keys", "list")
    assert str(inspector.folder / "own.hex") in listed.text
    assert f"$'{inspector.folder}/caf\\xe9.hex'" in listed.text
    entries = inspector("keys", "list", "--json").reports
    assert odd in [os.fsencode(read_back(entry["origin"])) for entry in entries]


# --- key files of one run -----------------------------------------------------------------


@pytest.mark.parametrize("way", ["-", "/dev/stdin"])
def test_key_file_may_come_from_standard_input(inspector: Program, way: str) -> None:
    if way != "-" and not Path(way).exists():
        pytest.skip("no such device")
    key = vector("trusted-keys").read_bytes()
    ended = inspector("verify", "--trust", way, vector("good"), stdin=key)
    assert ended.code == VERIFIED


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_key_file_may_be_a_process_of_the_shell(inspector: Program) -> None:
    script = '"$0" -m inspector verify --trust <(cat "$1") "$2"'
    ended = subprocess.run(
        ["bash", "-c", script, sys.executable, vector("trusted-keys"), vector("good")],
        cwd=inspector.folder,
        env=dict(inspector.environment),
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    assert ended.returncode == VERIFIED


def test_key_file_that_cannot_be_used_is_wrong_usage_by_its_name(inspector: Program) -> None:
    (inspector.folder / "folder").mkdir()
    (inspector.folder / "large").write_bytes(b" " * 10_000_001)
    (inspector.folder / "weak").write_text("00" * 32)
    (inspector.folder / "ssh.pub").write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me\n")
    for name, words in (
        ("folder", "is a folder"),
        ("missing", "There is no file"),
        ("large", "10,000,000"),
        ("weak", "anybody can sign"),
        ("ssh.pub", "The OpenSSH public key is damaged"),
        ("/dev/zero", "is a device"),
    ):
        ended = inspector("verify", "--trust", name, vector("good"))
        assert ended.code == USAGE, name
        assert f"--trust {name}: " in ended.notes
        assert words in ended.notes
        assert not ended.out


@pytest.mark.parametrize("name", ["https://a.example/key.json", "pith:M5BNRHPU", "1711.04623"])
def test_keys_that_would_have_to_be_fetched_are_refused_for_that(
    inspector: Program, name: str
) -> None:
    ended = inspector("verify", "--trust", name, vector("good"))
    assert ended.code == USAGE
    assert "Keys are read from a file, and never fetched" in ended.notes
    ended = inspector("keys", "trust", name, "--yes")
    assert "offline" not in ended.notes


OWN_TRUST = "is given as its own trust"


def test_document_that_is_its_own_trust_is_said_so(inspector: Program) -> None:
    good = vector("good")
    copy = inspector.folder / "copy.json"
    copy.write_bytes(good.read_bytes())
    (inspector.folder / "copy.json.gz").write_bytes(gzip.compress(good.read_bytes()))
    indented = inspector.folder / "indented.json"
    indented.write_text(json.dumps(json.loads(good.read_bytes()), indent=4, sort_keys=True))
    with ZipFile(inspector.folder / "copy.zip", "w") as archive:
        archive.write(indented, "a.json")
    for trusted, source in (
        *((good, good), (good, copy), ("copy.json.gz", good), (good, "-")),
        *((good, indented), (indented, good), ("copy.zip", good)),
    ):
        ended = inspector("verify", "--json", "--trust", trusted, source, stdin=good.read_bytes())
        assert ended.notes.count(OWN_TRUST) == 1, (trusted, source)
        assert len(ended.reports) == 1
    ended = inspector("diff", "--trust", good, vector("unknown-key"), good)
    assert ended.notes.count(OWN_TRUST) == 1
    for other in (vector("unknown-key"), vector("good-state")):
        assert OWN_TRUST not in inspector("verify", "--trust", good, other).notes
    assert OWN_TRUST not in inspector("verify", "--trust", vector("trusted-keys"), good).notes


@pytest.mark.parametrize("key_id", [PITH, PITH.upper(), f" {PITH}\u3164", "\uff50ith-v1-2026-05"])
def test_key_with_the_id_of_another_trusted_key_is_said_so(inspector: Program, key_id: str) -> None:
    (inspector.folder / "key.json").write_text(json.dumps(OTHER.entry() | {"key_id": key_id}))
    both = ("8d4b 5ee7 4e46 93bc d1df 2446 408b 0d54", " ".join(PublicKey.of("", OTHER.raw).groups))
    ended = inspector("verify", "--trust", "key.json", vector("good"))
    assert ended.notes.count("Two keys have the id") == 1
    assert all(fingerprint in ended.notes for fingerprint in both)
    asked = inspector("keys", "trust", "key.json", stdin=b"n\n")
    assert asked.notes.index("Two keys have the id") < asked.notes.index("Trust it?")
    alone = inspector("verify", "--no-default-trust", "--trust", "key.json", vector("good"))
    assert "Two keys" not in alone.notes
    assert "Two keys" not in inspector("keys", "distrust", "key.json", "--yes").notes


def test_two_key_files_with_one_id_are_said_so(inspector: Program) -> None:
    for name, key in (("one.json", OWN), ("other.json", IMPOSTOR)):
        (inspector.folder / name).write_text(json.dumps(key.entry()))
    files = ("--trust", "one.json", "--trust", "other.json", "--trust", "one.json")
    assert inspector("verify", *files, vector("good")).notes.count("Two keys have the id") == 1


def test_end_of_a_key_and_unknown_members_go_through_the_list(inspector: Program) -> None:
    entry = OWN.entry() | {"rotates_at": "2027-01-01T00:00:00Z", "revoked_at": "2026-06-01"}
    (inspector.folder / "key.json").write_text(json.dumps(entry))
    ended = inspector("keys", "trust", "key.json", stdin=b"y\n")
    assert "rotates_at 2027-01-01T00:00:00Z  revoked_at" in ended.notes
    for command in ("distrust", "trust"):  # by fingerprint: the list knows
        assert inspector("keys", command, OWN.fingerprint, "--yes").code == VERIFIED
    (listed,) = [
        one
        for one in inspector("keys", "list", "--json").reports
        if one["fingerprint"] == OWN.fingerprint
    ]
    assert listed["rotates_at"] == "2027-01-01T00:00:00Z"
    assert listed["unknown_members"] == ["revoked_at"]
    assert "rotates_at 2027-01-01T00:00:00Z" in inspector("keys", "list").text


def test_weak_key_is_not_trusted_and_not_distrusted(inspector: Program, own_settings: Path) -> None:
    (inspector.folder / "zero.key").write_text("00" * 32)
    for command in ("trust", "distrust"):
        ended = inspector("keys", command, "zero.key", "--yes")
        assert ended.code == UNREADABLE
        assert "anybody can sign with it" in ended.notes
    assert not (own_settings / "keys.json").exists()


def test_picture_is_refused_where_the_list_cannot_be_read(
    inspector: Program, own_settings: Path
) -> None:
    """A picture cannot show the warning that a window gives."""
    (own_settings / "keys.json").mkdir(parents=True)
    ended = inspector("open", "--screenshot", "out.png", vector("good"))
    assert ended.code == USAGE
    assert "The list of keys cannot be read" in ended.notes
    assert not (inspector.folder / "out.png").exists()


# --- how a key was compared -------------------------------------------------------------------


def comparisons(inspector: Program) -> dict[str, str]:
    listed = inspector("keys", "list", "--json").reports
    return {one["fingerprint"]: one["comparison"] and one["comparison"]["by"] for one in listed}


@pytest.mark.parametrize("way", [("--yes",), ()])
def test_key_that_is_trusted_without_a_comparison_is_listed_as_that(
    inspector: Program, way: tuple[str, ...]
) -> None:
    assert inspector("keys", "trust", vector("other-keys"), *way, stdin=b"y\n").code == VERIFIED
    (row,) = (line for line in inspector("keys", "list").text.splitlines() if OTHER.key_id in line)
    assert "  trusted without a comparison, 2" in row
    assert comparisons(inspector)[OTHER.fingerprint] == "nothing"


def test_fingerprint_that_is_given_is_compared_and_kept_as_that(inspector: Program) -> None:
    spelled = " ".join(PublicKey.of("", OTHER.raw).groups).upper()
    ended = inspector("keys", "trust", vector("other-keys"), "--fingerprint", spelled, "--yes")
    assert ended.code == VERIFIED
    (row,) = (line for line in inspector("keys", "list").text.splitlines() if OTHER.key_id in line)
    assert "  fingerprint compared 2" in row
    assert row.endswith("UTC, given on the command line")
    assert comparisons(inspector) == {
        OTHER.fingerprint: "argument",
        "8d4b5ee74e4693bcd1df2446408b0d54": "shipped",
    }


@pytest.mark.parametrize(
    "given",
    [
        *("", OTHER.fingerprint[:31], OTHER.fingerprint[:16], OTHER.fingerprint + "0"),
        *(OWN.fingerprint, OTHER.raw.hex(), OTHER.fingerprint.replace("a", "\u0430")),
        f"\u202e{OTHER.fingerprint}",
    ],
)
def test_part_of_a_fingerprint_and_another_one_change_nothing(
    inspector: Program, given: str
) -> None:
    ended = inspector("keys", "trust", vector("other-keys"), "--fingerprint", given, "--yes")
    assert ended.code == UNREADABLE
    assert "not all 32 digits of its fingerprint: nothing was changed" in ended.notes
    assert OTHER.fingerprint not in standings(inspector)


def test_key_of_which_a_file_has_two_entries_is_one(inspector: Program) -> None:
    entries = [OWN.entry(), OWN.entry() | {"key_id": "another-id"}]
    (inspector.folder / "twice").write_text(json.dumps({"public_keys": entries}))
    ended = inspector("keys", "trust", "twice", "--fingerprint", OWN.fingerprint, "--yes")
    assert ended.code == VERIFIED, ended.notes
    assert "Your list keeps one id of a key; another-id is not in it." in ended.notes
    assert inspector("verify", vector("good")).code == VERIFIED
    assert (
        "trusted in this run" not in inspector("verify", "--trust", "twice", vector("good")).notes
    )


def test_one_fingerprint_is_not_for_several_keys(inspector: Program) -> None:
    file = inspector.folder / "two"
    file.write_text(f'{{"public_keys":{json.dumps([OWN.entry(), OTHER.entry()])}}}')
    ended = inspector("keys", "trust", "two", "--fingerprint", OWN.fingerprint, "--yes")
    assert ended.code == UNREADABLE
    assert "A fingerprint is of one key; here are 2" in ended.notes
    assert OWN.fingerprint not in standings(inspector)
