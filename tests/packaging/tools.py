"""External programs and modules that some tests of the packages need.

In CI one that is missing is a failure, elsewhere the test is skipped and says what to install.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
APP = "science.pith.Inspector"
SHARE = (
    "man/man1/pith-inspector.1",
    "bash-completion/completions/pith-inspector",
    "zsh/site-functions/_pith-inspector",
    "fish/vendor_completions.d/pith-inspector.fish",
)
"""What the program brings besides itself, below share/."""


def needs_tool(name: str, package: str) -> str:
    """The path of a program; ``package`` is what Debian calls the package with it."""
    path = shutil.which(name)
    if path is None:
        _do_without(f"{name} is missing: apt-get install {package}")
    return str(path)


def needs_module(name: str, package: str) -> None:
    if importlib.util.find_spec(name) is None:
        _do_without(f"{name} is missing: pip install {package}")


def _do_without(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def run(
    *command: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command in English, with any exit code."""
    return subprocess.run(
        command,
        env={**(os.environ if environment is None else environment), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
