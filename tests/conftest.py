"""Fixtures and helpers of all tests: real documents, reports on them, JSON strategies."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies

from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.document.pointer import join
from inspector.document.reader import read_document
from inspector.export.report_json import report_pieces
from inspector.jobs.trust_store import shipped_keys
from inspector.paper.reader import read_paper
from inspector.verify.report import Report
from inspector.verify.result import Result, Status
from inspector.verify.trust import PublicKey, TrustedKeys
from inspector.verify.verifier import verify
from tests.vectors.keys import TestKey

DATA = Path(__file__).parent / "data"
SUITE = DATA / "json-test-suite"
BUNDLE, STATE, RECORD = "bundle-1711.04623", "state-1804.07612", "record-1802.03133"
SAMPLES = (BUNDLE, STATE, RECORD)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
"""A clock after every date of the samples and of our own vectors."""

hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")


def json_values(
    numbers: strategies.SearchStrategy[Any] | None = None,
) -> strategies.SearchStrategy[Any]:
    """Any JSON value: astral names, control characters, integers of any size, floats."""
    text = strategies.text(strategies.characters(exclude_categories=["Cs"]), max_size=12)
    if numbers is None:
        numbers = (
            strategies.integers()
            | strategies.integers(-(10**60), 10**60)
            | strategies.floats(allow_nan=False, allow_infinity=False)
        )
    leaves = strategies.none() | strategies.booleans() | numbers | text
    return strategies.recursive(
        leaves,
        lambda inner: (
            strategies.lists(inner, max_size=6) | strategies.dictionaries(text, inner, max_size=6)
        ),
        max_leaves=30,
    )


def json_containers() -> strategies.SearchStrategy[Any]:
    """JSON values with something in them, most of the time."""
    inner = json_values()
    names = strategies.text("abA/~é\u202e\U0001d5380", max_size=3)
    return strategies.dictionaries(names, inner, max_size=6) | strategies.lists(inner, max_size=6)


def sample_path(name: str) -> Path:
    return Path(str(files("inspector.resources.samples") / f"{name}.json"))


@cache
def sample(name: str) -> bytes:
    """The bytes of a real document that ships with the program."""
    return sample_path(name).read_bytes()


@cache
def pith_trust() -> TrustedKeys:
    """The trust of a new user: the shipped key."""
    return TrustedKeys(tuple(shipped_keys()))


def report_on(
    data: bytes | Document, trust: TrustedKeys | None = None, paper_text: str | None = None
) -> Report:
    """The report on a document, by default with the shipped key as the trusted one."""
    document = data if isinstance(data, Document) else read_document(data)
    chosen = pith_trust() if trust is None else trust
    paper = read_paper(paper_text) if paper_text else None
    return verify(document, chosen, paper=paper, now=NOW)


def failing(report: Report) -> set[str]:
    return {result.id for result in report.results if result.status is Status.FAIL}


def results(report: Report, id_: str) -> list[Result]:
    return [result for result in report.results if result.id == id_]


def public(key: TestKey) -> PublicKey:
    """A test key as the program knows it."""
    return PublicKey.of(key.key_id, key.raw)


def report_line(source: str, report: Report, document: Document | None) -> bytes:
    """The report as one line of JSON."""
    return b"".join(report_pieces(source, report, document))


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every scalar and empty container with its pointer, in document order."""
    if isinstance(value, (dict, list)) and value:
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, child in steps:
            yield from leaves(child, join(path, step))
    else:
        yield path, value


def suite_files(prefix: str) -> list[Path]:
    """The files of the public JSON test suite whose names begin with ``prefix``."""
    return sorted(SUITE.glob(f"{prefix}_*.json"))


def suite(prefix: str) -> pytest.MarkDecorator:
    """The same as parameters of a test, by name."""
    return pytest.mark.parametrize(
        "file", suite_files(prefix), ids=lambda path: path.stem.encode("unicode_escape").decode()
    )


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program keeps the settings of this test's user."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "xdg" / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "xdg" / "config" / "pith-inspector"


@pytest.fixture
def no_root() -> None:
    """Skips as root, whom permissions do not stop."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("root may read and write everything")


def parses(work: Callable[[], object], data: bytes) -> float:
    """The CPU time of ``work`` in multiples of the time that Python's json takes for ``data``."""
    return _processor_seconds(work) / min(
        _processor_seconds(lambda: json.loads(data)) for _ in range(5)
    )


def _processor_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
