"""packaging/linux/build-deb.sh refuses to make a package that would not run. try-deb.sh tests the
package itself in a bare system."""

import os
import shutil
from pathlib import Path

import pytest

from tests.packaging.conftest import run
from tests.packaging.tools import LINUX, ROOT, SHARE, needs_tool

pytestmark = pytest.mark.packages


@pytest.fixture
def built(wheel: Path, tmp_path: Path) -> Path:
    """The wheel, and a folder like that of the program."""
    folder = tmp_path / "dist"
    program = folder / "pith-inspector"
    for name in ("pith-inspector", "licences/a", *(f"share/{name}" for name in SHARE)):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).touch()
    (program / "pith-inspector").chmod(0o755)
    shutil.copy(wheel, folder)
    return folder


def test_package_that_names_no_library_of_the_window_is_not_made(
    built: Path, tmp_path: Path
) -> None:
    needs_tool("dpkg-deb", "dpkg")
    reader = tmp_path / "programs" / "dpkg-shlibdeps"
    reader.parent.mkdir()
    reader.write_text("#!/bin/sh\necho 'shlibs:Depends=libc6 (>= 2.36), zlib1g'\n")
    reader.chmod(0o755)
    done = run(
        LINUX / "build-deb.sh", cwd=tmp_path, PITH_INSPECTOR_DIST=built,
        PITH_INSPECTOR_BUILD=ROOT / "build", PATH=f"{reader.parent}:{os.environ['PATH']}",
    )  # fmt: skip
    assert done.returncode == 69
    assert "it says: libc6 (>= 2.36), zlib1g" in done.stderr
    assert not list(built.glob("*.deb"))
