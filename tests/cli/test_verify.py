"""``verify``: verdict, exit code and report for every kind of source."""

import gzip
import io
import itertools
import json
import os
import shlex
import socket
import subprocess
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from inspector.cli.output import exit_code
from inspector.verify.report import Verdict
from tests.cli.conftest import (
    FAILED,
    TRUST,
    UNPROVEN,
    UNREADABLE,
    USAGE,
    VERIFIED,
    Program,
    vector,
)
from tests.conftest import BUNDLE, DATA, RECORD, STATE, sample, sample_path

NOT_WRITTEN = 69

GOOD, FORGED, UNKNOWN, CUT = (
    vector(name) for name in ("good", "event.signature", "unknown-key", "truncated")
)


@pytest.mark.parametrize(
    ("name", "code", "verdict"),
    [
        ("good", VERIFIED, "verified"),
        ("deep-payload", VERIFIED, "verified"),
        ("big-integers", VERIFIED, "verified"),
        ("key.trust", FAILED, "failed"),
        ("state.counts", FAILED, "failed"),
        ("events-null", FAILED, "failed"),
        ("good-state", UNPROVEN, "unproven"),
        ("signing-key", UNPROVEN, "unproven"),
        ("duplicate-name", UNREADABLE, "unreadable"),
        ("too-deep", UNREADABLE, "unreadable"),
        ("empty", UNREADABLE, "unreadable"),
    ],
)
def test_exit_code_is_that_of_the_verdict(
    inspector: Program, name: str, code: int, verdict: str
) -> None:
    for_people = inspector("verify", *TRUST, vector(name))
    for_scripts = inspector("verify", "--json", *TRUST, vector(name))
    assert for_people.code == for_scripts.code == code
    assert verdict in for_people.text.splitlines()[0].lower()
    assert for_scripts.reports[0]["verdict"] == verdict


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ((GOOD, GOOD), VERIFIED),
        ((GOOD, UNKNOWN), UNPROVEN),
        ((UNKNOWN, CUT, GOOD), UNREADABLE),
        ((CUT, UNKNOWN, FORGED), FAILED),
        ((Path("missing.json"), GOOD), UNREADABLE),
    ],
)
def test_worst_of_several_sources_decides(
    inspector: Program, sources: tuple[Path, ...], code: int
) -> None:
    ended = inspector("verify", "--json", *TRUST, *sources)
    assert ended.code == code
    assert [report["source"] for report in ended.reports] == list(map(str, sources))


def test_order_of_sources_and_what_stands_beside_the_worst_decide_nothing() -> None:
    worst_first = {
        None: 70,
        Verdict.FAILED: FAILED,
        Verdict.UNREADABLE: UNREADABLE,
        Verdict.UNPROVEN: UNPROVEN,
        Verdict.VERIFIED: VERIFIED,
    }
    for verdicts in itertools.product(worst_first, repeat=3):
        assert exit_code(list(verdicts)) == next(
            code for verdict, code in worst_first.items() if verdict in verdicts
        )


@pytest.mark.parametrize(
    ("name", "code"), [(BUNDLE, VERIFIED), (STATE, UNPROVEN), (RECORD, UNPROVEN)]
)
def test_real_documents_need_no_option(inspector: Program, name: str, code: int) -> None:
    assert inspector("verify", sample_path(name)).code == code


def test_json_is_one_object_a_line_with_the_members_of_the_contract(inspector: Program) -> None:
    report = inspector.report(sample_path(BUNDLE))
    assert list(report) == [
        *("schema", "program_version", "time", "source"),
        *("input_bytes", "input_sha256", "encoding", "text_sha256"),
        *("document", "pith_number", "verdict", "integrity", "trust"),
        *("obligations", "signers", "answered_by", "inside"),
        *("counts", "coverage", "checks", "error"),
    ]
    assert report["schema"] == "pith-inspector/report/2"
    assert report["coverage"]["leaves"] == 306
    assert len(report["coverage"]["uncovered"]) == 8


def test_json_on_bytes_that_are_no_document_has_their_hash_and_the_place(
    inspector: Program,
) -> None:
    page = b"\n <html><title>Sign in</title>"
    (report,) = inspector("verify", "--json", "-", stdin=page).reports
    assert (report["input_bytes"], report["input_sha256"]) == (len(page), sha256(page).hexdigest())
    assert report["error"]["code"] == "web_page"
    assert (report["error"]["line"], report["error"]["column"]) == (2, 2)


def test_file_name_that_is_no_utf8_comes_back_exact(inspector: Program, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path / "caf") + b"\xe9.json"
    Path(os.fsdecode(name)).write_bytes(b"")
    report = inspector.report(os.fsdecode(name))
    assert bytes.fromhex(report["source_bytes"]) == name


def test_nothing_fetched_is_said_in_place_of_a_verdict(inspector: Program) -> None:
    source = "https://pith.example/a.json"
    ended = inspector("verify", "--offline", source)
    assert ended.code == UNREADABLE
    said = ended.out.decode()
    assert "Nothing was fetched. “https://pith.example/a.json” is not fetched" in said
    assert "Unreadable" not in said
    assert inspector.report("--offline", source)["verdict"] == "unreadable"


def test_stdout_holds_data_alone(inspector: Program) -> None:
    ended = inspector("verify", "--json", *TRUST, GOOD, CUT, "missing.json", "-", stdin=b"{")
    assert len(ended.reports) == 4
    assert ended.err == b""


def test_document_comes_from_standard_input(inspector: Program) -> None:
    ended = inspector("verify", "--json", "-", stdin=sample(BUNDLE))
    assert (ended.code, ended.reports[0]["source"]) == (VERIFIED, "-")


def make_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep/good.json", GOOD.read_bytes())
        archive.writestr("forged.json", FORGED.read_bytes())


def make_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, source in (("deep/good.json", GOOD), ("forged.json", FORGED)):
            info = tarfile.TarInfo(name)
            info.size = source.stat().st_size
            archive.addfile(info, io.BytesIO(source.read_bytes()))


@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar.gz", make_tar)])
def test_members_of_archives_are_read_without_unpacking(
    inspector: Program, name: str, make: Any
) -> None:
    make(inspector.folder / name)
    for member, code in (("deep/good.json", VERIFIED), ("forged.json", FAILED), ("no", UNREADABLE)):
        assert inspector("verify", *TRUST, f"{name}!/{member}").code == code
    assert sorted(path.name for path in inspector.folder.iterdir()) == [name]


def test_gzipped_document_is_read(inspector: Program) -> None:
    (inspector.folder / "good.json.gz").write_bytes(gzip.compress(GOOD.read_bytes()))
    assert inspector("verify", *TRUST, "good.json.gz").code == VERIFIED


def test_bad_sources_have_errors_by_name(inspector: Program) -> None:
    large = inspector.folder / "large.json"
    large.touch()
    os.truncate(large, 300_000_000)
    (inspector.folder / "brackets.json").write_bytes(b"[" * 200_000)
    (inspector.folder / "cut.json").write_bytes(sample(BUNDLE)[: len(sample(BUNDLE)) // 2])
    (inspector.folder / "folder").mkdir()
    expected = {
        "large.json": "too_large",
        "brackets.json": "too_deep",
        "cut.json": "truncated",
        "folder": "is_folder",
        "missing.json": "file_missing",
        "http://pith.example/a.json": "url_refused",
        "pith:2017:TOOSHORT": "source_not_understood",
    }
    ended = inspector("verify", "--json", *expected)
    assert ended.code == UNREADABLE
    assert [report["error"]["code"] for report in ended.reports] == list(expected.values())
    for report in ended.reports:
        assert report["document"] is report["integrity"] is report["trust"] is None
        assert report["checks"] == []
        assert report["error"]["message"]


def test_file_that_may_not_be_read_is_an_error_by_name(inspector: Program, no_root: None) -> None:
    secret = inspector.folder / "secret.json"
    secret.write_bytes(GOOD.read_bytes())
    secret.chmod(0)
    assert inspector.report("secret.json")["error"]["code"] == "not_permitted"


def test_offline_fetches_nothing(inspector: Program) -> None:
    for source in ("https://pith.invalid/a.json", "pith:M5BNRHPU", "1711.04623"):
        assert inspector.report("--offline", source)["error"]["code"] == "offline"


def test_inspected_file_and_its_folder_stay_as_they_are(inspector: Program) -> None:
    folder = inspector.folder / "documents"
    folder.mkdir()
    path = folder / "good.json"
    path.write_bytes(GOOD.read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    before = (path.stat(), folder.stat(), os.listdir(folder))
    for command in ("verify", "merge", "canonical", "open"):
        assert inspector(command, path).code in (VERIFIED, UNPROVEN)
    after = (path.stat(), folder.stat(), os.listdir(folder))
    folder.chmod(0o755)
    assert path.read_bytes() == GOOD.read_bytes()
    for one, other in zip(before[:2], after[:2], strict=True):
        assert one.st_mtime_ns == other.st_mtime_ns
        assert one.st_ino == other.st_ino
    assert before[2] == after[2]


def test_trust_comes_from_the_given_keys_alone_when_asked(inspector: Program) -> None:
    own = vector("trusted-keys")
    assert inspector("verify", GOOD).code == UNPROVEN
    assert inspector("verify", "--trust", own, GOOD, sample_path(BUNDLE)).code == VERIFIED
    assert inspector("verify", *TRUST, sample_path(BUNDLE)).code == UNPROVEN
    assert inspector("verify", "--no-default-trust", sample_path(BUNDLE)).code == UNPROVEN


def test_several_trust_files_add_up(inspector: Program) -> None:
    both = ("--trust", vector("trusted-keys"), "--trust", vector("other-keys"))
    assert inspector("verify", *both, GOOD, UNKNOWN).code == VERIFIED


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"{}", b'{"public_keys": []}', b"\xff", b"[" * 9]
)
def test_unusable_key_file_is_wrong_usage(inspector: Program, content: bytes) -> None:
    (inspector.folder / "keys.json").write_bytes(content)
    ended = inspector("verify", "--trust", "keys.json", GOOD)
    assert (ended.code, ended.out) == (USAGE, b"")
    assert ended.err


def test_paper_text_lets_the_abstract_be_checked(inspector: Program) -> None:
    paper = ("--paper-text", DATA / "paper-1804.07612.txt")
    for options, status in (((), "unchecked"), (paper, "pass")):
        report = inspector.report(*options, sample_path(STATE))
        (found,) = [check for check in report["checks"] if check["id"] == "snapshot.abstract"]
        assert found["status"] == status


PAPERS = sorted((DATA / "paper").iterdir())


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_paper_text_may_have_any_form(inspector: Program, path: Path) -> None:
    report = inspector.report("--paper-text", path, sample_path(STATE))
    assert report["counts"]["unchecked"] == 0
    ended = inspector("verify", "--paper-text", path, sample_path(STATE))
    assert ended.out.count(b": found, ") == 2


def test_text_of_another_paper_is_told_with_the_hashes(inspector: Program) -> None:
    (inspector.folder / "paper.txt").write_text("Title: another\n\nAbstract: we prove it")
    ended = inspector("verify", "--paper-text", "paper.txt", sample_path(STATE))
    assert ended.code == UNPROVEN
    told = ended.out.decode()
    assert "title: not found" in told
    assert "abstract: not found" in told
    assert told.count("    stated   ") == told.count("    computed ") == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", b"There is no text in it."),
        (b"caf\xe9", b"The text is not UTF-8."),
        (b"%PDF-1.5", b"This is a PDF."),
        (b"<!DOCTYPE feed [<!ENTITY a 'x'>]><feed>&a;</feed>", b"declares a document type"),
        (b"<feed>", b"not well-formed"),
        (b"<?xml version='1.0'?><svg/>", b"neither arXiv's Atom nor its OAI-PMH"),
        (b"<dc>" * 1_000, b"elements stand inside one another"),
    ],
)
def test_unusable_paper_text_is_wrong_usage(
    inspector: Program, content: bytes, sentence: bytes
) -> None:
    (inspector.folder / "paper").write_bytes(content)
    ended = inspector("verify", "--paper-text", "paper", sample_path(STATE))
    assert (ended.code, ended.out) == (USAGE, b"")
    assert sentence in ended.err
    assert b"Traceback" not in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify",),
        ("verify", "--no-such-option", "x"),
        ("verify", "--trust", "missing.json", "x"),
        ("verify", "--paper-text", "missing.txt", "x"),
        ("canonical",),
        ("merge", "one", "two"),
        ("keys", "no-such-command"),
        *(
            ("open", "--size", size, "x", "--screenshot", "x.png")
            for size in ("huge", "900", "900x", "x900", "900xabc", "-1x900", "9x900", "900x99999")
        ),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_on_stderr(inspector: Program, arguments: tuple[str, ...]) -> None:
    ended = inspector(*arguments)
    assert (ended.code, ended.out) == (USAGE, b"")
    assert ended.err


@pytest.mark.parametrize("options", [("--json",), ()])
def test_reader_that_goes_away_leaves_no_traceback_and_no_verdict(
    inspector: Program, options: tuple[str, ...]
) -> None:
    with subprocess.Popen(
        inspector.command("verify", *options, *[sample_path(BUNDLE)] * 400),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(inspector.environment),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(300) == NOT_WRITTEN


@pytest.mark.parametrize("name", ["hostile-title", "title-beyond-ascii", "strings"])
def test_terminal_without_unicode_gets_escapes(inspector: Program, name: str) -> None:
    ended = inspector(
        *("verify", *TRUST, vector(name), "größe-✔.json", vector("truncated")),
        LANG="C",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert ended.code == UNREADABLE
    assert ended.out.isascii()


def test_hostile_title_is_printed_with_escapes_only(inspector: Program) -> None:
    ended = inspector("verify", *TRUST, vector("hostile-title"))
    assert "<b>Bold</b>\\u202eelbisrever\\u200b\\u001b[31m\\nsecond line" in ended.text
    assert all(character.isprintable() or character == "\n" for character in ended.text)


def test_file_name_that_is_no_text_is_shown_and_written_as_escapes(inspector: Program) -> None:
    name = os.fsencode(inspector.folder) + b"/caf\xe9\x1b.json"
    try:
        with open(name, "wb") as file:
            file.write(GOOD.read_bytes())
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    command = [*inspector.command("verify", *TRUST, "--json"), os.fsdecode(name)]
    done = subprocess.run(
        command, capture_output=True, env=dict(inspector.environment), check=False
    )
    assert done.returncode == VERIFIED
    assert "caf\\xe9" in json.loads(done.stdout)["source"]
    command.remove("--json")
    done = subprocess.run(
        command, capture_output=True, env=dict(inspector.environment), check=False
    )
    assert done.returncode == VERIFIED
    assert b"\x1b" not in done.stdout


def test_open_without_a_display_prints_the_same_report(inspector: Program) -> None:
    for arguments in (("open", GOOD), (GOOD,)):
        ended = inspector(*arguments)
        assert ended.code == UNPROVEN
        assert ended.out == inspector("verify", GOOD).out
        assert "display" in ended.notes


def test_a_name_that_is_no_text_is_printed_as_a_shell_reads_it(inspector: Program) -> None:
    name = os.fsdecode(b"caf\xe9 it's.json")
    try:
        (inspector.folder / name).write_bytes(sample(BUNDLE))
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    done = inspector("verify", "--json", name)
    assert done.reports[0]["source"] == "caf\\xe9 it's.json"
    printed = inspector("verify", name).text.splitlines()[1].strip()
    line = shlex.join(inspector.command("verify")) + f" --offline {printed}"
    pasted = subprocess.run(
        ["bash", "-c", line],
        cwd=inspector.folder, env=dict(inspector.environment), capture_output=True, check=False,
    )  # fmt: skip
    assert pasted.returncode == VERIFIED, pasted.stderr
    missing = inspector("verify", "no\udce9.json")
    assert "There is no file “$'no\\xe9.json'”." in missing.text
    merged = inspector("merge", "no\udce9.json")
    assert merged.notes.startswith("pith-inspector: $'no\\xe9.json': ")


def test_json_holds_what_a_terminal_would_obey_as_escapes(
    inspector: Program, tmp_path: Path
) -> None:
    name = "\x9b31m\x7f\u202e"
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**json.loads(GOOD.read_bytes()), name: 1}, ensure_ascii=False))
    for command in ("verify", "ls", "diff"):
        ended = inspector(command, "--json", path, *([path] if command == "diff" else []))
        assert ended.out.decode().rstrip("\n").isprintable(), command
    paths = [check["path"] for check in inspector.report(path)["checks"]]
    assert f"/{name}" in paths


def test_what_to_do_is_said_of_each_source_that_cannot_be_read(within: Any, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(b'{"a": 1}')
    for name, words in {
        "": "  Open one document inside the folder.",
        "missing.json": "  Check the path: the file may have been moved or renamed.",
        "other.json": "  Open a Pith bundle, state, record, mirror manifest or key.",
    }.items():
        source = tmp_path / name
        assert words in within("verify", source).text.split("\n"), name
        assert words in within("merge", source).notes.split("\n"), name


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets of packets")
def test_line_of_json_is_written_at_once_with_its_end(inspector: Program) -> None:
    """Several processes may append to one file."""
    reader, writer = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    command = inspector.command("verify", "--json", sample_path(BUNDLE))
    with reader, writer:
        subprocess.run(
            command, stdout=writer.fileno(), check=False, env=dict(inspector.environment)
        )
        line = reader.recv(1_000_000)
    assert line.endswith(b"}\n")
    assert json.loads(line)["document"] == "bundle"
