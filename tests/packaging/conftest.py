"""Fixtures of the tests of the packages: the project, its built files, building and running."""

import os
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.packaging.tools import ROOT

_OURS = ("PYTHONPATH", "PITH_INSPECTOR_DIST", "PITH_INSPECTOR_BUILD", "SOURCE_DATE_EPOCH")


@pytest.fixture(scope="session")
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def load(script: Path) -> ModuleType:
    """Import a Python file of packaging/, which is no package."""
    spec = spec_from_file_location(script.stem, script)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(
    *command: str | Path, cwd: Path, umask: int = -1, **variables: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run to the end in a folder, without what this run's own environment says of packages."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**kept, **{name: str(value) for name, value in variables.items()}},
        capture_output=True,
        text=True,
        umask=umask,
        timeout=900,
        check=False,
    )


def build(script: Path, dist: Path, *, umask: int = -1, **variables: str | Path) -> Path:
    """Run a script that builds into ``dist``; the tools are those of this checkout's build/."""
    done = run(
        script,
        cwd=script.parent,
        umask=umask,
        **{"PITH_INSPECTOR_BUILD": ROOT / "build", "PITH_INSPECTOR_DIST": dist, **variables},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return dist


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of wheel and source distribution: $PITH_INSPECTOR_DIST, or built for this run."""
    if given := os.environ.get("PITH_INSPECTOR_DIST"):
        return Path(given).resolve()
    return build(
        ROOT / "packaging" / "wheel" / "build-wheel.sh", tmp_path_factory.mktemp("built") / "dist"
    )


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("pith_inspector-*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(dist: Path) -> Path:
    (found,) = dist.glob("pith_inspector-*.tar.gz")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel and the locked dependencies alone."""
    folder = tmp_path_factory.mktemp("installed")
    locked = ROOT / "packaging" / "requirements" / "program.txt"
    pip = (folder / "bin" / "python", "-I", "-m", "pip", "--quiet", "install")
    for command in (
        (sys.executable, "-I", "-m", "venv", folder),
        (*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", locked),
        (*pip, "--no-index", "--no-deps", wheel),
        (*pip[:-2], "check"),
    ):
        done = run(*command, cwd=folder)
        assert done.returncode == 0, done.stderr + done.stdout
    return folder / "bin"
