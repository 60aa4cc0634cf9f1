"""The one-folder program gives the same output as the source, in any environment."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from inspector.cli.main import commands
from inspector.start.exit_report import UNAVAILABLE
from tests.cli.conftest import UNREADABLE, VERIFIED, Program
from tests.conftest import BUNDLE, DATA, SAMPLES, STATE, sample, sample_path
from tests.packaging import one_folder
from tests.packaging.one_folder import Frozen
from tests.unit.sources.conftest import Server, server_context
from tests.vectors.builder import FOLDER

pytestmark = [
    pytest.mark.packages,
    pytest.mark.skipif(sys.platform == "win32", reason="tried on systems with a terminal alone"),
]

SAMPLE = sample_path(BUNDLE)
HIDDEN_CURSOR = b"\x1b[?25l"
NON_ASCII = FOLDER / "title-beyond-ascii.json"


@pytest.fixture
def frozen(tmp_path: Path, own_settings: Path) -> Frozen:
    return one_folder.frozen(tmp_path)


@pytest.fixture
def source(tmp_path: Path, own_settings: Path) -> Program:
    """The program that this test run uses."""
    return Program(tmp_path, one_folder.frozen(tmp_path).environment)


def test_version_is_that_of_the_project(frozen: Frozen, project: dict[str, Any]) -> None:
    assert frozen("--version").text == f"pith-inspector {project['project']['version']}\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_reports_are_those_of_the_source(frozen: Frozen, source: Program, name: str) -> None:
    ours, theirs = (run("verify", sample_path(name)) for run in (frozen, source))
    assert (ours.code, ours.out, ours.err) == (theirs.code, theirs.out, theirs.err)
    frozen_report, report = (run.report(sample_path(name)) for run in (frozen, source))
    # Each was made at a time of its own.
    assert {**frozen_report, "time": ""} == {**report, "time": ""}


@pytest.mark.parametrize("command", commands.list_commands(None))  # type: ignore[arg-type]
def test_every_command_is_there_with_its_help(
    frozen: Frozen, source: Program, command: str
) -> None:
    assert frozen(command, "--help").out == source(command, "--help").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete_it(frozen: Frozen, source: Program, shell: str) -> None:
    for form in ("source", "complete"):
        asked = {
            "_PITH_INSPECTOR_COMPLETE": f"{shell}_{form}",
            "COMP_WORDS": "pith-inspector ver",
            "COMP_CWORD": "ver" if shell == "fish" else "1",
        }
        ended = frozen.under(asked)()
        assert ended == source.under(asked)()
        assert b"verify" in ended.out or form == "source"


def test_keys_are_kept_and_locked(frozen: Frozen) -> None:
    keys = FOLDER / "trusted-keys.json"
    assert frozen("keys", "trust", keys, "--yes").code == VERIFIED
    assert "test-v1" in frozen("keys", "list").text


def test_states_are_merged_and_compared(frozen: Frozen, source: Program) -> None:
    for arguments in (("merge", SAMPLE), ("canonical", SAMPLE), ("diff", SAMPLE, SAMPLE)):
        assert frozen(*arguments).out == source(*arguments).out


@pytest.mark.parametrize("path", sorted((DATA / "paper").iterdir()), ids=lambda path: path.name)
def test_paper_is_read_in_any_form(frozen: Frozen, path: Path) -> None:
    report = frozen.report("--paper-text", path, sample_path(STATE))
    assert report["counts"]["unchecked"] == 0


# ---- what surrounds it -------------------------------------------------------------------------


def test_variables_for_python_have_no_effect(frozen: Frozen) -> None:
    """Nobody can inject a module, or another Python."""
    for name in ("sitecustomize", "os", "nacl", "orjson", "click", "inspector"):
        (frozen.folder / f"{name}.py").write_text("print('taken over')\nraise SystemExit(0)\n")
    (frozen.folder / "pith-inspector._pth").write_text(".\n")
    names = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONPLATLIBDIR")
    variables = {name: str(frozen.folder) for name in names}
    flags = dict.fromkeys(("PYTHONVERBOSE", "PYTHONINSPECT", "PYTHONOPTIMIZE"), "1")
    ended = frozen.under(variables).under(flags)("verify", SAMPLE, PYTHONWARNINGS="error")
    assert ended == frozen("verify", SAMPLE)
    assert ended.code == VERIFIED


def test_the_name_it_is_started_by_has_no_effect(frozen: Frozen) -> None:
    (executable,) = frozen.command()
    wanted = frozen("verify", SAMPLE).out
    link = frozen.folder / "pith"
    link.symlink_to(executable)
    for command, name in ((executable, "/nowhere/python"), (str(link), str(link)), (link, "-")):
        done = subprocess.run(
            [name, "verify", str(SAMPLE)],
            executable=command,
            env=frozen.environment,
            capture_output=True,
            check=True,
        )
        assert done.stdout == wanted


def test_the_folder_may_be_moved(frozen: Frozen) -> None:
    moved = frozen.folder / "an other, übrigens"
    shutil.copytree(one_folder.folder(), moved, symlinks=True)
    command = [str(moved / "pith-inspector"), "verify", str(SAMPLE)]
    done = subprocess.run(command, env=frozen.environment, capture_output=True, check=True)
    assert done.stdout == frozen("verify", SAMPLE).out


@pytest.mark.parametrize(
    "locale",
    [{"LANG": "C"}, {"LANG": ""}, {"LC_ALL": "POSIX"}, {"LC_ALL": "xx_YY.UTF-8"}],
    ids=str,
)
def test_output_is_utf_8_in_any_locale(frozen: Frozen, locale: dict[str, str]) -> None:
    kept = {n: v for n, v in frozen.environment.items() if not n.startswith(("LC_", "LANG"))}
    ended = Frozen(frozen.folder, {**kept, **locale})("verify", NON_ASCII, "missing ü")
    assert "“Über das Gewicht des Papiers”" in ended.text
    assert "missing ü" in ended.text


@pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux loads them")
@pytest.mark.parametrize("library", ["libxcb-cursor.so.0", "libxkbcommon.so.0"])
def test_a_library_of_the_system_that_is_damaged_is_named(frozen: Frozen, library: str) -> None:
    """The one is asked for by Qt's plugin for X, the other by Qt itself."""
    broken = frozen.folder / "libraries"
    broken.mkdir()
    (broken / library).touch()
    ended = frozen("open", SAMPLE, DISPLAY=":9999", LD_LIBRARY_PATH=str(broken))
    (line,) = ended.notes.splitlines()
    assert ended.code == UNAVAILABLE
    assert f"{broken / library} cannot be loaded (file too short); unset LD_LIBRARY_PATH" in line


def test_streams_may_be_closed(frozen: Frozen) -> None:
    """As the desktop leaves them; a program without a console on Windows has none, either."""
    command = f"exec {' '.join(frozen.command('verify', SAMPLE))} <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", command], env=frozen.environment, check=False, timeout=300)
    assert done.returncode == VERIFIED


def test_progress_is_shown_on_a_terminal(frozen: Frozen) -> None:
    large = frozen.folder / "large.json"
    large.write_bytes(b'{"a":[' + b"1," * 900_000 + b"1]}")
    terminal, side = pty.openpty()
    with os.fdopen(terminal, "rb", buffering=0) as reader:
        command, environment = frozen.command("verify", large), frozen.environment
        with subprocess.Popen(
            command, stdout=side, stderr=side, env={**environment, "TERM": "xterm"}
        ) as process:
            os.close(side)
            said = b"".join(_read(reader))
    assert process.returncode == UNREADABLE
    assert b"Traceback" not in said
    assert HIDDEN_CURSOR in said


def _read(reader: Any) -> Iterator[bytes]:
    try:
        while data := reader.read(4096):
            yield data
    except OSError:  # the other side has closed
        return


# ---- addresses ---------------------------------------------------------------------------------


def test_addresses_are_read_where_the_system_trusts_the_server(frozen: Frozen) -> None:
    authority = trustme.CA()
    pem = frozen.folder / "authority.pem"
    authority.cert_pem.write_to_path(pem)
    server = Server(server_context(authority, "localhost"))
    try:
        address = server.answer("/a.json", sample(BUNDLE))
        trusting = {"SSL_CERT_FILE": str(pem), "SSL_CERT_DIR": os.devnull}
        assert frozen.under(trusting)("verify", address).code == VERIFIED
        refused = frozen("verify", "--json", address)
    finally:
        server.close()
    assert refused.code == UNREADABLE
    assert refused.reports[0]["error"]["code"] == "certificate"


# ---- its window, drawn to memory ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de"])
def test_picture_of_the_window_is_taken(frozen: Frozen, language: str) -> None:
    options = ("--language", language, "--size", "1200x800")
    ended = frozen("open", *options, "--screenshot", f"{language}.png", SAMPLE)
    assert (ended.code, ended.err) == (0, b"")
    picture = (frozen.folder / f"{language}.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == (1200, 800)
