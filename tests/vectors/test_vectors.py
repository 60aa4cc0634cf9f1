"""Our own vectors: the committed files equal the built ones, and each has its expected outcome."""

import json
from typing import Any

import pytest

from inspector.cli.output import CODES
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.jobs.trust_store import given_keys
from inspector.paper.reader import read_paper
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.report import Report, Verdict, unreadable
from inspector.verify.result import Status
from inspector.verify.trust import KnownKey, Standing, TrustedKeys
from inspector.verify.verifier import verify
from tests.conftest import NOW, failing
from tests.vectors.builder import FOLDER, files

MANIFEST: list[dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_bytes())
EXIT_CODES = {"verified": 0, "failed": 1, "unproven": 3, "unreadable": 4}
NEVER_FAIL = {"document.encoding", "document.version", "document.unknown", "time.order"}
"""These are right, odd or not checkable, but never wrong."""
ONLY_WARN = {"document.encoding"}
"""Nothing is said of these where there is nothing odd."""

each_vector = pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])


def known_keys(file: str | None, standing: Standing) -> list[KnownKey]:
    if file is None:
        return []
    return [
        known._replace(standing=standing)
        for known in given_keys((FOLDER / file).read_bytes(), file)
    ]


def trust_of(row: dict[str, Any]) -> TrustedKeys:
    trusted = known_keys(row["trust"], Standing.TRUSTED)
    distrusted = known_keys(row.get("distrust"), Standing.DISTRUSTED)
    return TrustedKeys((*trusted, *distrusted))


def report_of(row: dict[str, Any]) -> Report:
    try:
        document = read_document((FOLDER / row["file"]).read_bytes())
    except UnreadableError as error:
        return unreadable(error)
    paper = read_paper((FOLDER / row["paper"]).read_bytes()) if "paper" in row else None
    return verify(document, trust_of(row), paper=paper, now=NOW)


def test_committed_files_are_those_that_the_builder_makes() -> None:
    committed = {
        path.name: path.read_bytes() for path in (*FOLDER.glob("*.json"), *FOLDER.glob("*.txt"))
    }
    assert committed == files()


@each_vector
def test_vector_has_the_outcome_of_the_manifest(row: dict[str, Any]) -> None:
    report = report_of(row)
    assert report.verdict == row["verdict"], str(report.sentence)
    assert failing(report) == set(row["fail"])
    assert CODES[report.verdict] == EXIT_CODES[row["verdict"]]
    unchecked = {result.id for result in report.results if result.status is Status.UNCHECKED}
    assert set(row.get("unchecked", ())) <= unchecked
    assert (report.error.code if report.error else None) == row.get("error")


@each_vector
def test_report_on_a_vector_does_not_contradict_itself(row: dict[str, Any]) -> None:
    report = report_of(row)
    assert (report.counts.failed > 0) == (report.verdict is Verdict.FAILED)
    assert report.counts.total == len(report.results)
    assert all(result.detail for result in report.findings), "each finding says why"
    assert str(report.sentence).strip()


@pytest.mark.parametrize("id_", sorted(CATALOGUE.keys() - ONLY_WARN))
def test_rule_passes_in_some_vector(id_: str) -> None:
    assert any(
        result.id == id_ and result.status is Status.PASS
        for row in MANIFEST
        for result in report_of(row).results
    )


@pytest.mark.parametrize("id_", sorted(ONLY_WARN))
def test_rule_that_only_warns_warns_in_some_vector_that_is_verified(id_: str) -> None:
    found = [
        (report.verdict, result.status)
        for report in map(report_of, MANIFEST)
        for result in report.results
        if result.id == id_
    ]
    assert set(found) == {(Verdict.VERIFIED, Status.WARN)}


@pytest.mark.parametrize("id_", CATALOGUE)
def test_rule_that_can_fail_is_broken_alone_in_the_vector_of_its_name(id_: str) -> None:
    row = next((row for row in MANIFEST if row["file"] == f"{id_}.json"), None)
    if id_ in NEVER_FAIL:
        assert row is None
        assert all(id_ not in row["fail"] for row in MANIFEST)
    else:
        assert row is not None
        assert row["fail"] == [id_]
