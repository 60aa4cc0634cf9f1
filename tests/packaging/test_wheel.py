"""Wheel and source distribution: reproducible, complete, and installable without a checkout."""

import os
import shutil
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.conftest import build, run
from tests.packaging.tools import ROOT, SHARE

pytestmark = pytest.mark.packages

SCRIPT = Path("packaging", "wheel", "build-wheel.sh")
PARTS = (
    ".ci", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "MANIFEST.in", "README.md", "SECURITY.md",
    "inspector", "packaging", "pyproject.toml", "resources", "tests",
)  # fmt: skip
NO_SOURCE = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache", ".hypothesis", "*.egg-info")
SAMPLE = "inspector/resources/samples/bundle-1711.04623.json"
PICTURES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"][
    "package-data"
]["inspector.resources.pictures"]


def files_below(folder: Path) -> set[str]:
    below = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in below}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only the source, in its own folder."""
    folder = tmp_path_factory.mktemp("source") / "tree"
    folder.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=NO_SOURCE)
        else:
            shutil.copy(ROOT / part, folder)
    return folder


def another_disk(tree: Path, folder: Path) -> Path:
    """The same source as someone else has it: other modes and times, and an earlier build."""
    shutil.copytree(tree, folder)
    for path in folder.rglob("*"):
        path.chmod((path.stat().st_mode | 0o060) & 0o770)
        os.utime(path, (1e9, 1e9))
    for left in ("build/lib/inspector/gone.py", "pith_inspector.egg-info/SOURCES.txt"):
        (folder / left).parent.mkdir(parents=True)
        (folder / left).write_text("packaging/gone.txt\n")
    (folder / "inspector" / "__pycache__").mkdir()
    (folder / "inspector" / "__pycache__" / "gone.cpython-311.pyc").touch()
    (folder / "packaging" / ".mypy_cache" / "deep").mkdir(parents=True)
    (folder / "packaging" / ".mypy_cache" / "deep" / "gone.json").touch()
    return folder


def contents(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dist.iterdir()}


def test_two_builds_give_the_same_bytes(tree: Path, tmp_path: Path) -> None:
    one = build(tree / SCRIPT, tmp_path / "one", umask=0o022)
    other_tree = another_disk(tree, tmp_path / "elsewhere")
    other = build(other_tree / SCRIPT, tmp_path / "other", umask=0o002)
    assert len(contents(one)) == 2
    assert contents(one) == contents(other)


def test_source_distribution_builds_the_same_wheel(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    assert run("tar", "-xzf", sdist, cwd=tmp_path).returncode == 0
    again = build(tmp_path / sdist.name.removesuffix(".tar.gz") / SCRIPT, tmp_path / "dist")
    assert contents(again) == {path.name: path.read_bytes() for path in (sdist, wheel)}


def test_earlier_wheels_give_way(tree: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    kept, *old = ("pith-inspector_0.1.0_amd64.deb", "pith_inspector-0.0.1-py3-none-any.whl")
    for name in (kept, *old):
        (dist / name).touch()
    names = set(contents(build(tree / SCRIPT, dist)))
    assert kept in names
    assert len(names) == 3
    assert not names & set(old)


def test_wheel_holds_the_program_whole_and_nothing_else(tree: Path, wheel: Path) -> None:
    expected = {f"inspector/{name}" for name in files_below(tree / "inspector")}
    for name in files_below(tree / "resources"):
        folder, _, file = name.rpartition("/")
        if not name.endswith(".ts") and (
            folder != "pictures" or file in (*PICTURES, "__init__.py")
        ):
            expected.add(f"inspector/resources/{name}")
    with ZipFile(wheel) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
    beside = {name for name in names if name.split("/")[0].startswith("pith_inspector-")}
    assert names - beside == expected
    ends = {name.partition("/")[2] for name in beside}
    assert {"licenses/LICENSE", *(f"data/share/{name}" for name in SHARE)} <= ends


def test_source_distribution_holds_all_that_builds_and_tests(tree: Path, sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        files = {member.name.partition("/")[2] for member in archive if member.isfile()}
        assert {(member.uid, member.gid, member.uname) for member in archive} == {(0, 0, "")}
    made = {"PKG-INFO", "setup.cfg"} | {name for name in files if ".egg-info/" in name}
    assert files - made == files_below(tree)


# ---- installed ----------------------------------------------------------------------------------


@pytest.fixture
def sample(installed: Path) -> Path:
    (found,) = installed.parent.glob(f"lib/python*/site-packages/{SAMPLE}")
    return found


def test_command_and_module_verify_a_sample_that_ships(
    installed: Path, sample: Path, tmp_path: Path
) -> None:
    for program in ((installed / "pith-inspector",), (installed / "python", "-m", "inspector")):
        done = run(*program, "verify", sample, cwd=tmp_path, HOME=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert "verified" in done.stdout.lower()


def test_window_is_painted_in_german(installed: Path, sample: Path, tmp_path: Path) -> None:
    painted = {}
    for language in ("en", "de"):
        out = tmp_path / f"{language}.png"
        asked = ("open", "--screenshot", out, "--language", language, sample)
        done = run(
            installed / "pith-inspector", *asked,
            cwd=tmp_path, HOME=tmp_path, QT_QPA_PLATFORM="offscreen",
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        painted[language] = out.read_bytes()
    assert all(picture.startswith(b"\x89PNG") for picture in painted.values())
    assert painted["de"] != painted["en"]


def test_man_page_and_completion_lie_beside_the_command(installed: Path) -> None:
    for name in SHARE:
        assert (installed.parent / "share" / name).is_file()
