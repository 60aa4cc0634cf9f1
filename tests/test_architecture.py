"""What holds for the program as a whole: who may import whom, and how its source is written."""

import ast
import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

import pytest

import inspector.cli
from inspector.verify.catalogue import CATALOGUE, Check
from inspector.verify.format import SIGNATURE_IDS, SIGNER_IDS

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "inspector"
MODULES = sorted(PROGRAM.rglob("*.py"))
SAMPLE = str(files("inspector.resources.samples") / "bundle-1711.04623.json")
COMMANDS = sorted(f"inspector.cli.{module.name}" for module in iter_modules(inspector.cli.__path__))

QT = {"PySide6", "shiboken6"}
# Each costs tens of milliseconds of start-up, and none serves to verify a file.
SLOW_TO_IMPORT = {"asyncio", "rich", "ssl", "tarfile", "truststore", "urllib3", "zipfile"}
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "util", "utils"}
# Embeddings, overrides, isolates and marks: a reader is shown another text than the interpreter.
BIDI_CONTROLS = {
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *map(chr, (0x061C, 0x200E, 0x200F)),
}
SOURCE_FOLDERS = ("inspector", "packaging", "resources", "tests")
SOURCE_SUFFIXES = {".css", ".html", ".md", ".py", ".qss", ".sh", ".svg", ".toml", ".yaml"}

_VERIFY_IN_A_NEW_PROCESS = """
import sys
already = set(sys.modules)  # by the interpreter's own start, which is not the program's doing
from importlib import import_module
for name in sys.argv[2:]:
    import_module(name)
from inspector.cli.main import run
code = run(["verify", "--json", sys.argv[1]], window=None)
imported = {name.partition(".")[0] for name in set(sys.modules) - already}
print(*sorted(imported))
sys.exit(code)
"""


def by_place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_by(module: Path) -> set[str]:
    """The outermost names that a module imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def string_literals(module: Path) -> set[str]:
    constants = (n for n in ast.walk(ast.parse(module.read_bytes())) if isinstance(n, ast.Constant))
    return {constant.value for constant in constants if isinstance(constant.value, str)}


def attributes_read(module: Path) -> set[str]:
    found = (n for n in ast.walk(ast.parse(module.read_bytes())) if isinstance(n, ast.Attribute))
    return {attribute.attr for attribute in found if isinstance(attribute.ctx, ast.Load)}


def imported_to_verify_the_sample(*modules: str) -> set[str]:
    """What a new process imports that imports ``modules`` and verifies the sample bundle."""
    run = subprocess.run(
        [sys.executable, "-c", _VERIFY_IN_A_NEW_PROCESS, SAMPLE, *modules],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    report, imported = run.stdout.splitlines()
    assert json.loads(report)["verdict"] == "verified"
    return set(imported.split())


def source_files() -> Iterator[Path]:
    yield ROOT / ".ci" / "run"
    places = [*ROOT.iterdir()]
    for folder in SOURCE_FOLDERS:
        places += (ROOT / folder).rglob("*")
    yield from (path for path in places if path.suffix in SOURCE_SUFFIXES and path.is_file())


def test_imports_go_down_only() -> None:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    run = subprocess.run(
        [program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_command_line_never_loads_qt() -> None:
    assert "inspector.cli.verify" in COMMANDS
    assert not imported_to_verify_the_sample(*COMMANDS) & QT


def test_verifying_a_file_imports_nothing_slow() -> None:
    assert not imported_to_verify_the_sample("inspector.cli.main") & SLOW_TO_IMPORT


@pytest.mark.parametrize("module", MODULES, ids=by_place)
def test_module_opens_with_what_it_is_for(module: Path) -> None:
    source = module.read_bytes()
    assert not source or ast.get_docstring(ast.parse(source))  # an empty one only marks a folder


@pytest.mark.parametrize("module", MODULES, ids=by_place)
def test_qt_is_known_in_gui_alone(module: Path) -> None:
    assert PROGRAM / "gui" in module.parents or not imported_by(module) & QT


@pytest.mark.parametrize("module", MODULES, ids=by_place)
def test_pynacl_is_known_where_signatures_and_keys_are_alone(module: Path) -> None:
    allowed = (PROGRAM / "verify" / "signatures.py", PROGRAM / "verify" / "keys.py")
    assert module in allowed or "nacl" not in imported_by(module)


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    places = [path for folder in ("inspector", "tests") for path in (ROOT / folder).rglob("*")]
    assert [by_place(path) for path in places if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_source_reads_as_it_is_shown() -> None:
    bent = [
        by_place(path)
        for path in source_files()
        if not BIDI_CONTROLS.isdisjoint(path.read_text(encoding="utf-8"))
    ]
    assert bent == []


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)
def test_check_is_made_in_the_module_that_the_catalogue_names(check: Check) -> None:
    module = PROGRAM / "verify" / f"{check.module}.py"
    # Signatures of receipts, events and bundles are checked in one place, which reads the ids of
    # its checks from the table of the format.
    read = {"signature_id": SIGNATURE_IDS, "signer_id": SIGNER_IDS}
    from_table = {id_ for name in attributes_read(module) for id_ in read.get(name, ())}
    assert check.id in string_literals(module) | from_table
