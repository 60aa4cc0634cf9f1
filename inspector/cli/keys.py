"""``keys``: the user's own list of keys, the only source of trust."""

import click

from inspector.cli.options import complete_file
from inspector.cli.output import ExitCode, note, note_error, write_json, write_line
from inspector.document.canonical import reference_json
from inspector.document.json_types import JsonObject
from inspector.errors import InspectorError, KeyFileError, SourceError, TrustStoreError
from inspector.export.report_text import Line, Role
from inspector.jobs.given_key_files import read_key_file, same_ids
from inspector.jobs.trust_store import (
    SHIPPED,
    KeyList,
    forget,
    read_list,
    set_standing,
    shipped_keys,
    store_path,
)
from inspector.messages import ENGLISH, msg
from inspector.sources import absolute, read_back
from inspector.verify.trust import (
    ComparedBy,
    KnownKey,
    PublicKey,
    Standing,
    fingerprint_digits,
)
from inspector.visible import shell_word

_GROUPS = {
    Standing.TRUSTED: "Trusted",
    Standing.UNKNOWN: "Seen, not trusted",
    Standing.DISTRUSTED: "Distrusted",
}
_YES = click.option("--yes", is_flag=True, help="Do not ask.")
_FINGERPRINT = click.option(
    "--fingerprint",
    metavar="DIGITS",
    help="The fingerprint that you have from the signer: only a key with exactly this one is "
    "trusted, and your list keeps that it was compared.",
)


@click.group()
def keys() -> None:
    """Show and change the list of keys that you trust or distrust."""


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a key, a line each.")
def list_keys(as_json: bool) -> int:
    """Show the keys of your list and the one that ships with the program."""
    try:
        known = _own_list()
    except InspectorError as error:
        note_error(error, str(store_path()))
        return ExitCode.UNREADABLE
    for standing, heading in _GROUPS.items():
        if as_json:
            for entry in known.of(standing):
                write_json(reference_json(_members(entry)))
        elif group := known.of(standing):
            write_line(Line(Role.PLAIN, f"{heading}: {len(group):,}"))
            for entry in group:
                write_line(Line(Role.PLAIN, f"  {_row(entry)}"))
    return ExitCode.VERIFIED


def _own_list() -> KeyList:
    """The user's list. Raises TrustStoreError, since nothing can be said about keys without it."""
    found = read_list(store_path())
    if found.problem is not None:
        raise found.problem
    return found


def _row(entry: KnownKey) -> str:
    signers = ", ".join(map(ENGLISH.named, entry.signers))
    parts = (
        _spaced(entry.key),
        _id(entry.key),
        signers and f"documents call its signer {signers}",
        _origin(entry.origin),
        entry.standing is Standing.TRUSTED and str(entry.comparison.sentence),
    )
    return "  ".join(part for part in parts if part) + _stated(entry)


def _id(key: PublicKey) -> str:
    """The id, which the author of the key's file or document chose."""
    return ENGLISH.named(key.key_id) if key.key_id else "(no id)"


def _origin(origin: str) -> str:
    if origin.startswith(("/", "file:///")):
        return shell_word(read_back(origin))
    return origin if origin in ("", SHIPPED) else ENGLISH.named(origin)


def _members(entry: KnownKey) -> JsonObject:
    return {
        "key_id": entry.key.key_id,
        "public_key_hex": entry.key.raw.hex(),
        "fingerprint": entry.key.fingerprint,
        "standing": entry.standing,
        "origin": entry.origin,
        "since": entry.since,
        "signers": list(entry.signers),
        "rotates_at": entry.rotates_at,
        "unknown_members": list(entry.unknown_members),
        "comparison": dict(entry.comparison._asdict())
        if entry.standing is Standing.TRUSTED
        else None,
    }


def _spaced(key: PublicKey) -> str:
    """A fingerprint in groups for comparing."""
    return " ".join(key.groups)


@keys.command()
@click.argument("key", shell_complete=complete_file)
@_FINGERPRINT
@_YES
def trust(key: str, fingerprint: str | None, yes: bool) -> int:
    """Trust the keys of a KEYFILE, or a key of your list by fingerprint or id.

    A key that was only seen in a document goes by its fingerprint alone: anybody can give a key
    any id. Without --fingerprint nothing is compared, and your list says so of the key.
    """
    return _change(key, Standing.TRUSTED, yes=yes, given=fingerprint)


@keys.command()
@click.argument("key", shell_complete=complete_file)
@_YES
def distrust(key: str, yes: bool) -> int:
    """Distrust the keys of a KEYFILE, or a key of your list: what they signed fails."""
    return _change(key, Standing.DISTRUSTED, yes=yes)


@keys.command("forget")
@click.argument("key", shell_complete=complete_file)
@_YES
def forget_key(key: str, yes: bool) -> int:
    """Take a key out of your list, by fingerprint, id or KEYFILE."""
    return _change(key, Standing.UNKNOWN, yes=yes)


def _change(name: str, standing: Standing, *, yes: bool, given: str | None = None) -> int:
    word = {
        Standing.TRUSTED: "Trust",
        Standing.DISTRUSTED: "Distrust",
        Standing.UNKNOWN: "Forget",
    }[standing]
    try:
        named, origin = _find(name)
        found = list({known.key.raw: known for known in reversed(named)}.values())[::-1]
        for known in found:
            note(f"{_spaced(known.key)}  {_id(known.key)}{_stated(known)}")
        if given is not None:
            _refuse_other(found, given)
        if standing is Standing.TRUSTED:
            for notice in same_ids(found, _own_list().trust):
                note(str(notice.sentence))
        if not yes and not click.confirm(
            f"{word} {'it' if len(found) == 1 else 'them'}?", err=True
        ):
            return ExitCode.FAILED
        if standing is Standing.UNKNOWN:
            forget((known.key for known in found), store_path())
        else:
            compared = ComparedBy.NOTHING if given is None else ComparedBy.ARGUMENT
            set_standing(found, standing, origin, store_path(), compared=compared)
            for other in _other_ids(named, found):
                note(f"Your list keeps one id of a key; {_id(other)} is not in it.")
            if standing is Standing.TRUSTED and given is None:
                note("No fingerprint was compared; --fingerprint compares the one you were given.")
    except TrustStoreError as error:
        note_error(error, str(store_path()))
        return ExitCode.UNREADABLE
    except InspectorError as error:
        note_error(error, name)
        return ExitCode.UNREADABLE
    return ExitCode.VERIFIED


def _other_ids(named: list[KnownKey], found: list[KnownKey]) -> list[PublicKey]:
    """The keys of ``named`` under other ids than in ``found``, which has each key once."""
    kept = {known.key for known in found}
    return list(dict.fromkeys(known.key for known in named if known.key not in kept))


def _refuse_other(found: list[KnownKey], given: str) -> None:
    """Raise KeyFileError unless there is exactly one key and it has this fingerprint."""
    if len(found) != 1:
        raise KeyFileError("A fingerprint is of one key; here are {}", len(found))
    if fingerprint_digits(given) != found[0].key.fingerprint:
        text = msg("What you gave is not all 32 digits of its fingerprint: nothing was changed")
        raise KeyFileError(text)


def _stated(known: KnownKey) -> str:
    """What a key file states about the end of a key."""
    ends = [] if known.rotates_at is None else [f"rotates_at {ENGLISH.named(known.rotates_at)}"]
    return "".join(f"  {part}" for part in (*ends, *map(ENGLISH.named, known.unknown_members)))


def _find(name: str) -> tuple[list[KnownKey], str]:
    """The keys meant by ``name``, and where they come from: the list, by fingerprint or id, or a
    file.

    Documents choose the ids of keys that were only seen in them, so an id never names one of these.
    """
    entries = _own_list().entries
    wanted = name.replace(" ", "").lower()
    if listed := [known for known in entries if wanted == known.key.fingerprint]:
        return listed, name
    called = [known for known in entries if name == known.key.key_id]
    shipped = {known.key.raw for known in shipped_keys()}
    listed = [
        known
        for known in called
        if known.standing is not Standing.UNKNOWN or known.key.raw in shipped
    ]
    if listed:
        return listed, name
    return _of_file(name, is_seen=bool(called)), absolute(name)


def _of_file(name: str, *, is_seen: bool) -> list[KnownKey]:
    try:
        return list(read_key_file(name).keys)
    except SourceError as error:
        if is_seen:
            text = msg("A key that was only seen in a document is named by its fingerprint")
            raise KeyFileError(text) from error
        raise
