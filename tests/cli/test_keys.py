"""``keys``: the user's own list, and what it does to verdicts."""

import json
from pathlib import Path

import pytest

from inspector.jobs.trust_store import note_seen
from inspector.verify.signers import Signer
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
    ],
    ids=["public_keys", "one entry", "manifest", "hex", "base64"],
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


@pytest.fixture
def seen(own_settings: Path) -> Path:
    """Another key, and one that bears the name of ours, met by a window; the list they are in."""
    path = own_settings / "keys.json"
    met = [
        Signer(PublicKey.of(key.key_id, key.raw), ("registry.example",))
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
    assert rows[1].endswith(f"{PITH}  signs as pith.science  shipped with Pith Inspector")
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
    """Else a document could have its key trusted under the name of another."""
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
    note_seen([Signer(PublicKey.of("key.hex", OTHER.raw))], "", own_settings / "keys.json")
    assert inspector("keys", "trust", "key.hex", "--yes").code == VERIFIED
    assert standings(inspector)[OWN.fingerprint] == "trusted"
    assert standings(inspector)[OTHER.fingerprint] == "unknown"


def test_command_line_remembers_no_key_that_it_sees(inspector: Program, own_settings: Path) -> None:
    assert inspector("verify", vector("unknown-key")).code == UNPROVEN
    assert inspector("open", vector("unknown-key")).code == UNPROVEN
    assert not own_settings.exists()


def test_known_signer_with_a_new_key_is_told(inspector: Program, own_settings: Path) -> None:
    trusted = [Signer(PublicKey.of(OWN.key_id, OWN.raw), ("registry.example",))]
    note_seen(trusted, "", own_settings / "keys.json")
    assert inspector("keys", "trust", OWN.fingerprint, "--yes").code == VERIFIED
    ended = inspector("verify", vector("unknown-key"))
    assert ended.code == UNPROVEN
    assert "registry.example is known to you with other keys; compare the fingerprint" in ended.text
