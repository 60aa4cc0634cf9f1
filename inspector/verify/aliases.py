"""Aliases: other names of a record, each derived from its source or from its Pith Number."""

from inspector.document.access import count_at, text_at
from inspector.document.identifiers import tail
from inspector.document.json_types import Json, JsonObject
from inspector.document.record import CanonicalRecord
from inspector.messages import Value, msg
from inspector.verify.context import VerificationContext
from inspector.verify.result import NOT_KNOWN, Result, failed, missing, passed, unchecked

DERIVED_KINDS = frozenset(
    {"arxiv", "arxiv_version", "doi", "pith_short_8", "pith_short_12", "pith_short_16"}
)
"""The kinds of alias that have a rule."""


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


def check(
    case: VerificationContext, holder: JsonObject, name: str, record: CanonicalRecord, path: str
) -> None:
    """alias.value, once for each alias of the list ``name`` in ``holder``, which is at ``path``."""
    aliases = holder.get(name)
    if not isinstance(aliases, list):
        case.add_exempt(missing("alias.value", f"{path}/{name}"))
        return
    derived = derived_aliases(record)
    for index, alias in enumerate(aliases):
        result = value(alias, derived, f"{path}/{name}/{index}")
        case.add(result) if result.reason is not NOT_KNOWN else case.add_exempt(result)


def value(alias: Json, derived: dict[str, str], path: str) -> Result:
    """alias.value: an alias of a known kind has the derived value."""
    kind, stated = text_at(alias, "alias_kind"), text_at(alias, "alias_value")
    if kind is None:
        return missing("alias.value", path + "/alias_kind")
    if stated is None:
        return missing("alias.value", path + "/alias_value")
    if kind not in DERIVED_KINDS:
        from inspector.verify.look_alikes import folded  # noqa: PLC0415 - most kinds are known

        if (known := folded(kind)) in DERIVED_KINDS:
            detail = msg("The kind {} is written like {}, but is not it", Value(kind), known)
            return failed("alias.value", path, detail, known, kind)
        detail = msg("aliases of this kind cannot be derived")
        return unchecked("alias.value", path, detail, reason=NOT_KNOWN)
    if kind not in derived:
        return unchecked("alias.value", path, msg("the record's source does not give this alias"))
    expected = derived[kind]
    if stated != expected:
        detail = msg("The alias is {}; the record gives {}", Value(stated), Value(expected))
        return failed("alias.value", path, detail, expected, stated)
    return passed("alias.value", path, expected, stated)
