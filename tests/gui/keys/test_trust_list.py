"""The user's list of keys in the window: shared with other processes, never changed unasked."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from traceback import walk_stack

import pytest
from filelock import FileLock

from inspector.errors import KeyFileError, SourceError, TrustStoreError
from inspector.gui.keys.trust_list import TrustList, TrustPreview, VerdictChange
from inspector.jobs import saving
from inspector.jobs.trust_file import read_store
from inspector.jobs.trust_store import read_list, shipped_keys
from inspector.verify.report import Verdict
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import public
from tests.gui.keys.desk import REGISTRY, WAIT, TrustDesk, is_in
from tests.vectors.builder import FOLDER
from tests.vectors.keys import IMPOSTOR, OTHER, OWN

SHIPPED = TrustedKeys(tuple(shipped_keys()))


def command_line(desk: TrustDesk, own_folders: Path, *arguments: str) -> None:
    """Another program on the same list."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(own_folders)}
    desk.path = own_folders / "pith-inspector" / "keys.json"
    subprocess.run(
        [sys.executable, "-m", "inspector", "keys", *arguments, "--yes"],
        env=environment,
        check=True,
        capture_output=True,
        timeout=300,
    )


def test_list_is_read_in_groups_and_writes_nothing(desk: TrustDesk) -> None:
    trust = desk.list()
    assert trust.trusted == SHIPPED
    assert trust.problem is None
    assert [known.key.key_id for known in trust.entries.of(Standing.TRUSTED)] == ["pith-v1-2026-05"]
    assert not desk.path.parent.exists()
    assert desk.changes == []


def test_what_the_user_says_is_written_and_told(desk: TrustDesk) -> None:
    trust = desk.list()
    said: list[tuple[Callable[[], object], Standing]] = [
        (lambda: trust.trust(public(OTHER), "here", [REGISTRY]), Standing.TRUSTED),
        (lambda: trust.distrust(public(OTHER)), Standing.DISTRUSTED),
        (lambda: trust.forget(public(OTHER)), Standing.UNKNOWN),
    ]
    for say, standing in said:
        with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
            say()
        assert trust.trusted.standing(OTHER.raw) is standing
        assert read_list(desk.path).trust == trust.trusted
    assert len(desk.changes) == 3
    assert desk.failures == []


def test_name_a_trusted_key_signs_under_is_kept_with_it(desk: TrustDesk) -> None:
    trust = desk.list()
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        trust.trust(public(OTHER), "here", [REGISTRY])
    (known,) = trust.trusted.of_key(OTHER.raw)
    assert (known.standing, known.signers) == (Standing.TRUSTED, (REGISTRY,))


def test_seen_key_is_listed_and_changes_no_verdict(desk: TrustDesk) -> None:
    trust = desk.list()
    desk.see(trust, desk.open(trust, OTHER))
    (known,) = trust.entries.of(Standing.UNKNOWN)
    assert known.key == public(OTHER)
    assert known.signers == (REGISTRY,)
    assert known.origin == "other.json, inside the bundle"
    assert desk.changes == []
    assert trust.trusted == SHIPPED


def test_key_seen_again_is_not_written_again(desk: TrustDesk) -> None:
    trust = desk.list()
    checked = desk.open(trust, OTHER)
    desk.see(trust, checked)
    before = desk.path.stat().st_mtime_ns
    with desk.qtbot.assertNotEmitted(trust.listed, wait=300):
        trust.note_seen(checked)
    assert desk.path.stat().st_mtime_ns == before


def test_other_programs_changes_are_taken_up(desk: TrustDesk, own_folders: Path) -> None:
    """Twice, since the watched file is a different one after the first."""
    desk.path = own_folders / "pith-inspector" / "keys.json"
    trust = desk.list()
    file = str(FOLDER / "other-keys.json")
    for command, standing in (
        ("trust", Standing.TRUSTED),
        ("distrust", Standing.DISTRUSTED),
        ("forget", Standing.UNKNOWN),
    ):
        with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
            command_line(desk, own_folders, command, file)
        assert trust.trusted.standing(OTHER.raw) is standing


def test_window_and_command_line_share_what_was_seen(desk: TrustDesk, own_folders: Path) -> None:
    desk.path = own_folders / "pith-inspector" / "keys.json"
    trust = desk.list()
    desk.see(trust, desk.open(trust, OTHER))
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        command_line(desk, own_folders, "trust", OTHER.fingerprint)
    (known,) = trust.trusted.of_key(OTHER.raw)
    assert (known.standing, known.signers) == (Standing.TRUSTED, (REGISTRY,))


def test_list_that_is_taken_away_leaves_the_shipped_key(desk: TrustDesk) -> None:
    desk.say(Standing.TRUSTED, OWN)
    trust = desk.list()
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        desk.path.unlink()
    assert trust.trusted == SHIPPED
    assert trust.problem is None


def test_damaged_list_is_told_left_and_taken_up_when_mended(desk: TrustDesk) -> None:
    desk.say(Standing.TRUSTED, OWN)
    desk.say(Standing.DISTRUSTED, IMPOSTOR)
    sound = desk.path.read_bytes()
    trust = desk.list(KnownKey(public(OTHER), Standing.TRUSTED, "given.json"))
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        desk.path.write_bytes(sound[:-20])
    problem = trust.problem
    assert isinstance(problem, TrustStoreError)
    assert [known.key for known in trust.trusted.known] == [public(IMPOSTOR)], (
        "nothing is trusted, not even what was given, and what was distrusted stays so"
    )
    assert trust.entries.entries == ()
    trust.trust(public(OTHER), "")
    desk.until(lambda: len(desk.failures) == 1)
    trust.note_seen(desk.open(trust, OTHER))
    desk.rest()
    assert desk.path.read_bytes() == sound[:-20]
    assert len(desk.failures) == 1, "said once, not with every document"
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        desk.path.write_bytes(sound)
    assert trust.problem is None
    assert trust.trusted.standing(OWN.raw) is Standing.TRUSTED


def test_folder_in_the_place_of_the_list_is_told(desk: TrustDesk) -> None:
    desk.path.mkdir(parents=True)
    trust = desk.list()
    assert trust.problem is not None
    assert "cannot be read" in str(trust.problem.message)
    assert trust.trusted == TrustedKeys()
    trust.trust(public(OTHER), "")
    desk.until(lambda: len(desk.failures) == 1)
    assert desk.path.is_dir()


def test_list_that_another_program_holds_is_told_and_nothing_lost(
    desk: TrustDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_LOCK_SECONDS", 0.1)
    desk.say(Standing.TRUSTED, OWN)
    trust = desk.list()
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(desk.path.with_suffix(".lock"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        trust.distrust(public(OWN))
        desk.until(lambda: len(desk.failures) == 1)
        assert "locked by another program" in str(desk.failures[0].message)
        trust.note_seen(desk.open(trust, OTHER))
        desk.until(lambda: len(desk.failures) == 2)
        holder.communicate()
    assert trust.problem is None, "reading needs no lock"
    assert [known.standing for known in read_store(desk.path)] == [Standing.TRUSTED]
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        trust.distrust(public(OWN))


def test_folder_that_cannot_be_written_is_told(desk: TrustDesk) -> None:
    (desk.folder / "settings").write_bytes(b"a file in the place of the folder")
    trust = desk.list()
    trust.trust(public(OTHER), "")
    desk.until(lambda: len(desk.failures) == 1)
    assert isinstance(desk.failures[0], TrustStoreError)
    assert trust.trusted == SHIPPED


def test_two_lists_at_once_lose_nothing(desk: TrustDesk) -> None:
    one, other = desk.list(), desk.list()
    keys = [PublicKey.of(f"key-{number}", bytes([number]) * 32) for number in range(2, 14)]
    for number, key in enumerate(keys):
        (one if number % 2 else other).trust(key, "")
    desk.until(lambda: len(one.trusted.known) == len(other.trusted.known) == 12 + 1)
    assert one.trusted == other.trusted
    assert {known.key for known in read_store(desk.path)} == set(keys)
    assert desk.failures == []


def test_imported_keys_are_candidates(desk: TrustDesk) -> None:
    trust = desk.list()
    found: list[list[PublicKey]] = []
    trust.imported.connect(found.append)
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        trust.import_file(str(FOLDER / "other-keys.json"))
    assert found == [[public(OTHER)]]
    assert is_in(trust.entries.of(Standing.UNKNOWN), OTHER)
    assert trust.entries.of(Standing.UNKNOWN)[0].origin == "other-keys.json"
    assert trust.trusted == SHIPPED
    assert desk.changes == []


@pytest.mark.parametrize(
    ("content", "error"), [(b"no key", KeyFileError), (b"{}", KeyFileError), (None, SourceError)]
)
def test_file_without_a_key_is_told(
    desk: TrustDesk, content: bytes | None, error: type[Exception]
) -> None:
    trust = desk.list()
    file = desk.folder / "key.json"
    if content is not None:
        file.write_bytes(content)
    trust.import_file(str(file))
    desk.until(lambda: len(desk.failures) == 1)
    assert isinstance(desk.failures[0], error)
    assert not desk.path.exists()


def test_given_key_is_trusted_whatever_is_forgotten(desk: TrustDesk) -> None:
    given = KnownKey(public(OWN), Standing.TRUSTED, "own.json")
    trust = desk.list(given)
    assert trust.is_given(public(OWN))
    assert not trust.is_given(public(OTHER))
    assert is_in(trust.entries.of(Standing.TRUSTED), OWN)
    desk.see(trust, desk.open(trust, OWN))
    assert trust.entries.of(Standing.UNKNOWN) == (), "it is trusted now, whatever is listed"
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        trust.forget(public(OWN))
    assert trust.trusted.standing(OWN.raw) is Standing.TRUSTED
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        trust.distrust(public(OWN))
    assert trust.trusted.standing(OWN.raw) is Standing.DISTRUSTED
    assert is_in(trust.entries.of(Standing.DISTRUSTED), OWN)


def test_run_without_a_list_reads_and_writes_none(desk: TrustDesk) -> None:
    given = KnownKey(public(OWN), Standing.TRUSTED, "own.json")
    trust = TrustList(desk.runner, None, (given,))
    trust.failed.connect(desk.failures.append)
    with desk.qtbot.waitSignal(trust.listed, timeout=WAIT):
        trust.start(TrustedKeys((given,)))
    assert trust.trusted.known == (given,)
    assert trust.entries.entries == (given,)
    trust.note_seen(desk.open(trust, OTHER))
    trust.trust(public(OTHER), "")
    trust.read()
    assert desk.failures == [trust.problem]


def trust_previewed(
    desk: TrustDesk, trust: TrustList, key: PublicKey, standing: Standing
) -> TrustPreview:
    with desk.qtbot.waitSignal(trust.trust_previewed, timeout=WAIT) as found:
        trust.preview_trust(desk.documents, key, standing)
    assert found.args is not None
    preview: TrustPreview = found.args[0]
    return preview


def test_what_would_follow_is_found_out_and_nothing_done(desk: TrustDesk) -> None:
    desk.say(Standing.TRUSTED, OWN, signers=(REGISTRY,))
    trust = desk.list()
    for key in (OWN, OTHER, IMPOSTOR):
        desk.open(trust, key)
    before = desk.path.read_bytes()
    unproven, verified, failed = Verdict.UNPROVEN, Verdict.VERIFIED, Verdict.FAILED
    nobody_to_impersonate = VerdictChange("impostor.json", failed, unproven)
    for key, standing, changes in (
        (OTHER, Standing.TRUSTED, [VerdictChange("other.json", unproven, verified)]),
        (OTHER, Standing.DISTRUSTED, [VerdictChange("other.json", unproven, failed)]),
        (OTHER, Standing.UNKNOWN, []),
        (OWN, Standing.TRUSTED, []),
        # The impostor's bundle stays failed: it then names a key that the user distrusts.
        (OWN, Standing.DISTRUSTED, [VerdictChange("own.json", verified, failed)]),
        (
            *(OWN, Standing.UNKNOWN),
            [VerdictChange("own.json", verified, unproven), nobody_to_impersonate],
        ),
        (IMPOSTOR, Standing.TRUSTED, [VerdictChange("impostor.json", failed, verified)]),
    ):
        found = trust_previewed(desk, trust, public(key), standing)
        assert found == TrustPreview(key.raw, standing, 3, tuple(changes))
    assert desk.path.read_bytes() == before
    assert desk.changes == []


def test_what_was_foreseen_is_what_follows(desk: TrustDesk) -> None:
    desk.say(Standing.TRUSTED, OWN, signers=(REGISTRY,))
    trust = desk.list()
    desk.open(trust, OTHER)
    (change,) = trust_previewed(desk, trust, public(OTHER), Standing.TRUSTED).changes
    with desk.qtbot.waitSignal(trust.changed, timeout=WAIT):
        trust.trust(public(OTHER), "")
    assert desk.open(trust, OTHER).report.verdict is change.after


def test_only_the_last_question_is_answered(desk: TrustDesk) -> None:
    trust = desk.list()
    desk.open(trust, OTHER)
    found: list[TrustPreview] = []
    trust.trust_previewed.connect(found.append)
    for standing in (Standing.TRUSTED, Standing.UNKNOWN, Standing.DISTRUSTED):
        trust.preview_trust(desk.documents, public(OTHER), standing)
    desk.until(lambda: bool(found))
    desk.rest()
    assert [one.standing for one in found] == [Standing.DISTRUSTED]
    trust.preview_trust(desk.documents, public(OTHER), Standing.TRUSTED)
    trust.stop_preview()
    desk.rest()
    assert len(found) == 1


def a_thread_waits_for_a_lock() -> bool:
    frames = [frame for top in sys._current_frames().values() for frame, _ in walk_stack(top)]
    return any("filelock" in Path(frame.f_code.co_filename).parts for frame in frames)


def test_lock_and_list_are_the_command_lines(desk: TrustDesk) -> None:
    """The same file with the same lock: a program that holds it is waited for."""
    trust = desk.list()
    desk.path.parent.mkdir(parents=True)
    with FileLock(desk.path.with_suffix(".lock")):
        trust.trust(public(OTHER), "")
        desk.until(a_thread_waits_for_a_lock)
        assert not desk.path.exists()
    desk.until(desk.path.exists)
    assert json.loads(desk.path.read_bytes())["keys"][0]["key_id"] == OTHER.key_id
