"""packaging/build.sh with fakes for apt and the build scripts: what it sets up, and what stops
it."""

import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

from tests.benchmarks.__main__ import MISSED_GOAL
from tests.packaging.conftest import run
from tests.packaging.test_setup_script import CANNOT_SET_UP, Machine
from tests.packaging.tools import PACKAGING, ROOT

PARTS = {
    "wheel": "wheel/build-wheel.sh",
    "program": "pyinstaller/build-program.sh",
    "tar": "linux/build-tar.sh",
    "deb": "linux/build-deb.sh",
}
LAST = ("list-contents.sh", "sums.sh")
SYSTEM_PYTHON = "/usr/bin/python3"


class Builder(Machine):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.has_python()
        self.packaging = self.checkout / "packaging"
        copy(PACKAGING / "build.sh", self.packaging)
        for name in (*PARTS.values(), *LAST):
            self.has_script(name, self.noted(name))

    def has_script(self, name: str, script: str) -> None:
        path = self.packaging / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def build(self, *parts: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.programs}:/usr/bin:/bin"
        return run(self.packaging / "build.sh", *parts, cwd=self.checkout, PATH=path)

    def built(self) -> list[str]:
        return [name for name in self.called() if name.endswith(".sh")]

    def installed(self) -> set[str]:
        """The packages that apt was asked to install."""
        calls = (line.split() for line in self.calls.read_text().splitlines())
        return {name for call in calls if "install" in call for name in call} - {"apt-get"}


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path)


def test_without_a_word_all_is_built_in_order(builder: Builder) -> None:
    done = builder.build()
    assert (done.returncode, done.stdout) == (0, "")
    assert builder.built() == [*PARTS.values(), *LAST]


@pytest.mark.parametrize("part", PARTS)
def test_one_part_can_be_built_alone(builder: Builder, part: str) -> None:
    assert builder.build(part).returncode == 0
    assert builder.built() == [PARTS[part], *LAST]


def test_what_it_does_not_know_is_wrong_usage_before_anything_is_done(builder: Builder) -> None:
    done = builder.build("wheel", "rpm")
    assert done.returncode == 2
    assert "there is no rpm" in done.stderr
    assert builder.called() == []


def test_what_builds_is_installed_and_the_libraries_of_qt_are_too(builder: Builder) -> None:
    builder.build()
    tools = {"binutils", "chrpath", "dpkg-dev", "xz-utils"}
    assert tools | {"libxcb-cursor0", "libwayland-cursor0", "libcups2"} <= builder.installed()
    assert "libgl1" not in builder.installed()  # which is there


def test_the_wheel_needs_nothing_of_it(builder: Builder) -> None:
    builder.build("wheel")
    assert builder.installed() == set()


@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason=f"there is no {SYSTEM_PYTHON}")
def test_the_systems_own_python_is_given_its_library(builder: Builder) -> None:
    builder.has("python3", f'case "$*" in *ensurepip*) echo {SYSTEM_PYTHON} ;; esac')
    builder.build()
    assert [name for name in builder.installed() if name.startswith("libpython3.")]


def test_what_it_downloads_is_said_before(builder: Builder) -> None:
    builder.has("apt-get", f"{builder.noted('apt-get')}; echo \"'http://a/b.deb' b.deb 12400000 \"")
    said = builder.build().stderr.splitlines()
    assert "MB of Python packages are downloaded" in said[0]
    assert said[1].endswith("(13 MB to download)")
    (builder.checkout / "build" / "program").mkdir(parents=True)
    (builder.checkout / "build" / "program" / ".wheel").touch()
    assert "Python packages" not in builder.build().stderr


def test_a_part_that_fails_ends_it(builder: Builder) -> None:
    builder.has_script(PARTS["program"], "exit 69")
    assert builder.build().returncode == CANNOT_SET_UP
    assert builder.built() == [PARTS["wheel"]]


def test_program_that_does_not_start_is_no_missed_goal(tmp_path: Path) -> None:
    for folder in ("pith-inspector", "program/bin"):
        broken = tmp_path / folder / "pith-inspector"
        broken.parent.mkdir(parents=True)
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)
    done = run(
        sys.executable, "-m", "tests.benchmarks", "--rounds", "1", "frozen_cli_start",
        cwd=ROOT, PITH_INSPECTOR_DIST=tmp_path, PITH_INSPECTOR_BUILD=tmp_path,
    )  # fmt: skip
    assert done.returncode not in (0, MISSED_GOAL)
    script = (PACKAGING / "pyinstaller" / "build-program.sh").read_text()
    assert f"\nMISSED_GOAL={MISSED_GOAL}\n" in script
