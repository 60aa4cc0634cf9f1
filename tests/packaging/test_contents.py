"""packaging/list-contents.sh writes the contents of the program as CycloneDX."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests.packaging.conftest import build
from tests.packaging.test_project import pins
from tests.packaging.tools import ROOT

pytestmark = pytest.mark.packages

SCRIPT = ROOT / "packaging" / "list-contents.sh"


@pytest.fixture(scope="module")
def written(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The list, made twice."""
    folder = tmp_path_factory.mktemp("contents")
    shutil.copy(wheel, folder)
    made = []
    for _ in range(2):
        (found,) = build(SCRIPT, folder).glob("*.cdx.json")
        made.append(found.read_bytes())
    assert made[0] == made[1]
    return made[0]


@pytest.fixture
def listed(written: bytes) -> Any:
    return json.loads(written)


def test_it_is_the_list_of_the_program(listed: Any, project: dict[str, Any]) -> None:
    program = listed["metadata"]["component"]
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert program["type"] == "application"
    assert program["name"] == project["project"]["name"]
    assert program["version"] == project["project"]["version"]
    assert [one["license"]["id"] for one in program["licenses"]] == ["Apache-2.0"]


def test_every_dependency_has_version_licence_and_purl(listed: Any) -> None:
    found = {part["purl"]: part for part in listed["components"]}
    named = {canonicalize_name(part["name"]): part["version"] for part in found.values()}
    assert named == pins("program")
    assert all(part["licenses"] for part in found.values())
    for purl, part in found.items():
        assert purl == f"pkg:pypi/{part['name'].lower().replace('_', '-')}@{part['version']}"


def test_what_was_compiled_into_a_dependency_is_a_part_of_it(listed: Any) -> None:
    (orjson,) = (part for part in listed["components"] if part["name"] == "orjson")
    assert "pkg:cargo/pyo3-ffi" in {part["purl"].partition("@")[0] for part in orjson["components"]}


def test_no_path_of_a_machine_is_in_it(written: bytes) -> None:
    assert not re.search(rb"file:|\"/", written)
    assert str(ROOT).encode() not in written
