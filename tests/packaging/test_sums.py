"""packaging/sums.sh: sums over what is built, as sha256sum reads them."""

from pathlib import Path

import pytest

from tests.packaging.conftest import build, run
from tests.packaging.tools import ROOT

SUMS = ROOT / "packaging" / "sums.sh"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "program").mkdir(parents=True)
    for name in ("b.whl", "a file.deb", "program/library.so", ".hidden"):
        (folder / name).write_text(name)
    return build(SUMS, folder)


def test_every_file_has_its_sum_in_one_order(built: Path) -> None:
    lines = (built / "SHA256SUMS").read_text().splitlines()
    assert [line[66:] for line in lines] == [".hidden", "a file.deb", "b.whl", "program/library.so"]


def test_sums_hold_until_a_byte_changes(built: Path) -> None:
    check = ("sha256sum", "--check", "--quiet", "SHA256SUMS")
    assert run(*check, cwd=built).returncode == 0
    (built / "program" / "library.so").write_text("another")
    assert run(*check, cwd=built).returncode == 1


def test_sums_made_again_are_the_same(built: Path) -> None:
    before = (built / "SHA256SUMS").read_bytes()
    assert (build(SUMS, built) / "SHA256SUMS").read_bytes() == before


def test_where_nothing_was_built_one_sentence_says_so(tmp_path: Path) -> None:
    done = run(SUMS, cwd=tmp_path, PITH_INSPECTOR_DIST=tmp_path / "none")
    assert done.returncode == 69
    assert done.stderr.splitlines()[-1].endswith("packaging/build.sh makes it")
