"""packaging/run.sh: what it opens, and what it needs."""

import os
import subprocess
from pathlib import Path
from shutil import copy

import click
import pytest

from inspector.cli.open import open_command

PACKAGING = Path(__file__).parents[2] / "packaging"
SAMPLE = "resources/samples/bundle-1711.04623.json"
OPTIONS = [option for option in open_command.params if isinstance(option, click.Option)]
VALUED = [option.opts[0] for option in OPTIONS if not option.is_flag]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A complete environment whose program prints its arguments."""
    folder = tmp_path / "checkout"
    (folder / "packaging").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    copy(PACKAGING / "run.sh", folder / "packaging")
    (folder / "packaging" / "setup.sh").write_text(
        f'. "{PACKAGING}/setup.sh"\nROOT={folder}\nVENV=$ROOT/.venv\n'
        "set_up() { shift; echo needs $# >&2; }\n"
    )
    program = folder / ".venv" / "bin" / "pith-inspector"
    program.write_text('#!/bin/sh\necho "$PWD $@"\nexit 3\n')
    program.chmod(0o755)
    return folder


def run(checkout: Path, *arguments: str, **display: str) -> subprocess.CompletedProcess[str]:
    ours = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [checkout / "packaging" / "run.sh", *arguments],
        env={**kept, **display},
        cwd=checkout.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def opened(checkout: Path, *arguments: str) -> str:
    """What follows the command ``open``."""
    return run(checkout, *arguments).stdout.strip().partition(" open ")[2]


def test_without_arguments_it_opens_the_sample(checkout: Path) -> None:
    assert opened(checkout) == f"{checkout}/{SAMPLE}"


def test_arguments_reach_the_program_in_the_folder_of_the_caller(checkout: Path) -> None:
    done = run(checkout, "a state.json", "--scheme", "dark")
    assert done.stdout == f"{checkout.parent} open a state.json --scheme dark\n"


def test_it_ends_with_the_exit_code_of_the_program(checkout: Path) -> None:
    assert run(checkout).returncode == 3


@pytest.mark.parametrize("option", VALUED)
def test_value_of_an_option_is_not_taken_for_a_source(checkout: Path, option: str) -> None:
    assert opened(checkout, option, "value") == f"{option} value {checkout}/{SAMPLE}"


@pytest.mark.parametrize("source", ["-", "a.json", "https://a.example/b.json"])
def test_sample_gives_way_to_a_source(checkout: Path, source: str) -> None:
    assert opened(checkout, "--offline", source) == f"--offline {source}"


def test_report_in_the_terminal_needs_no_system_package(checkout: Path) -> None:
    assert run(checkout).stderr == "needs 0\n"


def test_picture_needs_the_window_but_no_display(checkout: Path) -> None:
    assert run(checkout, "--screenshot=a.png").stderr == "needs 7\n"
    assert run(checkout, "--screenshot", "a.png").stderr == "needs 7\n"


def test_window_needs_the_libraries_of_its_display(checkout: Path) -> None:
    assert run(checkout, DISPLAY=":0").stderr == "needs 12\n"
    assert run(checkout, WAYLAND_DISPLAY="wayland-0").stderr == "needs 10\n"


TO_BE_SOURCED = {"setup.sh", "build-environment.sh", "bare-debian.sh"}
SCRIPTS = [PACKAGING.parent / ".ci" / "run", *PACKAGING.rglob("*.sh")]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_can_be_run_unless_it_is_sourced(script: Path) -> None:
    assert os.access(script, os.X_OK) != (script.name in TO_BE_SOURCED)
