"""The MIME type of Pith documents, tested with the desktops' own tools."""

import os
from collections.abc import Mapping
from pathlib import Path
from shutil import copy

import pytest

from inspector.document.document import PLAIN
from inspector.document.kinds import Kind
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.jobs.session import Session
from inspector.jobs.verification import Verified, verify_source
from inspector.verify.trust import TrustedKeys
from tests.conftest import BUNDLE, RECORD, STATE, report_line, sample, sample_path
from tests.packaging.tools import APP, LINUX, needs_tool, run

OURS = "application/vnd.pith.bundle+json"
LINK = "x-scheme-handler/pith"
JSON = "application/json"
VECTORS = sorted(Path(__file__).parents[1].joinpath("vectors").glob("*.json"))
SCHEMA = b"""{
  "properties": {
    "bundle_type": {"const": "pith_open_graph_bundle"},
    "state_type": {"const": "pith_open_graph_state"}
  }
}
"""


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The variables of a desktop on which the program, and nothing else, was installed."""
    home = tmp_path_factory.mktemp("home")
    data, programs = home / "data", home / "bin"
    (data / "mime" / "packages").mkdir(parents=True)
    (data / "applications").mkdir()
    programs.mkdir()
    (programs / "pith-inspector").write_text("#!/bin/sh\n")
    (programs / "pith-inspector").chmod(0o755)
    copy(LINUX / f"{APP}.xml", data / "mime" / "packages")
    copy(LINUX / f"{APP}.desktop", data / "applications")
    environment = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(data),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "GIO_USE_VFS": "local",
    }
    for name, package, folder in (
        ("update-mime-database", "shared-mime-info", "mime"),
        ("update-desktop-database", "desktop-file-utils", "applications"),
    ):
        done = run(needs_tool(name, package), data / folder, environment=environment)
        assert (done.stdout + done.stderr, done.returncode) == ("", 0)
    return environment


def types_by_gio(paths: list[Path], desktop: Mapping[str, str]) -> list[str]:
    """What GNOME's library says of each file; other desktops' file managers use it, too."""
    gio = needs_tool("gio", "libglib2.0-bin")
    done = run(gio, "info", "-a", "standard::content-type", *paths, environment=desktop)
    mark = "standard::content-type: "
    return [line.partition(mark)[2] for line in done.stdout.splitlines() if mark in line]


def type_by_xdg(path: Path, desktop: Mapping[str, str]) -> str:
    """What a script is told; on no desktop that it knows it asks File::MimeInfo."""
    needs_tool("mimetype", "libfile-mimeinfo-perl")
    xdg = needs_tool("xdg-mime", "xdg-utils")
    return run(xdg, "query", "filetype", path, environment=desktop).stdout.strip()


@pytest.mark.parametrize("document", [BUNDLE, STATE, RECORD])
@pytest.mark.parametrize(("name", "expected"), [("x.pith.json", OURS), ("x.json", JSON)])
def test_name_decides_where_it_says_anything(
    desktop: Mapping[str, str], tmp_path: Path, document: str, name: str, expected: str
) -> None:
    path = Path(copy(sample_path(document), tmp_path / name))
    assert types_by_gio([path], desktop) == [expected]
    assert type_by_xdg(path, desktop) == expected


@pytest.mark.parametrize("document", [BUNDLE, STATE])
def test_bundle_and_state_are_known_by_their_bytes(
    desktop: Mapping[str, str], tmp_path: Path, document: str
) -> None:
    path = Path(copy(sample_path(document), tmp_path / "x"))
    assert types_by_gio([path], desktop) == [OURS]
    assert type_by_xdg(path, desktop) == OURS


def test_bytes_are_known_where_the_program_reads_a_bundle_or_a_state_and_only_there(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    expected: dict[Path, bool] = {}
    for vector in VECTORS:
        try:
            document = read_document(vector.read_bytes())
        except UnreadableError:
            continue
        path = Path(copy(vector, tmp_path / vector.stem.replace(".", "-")))
        # The rules look for ASCII at the beginning: another encoding stays plain JSON or unknown.
        is_plain = document.encoding is PLAIN
        expected[path] = document.kind in (Kind.BUNDLE, Kind.STATE) and is_plain
    found = types_by_gio(list(expected), desktop)
    assert {path.name for path, type_ in zip(expected, found, strict=True) if type_ == OURS} == {
        path.name for path, is_ours in expected.items() if is_ours
    }
    assert set(expected.values()) == {True, False}


def test_json_about_our_documents_is_none(desktop: Mapping[str, str], tmp_path: Path) -> None:
    (verified,) = verify_source(str(sample_path(BUNDLE)), Session(TrustedKeys()))
    assert isinstance(verified, Verified)
    report = report_line(verified.source, verified.report, None)
    texts = {"schema": SCHEMA, "list": b"[%s]" % sample(BUNDLE), "report": report}
    paths = [tmp_path / name for name in texts]
    for path in paths:
        path.write_bytes(texts[path.name])
    assert OURS not in types_by_gio(paths, desktop)
    assert OURS not in {type_by_xdg(path, desktop) for path in paths}


@pytest.mark.parametrize("type_", [OURS, LINK])
def test_program_opens_its_documents_and_links(desktop: Mapping[str, str], type_: str) -> None:
    gio, xdg = needs_tool("gio", "libglib2.0-bin"), needs_tool("xdg-mime", "xdg-utils")
    assert f": {APP}.desktop" in run(gio, "mime", type_, environment=desktop).stdout.split("\n")[0]
    default = run(xdg, "query", "default", type_, environment=desktop)
    assert default.stdout.strip() == f"{APP}.desktop"


def test_program_is_never_offered_for_other_json(desktop: Mapping[str, str]) -> None:
    gio, xdg = needs_tool("gio", "libglib2.0-bin"), needs_tool("xdg-mime", "xdg-utils")
    assert APP not in run(gio, "mime", JSON, environment=desktop).stdout
    assert APP not in run(xdg, "query", "default", JSON, environment=desktop).stdout


def test_a_document_has_an_icon_of_its_own(desktop: Mapping[str, str], tmp_path: Path) -> None:
    path = tmp_path / "x.pith.json"
    path.write_bytes(b"{}")
    gio = needs_tool("gio", "libglib2.0-bin")
    told = run(gio, "info", "-a", "standard::icon", path, environment=desktop).stdout
    assert "standard::icon: application-vnd.pith.bundle+json" in told
