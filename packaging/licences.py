"""Puts the licence of everything that the one-folder program holds beside it.

    python packaging/licences.py OUT    run by the Python of the environment that is packed

A folder a distribution, with the files that it ships; Qt's wheels ship none, so its texts stand
in packaging/licences/. Fails where a distribution has no licence text at all.
"""

import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from shutil import copyfile

_OWN = Path(__file__).with_name("licences")
_LGPL = ("LGPL-3.0", "GPL-3.0")
"""The LGPL is written as an addition to the GPL and is read with it."""
_WITHOUT_TEXT = {"pyside6-essentials": (*_LGPL, "ICU"), "shiboken6": _LGPL}
"""Distributions that ship no text, and the texts of what we use of them."""
_NAMES = ("licen", "copying", "notice")
_TOOLS = ("pip", "setuptools", "wheel")
_PYTHONS = "LICENSE.txt"


def main(out: Path) -> None:
    """Write OUT/NAME/… for each distribution of this environment, and OUT/python/LICENSE.txt."""
    for distribution in distributions():
        if (name := distribution.name.lower().replace("_", "-")) not in _TOOLS:
            _put(out / name, _texts(name, distribution))
    # Beside the standard library; on Windows beside python.exe.
    text = licence_of_python(sysconfig.get_path("stdlib"), sys.base_prefix)
    _put(out / "python", {_PYTHONS: text})


def licence_of_python(*folders: str) -> Path:
    """The text in the first of ``folders`` that has one."""
    for folder in folders:
        if (text := Path(folder) / _PYTHONS).is_file():
            return text
    sys.exit(f"licences.py: none of {', '.join(folders)} has Python's {_PYTHONS}")


def _texts(name: str, distribution: Distribution) -> dict[str, Path]:
    if texts := _WITHOUT_TEXT.get(name):
        return {f"{text}.txt": _OWN / f"{text}.txt" for text in texts}
    found = {path.name: path for path in _shipped(distribution)}
    if not found:
        sys.exit(f"licences.py: {name} ships no licence text; say where it is in _WITHOUT_TEXT")
    return found


def _shipped(distribution: Distribution) -> Iterator[Path]:
    for file in distribution.files or ():
        if ".dist-info" in file.parts[0] and file.name.lower().startswith(_NAMES):
            yield Path(str(distribution.locate_file(file)))


def _put(folder: Path, texts: dict[str, Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        copyfile(text, folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
