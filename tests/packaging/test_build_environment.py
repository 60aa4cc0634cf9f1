"""packaging/build-environment.sh with a fake Python: what it creates again, and when."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.packaging.conftest import run
from tests.packaging.tools import ROOT

SHARED = ROOT / "packaging" / "build-environment.sh"
CANNOT_SET_UP = 69
# Makes environments that hold itself, and writes down what pip is asked for.
PYTHON = """#!/bin/bash
case "$*" in
*"-m venv"*) mkdir -p "${@: -1}/bin" && cp "$0" "${@: -1}/bin/python" ;;
*"-m pip"*) echo "${@:(-6)}" >>"$CALLS"; exit "${PIP_FAILS:-0}" ;;
*changelog.py*) echo 1795219200 ;;
*) echo version ;;
esac
"""


class Checkout:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = folder / "lock.txt"
        self.lock.write_text("a==1\n")
        self.calls = folder / "calls"
        self.calls.touch()
        (folder / "dist").mkdir()
        python = folder / "python"
        python.write_text(PYTHON)
        python.chmod(0o755)

    def run(self, script: str, **variables: str) -> CompletedProcess[str]:
        start = f'. "{SHARED}"; find_python() {{ echo "{self.folder}/python"; }}; {script}'
        places = {name: str(self.folder / name.lower()) for name in ("BUILD", "DIST")}
        named = {f"PITH_INSPECTOR_{name}": place for name, place in places.items()}
        return run(  # umask is named, as no variable may be taken for it
            "bash", "-c", start,
            cwd=self.folder, umask=-1, CALLS=self.calls, **{**named, **variables},
        )  # fmt: skip

    def make(self, **variables: str) -> CompletedProcess[str]:
        return self.run(f'locked_environment "$TOOLS" "{self.lock}"', **variables)

    def times_made(self) -> int:
        return len(self.calls.read_text().splitlines())


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_only_what_is_locked_with_a_hash_is_installed(checkout: Checkout) -> None:
    assert checkout.make().returncode == 0
    asked = f"install --require-hashes --only-binary :all: --requirement {checkout.lock}"
    assert checkout.calls.read_text() == f"{asked}\n"


def test_environment_is_made_once(checkout: Checkout) -> None:
    checkout.make()
    again = checkout.make()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert checkout.times_made() == 1


def test_changed_lock_makes_it_again(checkout: Checkout) -> None:
    checkout.make()
    left = checkout.folder / "build" / "tools" / "left-over"
    left.touch()
    checkout.lock.write_text("a==2\n")
    checkout.make()
    assert checkout.times_made() == 2
    assert not left.exists()


def test_environment_left_half_made_is_made_again(checkout: Checkout) -> None:
    failed = checkout.make(PIP_FAILS="1")
    assert failed.returncode == CANNOT_SET_UP
    assert failed.stderr.splitlines()[-1].endswith("pip says why above")
    assert checkout.make().returncode == 0
    assert checkout.times_made() == 2


def test_two_scripts_at_once_make_it_once(checkout: Checkout) -> None:
    make = f'locked_environment "$TOOLS" "{checkout.lock}"'
    assert checkout.run(f"{make} & {make} & wait").returncode == 0
    assert checkout.times_made() == 1


def test_without_python_one_sentence_says_what_is_needed(checkout: Checkout) -> None:
    done = checkout.run("find_python() { return 1; }; build_tools")
    assert done.returncode == CANNOT_SET_UP
    assert "Python 3.11 to 3.14" in done.stderr


def test_time_is_the_newest_release_unless_given(checkout: Checkout) -> None:
    ask = "build_tools 2>/dev/null; printenv SOURCE_DATE_EPOCH"
    assert checkout.run(ask).stdout == "1795219200\n"
    assert checkout.run(ask, SOURCE_DATE_EPOCH="5").stdout == "5\n"


def test_program_is_installed_again_when_its_wheel_changed(checkout: Checkout) -> None:
    wheel = checkout.folder / "dist" / "pith_inspector-1-py3-none-any.whl"
    wheel.write_text("one")
    made = []
    for content in ("one", "one", "another"):
        wheel.write_text(content)
        assert checkout.run("program_environment").returncode == 0
        made.append(checkout.times_made())
    assert made == [3, 3, 4]  # tools, dependencies, wheel; nothing; wheel
