"""The version in pyproject.toml is the version everywhere."""

import sys
from email import message_from_bytes
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from inspector import program_version
from tests.packaging.conftest import load, run
from tests.packaging.tools import ROOT

METAINFO = ROOT / "packaging" / "linux" / "science.pith.Inspector.metainfo.xml"
changelog = load(ROOT / "packaging" / "changelog.py")


@pytest.fixture
def version(project: dict[str, Any]) -> str:
    stated: str = project["project"]["version"]
    return stated


@pytest.fixture
def newest() -> Any:
    return changelog.read_releases(changelog.CHANGELOG.read_text(encoding="utf-8"))[0]


def test_installed_program_says_it(version: str) -> None:
    assert program_version() == version


def test_command_says_the_version(version: str, tmp_path: Path) -> None:
    asked = run(sys.executable, "-m", "inspector", "--version", cwd=tmp_path)
    assert asked.stdout == f"pith-inspector {version}\n"


def test_newest_section_of_the_changelog_is_of_it(version: str, newest: Any) -> None:
    assert newest.version == version


def test_newest_release_of_the_metainfo_is_the_same(version: str, newest: Any) -> None:
    releases = ElementTree.parse(METAINFO).findall("releases/release")
    dates = [release.get("date", "") for release in releases]
    assert releases[0].get("version") == version
    assert releases[0].get("date") == f"{newest.date:%Y-%m-%d}" == max(dates)


@pytest.mark.packages
def test_names_and_metadata_of_the_packages_say_it(version: str, wheel: Path, sdist: Path) -> None:
    assert wheel.name == f"pith_inspector-{version}-py3-none-any.whl"
    assert sdist.name == f"pith_inspector-{version}.tar.gz"
    with ZipFile(wheel) as archive:
        metadata = archive.read(f"pith_inspector-{version}.dist-info/METADATA")
    assert message_from_bytes(metadata)["Version"] == version
