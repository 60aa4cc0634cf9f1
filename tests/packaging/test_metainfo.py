"""The description for software centres; every text for the desktop has a German translation."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from inspector import program_version
from tests.packaging.tools import APP, LINUX, ROOT, needs_tool, run

METAINFO = LINUX / f"{APP}.metainfo.xml"
TYPES = LINUX / f"{APP}.xml"
PLACE = "PITH_INSPECTOR_SCREENSHOTS_URL"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

KNOWN_HINTS = {
    "cid-maybe-not-rdns",  # the validator's list of top-level domains is older than .science
    "cid-contains-uppercase-letter",  # the id is the same on every system
    "unknown-tag",  # <developer> came with AppStream 1.0
}


def metainfo(place: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Write the metainfo as it is installed where pictures lie at ``place``."""
    environment = {**os.environ, PLACE: place}
    return run(sys.executable, LINUX / "metainfo.py", out, environment=environment)


def hints(path: Path) -> set[str]:
    """The output of AppStream's own validator in pedantic mode."""
    validator = needs_tool("appstreamcli", "appstream")
    done = run(validator, "validate", "--no-net", "--pedantic", path)
    assert "Validation" in done.stdout
    return set(re.findall(r"^[EWIP]: \S+ (\S+)", done.stdout, re.M))


@pytest.mark.parametrize("path", [METAINFO, TYPES, LINUX / "screenshots.xml"])
def test_every_text_is_there_in_german(path: Path) -> None:
    texts = ElementTree.parse(path).iter()
    translatable = [
        one
        for one in texts
        if re.sub(r"^{.*}", "", one.tag) in ("summary", "p", "li", "caption", "comment")
    ]
    assert translatable
    pairs = zip(translatable[::2], translatable[1::2], strict=True)
    assert all(
        english.get(LANGUAGE) is None and german.get(LANGUAGE) == "de" for english, german in pairs
    )


def test_metainfo_is_valid() -> None:
    assert hints(METAINFO) <= KNOWN_HINTS


def test_metainfo_is_installed_as_it_is_where_no_place_for_pictures_is_known(
    tmp_path: Path,
) -> None:
    metainfo("", tmp_path / "out.xml")
    assert (tmp_path / "out.xml").read_bytes() == METAINFO.read_bytes()


def test_metainfo_with_pictures_is_valid(tmp_path: Path) -> None:
    path = tmp_path / f"{APP}.metainfo.xml"
    metainfo("https://example.org/pictures/", path)
    assert hints(path) <= KNOWN_HINTS
    images = [image.text or "" for image in ElementTree.parse(path).iter("image")]
    assert images
    made = re.findall(r'Picture\("([a-z-]+)"', (ROOT / "tests" / "pictures.py").read_text())
    assert set(images) <= {f"https://example.org/pictures/{name}.png" for name in made}


def test_pictures_at_an_address_that_appstream_refuses_are_refused(tmp_path: Path) -> None:
    done = metainfo("http://example.org", tmp_path / "out.xml")
    assert done.returncode
    assert f"{PLACE} is no https address" in done.stderr
    assert not (tmp_path / "out.xml").exists()


def test_releases_are_those_of_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = re.findall(r"^## (\S+) \((\S+)\)$", changelog, re.M)
    releases = ElementTree.parse(METAINFO).iter("release")
    assert [(one.get("version"), one.get("date")) for one in releases] == told
    assert told[0][0] == program_version()
