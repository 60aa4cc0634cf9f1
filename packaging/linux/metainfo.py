"""Writes the AppStream metainfo as it is installed: ``python packaging/linux/metainfo.py OUT``.

Without pictures, unless PITH_INSPECTOR_SCREENSHOTS_URL says at which https address they lie.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
METAINFO = HERE / "science.pith.Inspector.metainfo.xml"
SECTION = HERE / "screenshots.xml"
PLACE = "PITH_INSPECTOR_SCREENSHOTS_URL"
_BEFORE = "  <url "


def installed(place: str) -> str:
    """The metainfo with the pictures at the address ``place``; without any where it is empty.

    ValueError where it is no https address, since AppStream takes no other.
    """
    text = METAINFO.read_text(encoding="utf-8")
    if not place:
        return text
    if not place.startswith("https://"):
        raise ValueError(f"{PLACE} is no https address: {place}")
    head, before, rest = text.partition(_BEFORE)
    return f"{head}{_section(place)}\n{before}{rest}"


def _section(place: str) -> str:
    text = SECTION.read_text(encoding="utf-8").partition("-->\n")[2]
    lines = text.replace("@PLACE@", place.rstrip("/")).splitlines()
    return "".join(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [out]:
            Path(out).write_text(installed(os.environ.get(PLACE, "")), encoding="utf-8")
        case _:
            sys.exit("usage: metainfo.py OUT")
