"""What Windows shows of the program's files: in their properties, in *Open with*, in the task list.

    python packaging/windows/version_info.py      writes build/version-info.txt and prints its path

In the text form that PyInstaller takes as ``EXE(version=…)``. Not run so far on Windows, which was
not at hand where this was written: PyInstaller's own parser has read the text, and that is all.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "build" / "version-info.txt"

_NAME = "Pith Inspector"
_PUBLISHER = "The Pith Inspector developers"
_ENGLISH_IN_UNICODE = (1033, 1200)
_FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers},
    prodvers={numbers},
    mask=0x3F,
    flags={flags},
    OS=0x40004,
    fileType=0x1,
    subtype=0x0,
    date=(0, 0),
  ),
  kids=[
    StringFileInfo([StringTable("{table}", [
{strings}
    ])]),
    VarFileInfo([VarStruct("Translation", {languages})]),
  ],
)
"""
_PRERELEASE = 0x2
_LARGEST = 0xFFFF


def version_info() -> str:
    """Write the version of pyproject.toml in Windows' form; the path of the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    TEXTS.parent.mkdir(parents=True, exist_ok=True)
    TEXTS.write_text(texts_of(project["version"]), encoding="utf-8", newline="\n")
    return str(TEXTS)


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """The four numbers, each below 65,536, that Windows knows of a version: ``1.2rc3`` is
    1.2.0.0. Raises ValueError."""
    release = re.match(r"\d+(?:\.\d+){0,3}(?![.\d])", version)
    if release is None:
        raise ValueError(f"{version} does not begin with one to four numbers")
    first, second, third, fourth = ([int(one) for one in release[0].split(".")] + [0] * 3)[:4]
    if max(first, second, third, fourth) > _LARGEST:
        raise ValueError(f"{version} has a number that Windows cannot hold")
    return first, second, third, fourth


def texts_of(version: str) -> str:
    """The text form of all that Windows shows of ``version``."""
    language, encoding = _ENGLISH_IN_UNICODE
    strings = {
        "CompanyName": _PUBLISHER,
        "FileDescription": _NAME,
        "FileVersion": version,
        "InternalName": "pith-inspector",
        "LegalCopyright": f"{_PUBLISHER}. Licence: Apache-2.0",
        "OriginalFilename": "pith-inspector.exe",
        "ProductName": _NAME,
        "ProductVersion": version,
    }
    is_release = re.fullmatch(r"\d+(?:\.\d+)*", version) is not None
    return _FORM.format(
        numbers=numbers_of(version),
        flags=0 if is_release else _PRERELEASE,
        table=f"{language:04X}{encoding:04X}",
        strings="\n".join(
            f"      StringStruct({name!r}, {text!r})," for name, text in strings.items()
        ),
        languages=list(_ENGLISH_IN_UNICODE),
    )


if __name__ == "__main__":
    sys.stdout.write(f"{version_info()}\n")
