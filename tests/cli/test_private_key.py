"""Nothing of a private key leaves the program, whatever is asked of the document that holds it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FAILED, UNREADABLE, Ended
from tests.conftest import BUNDLE, sample

SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="


def bundle() -> Any:
    value = json.loads(sample(BUNDLE))
    value["public_keys"][0]["private_key_b64"] = SECRET
    return value


HOLDERS: list[Callable[[], Any]] = [
    lambda: bundle()["public_keys"][0],
    lambda: {"public_keys": bundle()["public_keys"]},
    lambda: {"manifest_type": "pith_mirror_manifest", "signing_key": bundle()["public_keys"][0]},
    lambda: {"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": SECRET},
]
COMMANDS = [
    *(("verify",), ("verify", "--json"), ("ls",), ("ls", "--json"), ("canonical",)),
    *(("canonical", "--pointer", "/private_key_b64"), ("merge",), ("diff", BUNDLE)),
    *(("diff", "--json", BUNDLE), ("report", "-o", "out.html"), ("report", "-o", "out.json")),
]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_shows_a_private_key(
    within: Callable[..., Ended],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    holder: Callable[[], Any],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("left.json").write_bytes(sample(BUNDLE))
    Path("a.json").write_text(json.dumps(holder()))
    ended = within(*("left.json" if one == BUNDLE else one for one in command), "a.json")
    assert ended.code == UNREADABLE
    told = ended.out + ended.err
    assert b"private" in told
    for data in (told, *(path.read_bytes() for path in tmp_path.glob("out.*"))):
        assert SECRET.encode() not in data


def test_bundle_with_a_private_key_is_judged_like_one_with_any_other_member_more(
    within: Callable[..., Ended], tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(bundle()))
    ended = within("verify", path)
    assert ended.code == FAILED
