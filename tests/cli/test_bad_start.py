"""If the program cannot start it says why in one sentence, and exits with no code that means a
verdict."""

import re
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import inspector as program
from tests.cli.conftest import UNREADABLE, USAGE, VERIFIED, Ended, Program
from tests.conftest import BUNDLE, sample_path

UNAVAILABLE = 69
SAMPLE = sample_path(BUNDLE)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="libraries as Linux loads them")
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def sentence(ended: Ended) -> str:
    """The only line of output."""
    assert ended.code == UNAVAILABLE, ended.notes
    (line,) = ended.notes.splitlines()
    assert line.startswith("pith-inspector: ")
    return line


# --- Python packages ------------------------------------------------------------------------


@pytest.fixture
def without(inspector: Program, tmp_path: Path) -> Callable[..., Program]:
    """The program in this environment without some packages, named by their folders."""

    def make(*names: str) -> Program:
        packages = tmp_path / "packages"
        own = packages / "inspector"
        own.mkdir(parents=True)
        for entry in Path(program.__file__).parent.iterdir():
            if entry.name not in ("resources", "__pycache__"):
                (own / entry.name).symlink_to(entry)
        (own / "resources").symlink_to(str(files("inspector.resources")))
        for entry in Path(sysconfig.get_path("platlib")).iterdir():
            is_left_out = entry.name.startswith(names) or entry.name in ("inspector", "__pycache__")
            if not is_left_out and entry.suffix != ".pth":
                (packages / entry.name).symlink_to(entry)
        return _Alone(inspector.folder, {**inspector.environment, "PYTHONPATH": str(packages)})

    return make


class _Alone(Program):
    """Makes Python look for packages only in given places."""

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-S", "-m", "inspector", *map(str, arguments)]


def test_with_all_packages_it_verifies(without: Callable[..., Program]) -> None:
    assert without("PySide6", "shiboken6")("verify", SAMPLE).code == VERIFIED


@pytest.mark.parametrize(
    ("name", "told"),
    [("nacl", "PyNaCl"), ("_cffi_backend", "cffi"), ("orjson", "orjson"), ("click", "click")],
)
def test_a_package_that_is_missing(without: Callable[..., Program], name: str, told: str) -> None:
    line = sentence(without(name)("verify", SAMPLE))
    assert f"the Python package {told}" in line
    assert f"-m pip install --force-reinstall '{told}" in line


def test_a_package_that_few_need_is_missing(without: Callable[..., Program]) -> None:
    lacking = without("lxml")
    paper = lacking.folder / "paper.html"
    paper.write_text("<html><body><p>Three Factors</p></body></html>")
    assert lacking("verify", SAMPLE).code == VERIFIED
    assert "lxml" in sentence(lacking("verify", SAMPLE, "--paper-text", paper))


@pytest.mark.parametrize("name", ["PySide6", "shiboken6"])
def test_a_window_without_qt(without: Callable[..., Program], name: str) -> None:
    ended = without(name).under(OFFSCREEN)("open", SAMPLE)
    line = ended.notes.splitlines()[-1]  # PySide6 may have a word of its own before
    assert ended.code == UNAVAILABLE
    assert "The window cannot be opened: the Python package PySide6-Essentials" in line
    assert "verify needs no window" in line


@LINUX
def test_a_package_that_is_damaged(without: Callable[..., Program]) -> None:
    made = without("orjson")
    broken = Path(made.environment["PYTHONPATH"]) / "orjson"
    broken.mkdir()
    (broken / "__init__.py").write_text("from .orjson import *\n")
    (broken / f"orjson{sysconfig.get_config_var('EXT_SUFFIX')}").touch()
    line = sentence(made("verify", SAMPLE))
    assert "orjson" in line
    assert "file too short" in line


def test_a_part_of_the_program_is_missing(without: Callable[..., Program]) -> None:
    made = without()
    (Path(made.environment["PYTHONPATH"]) / "inspector" / "merge").unlink()
    assert "install Pith Inspector anew" in sentence(made("verify", SAMPLE))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="harmless on later Pythons")
def test_a_qt_that_is_known_to_crash(inspector: Program, tmp_path: Path) -> None:
    shadow = tmp_path / "shadow" / "PySide6"
    shadow.mkdir(parents=True)
    real = Path(sysconfig.get_path("platlib")) / "PySide6"
    for entry in real.iterdir():
        if entry.name not in ("__init__.py", "__pycache__"):
            (shadow / entry.name).symlink_to(entry)
    text = (real / "__init__.py").read_text()
    text = re.sub("(?m)^__version__ = .*$", '__version__ = "6.12.0"', text)
    text = re.sub("(?m)^__version_info__ = .*$", "__version_info__ = (6, 12, 0)", text)
    (shadow / "__init__.py").write_text(text)
    line = sentence(inspector.under(OFFSCREEN)("open", SAMPLE, PYTHONPATH=str(shadow.parent)))
    assert "PySide6 6.12.0 crashes on Python 3.11" in line
    assert "PySide6-Essentials>=6.8.3,<6.12" in line


# --- libraries of the system ----------------------------------------------------------------


@LINUX
@pytest.mark.parametrize("library", ["libEGL.so.1", "libGL.so.1", "libfontconfig.so.1"])
def test_a_library_that_is_damaged(inspector: Program, tmp_path: Path, library: str) -> None:
    (tmp_path / library).touch()
    misled = inspector.under({"LD_LIBRARY_PATH": str(tmp_path)})
    line = sentence(misled.under(OFFSCREEN)("open", SAMPLE))
    assert f"{tmp_path / library} cannot be loaded (file too short)" in line
    assert "unset LD_LIBRARY_PATH" in line
    assert misled("verify", SAMPLE).code == VERIFIED


@LINUX
def test_the_library_for_a_running_window_may_be_missing(
    inspector: Program, tmp_path: Path
) -> None:
    (tmp_path / "libgssapi_krb5.so.2").touch()
    out = tmp_path / "out.png"
    ended = inspector("open", SAMPLE, "--screenshot", out, LD_LIBRARY_PATH=str(tmp_path))
    assert (ended.code, ended.notes) == (0, "")
    assert out.exists()


# --- Qt's platform --------------------------------------------------------------------------


def test_a_platform_that_qt_does_not_have(inspector: Program) -> None:
    line = sentence(inspector("open", SAMPLE, QT_QPA_PLATFORM="no\x1bsense"))
    assert 'QT_QPA_PLATFORM asks for "no\\u001bsense"' in line
    assert "offscreen" in line


@LINUX
@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_picture_needs_no_display_even_where_one_is_named(
    inspector: Program, tmp_path: Path, display: str
) -> None:
    out = tmp_path / "out.png"
    ended = inspector.under({display: ":9999"})("open", SAMPLE, "--screenshot", out)
    assert (ended.code, ended.notes) == (0, "")
    assert out.read_bytes().startswith(b"\x89PNG")


# --- what cannot be written -----------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["verify"], ["verify", "--json"], ["canonical"], ["merge"], ["keys", "list"]]
)
def test_a_full_disk_is_no_verdict(inspector: Program, arguments: list[str]) -> None:
    sources = [] if "keys" in arguments else [SAMPLE]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            inspector.command(*arguments, *sources),
            stdout=full,
            stderr=subprocess.PIPE,
            env=dict(inspector.environment),
            timeout=300,
            check=False,
        )
    last = done.stderr.decode().splitlines()[-1]
    assert (done.returncode, b"Traceback" in done.stderr) == (UNAVAILABLE, False)
    assert last == "pith-inspector: The output cannot be written: No space left on device [output]"


def test_a_picture_is_never_put_onto_the_document(inspector: Program, tmp_path: Path) -> None:
    document = tmp_path / "document.json"
    document.write_bytes(SAMPLE.read_bytes())
    ended = inspector("open", document, "--screenshot", document)
    assert ended.code == USAGE
    assert "would overwrite" in ended.notes
    assert document.read_bytes() == SAMPLE.read_bytes()


def test_a_picture_that_cannot_be_written_is_named(inspector: Program, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "out.png"
    ended = inspector("open", SAMPLE, "--screenshot", out)
    assert ended.code == UNREADABLE
    assert f"{out}: The bytes could not be saved: No such file or directory" in ended.notes


# --- home -----------------------------------------------------------------------------------

_NO_HOMES = {
    "a file": str(SAMPLE),
    "below a file": f"{SAMPLE}/home",
    "in no file system": "/proc/none",
    "of strange bytes": "/nowhere/\udcff",
    "no path": "relative",
}


@pytest.mark.skipif(sys.platform == "win32", reason="homes as POSIX has them")
@pytest.mark.parametrize("home", _NO_HOMES.values(), ids=_NO_HOMES)
def test_verifying_needs_no_home(inspector: Program, home: str) -> None:
    kept = {name: value for name, value in inspector.environment.items() if "XDG" not in name}
    ended = replace(inspector, environment={**kept, "HOME": home})("verify", SAMPLE)
    assert (ended.code, ended.notes) == (VERIFIED, "")


@LINUX
def test_a_user_whom_nobody_knows_has_no_home(inspector: Program) -> None:
    unknown = ["unshare", "--user", "--map-user=54321"]
    try:
        may = subprocess.run([*unknown, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if may.returncode:
        pytest.skip("may not become another user")
    kept = {k: v for k, v in inspector.environment.items() if "XDG" not in k and k != "HOME"}

    def call(*arguments: str | Path) -> Ended:
        done = subprocess.run(
            [*unknown, *inspector.command(*arguments)],
            capture_output=True, cwd=inspector.folder, env=kept, timeout=300, check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout, done.stderr)

    ended = call("verify", SAMPLE)
    assert (ended.code, ended.notes) == (VERIFIED, "")
    key = str(files("inspector.resources.keys") / "pith.json")
    ended = call("keys", "trust", key, "--yes")
    assert ended.code == UNREADABLE
    assert "The list of keys cannot be written: Not a directory" in ended.notes
    assert not list(inspector.folder.glob("~*"))


@pytest.mark.skipif(sys.platform == "win32", reason="homes as POSIX has them")
def test_a_list_of_keys_that_cannot_be_written_is_named(inspector: Program) -> None:
    key = str(files("inspector.resources.keys") / "pith.json")
    ended = inspector("keys", "trust", key, "--yes", XDG_CONFIG_HOME=f"{SAMPLE}/config")
    assert ended.code == UNREADABLE
    listed = f"{SAMPLE}/config/pith-inspector/keys.json"
    assert f"{listed}: The list of keys cannot be written: Not a directory" in ended.notes


def test_a_list_of_keys_that_cannot_be_read_is_named(
    inspector: Program, own_settings: Path, no_root: None
) -> None:
    own_settings.mkdir(parents=True)
    own_settings.chmod(0)
    ended = inspector("verify", SAMPLE)
    own_settings.chmod(0o700)
    assert ended.code == USAGE
    assert f"{own_settings}/keys.json: The list of keys cannot be read" in ended.notes
    assert "--no-default-trust goes without it" in ended.notes


# --- locale ---------------------------------------------------------------------------------

_LOCALES = [
    {"LANG": "xx_YY.UTF-8"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "de_DE.ISO-8859-1"},
    {"LC_ALL": "xx"},
    {"LANGUAGE": "xx:yy"},
    {},
]


@pytest.mark.parametrize("locale", _LOCALES, ids=lambda one: str(*one.values()) or "none")
def test_a_locale_that_does_not_exist_changes_nothing(
    inspector: Program, tmp_path: Path, locale: dict[str, str]
) -> None:
    kept = {k: v for k, v in inspector.environment.items() if not k.startswith(("LC_", "LANG"))}
    bare = replace(inspector, environment={**kept, **locale})
    ended = bare("verify", SAMPLE)
    assert (ended.code, ended.notes) == (VERIFIED, "")
    assert ended.text.startswith("✔ Verified")
    pictured = bare("open", SAMPLE, "--screenshot", tmp_path / "out.png")
    assert (pictured.code, pictured.notes) == (0, "")


# --- the process ----------------------------------------------------------------------------


def closed(inspector: Program, streams: str, *arguments: str | Path) -> Ended:
    """A run with some standard streams closed, written as a shell does."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", *inspector.command(*arguments)],
        capture_output=True,
        env=dict(inspector.environment),
        timeout=300,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_verdict(inspector: Program, tmp_path: Path, streams: str) -> None:
    missing = tmp_path / "missing.json"
    for options in ([], ["--json"]):
        assert closed(inspector, streams, "verify", *options, SAMPLE).code == VERIFIED
        ended = closed(inspector, streams, "verify", *options, missing)
        assert ended.code == UNREADABLE
    if "2>" in streams and ">&- " not in streams:
        # What was meant for stderr must not be among the data.
        assert closed(inspector, streams, "verify").out == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("arguments", [["verify"], ["verify", "--json"]])
def test_a_folder_that_is_gone(inspector: Program, arguments: list[str]) -> None:
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    for source, code in ((SAMPLE, VERIFIED), ("x.json", UNREADABLE)):
        done = subprocess.run(
            ["sh", "-c", script, "sh", *inspector.command(*arguments, source)],
            capture_output=True,
            cwd=inspector.folder,
            env=dict(inspector.environment),
            timeout=300,
            check=False,
        )
        assert Ended(done.returncode, done.stdout, done.stderr).code == code


@LINUX
@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("-n 24", "24 are allowed; raise the limit (ulimit -n)"),
        ("-v 60000", "not enough memory"),
    ],
)
def test_a_window_within_narrow_limits_says_what_is_lacking(
    inspector: Program, limit: str, words: str
) -> None:
    """With few file descriptors and little memory."""
    done = subprocess.run(
        ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *inspector.command("open", SAMPLE)],
        capture_output=True,
        env={**inspector.environment, **OFFSCREEN},
        timeout=300,
        check=False,
    )
    assert words in sentence(Ended(done.returncode, done.stdout, done.stderr))


_INTERRUPTED_WHILE_IMPORTING = """
import builtins, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
module, found = sys.argv.pop(1), builtins.__import__
def interrupted(name, *more, **named):
    if name == module:
        os.kill(os.getpid(), signal.SIGINT)
    return found(name, *more, **named)
builtins.__import__ = interrupted
from inspector.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("module", ["click", "orjson", "PySide6.QtWidgets"])
def test_ctrl_c_while_it_starts(inspector: Program, module: str) -> None:
    is_window = module.startswith("PySide6")
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED_WHILE_IMPORTING, module]
        + (["open", str(SAMPLE)] if is_window else ["verify", str(SAMPLE)]),
        capture_output=True,
        env={**inspector.environment, **OFFSCREEN},
        timeout=300,
        check=False,
    )
    ended = Ended(done.returncode, done.stdout, done.stderr)
    if is_window:
        assert (ended.code, ended.notes) == (-signal.SIGINT, "")
    else:
        assert (ended.code, ended.notes) == (130, "pith-inspector: stopped\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_ctrl_c_ends_a_window(inspector: Program, tmp_path: Path) -> None:
    process = subprocess.Popen(
        inspector.command("open", "--new-window", SAMPLE),
        stderr=subprocess.PIPE,
        env={**inspector.environment, **OFFSCREEN},
    )
    remembered = tmp_path / "xdg" / "state" / "pith-inspector" / "recent.json"
    deadline = time.monotonic() + 300
    while not remembered.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (-signal.SIGINT, b"")
