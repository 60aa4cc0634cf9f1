"""``diff`` as a process: exit code, JSON, JSON Patch, text."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonpatch
import pytest

from inspector.cli.main import run
from inspector.jobs.session import WindowRequest
from tests.cli.conftest import TRUST, UNREADABLE, USAGE, Ended, Program, vector
from tests.conftest import BUNDLE, RECORD, STATE, sample, sample_path
from tests.unit.compare.documents import changed_state, longer_bundle
from tests.vectors.keys import Object
from tests.vectors.sealing import canonical
from tests.vectors.vector import made_after, put, text

SAME, DIFFERENT = 0, 1
GOOD, SORTED, STATE_OF_IT, CHANGED, EVERY, CUT = (
    vector(name)
    for name in (
        *("good", "sorted", "good-state"),
        *("payload-changed", "every-event-type", "truncated"),
    )
)
HOSTILE = "\x1b[31m\u202eevil\u200b"


def compared(inspector: Program, *arguments: str | Path, **more: Any) -> dict[str, Any]:
    (found,) = inspector("diff", "--json", *TRUST, *arguments, **more).reports
    return found


def written(inspector: Program, name: str, value: Object) -> Path:
    path = inspector.folder / name
    path.write_bytes(text(value))
    return path


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        (GOOD, GOOD, SAME),
        (GOOD, SORTED, SAME),
        (GOOD, STATE_OF_IT, SAME),
        (GOOD, CHANGED, DIFFERENT),
        (GOOD, EVERY, DIFFERENT),
        (GOOD, vector("good-record"), SAME),
        (sample_path(BUNDLE), sample_path(STATE), DIFFERENT),
        (sample_path(RECORD), sample_path(STATE), DIFFERENT),
        (GOOD, CUT, UNREADABLE),
        (Path("missing.json"), GOOD, UNREADABLE),
        (GOOD, vector("signing-key"), UNREADABLE),
    ],
)
def test_exit_code_says_whether_something_differs(
    inspector: Program, left: Path, right: Path, code: int
) -> None:
    for_people = inspector("diff", left, right)
    for_scripts = inspector("diff", "--json", left, right)
    patch = inspector("diff", "--patch", left, right)
    assert [ended.code for ended in (for_people, for_scripts, patch)] == [code] * 3
    assert for_scripts.reports[0]["identical"] is (code == SAME)
    assert for_people.text
    assert bool(patch.out) is (code != UNREADABLE)
    for ended in (for_people, for_scripts, patch):
        assert bool(ended.err) is (code == UNREADABLE)


def test_verdict_does_not_decide(inspector: Program) -> None:
    assert inspector("diff", CHANGED, CHANGED).code == SAME


def test_json_has_the_members_of_the_contract(inspector: Program) -> None:
    left = written(inspector, "left.json", changed_state())
    right = written(inspector, "right.json", longer_bundle())
    found = compared(inspector, left, right)
    assert list(found) == [
        *("schema", "left", "right", "record", "identical", "counts", "changes", "checks", "parts")
    ]
    assert found["schema"] == "pith-inspector/diff/1"
    assert found["counts"] == {"added": 12, "removed": 0, "changed": 4, "moved": 0}
    assert (found["left"]["source"], found["right"]["source"]) == (str(left), str(right))
    assert (found["left"]["verdict"], found["right"]["verdict"]) == ("failed", "verified")
    ended = inspector("diff", *TRUST, left, right)
    assert ended.text.splitlines()[0] == (
        "Same record. 12 added, 4 changed. The left is failed, the right is verified."
    )


def test_sources_are_never_written(inspector: Program) -> None:
    left = written(inspector, "left.json", changed_state())
    before = left.read_bytes(), left.stat().st_mtime_ns
    inspector("diff", left, EVERY, "--patch")
    assert (left.read_bytes(), left.stat().st_mtime_ns) == before
    assert [path.name for path in inspector.folder.iterdir()] == ["left.json"]


def test_trust_of_this_run_decides_the_verdicts(inspector: Program) -> None:
    verdicts = [
        {found["left"]["verdict"], found["right"]["verdict"]}
        for found in (
            compared(inspector, GOOD, SORTED),
            inspector("diff", "--json", GOOD, SORTED).reports[0],
        )
    ]
    assert verdicts == [{"verified"}, {"unproven"}]


# --- one side from elsewhere ------------------------------------------------------------------


def test_one_side_comes_from_standard_input(inspector: Program) -> None:
    for arguments in (("-", GOOD), (GOOD, "-")):
        assert inspector("diff", *arguments, stdin=SORTED.read_bytes()).code == SAME
    ended = inspector("diff", "-", "-", stdin=GOOD.read_bytes())
    assert (ended.code, ended.out) == (USAGE, b"")


def test_bundle_has_the_state_that_merge_gives(inspector: Program) -> None:
    merged = inspector("merge", GOOD).out
    assert inspector("diff", GOOD, "-", stdin=merged).code == SAME


# --- the history ------------------------------------------------------------------------------


def test_states_after_two_events_are_compared(inspector: Program) -> None:
    found = compared(inspector, EVERY, EVERY, "--at", "3", "--at", "5")
    assert found["counts"] == {"added": 4, "removed": 0, "changed": 3, "moved": 0}
    assert (found["left"]["at"], found["right"]["at"]) == (3, 5)
    assert found["parts"] == [{"left": "", "right": ""}]
    assert found["checks"] == []


def test_state_after_all_events_is_the_one_that_the_bundle_carries(inspector: Program) -> None:
    assert inspector("diff", EVERY, EVERY, "--at", "9").code == SAME
    assert inspector("diff", EVERY, EVERY, "--at", "8").code == DIFFERENT
    assert inspector("diff", vector("state.merge"), vector("state.merge"), "--at", "2").code == (
        DIFFERENT
    )
    assert inspector("diff", GOOD, STATE_OF_IT, "--at", "2").code == SAME


@pytest.mark.parametrize(
    "arguments",
    [
        (GOOD, GOOD, "--at", "3"),
        (GOOD, GOOD, "--at", "1", "--at", "3"),
        (GOOD, GOOD, "--at", "0"),
        (GOOD, GOOD, "--at", "-1"),
        (GOOD, GOOD, "--at", "one"),
        (GOOD, GOOD, "--at", "1", "--at", "1", "--at", "1"),
        (GOOD, CHANGED, "--ignore", "events"),
        (GOOD, CHANGED, "--ignore", "/a~2"),
        (GOOD, CHANGED, "--json", "--patch"),
        (GOOD,),
        (GOOD, GOOD, GOOD),
        (GOOD, GOOD, "--trust", "missing.json"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    inspector: Program, arguments: tuple[str, ...]
) -> None:
    for form in ((), ("--json",)):
        ended = inspector("diff", *form, *arguments)
        assert (ended.code, ended.out) == (USAGE, b"")
        assert "Usage: " in ended.notes


def test_state_that_cannot_be_computed_leaves_the_other_side(inspector: Program) -> None:
    ended = inspector("diff", "--json", vector("superseded"), GOOD, "--at", "3")
    assert ended.code == UNREADABLE
    (found,) = ended.reports
    assert found["left"]["error"]["code"] == "merge_unknown"
    assert (found["left"]["document"], found["right"]["document"]) == ("bundle", "bundle")
    assert "superseded.json" in ended.notes
    ended = inspector("diff", "--json", STATE_OF_IT, GOOD, "--at", "1")
    assert (ended.code, ended.reports[0]["left"]["error"]["code"]) == (UNREADABLE, "wrong_document")


# --- what is left aside -----------------------------------------------------------------------


def test_ignored_places_do_not_count(inspector: Program) -> None:
    authors = "/events/1/payload/graph_snapshot/paper/authors_text"
    for pointer in (authors, "/events/1", ""):
        ended = inspector("diff", "--json", GOOD, CHANGED, "--ignore", pointer)
        assert (ended.code, ended.reports[0]["ignored"]) == (SAME, 1)
        assert ended.reports[0]["changes"] == []
    found = compared(inspector, EVERY, GOOD, "--ignore", "/state", "--ignore", "/nowhere")
    assert found["ignored"] > 0
    assert found["changes"]
    assert not any("/state" in (change["left_path"] or "") for change in found["changes"])


# --- the patch --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"), [(GOOD, CHANGED), (GOOD, EVERY), (EVERY, GOOD), (GOOD, SORTED)]
)
def test_patch_makes_of_the_left_what_the_right_is(
    inspector: Program, left: Path, right: Path
) -> None:
    ended = inspector("diff", "--patch", left, right)
    operations = json.loads(ended.out)
    lines = ended.text.splitlines()
    assert ended.text == "[]\n" if not operations else lines[0] + lines[-1] == "[]"
    assert [json.loads(line.removesuffix(",")) for line in lines[1:-1]] == operations
    done = jsonpatch.apply_patch(json.loads(left.read_bytes()), operations)
    assert canonical(done) == canonical(json.loads(right.read_bytes()))


def test_patch_leaves_out_what_is_ignored(inspector: Program) -> None:
    ended = inspector("diff", "--patch", GOOD, CHANGED, "--ignore", "/events")
    assert (ended.code, ended.out) == (SAME, b"[]\n")


def test_patch_holds_numbers_as_they_are_written(inspector: Program) -> None:
    odd = made_after(put("source", "version")(10**400))
    right = written(inspector, "odd.json", odd)
    operations = json.loads(inspector("diff", "--patch", GOOD, right).out)
    assert [operation["value"] for operation in operations] == [10**400]


# --- hostile text -----------------------------------------------------------------------------


def test_hostile_text_is_printed_with_escapes_only(inspector: Program) -> None:
    hostile = made_after(put("source", HOSTILE)(HOSTILE))
    right = written(inspector, "right.json", hostile)
    for left in (GOOD, Path(f"{HOSTILE}.json")):
        ended = inspector("diff", left, right)
        assert "\\u001b[31m\\u202eevil\\u200b" in ended.text
        shown = ended.text + ended.notes
        assert all(character.isprintable() or character == "\n" for character in shown)


def test_file_name_that_is_no_text_is_shown_and_written_as_escapes(inspector: Program) -> None:
    name = os.fsencode(inspector.folder) + b"/caf\xe9\x1b.json"
    try:
        with open(name, "wb") as file:
            file.write(sample(BUNDLE))
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    for form in ("--json", "--offline"):
        done = subprocess.run(
            [*inspector.command("diff", form), os.fsdecode(name), sample_path(BUNDLE)],
            capture_output=True,
            env=dict(inspector.environment),
            check=False,
        )
        ended = Ended(done.returncode, done.stdout, done.stderr)
        assert ended.code == SAME
        assert b"\x1b" not in ended.out
        assert b"caf" in ended.out


# --- open --compare ---------------------------------------------------------------------------


def test_open_without_a_display_prints_the_same_comparison(inspector: Program) -> None:
    for left, right, code in ((GOOD, CHANGED, DIFFERENT), (GOOD, SORTED, SAME)):
        ended = inspector("open", "--compare", left, right, *TRUST)
        assert ended.code == code
        assert ended.out == inspector("diff", *TRUST, left, right).out
        assert "display" in ended.notes
    assert inspector("open", "--compare", GOOD, CUT).code == UNREADABLE


@pytest.mark.parametrize("sources", [(), (GOOD,), (GOOD, GOOD, GOOD), ("-", "-")])
def test_open_compares_two_sources_and_no_other_number(
    inspector: Program, sources: tuple[Path, ...]
) -> None:
    ended = inspector("open", "--compare", *sources)
    assert (ended.code, ended.out) == (USAGE, b"")


def test_window_is_asked_to_compare_and_never_joins_another(
    own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    asked: list[WindowRequest] = []

    def window(request: WindowRequest) -> int:
        asked.append(request)
        return 0

    sources = (str(GOOD), str(CHANGED))
    assert run(["open", "--compare", *sources], window) == 0
    assert run(["open", *sources], window) == 0
    assert [(request.compare, request.joins) for request in asked] == [(True, False), (False, True)]
    assert asked[0].sources == sources
