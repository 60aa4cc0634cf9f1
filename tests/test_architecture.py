"""Rules for the whole program: who may import whom, and how the source is written."""

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

import inspector.cli
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.format import SIGNATURE_IDS, SIGNER_IDS

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "inspector"
VERIFY = PROGRAM / "verify"
MODULES = sorted(PROGRAM.rglob("*.py"))
SAMPLE = str(files("inspector.resources.samples") / "bundle-1711.04623.json")
COMMANDS = sorted(f"inspector.cli.{module.name}" for module in iter_modules(inspector.cli.__path__))

QT = {"PySide6", "shiboken6"}
# Each costs tens of milliseconds of start-up, and none serves to verify a file.
SLOW_TO_IMPORT = {"asyncio", "rich", "ssl", "tarfile", "truststore", "urllib3", "zipfile"}
# The patterns of all that is no document, which only a file that is refused needs.
SLOW_TO_IMPORT |= {"inspector.document.content", "inspector.document.refusal"}
# What a sound bundle has none of: hints, and a state that is not the merged one.
SLOW_TO_IMPORT |= {
    f"inspector.verify.{name}" for name in ("hints", "hint_search", "state_bounds", "state_history")
}
# Of the window, what shows and does nothing before a user asks for it. PySide itself has zipfile.
NOT_IN_THE_FIRST_PICTURE = SLOW_TO_IMPORT - {"zipfile"} | {
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport", "pkgutil", "secrets"),
    *("inspector.notes.notes_file", "inspector.verify.look_alikes"),
}
# Of the window, beside texts, words and models for Qt: values, rows, and work in threads.
MODELS = {
    "": "file_watch runner settings translation",
    "compare": "compare_options comparison_loader comparison_tab comparison_tree pair_detail "
    "pair_row side_request",
    "coverage": "coverage_detail coverage_table supporting_checks",
    "document": "dates detail find findings help_pages incoming inspection labels notes opened "
    "problems recent rows signers summary tab titles value_coverage value_facts",
    "keys": "trust_list",
    "timeline": "timeline timeline_scale",
    "window": "inspections",
}
# Given to Python, an event of any kind has PySide make its types of all kinds, which the start can
# do without: these hear them on macOS alone, or are made later.
HEARERS_OF_ALL_EVENTS = {"compare/head.py", "timeline/axis.py", "widgets/strip.py", "window/app.py"}
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "util", "utils"}
# Embeddings, overrides, isolates and marks: a reader is shown another text than the interpreter.
BIDI_CONTROLS = {
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *map(chr, (0x061C, 0x200E, 0x200F)),
}
SOURCE_FOLDERS = ("inspector", "packaging", "resources", "tests")
SOURCE_SUFFIXES = {".css", ".html", ".md", ".py", ".qss", ".sh", ".svg", ".toml", ".yaml"}

# By import-linter's own entry point, since its script may lie anywhere.
_LINT_IMPORTS = (
    "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
)
_VERIFY_IN_A_NEW_PROCESS = """
import sys
from importlib import import_module
from pathlib import Path

program, sample, names, *modules = sys.argv[1:]
found = {}

class Watch:
    def find_spec(self, name, *_):
        if name in names.split():
            frame = sys._getframe()
            while frame and not frame.f_code.co_filename.startswith(program):
                frame = frame.f_back
            place = Path(frame.f_code.co_filename).relative_to(Path(program).parent).as_posix()
            found.setdefault(name, f"{place}:{frame.f_lineno}: {name}")

sys.meta_path.insert(0, Watch())
for name in modules:
    import_module(name)
from inspector.cli.main import run
code = run(["verify", "--json", sample], window=None)
print(*found.values(), sep="\\n")
sys.exit(code)
"""


def by_place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_bytes(), by_place(module))


def outermost_imports(module: Path) -> Iterator[tuple[int, str]]:
    """The line and the outermost name of each import, wherever in the module it stands."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def imported_at(names: set[str]) -> Iterator[tuple[Path, str]]:
    """The modules that import one of ``names``, each with the place as ``file:line: name``."""
    for module in MODULES:
        for line, name in outermost_imports(module):
            if name in names:
                yield module, f"{by_place(module)}:{line}: {name}"


def string_literals(module: Path) -> dict[str, int]:
    """Every text in a module, with a line on which it stands."""
    constants = (node for node in ast.walk(parsed(module)) if isinstance(node, ast.Constant))
    return {node.value: node.lineno for node in constants if isinstance(node.value, str)}


def attributes_read(module: Path) -> set[str]:
    attributes = (node for node in ast.walk(parsed(module)) if isinstance(node, ast.Attribute))
    return {node.attr for node in attributes if isinstance(node.ctx, ast.Load)}


def ids_of_checks_made_in(module: Path) -> set[str]:
    # Signatures of receipts, events and bundles are checked in one place, which reads the ids of
    # its checks from the table of the format.
    tables = {"signature_id": SIGNATURE_IDS, "signer_id": SIGNER_IDS}
    from_table = {id_ for name in attributes_read(module) for id_ in tables.get(name, ())}
    return string_literals(module).keys() | from_table


def assert_none(offenders: Iterable[str]) -> None:
    """There are none; the message of the assertion has one line for each."""
    listed = "\n".join(offenders)
    assert not listed, f"\n{listed}"


def imported_to_verify_the_sample(names: set[str], *modules: str) -> list[str]:
    """Where of ``names`` is imported what, as ``file:line: name``, in a new process that imports
    ``modules`` and verifies the sample bundle: the line of the program, also where another library
    does it on the program's behalf."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            _VERIFY_IN_A_NEW_PROCESS,
            PROGRAM,
            SAMPLE,
            " ".join(names),
            *modules,
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    report, *imported = run.stdout.split("\n")
    assert json.loads(report)["verdict"] == "verified"
    return sorted(place for place in imported if place)


def source_files() -> Iterator[Path]:
    yield ROOT / ".ci" / "run"
    places = [*ROOT.iterdir()]
    for folder in SOURCE_FOLDERS:
        places += (ROOT / folder).rglob("*")
    yield from (path for path in places if path.suffix in SOURCE_SUFFIXES and path.is_file())


def test_imports_go_down_only() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LINT_IMPORTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


def test_command_line_never_loads_qt() -> None:
    assert "inspector.cli.verify" in COMMANDS
    assert_none(imported_to_verify_the_sample(QT, *COMMANDS))


def test_verifying_a_file_imports_nothing_slow() -> None:
    assert_none(imported_to_verify_the_sample(SLOW_TO_IMPORT, "inspector.cli.main"))


def test_the_window_imports_nothing_that_its_first_picture_does_not_show() -> None:
    assert_none(imported_to_verify_the_sample(NOT_IN_THE_FIRST_PICTURE, "inspector.gui.window.app"))


def test_an_import_is_told_by_its_place() -> None:
    (place,) = imported_to_verify_the_sample({"orjson"})
    assert re.fullmatch(r"inspector/\w+/\w+\.py:\d+: orjson", place)


def test_every_module_opens_with_what_it_is_for() -> None:
    assert_none(
        f"{by_place(module)}:1"
        for module in MODULES
        if parsed(module).body and not ast.get_docstring(parsed(module))
    )  # an empty one only marks a folder


def test_qt_is_known_in_gui_alone() -> None:
    gui = PROGRAM / "gui"
    found = [*imported_at(QT)]
    assert found
    assert_none(place for module, place in found if gui not in module.parents)


def test_only_the_listed_modules_handle_all_kinds_of_events() -> None:
    methods = {"changeEvent", "event", "eventFilter", "viewportEvent"}
    gui = PROGRAM / "gui"
    assert_none(
        f"{by_place(module)}:{node.lineno}: {node.name}"
        for module in MODULES
        if gui in module.parents and module.relative_to(gui).as_posix() not in HEARERS_OF_ALL_EVENTS
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.FunctionDef) and node.name in methods
    )


def test_texts_models_and_what_they_are_made_of_know_no_widgets() -> None:
    gui = PROGRAM / "gui"
    named = [
        gui / folder / f"{stem}.py" for folder, stems in MODELS.items() for stem in stems.split()
    ]
    told = [path for ending in ("model", "text", "words") for path in gui.rglob(f"*_{ending}.py")]
    assert_none(
        f"{by_place(module)}:{node.lineno}"
        for module in (*named, *told)
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtWidgets"
    )


def test_pynacl_is_known_where_signatures_and_keys_are_alone() -> None:
    allowed = (VERIFY / "signatures.py", VERIFY / "keys.py")
    found = [*imported_at({"nacl"})]
    assert found
    assert_none(place for module, place in found if module not in allowed)


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    places = [path for folder in ("inspector", "tests") for path in (ROOT / folder).rglob("*")]
    assert_none(by_place(path) for path in places if path.stem in NAMES_THAT_SAY_NOTHING)


def test_no_two_classes_share_a_name() -> None:
    places = defaultdict[str, list[str]](list)
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{by_place(module)}:{node.lineno}")
    assert_none(f"{name}: {', '.join(at)}" for name, at in places.items() if len(at) > 1)


def test_packaging_is_no_package() -> None:
    # The tests import the library of that name.
    init = ROOT / "packaging" / "__init__.py"
    assert_none([by_place(init)] if init.exists() else [])


def test_source_reads_as_it_is_shown() -> None:
    assert_none(
        f"{by_place(path)}:{number}"
        for path in source_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if not BIDI_CONTROLS.isdisjoint(line)
    )


def test_every_check_is_made_in_the_module_that_the_catalogue_names() -> None:
    catalogue = VERIFY / "catalogue.py"
    lines = string_literals(catalogue)
    assert_none(
        f"{by_place(catalogue)}:{lines[check.id]}: {check.id} is not in {check.module}.py"
        for check in CATALOGUE.values()
        if check.id not in ids_of_checks_made_in(VERIFY / f"{check.module}.py")
    )
