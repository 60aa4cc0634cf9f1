"""pyproject.toml, the locks and the tree agree, so that no package lacks a part of the program."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from inspector.gui.help import window
from inspector.messages import LANGUAGES
from packaging.requirements import Requirement
from tests.packaging.conftest import load
from tests.packaging.tools import ROOT

REQUIREMENTS = ROOT / "packaging" / "requirements"
LOCKS = ("program", "build")
_PIN = re.compile(r"^([\w.-]+)==(\S+)", re.M)


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything that a lock installs, on any platform."""
    return dict(_PIN.findall((REQUIREMENTS / f"{lock}.txt").read_text()))


def as_package(folder: Path) -> str:
    return ".".join(folder.relative_to(ROOT).parts)


def named(asked: Iterable[str], *, here: bool) -> Iterator[str]:
    """The names in requirements without extras: of those for this machine, or for any."""
    for line in asked:
        marker = Requirement(line).marker
        if marker is None or (marker.evaluate({"extra": ""}) if here else "extra" not in line):
            yield canonicalize_name(Requirement(line).name)


def asked_by(name: str) -> list[str]:
    """What a package asks for; nothing for one that this Python does not need."""
    with suppress(PackageNotFoundError):
        return requires(name) or []
    return []


def closure(asked: Iterable[str], *, here: bool) -> set[str]:
    """All that is needed for ``asked``, as what is installed here says."""
    found: set[str] = set()
    names = set(named(asked, here=here))
    while names:
        found |= names
        installed = names & pins("program").keys()
        names = {one for name in installed for one in named(asked_by(name), here=here)}
        names -= found
    return found


def test_every_package_is_named(project: dict[str, Any]) -> None:
    ours = {as_package(module.parent) for module in (ROOT / "inspector").rglob("*.py")}
    data = {as_package(module.parent) for module in (ROOT / "resources").rglob("*.py")}
    assert set(project["tool"]["setuptools"]["packages"]) == ours | {f"inspector.{n}" for n in data}


def test_pictures_of_the_help_are_named_and_no_others(
    qapp: object, project: dict[str, Any]
) -> None:
    pages = [make() for make in window._GENERAL.values()]
    named = project["tool"]["setuptools"]["package-data"]["inspector.resources.pictures"]
    assert sorted(named) == sorted(f"{page.picture}.png" for page in pages if page.picture)


def test_languages_are_the_same_everywhere() -> None:
    others = LANGUAGES.keys() - {"en"}
    folder = ROOT / "resources" / "translations"
    assert {path.stem.removeprefix("pith-inspector_") for path in folder.glob("*.qm")} == others
    packaging = ROOT / "packaging"
    qt = load(packaging / "pyinstaller" / "qt_files.py").TRANSLATIONS
    assert {f"qtbase_{code}.qm" for code in others} == qt
    plist = load(packaging / "macos" / "info_plist.py").info_plist("1.0")
    assert plist["CFBundleLocalizations"] == [*LANGUAGES]
    installer = (packaging / "windows" / "pith-inspector.iss").read_text(encoding="utf-8")
    assert re.findall(r'^Name: "(\w\w)"; MessagesFile', installer, re.M) == [*LANGUAGES]
    for name in ("science.pith.Inspector.desktop", "science.pith.Inspector.metainfo.xml"):
        shown = (packaging / "linux" / name).read_text(encoding="utf-8")
        codes = re.findall(r'(?<=\[)\w\w(?=\]=)|(?<=xml:lang=")\w\w(?=")', shown)
        assert set(codes) == others, name


def test_what_is_locked_is_what_the_program_needs_and_no_more(project: dict[str, Any]) -> None:
    asked = project["project"]["dependencies"]
    assert closure(asked, here=True) <= pins("program").keys() <= closure(asked, here=False)


@pytest.mark.parametrize(("lock", "asked"), [("program", "dependencies"), ("build", "requires")])
def test_lock_keeps_to_the_bounds(project: dict[str, Any], lock: str, asked: str) -> None:
    bounds = [*map(Requirement, (project["project"] | project["build-system"])[asked])]
    locked = pins(lock)
    kept = [one.specifier.contains(locked[canonicalize_name(one.name)]) for one in bounds]
    assert kept
    assert all(kept)


def test_both_locks_can_stand_in_one_environment() -> None:
    program, build = pins("program"), pins("build")
    assert {name: build[name] for name in program.keys() & build.keys()} == {
        name: program[name] for name in program.keys() & build.keys()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_hashes_and_no_place_to_fetch_from(lock: str) -> None:
    lines = (REQUIREMENTS / f"{lock}.txt").read_text().splitlines()
    said = [line for line in lines if not line.lstrip().startswith("#")]
    assert all(re.match(r"[a-z\d]|    --hash=sha256:", line) for line in said)
    assert not [line for line in said if "://" in line or " @ " in line]
    followed = [after for line, after in pairwise(said) if line[:1] != " "]
    assert len(followed) == len(pins(lock)) > 10
    assert all(line.startswith("    --hash=") for line in followed)


def test_everything_that_the_build_asks_for_is_locked() -> None:
    asked = (REQUIREMENTS / "build.in").read_text().splitlines()
    names = {canonicalize_name(Requirement(line).name) for line in asked if line[:1] != "#"}
    assert names
    assert names <= pins("build").keys()
