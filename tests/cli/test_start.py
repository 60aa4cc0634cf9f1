"""A verification of an ordinary document loads nothing that only other runs need."""

import subprocess
import sys

import pytest

from tests.conftest import BUNDLE, sample_path

_VERIFY = """
import sys
from inspector.cli.main import run
run(["verify", "--json", sys.argv[1]], window=None)
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules after the verification of a sample."""
    run = subprocess.run(
        [sys.executable, "-c", _VERIFY, str(sample_path(BUNDLE))],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "module",
    [
        "inspector.document.private_keys",
        "inspector.verify.explanations",
        "inspector.verify.refused_keys",
    ],
)
def test_it_does_not_load(loaded: set[str], module: str) -> None:
    assert "inspector.verify.verifier" in loaded
    assert module not in loaded
