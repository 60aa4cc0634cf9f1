"""The menu entry, and the one id by which desktops know the program."""

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

from inspector.cli.main import commands
from tests.packaging.tools import APP, LINUX, ROOT, needs_tool, run

ENTRY = LINUX / f"{APP}.desktop"
METAINFO = LINUX / f"{APP}.metainfo.xml"


def entry() -> ConfigParser:
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser


def test_menu_entry_is_valid() -> None:
    done = run(needs_tool("desktop-file-validate", "desktop-file-utils"), ENTRY)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("group", ["Desktop Entry", "Desktop Action new-window"])
def test_menu_entry_calls_the_program_by_options_that_it_has(group: str) -> None:
    name, command, *options = entry()[group]["Exec"].removesuffix(" %U").split()
    assert name == entry()["Desktop Entry"]["TryExec"] == commands.name
    found = commands.get_command(click.Context(commands), command)
    assert found is not None
    known = {option for parameter in found.params for option in parameter.opts}
    assert set(options) - {"--"} <= known


def test_what_another_program_names_is_asked_about_before_it_is_fetched() -> None:
    assert "--ask -- %U" in entry()["Desktop Entry"]["Exec"]


def test_menu_entry_takes_our_type_and_links_but_no_other_json() -> None:
    types = entry()["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert types == ["application/vnd.pith.bundle+json", "x-scheme-handler/pith"]


def test_every_text_of_the_menu_entry_is_there_in_german() -> None:
    for name in entry().sections():
        group = entry()[name]
        texts = {key for key in group if key in ("Name", "GenericName", "Comment", "Keywords")}
        assert {f"{key}[de]" for key in texts} == {key for key in group if key.endswith("[de]")}


# ---- one id ------------------------------------------------------------------------------------

NAMES_IT = (
    "inspector/gui/window/app.py",
    "packaging/icons.py",
    "packaging/linux/build-deb.sh",
    "packaging/linux/flatpak/science.pith.Inspector.yml",
    "packaging/linux/flatpak/wheels.sh",
    "packaging/linux/science.pith.Inspector.desktop",
    "packaging/linux/science.pith.Inspector.metainfo.xml",
    "packaging/pyinstaller/pith-inspector.spec",
)


def source_files() -> list[Path]:
    return [
        path
        for folder in ("inspector", "packaging")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in (".pyc", ".txt")
    ]


def test_the_id_is_spelled_alike_everywhere() -> None:
    for path in source_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        for found in re.findall(r"(?i)\bscience\.pith\.inspector\b", f"{path.name}\n{text}"):
            assert found == APP, path


@pytest.mark.parametrize("name", NAMES_IT)
def test_the_id_is_named_where_a_system_looks_for_it(name: str) -> None:
    assert APP in (ROOT / name).read_text(encoding="utf-8")


def test_entry_icon_and_description_go_by_the_id() -> None:
    group = entry()["Desktop Entry"]
    root = ElementTree.parse(METAINFO).getroot()
    assert {group["Icon"], group["StartupWMClass"], root.findtext("id")} == {APP}
    assert root.findtext("launchable") == ENTRY.name
    provided = root.find("provides")
    assert provided is not None
    types = group["MimeType"].strip(";").split(";")
    assert [one.text for one in provided.iter("mediatype")] == types


@pytest.mark.xvfb
@pytest.mark.skipif(
    not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen",
    reason="needs a real X server: packaging/test.sh starts one",
)
def test_window_belongs_to_the_menu_entry(tmp_path: Path) -> None:
    folders = {
        f"XDG_{name}": str(tmp_path) for name in ("CONFIG_HOME", "STATE_HOME", "RUNTIME_DIR")
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "inspector", "open", "--new-window"],
        env={**os.environ, **folders},
        stderr=subprocess.DEVNULL,
    )
    window_class = entry()["Desktop Entry"]["StartupWMClass"].replace(".", r"\.")
    try:
        found = run("xdotool", "search", "--sync", "--onlyvisible", "--class", f"^{window_class}$")
    finally:
        program.terminate()
        program.wait()
    assert found.stdout.split()


# ---- Flatpak -----------------------------------------------------------------------------------


def test_flatpak_may_read_no_files_of_the_user() -> None:
    text = (LINUX / "flatpak" / f"{APP}.yml").read_text(encoding="utf-8")
    allowed = re.findall(r"^  - (--\S+)$", text, re.M)
    assert allowed == [
        "--socket=wayland",
        "--socket=fallback-x11",
        "--share=ipc",
        "--share=network",
    ]
