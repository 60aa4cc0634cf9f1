"""Reads CHANGELOG.md, the one place that says when each version came out and what it brought.

    python packaging/changelog.py version              the newest version
    python packaging/changelog.py epoch                its date at 00:00 UTC, in seconds since 1970
    python packaging/changelog.py debian MAINTAINER    all of it as a Debian changelog

MAINTAINER is written `Name <address>`, as Debian's tools want it.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
_HEADING = re.compile(r"^## (?P<version>\d+(?:\.\d+)+) \((?P<date>\d{4}-\d\d-\d\d)\)$", re.M)
_ITEM = re.compile(r"^- (.+(?:\n  .+)*)", re.M)
_USAGE = "usage: changelog.py version | epoch | debian MAINTAINER"


class Release(NamedTuple):
    """``date`` is the day at 00:00 UTC; each of ``items`` is one line."""

    version: str
    date: datetime
    items: tuple[str, ...]


def read_releases(text: str) -> tuple[Release, ...]:
    """The releases in the order of ``text``; ValueError where there is none or one is not whole."""
    headings = list(_HEADING.finditer(text))
    if len(headings) != len(re.findall(r"^## ", text, re.M)) or not headings:
        raise ValueError("a release's heading reads `## VERSION (YYYY-MM-DD)`")
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return tuple(
        _release(heading, text[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    )


def _release(heading: re.Match[str], body: str) -> Release:
    items = tuple(" ".join(item.split()) for item in _ITEM.findall(body))
    if not items:
        raise ValueError(f"version {heading['version']} names no change")
    return Release(
        heading["version"], datetime.fromisoformat(heading["date"]).replace(tzinfo=UTC), items
    )


def debian(releases: tuple[Release, ...], maintainer: str) -> str:
    """The releases in the form of Debian Policy 4.4."""
    return "\n".join(line for release in releases for line in _entry(release, maintainer))


def _entry(release: Release, maintainer: str) -> Iterator[str]:
    yield f"pith-inspector ({release.version}) unstable; urgency=medium\n"
    for item in release.items:
        yield textwrap.fill(item, 79, initial_indent="  * ", subsequent_indent="    ")
    yield f"\n -- {maintainer}  {release.date:%a, %d %b %Y %H:%M:%S %z}\n"


def _answer(arguments: list[str]) -> str:
    releases = read_releases(CHANGELOG.read_text(encoding="utf-8"))
    match arguments:
        case ["version"]:
            return f"{releases[0].version}\n"
        case ["epoch"]:
            return f"{releases[0].date.timestamp():.0f}\n"
        case ["debian", maintainer]:
            return debian(releases, maintainer)
    sys.exit(_USAGE)


if __name__ == "__main__":
    sys.stdout.write(_answer(sys.argv[1:]))
