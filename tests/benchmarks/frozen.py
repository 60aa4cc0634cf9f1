"""Figures of the one-folder program: frozen_start and frozen_cli_start.

Against the same wheel in the virtual environment that the program was packed from, each as its
user starts it: by the command alone, compiled, in a folder that holds none of the checkout.
"""

import math
import os
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from tests.benchmarks.timing import Figure, paired, timed

_ROOT = Path(__file__).parents[2]
_NAME = "pith-inspector"
_GOAL = 1.2
_SAMPLE = str(files("inspector.resources.samples") / "bundle-1711.04623.json")


def frozen_start(rounds: int) -> Figure:
    """From process start to the end of a process that saves a picture once the sample's verdict is
    painted; only the end can be observed from outside."""
    with tempfile.TemporaryDirectory() as folder:
        picture = str(Path(folder) / "window.png")
        return _against_environment("frozen_start", ["open", "--screenshot", picture], rounds)


def frozen_cli_start(rounds: int) -> Figure:
    """The process ``verify SAMPLE``."""
    return _against_environment("frozen_cli_start", ["verify"], 3 * rounds)


def _against_environment(name: str, arguments: list[str], rounds: int) -> Figure:
    program = _folder("PITH_INSPECTOR_DIST", "dist") / _NAME / _NAME
    environments = _folder("PITH_INSPECTOR_BUILD", "build") / "program" / "bin" / _NAME
    if not (program.exists() and environments.exists()):
        missing = "not measured: run packaging/pyinstaller/build-program.sh first"
        return Figure(name, math.inf, None, None, _GOAL, missing)
    return paired(
        name,
        lambda: timed(lambda: _run(program, *arguments, _SAMPLE)),
        lambda: timed(lambda: _run(environments, *arguments, _SAMPLE)),
        goal=_GOAL,
        rounds=rounds,
    )


def _folder(variable: str, usual: str) -> Path:
    return Path(os.environ.get(variable) or _ROOT / usual)


def _run(*command: str | Path) -> None:
    # Installed programs are compiled; the warm-up round writes what is missing.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, cwd="/")
