"""packaging/linux/build-tar.sh: the one-folder program as an archive."""

import os
import tarfile
from pathlib import Path

import pytest

from tests.packaging.conftest import build, run
from tests.packaging.tools import LINUX, needs_tool

pytestmark = pytest.mark.packages

SCRIPT = LINUX / "build-tar.sh"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    needs_tool("xz", "xz-utils")
    program = tmp_path / "dist" / "pith-inspector"
    (program / "_internal").mkdir(parents=True)
    (program / "pith-inspector").write_text("program")
    (program / "pith-inspector").chmod(0o755)
    (program / "_internal" / "library.so").write_text("library")
    return program.parent


def made(dist: Path) -> Path:
    (archive,) = build(SCRIPT, dist).glob("*.tar.xz")
    return archive


def test_archive_holds_the_folder_for_everybody(dist: Path) -> None:
    (dist / "pith-inspector" / "_internal" / "library.so").chmod(0o640)
    with tarfile.open(made(dist)) as archive:
        members = {member.name: member for member in archive}
    assert {name: oct(member.mode) for name, member in members.items()} == {
        "pith-inspector": "0o755",
        "pith-inspector/_internal": "0o755",
        "pith-inspector/_internal/library.so": "0o644",
        "pith-inspector/pith-inspector": "0o755",
    }
    assert {(one.uid, one.gid, one.uname) for one in members.values()} == {(0, 0, "")}


def test_same_files_give_the_same_bytes(dist: Path) -> None:
    before = made(dist).read_bytes()
    library = dist / "pith-inspector" / "_internal" / "library.so"
    library.unlink()
    library.write_text("library")
    library.chmod(0o600)
    os.utime(library, (1e9, 1e9))
    assert made(dist).read_bytes() == before
    library.write_text("another")
    assert made(dist).read_bytes() != before


def test_earlier_archive_gives_way_and_no_other_file(dist: Path) -> None:
    (dist / "pith-inspector-0.0.1-linux-x86_64.tar.xz").touch()
    (dist / "pith_inspector-0.0.1.tar.gz").touch()
    assert made(dist).stat().st_size
    assert (dist / "pith_inspector-0.0.1.tar.gz").exists()


def test_without_a_program_it_says_what_comes_first(tmp_path: Path) -> None:
    done = run(SCRIPT, cwd=tmp_path, PITH_INSPECTOR_DIST=tmp_path)
    assert done.returncode == 69
    assert done.stderr.endswith("packaging/build.sh program makes it\n")
