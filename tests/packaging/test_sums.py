"""SHA256SUMS: checksums of the released files, in the format of sha256sum."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.packaging.conftest import build, run
from tests.packaging.tools import ROOT, needs_tool

SUMS = ROOT / "packaging" / "sums.sh"
PACKAGES = [
    "pith-inspector-0.1.0-linux-x86_64.tar.xz",
    "pith-inspector-0.1.0.cdx.json",
    "pith-inspector_0.1.0_amd64.deb",
    "pith_inspector-0.1.0-py3-none-any.whl",
    "pith_inspector-0.1.0.tar.gz",
]
OTHERS = ("pith-inspector/library.so", ".hidden", "notes.txt", "pith-inspector-0.1.0.tar.xz.part")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "pith-inspector").mkdir(parents=True)
    for name in (*reversed(PACKAGES), *OTHERS):
        (folder / name).write_text(name)
    return build(SUMS, folder)


def test_every_package_has_its_sum_in_one_order_and_nothing_else_has(built: Path) -> None:
    lines = (built / "SHA256SUMS").read_text().splitlines()
    assert [line[66:] for line in lines] == PACKAGES


def test_sums_hold_until_a_byte_changes(built: Path) -> None:
    check = ("sha256sum", "--check", "--quiet", "SHA256SUMS")
    assert run(*check, cwd=built).returncode == 0
    (built / PACKAGES[0]).write_text("another")
    assert run(*check, cwd=built).returncode == 1


def test_sums_made_again_are_the_same(built: Path) -> None:
    before = (built / "SHA256SUMS").read_bytes()
    assert (build(SUMS, built) / "SHA256SUMS").read_bytes() == before


def test_macos_has_sums_of_its_packages_alone(tmp_path: Path) -> None:
    needs_tool("shasum", "perl")
    packages = ["pith-inspector-0.1.0-arm64.dmg", *PACKAGES[3:]]
    for name in (*reversed(packages), "notes.txt", ".DS_Store", "SHA256SUMS"):
        (tmp_path / name).write_text(name)
    (tmp_path / "Pith Inspector.app").mkdir()
    script = (ROOT / "packaging" / "macos" / "build.sh").read_text()
    (function,) = re.findall(r"^write_sums\(\) \(\n.*?^\)\n", script, re.M | re.S)
    sums = run("bash", "-euc", f"DIST=.\n{function}\nwrite_sums", cwd=tmp_path)
    assert sums.returncode == 0, sums.stderr
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert [line[66:] for line in lines] == packages
    assert run("sha256sum", "--check", "--quiet", "SHA256SUMS", cwd=tmp_path).returncode == 0


def test_windows_has_sums_of_its_packages_alone() -> None:
    script = (ROOT / "packaging" / "windows" / "build.ps1").read_text()
    (function,) = re.findall(r"^function Write-Sums \{\n.*?^\}\n", script, re.M | re.S)
    patterns = re.findall(r"'(\S*\*\S*)'", function.partition("-Include")[2])
    names = ["pith-inspector-0.1.0-setup.exe", *PACKAGES[3:]]
    assert [one for one in names if not any(fnmatch(one, pattern) for pattern in patterns)] == []
    assert [one for one in OTHERS if any(fnmatch(one, pattern) for pattern in patterns)] == []
    assert "-Recurse" not in function


@pytest.mark.parametrize("there", [False, True])
def test_where_nothing_was_built_one_sentence_says_so(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "dist").mkdir()
    done = run(SUMS, cwd=tmp_path, PITH_INSPECTOR_DIST=tmp_path / "dist")
    assert done.returncode == 69
    assert "packaging/build.sh makes" in done.stderr.splitlines()[-1]
