"""Runs the program as a process, with settings of the test's own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import pytest

from inspector.cli.main import run
from tests.unit.sources.conftest import PROXY_VARIABLES
from tests.vectors.builder import FOLDER

VERIFIED, FAILED, USAGE, UNPROVEN, UNREADABLE = 0, 1, 2, 3, 4
TRUST = ("--no-default-trust", "--trust", str(FOLDER / "trusted-keys.json"))
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True)
class Ended:
    """A finished run, which must not have shown a traceback."""

    code: int
    out: bytes
    err: bytes

    def __post_init__(self) -> None:
        assert b"Traceback" not in self.err, self.err.decode(errors="replace")

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def notes(self) -> str:
        return self.err.decode()

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The objects of ``--json``, one per line and nothing else."""
        assert self.out.endswith(b"\n")
        return [json.loads(line) for line in self.out[:-1].split(b"\n")]


@dataclass(frozen=True)
class Program:
    """``inspector(…)`` runs the command line in a new process."""

    folder: Path
    environment: Mapping[str, str]

    def command(self, *arguments: str | Path) -> Sequence[str]:
        return [sys.executable, "-m", "inspector", *map(str, arguments)]

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ended:
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**self.environment, **environment},
            timeout=300,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def under(self, variables: Mapping[str, str]) -> Self:
        """The same with more variables in its environment."""
        return replace(self, environment={**self.environment, **variables})

    def report(self, *arguments: str | Path, **more: Any) -> dict[str, Any]:
        """The one report of ``verify --json``."""
        (found,) = self("verify", "--json", *arguments, **more).reports
        return found


@pytest.fixture
def inspector(tmp_path: Path, own_settings: Path) -> Program:
    left_out = (*_DISPLAYS, *PROXY_VARIABLES, *map(str.upper, PROXY_VARIABLES))
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return Program(tmp_path, {**kept, "PYTHONDONTWRITEBYTECODE": "1"})


@pytest.fixture
def within(capsysbinary: pytest.CaptureFixture[bytes], own_settings: Path) -> Callable[..., Ended]:
    """The command line inside this process, for tests that run it hundreds of times."""

    def call(*arguments: str | Path) -> Ended:
        capsysbinary.readouterr()
        code = run([str(argument) for argument in arguments], window=lambda _: 0)
        out, err = capsysbinary.readouterr()
        return Ended(int(code), out, err)

    return call


def vector(name: str) -> Path:
    return FOLDER / f"{name}.json"
