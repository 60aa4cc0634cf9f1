"""The files for Windows and macOS, read only: neither system is available to run them."""

import ast
import importlib.util
import plistlib
import re
import subprocess
import tomllib
from collections import namedtuple
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WINDOWS, MACOS, LINUX = (ROOT / "packaging" / name for name in ("windows", "macos", "linux"))
APP_ID = "science.pith.Inspector"
MIME_TYPE = "application/vnd.pith.bundle+json"
FILES = sorted(path for folder in (WINDOWS, MACOS) for path in folder.iterdir() if path.is_file())


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return str(project["version"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_head_says_what_was_not_run(path: Path) -> None:
    head = " ".join(path.read_text(encoding="utf-8")[:2_000].split())
    assert re.search("[Nn]ot (run|tried) so far", head)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_for_another_system_is_plain(path: Path) -> None:
    data = path.read_bytes()
    assert b"\r" not in data
    if path.suffix in (".iss", ".ps1"):
        # Without a mark at its beginning either is read in the code page of the computer.
        assert data.isascii()


# ---- Windows ---------------------------------------------------------------------------------


def strings(text: str) -> dict[str, str]:
    """The strings in PyInstaller's text format, by a parser for only this format."""
    calls = [node for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Call)]
    pairs = [call.args for call in calls if getattr(call.func, "id", "") == "StringStruct"]
    return {ast.literal_eval(name): ast.literal_eval(value) for name, value in pairs}


def numbers(text: str, name: str) -> Any:
    for node in ast.walk(ast.parse(text, mode="eval")):
        if isinstance(node, ast.keyword) and node.arg == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"{name} is not in it")


@pytest.mark.parametrize(
    ("written", "wanted", "flags"),
    [
        ("0.1.0", (0, 1, 0, 0), 0),
        ("12", (12, 0, 0, 0), 0),
        ("1.2.3.4", (1, 2, 3, 4), 0),
        ("1.2rc3", (1, 2, 0, 0), 2),
        ("65535.0", (65535, 0, 0, 0), 0),
    ],
)
def test_windows_knows_four_numbers(written: str, wanted: tuple[int, ...], flags: int) -> None:
    info = module(WINDOWS / "version_info.py")
    text = info.texts_of(written)
    assert numbers(text, "filevers") == numbers(text, "prodvers") == wanted
    assert numbers(text, "flags") == flags
    assert strings(text)["ProductVersion"] == strings(text)["FileVersion"] == written


@pytest.mark.parametrize("written", ["", "x", "1.2.3.4.5", "65536.0"])
def test_a_version_that_windows_cannot_hold_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"numbers|cannot hold"):
        module(WINDOWS / "version_info.py").texts_of(written)


def test_what_windows_shows_is_of_this_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = module(WINDOWS / "version_info.py")
    monkeypatch.setattr(info, "TEXTS", tmp_path / "new" / "version-info.txt")
    text = Path(info.version_info()).read_text(encoding="utf-8")
    assert strings(text)["ProductVersion"] == version()
    assert strings(text)["ProductName"] == "Pith Inspector"


def test_pyinstaller_reads_it() -> None:
    text = module(WINDOWS / "version_info.py").texts_of("1.2.3")
    try:
        versioninfo = import_module("PyInstaller.utils.win32.versioninfo")
    except ImportError:  # its parser needs modules that are for Windows alone
        names = "VSVersionInfo FixedFileInfo StringFileInfo StringTable StringStruct"
        names += " VarFileInfo VarStruct"
        known = {name: namedtuple(name, "values") for name in names.split()}
        known_calls = {
            name: lambda *values, made=made, **named: made((values, named))
            for name, made in known.items()
        }
        tree = compile(text, "version-info", "eval")
        assert set(tree.co_names) <= set(known)
        assert eval(tree, {"__builtins__": {}}, known_calls)
    else:
        parsed = eval(text, vars(versioninfo))
        assert parsed.toRaw()


def test_the_licence_of_python_is_found_where_windows_has_it(tmp_path: Path) -> None:
    """Its installer puts it beside python.exe, not beside the standard library."""
    (tmp_path / "Lib").mkdir()
    text = tmp_path / "LICENSE.txt"
    text.write_text("A. HISTORY OF THE SOFTWARE")
    found = module(WINDOWS.parent / "licences.py").licence_of_python
    assert found(str(tmp_path / "Lib"), str(tmp_path)) == text
    text.unlink()
    with pytest.raises(SystemExit, match="has Python's LICENSE"):
        found(str(tmp_path / "Lib"), str(tmp_path))


def iss() -> str:
    return (WINDOWS / "pith-inspector.iss").read_text()


def entries(section: str) -> list[dict[str, str]]:
    """The lines of a section, each by the names of its parameters; names of ours filled in."""
    defined = dict(re.findall(r'^#define (\w+) "([^"]*)"', iss(), re.M))
    body = re.search(rf"^\[{section}\]\n(.*?)(?=^\[|\Z)", iss(), re.M | re.S)
    assert body is not None
    lines = [line for line in body[1].splitlines() if line and not line.startswith(";")]
    for name, text in defined.items():
        lines = [line.replace(f"{{#{name}}}", text) for line in lines]
    pattern = re.compile(r'(\w+): ("(?:[^"]|"")*"|[^;"]*)')
    return [
        {name: value.strip().strip('"') for name, value in pattern.findall(one)} for one in lines
    ]


def setup() -> dict[str, str]:
    body = re.search(r"^\[Setup\]\n(.*?)(?=^\[)", iss(), re.M | re.S)
    assert body is not None
    return dict(re.findall(r"^(\w+)=(.*)$", body[1], re.M))


def test_the_installer_takes_what_the_build_makes() -> None:
    spec = (ROOT / "packaging" / "pyinstaller" / "pith-inspector.spec").read_text()
    script = (WINDOWS / "build.ps1").read_text()
    made = {
        "dist\\pith-inspector\\*": "COLLECT(" in spec and 'NAME = "pith-inspector"' in spec,
        "build\\licences\\*": "packaging\\licences.py" in script and "'licences'" in script,
        "build\\icons\\pith-document.ico": "packaging\\icons.py" in script and "'icons'" in script,
        "LICENSE": (ROOT / "LICENSE").is_file(),
    }
    assert {entry["Source"] for entry in entries("Files")} == {name for name in made if made[name]}
    assert setup()["SetupIconFile"] == "build\\icons\\pith-inspector.ico"
    drawn = (ROOT / "packaging" / "icons.py").read_text()
    assert '"pith-document"' in drawn
    assert (WINDOWS / setup()["SourceDir"].replace("\\", "/")).resolve() == ROOT
    programs = set(re.findall(r'"(pith-inspector[\w-]*\.exe)"', iss()))
    assert programs == {"pith-inspector.exe", "pith-inspector-window.exe"}
    assert 'f"{NAME}-window"' in spec


def test_the_installer_asks_for_no_administrator() -> None:
    assert setup()["PrivilegesRequired"] == "lowest"
    assert setup()["PrivilegesRequiredOverridesAllowed"] == "dialog"
    assert {entry["Root"] for entry in entries("Registry")} == {"HKA"}


def test_json_stays_with_the_program_that_opens_it() -> None:
    of_json = [entry for entry in entries("Registry") if "\\.json" in entry["Subkey"]]
    assert [entry["Subkey"].rpartition("\\.json")[2] for entry in of_json] == [
        "",
        "\\OpenWithProgids",
    ]
    assert "ValueType" not in of_json[0]
    assert of_json[1]["ValueName"] == "science.pith.Inspector.document"
    assert len(of_json[1]["ValueName"]) <= 39
    assert ".pith.json" not in "".join(entry["Subkey"] for entry in entries("Registry"))


def test_what_the_installer_writes_the_uninstaller_takes_away() -> None:
    removed = [
        entry["Subkey"] for entry in entries("Registry") if "uninsdelete" in entry.get("Flags", "")
    ]
    for entry in entries("Registry"):
        assert any(f"{entry['Subkey']}\\".startswith(f"{key}\\") for key in removed), entry
    assert "\nUninstallDelete" not in iss()


def test_a_link_starts_the_window_with_the_question() -> None:
    link = {
        (entry["Subkey"], entry["ValueName"]): entry["ValueData"]
        for entry in entries("Registry")
        if entry.get("Tasks") == "links"
    }
    assert ("Software\\Classes\\pith", "URL Protocol") in link
    assert link["Software\\Classes\\pith\\shell\\open\\command", ""] == "{#OpenCommand}"
    (command,) = re.findall(r"^#define OpenCommand (.*)$", iss(), re.M)
    assert command == """'""{app}\\' + Window + '"" open --ask -- ""%1""'"""


def test_every_text_of_the_installer_is_in_both_languages() -> None:
    named = set(re.findall(r"\{cm:(\w+)\}", iss())) - {"CreateDesktopIcon"}
    for language in ("en", "de"):
        assert set(re.findall(rf"^{language}\.(\w+)=", iss(), re.M)) == named
    assert {entry["Name"] for entry in entries("Languages")} == {"en", "de"}


def test_windows_knows_the_program_by_one_id() -> None:
    assert {entry["AppUserModelID"] for entry in entries("Icons")} == {APP_ID}
    assert re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", setup()["AppId"])
    assert f'"{APP_ID}"' in (ROOT / "inspector" / "gui" / "window" / "app.py").read_text()


# ---- macOS -----------------------------------------------------------------------------------


def plist(written: str = "1.2.3") -> dict[str, Any]:
    """As macOS will read it."""
    made = module(MACOS / "info_plist.py").info_plist(written)
    read: dict[str, Any] = plistlib.loads(plistlib.dumps(made))
    assert read == made
    return read


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("0.1.0", "0.1.0"), ("1.2rc3", "1.2"), ("2.0.0.dev1", "2.0.0"), ("1.2.3.4", "1.2.3")],
)
def test_macos_knows_numbers_alone(written: str, wanted: str) -> None:
    found = plist(written)
    assert found["CFBundleVersion"] == found["CFBundleShortVersionString"] == wanted


def test_a_version_without_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="does not begin with a number"):
        plist("next")


def test_the_document_type_is_that_of_linux() -> None:
    (declared,) = plist()["UTExportedTypeDeclarations"]
    tags = declared["UTTypeTagSpecification"]
    rules = (LINUX / f"{APP_ID}.xml").read_text()
    assert tags["public.mime-type"] == [MIME_TYPE]
    assert f'type="{MIME_TYPE}"' in rules
    assert [f"*.{ending}" for ending in tags["public.filename-extension"]] == re.findall(
        r'<glob pattern="([^"]+)"', rules
    )
    assert declared["UTTypeConformsTo"] == ["public.json"]
    assert 'sub-class-of type="application/json"' in rules


def test_json_stays_with_the_application_that_opens_it() -> None:
    ranks = {
        content: kind["LSHandlerRank"]
        for kind in plist()["CFBundleDocumentTypes"]
        for content in kind["LSItemContentTypes"]
    }
    assert ranks == {"science.pith.bundle": "Default", "public.json": "Alternate"}


def test_links_and_ids_are_those_of_linux() -> None:
    desktop = (LINUX / f"{APP_ID}.desktop").read_text()
    assert plist()["CFBundleIdentifier"] == APP_ID
    (links,) = plist()["CFBundleURLTypes"]
    assert [f"x-scheme-handler/{scheme}" for scheme in links["CFBundleURLSchemes"]] == re.findall(
        r"x-scheme-handler/\w+", desktop
    )
    assert "Exec=pith-inspector open --ask -- %U\n" in desktop


def test_the_icons_that_it_names_are_put_in() -> None:
    script = (MACOS / "build.sh").read_text()
    named = {kind.get("CFBundleTypeIconFile") for kind in plist()["CFBundleDocumentTypes"]}
    assert named == {"pith-document.icns", None}
    assert 'cp -- "$BUILD/icons/pith-document.icns" "$APP/Contents/Resources/"' in script


def test_entitlements_are_read() -> None:
    found = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert found == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_script_for_macos_says_so_elsewhere() -> None:
    done = subprocess.run(
        [MACOS / "build.sh"], capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:  # on macOS it would build
        assert done.returncode == 69
        assert done.stderr.startswith("build.sh: ")
        assert done.stderr.count("\n") == 1
