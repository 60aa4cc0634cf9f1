"""Aliases: other names of a record, each derived from its source or from its Pith Number."""

from collections.abc import Iterable

from inspector.document.access import count_at, text_at
from inspector.document.identifiers import tail
from inspector.document.json_types import Json
from inspector.document.record import CanonicalRecord
from inspector.verify.result import Result, failed, passed, short, unchecked


def derived_aliases(record: CanonicalRecord) -> dict[str, str]:
    """The value of every kind of alias that can be derived from ``record``."""
    end = tail(record.sha256)
    derived = {"pith_short_8": end[:8], "pith_short_12": end[:12], "pith_short_16": end[:16]}
    source_id, version = text_at(record.source, "id"), count_at(record.source, "version")
    if record.source.get("kind") == "arxiv" and source_id is not None:
        derived["arxiv"] = source_id
        derived["doi"] = f"10.48550/arxiv.{source_id}"
        if version is not None:
            derived["arxiv_version"] = f"{source_id}v{version}"
    return derived


def check(aliases: list[Json], record: CanonicalRecord, path: str) -> Iterable[Result]:
    """alias.value, once for each alias of the list at ``path``."""
    derived = derived_aliases(record)
    for index, alias in enumerate(aliases):
        yield value(alias, derived, f"{path}/{index}")


def value(alias: Json, derived: dict[str, str], path: str) -> Result:
    """alias.value: an alias of a known kind has the derived value."""
    kind, stated = text_at(alias, "alias_kind"), text_at(alias, "alias_value")
    if kind is None or kind not in derived:
        return unchecked("alias.value", path, "Not made: aliases of this kind cannot be derived")
    expected = derived[kind]
    if stated != expected:
        detail = f"The alias is {short(stated)}; the record gives {short(expected)}"
        return failed("alias.value", path, detail, expected, stated)
    return passed("alias.value", path, expected, stated)
