"""packaging/changelog.py: what it reads from a changelog and writes for Debian's tools."""

import subprocess
from datetime import UTC, datetime

import pytest

from tests.packaging.conftest import load
from tests.packaging.tools import ROOT, needs_tool

changelog = load(ROOT / "packaging" / "changelog.py")
TEXT = """\
# Changelog

## 0.2.0 (2027-01-02)
### Changed
- One thing that is told
  in two lines.
- Another.

## 0.1.0 (2026-11-21)
The first release.

### Added
- All of it.
"""
MAINTAINER = "Somebody <somebody@example.invalid>"


def test_releases_are_read_in_their_order() -> None:
    newest, oldest = changelog.read_releases(TEXT)
    assert newest.version == "0.2.0"
    assert newest.date == datetime(2027, 1, 2, tzinfo=UTC)
    assert newest.items == ("One thing that is told in two lines.", "Another.")
    assert oldest.items == ("All of it.",)


@pytest.mark.parametrize(
    "text",
    [
        "# Changelog\n",
        TEXT.replace("(2027-01-02)", "2027-01-02"),
        TEXT.replace("2027-01-02", "2027-13-02"),
        TEXT.replace("## 0.2.0 (2027-01-02)", "## Unreleased"),
        TEXT.replace("- All of it.", "All of it."),
    ],
)
def test_what_is_not_a_changelog_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"release|version|month"):
        changelog.read_releases(text)


def test_debian_reads_what_is_written() -> None:
    parser = needs_tool("dpkg-parsechangelog", "dpkg-dev")
    written = changelog.debian(changelog.read_releases(TEXT), MAINTAINER)
    read = subprocess.run(
        [parser, "--file", "-", "--all", "--format", "rfc822"],
        input=written,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert read.stderr == ""
    fields = [line for line in read.stdout.splitlines() if line.startswith(("Version", "Date"))]
    assert fields == [
        "Version: 0.2.0",
        "Date: Sat, 02 Jan 2027 00:00:00 +0000",
        "Version: 0.1.0",
        "Date: Sat, 21 Nov 2026 00:00:00 +0000",
    ]
    assert f"Maintainer: {MAINTAINER}" in read.stdout
    assert max(map(len, written.splitlines())) < 80
