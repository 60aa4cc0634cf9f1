"""packaging/setup.sh with fakes for apt, sudo and pip: what it asks of them, and when."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

SETUP = Path(__file__).parents[2] / "packaging" / "setup.sh"
CANNOT_SET_UP = 69

# What dpkg-query tells of a machine; newer releases renamed libglib2.0-0 like this.
INSTALLED = """\
installed, libgl1, libgl1-mesa-glx
installed, libglib2.0-0t64, libglib2.0-0 (= 2.84.4-3), libgio
config-files, xvfb, xserver
"""


class Machine:
    """A separate checkout, with programs that only record their arguments."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "check out"
        self.programs = folder / "programs"
        self.calls = folder / "calls"
        (self.checkout / "packaging").mkdir(parents=True)
        self.programs.mkdir()
        self.calls.touch()
        copy(SETUP, self.checkout / "packaging")
        (self.checkout / "pyproject.toml").write_text("[project]\n")
        self.has("dpkg-query", f"cat <<'END'\n{INSTALLED}END")
        self.has("apt-get", self.noted("apt-get"))
        self.has("id", "echo 0")

    def has(self, name: str, script: str) -> None:
        program = self.programs / name
        program.write_text(f"#!/bin/bash\n{script}\n")
        program.chmod(0o755)

    def noted(self, name: str) -> str:
        return f'echo {name} "$@" >>"{self.calls}"'

    def has_python(self, *, pip_fails: bool = False) -> None:
        """A python3 that makes environments without pip, and a pip that installs a program."""
        made = f"""
            case "$*" in
            *ensurepip*) echo "$0" ;;
            *"-m venv"*) {self.noted("venv")}
                mkdir -p "${{@: -1}}/bin" && cp "$0" "${{@: -1}}/bin/python" ;;
            *"-m pip install"*) {self.noted("pip")}
                touch "${{0%/*}}/pith-inspector"; chmod +x "${{0%/*}}/pith-inspector"
                exit {int(pip_fails)} ;;
            *"import pip"*) ;;
            *) echo version ;;
            esac"""
        self.has("python3", made)

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        setup = self.checkout / "packaging" / "setup.sh"
        return subprocess.run(
            ["bash", "-c", f'. "$0"; {script}', setup],
            env={**os.environ, "PATH": f"{self.programs}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def set_up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("set_up " + " ".join(arguments or ('""',)))

    def called(self) -> list[str]:
        return [call.split()[0] for call in self.calls.read_text().splitlines()]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.has_python()
    return made


def test_only_what_is_missing_counts_as_missing(machine: Machine) -> None:
    run = machine.run("missing_packages libgl1 libglib2.0-0 xvfb openbox")
    assert run.stdout.split() == ["xvfb", "openbox"]


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.set_up('""', "libgl1", "openbox")
    calls = machine.calls.read_text().splitlines()
    install = next(call for call in calls if "install --yes" in call)
    assert install.endswith("install --yes --no-install-recommends openbox")


def test_how_much_will_be_downloaded_is_said_before(machine: Machine) -> None:
    listed = "'http://a/b.deb' b.deb 12400000 \n'http://a/c.deb' c.deb 200000 "
    machine.has("apt-get", f'case "$*" in *--print-uris*) echo "{listed}" ;; esac')
    said = machine.set_up('""', "openbox").stderr.splitlines()
    assert said[0].endswith("installing with apt: openbox (13 MB to download)")


def test_without_root_and_sudo_it_names_what_is_missing_and_goes_on(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    run = machine.run('may_administer() { false; }; set_up "" openbox')
    assert run.returncode == 0
    assert "only an administrator can install it: apt-get install openbox" in run.stderr
    assert machine.called() == ["venv", "pip"]


def test_a_refusal_of_sudo_is_told_in_one_sentence(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", "echo 'curator is not in the sudoers file.' >&2; exit 1")
    # Where there is no terminal at which sudo could ask.
    run = machine.run('exec setsid --wait bash -c \'. "$0"; set_up "" openbox\' "$0"')
    assert run.returncode == 0
    assert "sudoers" not in run.stderr
    first = run.stderr.splitlines()[0]
    assert first.endswith("only an administrator can install it: apt-get install openbox")


NOISE = "debconf: delaying package configuration, since apt-utils is not installed"


@pytest.mark.parametrize("code", [0, 100])
def test_what_apt_says_is_shown_where_it_fails_and_after_what_that_means(
    machine: Machine, code: int
) -> None:
    machine.has("apt-get", f"echo '{NOISE}' >&2; case $* in *install*) exit {code} ;; esac")
    run = machine.set_up('""', "openbox")
    assert run.returncode == 0
    _, means, said = run.stderr.partition("apt could not install all of: openbox")
    assert bool(means) == (NOISE in said) == (code != 0)
    assert run.stderr.count(NOISE) == (code != 0)


def test_elsewhere_than_on_debian_it_names_the_libraries_and_goes_on(machine: Machine) -> None:
    run = machine.run('has_apt() { false; }; set_up "" libgl1 openbox')
    assert run.returncode == 0
    assert "libgl1 openbox" in run.stderr
    assert machine.called() == ["venv", "pip"]


def test_a_second_run_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.set_up()
    machine.calls.write_text("")
    again = machine.set_up('""', "libgl1")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.called() == []


def test_stdout_is_left_to_the_program(machine: Machine) -> None:
    run = machine.set_up('""', "openbox")
    assert run.stdout == ""
    assert "installing with apt: openbox" in run.stderr


def test_environment_of_the_tests_serves_the_program_too(machine: Machine) -> None:
    machine.set_up("test")
    machine.set_up()
    assert machine.called() == ["venv", "pip"]
    assert "[test]" in machine.calls.read_text()


def test_changed_project_is_installed_again_into_the_same_environment(machine: Machine) -> None:
    machine.set_up()
    (machine.checkout / "pyproject.toml").write_text("[project]\nversion = 2\n")
    machine.set_up()
    assert machine.called() == ["venv", "pip", "pip"]


def test_moved_checkout_is_installed_again(machine: Machine) -> None:
    machine.set_up()
    machine.checkout = machine.checkout.rename(machine.checkout.parent / "elsewhere")
    machine.set_up()
    assert machine.called() == ["venv", "pip", "pip"]


def test_environment_left_half_made_is_made_again(machine: Machine) -> None:
    machine.has_python(pip_fails=True)
    assert machine.set_up().returncode == CANNOT_SET_UP
    machine.has_python()
    assert machine.set_up().returncode == 0
    assert machine.called() == ["venv", "pip", "venv", "pip"]


def test_environment_whose_interpreter_is_gone_is_made_again(machine: Machine) -> None:
    machine.set_up()
    (machine.checkout / ".venv" / "bin" / "python").unlink()
    assert machine.set_up().returncode == 0
    assert machine.called() == ["venv", "pip", "venv", "pip"]


def test_python_that_cannot_make_environments_is_passed_over(machine: Machine) -> None:
    machine.has("python3", "exit 127")  # as a shim of pyenv that leads nowhere
    machine.has("python3.14", f'case "$*" in *ensurepip*) echo {sys.executable} ;; esac')
    run = machine.run('usable_python() { [[ $1 != /* ]] && "$1" ensurepip; }; find_python')
    assert run.stdout.strip() == sys.executable


def test_without_a_usable_python_one_sentence_says_what_is_needed(machine: Machine) -> None:
    run = machine.run('usable_python() { false; }; has_apt() { false; }; set_up ""')
    assert run.returncode == CANNOT_SET_UP
    assert "Python 3.11 to 3.14 with its venv module is needed" in run.stderr


def test_two_shells_at_once_set_up_once(machine: Machine) -> None:
    run = machine.run('set_up "" & set_up "" & wait')
    assert run.returncode == 0
    assert machine.called() == ["venv", "pip"]
