"""README and the other documents match program and tree: paths, commands, options, codes,
members."""

import json
import os
import re
import sys
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner

from inspector.cli.main import commands
from inspector.cli.output import ExitCode
from inspector.gui.actions import shortcuts
from inspector.jobs.trust_store import shipped_keys
from inspector.start.exit_report import FAULT, UNAVAILABLE
from tests.packaging.commands import take
from tests.packaging.tools import ROOT, run

README, CONTRIBUTING, SECURITY = "README.md", "CONTRIBUTING.md", "SECURITY.md"
COMMAND_LINE = "packaging/command-line.md"
DOCUMENTS = (README, CONTRIBUTING, SECURITY, COMMAND_LINE, "CHANGELOG.md")
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS}
LONGEST_CODE_LINE = 79
SAMPLES = ROOT / "resources" / "samples"
BUNDLE, STATE = SAMPLES / "bundle-1711.04623.json", SAMPLES / "state-1804.07612.json"
# What building and setting up makes.
MADE = {".venv", "build", "dist"}
# Named here too, so that one which moves away is missed.
OUTERMOST = {".ci", "inspector", "packaging", "resources", "tests", *os.listdir(ROOT)}

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)


def blocks(text: str, language: str = "") -> list[str]:
    """The blocks of code in a language, or all of them."""
    found = [(named, dedent(code)) for _, named, code in _BLOCK.findall(text)]
    return [code for named, code in found if language in ("", named)]


def command_lines(name: str) -> list[str]:
    """Each command that a document tells the reader to type, on one line and without its remark."""
    typed = "".join(blocks(TEXTS[name], "sh")).replace("\\\n", "").replace("|\n", "|")
    return [re.sub(r"\s+# .*", "", line) for line in typed.splitlines()]


def places_named(text: str) -> set[str]:
    """Everything that looks like a path in this tree: link targets, and arguments of commands."""
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)}
    words = {word for code in re.findall(r"`([^`\n]+)`", text) for word in code.split()}
    for block in blocks(text):
        words |= {word.strip("'\",;") for word in block.split()}
    inside = {word for word in words if word.partition("/")[0] in OUTERMOST - MADE}
    local = {link for link in links if link and "://" not in link}
    return {place for place in inside | local if "*" not in place and "…" not in place}


def anchor(heading: str) -> str:
    """As the usual renderers of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def headings(text: str) -> list[str]:
    outside = _BLOCK.sub("", text)
    return re.findall(r"^## (.+)$", outside, re.M)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_is_there(name: str) -> None:
    folder = (ROOT / name).parent
    missing = [
        place
        for place in sorted(places_named(TEXTS[name]))
        if not (ROOT / place).exists() and not (folder / place).exists()
    ]
    assert missing == []


def test_paths_are_found_in_the_documents() -> None:
    assert {"packaging/run.sh", "LICENSE"} <= places_named(TEXTS[README])
    files = {".ci/run", "tests/unit/verify", "inspector/verify/catalogue.py"}
    assert files <= places_named(TEXTS[CONTRIBUTING])


def names_in_files() -> list[tuple[str, str]]:
    """Each file of the program that is named with one of its names in parentheses: that name."""
    found = re.findall(r"`(inspector/[\w/]+\.py)`\s+\(`([\w.]+)`\)", TEXTS[CONTRIBUTING])
    assert len(found) >= 20
    return sorted(set(found))


@pytest.mark.parametrize(("file", "name"), names_in_files())
def test_name_is_defined_in_the_file_that_it_is_told_of(file: str, name: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    for part in name.split("."):
        assert re.search(rf"^ *(?:def|class) {part}\b|^{part}\b.*=", source, re.M)


def test_every_folder_of_the_program_is_told() -> None:
    program = ROOT / "inspector"
    inits = [*program.glob("*/__init__.py"), *program.glob("gui/*/__init__.py")]
    folders = {init.parent.relative_to(ROOT).as_posix() for init in inits}
    assert folders
    assert sorted(folders - places_named(TEXTS[CONTRIBUTING])) == []


def test_layers_are_those_that_are_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (held,) = [one for one in contracts if one["name"] == "imports go down only"]
    (told,) = [block for block in blocks(TEXTS[CONTRIBUTING], "text") if "gui | cli" in block]
    assert told.splitlines() == [layer.replace("inspector.", "") for layer in held["layers"]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_code_fits_a_terminal(name: str) -> None:
    lines = [line for block in blocks(TEXTS[name]) for line in block.splitlines()]
    assert [line for line in lines if len(line) > LONGEST_CODE_LINE] == []


@pytest.mark.parametrize("name", [README, CONTRIBUTING, COMMAND_LINE])
def test_contents_list_every_section(name: str) -> None:
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", TEXTS[name], re.M)
    sections = [title for title in headings(TEXTS[name]) if title != "Contents"]
    assert sections
    assert listed == [(title, anchor(title)) for title in sections]


def help_blocks() -> list[str]:
    every = [block for text in TEXTS.values() for block in blocks(text)]
    return [block for block in every if block.startswith("$ pith-inspector ")]


def test_help_is_shown() -> None:
    assert len(help_blocks()) >= 2


@pytest.mark.parametrize("block", help_blocks(), ids=lambda block: block.partition("\n")[0])
def test_help_is_what_the_program_prints(block: str) -> None:
    asked, _, shown = block.partition("\n")
    _, program, *words = asked.split()
    assert (program, words[-1]) == ("pith-inspector", "--help")
    done = run(
        sys.executable, "-m", "inspector", *words, environment=os.environ | {"COLUMNS": "80"}
    )
    assert shown == done.stdout


def own_commands() -> list[str]:
    """Those that start the program, up to a pipe."""
    lines = [line.partition("|")[0] for name in DOCUMENTS for line in command_lines(name)]
    found = [line.replace("packaging/run.sh ", "pith-inspector ") for line in lines]
    return sorted({line for line in found if line.startswith("pith-inspector ")})


@pytest.mark.parametrize("line", own_commands())
def test_command_can_be_typed(line: str) -> None:
    take(line)


def test_shortcuts_are_those_of_the_program() -> None:
    named = set(re.findall(r"\b(?:Ctrl\+|Shift\+|Alt\+)+\w+|\bF\d+\b", TEXTS[README]))
    everywhere = {"Ctrl+C"}
    known = {key for keys, _ in shortcuts() for key in keys.split("; ")}
    assert len(named) > 10
    assert sorted(named - known - everywhere) == []


@pytest.mark.parametrize("name", [README, CONTRIBUTING, SECURITY])
def test_modules_that_are_run_are_there(name: str) -> None:
    modules = set(re.findall(r"python3? -m ([\w.]+)", TEXTS[name]))
    assert [module for module in modules if find_spec(module) is None] == []


def test_fingerprint_of_the_shipped_key_is_whole_and_in_groups() -> None:
    key = shipped_keys()[0].key
    assert f"\n{' '.join(key.groups)}\n" in TEXTS[README]


def test_fingerprint_follows_from_the_public_key_as_the_readme_says() -> None:
    key = shipped_keys()[0].key
    (line,) = [line for line in command_lines(README) if "sha256sum | cut" in line]
    done = run("sh", "-c", line)
    assert done.stdout == f"{key.fingerprint}\n"


def test_exit_codes_are_those_of_the_program() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXTS[COMMAND_LINE], re.M)}
    assert codes == {*ExitCode, UNAVAILABLE, FAULT}


def members_told(section: str) -> set[str]:
    """What the first column of the table in a section of the command line's page names."""
    body = TEXTS[COMMAND_LINE].partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \|", body, re.M)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """What the program prints as JSON, with the key that ships with it and no list of a user."""

    def ask(*words: str | Path) -> dict[str, Any]:
        runner = CliRunner(env={"XDG_CONFIG_HOME": str(tmp_path)})
        found: dict[str, Any] = json.loads(runner.invoke(commands, [*map(str, words)]).stdout)
        return found

    return ask


def test_members_of_a_report_are_those_that_are_told(printed: Callable[..., Any]) -> None:
    only_of_odd_names = {"source_bytes"}
    found = set(printed("verify", "--json", BUNDLE))
    assert found | only_of_odd_names == members_told("The report as JSON")


def test_members_of_a_comparison_are_those_that_are_told(printed: Callable[..., Any]) -> None:
    told = members_told("What differs between two documents")
    found = set(printed("diff", "--json", "--ignore", "/x", BUNDLE, STATE))
    assert found | {"error"} == told


def test_samples_have_the_verdicts_that_the_readme_says(printed: Callable[..., Any]) -> None:
    told = re.findall(r"^\| `(\S+\.json)` \| .+ \| (\w+) \|$", TEXTS[README], re.M)
    assert len(told) == 5
    found = [(sample, printed("verify", "--json", ROOT / sample)["verdict"]) for sample, _ in told]
    assert found == told
